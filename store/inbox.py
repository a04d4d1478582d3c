"""Messages as they came: kept before anybody reads them, claimed to be handled, settled.

A message is RECEIVED until an act settles it as HANDLED, HELD or FAILED. `documents` and `threads`
hold what was read in a message and how messages hang together; both can be had from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, insert, select, update

from store.documents import Document, NewDocument, documents_of, keep_documents
from store.received import Claimed, CluesRow, Incoming, NewIncoming, Settled
from store.rows import NoSuchRow, as_row, columns_for, upserts
from store.schema import incoming, originals
from store.states import IncomingState
from store.threads import (
    ThreadHit,
    cases_of_messages,
    earlier_unhandled,
    first_with,
    firsts_with,
    waiting_of,
)

__all__ = [
    "Claimed",
    "CluesRow",
    "Document",
    "Incoming",
    "NewDocument",
    "NewIncoming",
    "Settled",
    "ThreadHit",
    "cases_of_messages",
    "claim",
    "counts",
    "documents_of",
    "earlier_unhandled",
    "first_with",
    "firsts_with",
    "get",
    "keep",
    "keep_documents",
    "keep_written_here",
    "missing_uids",
    "note_clues",
    "oldest_received_at",
    "queue",
    "raw_of",
    "release",
    "send_round_again",
    "settle",
    "still_ours",
    "waiting",
    "waiting_of",
    "whole_uids",
]

# Where what the council's own people write on the desk is kept among the mail: no mailbox can be called so.
WRITTEN_HERE = "(desk)"
# A line of a list on the desk; the whole subject is in the message.
SUBJECT_CHARACTERS = 500


_PLACE = (incoming.c.mailbox, incoming.c.uidvalidity, incoming.c.uid)
_KEEP = {
    dialect: statement.on_conflict_do_nothing(index_elements=_PLACE).returning(
        incoming.c.id, *_PLACE
    )
    for dialect, statement in upserts(incoming).items()
}
_KEEP_RAW = insert(originals)

_IN_ORDER = (incoming.c.received_at, incoming.c.id)
_OF_IDS: ColumnElement[bool] = incoming.c.id.in_(bindparam("ids", expanding=True))

_KNOWN_UIDS = select(incoming.c.uid).where(
    incoming.c.mailbox == bindparam("mailbox"),
    incoming.c.uidvalidity == bindparam("uidvalidity"),
    incoming.c.uid.between(bindparam("first"), bindparam("last")),
)

_WHOLE_UIDS = _KNOWN_UIDS.where(incoming.c.left_there == "")

# A CTE, for PostgreSQL may run a subquery with LIMIT more than once and so claim more than asked.
_OLDEST_FREE = (
    select(incoming.c.id)
    .where(
        incoming.c.state == IncomingState.RECEIVED,
        incoming.c.claimed_until.is_(None) | (incoming.c.claimed_until <= bindparam("at")),
    )
    .order_by(*_IN_ORDER)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("oldest_free")
)
_CLAIM = (
    update(incoming)
    .where(incoming.c.id.in_(select(_OLDEST_FREE.c.id)))
    .values(
        claimed_by=bindparam("holder"),
        claimed_until=bindparam("until"),
        attempts=incoming.c.attempts + 1,
    )
    .returning(incoming.c.id)
)
_CLAIMED = (
    select(
        incoming.c.id,
        originals.c.raw,
        incoming.c.mailbox,
        incoming.c.received_at,
        incoming.c.attempts,
        incoming.c.left_there,
    )
    .join_from(incoming, originals)
    .where(_OF_IDS)
    .order_by(*_IN_ORDER)
)
_BY_ROW_ID = update(incoming).where(incoming.c.id == bindparam("row_id"))
_STILL_OURS = select(incoming.c.id).where(
    _OF_IDS,
    incoming.c.state == IncomingState.RECEIVED,
    incoming.c.claimed_by == bindparam("holder"),
)
_RELEASE = update(incoming).where(_OF_IDS, incoming.c.state == IncomingState.RECEIVED)
_AS_NEW = {
    "state": IncomingState.RECEIVED,
    "attempts": 0,
    "reason": "",
    "proposal": None,
    "case_id": None,
    "stage_id": None,
    "fingerprint": None,
    "copy_of": None,
    "handled_at": None,
}
_GET = select(*columns_for(incoming, Incoming)).where(incoming.c.id == bindparam("row_id"))
_RAW = select(originals.c.raw).where(originals.c.incoming_id == bindparam("row_id"))


def keep(conn: Connection, mails: Sequence[NewIncoming], at: datetime) -> int:
    """Store messages as RECEIVED and say how many were new; one already here changes nothing."""
    if not mails:
        return 0
    raws = {(mail.mailbox, mail.uidvalidity, mail.uid): mail.raw for mail in mails}
    rows = [_new_row(mail, at) for mail in mails]
    new = conn.execute(_KEEP[conn.dialect.name], rows).all()
    if new:
        kept = [{"incoming_id": id_, "raw": raws[tuple(place)]} for id_, *place in new]
        conn.execute(_KEEP_RAW, kept)
    return len(new)


def keep_written_here(
    conn: Connection, mail: NewIncoming, case_id: int, reason: str, at: datetime
) -> int:
    """Store a message that one of the council's own people wrote on the desk, on its case; its number.

    It is HELD until what it asks for is done.
    """
    held = {"state": IncomingState.HELD, "reason": reason, "case_id": case_id, "handled_at": at}
    new = insert(incoming).values(_new_row(mail, at) | held).returning(incoming.c.id)
    number: int = conn.execute(new).scalar_one()
    conn.execute(_KEEP_RAW, [{"incoming_id": number, "raw": mail.raw}])
    return number


def _new_row(mail: NewIncoming, at: datetime) -> dict[str, Any]:
    return {
        "mailbox": mail.mailbox,
        "uidvalidity": mail.uidvalidity,
        "uid": mail.uid,
        "size": len(mail.raw),
        "received_at": mail.received_at,
        "stored_at": at,
        "left_there": mail.left_there,
        "state": IncomingState.RECEIVED,
    }


def missing_uids(
    conn: Connection, mailbox: str, uidvalidity: int, uids: Iterable[int]
) -> list[int]:
    """Of the server's UIDs those that are not stored, ascending."""
    there = set(uids)
    return sorted(there - _known(conn, _KNOWN_UIDS, mailbox, uidvalidity, there))


