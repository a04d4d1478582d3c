"""Somebody else's page on one of ours: whole, upright, within its room, and nothing of it acts."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from letters.overlay import ROOM, Placed, Unfit, lay_over, widths_and_heights
from letters.papers import MOST_PAGES, NotShown, has_pages, pages_of
from tests.packs.casework import photograph, report

A4 = (595.28, 841.89)


def ours(folder: Path, count: int = 1) -> Path:
    """Prepared pages of ours."""
    writer = PdfWriter()
    for _ in range(count):
        page = writer.add_blank_page(*A4)
        page[NameObject("/Contents")] = writer._add_object(DecodedStreamObject())
        page[NameObject("/Resources")] = DictionaryObject()
    file = folder / "ours.pdf"
    writer.write(file)
    return file


def turned(folder: Path, degrees: int, size: str = "A4") -> Path:
    """A page of somebody's, turned by so much, its box away from the origin."""
    (folder / "flat.pdf").write_bytes(report("Words of theirs", size=size))
    writer = PdfWriter(clone_from=folder / "flat.pdf")
    writer.pages[0].rotate(degrees)
    file = folder / f"turned-{degrees}.pdf"
    writer.write(file)
    return file


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("size", ["A4", "A3 landscape", "40mm 900mm"])
def test_a_page_is_whole_and_within_its_room_however_it_lies(
    tmp_path: Path, degrees: int, size: str
) -> None:
    theirs = turned(tmp_path, degrees, size)
    ((width, height),) = widths_and_heights(theirs)
    with pdfplumber.open(theirs) as pdf:
        seen = (float(pdf.pages[0].width), float(pdf.pages[0].height))
    assert (width, height) == pytest.approx(seen, abs=1)
    lay_over(ours(tmp_path), [Placed(theirs, 0, 0)], tmp_path / "out.pdf")
    with pdfplumber.open(tmp_path / "out.pdf") as pdf:
        page = pdf.pages[0]
        assert {one["text"] for one in page.chars} >= set("Words")
        left, foot, right, top = ROOM
        for one in page.chars:
            assert left - 1 <= one["x0"]
            assert one["x1"] <= A4[0] - right + 1
            assert top - 1 <= one["top"]
            assert one["bottom"] <= A4[1] - foot + 1
        words = page.extract_text()
    if degrees == 0:
        assert "Words of theirs" in " ".join(words.split())


def acting(folder: Path) -> Path:
    """A PDF that would run a script, start a program and follow a link, if it were let."""
    (folder / "flat.pdf").write_bytes(report("Words of theirs"))
    writer = PdfWriter(clone_from=folder / "flat.pdf")
    writer.add_attachment("inner.exe", b"MZ bytes")

    def action(kind: str, key: str, words: str) -> DictionaryObject:
        return DictionaryObject(
            {NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(words)}
        )

    writer.root_object[NameObject("/OpenAction")] = action("/JavaScript", "/JS", "app.alert(1)")
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject(
        {NameObject("/O"): action("/Launch", "/F", "calc.exe")}
    )
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(FloatObject(one) for one in (0, 0, 500, 500)),
            NameObject("/A"): action("/URI", "/URI", "http://tracker.example"),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([link])
    writer.write(folder / "acts.pdf")
    return folder / "acts.pdf"


def test_what_acts_in_their_file_does_not_come_with_its_pages(tmp_path: Path) -> None:
    file = acting(tmp_path)
    words = (b"/JS", b"/JavaScript", b"/Launch", b"/URI", b"tracker", b"/EmbeddedFile", b"/AA")
    assert all(one in file.read_bytes() for one in words)
    pages_of(file, tmp_path / "pages.pdf")
    lay_over(ours(tmp_path), [Placed(tmp_path / "pages.pdf", 0, 0)], tmp_path / "out.pdf")
    made = PdfReader(tmp_path / "out.pdf")
    assert "Words of theirs" in made.pages[0].extract_text()
    raw = (tmp_path / "out.pdf").read_bytes()
    assert [one for one in words if one in raw] == []
    assert b"/ObjStm" not in raw, "then it must be looked for there too"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 and no more", "damaged"),
        (b"\x89PNG\r\n\x1a\n and no more", "damaged picture"),
        (b"II*\x00" + bytes(50), "damaged picture"),
    ],
)
def test_a_broken_file_is_told_in_words(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "file").write_bytes(content)
    assert has_pages(tmp_path / "file")
    with pytest.raises(NotShown, match=why):
        pages_of(tmp_path / "file", tmp_path / "out.pdf")


def test_a_locked_or_endless_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "flat.pdf").write_bytes(report("Words"))
    writer = PdfWriter(clone_from=tmp_path / "flat.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(NotShown, match="locked by a password"):
        pages_of(tmp_path / "locked.pdf", tmp_path / "out.pdf")
    long = PdfWriter()
    for _ in range(MOST_PAGES + 1):
        long.add_blank_page(200, 200)
    long.write(tmp_path / "long.pdf")
    with pytest.raises(NotShown, match="it is too long: 301 pages"):
        pages_of(tmp_path / "long.pdf", tmp_path / "out.pdf")


def test_a_page_of_no_size_is_unfit(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(1, 1)
    writer.write(tmp_path / "tiny.pdf")
    with pytest.raises(Unfit):
        widths_and_heights(tmp_path / "tiny.pdf")


def test_a_photograph_becomes_a_page_that_lies_as_it_was_taken(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(photograph(900, 600))
    pages_of(tmp_path / "photo", tmp_path / "out.pdf")
    ((width, height),) = widths_and_heights(tmp_path / "out.pdf")
    assert height > width
    assert b"Exif" not in (tmp_path / "out.pdf").read_bytes()
