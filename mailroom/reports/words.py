"""Puts values under the words of `words.toml`: each figure and table gets its name, title and definition. Pure.

A block gives only numbers and rows; a name that the file does not have is a fault of the code (KeyError).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mailroom.reports.figures import Cell, Column, Figure, Section, Share, Table

Value = int | float | Share | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a word on why there is none, or on what it does not say."""

    value: Value
    note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a table some of whose columns are left out, or to which others were added at the end."""

    rows: Sequence[Row]
    without: tuple[str, ...] = ()
    more: tuple[Column, ...] = ()


Rows = Sequence[Row] | Listed
Figures = Mapping[str, Value | Noted]
Tables = Mapping[str, Rows]


@cache
def sections() -> Mapping[str, Any]:
    """The file, as it is read once."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def section(
    block: str,
    figures: Figures | None = None,
    tables: Tables | None = None,
) -> Section:
    """The section of a block, with its figures and tables in the order given."""
    words = sections()[block]
    return Section(
        block,
        words["title"],
        tuple(_figure(words, name, value) for name, value in (figures or {}).items()),
        tuple(_table(words, name, rows) for name, rows in (tables or {}).items()),
    )


def _figure(words: Mapping[str, Any], name: str, value: Value | Noted) -> Figure:
    said, definition = words["figures"][name]
    if isinstance(value, Noted):
        return Figure(name, said, value.value, definition, value.note)
    return Figure(name, said, value, definition)


def _table(words: Mapping[str, Any], name: str, rows: Rows) -> Table:
    said = words["tables"][name]
    listed = rows if isinstance(rows, Listed) else Listed(rows)
    heads = [Column(*one) for one in said["columns"].items() if one[0] not in listed.without]
    return Table(
        name,
        said["title"],
        (*heads, *listed.more),
        tuple(listed.rows),
        said["says"],
        said.get("empty", "There is nothing to list."),
        tuple(said.get("pictured", ())),
        said.get("drawn", "beside"),
    )
