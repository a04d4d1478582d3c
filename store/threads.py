"""How messages hang together: the same again, an earlier one waiting, an answer to a letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    cast,
    literal,
    select,
    union_all,
)

from store.received import Incoming
from store.rows import columns_for
from store.schema import incoming, outgoing
from store.states import IncomingState


@dataclass(frozen=True, slots=True)
class ThreadHit:
    """A message-id known to a case; letter, role and recipient are '' unless it is `ours`."""

    message_id: str
    case_id: int
    stage_id: int | None
    ours: bool
    letter: str
    role: str
    recipient: str


_IDS: BindParameter[str] = bindparam("message_ids", expanding=True)
_RECEIVED_AT: BindParameter[datetime] = bindparam("received_at")
_ROW_ID: BindParameter[int] = bindparam("row_id")

_FIRST = select(incoming.c.fingerprint, incoming.c.id).where(
    incoming.c.fingerprint.in_(bindparam("fingerprints", expanding=True)),
    incoming.c.copy_of.is_(None),
)
_EARLIER = (
    select(incoming.c.id)
    .where(
        incoming.c.state == IncomingState.RECEIVED,
        incoming.c.id != _ROW_ID,
        (incoming.c.received_at < _RECEIVED_AT)
        | ((incoming.c.received_at == _RECEIVED_AT) & (incoming.c.id < _ROW_ID)),
        ((incoming.c.sender == bindparam("sender")) & (incoming.c.sender != ""))
        | incoming.c.message_id.in_(_IDS),
    )
    .limit(1)
)
# It waits for a person, and is nobody's case yet.
WAITS = and_(incoming.c.state == IncomingState.HELD, incoming.c.case_id.is_(None))
_WAITING = (
    select(*columns_for(incoming, Incoming))
    .where(
        WAITS,
        incoming.c.id != _ROW_ID,
        incoming.c.received_at <= _RECEIVED_AT,
        incoming.c.sender.in_(bindparam("senders", expanding=True))
        | incoming.c.message_id.in_(_IDS),
    )
    .order_by(incoming.c.received_at.desc(), incoming.c.id.desc())
    .limit(bindparam("most"))
)
_THEIRS = select(
    incoming.c.message_id,
    incoming.c.case_id,
    incoming.c.stage_id,
    literal(False).label("ours"),
    literal("").label("letter"),
    literal("").label("role"),
    literal("").label("recipient"),
).where(incoming.c.message_id.in_(_IDS), incoming.c.case_id.is_not(None))


def _ours_by(name: str) -> Select[Any]:
    return select(
        outgoing.c[name],
        outgoing.c.case_id,
        outgoing.c.stage_id,
        literal(True),
        outgoing.c.letter,
        cast(outgoing.c.role, String),
        outgoing.c.recipient,
    ).where(outgoing.c[name].in_(_IDS), outgoing.c.case_id.is_not(None))


_HITS = union_all(_ours_by("message_id"), _ours_by("server_message_id"), _THEIRS)


def first_with(conn: Connection, fingerprint: str) -> int | None:
    """The message that first had this fingerprint; every later one is a copy of it."""
    return firsts_with(conn, [fingerprint]).get(fingerprint)


def firsts_with(conn: Connection, fingerprints: Sequence[str]) -> dict[str, int]:
    """The messages that first had these fingerprints, by fingerprint; one that is new is left out."""
    return dict(conn.execute(_FIRST, {"fingerprints": fingerprints}).all())


def earlier_unhandled(
    conn: Connection,
    incoming_id: int,
    received_at: datetime,
    sender: str,
    message_ids: Iterable[str],
) -> bool:
    """Whether an older message of this sender, or one this one answers, still waits (RECEIVED).

    Older by (received_at, id), as they are claimed; a message whose clues are unknown is not found.
    """
    terms = {
        "row_id": incoming_id,
        "received_at": received_at,
        "sender": sender.lower(),
        "message_ids": [id_ for id_ in message_ids if id_],
    }
    return conn.execute(_EARLIER, terms).first() is not None


def waiting_of(
    conn: Connection,
    incoming_id: int,
    received_at: datetime,
    senders: Sequence[str],
    message_ids: Iterable[str] = (),
    most: int = 5,
) -> list[Incoming]:
    """The newest older messages that wait for a person and have no case: of these senders, or with these ids."""
    terms = {
        "row_id": incoming_id,
        "received_at": received_at,
        "senders": [one.lower() for one in senders],
        "message_ids": [id_ for id_ in message_ids if id_],
        "most": most,
    }
    return [Incoming(*row) for row in conn.execute(_WAITING, terms)]


def cases_of_messages(conn: Connection, message_ids: Iterable[str]) -> list[ThreadHit]:
    """Which cases these message-ids belong to: letters of ours first, then messages received.

    A letter is found under the id we gave it and under the one a server put in its place.
    """
    ids = [id_ for id_ in message_ids if id_]
    if not ids:
        return []
    return [ThreadHit(*row) for row in conn.execute(_HITS, {"message_ids": ids})]
