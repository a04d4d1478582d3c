"""Letters on paper: what waits to be printed, and the batches in which it was.

A batch is begun before its file is made and ended when that is safely written: one that was begun
and not ended holds its letters, and is made again as it was. A letter is never in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from store.outbox import Outgoing
from store.rows import NoSuchRow, columns_for
from store.schema import outgoing, print_batches, printed
from store.states import Channel, OutgoingState


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters printed together; `made_at` None: begun, and its file not known to be written."""

    id: int
    begun_at: datetime
    begun_by: str
    letters: int
    made_at: datetime | None
    filename: str
    sha256: str | None


_WAITS = (outgoing.c.channel == Channel.PRINT) & outgoing.c.state.in_(
    [OutgoingState.QUEUED, OutgoingState.LATER]
)
_LETTERS = select(*columns_for(outgoing, Outgoing))
_WAITING = _LETTERS.where(_WAITS).order_by(outgoing.c.id)
_NOT_LAID = _WAITING.where(outgoing.c.attempts == 0).where(outgoing.c.try_at <= bindparam("at"))
_BATCH = select(*columns_for(print_batches, Batch))


def waiting(conn: Connection, limit: int) -> list[Outgoing]:
    """The letters to be printed that are in no file yet, in the order written."""
    return [Outgoing(*row) for row in conn.execute(_WAITING.limit(limit))]


def how_many_wait(conn: Connection) -> tuple[int, datetime | None]:
    """How many letters wait to be printed, and since when the oldest does."""
    found = select(func.count(), func.min(outgoing.c.written_at)).where(_WAITS)
    count, oldest = conn.execute(found).one()
    return count, oldest


def not_laid(conn: Connection, at: datetime, limit: int) -> list[Outgoing]:
    """Letters for paper that are ready and that their cases do not know to be on the pile yet."""
    return [Outgoing(*row) for row in conn.execute(_NOT_LAID.limit(limit), {"at": at})]


def lay(conn: Connection, ids: Sequence[int]) -> None:
    """These letters lie on the pile to be printed, and their cases know it."""
    if ids:
        laid = update(outgoing).where(outgoing.c.id.in_(list(ids)), _WAITS)
        conn.execute(laid.values(attempts=1))


def begin(conn: Connection, by: str, at: datetime, ids: Sequence[int]) -> Batch:
    """A new batch of these letters."""
    new = insert(print_batches).values(begun_at=at, begun_by=by, letters=len(ids))
    (batch_id,) = conn.execute(new.returning(print_batches.c.id)).one()
    conn.execute(insert(printed), [{"outgoing_id": one, "batch_id": batch_id} for one in ids])
    return get_batch(conn, batch_id)


def unmade(conn: Connection) -> Batch | None:
    """The batch that was begun and not ended, the oldest; None where every one was."""
    open_ones = _BATCH.where(print_batches.c.made_at.is_(None)).order_by(print_batches.c.id)
    row = conn.execute(open_ones.limit(1)).first()
    return Batch(*row) if row else None


def get_batch(conn: Connection, batch_id: int) -> Batch:
    """A batch; raises NoSuchRow."""
    row = conn.execute(_BATCH.where(print_batches.c.id == batch_id)).first()
    if row is None:
        raise NoSuchRow(f"there is no batch {batch_id}")
    return Batch(*row)


def latest(conn: Connection, limit: int) -> list[Batch]:
    """The batches made last, newest first."""
    rows = conn.execute(_BATCH.order_by(print_batches.c.id.desc()).limit(limit))
    return [Batch(*row) for row in rows]


def letters_in(conn: Connection, batch_id: int) -> list[Outgoing]:
    """The letters of a batch in the order written."""
    rows = _LETTERS.join_from(outgoing, printed).where(printed.c.batch_id == batch_id)
    return [Outgoing(*row) for row in conn.execute(rows.order_by(outgoing.c.id))]


def end(conn: Connection, batch_id: int, filename: str, sha256: str, at: datetime) -> list[int]:
    """The file of a batch is written: its letters are printed. Gives those that were not before."""
    batch = print_batches.c.id == batch_id
    made = {"made_at": at, "filename": filename, "sha256": sha256}
    conn.execute(update(print_batches).where(batch).values(**made))
    theirs = select(printed.c.outgoing_id).where(printed.c.batch_id == batch_id)
    done = (
        update(outgoing)
        .where(outgoing.c.id.in_(theirs), _WAITS)
        .values(state=OutgoingState.SENT, sent_at=at, last_reply=f"printed in batch {batch_id}")
    )
    return list(conn.execute(done.returning(outgoing.c.id)).scalars())


def post(conn: Connection, batch_id: int, words: str) -> int:
    """The letters of a printed batch are with the post; how many, 0 where they were before."""
    theirs = select(printed.c.outgoing_id).where(printed.c.batch_id == batch_id)
    lies = outgoing.c.last_reply == f"printed in batch {batch_id}"
    gone = update(outgoing).where(outgoing.c.id.in_(theirs), lies).values(last_reply=words)
    return conn.execute(gone).rowcount
