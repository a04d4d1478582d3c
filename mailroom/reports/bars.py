"""Which picture a table has: what is drawn of it, how, and the sentence for whoever does not see it. Pure.

A table says in `words.toml` which of its columns are drawn; where it says nothing it is the first column of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailroom.reports.figures import Cell, Share, Table

# More rows than this are no picture any more; the table stands beside it anyway.
MOST_BARS = 14


class Kind(StrEnum):
    """How several numbers of a row are drawn."""

    BESIDE = "beside"  # each with a bar of its own
    STACKED = "stacked"  # parts of a whole, one after the other


@dataclass(frozen=True, slots=True)
class Bar:
    """A number as it is drawn, and as it is said."""

    value: float
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its name, and a bar for each series."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A table as bars."""

    title: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: Kind
    of_shares: bool  # every number is between 0 and 1
    more: int = 0  # rows of the table that are not drawn

    @property
    def alt(self) -> str:
        """The picture in words: every number that it shows."""
        return f"Bar chart. {self.title}: {'; '.join(self._in_words(one) for one in self.rows)}."

    def _in_words(self, row: Row) -> str:
        if len(self.series) == 1:
            return f"{row.name} {row.bars[0].said}"
        told = ", ".join(
            f"{bar.said} {name.lower()}" for bar, name in zip(row.bars, self.series, strict=True)
        )
        return f"{row.name}: {told}"


def picture_of(table: Table) -> Picture | None:
    """The picture of a table; None where there is nothing to compare."""
    places = _places(table)
    if not places:
        return None
    told = [row for row in table.rows if row[0] is not None]
    # A share stands beside shares; among counts it is the count that it is of.
    shares = all(isinstance(row[at], Share) for row in told for at in places)
    names = _names(told, places[0])
    rows = [
        Row(name, tuple(_bar(row[at], as_share=shares) for at in places))
        for name, row in zip(names, told, strict=True)
    ]
    numbers = [bar.value for row in rows[:MOST_BARS] for bar in row.bars]
    if len(rows) < 2 or not any(numbers) or min(numbers) < 0:
        return None
    series = tuple(table.columns[at].words for at in places)
    title = (
        table.title if len(series) > 1 else f"{table.title}, {series[0][:1].lower()}{series[0][1:]}"
    )
    more = max(0, len(rows) - MOST_BARS)
    return Picture(title, series, tuple(rows[:MOST_BARS]), Kind(table.drawn), shares, more)


def _names(rows: Sequence[tuple[Cell, ...]], before: int) -> list[str]:
    """What each row is called: by its first cell, by more of them where that does not tell rows apart."""
    first = [str(row[0]) for row in rows]
    if len(set(first)) == len(first):
        return first
    return [", ".join(str(cell) for cell in row[:before] if isinstance(cell, str)) for row in rows]


def _places(table: Table) -> Sequence[int]:
    """Which columns are drawn: those the table names that have numbers, else the first that has."""
    numbered = [at for at in range(1, len(table.columns)) if _is_numbers(table, at)]
    named = [at for at in numbered if table.columns[at].name in table.pictured]
    return named or ([] if table.pictured else numbered[:1])


def _is_numbers(table: Table, at: int) -> bool:
    cells = [row[at] for row in table.rows]
    return bool(cells) and all(isinstance(one, int | float | Share) for one in cells)


def _bar(cell: Cell, *, as_share: bool) -> Bar:
    if isinstance(cell, Share):
        return Bar(cell.part or 0.0, str(cell)) if as_share else Bar(cell.count, str(cell.count))
    return Bar(float(cell) if isinstance(cell, int | float) else 0.0, str(cell))
