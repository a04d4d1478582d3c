"""What is done once a day at most, however often the house starts or looks round."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, bindparam, select

from store.rows import upserts
from store.schema import chores as table

# Another day, not a later one: a clock that was once wrong must not put the chore off for years.
_BEGIN = {
    dialect: statement.values(name=bindparam("name"), done_on=bindparam("day"))
    .on_conflict_do_update(
        index_elements=[table.c.name],
        set_={"done_on": statement.excluded.done_on},
        where=table.c.done_on != statement.excluded.done_on,
    )
    .returning(table.c.name)
    for dialect, statement in upserts(table).items()
}


def was_done(conn: Connection, name: str, today: date) -> bool:
    """Whether a chore was done today, or begun."""
    return last_done(conn, name) == today


def last_done(conn: Connection, name: str) -> date | None:
    """The day a chore was done last, or begun; None where it never was."""
    found: date | None = conn.execute(select(table.c.done_on).where(table.c.name == name)).scalar()
    return found


def begin_chore(conn: Connection, name: str, today: date) -> bool:
    """Whether a chore is still to be done today; if so it counts as done with this transaction."""
    begun = conn.execute(_BEGIN[conn.dialect.name], {"name": name, "day": today})
    return begun.first() is not None