def whole_uids(conn: Connection, mailbox: str, uidvalidity: int, uids: Iterable[int]) -> list[int]:
    """Of the server's UIDs those stored with every byte, ascending: these may be treated."""
    there = set(uids)
    return sorted(there & _known(conn, _WHOLE_UIDS, mailbox, uidvalidity, there))


def _known(
    conn: Connection, known: Select[Any], mailbox: str, uidvalidity: int, among: set[int]
) -> set[int]:
    if not among:
        return set()
    span = {"first": min(among), "last": max(among)}
    terms = span | {"mailbox": mailbox, "uidvalidity": uidvalidity}
    return set(conn.execute(known, terms).scalars())


def claim(
    conn: Connection, holder: str, limit: int, at: datetime, until: datetime
) -> list[Claimed]:
    """Take the oldest messages that are RECEIVED and nobody's, and count the attempt.

    They are the holder's until `until`; after that anybody may claim them again.
    """
    terms = {"holder": holder, "most": limit, "at": at, "until": until}
    ids = conn.execute(_CLAIM, terms).scalars().all()
    if not ids:
        return []
    return [Claimed(*row) for row in conn.execute(_CLAIMED, {"ids": ids})]


def note_clues(conn: Connection, clues: Sequence[CluesRow]) -> None:
    """Write down what a first look found; senders are kept in lower case, subjects cut."""
    if clues:
        conn.execute(_BY_ROW_ID, [_clues_row(clue) for clue in clues])


def _clues_row(clue: CluesRow) -> dict[str, Any]:
    return {
        "row_id": clue.id,
        "message_id": clue.message_id,
        "sender": clue.sender.lower(),
        "subject": clue.subject[:SUBJECT_CHARACTERS],
    }


