"""Flat PDF forms: ruled tables, boxes and lines to write on, as pdfplumber sees the page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from parsers.documents.document import Pair, Table
from parsers.documents.pairs import line_pairs, tidy_label, tidy_value
from parsers.documents.sheet import Box, Word, label_of, lines, segments, text_in
from parsers.documents.tables import table_pairs
from parsers.documents.ticks import TICKED, UNTICKED, has_boxes, tick_pairs

MOST_WORDS = 8_000  # of one page; more is no form
MOST_SHAPES = 3_000  # a drawing, a map: no form has so many lines
WHITE = 0.97  # a fill lighter than this is paper

Written = Mapping[int, Sequence[Word]]  # by page: words laid over the page (annotations)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the layout of some pages says."""

    pairs: tuple[Pair, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of free words, or what stands in a box or table, at its height on the page."""

    top: float
    line: str = ""
    pairs: tuple[Pair, ...] = ()


def read_layout(content: bytes, pages: Sequence[int], written: Written) -> Layout:
    """The pairs and tables of these pages (counted from 0)."""
    pairs: list[Pair] = []
    tables: list[Table] = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for number in pages:
            page = pdf.pages[number]
            found, grids = _page(page, written.get(number, ()))
            pairs += found
            tables += grids
            page.close()
    return Layout(tuple(pairs), tuple(tables))


def read_labels(content: bytes, fields: Mapping[int, Sequence[Box]]) -> dict[tuple[int, Box], str]:
    """The words printed beside or above each field of a fillable form."""
    labels = {}
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for number, boxes in fields.items():
            page = pdf.pages[number]
            free = segments(w for w in _words(page) if not any(b.holds(w.place) for b in boxes))
            for box in boxes:
                label = _right_of(box, free) if _is_square(box) else label_of(box, free, boxes)
                labels[number, box] = tidy_label(" ".join(word.text for word in label))
            page.close()
    return labels


def read_lines(content: bytes) -> str:
    """The text alone, for a PDF that pypdf cannot open."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages[:20]).strip()


def _right_of(box: Box, free: Sequence[Word]) -> list[Word]:
    """The words of a box to tick stand to its right."""
    near = [w for w in free if w.place.beside(box) and -2 <= w.place.x0 - box.x1 <= 40]
    return [min(near, key=lambda word: word.place.x0)] if near else []


def _page(page: Page, written: Sequence[Word]) -> tuple[list[Pair], list[Table]]:
    words = [*_words(page), *written]
    shapes = len(page.rects) + len(page.lines) + len(page.curves)
    if len(words) > MOST_WORDS or shapes > MOST_SHAPES:
        return [], []
    boxes, words = _boxes(page, words)
    items, tables, boxes, words = _grids(page, boxes, words)
    inside = {box: [word for word in words if box.holds(word.place)] for box in boxes}
    taken = {id(word) for held in inside.values() for word in held}
    free = segments(word for word in words if id(word) not in taken)
    for box in boxes:
        label = [word for word in label_of(box, free, boxes) if not has_boxes(word.text)]
        if label:
            free = [word for word in free if word not in label]
            items.append(_answered(box, label, inside[box]))
        else:
            free += segments(inside[box])
    items += [_free_line(line) for line in lines(free)]
    return _in_order(items), tables


def _answered(box: Box, label: Sequence[Word], held: Sequence[Word]) -> _Item:
    asked = tidy_label(" ".join(word.text for word in label))
    text = "\n".join(" ".join(word.text for word in line) for line in lines(held))
    if has_boxes(text):
        return _Item(box.top, pairs=tuple(tick_pairs(asked, text)))
    return _Item(box.top, pairs=((asked, tidy_value(_flowing(text))),))


def _flowing(text: str) -> str:
    """Lines that a printer broke, joined again; short lines (an address) stay lines."""
    rows = text.split("\n")
    joined = rows[:1]
    for row in rows[1:]:
        broken = len(joined[-1].rpartition("\n")[2]) > 60
        joined[-1:] = [f"{joined[-1]} {row}"] if broken and row else [joined[-1], row]
    return "\n".join(joined)


def _free_line(line: Sequence[Word]) -> _Item:
    """Columns of a line are parted by tabs, but for boxes and the words that belong to them."""
    between = " " if any(has_boxes(word.text) for word in line) else "\t"
    return _Item(line[0].place.top, line=between.join(word.text for word in line))


def _in_order(items: list[_Item]) -> list[Pair]:
    pairs: list[Pair] = []
    run: list[str] = []
    for item in sorted(items, key=lambda item: item.top):
        if item.line:
            run.append(item.line)
            continue
        pairs += (*line_pairs(run), *item.pairs)
        run = []
    return [*pairs, *line_pairs(run)]


def _words(page: Page) -> list[Word]:
    found = page.extract_words(extra_attrs=["fontname"], use_text_flow=False)
    return [Word(word["text"], _place(word), word["fontname"]) for word in found]


def _place(thing: Mapping[str, Any]) -> Box:
    return Box(*(float(thing[side]) for side in ("x0", "top", "x1", "bottom")))


def _boxes(page: Page, words: list[Word]) -> tuple[list[Box], list[Word]]:
    """The boxes to write in; boxes to tick become words, ☒ or ☐, in their place."""
    places = list(dict.fromkeys(_place(rect) for rect in page.rects if _is_drawn(rect)))
    marks = [_place(thing) for thing in (*page.lines, *page.curves)]
    for square in (place for place in places if _is_square(place)):
        held = [word for word in words if square.holds(word.place) and len(word.text) == 1]
        ticked = bool(held) or any(
            square.holds(mark) and mark.width < 20 and mark.height > 2 for mark in marks
        )
        words = [word for word in words if word not in held]
        words.append(Word(TICKED if ticked else UNTICKED, square))
    ruled = (_place(line) for line in page.lines)
    to_write_on = [Box(r.x0, r.top - 15, r.x1, r.bottom + 2) for r in ruled if _is_ruled(r)]
    fields = [place for place in places if _is_field(place, page)]
    fields += [b for b in to_write_on if not any(f.holds(b) or b.holds(f) for f in fields)]
    return [b for b in fields if not any(b.holds(o) and b != o for o in fields)], words


def _is_drawn(rect: Mapping[str, Any]) -> bool:
    """Outlined, or filled with a tint."""
    if rect.get("stroke"):
        return True
    colour = rect.get("non_stroking_color")
    shades = [shade for shade in colour or () if isinstance(shade, (int, float))]
    return bool(rect.get("fill")) and bool(shades) and 0.6 < min(shades) < WHITE


def _is_square(place: Box) -> bool:
    return (
        5 <= place.width <= 21 and 5 <= place.height <= 21 and abs(place.width - place.height) < 4
    )


def _is_ruled(place: Box) -> bool:
    return place.height < 2 and 40 <= place.width <= 420


def _is_field(place: Box, page: Page) -> bool:
    big = place.width > 22 and 9 <= place.height < 0.8 * page.height
    return big and place.x0 > 5 and place.x1 < page.width - 5


def _grids(
    page: Page, boxes: list[Box], words: list[Word]
) -> tuple[list[_Item], list[Table], list[Box], list[Word]]:
    """Ruled tables of two columns and more; a single column of cells is a stack of boxes."""
    items: list[_Item] = []
    tables: list[Table] = []
    for grid in page.find_tables():
        rows = [[Box(*cell) for cell in row.cells if cell] for row in grid.rows]
        held = [word for word in words if Box(*grid.bbox).holds(word.place)]
        texts = [[_cell(cell, held) for cell in row] for row in rows]
        if not any(len(row) > 1 for row in rows) or not _has_labels(texts):
            boxes = [*boxes, *(cell for row in rows for cell in row if cell not in boxes)]
            boxes = [b for b in boxes if not any(b.holds(o) and b != o for o in boxes)]
            continue
        items.append(_Item(grid.bbox[1], pairs=table_pairs(texts)))
        tables.append(tuple(tuple(row) for row in texts))
        boxes = [box for box in boxes if not Box(*grid.bbox).holds(box)]
        words = [word for word in words if word not in held]
    return items, tables, boxes, words


def _cell(cell: Box, words: Iterable[Word]) -> str:
    return text_in([word for word in words if cell.holds(word.place, margin=0.0)])


def _has_labels(rows: Sequence[Sequence[str]]) -> bool:
    """True where most rows say something in their first cell: the labels are in the table."""
    return sum(bool(row and row[0]) for row in rows) * 2 >= len(rows)
