"""A report as lines for a terminal, none wider than 100 columns: figures, tables, and how each was counted. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from mailroom.reports.figures import Cell, Figure, Part, Report, Section, Share, Table

WIDTH = 100
_GAP = "  "
# A column of words is not made narrower than this, one of numbers than its widest word.
_LEAST = 9
# Two columns with cells longer than this do not stand beside each other: each row is then told by itself.
_LONG = 60


def as_text(report: Report, *, definitions: bool = True) -> str:
    """The whole report; without the definitions where somebody knows them."""
    lines = [report.title, "=" * min(len(report.title), WIDTH)]
    lines += _filled(f"{report.council}. {_period(report)}. Made on {_said(report.made_on)}.")
    lines += _filled(f"Policy: {', '.join(report.policies)}.")
    if report.occasion:
        lines += _filled(f"Occasion: {report.occasion}.")
    if report.readers:
        lines += _filled(f"For: {', '.join(report.readers)}.")
    if report.anonymous:
        lines += _filled(
            "Names no resident. What officers wrote is to be read before it is published."
        )
    for part in report.parts:
        lines += _part(part, definitions=definitions)
    if not report.parts:
        lines += ["", "There is nothing to report of this time."]
    return "\n".join(lines)


def _period(report: Report) -> str:
    over = "" if report.made_on > report.period.to_on else ", which is not over yet"
    first, last = report.period.from_on, report.period.to_on
    return f"{report.period} ({_said(first)} to {_said(last)}){over}"


def _part(part: Part, *, definitions: bool) -> list[str]:
    lines = ["", f"{part.title}", "#" * len(part.title)] if part.title else []
    for section in part.sections:
        lines += ["", section.title, "-" * len(section.title), *_figures(section)]
        for table in section.tables:
            lines += ["", f"{table.title}:", *table_lines(table)]
        if definitions:
            lines += ["", *_definitions(section)]
    return lines


def _figures(section: Section) -> Iterator[str]:
    width = max((len(one.words) for one in section.figures), default=0)
    for one in section.figures:
        yield from _filled(f"{one.words:<{width}}{_GAP}{_value(one)}", " " * (width + 4))


def _value(figure: Figure) -> str:
    value = figure.value
    if isinstance(value, Share) and not value.of:
        return value.nothing
    said = "" if value is None else cell_words(value)
    return f"{said}  {figure.note}".strip()


def _definitions(section: Section) -> Iterator[str]:
    yield "How this was counted"
    said = [(one.words, one.definition) for one in section.figures]
    said += [(one.title, one.definition) for one in section.tables]
    for name, definition in said:
        yield from _filled(f"{name[:1].upper()}{name[1:]}: {definition}", "    ", first="  ")


def _filled(words: str, indent: str = "", first: str = "") -> list[str]:
    # Textwrap would take the spaces that align a value for a place to break.
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent or first,
        break_on_hyphens=False,
    ) or [""]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def cell_words(cell: Cell) -> str:
    """A cell as it is read."""
    match cell:
        case None:
            return "-"
        case Share() | str() | int():
            return str(cell)
        case float():
            return f"{cell:.1f}" if cell == round(cell, 1) else f"{cell:.2f}"
        case date():
            return f"{cell.day} {cell:%b %Y}"


def table_lines(table: Table) -> list[str]:
    """A table's lines; columns of words are wrapped until it fits, numbers stand to the right."""
    if not table.rows:
        return [f"  {table.empty}"]
    rows = [[cell_words(cell) for cell in row] for row in table.rows]
    heads = [column.words for column in table.columns]
    long = [any(len(row[n]) > _LONG for row in rows) for n in range(len(heads))]
    if sum(long) > 1:
        return [line for row in rows for line in _told(heads, row, long)]
    right = [
        all(isinstance(row[n], int | float | None) for row in table.rows) for n in range(len(heads))
    ]
    widths = _widths([heads, *rows])
    lines = [*_row(heads, widths, right), *_row(["-" * width for width in widths], widths, right)]
    for row in rows:
        lines += _row(row, widths, right)
    return lines


def _told(heads: Sequence[str], row: Sequence[str], long: Sequence[bool]) -> Iterator[str]:
    """A row by itself: what is short on one line, each long cell under it with its heading."""
    cells = list(zip(heads, row, long, strict=True))
    yield from _filled(
        _GAP.join(cell for _, cell, is_long in cells if cell and not is_long), "    ", first="  "
    )
    for head, cell, is_long in cells:
        if is_long and cell:
            yield from _filled(f"{head}: {cell}", "      ", first="    ")


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """As wide as the widest cell; the widest columns give way until all fit beside each other."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(cell) for cell in column[1:]) for column in columns]
    words = [
        max(len(word) for cell in column for word in cell.split() or [""]) for column in columns
    ]
    heads = [max((len(word) for word in column[0].split()), default=0) for column in columns]
    widths = [max(pair) for pair in zip(widths, heads, strict=True)]
    least = [
        min(width, max(_LEAST, min(word, 20))) for width, word in zip(widths, words, strict=True)
    ]
    room = WIDTH - 2 - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        place = max(range(len(widths)), key=lambda n: widths[n] - least[n])
        if widths[place] <= least[place]:
            least = [max(1, one - 1) for one in least]
        widths[place] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    wrapped = [
        textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)
    ]
    for line in range(max(map(len, wrapped))):
        shown = (words[line] if line < len(words) else "" for words in wrapped)
        aligned = (
            f"{word:>{width}}" if to_right else f"{word:<{width}}"
            for word, width, to_right in zip(shown, widths, right, strict=True)
        )
        yield f"  {_GAP.join(aligned)}".rstrip()
