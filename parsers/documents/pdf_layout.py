"""Flat PDF forms: ruled tables, boxes and lines to write on, as pdfplumber sees the page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pdfplumber

from parsers.documents.document import Pair, Table
from parsers.documents.pairs import asks, line_pairs, tidy_label, tidy_value
from parsers.documents.pdf_paper import Paper, read_paper, tables_on
from parsers.documents.sheet import Box, Word, around, innermost, label_of, lines, segments, text_in
from parsers.documents.tables import table_pairs
from parsers.documents.ticks import TICKED, UNTICKED, has_boxes, tick_pairs

FEWEST_INSIDE = 2  # boxes with a label inside make a page of such boxes
FULL_LINE = 0.6  # a line that fills this much of its box was broken by the edge

Written = Mapping[int, Sequence[Word]]  # by page: words laid over the page (annotations)
Places = Mapping[int, Sequence[Box]]  # by page: where the fields of a fillable form are


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


def read_layout(content: bytes, pages: Sequence[int], written: Written, places: Places) -> Layout:
    """The pairs and tables of these pages (counted from 0)."""
    pairs: list[Pair] = []
    tables: list[Table] = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for number in pages:
            paper = read_paper(pdf.pages[number])
            if paper is not None:
                paper = replace(paper, frames=(*paper.frames, *places.get(number, ())))
                found, grids = _page(paper, written.get(number, ()))
                pairs += found
                tables += grids
    return Layout(tuple(pairs), tuple(tables))


def read_labels(content: bytes, fields: Places) -> dict[tuple[int, Box], str]:
    """The words printed beside or above each field of a fillable form."""
    labels = {}
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for number, boxes in fields.items():
            paper = read_paper(pdf.pages[number])
            words = paper.words if paper is not None else ()
            free = segments(w for w in words if not any(b.holds(w.place) for b in boxes))
            for box in boxes:
                label = _right_of(box, free) if _is_square(box) else label_of(box, free, boxes)
                labels[number, box] = tidy_label(" ".join(word.text for word in label))
    return labels


def read_lines(content: bytes) -> str:
    """The text alone, for a PDF that pypdf cannot open."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages[:20]).strip()


def _right_of(box: Box, free: Sequence[Word]) -> list[Word]:
    """The words of a box to tick stand to its right."""
    near = [w for w in free if w.place.beside(box) and -2 <= w.place.x0 - box.x1 <= 40]
    return [min(near, key=lambda word: word.place.x0)] if near else []


def _page(paper: Paper, written: Sequence[Word]) -> tuple[list[Pair], list[Table]]:
    boxes, words = _boxes(paper, [*paper.words, *written])
    items, tables, boxes, words = _grids(paper, boxes, words)
    inside = {box: [word for word in words if box.holds(word.place)] for box in boxes}
    taken = {id(word) for held in inside.values() for word in held}
    free = segments(word for word in words if id(word) not in taken)
    inner = {box: text_in(held) for box, held in inside.items() if held}
    if _labels_inside(inner):
        items += [_inside(box, inside[box]) for box in inner]
        boxes = []
    for box in boxes:
        label = [word for word in label_of(box, free, boxes) if not has_boxes(word.text)]
        if label:
            free = [word for word in free if word not in label]
            items.append(_answered(box, label, inside[box]))
        else:
            free += segments(inside[box])
    items += [_free_line(line) for line in lines(free)]
    return _in_order(items), tables


def _labels_inside(boxes: Mapping[Box, str]) -> bool:
    """True where the boxes of the page bear their labels inside, over the answers."""
    labelled = [text for text in boxes.values() if asks(text.partition("\n")[0]) and "\n" in text]
    return len(labelled) >= FEWEST_INSIDE and len(labelled) * 2 >= len(boxes)


def _inside(box: Box, held: Sequence[Word]) -> _Item:
    """A box with its label on its first line."""
    first, *rest = lines(held)
    return _answered(box, first, [word for line in rest for word in line])


def _answered(box: Box, label: Sequence[Word], held: Sequence[Word]) -> _Item:
    asked = tidy_label(" ".join(word.text for word in label))
    text = _flowing(box, held)
    if has_boxes(text):
        return _Item(box.top, pairs=tuple(tick_pairs(asked, text)))
    return _Item(box.top, pairs=((asked, tidy_value(text)),))


