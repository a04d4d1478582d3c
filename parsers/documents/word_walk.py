"""The walk over a Word document's XML: paragraphs and tables in the order of the page.

Sources: ECMA-376 part 1 sections 17.3 (text), 17.4 (tables), 17.5.2 (content controls), 17.16
(fields); Word 2010's own checkbox (w14). Deleted and struck-through words are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from parsers.documents.document import Pair
from parsers.documents.word_fields import (
    LegacyField,
    W,
    flag,
    label_before,
    read_control,
    sign_of_symbol,
)

SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText")}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GREY = re.compile(r"([4-9A-F][\dA-F])(?<!FF)\1\1", re.IGNORECASE)
TEXT_BOX = f"{W}txbxContent"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words with ☒ and ☐ for boxes, and the fields in it."""

    text: str
    fields: tuple[Pair, ...] = ()
    heading: bool = False
    is_hint: bool = False  # set apart as guidance is: slanted throughout, or grey


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: rows of cells (merged cells count once), each with what stands in it."""

    cells: tuple[tuple[tuple[Block, ...], ...], ...]
    headed: bool = False

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The words of the cells, a line for each paragraph."""
        return tuple(tuple(_cell_text(cell) for cell in row) for row in self.cells)

    @property
    def fields(self) -> tuple[Pair, ...]:
        """The fields in its cells, in order."""
        return tuple(
            pair for row in self.cells for cell in row for block in cell for pair in block.fields
        )

    @property
    def is_box(self) -> bool:
        """Whether it is one cell to write in, and no field in it."""
        return len(self.cells) == 1 and len(self.cells[0]) == 1 and not self.fields


Block = Paragraph | Grid


@dataclass(slots=True)
class _Line:
    """A paragraph while it is read."""

    pieces: list[str] = field(default_factory=list)
    fields: list[Pair] = field(default_factory=list)
    open: list[LegacyField] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def blocks_of(element: etree._Element) -> list[Block]:
    """The paragraphs and tables in a body, header, cell or text box, in order."""
    return list(_blocks(element))


def _blocks(element: etree._Element) -> Iterator[Block]:
    for child in element:
        if child.tag == f"{W}p":
            yield from _paragraph(child)
        elif child.tag == f"{W}tbl":
            yield _grid(child)
        elif child.tag == f"{W}sdt":
            yield from _block_control(child)
        elif isinstance(child.tag, str) and child.tag not in SKIPPED:
            yield from _blocks(child)


def _block_control(element: etree._Element) -> Iterator[Block]:
    """A content control around whole paragraphs: one field, unless it only groups others."""
    control = read_control(element)
    inner = list(_blocks(element))
    if not control.is_field or any(isinstance(block, Grid) or block.fields for block in inner):
        yield from inner
        return
    text = "" if control.is_hint else "\n".join(b.text for b in inner if isinstance(b, Paragraph))
    value = control.value(text)
    yield Paragraph(text, ((control.label, value),) if control.label else ())


def _paragraph(element: etree._Element) -> Iterator[Block]:
    line = _Line()
    _walk(element, line)
    heading = _is_heading(element, line.text)
    yield Paragraph(line.text, tuple(line.fields), heading, not heading and _is_hint(element))
    for box in line.boxes:
        yield from _blocks(box)


def _walk(element: etree._Element, line: _Line) -> None:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in SKIPPED or tag == FALLBACK:
            continue
        if tag == f"{W}sdt":
            _inline_control(child, line)
        elif tag == TEXT_BOX:
            line.boxes.append(child)
        elif tag == f"{W}r" and _is_struck(child):
            continue
        elif tag == f"{W}fldChar":
            _legacy(child, line)
        else:
            line.pieces.append(_words(child))
            _walk(child, line)


def _words(element: etree._Element) -> str:
    match element.tag.rpartition("}")[2]:
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case "sym":
            return sign_of_symbol(element)
    return ""


def _inline_control(element: etree._Element, line: _Line) -> None:
    control = read_control(element)
    inner = _Line()
    _walk(element, inner)
    line.boxes += inner.boxes
    if not control.is_field or inner.fields:
        line.pieces += inner.pieces
        line.fields += inner.fields
        return
    shown = "" if control.is_hint else inner.text
    label = control.label or ("" if control.is_box else label_before(line.text))
    line.pieces.append(control.shown(shown))
    if label:
        line.fields.append((label, control.value(shown)))


def _legacy(element: etree._Element, line: _Line) -> None:
    """Form fields of Word 97: begin (with the field's properties), result, end."""
    kind = element.get(f"{W}fldCharType")
    if kind == "begin":
        line.open.append(LegacyField(element, len(line.pieces)))
    elif kind == "end" and line.open:
        legacy = line.open.pop()
        result = "".join(line.pieces[legacy.begun :])
        before = "".join(line.pieces[: legacy.begun])
        if legacy.is_field:
            line.pieces[legacy.begun :] = [legacy.shown(result)]
            if label := legacy.label if legacy.is_box else label_before(before) or legacy.label:
                line.fields.append((label, legacy.value(result)))


def _is_struck(run: etree._Element) -> bool:
    properties = run.find(f"{W}rPr")
    return properties is not None and any(
        flag(properties.find(f"{W}{name}")) for name in ("strike", "dstrike")
    )


def _is_heading(element: etree._Element, text: str) -> bool:
    """A heading by its style, or a short line that is bold throughout."""
    style = element.find(f"{W}pPr/{W}pStyle")
    if style is not None and "heading" in style.get(f"{W}val", "").lower():
        return True
    runs = [run for run in element.iter(f"{W}r") if run.findtext(f"{W}t", "").strip()]
    return 0 < len(text.strip()) <= 120 and bool(runs) and all(_is_bold(run) for run in runs)


def _is_hint(element: etree._Element) -> bool:
    """Slanted throughout, or grey throughout: so most forms print what they say below a question."""
    runs = [run for run in element.iter(f"{W}r") if run.findtext(f"{W}t", "").strip()]
    return bool(runs) and (all(map(_is_slanted, runs)) or all(map(_is_grey, runs)))


def _is_slanted(run: etree._Element) -> bool:
    return flag(run.find(f"{W}rPr/{W}i"))


def _is_grey(run: etree._Element) -> bool:
    """Neither black nor white, and of no colour (17.3.2.6)."""
    colour = run.find(f"{W}rPr/{W}color")
    return colour is not None and GREY.fullmatch(colour.get(f"{W}val", "")) is not None


def _is_bold(run: etree._Element) -> bool:
    return flag(run.find(f"{W}rPr/{W}b"))


def _grid(element: etree._Element) -> Grid:
    headed = False
    cells: list[tuple[tuple[Block, ...], ...]] = []
    for row in _rows(element):
        headed = headed or (not cells and flag(row.find(f"{W}trPr/{W}tblHeader")))
        cells.append(tuple(tuple(_cell_blocks(cell)) for cell in _cells(row)))
    return Grid(tuple(cells), headed and len(cells) > 1 and len(cells[0]) > 1)


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    """Rows, also those that stand in a content control or were inserted."""
    for child in element:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Cells; one that stands in a content control is given with the control around it."""
    return (child for child in row if child.tag in (f"{W}tc", f"{W}sdt"))


def _cell_blocks(cell: etree._Element) -> list[Block]:
    return list(_block_control(cell)) if cell.tag == f"{W}sdt" else blocks_of(cell)


def _cell_text(blocks: Sequence[Block]) -> str:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            lines += [": ".join(cell for cell in row if cell) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines).strip()
