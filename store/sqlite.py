"""The record as one SQLite file: how its connections are opened, and its locks beside it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event

from store.faults import PATIENCE_SECONDS, RecordFault

# FULL: mail is taken off the server once it is committed here: that must outlive a power cut.
# A log left large by one heavy night is cut back to 64 MB.
_PRAGMAS = (
    f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_size_limit = 67108864",
)


def make_engines(url: URL, *, create: bool, fleeting: bool = False) -> tuple[Engine, Engine]:
    """One engine that reads and one that writes the file; without `create` it must be there."""
    file = read_place(url)
    reader = _make_engine(url, file, "BEGIN", create=create)
    writer = _make_engine(url, file, "BEGIN IMMEDIATE", create=create)
    event.listen(reader, "connect", _only_read)
    if fleeting:
        event.listen(writer, "connect", _wait_for_no_disk)
    return reader, writer


def read_place(url: URL) -> Path:
    """The database's file. A record in memory is refused: two connections would see two records."""
    if not url.database or url.database == ":memory:":
        raise RecordFault("The record cannot live in memory.", "Name a file: sqlite:///mailroom.db")
    return Path(url.database)


def _make_engine(url: URL, file: Path, begin: str, *, create: bool) -> Engine:
    # Python's own transactions start at the first write, too late for read-then-write: updates were
    # lost without an error. So it starts none, and we say BEGIN (IMMEDIATE: the lock comes first).
    engine = create_engine(url, connect_args={"isolation_level": None}, hide_parameters=True)

    def find_file(*_: object) -> None:
        _see_that_it_is_there(file, create=create)

    def start(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    event.listen(engine, "do_connect", find_file)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", start)
    return engine


def _see_that_it_is_there(file: Path, *, create: bool) -> None:
    with _told(file):
        if file.exists():
            return
        if not create:
            raise RecordFault(
                f"There is no database at {file}.", "Run the migrations: they make it."
            )
        if not file.parent.is_dir():
            raise RecordFault(
                f"There is no folder {file.parent}.", "Make it; the database goes there."
            )
        # Residents' letters are nobody else's business: not even readable by other accounts.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """What the file system will not do, as a RecordFault."""
    try:
        yield
    except OSError as error:
        do = "Check who owns it and its folder, and that the disk has room."
        raise RecordFault(f"{file} cannot be used: {error.strerror}.", do) from error


def _set_up(dbapi: Any, _: object) -> None:
    for pragma in _PRAGMAS:
        dbapi.execute(pragma)


def _wait_for_no_disk(dbapi: Any, _: object) -> None:
    dbapi.execute("PRAGMA synchronous = OFF")


def _only_read(dbapi: Any, _: object) -> None:
    dbapi.execute("PRAGMA query_only = ON")


@contextmanager
def hold(url: URL, name: str) -> Iterator[bool]:
    """Take the lock of that name for this machine, without waiting: True where it is ours.

    The kernel gives it back if the process dies. The file stays: removing it would race.
    """
    file = read_place(url)
    beside = file.with_name(f"{file.name}.{quote(name, safe='@')}.lock")
    with _told(beside):
        lock = beside.open("wb")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
