"""What a report has on paper, be it PDF or Word: its head, its chief figures, how each table lies. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mailroom.config import Config
from mailroom.reports.as_text import cell_words
from mailroom.reports.figures import Cell, Figure, Report, Share, Table

# What a committee looks for first, by block and figure; a report has those of its own blocks.
_CHIEF = (
    ("volume", "complaints"),
    ("volume", "complaints_before"),
    ("timeliness", "acknowledged_in_time"),
    ("timeliness", "answered_in_time"),
    ("outcomes", "upheld"),
    ("escalations", "escalated"),
    ("ombudsman", "notices"),
    ("refused", "refused"),
    ("volume", "compliments"),
    ("open_cases", "open"),
    ("open_cases", "late"),
    ("overdue_actions", "overdue"),
)
# Fewer say no more than the sections themselves.
_LEAST_CHIEF = 3
# A cell longer than this makes its column one of words; of two such, or of so many columns, a table lies across.
_LONG, _COLUMNS_ACROSS, _COLUMNS_OF_WORDS = 60, 10, 7


@dataclass(frozen=True, slots=True)
class Livery:
    """How a council's papers look, and what its policies are called."""

    colour: str
    logo: Path | None = None
    policies: Mapping[str, str] = field(default_factory=dict)


def livery_of(config: Config, titles: Mapping[str, str]) -> Livery:
    """The council's own; `titles` are the policies' by their names."""
    return Livery(config.desk.colour, config.letters.logo, titles)


def said(day: date) -> str:
    """A date as it is read."""
    return f"{day.day} {day:%B %Y}"


def particulars(report: Report, livery: Livery) -> list[tuple[str, str]]:
    """What stands at the head: of which days, when it was made, under which policy, for whom."""
    period = report.period
    days = f"{said(period.from_on)} to {said(period.to_on)}"
    if report.made_on <= period.to_on:
        days += " (not over yet)"
    told = [
        ("Period", days),
        ("Made on", said(report.made_on)),
        ("Policy", "; ".join(livery.policies.get(one, one) for one in report.policies)),
        ("Occasion", report.occasion),
        ("For", ", ".join(report.readers)),
    ]
    return [(name, words) for name, words in told if words]


def cautions(report: Report) -> list[str]:
    """What whoever passes it on has to know."""
    if not report.anonymous:
        return ["This report names residents. It is for its readers alone."]
    words = "This report names no resident."
    to_read = "What officers wrote in it is to be read by a person before it is published."
    return [f"{words} {to_read}"]


def chief_figures(report: Report) -> list[Figure]:
    """The figures a reader looks for first; none of a report of several parts, which each have their own."""
    if len(report.parts) != 1:
        return []
    found = {
        (section.block, figure.name): figure
        for section in report.parts[0].sections
        for figure in section.figures
    }
    chief = [found[key] for key in _CHIEF if key in found and found[key].value is not None]
    return chief if len(chief) >= _LEAST_CHIEF else []


def figure_words(figure: Figure) -> str:
    """A figure's value as it is read, with its note; the definition stands beside it."""
    value = figure.value
    if isinstance(value, Share) and not value.of:
        return value.nothing
    if value is None or not figure.note:
        return figure.note if value is None else cell_words(value)
    return f"{cell_words(value)} ({figure.note[:1].lower()}{figure.note[1:].rstrip('.')})"


def lies_across(table: Table) -> bool:
    """Whether a table needs a page on its side."""
    numbers = numeric(table)
    return (
        sum(long_columns(table)) > 1
        or len(table.columns) > _COLUMNS_ACROSS
        or numbers.count(False) > _COLUMNS_OF_WORDS
    )


def long_columns(table: Table) -> list[bool]:
    """Which columns hold sentences."""
    return [any(len(cell_words(one)) > _LONG for one in cells) for cells in _columns(table)]


def numeric(table: Table) -> list[bool]:
    """Which columns hold numbers alone, and are read from the right."""
    return [
        bool(cells) and all(isinstance(one, int | float | Share | None) for one in cells)
        for cells in _columns(table)
    ]


def _columns(table: Table) -> Iterator[list[Cell]]:
    for at in range(len(table.columns)):
        yield [row[at] for row in table.rows]


def opening(words: str) -> str:
    """Words as they begin a line."""
    return f"{words[:1].upper()}{words[1:]}"
