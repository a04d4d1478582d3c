"""Word: tables, content controls, fields of 1997, boxes, headers, text boxes, tracked changes."""

from __future__ import annotations

from parsers.documents.document import Document
from parsers.documents.opening import read_bytes
from tests.parsers.documents import making
from tests.parsers.documents.making import control, legacy, para, run, table, tick_control, word


def read(body: str, **options: object) -> Document:
    return read_bytes(word(body, **options), "form.docx")  # type: ignore[arg-type]


def test_a_table_is_label_on_the_left_and_value_on_the_right() -> None:
    document = read(
        para(run("Complaints form"), style="Heading1")
        + table(
            ["About you"],
            ["Full name:", "Ada Lovatt"],
            ["Address", "3 Mill Lane\nOtterby"],
            ["Reply by", "☒ Email ☐ Letter"],
            ["For someone else?", "☐ Yes ☒ No\nIf yes, who? "],
            ["Phone", "01632 960001", "Email", "ada@mail.example"],
        )
    )
    assert document.pairs[2:] == (
        ("Full name", "Ada Lovatt"),
        ("Address", "3 Mill Lane\nOtterby"),
        ("Reply by", "Email"),
        ("For someone else?", "No"),
        ("If yes, who?", ""),
        ("Phone", "01632 960001"),
        ("Email", "ada@mail.example"),
    )
    assert document.tables[0][1] == ("Full name:", "Ada Lovatt")


def test_of_cells_that_hold_label_and_answer_each_is_read_by_itself() -> None:
    document = read(
        table(
            ["Title\nMs", "First name\nAda", "Surname\nLovatt"],
            ["House\n3", "Street\nMill Lane"],
            ["Town\nOtterby", "County"],
            ["Day telephone\n01632 960001", "Evening telephone\nas above", "Mobile"],
        )
    )
    assert document.pairs == (
        ("Title", "Ms"),
        ("First name", "Ada"),
        ("Surname", "Lovatt"),
        ("House", "3"),
        ("Street", "Mill Lane"),
        ("Town", "Otterby"),
        ("County", ""),
        ("Day telephone", "01632 960001"),
        ("Evening telephone", "as above"),
        ("Mobile", ""),
    )


def test_labels_with_a_guidance_below_keep_their_answers_beside() -> None:
    document = read(
        table(
            ["Name\nin capitals", "Ada Lovatt"],
            ["Address\nwith the postcode", "3 Mill Lane\nOtterby"],
            ["Telephone\nby day", "01632 960001"],
        )
    )
    assert [label for label, _ in document.pairs] == [
        "Name in capitals",
        "Address with the postcode",
        "Telephone by day",
    ]


def test_a_table_with_a_heading_row_gives_each_cell_its_column() -> None:
    document = read(table(["Date", "Place", "Officer"], ["4 May", "Hall", "Mr Reed"]))
    assert document.pairs == (("Date", "4 May"), ("Place", "Hall"), ("Officer", "Mr Reed"))


def test_questions_and_answers_in_one_column() -> None:
    document = read(
        table(["1. What happened?"], ["The lamp is out."], ["2. Where?"], ["Mill Lane"])
    )
    assert document.pairs == (
        ("1. What happened?", "The lamp is out."),
        ("2. Where?", "Mill Lane"),
    )


def test_content_controls_give_title_tag_or_the_label_before_them() -> None:
    document = read(
        para(run("Name: "), control("Ada Lovatt", alias="Your name"))
        + para(run("Phone: "), control("01632 960001"))
        + para(run("Where: "), control("Mill Lane", tag="incident_place"))
        + para(
            run("Email: "), control("Click or tap here to enter text.", alias="Email", hint=True)
        )
        + para(control("Click here to enter your postcode.", hint=True))
    )
    assert document.pairs == (
        ("Your name", "Ada Lovatt"),
        ("Phone", "01632 960001"),
        ("incident place", "Mill Lane"),
        ("Email", ""),
        ("your postcode", ""),
    )
    assert "Click or tap" not in document.text


