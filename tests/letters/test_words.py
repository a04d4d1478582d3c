"""The small turns of English that letters need."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters import words


def test_a_date_is_said_in_full() -> None:
    assert words.longdate(date(2026, 2, 3)) == "Tuesday 3 February 2026"
    assert words.shortdate(date(2026, 2, 3)) == "3 February 2026"
    assert words.longdate(None) == words.shortdate(None) == ""


@given(st.dates(min_value=date(1900, 1, 1)))
def test_dates_agree_with_the_calendar(day: date) -> None:
    assert words.longdate(day) == f"{day:%A} {day.day} {day:%B} {day.year}"
    if day < date.max:
        assert words.longdate(day) != words.longdate(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("things", "said"),
    [
        (None, ""),
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", None, "b", "", "c"], "a, b and c"),
    ],
)
def test_a_list_is_spoken(things: list[str] | None, said: str) -> None:
    assert words.in_words(things) == said


@pytest.mark.parametrize(
    ("recipient", "said"),
    [
        ({"greeting": "Dear Ms Stannard", "name": "H"}, "Dear Ms Stannard"),
        ({"greeting": "Dear Ms Stannard,", "name": "H"}, "Dear Ms Stannard"),
        ({"greeting": "Ms Stannard", "name": "H"}, "Dear Ms Stannard"),
        ({"greeting": "Hello", "name": "H"}, "Hello"),
        ({"greeting": None, "name": "Hilary  Stannard"}, "Dear Hilary Stannard"),
        ({"greeting": None, "name": None}, "Hello"),
    ],
)
def test_a_letter_begins_with_what_is_known(recipient: dict[str, object], said: str) -> None:
    assert words.greeting(recipient) == said


@pytest.mark.parametrize(
    "text", ["Dear Ms X,\nfoo", "\n Hello,", "Hi there", "Good morning", "To whom it may concern"]
)
def test_a_greeting_is_known(text: str) -> None:
    assert words.is_greeted(text)


@pytest.mark.parametrize("text", ["Dearly bought", "Your bin", "", "Hiring is slow", None])
def test_what_is_no_greeting_is_known(text: str | None) -> None:
    assert not words.is_greeted(text)


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("I am sorry.\n\nYours sincerely,\n\nJ. Fisk", True),
        ("Sorry.\nKind regards\nJeremy", True),
        ("Sorry.\n\nBest wishes,\nJ", True),
        ("Your regards are noted.\nSo be it.", False),
        ("Yours sincerely was how you ended.\n" + "line\n" * 20, False),
        ("", False),
    ],
)
def test_a_sign_off_is_known_where_it_ends_a_letter(text: str, signed: bool) -> None:
    assert words.is_signed_off(text) is signed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Waste and recycling", "waste and recycling"),
        ("IT and web", "IT and web"),
        ("Anglia Homes", "Anglia Homes"),
        ("Council tax", "council tax"),
        (None, ""),
    ],
)
def test_a_service_is_named_within_a_sentence(name: str | None, said: str) -> None:
    assert words.in_text(name) == said


def test_a_subject_carries_the_reference_and_no_re() -> None:
    case = {"reference": "R1", "subject": "Re: FW: bins\n missed"}
    assert words.about("Answer", case) == "Answer (R1): bins missed"
    assert words.about("Answer", {"reference": None, "subject": None}) == "Answer"


def test_flags_are_said_with_or_without_underscores() -> None:
    assert words.flag_words(["legal_threat"]) == words.flag_words(["legal threat"])
    assert words.flag_words(["legal_threat", "new_flag"]) == "it speaks of legal action; new flag"
    assert words.flag_words(None) == ""


@given(st.text(), st.integers(3, 50))
def test_a_cut_text_is_never_too_long_and_never_changed_before_the_cut(
    text: str, longest: int
) -> None:
    kept = words.cut(text, longest)
    assert len(kept) <= longest
    assert kept == text or text.startswith(kept[:-2])


@given(st.text())
def test_clean_words_are_printable(text: str) -> None:
    kept = words.clean(text)
    assert not any(ord(one) < 32 and one not in "\t\n" for one in kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x7f\x85")
    kept.encode("utf-8")
    assert words.clean(kept) == kept
    assert "\n" not in words.one_line(text)
