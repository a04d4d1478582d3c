"""Letters that did not reach their reader, as people see to them: sent again, got there otherwise, or given up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from store.outbox import Outgoing
from store.rows import columns_for
from store.schema import outgoing
from store.states import Channel, OutgoingState

# What stands in place of a server's answer where a person let it be. An answer begins with a number (RFC 5321, 4.2).
GIVEN_UP = "given up by "

_UNSENT = outgoing.c.state.in_([OutgoingState.QUEUED, OutgoingState.LATER, OutgoingState.REFUSED])
_REFUSED = (outgoing.c.state == OutgoingState.REFUSED) & ~outgoing.c.last_reply.startswith(GIVEN_UP)


def in_nobodys_hand(at: datetime) -> ColumnElement[bool]:
    """Letters not sent that nobody is sending: those in doubt, whose sender did not come back, among them."""
    doubt = and_(outgoing.c.state == OutgoingState.SENDING, outgoing.c.claimed_until <= at)
    return or_(_UNSENT, doubt)


def how_many(conn: Connection) -> int:
    """How many letters were refused, and nobody has seen to it yet."""
    return conn.execute(select(func.count()).where(_REFUSED)).scalar_one()


def refused(conn: Connection, limit: int, before: int | None = None) -> list[Outgoing]:
    """A page of them, the newest first."""
    rows = select(*columns_for(outgoing, Outgoing)).where(_REFUSED)
    if before is not None:
        rows = rows.where(outgoing.c.id < before)
    found = conn.execute(rows.order_by(outgoing.c.id.desc()).limit(limit))
    return [Outgoing(*row) for row in found]


def send_again(conn: Connection, outgoing_id: int, at: datetime) -> bool:
    """Have it go at the next opportunity, under the Message-ID it has; False where it went, or is on paper."""
    unsent = (outgoing.c.id == outgoing_id) & _UNSENT & (outgoing.c.channel == Channel.EMAIL)
    again = update(outgoing).where(unsent).values(state=OutgoingState.QUEUED, try_at=at)
    return conn.execute(again).rowcount > 0


def settle(
    conn: Connection, outgoing_id: int, state: OutgoingState, words: str, at: datetime
) -> bool:
    """A person says what became of it; False where it went meanwhile, or somebody is just sending it."""
    free = (outgoing.c.id == outgoing_id) & in_nobodys_hand(at)
    sent_at = at if state is OutgoingState.SENT else None
    settled = {"state": state, "last_reply": words, "sent_at": sent_at}
    done = update(outgoing).where(free).values(**settled, claimed_by=None, claimed_until=None)
    return conn.execute(done).rowcount > 0
