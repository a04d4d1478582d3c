"""A letter that has not gone yet goes another way: by post instead of email, or the other way round.

Only what nobody has sent, claimed or printed is changed; its key and its Message-ID stay.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from store.schema import outgoing, printed, sheets
from store.states import Channel, OutgoingState

_UNSENT = (OutgoingState.QUEUED, OutgoingState.LATER)


def readdress(
    conn: Connection, outgoing_id: int, channel: Channel, recipient: str, raw: bytes, at: datetime
) -> bool:
    """Have a letter go that way, as these bytes, from this instant; False where it is on its way already."""
    batched = select(printed.c.outgoing_id).where(printed.c.outgoing_id == outgoing_id)
    waits = (outgoing.c.id == outgoing_id) & outgoing.c.state.in_(_UNSENT) & ~batched.exists()
    moved = {
        "channel": channel,
        "recipient": recipient,
        "state": OutgoingState.QUEUED,
        "attempts": 0,
        "try_at": at,
    }
    if conn.execute(update(outgoing).where(waits).values(**moved)).rowcount != 1:
        return False
    conn.execute(update(sheets).where(sheets.c.outgoing_id == outgoing_id).values(raw=raw))
    return True
