"""Draws pictures of tables with matplotlib: SVG for PDF, PNG for Word; each time the same, byte for byte.

The library takes seconds to load: it is asked for when a picture is drawn and not before. Its own font is used, letters
are drawn as shapes, and nothing is fetched.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from mailroom.reports.bars import Kind, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Inches: the width that fits a page upright, the height of a bar, and what stands above and below them.
_WIDTH, _BAR, _AROUND = 6.5, 0.27, 0.35
_NAME_CHARACTERS, _POINTS = 30, 9
# So much of a row is bars, the rest is the space to the next.
_FULL = 0.78
_DOTS = 200  # to an inch, of a PNG
# Told apart by lightness and by strokes, so that nobody has to tell colours apart.
_STROKES = ("", "///", "--", "xx")
_LIGHTER = (0.0, 0.55, 0.78, 0.9)
_INK, _AXIS = "#0b0c0c", "#505a5f"


def as_svg(picture: Picture, colour: str) -> bytes:
    """The picture as SVG, in the council's colour."""
    return _saved(_drawn(picture, colour), format="svg", metadata={"Date": None, "Creator": None})


def as_png(picture: Picture, colour: str) -> bytes:
    """The picture as PNG, in the council's colour."""
    return _saved(_drawn(picture, colour), format="png", dpi=_DOTS, metadata={"Software": None})


def _saved(figure: Figure, **how: Any) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, **how)
    return out.getvalue()


@cache
def _figures() -> type[Figure]:
    """What figures are made of, set once so that two pictures of one table are the same."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update(
        {
            "svg.hashsalt": "mailroom",
            "svg.fonttype": "path",
            "font.family": "DejaVu Sans",
            "font.size": _POINTS,
            "hatch.linewidth": 0.6,
        }
    )
    return Figure


def _drawn(picture: Picture, colour: str) -> Figure:
    bars = 1 if picture.kind is Kind.STACKED else len(picture.series)
    height = _AROUND + len(picture.rows) * (_BAR * bars + 0.1) + 0.3 * (len(picture.series) > 1)
    figure = _figures()(figsize=(_WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    for at, name in enumerate(picture.series):
        _series(axes, picture, at, name, colour)
    _names(axes, picture)
    if len(picture.series) > 1:
        figure.legend(
            loc="outside upper left", ncols=len(picture.series), frameon=False, fontsize=_POINTS
        )
    return figure


def _series(axes: Axes, picture: Picture, at: int, name: str, colour: str) -> None:
    """The bars of one series, with what each says at its end."""
    bars = [row.bars[at] for row in picture.rows]
    stacked = picture.kind is Kind.STACKED
    thick = _FULL if stacked else _FULL / len(picture.series)
    offset = 0.0 if stacked else (at + 0.5) * thick - _FULL / 2
    places = [row + offset for row in range(len(bars))]
    left = [sum(one.value for one in row.bars[:at]) if stacked else 0.0 for row in picture.rows]
    drawn = axes.barh(
        places,
        [bar.value for bar in bars],
        height=thick * (1.0 if stacked else 0.9),
        left=left,
        color=_tint(colour, _LIGHTER[at % len(_LIGHTER)]),
        edgecolor=_tint(colour, 0.0),
        linewidth=0.6,
        hatch=_STROKES[at % len(_STROKES)],
        label=name,
    )
    if not stacked:
        axes.bar_label(drawn, labels=[bar.said for bar in bars], padding=4, color=_INK)
    elif at == len(picture.series) - 1:
        axes.bar_label(drawn, labels=[*_together(picture)], padding=4, color=_INK)


def _together(picture: Picture) -> Iterator[str]:
    """What stands at the end of a row of parts: each of them, in the order of the names above."""
    for row in picture.rows:
        yield " + ".join(bar.said for bar in row.bars)


def _names(axes: Axes, picture: Picture) -> None:
    """The rows from the top down, with room for what stands at the ends of bars, and no frame."""
    names = ["\n".join(textwrap.wrap(row.name, _NAME_CHARACTERS)) for row in picture.rows]
    axes.set_yticks(range(len(names)), labels=names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    longest = max(len(words) for words in _ends(picture))
    axes.set_xlim(0, _furthest(picture) * (1 + 0.04 + 0.017 * longest))
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0, colors=_INK)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(_AXIS)


def _ends(picture: Picture) -> Iterator[str]:
    if picture.kind is Kind.STACKED:
        yield from _together(picture)
    else:
        yield from (bar.said for row in picture.rows for bar in row.bars)


def _furthest(picture: Picture) -> float:
    if picture.of_shares:
        return 1.0
    lengths = [[bar.value for bar in row.bars] for row in picture.rows]
    return max(sum(one) if picture.kind is Kind.STACKED else max(one) for one in lengths)


def _tint(colour: str, lighter: float) -> str:
    """The colour mixed with so much white."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (255 - one) * lighter):02x}" for one in parts)
