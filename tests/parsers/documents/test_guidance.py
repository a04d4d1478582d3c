"""What forms print below their questions, and what people write that sounds like it."""

from __future__ import annotations

import pytest

from parsers.documents.guidance import is_guidance
from parsers.documents.pairs import line_pairs, tidy_value


@pytest.mark.parametrize(
    "line",
    [
        "Click or tap here to enter text.",
        "DD / MM / YYYY",
        "Please give the postcode.",
        "(Continue on a separate sheet if you need to)",
        "Please use another sheet of paper if there is no room",
        "Tick one box only",
        "Please write in BLOCK CAPITALS",
        "Include as much as you can remember.",
        "Please attach copies of any letters you have had",
        "If you have a reference, please give it.",
        "If not, go to question 7.",
        "For example, a letter, a phone call or a visit.",
        "Ten digits, as on your bill",
        "(optional)",
        "* optional",
    ],
)
def test_what_a_form_says_to_whoever_fills_it_in(line: str) -> None:
    assert is_guidance(line)


@pytest.mark.parametrize(
    "line",
    [
        "Give me my money back",
        "Provide an apology and mend the gate",
        "If you can, send me a new bin.",
        "If not, I will go to the Ombudsman and you can say it to them.",
        "For example, on 3 May I waited in all day.",
        "Two letters of ours were never answered.",
        "Use the grit bin at the top of the hill.",
        "Leave the hedge alone.",
        "Please fix it.",
    ],
)
def test_what_people_write_is_an_answer(line: str) -> None:
    assert not is_guidance(line)
    assert tidy_value(line) == line


def test_guidance_over_an_answer_goes_and_the_same_words_within_it_stay() -> None:
    told = "Tick one box only\nThe card said:\nTick one box only"
    assert tidy_value(told) == "The card said:\nTick one box only"


def test_guidance_under_a_question_is_no_answer_and_the_next_question_none_either() -> None:
    pairs = line_pairs(
        [
            "What would put it right?",
            "Continue on a separate sheet if you need to.",
            "An apology",
            "Where was it?",
            "Please give details: the road, the postcode",
            "Who did you speak to?",
            "Mr Reed",
        ]
    )
    assert pairs == (
        ("What would put it right?", "An apology"),
        ("Where was it?", ""),
        ("Who did you speak to?", "Mr Reed"),
    )
