"""How the house stands, in numbers: for the desk and for machines that watch it. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroom.house import House
from store import agenda, inbox, outbox, polls, undelivered
from store.polls import Poll
from store.session import Connection
from store.states import IncomingState, OutgoingState

# Far enough back that nothing overdue is left out.
_ALL_TIME = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class HouseState:
    """Numbers only; a mailbox that was never read stands there without a time."""

    mailboxes: tuple[Poll, ...]
    unread: int
    oldest_unread_at: datetime | None
    held: int
    failed: int
    letters_waiting: int
    letters_late: int
    letters_refused: int
    overdue: int


def house_state(house: House, conn: Connection) -> HouseState:
    """All of it, as of now."""
    known = {poll.mailbox: poll for poll in polls.polls(conn)}
    boxes = [
        known.get(one.name) or Poll(one.name, None, "", None, None)
        for one in house.config.mailboxes
    ]
    mail = inbox.counts(conn, (IncomingState.RECEIVED, IncomingState.HELD, IncomingState.FAILED))
    waiting = (OutgoingState.QUEUED, OutgoingState.SENDING, OutgoingState.LATER)
    letters = outbox.counts(conn, waiting)
    today = house.today()
    return HouseState(
        mailboxes=tuple(boxes),
        unread=mail[IncomingState.RECEIVED],
        oldest_unread_at=inbox.oldest_received_at(conn),
        held=mail[IncomingState.HELD],
        failed=mail[IncomingState.FAILED],
        letters_waiting=sum(letters[one] for one in waiting),
        letters_late=letters[OutgoingState.LATER],
        letters_refused=undelivered.how_many(conn),
        overdue=agenda.count_due(conn, today - _ALL_TIME, today - timedelta(days=1)),
    )
