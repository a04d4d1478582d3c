"""Labelled lines at the head and foot of an answer: taken out, read, and never guessed at."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rules.officers_lines import read_signature, take_lines
from mailroom.rules.officers_promises import Promise, read_promise
from mailroom.rules.officers_things import Thing, read_dropped, which_is_meant

LETTER = "Dear Mr Low,\n\nWe are sorry.\n\nYours\nJo"
THIRD = date(2026, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        f"Learning: secret\n\n{LETTER}",
        f"Learning: secret\n{LETTER}",
        f"Learning: secret\nwrapped on\n\nCause: stale\n\n{LETTER}",
        f"{LETTER}\n\nLearning: secret",
        f"{LETTER}\nLearning: secret",
        f"{LETTER}\n\nLearning: secret\nwrapped on\n\nCause: stale",
        f"Signed by: Kit\nLearning:\nsecret\n\n{LETTER}\n\nChannel: letter",
    ],
)
def test_head_and_foot_are_parted_from_the_letter(text: str) -> None:
    taken = take_lines(text)
    assert (taken.text, taken.wrong) == (LETTER, "")
    assert taken.said.learning.startswith("secret")


@pytest.mark.parametrize(
    "line",
    [
        "Learning: secret",
        "cause: stale",
        "Recommendation – sack him",
        "SIGNED BY: Kit",
        "Channel: visit",
    ],
)
def test_a_line_for_inside_in_the_midst_is_a_fault(line: str) -> None:
    taken = take_lines(f"Dear Mr Low,\n{line}\nand so on.\n\nJo\nTeam leader")
    assert "midst" in taken.wrong


def test_a_heading_of_the_letters_own_is_none() -> None:
    text = "Dear Mr Low,\n\nRecommendation:\n\nWe recommend a new bin.\n\nJo"
    assert (take_lines(text).text, take_lines(text).wrong) == (text, "")


def test_remedies_in_the_midst_are_the_letters_own_words() -> None:
    text = "Dear Mr Low,\n\nAction: we came at once.\n\nJo"
    taken = take_lines(text)
    assert (taken.text, taken.said.promises, taken.wrong) == (text, (), "")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("a new bin, by 3 March 2026, Jo Hill", Promise("a new bin", THIRD, "Jo Hill")),
        ("a new bin by Tuesday 3 March 2026", Promise("a new bin", THIRD)),
        ("by 3 March 2026 we call her", Promise("we call her", THIRD)),
        (
            "a new bin by 3/3/2026 so that nothing has to stand on the path again",
            Promise("a new bin by 3/3/2026 so that nothing has to stand on the path again", THIRD),
        ),
        ("a new bin by 31 February 2026", Promise("a new bin by 31 February 2026")),
        (
            "£1,250.50 for the loss, by 3 March 2026, Jo Hill, allowed by Kit Roe",
            Promise("£1,250.50 for the loss", THIRD, "Jo Hill", "£1,250.50", "Kit Roe"),
        ),
        ("compensation of £50, at once", Promise("compensation of £50, at once", amount="£50")),
    ],
)
def test_a_promise_is_what_by_when_and_by_whom(words: str, read: Promise) -> None:
    assert read_promise(words, is_action=False) == read


@pytest.mark.parametrize(
    ("words", "none"),
    [
        ("none", True),
        ("none appropriate", True),
        ("No remedy is needed.", True),
        ("nothing due", True),
        ("none of the crew will come again", False),
        ("no remedy but an apology", False),
    ],
)
def test_that_nothing_has_to_be_put_right_is_said_in_so_many_words(words: str, none: bool) -> None:
    # "Action: none" says it as well: else the resident would read that we will do "none".
    for is_action in (False, True):
        assert read_promise(words, is_action=is_action).is_none is none


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Kit Roe", ("Kit Roe", False)),
        ("Kit Roe.", ("Kit Roe", False)),
        ("Sam Lee, in the absence of Kit Roe", ("Sam Lee", True)),
        ("Sam Lee (Kit Roe is away)", ("Sam Lee", True)),
        ("Sam Lee in absence of the head", ("Sam Lee", True)),
        ("Sam Lee, Waste Manager", ("Sam Lee", False)),
    ],
)
def test_a_signature_names_one_person_and_says_who_was_away(
    words: str, read: tuple[str, bool]
) -> None:
    assert read_signature(words) == read


@given(st.text(alphabet="abc \n:", max_size=80), st.sampled_from(["Learning", "Cause"]))
def test_what_is_labelled_never_stays_in_what_the_resident_reads(letter: str, label: str) -> None:
    taken = take_lines(f"{label}: QQ\n\n{letter}\n\n{label}: QQ")
    assert "QQ" not in taken.text or taken.wrong


OWED = [Thing("A new bin at the back door"), Thing("A letter to the crew"), Thing("A new lock")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1),
        ("2, sent today", 1),
        ("4", None),
        ("0", None),
        ("the letter went", 1),
        ("new", None),
        ("the bin is at the back", 0),
        ("2/3 of it", None),
        ("", None),
    ],
)
def test_a_thing_is_meant_by_its_number_or_by_its_words(text: str, place: int | None) -> None:
    assert which_is_meant(text, OWED) == place


def test_the_only_thing_is_meant_and_of_none_none() -> None:
    assert which_is_meant("", OWED[:1]) == 0
    assert which_is_meant("1", []) is None


def test_what_is_dropped_has_why_and_what_instead() -> None:
    read = read_dropped("the bin\nWhy: the maker\nhas none\nInstead: sacks, by 3 March 2026")
    assert (read.which, read.why, read.instead) == (
        "the bin",
        "the maker\nhas none",
        "sacks, by 3 March 2026",
    )
    assert read_dropped("the bin\nno stock").why == "no stock"
    assert read_dropped("the bin").why == ""
