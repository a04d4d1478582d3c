"""Answers as people give them: names in parts, stories that look like labels, numbers with words before them."""

from __future__ import annotations

import pytest

from parsers.forms.filled import Filling
from parsers.forms.values import tidy

Pairs = tuple[tuple[str, str], ...]


def filled(*pairs: tuple[str, str]) -> dict[str, str]:
    filling = Filling()
    for label, value in pairs:
        filling.take(label, value)
    return filling.fields()


@pytest.mark.parametrize(
    ("pairs", "name"),
    [
        ((("Title", "Mrs"), ("First name", "Ada"), ("Surname", "Lovatt")), "Ada Lovatt"),
        ((("Title", "Mr / Mrs / Miss / Ms"), ("Full name", "Ada Lovatt")), "Ada Lovatt"),
        ((("Title (Mr/Mrs/Ms)", "Mrs Ada Lovatt"),), "Ada Lovatt"),
        ((("Name", "Mrs A Lovatt"), ("First name", "Ada"), ("Last name", "Lovatt")), "Ada Lovatt"),
        ((("First name", "Ada"), ("Name", "Lovatt")), "Lovatt"),
        ((("First name", "Surname"), ("Name", "Ada Lovatt")), "Ada Lovatt"),
        ((("Name", "Mr Ada Lovatt"),), "Mr Ada Lovatt"),
    ],
)
def test_a_name_in_parts(pairs: Pairs, name: str) -> None:
    assert filled(*pairs)["name"] == name


def test_a_postcode_is_one_however_it_was_asked_for() -> None:
    head, code = ("The Guildhall", "ZZ9 9ZZ"), ("Code for the post", "zz1 1aa")
    assert filled(head, ("Name", "Ada Lovatt"), code)["postcode"] == "ZZ1 1AA"
    assert "postcode" not in filled(head, ("Name", "Ada Lovatt"), ("Office use", ""), code)


def test_the_next_question_is_no_answer_to_one_that_was_left_empty() -> None:
    found = filled(("When did it happen?", "What would put it right?"), ("Name", "Ada Lovatt"))
    assert found == {"name": "Ada Lovatt"}


def test_a_telephone_in_the_box_for_the_name_is_the_telephone() -> None:
    found = filled(("Name", "Ada Lovatt tel 01632 960001"), ("Telephone", ""))
    assert (found["name"], found["phone"]) == ("Ada Lovatt", "01632 960001")


def test_the_day_of_noticing_serves_where_no_other_is_given() -> None:
    noticed = ("When did you first become aware of it?", "5 May 2026")
    happened = ("When did it happen?", "4 May 2026")
    assert filled(noticed)["incident_date"] == "5 May 2026"
    assert filled(noticed, happened)["incident_date"] == "4 May 2026"
    assert "date_noticed" not in filled(noticed, happened)
    assert "incident_date" not in filled((noticed[0], "Yes, straight away"))


def test_a_story_goes_on_over_lines_that_look_like_labels() -> None:
    found = filled(
        ("What happened?", "The lamp is out."),
        ("The man who came on the second visit told us one thing", "nobody would come back"),
        ("Monday 4 May", "I rang twice and was cut off both times"),
        ("What would put it right?", "A new lamp"),
        ("Telephone", "01632 960001"),
    )
    assert found["details"] == (
        "The lamp is out.\n"
        "The man who came on the second visit told us one thing: nobody would come back\n"
        "Monday 4 May: I rang twice and was cut off both times"
    )
    assert found["desired_outcome"] == "A new lamp"
    assert found["phone"] == "01632 960001"


def test_what_stands_below_a_story_and_asks_is_none_of_it() -> None:
    found = filled(
        ("What happened?", "The lamp is out."),
        ("I agree that you may share this with whoever has to look into it", "yes"),
        ("4 May", "2026"),
    )
    assert found["details"] == "The lamp is out."
    assert found["consent"] == "yes"


@pytest.mark.parametrize(
    ("label", "answer", "kind"),
    [
        ("What is this about?", "Complaint", "complaint"),
        ("I would like to", "Make a complaint", "complaint"),
        ("Subject", "I want to give a compliment.", "compliment"),
        ("What is this about?", "A complaint about my bin", None),
    ],
)
def test_an_answer_that_says_the_kind_and_nothing_else(
    label: str, answer: str, kind: str | None
) -> None:
    assert filled(("Name", "Ada"), (label, answer)).get("kind") == kind


@pytest.mark.parametrize(
    ("key", "answer", "kept"),
    [
        ("reference_quoted", "Account no. 7100 4482", "7100 4482"),
        ("reference_quoted", "my ref: WR/20417", "WR/20417"),
        ("reference_quoted", "I rang in May and the lady gave me WR/20417, nothing since", "WR/20417"),
        ("reference_quoted", "No, never before", ""),
        ("reference_quoted", "yes", ""),
        ("consent", "We keep what you tell us for six years and share it with those who need it to help", ""),
        ("consent", "I agree", "I agree"),
        ("phone", "same as above", ""),
        ("desired_outcome", "Not sure.", ""),
        ("discrimination", "Not sure", "Not sure"),
        ("on_behalf_of", "/ No", ""),
        ("title", "Mrs", ""),
    ],
)  # fmt: skip
def test_what_is_kept_of_an_answer(key: str, answer: str, kept: str) -> None:
    assert tidy(key, answer) == kept
