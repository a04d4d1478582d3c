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
_HELD = (
    update(outgoing)
    .where(
        outgoing.c.id.in_(bindparam("ids", expanding=True)),
        # Whoever came too late with his claim must not touch what another has in hand.
        outgoing.c.state == OutgoingState.SENDING,
        outgoing.c.claimed_by == bindparam("holder"),
    )
    .values(attempts=outgoing.c.attempts - 1)
)
_GIVE_BACK = _HELD.values(state=OutgoingState.LATER, claimed_by=None, claimed_until=None)
_LEAVE_IN_DOUBT = _HELD.values(claimed_until=bindparam("at"))
_UNDER_WAY = select(func.count()).where(
    outgoing.c.state == OutgoingState.SENDING,
    outgoing.c.claimed_by != bindparam("holder"),
    outgoing.c.claimed_until > bindparam("at"),
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


def give_back(conn: Connection, holder: str, letter_ids: Sequence[int]) -> None:
    """Letters that this holder claimed and did not try: as though never taken."""
    if letter_ids:
        conn.execute(_GIVE_BACK, {"ids": letter_ids, "holder": holder})


def leave_in_doubt(conn: Connection, holder: str, letter_ids: Sequence[int], at: datetime) -> None:
    """Letters that this holder did not try, but somebody before perhaps did: free, and still in doubt."""
    if letter_ids:
        conn.execute(_LEAVE_IN_DOUBT, {"ids": letter_ids, "holder": holder, "at": at})


def sent_since(conn: Connection, since: datetime) -> int:
    """How many letters went out after that instant, whoever sent them."""
    return conn.execute(_SENT_SINCE, {"since": since}).scalar_one()


def under_way_elsewhere(conn: Connection, holder: str, at: datetime) -> int:
    """How many letters other holders have in hand now, to be sent in this very minute."""
    return conn.execute(_UNDER_WAY, {"holder": holder, "at": at}).scalar_one()


def others_waiting(conn: Connection, ids: Sequence[int], until: datetime) -> bool:
    """Whether messages other than these, received up to then, still wait to be handled."""
    return conn.execute(_OTHERS, {"ids": ids, "until": until}).first() is not None