def test_a_question_over_a_control_is_not_asked_twice() -> None:
    bold = run("What happened", properties="<w:b/>")
    story = control("The lamp is out.", alias="What happened")
    inside = f"<w:sdtContent>{para(run('The lamp is out.'))}</w:sdtContent>"
    block = f"<w:sdt><w:sdtPr><w:alias w:val='What happened'/></w:sdtPr>{inside}</w:sdt>"
    assert read(para(bold) + para(story)).pairs == (("What happened", "The lamp is out."),)
    assert read(para(bold) + block).pairs == (("What happened", "The lamp is out."),)


def test_check_boxes_of_every_kind() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    checked = "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"
    document = read(
        para(tick_control(ticked=True, alias="A complaint"), run(" A complaint"))
        + para(tick_control(ticked=False), run(" A comment"))
        + para(symbol, run(" A compliment"))
        + para(legacy(checked, ""), run(" I am over 65"))
        + para(run("[x] I agree   [ ] I do not agree"))
    )
    assert document.pairs == (
        ("A complaint", "yes"),
        ("A comment", ""),
        ("A compliment", "yes"),
        ("I am over 65", "yes"),
        ("I agree", "yes"),
        ("I do not agree", ""),
    )


def test_form_fields_of_word_97() -> None:
    listed = (
        "<w:ddList><w:result w:val='1'/><w:listEntry w:val='Waste'/>"
        "<w:listEntry w:val='Parks'/></w:ddList>"
    )
    document = read(
        para(run("Email: "), legacy("<w:textInput/>", "ada@mail.example"))
        + para(run("Phone: "), legacy("<w:textInput/>", "\u2002\u2002\u2002\u2002\u2002"))
        + para(run("Service: "), legacy(listed, ""))
    )
    assert document.pairs == (("Email", "ada@mail.example"), ("Phone", ""), ("Service", "Parks"))


def test_text_boxes_insertions_and_headers_are_read_deletions_are_not() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{para(run('Boxed words'))}</w:txbxContent></w:pict></w:r>"
    changed = (
        f"<w:ins>{run('inserted')}</w:ins><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
    )
    struck = run("struck", properties="<w:strike/>")
    rels = f'<Relationship Id="r9" Type="{making.OFFICE}/header" Target="header1.xml"/>'
    header = f'<w:hdr xmlns:w="{making.W}">{para(run("Our ref CF/9"))}</w:hdr>'
    document = read(para(box) + para(changed, struck), rels=rels, more={"word/header1.xml": header})
    assert document.text.split("\n")[0] == "Our ref CF/9"
    assert "Boxed words" in document.text
    assert "inserted" in document.text
    assert "deleted" not in document.text
    assert "struck" not in document.text.split("\n")
    assert document.notes == ("words struck through were left out",)


def test_macros_are_noted_and_the_words_read() -> None:
    document = read(para(run("Hello")), more={"word/vbaProject.bin": b"\xd0\xcf"})
    assert document.text == "Hello"
    assert document.notes == ("it has macros; they were not run",)


def test_a_photograph_pasted_into_word_needs_a_person() -> None:
    document = read(para(), more={"word/media/image1.bin": b"\xff\xd8\xff"})
    assert document.problem == "a picture or scan: it needs a person"


def test_a_package_without_relations_is_read_by_name() -> None:
    body = f'<w:document xmlns:w="{making.W}"><w:body>{para(run("Hello"))}</w:body></w:document>'
    document = read_bytes(making.archive({"word/document.xml": body}), "a.docx")
    assert document.text == "Hello"


def test_entities_are_not_resolved() -> None:
    body = (
        '<!DOCTYPE w [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa">]>'
        f'<w:document xmlns:w="{making.W}"><w:body><w:p><w:r><w:t>x&file;&a;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    document = read_bytes(making.archive({"word/document.xml": body}), "a.docx")
    assert "root" not in document.text
