"""Mail that is broken, huge or hostile: handled or held with a reason, kept as it came, and nobody waits for it."""

from __future__ import annotations

import pytest

from tests.bad_weather.mails import BAD_MAIL, HEAD, WORDS, mail
from tests.bad_weather.town import Town


def is_dealt_with(town: Town, bad: bytes, understood: bool) -> None:
    town.drop(bad, "1")
    town.complain("una")
    said = town.round()
    assert "2 new, 2 handled, 0 failed" in said
    assert town.letters_to("una") == 1, "the next mail was not handled"
    assert town.run("queue", "raw", "1").stdout_bytes == bad
    waiting = town.queue()
    assert ("     1  " in waiting) is not understood
    assert understood or "        held: " in waiting
    assert town.letters_to("pat") == understood
    assert "whole" in town.run("journal", "verify").output


@pytest.mark.parametrize("name", BAD_MAIL)
def test_bad_mail_is_kept_and_the_next_is_handled(town: Town, name: str) -> None:
    is_dealt_with(town, *BAD_MAIL[name])


@pytest.mark.server
@pytest.mark.parametrize("name", [name for name in BAD_MAIL if "NUL" in name or "half" in name])
def test_so_it_is_where_the_database_takes_no_such_text(
    town: Town, name: str, postgres_url: str
) -> None:
    town.change(("sqlite:///record.sqlite", postgres_url))
    is_dealt_with(town, *BAD_MAIL[name])


def test_a_subject_commands_neither_a_terminal_nor_a_letter(town: Town) -> None:
    town.drop(BAD_MAIL["a terminal's commands in the subject"][0], "1")
    town.round()
    shown = town.queue() + town.run("journal", "show").output
    assert "owned" in shown
    assert not set(map(chr, range(32))) - {"\n"} & set(shown)
    assert not any(b"\r\nBcc:" in letter for letter in town.letters())


def test_a_message_over_the_limit_stays_where_it_is_and_says_why(town: Town) -> None:
    line = b"photograph " * 8 + b"\r\n"
    town.drop(mail(body=WORDS + line * (60 * 1024 * 1024 // len(line))), "1")
    town.complain("una")
    assert "2 new, 2 handled, 0 failed" in town.round()
    assert town.letters_to("una") == 1
    assert "the whole lies in the mailbox: it has 6" in town.queue()
    assert (town.folder / "mailbox" / "new" / "1").stat().st_size > 60 * 1000 * 1000


def test_a_text_without_end_is_shown_up_to_one(town: Town) -> None:
    town.drop(mail(body=WORDS + b"and so on and on\r\n" * 200_000), "1")
    town.round()
    assert town.letters_to("pat") == 1
    longest = max(town.letters(), key=len)
    assert len(longest) < 2_000_000
    assert b"the whole is in the mail" in longest


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("100,000 headers", "its header is longer than can be read"),
        ("1,000 parts within parts", "more parts within parts than can be read"),
        ("two senders", "it names more than one sender"),
    ],
)
def test_what_could_not_be_read_whole_says_so(town: Town, name: str, why: str) -> None:
    town.drop(BAD_MAIL[name][0], "1")
    town.round()
    assert why in town.queue()


def test_a_header_alone_is_a_message(town: Town) -> None:
    town.drop(HEAD, "1")
    town.round()
    assert "there is nothing to read in it" in town.queue()
