"""What becomes of each piece of the demo's mail is what a careful clerk expects, and the account tells it truly."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.utils import parseaddr

import pytest

from mailroom.demo.account import DONE, Account
from mailroom.demo.piece import Expected
from mailroom.demo.play import pieces
from mailroom.demo.table import NARROWEST_TABLE, columns_of, line, summary, table, unasked
from store import cases
from tests.demo.conftest import Played

# Where the house does not yet do what a clerk would; each is a wish, and fails here once it is granted.
WISHES: dict[str, str] = {}
KEYS = [
    pytest.param(piece.key, marks=pytest.mark.xfail(reason=WISHES[piece.key], strict=True))
    if piece.key in WISHES
    else piece.key
    for piece in pieces()
]


@pytest.mark.parametrize("key", KEYS)
def test_each_piece_becomes_what_a_clerk_expects(played: Played, key: str) -> None:
    assert not played.left_out.get(key)
    at = next(number for number, piece in enumerate(played.laid) if piece.key == key)
    told = played.account.pieces[at]
    assert (told.word, told.reason) == (played.laid[at].expected, told.reason)


def test_every_piece_is_in_the_account_once(played: Played) -> None:
    assert len(played.account.pieces) == len(played.laid)
    assert [one.received_at for one in played.account.pieces] == sorted(
        one.received_at for one in played.account.pieces
    )


def test_every_word_of_the_account_is_explained() -> None:
    assert set(Expected) <= set(DONE)


def test_a_locked_document_and_a_forged_officer_bring_no_letter(played: Played) -> None:
    by_key = dict(zip([piece.key for piece in played.laid], played.account.pieces, strict=True))
    for key in ("locked", "forged", "stranger", "advert", "away"):
        assert by_key[key].letters == ()


def test_a_complaint_brings_an_acknowledgement_and_an_assignment(played: Played) -> None:
    first = played.account.pieces[0]
    assert [one.name for one in first.letters] == ["acknowledgement", "assignment"]
    assert first.letters[0].recipient == "Doreen Askew"
    assert first.reference.startswith("ADC-2026-")


def test_no_letter_goes_to_anybody_but_the_council_and_those_who_wrote(played: Played) -> None:
    with played.house.record.read() as conn:
        files = cases.case_files(conn, range(1, 100)).values()
    parties = {party.email for file in files for party in file.parties}
    letters = (played.folder / "post" / "new").iterdir()
    readers = {parseaddr(message_from_bytes(one.read_bytes())["To"])[1] for one in letters}
    assert readers <= parties | set(played.house.config.directory)


@pytest.mark.parametrize("width", [100, 132, 80, NARROWEST_TABLE, 60, 40, 20])
def test_the_table_fits_its_terminal(played: Played, width: int) -> None:
    shown = table(played.account, width).split("\n")
    shown += unasked(played.account.by_the_day, width).split("\n")
    assert max(map(columns_of, shown)) <= min(width, 100)


def test_columns_begin_at_the_same_place_on_every_line(played: Played) -> None:
    rows = table(played.account, 100).split("\n")
    rule = next(row for row in rows if row.startswith("---"))
    gaps = [at for at, c in enumerate(rule) if c == " "]
    assert all(row[at : at + 1] in ("", " ") for row in rows for at in gaps if row.isascii())


def test_the_summary_counts_what_the_table_shows(played: Played) -> None:
    account = played.account
    waiting = [one for one in account.pieces if one.word in ("person", "failed")]
    assert f"{len(account.pieces)} pieces" in summary(account)
    assert f"{len(waiting)} pieces wait" in summary(account)


def test_what_strangers_write_cannot_steer_the_terminal(played: Played) -> None:
    sly = replace(
        played.account.pieces[0], subject="\x1b[2J\x1b]0;own\x07 bins \u202egnitset", sender="a\rb"
    )
    shown = line(sly, 100) + table(Account((sly,), (), 0, played.account.letters, 0), 60)
    assert not {c for c in shown if ord(c) < 32 and c != "\n"} | (set(shown) & {"\u202e", "\x7f"})
