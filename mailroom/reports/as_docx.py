"""A report as a Word document: real headings, contents, tables with heads that repeat, pictures with their words.

Whoever gets it may go on writing in it: nothing in it is locked, and each style can be changed in one place.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from mailroom.reports import word
from mailroom.reports.as_text import cell_words
from mailroom.reports.bars import picture_of
from mailroom.reports.figures import Part, Report, Section, Table
from mailroom.reports.paper import (
    Livery,
    cautions,
    chief_figures,
    figure_words,
    lies_across,
    long_columns,
    numeric,
    opening,
    particulars,
)
from mailroom.reports.pictures import as_png

if TYPE_CHECKING:
    from docx.document import Document

# In characters: what is kept on one line, and the edges of a cell. And a character in centimetres.
_SHORT, _EDGES, _CHARACTER = 16, 3, 0.19


def as_docx(report: Report, livery: Livery) -> bytes:
    """The whole report."""
    document = word.blank(livery.colour)
    word.describe(
        document,
        title=f"{report.title}: {report.period}",
        author=report.council,
        made_at=datetime.combine(report.made_on, time(12)),
    )
    word.edges(document, report.council)
    _head(document, report, livery)
    for at, part in enumerate(report.parts):
        _part(document, part, livery, at)
    if not report.parts:
        document.add_paragraph("There is nothing to report of this time.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _head(document: Document, report: Report, livery: Livery) -> None:
    word.logo(document, livery.logo, report.council)
    document.add_paragraph(report.title, "Title")
    document.add_paragraph(str(report.period), "Subtitle")
    for name, words in particulars(report, livery):
        line = document.add_paragraph(style="Particulars")
        line.add_run(f"{name}\t").bold = True
        line.add_run(words)
    for words in cautions(report):
        document.add_paragraph(words, "Caution")
    chief = chief_figures(report)
    if chief:
        document.add_paragraph("In short", "Contents Heading")
        rows = [(opening(one.words), figure_words(one)) for one in chief]
        heads = ("Figure", "In this period")
        word.table(document, heads, rows, livery.colour, right=(False, True), title="In short")
    headings = _contents(report)
    if len(headings) > 1:
        document.add_paragraph("Contents", "Contents Heading")
        word.contents(document, headings)


def _contents(report: Report) -> list[tuple[int, str, str]]:
    """Each heading down to the sections, as Word itself would list them: its level, its words, its bookmark."""
    found = []
    for place, part in enumerate(report.parts):
        if part.title:
            found.append((1, part.title, f"p{place}"))
        for at, section in enumerate(part.sections):
            found.append((2 if part.title else 1, section.title, f"s{place}-{at}"))
    return found


def _part(document: Document, part: Part, livery: Livery, place: int) -> None:
    """A part begins a page where there are several, each named."""
    level = 1
    if part.title:
        word.heading(document, part.title, 1, f"p{place}", new_page=True)
        level = 2
    for at, section in enumerate(part.sections):
        new_page = place == at == 0 and not part.title and len(part.sections) > 1
        word.heading(document, section.title, level, f"s{place}-{at}", new_page=new_page)
        _section(document, section, livery, level + 1)


def _section(document: Document, section: Section, livery: Livery, level: int) -> None:
    if section.figures:
        rows = [(opening(one.words), figure_words(one), one.definition) for one in section.figures]
        heads = ("Figure", "Number", "How it was counted")
        wide = (5.2, 4.2, 7.6)
        word.table(document, heads, rows, livery.colour, widths=wide, title=section.title)
    for table in section.tables:
        across = lies_across(table) and bool(table.rows)
        with word.on_its_side(document, across=across):
            word.heading(document, table.title, level)
            _table(document, table, livery, across=across)


def _table(document: Document, table: Table, livery: Livery, *, across: bool) -> None:
    drawn = picture_of(table)
    if drawn is not None:
        word.drawing(document, as_png(drawn, livery.colour), drawn.alt)
        if drawn.more:
            told = f"The picture shows the first rows of the table; {drawn.more} more are in the table alone."
            document.add_paragraph(told, "How Counted")
    if not table.rows:
        document.add_paragraph(table.empty)
    else:
        word.table(
            document,
            [opening(one.words) for one in table.columns],
            [[cell_words(cell) for cell in row] for row in table.rows],
            livery.colour,
            right=numeric(table),
            widths=_widths(table, across=across),
            title=table.title,
            says=table.definition,
        )
    document.add_paragraph(table.definition, "How Counted")


def _widths(table: Table, *, across: bool) -> Sequence[float]:
    """Centimetres for each column: none is less than its longest word, and sentences share what is left."""
    room, is_long = 25.0 if across else 17.0, long_columns(table)
    least = [_least(table, at) * _CHARACTER for at in range(len(table.columns))]
    left = room - sum(one for one, long in zip(least, is_long, strict=True) if not long)
    share = left / (sum(is_long) or 1)
    if any(is_long) and share >= max(one for one, long in zip(least, is_long, strict=True) if long):
        return [share if long else one for one, long in zip(least, is_long, strict=True)]
    return [room * one / sum(least) for one in least]


def _least(table: Table, at: int) -> float:
    """How many characters a column must hold beside each other."""
    cells = [cell_words(row[at]) for row in table.rows]
    # A head is in bold letters, which take more room.
    head = 1.25 * max(len(one) for one in table.columns[at].words.split())
    word_of_it = max((len(one) for cell in cells for one in cell.split()), default=1)
    whole = max((len(cell) for cell in cells), default=1)
    return max(head, word_of_it, min(whole, _SHORT)) + _EDGES