def _flowing(box: Box, held: Sequence[Word]) -> str:
    """The words in a box: lines that ran to its edge go on, short ones (an address) end there."""
    text, full = "", False
    for line in lines(held):
        words = " ".join(word.text for word in line)
        text += (" " if full else "\n") + words
        full = line[-1].place.x1 > box.x0 + FULL_LINE * box.width
    return text.strip()


def _free_line(line: Sequence[Word]) -> _Item:
    """Columns of a line are parted by tabs, but for boxes and the words that belong to them."""
    boxed = any(has_boxes(word.text) for word in line)
    heights = [word.place.height for word in line]
    between = (
        " " if boxed or max(heights) > 1.25 * min(heights) else "\t"
    )  # a heading has no answer
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


def _boxes(paper: Paper, words: list[Word]) -> tuple[list[Box], list[Word]]:
    """The boxes to write in; boxes to tick become words, ☒ or ☐, in their place."""
    for square in (frame for frame in paper.frames if _is_square(frame)):
        held = [word for word in words if square.holds(word.place) and len(word.text) == 1]
        ticked = bool(held) or any(_is_tick(stroke, square) for stroke in paper.strokes)
        words = [word for word in words if word not in held]
        words.append(Word(TICKED if ticked else UNTICKED, square))
    fields = [frame for frame in paper.frames if _is_field(frame, paper)]
    ruled = [rule for rule in paper.rules if _is_ruled(rule) and not _underlines(rule, words)]
    to_write_on = [Box(r.x0, r.top - 15, r.x1, r.bottom + 2) for r in ruled]
    fields += [b for b in to_write_on if not any(f.holds(b) or b.holds(f) for f in fields)]
    return innermost(fields), words


def _is_tick(stroke: Box, square: Box) -> bool:
    """A mark drawn into the square, and not one of its own four sides."""
    return square.holds(stroke) and stroke.width < 20 and min(stroke.width, stroke.height) > 2


def _is_square(place: Box) -> bool:
    return (
        5 <= place.width <= 21 and 5 <= place.height <= 21 and abs(place.width - place.height) < 4
    )


def _is_ruled(place: Box) -> bool:
    return place.height < 2 and 40 <= place.width <= 420


def _underlines(rule: Box, words: Sequence[Word]) -> bool:
    """A rule as long as the words over it stresses them; and where '____' is typed, none is a box."""
    near = [word for word in words if -6 < rule.top - word.place.bottom < 6]
    over = [word.place for word in near if rule.x0 < (word.place.x0 + word.place.x1) / 2 < rule.x1]
    if any("__" in word.text for word in near):
        return True
    return bool(over) and over[0].x0 - rule.x0 < 4 and rule.x1 - max(at.x1 for at in over) < 4


def _is_field(place: Box, paper: Paper) -> bool:
    big = place.width > 22 and 9 <= place.height < 0.8 * paper.height
    return big and place.x0 > 5 and place.x1 < paper.width - 5


def _grids(
    paper: Paper, boxes: list[Box], words: list[Word]
) -> tuple[list[_Item], list[Table], list[Box], list[Word]]:
    """Ruled tables of two columns and more; a single column of cells is a stack of boxes."""
    items: list[_Item] = []
    tables: list[Table] = []
    for rows in tables_on(paper):
        area = around(cell for row in rows for cell in row)
        held = [word for word in words if area.holds(word.place)]
        texts = [[_cell(cell, held) for cell in row] for row in rows]
        if not any(len(row) > 1 for row in rows) or not _has_labels(texts):
            boxes = innermost([*boxes, *(cell for row in rows for cell in row)])
            continue
        items.append(_Item(area.top, pairs=table_pairs(texts)))
        tables.append(tuple(tuple(row) for row in texts))
        boxes = [box for box in boxes if not area.holds(box)]
        words = [word for word in words if word not in held]
    return items, tables, boxes, words


def _cell(cell: Box, words: Iterable[Word]) -> str:
    return text_in([word for word in words if cell.holds(word.place, margin=0.0)])


def _has_labels(rows: Sequence[Sequence[str]]) -> bool:
    """True where most rows say something in their first cell: the labels are in the table."""
    return sum(bool(row and row[0]) for row in rows) * 2 >= len(rows)
