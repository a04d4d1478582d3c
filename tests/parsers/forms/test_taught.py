"""A form that a council teaches: its own words go before what the reader knows."""

from __future__ import annotations

import pytest

from parsers.documents.document import Document
from parsers.forms import TaughtForm, read_form, read_form_in

ODD = TaughtForm(
    "Have a word",
    ("form HW/7", "have a word"),
    {
        "Who's asking?": "name",
        "Where can we drop you a line?": "email",
        "What's up?": "details",
        "What now?": "desired_outcome",
        "Patch": "service",
        "Date": "incident_date",
        "Lucky number": "ignored",
    },
)
MAIL = """Have a word!   Form HW/7
Who's asking? Ada Lovatt
Where can we drop you a line?
ada@mail.example
What's up?
The bin was left. Twice.
What now? Empty it
Patch: Otterby
Date: 4 May 2026
Lucky number: 01632 960114
"""


def test_without_the_teaching_nobody_could_know() -> None:
    assert read_form_in(MAIL) is None


def test_labels_taught_are_read_beside_and_below() -> None:
    found = read_form_in(MAIL, [ODD])
    assert found is not None
    assert found.fields == {
        "name": "Ada Lovatt",
        "email": "ada@mail.example",
        "details": "The bin was left. Twice.",
        "desired_outcome": "Empty it",
        "service": "Otterby",
        "incident_date": "4 May 2026",
    }
    assert found.confidence >= 0.9


def test_a_document_is_known_by_its_words_and_its_pairs_are_taken() -> None:
    pairs = (("Who's asking?", "Ada Lovatt"), ("What's up?", "The bin."), ("E-mail", "a@b.example"))
    text = "FORM  HW/7\nHave a Word"
    found = read_form(Document("pdf", text, pairs), [ODD])
    assert found is not None
    assert found.fields == {"name": "Ada Lovatt", "details": "The bin.", "email": "a@b.example"}
    assert read_form(Document("pdf", "Some other form", pairs), [ODD]) is None


def test_all_its_words_must_stand_in_it() -> None:
    assert read_form_in(MAIL.replace("HW/7", "HW/8"), [ODD]) is None


@pytest.mark.parametrize("problem", ["it is protected by a password"])
def test_what_could_not_be_read_is_no_form_however_it_is_taught(problem: str) -> None:
    assert read_form(Document("pdf", MAIL, problem=problem), [ODD]) is None
