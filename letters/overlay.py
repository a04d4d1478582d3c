"""Puts pages of other PDFs onto prepared pages of one: each whole, upright, scaled to the room it has.

A page becomes a drawing on ours (a form XObject): its words stay words, and nothing that acts comes with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

# Points from the left, the foot, the right and the top that stay ours: a line above says whose page it is.
ROOM = (34.0, 48.0, 34.0, 80.0)
# Bytes of what draws one page, unpacked; more is no page that anybody drew.
MOST_DRAWING_BYTES = 60_000_000
# In points; what says it is smaller or larger than any sheet is not believed.
_SMALLEST, _LARGEST = 9.0, 15_000.0
_UPRIGHT = {
    0: (1.0, 0.0, 0.0, 1.0),
    90: (0.0, -1.0, 1.0, 0.0),
    180: (-1.0, 0.0, 0.0, -1.0),
    270: (0.0, 1.0, -1.0, 0.0),
}


class Unfit(Exception):
    """A page that cannot be drawn on one of ours."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A page of a file, and the page of ours, both from 0, on which it goes."""

    file: Path
    page: int
    onto: int


def widths_and_heights(file: Path) -> list[tuple[float, float]]:
    """Each page's width and height in points as it is looked at; tries whether each can be drawn. Unfit where not."""
    from pypdf import PdfWriter

    found = []
    with file.open("rb") as opened:
        scratch = PdfWriter()
        for page in _read(opened).pages:
            _, width, height = _drawing(scratch, page)
            found.append((width, height))
    return found


def lay_over(made: Path, placed: list[Placed], out: Path) -> None:
    """The prepared PDF with the pages of others on it, in a new file."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=made)
    opened: dict[Path, PdfReader] = {}
    for one in placed:
        if one.file not in opened:
            opened[one.file] = _read(one.file)
        _draw(writer, writer.pages[one.onto], opened[one.file].pages[one.page])
    writer.write(out)


def _read(source: Any) -> PdfReader:
    from pypdf import PdfReader

    return PdfReader(source, strict=False)


def _draw(writer: PdfWriter, sheet: PageObject, page: PageObject) -> None:
    """One page onto one of ours, in the middle of the room at its top."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

    form, width, height = _drawing(writer, page)
    left, foot, right, top = ROOM
    wide, high = float(sheet.mediabox.width), float(sheet.mediabox.height)
    room = (wide - left - right, high - foot - top)
    scale = min(room[0] / width, room[1] / height)
    across = left + (room[0] - width * scale) / 2
    up = high - top - height * scale
    words = f"q {scale:.5f} 0 0 {scale:.5f} {across:.3f} {up:.3f} cm /Theirs Do Q\n"
    parts = [StreamObject() for _ in range(3)]
    # What ours leaves behind in the graphics state is not theirs to have.
    for part, said in zip(parts, ("q\n", "\nQ\n", words), strict=True):
        part.set_data(said.encode())
    before, after, theirs = (writer._add_object(one) for one in parts)
    sheet[NameObject("/Contents")] = ArrayObject(
        [before, sheet.raw_get("/Contents"), after, theirs]
    )
    resources = sheet["/Resources"]
    assert isinstance(resources, DictionaryObject)
    # Pages of ours share their resources: each that is drawn on has its own.
    own = DictionaryObject(resources)
    drawings = DictionaryObject(own.get("/XObject", DictionaryObject()))
    drawings[NameObject("/Theirs")] = writer._add_object(form)
    own[NameObject("/XObject")] = drawings
    sheet[NameObject("/Resources")] = own


def _drawing(writer: PdfWriter, page: PageObject) -> tuple[Any, float, float]:
    """A page as a drawing with its lower left corner at the origin, upright, and how wide and high it is."""
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        StreamObject,
    )

    box = page.cropbox
    left, foot = float(box.left), float(box.bottom)
    width, height = float(box.width), float(box.height)
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise Unfit("a page of no size")
    content = page.get_contents()
    drawn = content.get_data() if content is not None else b""
    if len(drawn) > MOST_DRAWING_BYTES:
        raise Unfit("a page that takes too much to draw")
    turned = page.rotation % 360
    a, b, c, d = _UPRIGHT.get(turned, _UPRIGHT[0])
    corners = [
        (x * a + y * c, x * b + y * d) for x in (left, left + width) for y in (foot, foot + height)
    ]
    e, f = -min(x for x, _ in corners), -min(y for _, y in corners)
    form = StreamObject()
    form.set_data(drawn)
    packed = form.flate_encode()
    packed[NameObject("/Type")] = NameObject("/XObject")
    packed[NameObject("/Subtype")] = NameObject("/Form")
    packed[NameObject("/BBox")] = ArrayObject(
        FloatObject(one) for one in (left, foot, left + width, foot + height)
    )
    packed[NameObject("/Matrix")] = ArrayObject(FloatObject(one) for one in (a, b, c, d, e, f))
    for name in ("/Resources", "/Group"):
        held = page.get(name)
        found = held.get_object() if held is not None else None
        if isinstance(found, DictionaryObject):
            packed[NameObject(name)] = found.clone(writer)
    return packed, *((height, width) if turned in (90, 270) else (width, height))
