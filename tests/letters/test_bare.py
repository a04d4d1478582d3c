"""Documents on their way to a resident: nothing of what programs keep beside the words goes with them."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from letters.bare import bared, remarks_in

SECRET = "nuisance-complainer"


def _word(*, remark: bool = False, hidden: bool = False) -> bytes:
    made = docx.Document()
    run = made.add_paragraph("Dear Ms Firth, the bin is mended.").runs[0]
    if remark:
        made.add_comment(run, text=SECRET, author="Bob")
    if hidden:
        extra = made.add_paragraph().add_run(SECRET)
        extra.font.hidden = True
    for name in (
        "author",
        "title",
        "subject",
        "comments",
        "keywords",
        "last_modified_by",
        "category",
    ):
        setattr(made.core_properties, name, SECRET)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _all_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_a_word_document_loses_its_properties_and_keeps_its_words() -> None:
    content = _word()
    assert SECRET.encode() in _all_of(content)
    bare = bared(content)
    assert SECRET.encode() not in _all_of(bare)
    opened = docx.Document(io.BytesIO(bare))
    assert [one.text for one in opened.paragraphs] == ["Dear Ms Firth, the bin is mended."]
    assert remarks_in(bare) == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_word(remark=True), "remarks in the margin"),
        (_word(hidden=True), "hidden words"),
    ],
)
def test_what_only_its_author_can_take_out_is_told(content: bytes, told: str) -> None:
    assert remarks_in(content) == told


def test_tracked_changes_are_told() -> None:
    with zipfile.ZipFile(io.BytesIO(_word())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"]
    change = b'<w:del w:id="1" w:author="Bob"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
    parts["word/document.xml"] = body.replace(b"</w:p>", change, 1)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    assert remarks_in(made.getvalue()) == "changes that were tracked and not accepted"


def _pdf(*, remark: bool = False) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": SECRET, "/Title": SECRET})
    if remark:
        writer.add_annotation(0, FreeText(text=SECRET, rect=(10, 10, 90, 90)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_loses_its_properties() -> None:
    bare = bared(_pdf())
    assert SECRET.encode() not in bare
    assert len(PdfReader(io.BytesIO(bare)).pages) == 1
    assert remarks_in(bare) == ""


def test_a_remark_in_a_pdf_is_told() -> None:
    assert remarks_in(_pdf(remark=True)) == "remarks in the margin"


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x03\x04 broken", b"%PDF-1.7 broken"])
def test_what_cannot_be_read_stays_as_it_is(content: bytes) -> None:
    assert bared(content) == content
    assert remarks_in(content) == ""
