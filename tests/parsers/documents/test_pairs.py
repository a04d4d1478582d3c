"""Lines that ask and lines that answer: where a question begins, and where its answer ends."""

from __future__ import annotations

import pytest

from parsers.documents.pairs import asks, line_pairs


def test_a_line_drawn_across_ends_an_answer() -> None:
    pairs = line_pairs(
        ["What happened?", "The lamp is out.", "==========", "Sent from our website"]
    )
    assert pairs == (("What happened?", "The lamp is out."),)


@pytest.mark.parametrize("number", ["C.5", "A1.", "B12)", "7)", "Q3"])
def test_a_number_before_it_makes_a_question(number: str) -> None:
    pairs = line_pairs([f"{number} Your name", "Ada Lovatt", f"{number} Which road?", "Mill Lane"])
    assert [value for _, value in pairs] == ["Ada Lovatt", "Mill Lane"]


def test_a_long_numbered_question_is_still_one() -> None:
    question = (
        "C.5 What do you want us to do now? Tell us what would put this right for you, and whether there is anything"
        " that you have already been promised by somebody at the council."
    )
    assert asks(question)
    assert not asks(question.removeprefix("C.5 "))


def test_a_story_with_a_colon_in_it_goes_on() -> None:
    story = "He rang me at nine that morning. Then he said this: nobody would come."
    assert line_pairs(["What happened?", story]) == (("What happened?", story),)


def test_a_question_numbered_in_parts_is_told_from_its_answer_on_one_line() -> None:
    assert line_pairs(["1.2 When did it happen? On 4 May"]) == (
        ("1.2 When did it happen?", "On 4 May"),
    )
