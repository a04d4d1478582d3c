"""Opening the record: to read, to write, or to be the only one who does a piece of work.

One writer at a time on either database: SQLite has one lock, PostgreSQL is given one, for the
journal is one chain. Readers see a snapshot and stand in nobody's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError

from store import postgres, sqlite
from store.faults import RecordFault, in_words
from store.identity import find_identity

__all__ = ["Connection", "Record", "RecordFault"]


class Record:
    """The database under a URL: opened when first used, safe to share between threads.

    Urls: `sqlite:///relative.db`, `sqlite:////absolute.db`, `postgresql+psycopg://user@host/name`.
    A SQLite file must exist (`migrations.migrate` makes it), unless `create`. A `fleeting`
    one (a replay's) need not outlive a power cut: SQLite then waits for no disk.
    """

    def __init__(self, url: str, *, create: bool = False, fleeting: bool = False) -> None:
        """Raise RecordFault where the URL is of no database mailroom knows."""
        self._url = _read_url(url)
        self.dialect = self._url.get_backend_name()
        self._place = self._url.render_as_string(hide_password=True)
        self._reader, self._writer = _make_engines(self._url, create=create, fleeting=fleeting)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one instant of the record, blocks no writer and cannot write.

        Raises RecordFault where the database cannot be used.
        """
        with in_words(self._place), self._reader.begin() as conn:
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a transaction of its own, alone: kept at the end, undone on an exception.

        Waits for the writer before; raises RecordFault where that takes longer than
        `faults.PATIENCE_SECONDS`, or the database cannot be used.
        """
        with in_words(self._place), self._writer.begin() as conn:
            yield conn

    def identity(self) -> str:
        """Which record this is: 32 hexadecimal digits that no other record bears.

        Raises RecordFault where it was given none: `migrations.migrate` gives it.
        """
        with self.read() as conn:
            found = find_identity(conn)
        if found is None:
            raise RecordFault(f"The record {self._place} has no identity.", "Run the migrations.")
        return found

    @contextmanager
    def hold(self, name: str) -> Iterator[bool]:
        """Whether we are now the only one holding that name: on this machine, or this PostgreSQL.

        Never waits. Given back at the end, and when the process dies.
        """
        with in_words(self._place), self._lock(name) as ours:
            yield ours

    def _lock(self, name: str) -> AbstractContextManager[bool]:
        lock = sqlite.hold if self.dialect == "sqlite" else postgres.hold
        return lock(self._url, name)

    def close(self) -> None:
        """Close every connection not in use; a later read or write opens them again."""
        self._reader.dispose()
        self._writer.dispose()


def _read_url(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        # The URL may bear a password: it is not repeated.
        raise RecordFault(
            "The database's URL cannot be read.", "Write it as sqlite:///mailroom.db"
        ) from error


def _make_engines(url: URL, *, create: bool, fleeting: bool) -> tuple[Engine, Engine]:
    match url.get_backend_name():
        case "sqlite":
            return sqlite.make_engines(url, create=create, fleeting=fleeting)
        case "postgresql":
            return postgres.make_engines(url)
        case other:
            raise RecordFault(f"A record cannot live in {other}.", "Use SQLite or PostgreSQL.")
