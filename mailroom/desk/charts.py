"""Pictures of tables as SVG within a page, with a sentence for whoever does not see them: no script, no style. Pure.

The pages draw their own: documents have theirs drawn by a library that takes seconds to load (`reports.pictures`).
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from mailroom.reports.bars import Kind, Picture, Row, picture_of
from mailroom.reports.figures import Table

_WIDTH, _ROW, _NAMES, _ENDS = 640, 26, 230, 100
_NAME_CHARACTERS = 30
# From dark to light, each with a dark edge: no two have to be told apart by their colour.
_FILLS = ("#1d4f8c", "#7f9ec4", "#cfdcea", "#ffffff")
_INK = "#0b0c0c"
_LEGEND = 30


def chart_of(table: Table) -> Markup:
    """The picture of a table; nothing where there is nothing to compare."""
    picture = picture_of(table)
    return chart(picture) if picture else Markup()


def chart(picture: Picture) -> Markup:
    """Bars as an SVG picture with its words."""
    many = 1 if picture.kind is Kind.STACKED else len(picture.series)
    each = _ROW * many + (8 if many > 1 else 0)
    first = _LEGEND if len(picture.series) > 1 else 0
    height = first + len(picture.rows) * each + 6
    head = Markup(
        '<svg class="desk-chart" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' xmlns="http://www.w3.org/2000/svg" font-family="arial, sans-serif" font-size="15">'
    ).format(picture.alt, _WIDTH, height, _WIDTH, height)
    body = [*_legend(picture)] if first else []
    for place, row in enumerate(picture.rows):
        body += _row(picture, row, first + place * each + 4)
    return head + Markup().join(body) + Markup("</svg>")


def _legend(picture: Picture) -> Iterator[Markup]:
    left = 0
    for name, fill in zip(picture.series, _FILLS, strict=False):
        yield _rectangle(left, 4, 16, fill, 16)
        yield _text(left + 22, 17, name)
        left += 36 + 8 * len(name)


def _row(picture: Picture, row: Row, top: float) -> Iterator[Markup]:
    """A row's name and its bars, with what they say at their ends."""
    stacked = picture.kind is Kind.STACKED
    name = row.name if len(row.name) <= _NAME_CHARACTERS else f"{row.name[:_NAME_CHARACTERS]}…"
    middle = top if stacked else top + (len(row.bars) - 1) * _ROW / 2
    yield _text(_NAMES - 10, middle + 14, name, "end")
    scale = (_WIDTH - _NAMES - _ENDS) / _furthest(picture)
    left = float(_NAMES)
    for place, (bar, fill) in enumerate(zip(row.bars, _FILLS, strict=False)):
        length = bar.value * scale
        at = top if stacked else top + place * _ROW
        if length or not stacked:
            yield _rectangle(left, at, max(length, 1.0), fill)
        if stacked:
            left += length
        else:
            yield _text(left + length + 8, at + 14, bar.said)
    if stacked:
        yield _text(left + 8, top + 14, " + ".join(bar.said for bar in row.bars))


def _furthest(picture: Picture) -> float:
    lengths = [[bar.value for bar in row.bars] for row in picture.rows]
    return max(sum(one) if picture.kind is Kind.STACKED else max(one) for one in lengths)


def _rectangle(left: float, top: float, width: float, fill: str, height: int = 18) -> Markup:
    return Markup(
        '<rect x="{:.1f}" y="{:.0f}" width="{:.1f}" height="{}" fill="{}" stroke="{}"/>'
    ).format(left, top, width, height, fill, _FILLS[0])


def _text(left: float, top: float, words: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.0f}" text-anchor="{}" fill="{}">{}</text>').format(
        left, top, anchor, _INK, words
    )
