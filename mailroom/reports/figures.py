"""What a report is made of: figures, shares and tables, each with a sentence that says what was counted.

Pure. High numbers are neither good nor bad here: a council that is easy to complain to hears more (CODE-13).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from mailroom.rules.report_periods import Period


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `nothing` says in words that there were none to take a share of."""

    count: int
    of: int
    nothing: str = "There was none to count."

    @property
    def part(self) -> float | None:
        """Between 0 and 1; None where there is nothing to divide by."""
        return self.count / self.of if self.of else None

    def __str__(self) -> str:
        """As a reader takes it in: "83% (5 of 6)"."""
        if not self.of:
            return "none"
        return f"{self.count / self.of:.0%} ({self.count} of {self.of})"


Cell = str | int | float | date | Share | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name, in a reader's words, and what was counted."""

    name: str
    words: str
    value: int | float | Share | None
    definition: str
    note: str = ""  # why there is no number, or what it does not say


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the name it has in JSON, and its heading."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns; `empty` is said where there are no rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    definition: str
    empty: str = "There is nothing to list."
    pictured: tuple[
        str, ...
    ] = ()  # the columns a picture shows; () leaves it to the first of numbers
    drawn: str = "beside"  # or "stacked", where they are parts of a whole


@dataclass(frozen=True, slots=True)
class Section:
    """What a report says under one of the policy's headings."""

    block: str
    title: str
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The sections of the whole council, of one area or of one service."""

    of: str  # "council", "area" or "service"
    name: str  # its id or name; '' of the council
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report for its readers."""

    name: str
    title: str
    council: str
    policies: tuple[str, ...]
    cadence: str
    readers: tuple[str, ...]
    anonymous: bool
    published: bool
    period: Period
    made_on: date
    parts: tuple[Part, ...]
    occasion: str = ""  # why a self-assessment is made beside the yearly one


def mean_of(numbers: Sequence[int]) -> float | None:
    """The mean to one place; None of nothing."""
    return round(fmean(numbers), 1) if numbers else None


def middle_of(numbers: Sequence[int]) -> float | None:
    """The median; None of nothing."""
    return float(median(numbers)) if numbers else None


def most_first(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names with their counts, the highest first, then by name; those of nought are left out."""
    return sorted(((name, n) for name, n in counts if n), key=lambda one: (-one[1], one[0]))
