"""Looks up whether a mail's writer has an earlier one that waits for a person, and how the two hang together."""

from __future__ import annotations

from mailroom.rules.decision import Waiting
from mailroom.rules.reading import Reading
from mailroom.rules.same_matter import is_same_matter, told_in
from mailroom.rules.similarity import is_same_text
from mailroom.rules.workdays import local_date
from parsers.message import read_message
from store import inbox
from store.session import Connection

# Neither of these waits to become somebody's case.
_NOBODYS = frozenset(("spam", "automatic", "bounce", "officer"))


def find_waiting(
    conn: Connection, reading: Reading, thread: tuple[str, ...] = ()
) -> Waiting | None:
    """The earlier mail that waits: the one this answers, the one it tells again, else the writer's newest."""
    message, person = reading.message, reading.complainant
    senders = {person.email if person else "", message.sender.email if message.sender else ""}
    found = inbox.waiting_of(
        conn, reading.incoming_id, reading.received_at, sorted(senders - {""}), thread
    )
    known = [
        _as_waiting(conn, one, reading, is_answered=one.message_id in thread)
        for one in found
        if (one.proposal or {}).get("kind") not in _NOBODYS
    ]
    return max(known, key=lambda one: (one.is_answered, one.is_again), default=None)


def _as_waiting(
    conn: Connection, mail: inbox.Incoming, reading: Reading, *, is_answered: bool
) -> Waiting:
    proposal = mail.proposal or {}
    return Waiting(
        number=mail.id,
        services=tuple(proposal.get("services", ())),
        is_answered=is_answered,
        is_again=_tells_again(conn, mail, reading),
    )


def _tells_again(conn: Connection, mail: inbox.Incoming, reading: Reading) -> bool:
    """Whether both are one text, or have the same sums, days and numbers in them."""
    before = read_message(inbox.raw_of(conn, mail.id)).body.newest
    if is_same_text(before, reading.message.body.newest):
        return True
    told = told_in(before, local_date(mail.received_at))
    return is_same_matter(told, told_in(reading.story, local_date(reading.received_at)))
