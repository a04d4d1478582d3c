"""The mails that decisions can be learnt from: each that a person made a case of, with what the case is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, func, or_, select

from store.schema import cases, decisions, incoming, stages


@dataclass(frozen=True, slots=True)
class Taught:
    """A mail that opened a case, and the case's kind and services as a person has left them."""

    incoming_id: int
    received_at: datetime
    kind: str
    service: str
    services: tuple[str, ...]


_DECIDED = exists().where(decisions.c.incoming_id == incoming.c.id)
# Whoever answers a complaint has not sent it on: that it is theirs, a person has said too.
_ANSWERED = exists().where(stages.c.case_id == cases.c.id, stages.c.answered_at.is_not(None))
_TAUGHT = (
    select(
        incoming.c.id,
        incoming.c.received_at,
        cases.c.kind,
        cases.c.service,
        cases.c.services,
    )
    .join(cases, cases.c.opened_by == incoming.c.id)
    .where(cases.c.service != "", or_(_DECIDED, _ANSWERED))
    .order_by(incoming.c.id.desc())
)
_LAST = select(func.coalesce(func.max(decisions.c.id), 0))


def taught(conn: Connection, limit: int) -> list[Taught]:
    """The newest mails that opened a case which a person decided on or answered, the newest first.

    Kind and service are the case's own now: what was moved to another service afterwards counts there.
    """
    return [Taught(*row) for row in conn.execute(_TAUGHT.limit(limit))]


def last_decision(conn: Connection) -> int:
    """The number of the last decision; 0 where there is none."""
    return int(conn.execute(_LAST).scalar_one())
