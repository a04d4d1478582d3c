"""A record in which everything can be tried and nothing stays: what would be written is looked at, then undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from store.faults import in_words
from store.session import Connection, Record


class Rehearsal(Record):
    """Another record, read as ever; each of its writes is shown to `look` at its end and rolled back."""

    def __init__(self, record: Record, look: Callable[[Connection], None]) -> None:
        """Nothing is opened: the connections are the other record's."""
        self.__dict__.update(record.__dict__)
        self._look = look

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a transaction of its own that is never kept."""
        with in_words(self._place), self._writer.connect() as conn:
            tried = conn.begin()
            try:
                yield conn
                self._look(conn)
            finally:
                tried.rollback()
