"""OpenDocument, RTF, text, pictures: and what a file is when its name says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.documents.kinds import naming_note
from parsers.documents.opening import read_bytes
from tests.parsers.documents.making import archive, opendocument, para, run, scan, word

RTF_TABLE = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Complaints form\par "
    r"\trowd\cellx2000\cellx6000\intbl Full name\cell Ad\'e9le Lovatt\cell\row "
    r"\trowd\cellx2000\cellx6000\intbl Address\cell 3 Mill Lane\par Otterby\cell\row "
    r"\pard Thank you\par}"
)


def test_an_odt_gives_tables_fields_and_controls() -> None:
    document = read_bytes(
        opendocument(
            "<office:forms><form:form><form:checkbox form:id='c1' form:name='agree' "
            "form:label='I agree' form:current-state='checked'/></form:form></office:forms>"
            "<text:h>Complaints form</text:h><text:p>Name: <text:text-input>Ada Lovatt</text:text-input>"
            "</text:p><text:p>Phone: <text:placeholder>&lt;number&gt;</text:placeholder></text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>Email</text:p></table:table-cell>"
            "<table:table-cell><text:p>ada@mail.example</text:p></table:table-cell></table:table-row>"
            "</table:table><text:p><draw:control draw:control='c1'/></text:p>"
        ),
        "form.odt",
    )
    assert document.kind == "odt"
    assert document.pairs == (
        ("Name", "Ada Lovatt"),
        ("Phone", ""),
        ("Email", "ada@mail.example"),
        ("I agree", "yes"),
    )
    assert document.tables == ((("Email", "ada@mail.example"),),)


def test_an_rtf_gives_rows_also_with_lines_in_a_cell() -> None:
    document = read_bytes(RTF_TABLE.encode(), "form.rtf")
    assert document.kind == "rtf"
    assert document.pairs == (("Full name", "Adéle Lovatt"), ("Address", "3 Mill Lane\nOtterby"))
    assert "Thank you" in document.text


def test_ticks_in_an_rtf() -> None:
    box = r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres%s\ffdefres0}}}{\fldrslt }}"
    document = read_bytes(
        (r"{\rtf1\ansi " + box % 1 + r" A complaint\par " + box % 25 + r" A comment\par}").encode(),
        "form.rtf",
    )
    assert document.pairs == (("A complaint", "yes"), ("A comment", ""))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Café: yes".encode(), "Café: yes"),
        ("Café: yes".encode("utf-16"), "Café: yes"),
        ("Café: £5".encode("cp1252"), "Café: £5"),
        (b"<html><style>p{}</style><p>Name: Ada</p><script>x</script></html>", "Name: Ada"),
    ],
)
def test_text_in_any_alphabet(content: bytes, text: str) -> None:
    assert read_bytes(content, "a.txt").text == text


def test_pairs_in_a_plain_text() -> None:
    text = (
        "Name: Ada Lovatt\nAddress: 3 Mill Lane,\nOtterby\n\nWhat happened?\nThe lamp is out.\n\n"
        "It is dark.\n\nDate: ______\n[x] I want a reply\nSee http://example.example/a at 10:30"
    )
    assert read_bytes(text.encode(), "form.txt").pairs == (
        ("Name", "Ada Lovatt"),
        ("Address", "3 Mill Lane,\nOtterby"),
        ("What happened?", "The lamp is out.\n\nIt is dark."),
        ("Date", ""),
        ("I want a reply", "yes"),
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"\x00\x00 \n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n0000", "a picture or scan: it needs a person"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"MZ\x90\x00\x03\x00\x00", "of a kind that cannot be read"),
        (archive({"xl/workbook.xml": "<a/>"}), "spreadsheet"),
        (archive({"a.txt": "hello"}), "archive"),
        (archive({"Index/Document.iwa": "x"}), "Apple's Pages"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
            "spreadsheet of the old",
        ),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "a photograph as phones keep it (HEIC)"),
        (word(para(run("x")))[:200], "damaged"),
        (archive({"word/document.xml": "<w:document"}), "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(
    content: bytes, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert problem in read_bytes(content, "file").problem


def test_the_content_counts_and_not_the_name() -> None:
    document = read_bytes(word(para(run("Hello"))), "letter.pdf")
    assert (document.kind, document.text) == ("docx", "Hello")
    assert document.notes == ("its name ends in .pdf but it is a Word document",)
    assert naming_note("form.docm", "docx") == ""
    assert naming_note("README", "text") == ""


def test_ocr_where_it_is_installed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs are stood in for by scripts that write what OCR would."""
    (tmp_path / "tesseract").write_text('#!/bin/sh\necho "Name: Ada" > "$2.txt"\n')
    (tmp_path / "ocrmypdf").write_text(
        '#!/bin/sh\nwhile [ "$1" != --sidecar ]; do shift; done\necho "Name: Ada" > "$2"\n'
    )
    for program in tmp_path.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    for content in (b"\x89PNG\r\n\x1a\n0000", scan()):
        document = read_bytes(content, "scan")
        assert document.pairs == (("Name", "Ada"),)
        assert document.notes == ("read by OCR",)
