"""The record in PostgreSQL: how its connections are opened, and its advisory locks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, text

from store.faults import PATIENCE_SECONDS, RecordFault

# A transaction idle for ten minutes belongs to a daemon that hangs; it keeps the others out.
_IDLE_SECONDS = 600


def key_of(name: str) -> int:
    """An advisory lock's number for a name: 64 bits of its hash, so that no two names collide."""
    digest = hashlib.sha256(f"mailroom:{name}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


# One writer at a time: two journal entries after the same entry would be two histories.
_ONE_WRITER = f"SELECT pg_advisory_xact_lock({key_of('writer')})"
_HOLD = text("SELECT pg_try_advisory_lock(:key)")


def make_engines(url: URL) -> tuple[Engine, Engine]:
    """One engine that reads snapshots and one that writes, one writer at a time."""
    reader = _make_engine(url, "REPEATABLE READ", "-c default_transaction_read_only=on")
    # READ COMMITTED: each statement after the lock sees what the writer before us kept.
    writer = _make_engine(url, "READ COMMITTED")
    event.listen(writer, "begin", _wait_for_turn)
    return reader, writer


def _make_engine(url: URL, isolation: str, options: str = "") -> Engine:
    patience = f"-c lock_timeout={PATIENCE_SECONDS}s"
    idle = f"-c idle_in_transaction_session_timeout={_IDLE_SECONDS}s"
    try:
        return create_engine(
            url,
            isolation_level=isolation,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"options": f"-c timezone=UTC {patience} {idle} {options}"},
        )
    except ModuleNotFoundError as error:
        raise RecordFault("psycopg is missing.", "Install mailroom[postgres].") from error


def _wait_for_turn(conn: Connection) -> None:
    conn.exec_driver_sql(_ONE_WRITER)


@contextmanager
def hold(url: URL, name: str) -> Iterator[bool]:
    """Take the lock of that name in this database, without waiting: True where it is ours.

    It hangs on a connection of its own and so is given back when the process dies.
    """
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as conn:
        yield bool(conn.execute(_HOLD, {"key": key_of(f"hold:{name}")}).scalar())
