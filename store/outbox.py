"""Letters on their way out: written under a key, claimed, settled by what the server said.

A letter is written in the transaction that made it necessary and sent in another. What is to be
printed stands here too, but is never claimed: paper is a person's work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from store.rows import NoSuchRow, as_row, columns_for, upserts
from store.schema import outgoing, sheets
from store.states import Audience, Channel, OutgoingState


@dataclass(frozen=True, slots=True)
class NewOutgoing:
    """A letter as written. A key already there, or twice, writes nothing; `try_at` is at once if None.

    `message_id` bears no <>; `raw` is the whole letter, ready to hand over.
    """

    key: str
    letter: str
    role: Audience
    recipient: str
    sender: str
    message_id: str
    subject: str
    raw: bytes
    written_at: datetime
    channel: Channel = Channel.EMAIL
    case_id: int | None = None
    stage_id: int | None = None
    incoming_id: int | None = None
    try_at: datetime | None = None
    state: OutgoingState = OutgoingState.QUEUED


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter's row, without its bytes (`raw_of`)."""

    id: int
    key: str
    case_id: int | None
    stage_id: int | None
    incoming_id: int | None
    letter: str
    role: Audience
    channel: Channel
    recipient: str
    sender: str
    message_id: str
    server_message_id: str | None
    subject: str
    state: OutgoingState
    written_at: datetime
    try_at: datetime
    attempts: int
    last_reply: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter to send; `again` where a sender before us may have sent it and died."""

    id: int
    raw: bytes
    sender: str
    recipient: str
    role: Audience
    letter: str
    case_id: int | None
    stage_id: int | None
    message_id: str
    attempts: int
    written_at: datetime
    again: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a sending; `server_message_id` where the server gave it another."""

    id: int
    state: OutgoingState
    reply: str
    at: datetime
    try_at: datetime | None = None
    server_message_id: str | None = None


