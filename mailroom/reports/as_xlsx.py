"""A report as a workbook to count with: every figure, a sheet for each table, and the cases it was counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from mailroom.reports.figures import Cell, Column, Figure, Report, Share, Table
from mailroom.reports.paper import Livery, cautions, opening
from mailroom.reports.workbook import Percent, Value, Workbook

_FIGURES = ("Section", "Figure", "Value", "Of", "Share", "Note", "How it was counted")
_NO_CASES = (
    "This report is published: it has no sheet of single cases, which could tell who somebody is."
)


def as_xlsx(report: Report, livery: Livery, rows: Sequence[Table] = ()) -> bytes:
    """The whole report; `rows` are what it was counted from, left out of one that is published."""
    book = Workbook(
        title=f"{report.title}: {report.period}",
        author=report.council,
        made_at=datetime.combine(report.made_on, time(12)),
        colour=livery.colour,
    )
    facts = _facts(report, livery)
    cover = book.cover(book.free_name("About"), report.title, facts)
    figures = book.free_name("Figures")
    listed = () if report.published else rows
    told = [(table.title, table) for table in listed] + _tables(report)
    named = [(book.free_name(table.title), title, table) for title, table in told]
    links = [(figures, "Every figure of the report", "")]
    links += [(name, title, table.definition) for name, title, table in named]
    book.links(cover, len(facts) + 3, links)
    several = len(report.parts) > 1
    heads = (_of(report), *_FIGURES) if several else _FIGURES
    book.table(figures, heads, [*_figures(report, several=several)], "There is no figure.")
    for name, _, table in named:
        book.table(name, _heads(table), _cells(table), table.empty)
    return book.made()


def _facts(report: Report, livery: Livery) -> list[tuple[str, Value]]:
    period = report.period
    told: list[tuple[str, Value]] = [
        ("Council", report.council),
        ("Period", str(period)),
        ("From", period.from_on),
        ("To", period.to_on),
        ("Made on", report.made_on),
        ("Policy", "; ".join(livery.policies.get(one, one) for one in report.policies)),
        ("For", ", ".join(report.readers)),
        ("Occasion", report.occasion),
        *(("Please note", words) for words in cautions(report)),
    ]
    if report.published:
        told.append(("Please note", _NO_CASES))
    return [(name, value) for name, value in told if value]


def _of(report: Report) -> str:
    """What the parts of a report are, as the head of a column."""
    return opening(report.parts[0].of)


def _figures(report: Report, *, several: bool) -> Iterator[list[Value]]:
    for part in report.parts:
        before = [part.title] if several else []
        for section in part.sections:
            for one in section.figures:
                told = [section.title, opening(one.words), *_value(one)]
                yield [*before, *told, one.definition]


def _value(figure: Figure) -> tuple[Value, ...]:
    """A figure as four cells: its number, of how many, the share, and what is noted of it."""
    match figure.value:
        case Share() as share:
            return (*_share(share), figure.note if share.of else share.nothing)
        case number:
            return number, None, None, figure.note


def _share(share: Share) -> tuple[Value, Value, Value]:
    return share.count, share.of, None if share.part is None else Percent(share.part)


def _tables(report: Report) -> list[tuple[str, Table]]:
    """The tables of all parts with what each is called on the cover; those of one name in several parts together, with
    a first column that says of which part a row is.
    """
    found: dict[tuple[str, str], list[tuple[str, Table]]] = {}
    titles: dict[tuple[str, str], str] = {}
    for part in report.parts:
        for section in part.sections:
            for table in section.tables:
                key = (section.block, table.name)
                found.setdefault(key, []).append((part.title, table))
                titles[key] = f"{section.title}: {table.title}"
    if len(report.parts) < 2:
        return [(titles[key], table) for key, many in found.items() for _, table in many]
    return [(titles[key], _together(_of(report), many)) for key, many in found.items()]


def _together(of: str, many: Sequence[tuple[str, Table]]) -> Table:
    first = many[0][1]
    columns = {column.name: column for _, table in many for column in table.columns}
    rows = []
    for title, table in many:
        for row in table.rows:
            cells = dict(zip((one.name for one in table.columns), row, strict=True))
            rows.append((title, *(cells.get(name) for name in columns)))
    head = Column("part", of)
    return Table(
        *(first.name, first.title, (head, *columns.values()), tuple(rows)),
        *(first.definition, first.empty),
    )


def _spread(table: Table) -> list[bool]:
    """Which columns hold shares: each takes three of the sheet."""
    return [
        any(isinstance(row[at], Share) for row in table.rows) for at in range(len(table.columns))
    ]


def _heads(table: Table) -> list[str]:
    heads: list[str] = []
    for column, is_share in zip(table.columns, _spread(table), strict=True):
        words = opening(column.words)
        heads += [words, f"{words}: of", f"{words}: share"] if is_share else [words]
    return heads


def _cells(table: Table) -> list[list[Value]]:
    spread = _spread(table)
    return [
        [one for cell, wide in zip(row, spread, strict=True) for one in _cell(cell, wide=wide)]
        for row in table.rows
    ]


def _cell(cell: Cell, *, wide: bool) -> tuple[Value, ...]:
    if isinstance(cell, Share):
        return _share(cell)
    return (cell, None, None) if wide else (cell,)
