"""Thousands of real mails: none raises, none loses its body, and most is read as their own projects' tests expect.

The mails lie beside the repository (MAILROOM_SHARED, else ../shared) and are only read there; `python -m bench.reading`
measures, docs/reading.md tells what was reached. Each floor here is a little below that: raise it, never lower it.
"""

from __future__ import annotations

import email
import html
import os
import re
from collections.abc import Iterator
from email.message import Message as Tree
from functools import cache
from pathlib import Path

import pytest

from bench import reading
from bench.reading import Share, Shelf
from parsers.message import read_clues, read_message

FOLDER = Path(os.environ.get("MAILROOM_SHARED") or Path(__file__).parents[3] / "shared") / "mail"
SHELF = Shelf(FOLDER)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="no real mail here: set MAILROOM_SHARED to its folder"
    ),
]


def test_every_mail_is_read_without_the_last_net() -> None:
    assert reading.unread(SHELF).missed == ()


def test_the_clues_of_a_mail_say_what_its_whole_reading_says() -> None:
    for path in SHELF.mails():
        raw = path.read_bytes()
        message, clues = read_message(raw), read_clues(raw)
        assert (clues.fingerprint, clues.subject) == (message.fingerprint, message.subject)


def own_texts(part: Tree) -> Iterator[str]:
    """The texts of a mail's writer as the standard library finds them, crudely made plain."""
    kind = part.get_content_type()
    if part.is_multipart() and part.get_content_maintype() != "message":
        for child in part.get_payload():
            if isinstance(child, Tree):
                yield from own_texts(child)
    elif kind in ("text/plain", "text/html") and not part.get_filename():
        octets = part.get_payload(decode=True)
        text = octets.decode("latin-1") if isinstance(octets, bytes) else ""
        if kind == "text/html":
            text = re.sub(r"(?is)<(style|script|head|title).*?</\1>|<!--.*?-->|<[^>]*>", " ", text)
        yield html.unescape(text)


def test_no_mail_loses_its_body() -> None:
    """Where the standard library finds words of the writer's, so do we: in the text, or in a file of the mail."""
    lost = []
    for path in SHELF.mails():
        tree = email.message_from_bytes(path.read_bytes())
        found = [text for text in own_texts(tree) if re.search(r"[A-Za-z]{3}", text)]
        message = read_message(path.read_bytes())
        if found and not (message.body.text.strip() or message.attachments):
            lost.append(path.name)
    assert not lost


@cache
def expected() -> dict[str, Share]:
    return reading.expectations(SHELF)


# What is met of that which at least one other reader meets, and on which mails we differ from the oracle in taste:
# it leaves UTF-7 and uuencode in the text, shows the plain form that says "no HTML here", takes MAILER-DAEMON without
# a domain and `Test test@example.com` for addresses, and of `MAILER-DAEMON (Mail Delivery System)` once the one name
# and once the other.
FLOORS = {
    "subject": (0.99, ()),
    "letters": (0.98, ()),
    "sender": (0.97, ("mail053.box", "mail087.box")),
    "name": (0.97, ("mail053.box", "mail092.box")),
    "files": (0.97, ()),
    "body": (0.96, ("mail018.box", "mail025.box", "006.eml")),
}


@pytest.mark.parametrize("about", FLOORS)
def test_what_another_reader_gets_right_we_get_right(about: str) -> None:
    floor, taste = FLOORS[about]
    share = expected()[about]
    assert set(share.missed) <= set(taste)
    assert share.share >= floor


@cache
def parted() -> dict[str, Share]:
    return reading.replies(SHELF)


@pytest.mark.parametrize(
    ("part", "floor"), [("newest", 0.95), ("fresh", 1.0), ("signatures", 0.75)]
)
def test_replies_of_real_people_are_parted_and_lose_nothing(part: str, floor: float) -> None:
    assert parted()[part].share >= floor, parted()[part].missed


def test_the_footers_of_british_gateways_are_folded() -> None:
    assert reading.disclaimers(SHELF).missed == ()


@cache
def reported() -> dict[str, Share]:
    return reading.reports(SHELF)


def test_delivery_reports_are_told_and_name_who_failed() -> None:
    assert reported()["told"].share >= 0.96
    assert reported()["recipients"].share >= 0.98


def test_ordinary_mail_is_seldom_taken_for_a_report() -> None:
    # Two of the thousand are reports that were filed as ordinary.
    assert len(reported()["ordinary"].missed) <= 2


def test_ordinary_mail_is_of_no_machine() -> None:
    ordinary = (path for path in SHELF.mails() if "ordinary" in path.parts)
    kinds = {
        str(found.kind) for path in ordinary if (found := read_message(path.read_bytes()).automatic)
    }
    assert kinds.isdisjoint({"read_receipt", "auto_reply"})


def test_machines_are_told_and_people_are_not_taken_for_them() -> None:
    found = reading.automatic(SHELF)
    assert found["auto"].missed == ()
    # One mail of the humans' set has a daemon's sender and a report's subject.
    assert [Path(name).name for name in found["people"].missed] == ["invalid_from_2.eml"]


def test_mails_inside_a_mail_are_kept_apart() -> None:
    assert reading.forwards(SHELF).missed == ()