def still_ours(conn: Connection, ids: Sequence[int], holder: str) -> set[int]:
    """Of these the messages that are still RECEIVED and claimed by the holder."""
    return set(conn.execute(_STILL_OURS, {"ids": ids, "holder": holder}).scalars())


def settle(conn: Connection, settled: Sequence[Settled]) -> None:
    """Write what became of messages, and end their claims."""
    if settled:
        conn.execute(_BY_ROW_ID, [_settled_row(one) for one in settled])


def _settled_row(settled: Settled) -> dict[str, Any]:
    row = as_row(settled)
    handled = {"row_id": row.pop("id"), "handled_at": row.pop("at")}
    return row | handled | {"claimed_by": None, "claimed_until": None}


def release(conn: Connection, ids: Sequence[int], *, uncount: bool = True) -> None:
    """Give claims back; with `uncount` as though never taken, for the message was not to blame."""
    taken_back = incoming.c.attempts - (1 if uncount else 0)
    statement = _RELEASE.values(claimed_by=None, claimed_until=None, attempts=taken_back)
    conn.execute(statement, {"ids": ids})


def send_round_again(conn: Connection, incoming_id: int) -> None:
    """Have a HELD or FAILED message handled anew, with all its attempts; any other is left alone.

    What the first round found is forgotten, its fingerprint too: it must not be its own copy.
    """
    again = update(incoming).where(
        incoming.c.id == incoming_id,
        incoming.c.state.in_([IncomingState.HELD, IncomingState.FAILED]),
    )
    conn.execute(again, _AS_NEW)


def get(conn: Connection, incoming_id: int) -> Incoming:
    """The message's row; raises NoSuchRow."""
    row = conn.execute(_GET, {"row_id": incoming_id}).first()
    if row is None:
        raise NoSuchRow(f"there is no incoming message {incoming_id}")
    return Incoming(*row)


def raw_of(conn: Connection, incoming_id: int) -> bytes:
    """The message's bytes exactly as received; raises NoSuchRow."""
    raw: bytes | None = conn.execute(_RAW, {"row_id": incoming_id}).scalar()
    if raw is None:
        raise NoSuchRow(f"there is no incoming message {incoming_id}")
    return raw


def queue(
    conn: Connection,
    states: Iterable[IncomingState] = (IncomingState.HELD, IncomingState.FAILED),
    limit: int = 50,
    after_id: int = 0,
) -> list[Incoming]:
    """A page of the messages in these states by id; the next page is after the last one's id."""
    page = (
        select(*columns_for(incoming, Incoming))
        .where(incoming.c.state.in_(list(states)), incoming.c.id > after_id)
        .order_by(incoming.c.id)
        .limit(limit)
    )
    return [Incoming(*row) for row in conn.execute(page)]


def waiting(conn: Connection) -> tuple[int, datetime | None, datetime | None]:
    """How many messages wait for a person, when the oldest was received, and since when the first one waits."""
    found = select(
        func.count(), func.min(incoming.c.received_at), func.min(incoming.c.handled_at)
    ).where(incoming.c.state.in_([IncomingState.HELD, IncomingState.FAILED]))
    count, oldest, since = conn.execute(found).one()
    return count, oldest, since


def counts(
    conn: Connection, states: Iterable[IncomingState] = IncomingState
) -> dict[IncomingState, int]:
    """How many messages are in each of these states, none left out; most are in one that few ask for."""
    asked = list(states)
    found = select(incoming.c.state, func.count()).where(incoming.c.state.in_(asked))
    return dict.fromkeys(asked, 0) | dict(conn.execute(found.group_by(incoming.c.state)).all())


def oldest_received_at(conn: Connection) -> datetime | None:
    """When the oldest message still RECEIVED came in; None where nothing waits."""
    waiting = select(func.min(incoming.c.received_at)).where(
        incoming.c.state == IncomingState.RECEIVED
    )
    oldest: datetime | None = conn.execute(waiting).scalar()
    return oldest
