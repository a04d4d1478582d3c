"""The learning form in a mail, by headings, and out of a form that was read."""

from __future__ import annotations

import pytest

from mailroom.rules.learning import from_form, read_answers, unanswered
from mailroom.rules.policy_after import LearningField
from parsers.documents.document import Document
from parsers.forms import is_filled_in, read_learning

FIELDS = (
    LearningField(key="lessons", question="What have you learnt?"),
    LearningField(key="actions", question="What will be done?"),
)
BOTH = {"lessons": "Check the list.", "actions": "none"}


@pytest.mark.parametrize(
    "text",
    [
        "What have you learnt?\nCheck the list.\n\nWhat will be done?\nnone",
        "1. What have you learnt? Check the list.\n2. What will be done? none",
        "lessons: Check the list.\nACTIONS: none",
        "Lessons learnt - Check the list.\nCorrective action:\nnone",
        "Hello\nwhat have you learnt: Check the list.\nwhat will be done - none",
    ],
)
def test_answers_stand_beside_or_under_their_questions(text: str) -> None:
    assert read_answers(text, FIELDS) == BOTH
    assert unanswered(BOTH, FIELDS) == ()


@pytest.mark.parametrize(
    "text", ["", "See my email.", "Lessons are for children", "What have you learnt?"]
)
def test_without_a_heading_nothing_is_answered(text: str) -> None:
    assert read_answers(text, FIELDS) == {}
    assert unanswered({}, FIELDS) == ("What have you learnt?", "What will be done?")


def test_where_the_policy_has_no_questions_the_whole_is_the_form() -> None:
    assert read_answers(" We looked at it. ", ()) == {"text": "We looked at it."}
    assert read_answers("  ", ()) == {}


def test_a_forms_own_keys_are_the_policys_where_they_mean_the_same() -> None:
    fields = (*FIELDS, LearningField(key="cause", question="Why?"))
    read = {"lessons": "a", "actions": "b", "details": "c", "name": " "}
    assert from_form(read, fields) == {"lessons": "a", "actions": "b", "cause": "c"}
    assert from_form({"lessons": "a"}, ()) == {"lessons": "a"}


HOUSE_FORM = (
    ("Learning from complaints", ""),
    ("Complaint", "Bins in Kiln Row"),
    ("What went wrong", "An old list"),
    ("What we have changed", "A new list"),
    ("Who will do it and by when", "Jo Hill, 3 March"),
)


def test_a_form_of_the_councils_own_is_whole_where_no_place_is_empty() -> None:
    assert is_filled_in(Document("docx", pairs=HOUSE_FORM))
    assert not is_filled_in(Document("docx", pairs=(*HOUSE_FORM, ("Completed by", " "))))
    assert not is_filled_in(Document("docx", pairs=HOUSE_FORM[:2]))
    assert not is_filled_in(Document("docx", "We learnt nothing."))


def test_one_place_may_ask_what_was_learnt_and_what_changes() -> None:
    pairs = (("What have we learned / changed", "The list is read out."), ("Upheld?", "Yes"))
    form = read_learning(Document("docx", "Learning from Complaints", pairs))
    assert form is not None
    assert form.fields["lessons"] == form.fields["actions"] == "The list is read out."
