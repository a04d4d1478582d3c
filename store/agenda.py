"""What falls due, counted and listed for a page: by service, between two days. Changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, case, func, literal, select

from store.schema import cases, deadlines, stages
from store.states import CaseStatus


@dataclass(frozen=True, slots=True)
class DueOn:
    """Something a case owes by a day, and who owes it."""

    reference: str
    service: str
    kind: str
    confidential: bool
    number: int
    owner_name: str
    owner_email: str
    name: str
    due_on: date


# Not `= OPEN`: without statistics SQLite would begin with every open case there is, and not with the days.
_STANDS = (
    deadlines.c.met_at.is_(None),
    cases.c.status.not_in([one for one in CaseStatus if one is not CaseStatus.OPEN]),
)


def count_due(conn: Connection, first: date, last: date) -> int:
    """How many dates of open cases lie between two days, both included, and are not met."""
    found = (
        select(func.count())
        .select_from(deadlines)
        .join(stages, deadlines.c.stage_id == stages.c.id)
        .join(cases, stages.c.case_id == cases.c.id)
        .where(deadlines.c.due_on.between(first, last), *_STANDS)
    )
    return conn.execute(found).scalar_one()


def due_on(
    conn: Connection,
    first: date,
    last: date,
    services: Collection[str] | None = None,
    limit: int = 300,
) -> list[DueOn]:
    """What is due between two days, the soonest first; of these services only, where they are named."""
    rows = (
        select(
            cases.c.reference,
            cases.c.service,
            cases.c.kind,
            cases.c.confidential,
            stages.c.number,
            stages.c.owner_name,
            stages.c.owner_email,
            deadlines.c.name,
            deadlines.c.due_on,
        )
        .select_from(deadlines)
        .join(stages, deadlines.c.stage_id == stages.c.id)
        .join(cases, stages.c.case_id == cases.c.id)
        .where(deadlines.c.due_on.between(first, last), *_STANDS)
        .order_by(deadlines.c.due_on, cases.c.reference)
        .limit(limit)
    )
    if services is not None:
        rows = rows.where(cases.c.service.in_(sorted(services)))
    return [DueOn(*row) for row in conn.execute(rows)]


def open_answers(conn: Connection, today: date, soon: date) -> list[tuple[str, str, int]]:
    """(service, 'late' | 'soon' | 'in time' | 'no day', how many) of the open complaints' last unanswered stages."""
    by = stages.c.respond_by
    state = case(
        (by.is_(None), literal("no day")),
        (by < today, literal("late")),
        (by <= soon, literal("soon")),
        else_=literal("in time"),
    )
    rows = (
        select(cases.c.service, state, func.count())
        .join_from(stages, cases, stages.c.case_id == cases.c.id)
        .where(stages.c.answered_at.is_(None), cases.c.status == CaseStatus.OPEN)
        .group_by(cases.c.service, state)
    )
    return [(service, kind, many) for service, kind, many in conn.execute(rows)]
