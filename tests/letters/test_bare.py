"""Documents on their way to a resident: nothing of what programs keep beside the words goes with them."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as DocumentObject
from PIL import Image, ImageOps, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

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
    assert remarks_in(content) in ("", "files within it")


# Photographs ------------------------------------------------------------------------------

PLACE = "51 deg 28 min north"


def _photograph(kind: str, *, held: int = 1) -> bytes:
    """A picture of four colours with all that a camera and a program may note in it."""
    picture = Image.new("RGB", (64, 32), "white")
    for at, colour in enumerate(("red", "green", "blue", "black")):
        picture.paste(colour, (at * 16, 0, at * 16 + 16, 32))
    noted = Image.Exif()
    noted[0x010F], noted[0x013B], noted[0x0112] = SECRET, SECRET, held
    noted.get_ifd(0x8825)[29] = PLACE
    out = io.BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", SECRET)
        words.add_itxt("Comment", SECRET, zip=False)
        picture.save(out, "PNG", pnginfo=words, exif=noted)
    else:
        picture.save(
            out,
            kind,
            exif=noted,
            comment=SECRET.encode(),
            xmp=f"<x>{SECRET}</x>".encode(),
            quality=95,
        )
    return out.getvalue()


def _dots(content: bytes) -> list[object]:
    with Image.open(io.BytesIO(content)) as picture:
        return [picture.convert("RGB").tobytes()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_loses_where_and_by_whom_it_was_taken_and_not_a_dot(kind: str) -> None:
    content = _photograph(kind)
    assert SECRET.encode() in content
    assert PLACE.encode() in content
    bare = bared(content)
    assert SECRET.encode() not in bare
    assert PLACE.encode() not in bare
    assert _dots(bare) == _dots(content)
    with Image.open(io.BytesIO(bare)) as picture:
        assert dict(picture.getexif()) == {}
        assert not set(picture.info) & {"exif", "comment", "xmp", "Author", "photoshop"}
    assert remarks_in(bare) == ""


def test_a_photograph_stays_the_right_way_up() -> None:
    bare = bared(_photograph("JPEG", held=6))
    assert SECRET.encode() not in bare
    with Image.open(io.BytesIO(bare)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}
        assert ImageOps.exif_transpose(picture).size == (32, 64)


def test_what_lies_behind_a_picture_goes_too() -> None:
    """Telephones put a film behind it, forgers a file."""
    bare = bared(_photograph("JPEG") + SECRET.encode())
    assert SECRET.encode() not in bare


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photograph_in_scans_or_with_restarts_keeps_its_dots(progressive: bool) -> None:
    out = io.BytesIO()
    Image.effect_noise((80, 80), 60).convert("RGB").save(
        out, "JPEG", progressive=progressive, restart_marker_rows=1
    )
    assert _dots(bared(out.getvalue())) == _dots(out.getvalue())


@pytest.mark.parametrize("cut", [3, 20, 60, 300])
def test_a_photograph_that_is_cut_short_is_told_and_not_sent(cut: int) -> None:
    for kind in ("JPEG", "PNG"):
        content = _photograph(kind)[: cut + 8]
        assert remarks_in(content) == "where and when a photograph was taken"


@pytest.mark.parametrize("kind", ["TIFF", "WEBP"])
def test_a_photograph_of_another_kind_is_told(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind)
    assert remarks_in(out.getvalue()) == "where and when a photograph was taken"
    assert remarks_in(b"\0\0\0\x18ftypheic\0\0\0\0") == "where and when a photograph was taken"


def test_a_photograph_in_a_word_document_is_bared_too() -> None:
    made = docx.Document()
    made.add_picture(io.BytesIO(_photograph("JPEG")))
    out = io.BytesIO()
    made.save(out)
    assert SECRET.encode() in _all_of(out.getvalue())
    bare = bared(out.getvalue())
    assert SECRET.encode() not in _all_of(bare)
    assert PLACE.encode() not in _all_of(bare)


def test_a_photograph_in_a_pdf_is_bared_too() -> None:
    photograph = _photograph("JPEG")
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    picture = StreamObject()
    picture._data = photograph
    for name, value in (("Type", "XObject"), ("Subtype", "Image"), ("Filter", "DCTDecode")):
        picture[NameObject(f"/{name}")] = NameObject(f"/{value}")
    picture[NameObject("/Width")], picture[NameObject("/Height")] = (
        NumberObject(64),
        NumberObject(32),
    )
    resources = DictionaryObject()
    resources[NameObject("/XObject")] = DictionaryObject(
        {NameObject("/P"): writer._add_object(picture)}
    )
    writer.pages[0][NameObject("/Resources")] = resources
    out = io.BytesIO()
    writer.write(out)
    assert SECRET.encode() in out.getvalue()
    bare = bared(out.getvalue())
    assert SECRET.encode() not in bare
    assert len(PdfReader(io.BytesIO(bare)).pages[0].images) == 1


# What hides -------------------------------------------------------------------------------


def test_words_hidden_by_a_style_are_told() -> None:
    made = docx.Document()
    style = made.styles.add_style("Quiet", 2)
    style.font.hidden = True
    assert remarks_in(_saved(made)) == ""  # a style that nothing bears hides nothing
    made.add_paragraph().add_run(SECRET, style="Quiet")
    assert remarks_in(_saved(made)) == "hidden words"


def test_who_ever_remarked_on_it_is_taken_out() -> None:
    people = f'<w15:people xmlns:w15="x"><w15:person w15:author="{SECRET}"/></w15:people>'
    content = _with_part(_word(), "word/people.xml", people.encode())
    assert SECRET.encode() not in _all_of(bared(content))


@pytest.mark.parametrize(
    ("name", "part", "told"),
    [
        (
            "xl/workbook.xml",
            '<sheets><sheet name="x" state="veryHidden"/></sheets>',
            "a hidden sheet",
        ),
        ("ppt/notesSlides/notesSlide1.xml", "<p:notes/>", "notes for whoever speaks"),
        ("content.xml", '<text:hidden-text text:string-value="x"/>', "hidden words"),
    ],
)
def test_what_other_office_files_hide_is_told(name: str, part: str, told: str) -> None:
    assert remarks_in(_with_part(_word(), name, part.encode())) == told


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", b"{\\rtf1 old}"])
def test_a_format_that_cannot_be_looked_through_is_told(content: bytes) -> None:
    assert remarks_in(content).startswith("what an old format keeps")


def test_files_within_a_pdf_are_told() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf())))
    writer.add_attachment("note.txt", SECRET.encode())
    out = io.BytesIO()
    writer.write(out)
    assert remarks_in(out.getvalue()) == "files within it"


def test_a_package_of_files_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("note.txt", SECRET)
    assert remarks_in(out.getvalue()) == "files within it"


def _saved(made: DocumentObject) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, part)
    return out.getvalue()
