"""Facts are found as people write them, and nothing is guessed."""

from __future__ import annotations

from datetime import date, datetime

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.facts import dates, links, phones, postcodes

SENT = date(2026, 2, 10)  # a Tuesday


def test_postcodes_are_found_and_written_one_way() -> None:
    assert postcodes("I live at WS1 1TP, she at b11bb. Not A1, not 12 3AB. SW1A 1AA; WS1 1TP") == (
        "WS1 1TP", "B1 1BB", "SW1A 1AA"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 01922 650000 now", ("01922 650000",)),
        ("+44 7700 900123", ("+44 7700 900123",)),
        ("(0121) 496 0000 or 0121 496 0000", ("(0121) 496 0000",)),
        ("ref 0123456789012345", ()),
        ("on 03/02/2026 at 10", ()),
        ("case 123456", ()),
        ("Submitted: 04/07/2026 18:22 from the website", ()),
        ("Sent 01.12.2025 09.15, ring 01632 960001", ("01632 960001",)),
    ],
)
def test_phone_numbers_are_found_as_written(text: str, found: tuple[str, ...]) -> None:
    assert phones(text) == found


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("03/02/2026", date(2026, 2, 3)),
        ("3.2.26", date(2026, 2, 3)),
        ("2026-02-03", date(2026, 2, 3)),
        ("3 February 2026", date(2026, 2, 3)),
        ("3rd of February", date(2026, 2, 3)),
        ("Feb 3rd, 2026", date(2026, 2, 3)),
        ("20 December", date(2025, 12, 20)),
        ("last Monday", date(2026, 2, 9)),
        ("last Tuesday", date(2026, 2, 3)),
        ("yesterday", date(2026, 2, 9)),
        ("two weeks ago", date(2026, 1, 27)),
        ("31/02/2026", None),
        ("30 February", None),
        ("10:30", None),
        ("5/6", None),
    ],
)
def test_dates_in_words_are_days(words: str, on: date | None) -> None:
    found = dates(f"It was on {words}, I think.", SENT)
    assert [day for day, _ in found] == ([on] if on else [])


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from("0 1 3 07 31 100 999 a two three four five six".split()),
    st.sampled_from("day days week weeks month months year years".split()),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_days_are_counted_back_as_the_library_does(count: str, unit: str, sent_on: date) -> None:
    noon = datetime(sent_on.year, sent_on.month, sent_on.day, 12)  # noqa: DTZ001 - as it takes it
    how = {"RELATIVE_BASE": noon, "PREFER_DATES_FROM": "past"}
    words = f"{count} {unit} ago"
    read = dateparser.parse(words, languages=["en"], settings=how)
    assert dates(words, sent_on) == (((read.date(), words),) if read else ())


def test_links_end_before_the_full_stop() -> None:
    assert links("See https://a.example/x?y=1. Or (www.b.example).") == (
        "https://a.example/x?y=1",
        "www.b.example",
    )


@given(st.text("0123456789 +()/.-febWS1TPlast monday", max_size=80))
def test_no_text_breaks_the_finding(text: str) -> None:
    assert all(number in text for number in phones(text)), "as written"
    assert all(link in text for link in links(text))
    letters = "".join(text.upper().split())
    assert all("".join(code.split()) in letters for code in postcodes(text))
    assert all(isinstance(day, date) for day, _ in dates(text, SENT))
