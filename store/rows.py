"""Between rows and values: which columns a value takes, and what a statement is given for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
Upsert = postgresql.Insert | sqlite.Insert

# Both databases take at least 32,766 parameters in a statement; shorter lists are planned better.
MOST_AT_ONCE = 5000


class NoSuchRow(LookupError):
    """Somebody asked for a row by an id that the record does not have."""


def columns_for(table: Table, kind: type) -> list[Column[Any]]:
    """The table's columns in the order of the value's fields; a field without one is left out."""
    return [table.c[name] for name in _names(kind) if name in table.c]


def as_row(value: object) -> dict[str, Any]:
    """A value's fields by name, for a statement."""
    return {name: getattr(value, name) for name in _names(type(value))}


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(kind.__dataclass_fields__)


def batches(items: Iterable[T], size: int = MOST_AT_ONCE) -> Iterator[Sequence[T]]:
    """The items in order, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def upserts(table: Table) -> dict[str, Upsert]:
    """An INSERT by the database's name; ON CONFLICT is spelt alike but lives in two dialects."""
    return {"sqlite": sqlite.insert(table), "postgresql": postgresql.insert(table)}
