"""Tables of a form: label on the left, label above, or label and answer in one cell."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.documents.document import Pair
from parsers.documents.pairs import (
    Gathering,
    asks,
    inline_pair,
    is_told,
    line_pairs,
    tidy_label,
    tidy_value,
)
from parsers.documents.ticks import has_boxes, left_over, plain_boxes, tick_pairs

Rows = Sequence[Sequence[str]]


def table_pairs(rows: Rows, *, headed: bool = False) -> tuple[Pair, ...]:
    """The pairs of a table, in order; `headed` says that its first row is known to be labels."""
    tidy = [[plain_boxes(cell).strip() for cell in row] for row in rows]
    if tidy and (headed or _has_heading_row(tidy)):
        return tuple(_headed_pairs(tidy))
    pairs: list[Pair] = []
    single = Gathering()
    below = _answers_below(tidy)
    for row in tidy:
        if len(row) == 1:
            _add_single(single, row[0])
            continue
        pairs += single.finished()
        single = Gathering()
        if below:
            pairs += [pair for cell in row if cell for pair in _inner_pairs(cell)]
        else:
            pairs += _row_pairs(row)
    return (*pairs, *single.finished())


def _has_heading_row(rows: Rows) -> bool:
    """Three or more columns, all named in the first row, and an odd number of them."""
    width = len(rows[0])
    same = all(len(row) == width for row in rows)
    named = all(cell and "\n" not in cell and not has_boxes(cell) for cell in rows[0])
    return len(rows) > 1 and width >= 3 and width % 2 == 1 and same and named


def _answers_below(rows: Rows) -> bool:
    """Most cells of two lines, in the places of labels and in those of answers: each holds its own label, and its
    answer below it. Where labels stand beside, only a guidance or an address has a second line.
    """
    places: tuple[list[str], list[str]] = ([], [])
    for row in rows:
        for at, cell in enumerate(row if len(row) > 1 else ()):
            if cell:
                places[at % 2].append(cell)
    return all(
        len(cells) > 2 and sum("\n" in cell for cell in cells) >= 0.6 * len(cells)
        for cells in places
    )


def _headed_pairs(rows: Rows) -> list[Pair]:
    labels = [tidy_label(cell) for cell in rows[0]]
    return [
        pair
        for row in rows[1:]
        for label, cell in zip(labels, row, strict=False)
        for pair in _cell_pairs(label, cell)
    ]


def _row_pairs(row: Sequence[str]) -> list[Pair]:
    """Cells in twos; a row whose second cell is empty may hold its answer in the first."""
    if not any(row[1::2]) and any("\n" in cell or has_boxes(cell) for cell in row):
        return [pair for cell in row if cell for pair in _inner_pairs(cell)]
    if all(asks(cell.split("\n")[0]) and "\n" in cell for cell in row if cell):
        return [pair for cell in row if cell for pair in _inner_pairs(cell)]
    padded = [*row, ""] if len(row) % 2 else row
    return [
        pair
        for label, value in zip(padded[0::2], padded[1::2], strict=True)
        if label or value
        for pair in _cell_pairs(tidy_label(label), value)
    ]


def _cell_pairs(label: str, value: str) -> list[Pair]:
    if has_boxes(label):
        return [*tick_pairs("", label), *([("", tidy_value(value))] if value else [])]
    if not has_boxes(value):
        return [(label, tidy_value(value))]
    return [*tick_pairs(label, value), *line_pairs(left_over(value).split("\n"))]


def _inner_pairs(cell: str) -> list[Pair]:
    """A cell that holds its own label: on its first line, or in a sentence with boxes."""
    if has_boxes(cell):
        return [*tick_pairs("", cell), *line_pairs(left_over(cell).split("\n"))]
    label, _, value = cell.partition("\n")
    return [(tidy_label(label), tidy_value(value))]


def _add_single(gathering: Gathering, cell: str) -> None:
    """A row of one cell is a heading, a question, an answer, or a question with its answer."""
    lines = cell.split("\n")
    for number, line in enumerate(lines):
        first = number == 0 and not has_boxes(line) and not is_told(line) and not _answers(line)
        gathering.add(line, heading=first and (len(lines) > 1 or gathering.idle(line)))


def _answers(line: str) -> bool:
    """Whether a line holds a label with its answer."""
    pair = inline_pair(line)
    return pair is not None and bool(pair[1])
