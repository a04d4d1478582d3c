"""Forms that come as HTML: labels beside answers, however the page is laid out."""

from __future__ import annotations

import pytest

from parsers.forms import read_form_on
from parsers.forms.page import page_pairs

ANSWERS = (
    ("Full name", "Ada Lovatt"),
    ("Email", "ada@mail.example"),
    ("What happened?", "The lamp is out."),
    ("What would put it right?", "A new lamp"),
)


def row(label: str, answer: str) -> str:
    return f"<tr><td><b>{label}</b></td><td>{answer}</td></tr>"


def framed(answer: str) -> str:
    return f"<table><tr><td>{answer}</td></tr></table>"


def test_answers_that_stand_in_tables_of_their_own_belong_to_the_labels_beside() -> None:
    rows = "".join(row(label, framed(answer)) for label, answer in ANSWERS)
    page = f"<table><tr><td><h1>Complaint</h1></td></tr><tr><td><table>{rows}</table></td></tr></table>"
    assert page_pairs(page)[: len(ANSWERS)] == ANSWERS
    found = read_form_on(page)
    assert found is not None
    assert found.fields["name"] == "Ada Lovatt"


def test_a_table_that_lays_out_the_page_is_no_form() -> None:
    rows = "".join(row(label, answer) for label, answer in ANSWERS)
    page = (
        "<table><tr><td>Otterby Council</td><td>Logo</td></tr>"
        f"<tr><td>Menu</td><td><table>{rows}</table></td></tr></table>"
    )
    assert page_pairs(page)[: len(ANSWERS)] == ANSWERS


@pytest.mark.parametrize(
    ("begin", "end"), [("<table><tr><td>a</td><td>", "</td></tr></table>"), ("<div>a", "</div>")]
)
def test_a_page_nested_deeper_than_any_form_is_none(begin: str, end: str) -> None:
    rows = "".join(row(label, answer) for label, answer in ANSWERS)
    inner = f"<table>{rows}</table>"
    assert page_pairs(begin * 20 + inner + end * 20)
    assert page_pairs(begin * 3_000 + inner + end * 3_000) == ()
