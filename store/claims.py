"""Claims on messages and letters: what a process took in hand, given back when it died.

A claim ends by itself after its time; a daemon that starts again under its own name need not wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from store.schema import incoming, outgoing
from store.states import IncomingState, OutgoingState

_FREE_INCOMING = (
    update(incoming)
    .where(incoming.c.state == IncomingState.RECEIVED, incoming.c.claimed_by == bindparam("holder"))
    .values(claimed_by=None, claimed_until=None)
)
# A letter under way stays SENDING: it may have been taken, and whoever sends it again says so.
_FREE_OUTGOING = (
    update(outgoing)
    .where(outgoing.c.state == OutgoingState.SENDING, outgoing.c.claimed_by == bindparam("holder"))
    .values(claimed_until=bindparam("at"))
)
_GIVE_BACK = (
    update(outgoing)
    .where(outgoing.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=OutgoingState.LATER,
        attempts=outgoing.c.attempts - 1,
        claimed_by=None,
        claimed_until=None,
    )
)
# Not by state: SQLite would then read every letter ever sent.
_SENT_SINCE = select(func.count()).where(outgoing.c.sent_at > bindparam("since"))
_OTHERS = (
    select(incoming.c.id)
    .where(
        incoming.c.state == IncomingState.RECEIVED,
        incoming.c.id.not_in(bindparam("ids", expanding=True)),
        incoming.c.received_at <= bindparam("until"),
    )
    .limit(1)
)


def take_back(conn: Connection, holder: str, at: datetime) -> None:
    """Free all that this holder had in hand: its messages at once, its letters as in doubt."""
    conn.execute(_FREE_INCOMING, {"holder": holder})
    conn.execute(_FREE_OUTGOING, {"holder": holder, "at": at})


def give_back(conn: Connection, letter_ids: Sequence[int]) -> None:
    """Letters that were claimed and not tried: as though never taken."""
    if letter_ids:
        conn.execute(_GIVE_BACK, {"ids": letter_ids})


def sent_since(conn: Connection, since: datetime) -> int:
    """How many letters went out after that instant, whoever sent them."""
    return conn.execute(_SENT_SINCE, {"since": since}).scalar_one()


def others_waiting(conn: Connection, ids: Sequence[int], until: datetime) -> bool:
    """Whether messages other than these, received up to then, still wait to be handled."""
    return conn.execute(_OTHERS, {"ids": ids, "until": until}).first() is not None