_WRITE = {
    dialect: statement.on_conflict_do_nothing(index_elements=[outgoing.c.key]).returning(
        outgoing.c.id, outgoing.c.key
    )
    for dialect, statement in upserts(outgoing).items()
}
_WRITE_RAW = insert(sheets)
_WAITING = outgoing.c.state.in_([OutgoingState.QUEUED, OutgoingState.LATER]) & (
    outgoing.c.try_at <= bindparam("at")
)
_IN_DOUBT = (outgoing.c.state == OutgoingState.SENDING) & (
    outgoing.c.claimed_until <= bindparam("at")
)
_READY = (
    select(outgoing.c.id, outgoing.c.state)
    .where(outgoing.c.channel == Channel.EMAIL, _WAITING | _IN_DOUBT)
    .order_by(outgoing.c.try_at, outgoing.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(outgoing)
    .where(outgoing.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=OutgoingState.SENDING,
        claimed_by=bindparam("holder"),
        claimed_until=bindparam("until"),
        attempts=outgoing.c.attempts + 1,
    )
)
_CLAIMED = (
    select(*columns_for(outgoing, Ready))
    .add_columns(sheets.c.raw)
    .join_from(outgoing, sheets)
    .where(outgoing.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(outgoing.c.try_at, outgoing.c.id)
)
# Only while SENDING: a sender whose claim ran out must not undo what the next one found.
_SETTLE = (
    update(outgoing)
    .where(outgoing.c.id == bindparam("row_id"), outgoing.c.state == OutgoingState.SENDING)
    .values(
        state=bindparam("state"),
        last_reply=bindparam("last_reply"),
        try_at=func.coalesce(bindparam("try_at"), outgoing.c.try_at),
        sent_at=bindparam("sent_at"),
        server_message_id=func.coalesce(
            bindparam("server_message_id"), outgoing.c.server_message_id
        ),
        claimed_by=None,
        claimed_until=None,
    )
)
_ROW = select(*columns_for(outgoing, Outgoing))
_RAW = select(sheets.c.raw).where(sheets.c.outgoing_id == bindparam("row_id"))


def write(conn: Connection, letters: Sequence[NewOutgoing]) -> set[str]:
    """Put letters in the outbox; gives the keys really written, for a known key writes nothing.

    Of two under one key the first is written.
    """
    if not letters:
        return set()
    firsts: dict[str, NewOutgoing] = {}
    for letter in letters:
        firsts.setdefault(letter.key, letter)
    new = [_new_row(letter) for letter in firsts.values()]
    rows = conn.execute(_WRITE[conn.dialect.name], new).all()
    if rows:
        kept = [{"outgoing_id": id_, "raw": firsts[key].raw} for id_, key in rows]
        conn.execute(_WRITE_RAW, kept)
    return {key for _, key in rows}


def _new_row(letter: NewOutgoing) -> dict[str, Any]:
    row = as_row(letter)
    del row["raw"]
    return row | {"try_at": letter.try_at or letter.written_at}


def claim_ready(
    conn: Connection, holder: str, limit: int, at: datetime, until: datetime
) -> list[Ready]:
    """Take the letters that are due and nobody's, oldest first: they are SENDING from now.

    One whose sender did not come back by its `until` is taken again, marked `again`.
    """
    due = conn.execute(_READY, {"at": at, "most": limit}).all()
    if not due:
        return []
    states = dict(due)
    ids = list(states)
    conn.execute(_CLAIM, {"ids": ids, "holder": holder, "until": until})
    found = conn.execute(_CLAIMED, {"ids": ids}).mappings()
    return [Ready(**row, again=states[row["id"]] is OutgoingState.SENDING) for row in found]


def settle(conn: Connection, results: Sequence[Result]) -> None:
    """Write what became of letters and end their claims; one no longer SENDING is left alone."""
    if results:
        conn.execute(_SETTLE, [_result_row(result) for result in results])


def _result_row(result: Result) -> dict[str, Any]:
    return {
        "row_id": result.id,
        "state": result.state,
        "last_reply": result.reply,
        "try_at": result.try_at,
        "sent_at": result.at if result.state is OutgoingState.SENT else None,
        "server_message_id": result.server_message_id,
    }


def counts(
    conn: Connection, states: Iterable[OutgoingState] = OutgoingState
) -> dict[OutgoingState, int]:
    """How many letters are in each of these states, none left out; most are in one that few ask for."""
    asked = list(states)
    found = select(outgoing.c.state, func.count()).where(outgoing.c.state.in_(asked))
    return dict.fromkeys(asked, 0) | dict(conn.execute(found.group_by(outgoing.c.state)).all())


def get(conn: Connection, outgoing_id: int) -> Outgoing:
    """The letter's row; raises NoSuchRow."""
    found = _letters(conn, _ROW.where(outgoing.c.id == outgoing_id))
    if not found:
        raise NoSuchRow(f"there is no outgoing letter {outgoing_id}")
    return found[0]


def raw_of(conn: Connection, outgoing_id: int) -> bytes:
    """The letter's bytes exactly as written; raises NoSuchRow."""
    raw: bytes | None = conn.execute(_RAW, {"row_id": outgoing_id}).scalar()
    if raw is None:
        raise NoSuchRow(f"there is no outgoing letter {outgoing_id}")
    return raw


def refused(conn: Connection, limit: int = 50) -> list[Outgoing]:
    """Letters that were refused for good, newest first: a person must see to them."""
    rows = _ROW.where(outgoing.c.state == OutgoingState.REFUSED)
    return _letters(conn, rows.order_by(outgoing.c.id.desc()).limit(limit))


def letters_of(conn: Connection, case_id: int) -> list[Outgoing]:
    """Every letter of a case, in the order written."""
    return _letters(conn, _ROW.where(outgoing.c.case_id == case_id).order_by(outgoing.c.id))


def letters_written(conn: Connection, at: datetime) -> list[Outgoing]:
    """The letters written at this very instant, in order."""
    rows = _ROW.where(outgoing.c.written_at == at, outgoing.c.state == OutgoingState.QUEUED)
    return _letters(conn, rows.order_by(outgoing.c.id))


def lying(
    conn: Connection, states: Sequence[OutgoingState], limit: int = 50, before: int | None = None
) -> list[Outgoing]:
    """A page of the letters in these states, the newest first."""
    rows = _ROW.where(outgoing.c.state.in_(list(states)))
    if before is not None:
        rows = rows.where(outgoing.c.id < before)
    return _letters(conn, rows.order_by(outgoing.c.id.desc()).limit(limit))


def find(conn: Connection, case_id: int, letter: str) -> Outgoing | None:
    """The latest letter of that name in a case."""
    rows = _ROW.where(outgoing.c.case_id == case_id, outgoing.c.letter == letter)
    found = _letters(conn, rows.order_by(outgoing.c.id.desc()).limit(1))
    return found[0] if found else None


def find_by_message_id(conn: Connection, message_id: str) -> Outgoing | None:
    """The letter sent under this message-id, ours or the server's; with or without a case."""
    known = (outgoing.c.message_id == message_id) | (outgoing.c.server_message_id == message_id)
    found = _letters(conn, _ROW.where(known).limit(1)) if message_id else []
    return found[0] if found else None


def has_key(conn: Connection, key: str) -> bool:
    """Whether the letter of this key was ever written."""
    found = select(outgoing.c.id).where(outgoing.c.key == key)
    return conn.execute(found).first() is not None


def written_to(conn: Connection, case_id: int, recipient: str, letter: str, since: datetime) -> int:
    """How many letters of that name somebody was written in a case after an instant."""
    theirs = select(func.count()).where(
        outgoing.c.case_id == case_id,
        outgoing.c.letter == letter,
        outgoing.c.recipient == recipient,
        outgoing.c.written_at > since,
    )
    return conn.execute(theirs).scalar_one()


def roles_written(conn: Connection, case_id: int, stage_id: int, letter: str) -> list[Audience]:
    """To whom, by their role, a letter of that name was written in a stage of a case."""
    theirs = select(outgoing.c.role).where(
        outgoing.c.case_id == case_id,
        outgoing.c.stage_id == stage_id,
        outgoing.c.letter == letter,
    )
    return list(conn.execute(theirs).scalars())


def latest_to(conn: Connection, recipient: str, since: datetime) -> Outgoing | None:
    """The letter written last to somebody, whatever it was about; None where none was after that instant."""
    theirs = _ROW.where(outgoing.c.recipient == recipient, outgoing.c.written_at > since)
    newest_first = theirs.order_by(outgoing.c.written_at.desc(), outgoing.c.id.desc())
    found = _letters(conn, newest_first.limit(1))
    return found[0] if found else None


def _letters(conn: Connection, rows: Select[Any]) -> list[Outgoing]:
    return [Outgoing(*row) for row in conn.execute(rows)]
