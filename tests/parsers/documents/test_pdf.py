"""PDF: fillable, flat, typed over, XFA, scanned, locked, damaged."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from parsers.documents.document import Document
from parsers.documents.opening import read_bytes
from tests.parsers.documents.making import Sheet, paper, scan, stream


def text_field(name: str, value: str, tooltip: str = "") -> str:
    title = f"/TU({tooltip})" if tooltip else ""
    return f"/Subtype/Widget/FT/Tx/T({name})/V({value}){title}"


def tick(name: str, *, on: bool, tooltip: str = "") -> str:
    title = f"/TU({tooltip})" if tooltip else ""
    state = "/Yes" if on else "/Off"
    return f"/Subtype/Widget/FT/Btn/T({name})/V{state}/AS{state}{title}/AP<</N<</Yes null>>>>"


def fillable() -> bytes:
    sheet = (
        Sheet()
        .text(40, 20, "Complaints form")
        .text(40, 60, "Your full name")
        .annotation(160, 58, 200, 16, text_field("q1", "Ada Lovatt"))
        .annotation(160, 88, 200, 16, text_field("q2", "ada@mail.example", "Email address"))
        .text(40, 120, "What went wrong?")
        .annotation(40, 140, 400, 80, text_field("q3", "The bin was\\rnot emptied"))
        .annotation(40, 240, 12, 12, tick("q4", on=True))
        .text(58, 241, "I have complained before")
        .annotation(40, 260, 12, 12, tick("q5", on=False, tooltip="A compliment"))
        .annotation(40, 290, 80, 16, "/Subtype/Widget/FT/Btn/Ff 65536/T(send)/TU(Send)")
        .annotation(
            160,
            310,
            90,
            16,
            "/Subtype/Widget/FT/Ch/T(service)/TU(Service)/V(w)/Opt[[(w)(Waste)][(p)(Parks)]]",
        )
    )
    return paper(sheet)


def flat() -> bytes:
    sheet = Sheet().text(40, 20, "Complaints form", size=16)
    rows = [
        ("Full name", "Ada Lovatt"),
        ("Address", "3 Mill Lane"),
        ("Postcode", "ZZ1 1AA"),
        ("Email", "ada@mail.example"),
        ("Date of the incident", "4 May 2026"),
    ]
    for number, (label, value) in enumerate(rows):
        top = 60 + 24 * number
        sheet.box(40, top, 150, 24).box(190, top, 300, 24)
        sheet.text(44, top + 6, label).text(194, top + 6, value, font="F2")
    return paper(sheet)


def test_a_fillable_form_gives_tooltips_or_the_words_printed_beside_each_field() -> None:
    document = read_bytes(fillable(), "form.pdf")
    assert document.kind == "pdf"
    assert document.pairs == (
        ("Your full name", "Ada Lovatt"),
        ("Email address", "ada@mail.example"),
        ("What went wrong?", "The bin was\nnot emptied"),
        ("I have complained before", "yes"),
        ("A compliment", ""),
        ("Service", "Waste"),
    )


def test_what_was_filled_in_stands_in_the_text_too() -> None:
    assert "Ada Lovatt" in read_bytes(fillable(), "form.pdf").text


def test_a_group_of_radio_buttons_gives_the_one_chosen() -> None:
    parent = b"<</FT/Btn/Ff 32768/T(stage)/TU(Stage)/V/Two>>"
    sheet = Sheet().text(40, 20, "Which stage?")
    for top, state in ((40, "/Off"), (60, "/Two")):
        sheet.annotation(40, top, 12, 12, f"/Subtype/Widget/Parent 5 0 R/AS{state}")
    document = read_bytes(paper(sheet, more=[parent]), "form.pdf")
    assert document.pairs == (("Stage", "Two"),)


def test_a_table_of_a_flat_form_is_label_and_value() -> None:
    document = read_bytes(flat(), "form.pdf")
    assert dict(document.pairs)["Full name"] == "Ada Lovatt"
    assert dict(document.pairs)["Date of the incident"] == "4 May 2026"
    assert document.tables[0][1] == ("Address", "3 Mill Lane")


def test_boxes_with_labels_beside_and_above_are_read_and_ticks_seen() -> None:
    sheet = Sheet().text(40, 20, "Name, address, email and telephone, please", size=14)
    sheet.text(40, 62, "Full name").box(120, 60, 150, 16).text(124, 63, "Ada Lovatt", font="F2")
    sheet.text(300, 62, "Email").box(350, 60, 150, 16)
    sheet.text(40, 100, "What happened?").box(40, 116, 500, 90)
    sheet.text(44, 120, "Nobody came to mend the boiler for eleven days, and then", font="F2")
    sheet.text(44, 134, "nobody rang.", font="F2")
    sheet.box(40, 230, 12, 12).text(58, 231, "A comment").box(140, 230, 12, 12)
    sheet.cross(141, 231, 10).text(158, 231, "A complaint")
    pairs = dict(read_bytes(paper(sheet), "form.pdf").pairs)
    assert pairs["Full name"] == "Ada Lovatt"
    assert pairs["Email"] == ""
    assert pairs["What happened?"].endswith("and then nobody rang.")
    assert (pairs["A comment"], pairs["A complaint"]) == ("", "yes")


def test_lines_to_write_on_are_boxes_without_sides() -> None:
    sheet = Sheet().text(40, 20, "Address telephone date signed")
    sheet.text(40, 60, "Your name").rule(120, 320, 72).text(124, 60, "Ada Lovatt", font="F2")
    assert ("Your name", "Ada Lovatt") in read_bytes(paper(sheet), "form.pdf").pairs


def test_what_was_typed_over_a_printed_form_counts_as_filled_in() -> None:
    sheet = Sheet().text(40, 62, "Full name").box(120, 60, 150, 16)
    sheet.annotation(122, 61, 140, 14, "/Subtype/FreeText/Contents(Ada Lovatt)")
    document = read_bytes(paper(sheet), "form.pdf")
    assert ("Full name", "Ada Lovatt") in document.pairs
    assert "Ada Lovatt" in document.text


def test_an_xfa_form_is_read_from_its_own_xml() -> None:
    template = b"""<template xmlns="http://www.xfa.org/schema/xfa-template/3.0/"><subform>
    <field name="n1"><caption><value><text>Your name</text></value></caption></field>
    <field name="c1"><ui><checkButton/></ui><caption><value><text>A complaint</text></value></caption>
    </field></subform></template>"""
    datasets = b"""<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data>
    <form1><n1>Ada Lovatt</n1><c1>1</c1><phoneNumber>01632 960001</phoneNumber></form1></xfa:data>
    </xfa:datasets>"""
    more = [stream(template), stream(datasets)]
    catalogue = b"/AcroForm<</Fields[]/XFA[(template) 5 0 R (datasets) 6 0 R]>>"
    sheet = Sheet().text(40, 20, "Please wait... If this message is not replaced, your PDF viewer")
    document = read_bytes(paper(sheet, catalogue=catalogue, more=more), "form.pdf")
    assert document.pairs == (
        ("Your name", "Ada Lovatt"),
        ("A complaint", "yes"),
        ("phone Number", "01632 960001"),
    )
    assert "Please wait" not in document.text


def test_a_scan_needs_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    document = read_bytes(scan(), "SCAN0001.pdf")
    assert document == Document("pdf", problem="a picture or scan: it needs a person")


def locked(user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(flat())))
    writer.encrypt(user, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_a_problem_in_words() -> None:
    assert read_bytes(locked("secret"), "form.pdf").problem == "it is protected by a password"


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert "Ada Lovatt" in read_bytes(locked(""), "form.pdf").text


def test_scripts_and_enclosed_files_are_noted() -> None:
    catalogue = b"/Names<</EmbeddedFiles<<>>/JavaScript<<>>>>"
    notes = read_bytes(paper(Sheet().text(40, 40, "Hello"), catalogue=catalogue), "a.pdf").notes
    assert notes == (
        "it has other files inside; they were not opened",
        "it has a program inside; it was not run",
    )


def test_a_pdf_without_an_index_is_read_as_far_as_it_goes() -> None:
    whole = paper(Sheet().text(40, 40, "Dear Sir"))
    document = read_bytes(whole[: whole.index(b"xref")] + b"trailer<</Root 1 0 R>>\n", "a.pdf")
    assert document.text == "Dear Sir"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_pdf_cut_short_is_read_or_says_why(part: float) -> None:
    whole = fillable()
    document = read_bytes(whole[: int(len(whole) * part)], "form.pdf")
    assert document.text or document.problem


def test_rules_drawn_as_thin_rectangles_and_tinted_labels_make_a_table() -> None:
    """So do browsers and Word print a table."""
    sheet = Sheet().text(40, 20, "Name, address, telephone, email: complaint", size=14)
    for number, (label, value) in enumerate([("Surname", "Lovatt"), ("Email", "a@b.example")]):
        top = 60 + 20 * number
        sheet.drawn.append(f"0.93 g 40 {842 - top - 20} 150 20 re f 0 g")
        for x, y, width, height in (
            (40, top, 300, 0.7),
            (40, top + 20, 300, 0.7),
            (40, top, 0.7, 20),
            (190, top, 0.7, 20),
            (340, top, 0.7, 20),
        ):
            sheet.drawn.append(f"{x} {842 - y - height} {width} {height} re f")
        sheet.text(44, top + 5, label).text(194, top + 5, value)
    document = read_bytes(paper(sheet), "form.pdf")
    assert document.tables == ((("Surname", "Lovatt"), ("Email", "a@b.example")),)


def test_boxes_that_bear_their_labels_inside() -> None:
    sheet = Sheet().text(40, 20, "Customer feedback: address, date, signed", size=14)
    for top, label, value in ((60, "Full name", "Ada Lovatt"), (110, "Email", "a@b.example")):
        sheet.box(40, top, 250, 40).text(44, top + 3, label, size=8)
        sheet.text(44, top + 18, value, font="F2", size=11)
    sheet.box(40, 160, 250, 40).text(44, 163, "Telephone", size=8)
    assert read_bytes(paper(sheet), "form.pdf").pairs[-3:] == (
        ("Full name", "Ada Lovatt"),
        ("Email", "a@b.example"),
        ("Telephone", ""),
    )


def test_underlined_words_are_no_boxes() -> None:
    sheet = Sheet().text(40, 20, "Address telephone date signed")
    sheet.text(40, 60, "Name: ____Ada Lovatt____   Tel: ___01632 960001___").rule(98, 150, 72)
    pairs = read_bytes(paper(sheet), "form.pdf").pairs
    assert pairs == (("Name", "Ada Lovatt"), ("Tel", "01632 960001"))


def test_a_page_that_is_a_picture_among_pages_of_words_is_said_by_its_number() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(flat())))
    writer.add_page(PdfReader(io.BytesIO(scan())).pages[0])
    out = io.BytesIO()
    writer.write(out)
    document = read_bytes(out.getvalue(), "form.pdf")
    assert document.problem == ""
    assert "page 2 is a picture and could not be read" in document.notes
