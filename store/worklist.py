"""The queue as a page shows it: what waits for a person, the oldest first, by reason and service. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from store.received import Incoming
from store.rows import columns_for
from store.schema import incoming, instructions
from store.states import IncomingState


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue: reasons that begin so, a service proposed, after a message of the page before."""

    reason: str = ""
    service: str = ""
    after: tuple[datetime, int] | None = None
    limit: int = 25


_WAITS = incoming.c.state.in_([IncomingState.HELD, IncomingState.FAILED])
# What somebody has decided on is not in the queue, unless that could not be carried out.
_DECIDED = select(instructions.c.incoming_id).where(instructions.c.fault == "")
_UNDECIDED = _WAITS & incoming.c.id.not_in(_DECIDED)


def page(conn: Connection, wanted: Wanted) -> list[Incoming]:
    """A page of the queue, the longest waiting first."""
    rows = select(*columns_for(incoming, Incoming)).where(_UNDECIDED, *_terms(conn, wanted))
    rows = rows.order_by(incoming.c.received_at, incoming.c.id).limit(wanted.limit)
    return [Incoming(*row) for row in conn.execute(rows)]


def count(conn: Connection, wanted: Wanted | None = None) -> int:
    """How many wait in all, or of those wanted."""
    terms = _terms(conn, wanted) if wanted else []
    found: Select[Any] = select(func.count()).select_from(incoming).where(_UNDECIDED, *terms)
    total: int = conn.execute(found).scalar_one()
    return total


def reasons(conn: Connection) -> list[tuple[str, int]]:
    """Why messages wait, each reason as far as its first colon or bracket, with how many; the commonest first."""
    rows = conn.execute(
        select(incoming.c.reason, func.count()).where(_UNDECIDED).group_by(incoming.c.reason)
    )
    counts: dict[str, int] = {}
    for reason, many in rows:
        head = head_of(reason)
        counts[head] = counts.get(head, 0) + many
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def head_of(reason: str) -> str:
    """A reason without what is only this message's: up to the first colon, bracket or number."""
    for place, char in enumerate(reason):
        if char in ":(0123456789\"'":
            return reason[:place].strip()
    return reason


def next_after(conn: Connection, mail: Incoming) -> int | None:
    """The message that has waited longest after this one, or from the beginning; None where none waits."""
    for after in ((mail.received_at, mail.id), None):
        found = page(conn, Wanted(after=after, limit=2))
        others = [one.id for one in found if one.id != mail.id]
        if others:
            return others[0]
    return None


def _terms(conn: Connection, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    terms: list[ColumnElement[bool]] = []
    if wanted.reason:
        terms.append(incoming.c.reason.startswith(wanted.reason, autoescape=True))
    if wanted.service:
        terms.append(_about(conn, wanted.service))
    if wanted.after is not None:
        at, number = wanted.after
        later = incoming.c.received_at > at
        same = and_(incoming.c.received_at == at, incoming.c.id > number)
        # The first term is all that an index can use; the second is exact.
        terms += [incoming.c.received_at >= at, or_(later, same)]
    return terms


def _about(conn: Connection, service: str) -> ColumnElement[bool]:
    """Whether the rules proposed a service; '-' is none at all. JSON is asked otherwise by each database."""
    services = incoming.c.proposal["services"]
    found: ColumnElement[bool]
    if conn.dialect.name == "postgresql":
        found = func.jsonb_exists(services, service)
        empty = func.jsonb_array_length(services) == 0
    else:
        named = func.json_each(incoming.c.proposal, "$.services").table_valued("value")
        found = select(named.c.value).where(named.c.value == service).exists()
        empty = func.json_array_length(incoming.c.proposal, "$.services") == 0
    return or_(incoming.c.proposal.is_(None), empty) if service == "-" else found
