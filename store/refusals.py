"""Refusals: what was not taken up or not taken further, by whose decision, why and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from store.rows import as_row, columns_for
from store.schema import refusals as table


@dataclass(frozen=True, slots=True)
class NewRefusal:
    """A person's decision against; `what` is 'refused', 'escalation declined' or 'exception'.

    `code` and `title` are the policy's for the exclusion; `allowed_by` allowed an exception.
    """

    code: str
    title: str
    reason: str
    by: str
    at: datetime
    case_id: int | None = None
    incoming_id: int | None = None
    evidence: str = ""
    stage_number: int | None = None
    what: str = "refused"
    allowed_by: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as it was kept."""

    id: int
    code: str
    title: str
    reason: str
    by: str
    at: datetime
    case_id: int | None = None
    incoming_id: int | None = None
    evidence: str = ""
    stage_number: int | None = None
    what: str = "refused"
    allowed_by: str = ""


_ADD = insert(table).returning(*columns_for(table, Refusal))
_ROW = select(*columns_for(table, Refusal))
_OF_CASE = _ROW.where(table.c.case_id == bindparam("of_case")).order_by(table.c.id)
_BETWEEN = _ROW.where(table.c.at >= bindparam("first"), table.c.at < bindparam("end")).order_by(
    table.c.at, table.c.id
)


def add_refusal(conn: Connection, new: NewRefusal) -> Refusal:
    """Keep a refusal; gives it as the record has it."""
    return Refusal(*conn.execute(_ADD, as_row(new)).one())


def refusals_of(conn: Connection, case_id: int) -> list[Refusal]:
    """What was refused in a case, in order."""
    return [Refusal(*row) for row in conn.execute(_OF_CASE, {"of_case": case_id})]


def refusals_between(conn: Connection, from_at: datetime, to_at: datetime) -> list[Refusal]:
    """What was refused from one instant until before another, oldest first."""
    terms = {"first": from_at, "end": to_at}
    return [Refusal(*row) for row in conn.execute(_BETWEEN, terms)]
