"""Which record this is: made by chance with the database, so that no other record is taken for it.

A pilot's record and the real one number their cases alike; what is signed for the one must not
open the other. A copy of a record is the same record.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from store.schema import identity as table

_ID = select(table.c.id)


def find_identity(conn: Connection) -> str | None:
    """The record's identity; None where it was not given one yet."""
    found: str | None = conn.execute(_ID).scalar()
    return found


def give_identity(conn: Connection, made: str) -> None:
    """Give the record an identity for good, which it must not have yet."""
    conn.execute(insert(table).values(id=made))
