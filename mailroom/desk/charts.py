"""Tables as pictures: bars in SVG, with a sentence for whoever does not see them. No script, no style within. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from mailroom.reports.figures import Share, Table

# More rows than this are no picture any more; the table stands beside it anyway.
MOST_BARS = 14
_WIDTH, _ROW, _NAMES = 640, 26, 230
_NAME_CHARACTERS = 30


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and how much there is of it."""

    name: str
    value: float
    said: str


def chart(title: str, bars: Sequence[Bar]) -> Markup:
    """Bars as an SVG picture with its words; nothing where there is nothing to compare."""
    shown = [one for one in bars if one.value >= 0][:MOST_BARS]
    top = max((one.value for one in shown), default=0)
    if len(shown) < 2 or not top:
        return Markup()
    words = f"{title}: " + "; ".join(f"{one.name} {one.said}" for one in shown)
    room = _WIDTH - _NAMES - 90
    rows = [_row(place, one, room * one.value / top) for place, one in enumerate(shown)]
    height = len(shown) * _ROW + 6
    head = Markup(
        '<svg class="desk-chart" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' xmlns="http://www.w3.org/2000/svg" font-family="arial, sans-serif" font-size="15">'
    ).format(words, _WIDTH, height, _WIDTH, height)
    return head + Markup().join(rows) + Markup("</svg>")


def _row(place: int, bar: Bar, length: float) -> Markup:
    top = place * _ROW + 4
    name = bar.name if len(bar.name) <= _NAME_CHARACTERS else f"{bar.name[:_NAME_CHARACTERS]}…"
    return Markup(
        '<text x="{}" y="{}" text-anchor="end" fill="#0b0c0c">{}</text>'
        '<rect x="{}" y="{}" width="{:.1f}" height="18" fill="#1d4f8c"/>'
        '<text x="{:.1f}" y="{}" fill="#0b0c0c">{}</text>'
    ).format(
        _NAMES - 10, top + 14, escape(name), _NAMES, top, max(length, 1.0),
        _NAMES + length + 8, top + 14, bar.said,
    )  # fmt: skip


def chart_of(table: Table) -> Markup:
    """The picture of a table: its first column against its first column of numbers."""
    for place in range(1, len(table.columns)):
        cells = [row[place] for row in table.rows]
        if cells and all(isinstance(one, int | float | Share) for one in cells):
            bars = [
                Bar(str(row[0]), _value(row[place]), str(row[place]))
                for row in table.rows
                if row[0] is not None
            ]
            return chart(f"{table.title}, {table.columns[place].words}", bars)
    return Markup()


def _value(cell: object) -> float:
    if isinstance(cell, Share):
        return cell.part or 0.0
    return float(cell) if isinstance(cell, int | float) else 0.0
