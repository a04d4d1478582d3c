"""What the rules proposed and what a person made of it: the lessons the triage learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from store.rows import as_row, columns_for
from store.schema import decisions as table


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A person's decision on a message; `proposed` is None where the rules had no proposal."""

    incoming_id: int
    proposed: Mapping[str, Any] | None
    made: Mapping[str, Any]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was kept."""

    id: int
    incoming_id: int
    proposed: dict[str, Any] | None
    made: dict[str, Any]
    by: str
    at: datetime


_ROW = select(*columns_for(table, Decision)).order_by(table.c.id)


def add_decisions(conn: Connection, new: Sequence[NewDecision]) -> None:
    """Keep decisions."""
    if new:
        conn.execute(insert(table), [as_row(decision) for decision in new])


def decisions_of(conn: Connection, incoming_id: int) -> list[Decision]:
    """What was decided on a message, in order; the last one stands."""
    rows = _ROW.where(table.c.incoming_id == incoming_id)
    return [Decision(*row) for row in conn.execute(rows)]


def decisions(conn: Connection, after_id: int = 0, limit: int = 1000) -> list[Decision]:
    """A page of all decisions in order; the next page is after the last one's id."""
    rows = _ROW.where(table.c.id > after_id).limit(limit)
    return [Decision(*row) for row in conn.execute(rows)]
