"""The record read through from its beginning: for accounts, replay and reports. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from store.schema import cases, deadlines, incoming, outgoing, stages


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message and what became of it; `reference` is its case's, None where it has none."""

    id: int
    uid: int
    received_at: datetime
    handled_at: datetime | None
    sender: str
    subject: str
    state: str
    reason: str
    proposal: dict[str, Any] | None
    copy_of: int | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter written; `answers_uid` is the UID of the message it was written for."""

    id: int
    letter: str
    role: str
    recipient: str
    state: str
    written_at: datetime
    reference: str | None
    incoming_id: int | None
    answers_uid: int | None


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A date of a stage, and when it was met."""

    name: str
    reference: str
    stage: int
    due_on: date
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as it stands; `stage` is its highest, `opened_by_uid` the UID of the message that opened it."""

    reference: str
    kind: str
    service: str
    status: str
    opened_at: datetime
    stage: int
    opened_by_uid: int | None


def messages(conn: Connection) -> Iterator[MessageLine]:
    """Every message in order of receipt."""
    rows = (
        select(
            incoming.c.id,
            incoming.c.uid,
            incoming.c.received_at,
            incoming.c.handled_at,
            incoming.c.sender,
            incoming.c.subject,
            incoming.c.state,
            incoming.c.reason,
            incoming.c.proposal,
            incoming.c.copy_of,
            cases.c.reference,
        )
        .join_from(incoming, cases, incoming.c.case_id == cases.c.id, isouter=True)
        .order_by(incoming.c.received_at, incoming.c.id)
    )
    yield from (MessageLine(*row) for row in conn.execute(rows))


def letters(conn: Connection) -> Iterator[LetterLine]:
    """Every letter in the order of writing."""
    rows = (
        select(
            outgoing.c.id,
            outgoing.c.letter,
            outgoing.c.role,
            outgoing.c.recipient,
            outgoing.c.state,
            outgoing.c.written_at,
            cases.c.reference,
            outgoing.c.incoming_id,
            incoming.c.uid,
        )
        .join_from(outgoing, cases, outgoing.c.case_id == cases.c.id, isouter=True)
        .join(incoming, outgoing.c.incoming_id == incoming.c.id, isouter=True)
        .order_by(outgoing.c.written_at, outgoing.c.id)
    )
    yield from (LetterLine(*row) for row in conn.execute(rows))


def deadlines_of_all(conn: Connection) -> Iterator[DeadlineLine]:
    """Every date of every stage, in order."""
    rows = (
        select(
            deadlines.c.name,
            cases.c.reference,
            stages.c.number,
            deadlines.c.due_on,
            deadlines.c.met_at,
        )
        .join_from(deadlines, stages, deadlines.c.stage_id == stages.c.id)
        .join(cases, stages.c.case_id == cases.c.id)
        .order_by(deadlines.c.due_on, deadlines.c.id)
    )
    yield from (DeadlineLine(*row) for row in conn.execute(rows))


def cases_opened(conn: Connection) -> Iterator[CaseLine]:
    """Every case in the order of opening."""
    highest = (
        select(stages.c.case_id, func.max(stages.c.number).label("number"))
        .group_by(stages.c.case_id)
        .subquery()
    )
    rows = (
        select(
            cases.c.reference,
            cases.c.kind,
            cases.c.service,
            cases.c.status,
            cases.c.opened_at,
            highest.c.number,
            incoming.c.uid,
        )
        .join_from(cases, highest, cases.c.id == highest.c.case_id)
        .join(incoming, cases.c.opened_by == incoming.c.id, isouter=True)
        .order_by(cases.c.opened_at, cases.c.id)
    )
    yield from (CaseLine(*row) for row in conn.execute(rows))
