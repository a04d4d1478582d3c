"""Guidance that a Word form sets in a hand of its own, and the frames it has one write into."""

from __future__ import annotations

from parsers.documents.document import Document
from parsers.documents.opening import read_bytes
from tests.parsers.documents.making import para, run, table, word

SLANTED = "<w:i/>"
GREY = '<w:color w:val="7F7F7F"/>'
WHITE = '<w:color w:val="ffffff"/>'
BOLD = "<w:b/>"


def read(body: str) -> Document:
    return read_bytes(word(body), "form.docx")


def asked(question: str, hint: str, answer: str, hand: str) -> str:
    return (
        para(run(question, properties=BOLD))
        + para(run(hint, properties=hand))
        + para(run(answer, properties=""))
    )


def form(hand: str) -> str:
    return asked(
        "Your name", "As it stands on your bills and letters from us", "Ada Lovatt", hand
    ) + asked("What would help?", "Be as plain as you like in what you say", "A new lamp", hand)


def test_slanted_and_grey_guidance_is_no_answer() -> None:
    for hand in (SLANTED, GREY):
        document = read(form(hand))
        assert document.pairs == (("Your name", "Ada Lovatt"), ("What would help?", "A new lamp"))
        assert "Be as plain as you like" in document.text


def test_guidance_in_a_cell_above_the_place_to_write_is_no_answer() -> None:
    def cell(hint: str, answer: str) -> str:
        return para(run(hint, properties=SLANTED)) + para(run(answer))

    document = read(
        table(
            ["Name", cell("As it stands on your bills", "Ada Lovatt")],
            ["Where", cell("The street and the nearest house", "Mill Lane")],
        )
    )
    assert document.pairs == (("Name", "Ada Lovatt"), ("Where", "Mill Lane"))


def test_whoever_answers_in_slanted_letters_is_read() -> None:
    body = "".join(
        para(run(question, properties=BOLD)) + para(run(answer, properties=SLANTED))
        for question, answer in (
            ("Your name", "Ada Lovatt"),
            ("What happened?", "The lamp went out and nobody came."),
            ("What would help?", "A new lamp"),
            ("Where?", "Mill Lane"),
            ("Which lamp?", "The one at the corner"),
        )
    )
    assert [value for _, value in read(body).pairs] == [
        "Ada Lovatt",
        "The lamp went out and nobody came.",
        "A new lamp",
        "Mill Lane",
        "The one at the corner",
    ]


def test_words_in_white_are_no_guidance() -> None:
    assert "As it stands on your bills" in dict(read(form(WHITE)).pairs)["Your name"]


def test_a_frame_below_a_question_holds_its_answer() -> None:
    document = read(
        para(run("What happened?", properties=BOLD))
        + table(["The lamp is out.\nNobody came: I rang twice."])
        + para(run("What would help?", properties=BOLD))
        + table(["A new lamp"])
    )
    assert document.pairs == (
        ("What happened?", "The lamp is out.\nNobody came: I rang twice."),
        ("What would help?", "A new lamp"),
    )


def test_a_frame_with_questions_of_its_own_is_no_answer() -> None:
    document = read(
        para(run("About you", properties=BOLD))
        + table(["Name: Ada Lovatt\nPhone: 01632 960001\nSee over"])
    )
    assert ("Name", "Ada Lovatt") in document.pairs
    assert ("Phone", "01632 960001") in document.pairs


def test_a_paragraph_across_a_table_is_no_heading() -> None:
    story = "The lamp at the corner of our lane has been out since the clocks went back, and no one"
    document = read(
        table(
            ["Name", "Ada Lovatt"],
            ["What happened?"],
            [story + "\nhas come: not once."],
            ["Phone", "01632 960001"],
        )
    )
    assert dict(document.pairs)["What happened?"].startswith("The lamp at the corner")
