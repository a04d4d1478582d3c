"""What is said when the database will not: in words for whoever has to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

# A writer that waits longer than this is behind something broken: batches take well under a second.
PATIENCE_SECONDS = 30


class RecordFault(Exception):
    """The record cannot be used now; nothing of the failed work was kept."""

    def __init__(self, what: str, do: str = "") -> None:
        """Say what is wrong, and what would mend it."""
        super().__init__(what)
        self.what = what
        self.do = do

    def __str__(self) -> str:
        """Both in one line."""
        return f"{self.what} {self.do}".strip()


_LOCKED = (
    f"The database was locked by somebody else for longer than {PATIENCE_SECONDS} seconds.",
    "See that no other program keeps it open for writing; mailroom will try again.",
)
_FULL = ("The disk under the database is full.", "Make room; mailroom will try again.")
_UNMADE = (
    "The database is not of this version of mailroom.",
    "Run the migrations, then try again.",
)
_UNWRITABLE = (
    "The database may not be written.",
    "Check who owns the file, those beside it (-wal and -shm) and their folder.",
)
_BROKEN = ("The database file is damaged, or no database.", "Restore it from the last backup.")
_SHUT = ("The database cannot be opened.", "Check that it exists and that this account may use it.")
_AWAY = ("The connection to the database was lost.", "See that it runs; mailroom will try again.")

# SQLite's error names, by their beginnings; PostgreSQL's SQLSTATE codes, by theirs.
_SQLITE = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _UNWRITABLE,
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_NOTADB": _BROKEN,
    "SQLITE_CANTOPEN": _SHUT,
    # Where there is no room at all, not even for the file that readers share.
    "SQLITE_IOERR_SHM": _FULL,
    "SQLITE_IOERR": ("The disk under the database fails.", "Check the disk and the last backup."),
}
_POSTGRES = {
    "55P03": _LOCKED,
    "53100": _FULL,
    "42P01": _UNMADE,
    "42703": _UNMADE,
    "3D000": _SHUT,
    "28": _SHUT,
    "08": _AWAY,
    "57P": _AWAY,
    "53300": ("The database takes no more connections.", "Raise max_connections, or wait."),
}


@contextmanager
def in_words(place: str) -> Iterator[None]:
    """Turn what the database's driver says of a broken world into a RecordFault naming the place.

    A fault of our own (a constraint broken, a statement wrong) passes as it is.
    """
    try:
        yield
    except DBAPIError as error:
        words = _find_words(error)
        if words is None:
            raise
        raise RecordFault(f"{words[0]} ({place})", words[1]) from error


def _find_words(error: DBAPIError) -> tuple[str, str] | None:
    orig = error.orig
    if "no such table" in str(orig) or "no such column" in str(orig):
        return _UNMADE
    for code, table in (
        (getattr(orig, "sqlite_errorname", None), _SQLITE),
        (getattr(orig, "sqlstate", None), _POSTGRES),
    ):
        for start, words in table.items():
            if code and code.startswith(start):
                return words
    if error.connection_invalidated:
        return _AWAY
    if isinstance(error, OperationalError):
        return (f"The database cannot be used: {str(orig).strip()}", "")
    return None
