"""When each mailbox was last read, and what last went wrong: for the desk and for monitoring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from store.rows import columns_for, upserts
from store.schema import polls as table


@dataclass(frozen=True, slots=True)
class Poll:
    """How reading a mailbox has gone; the error stays until the next one, compare the times."""

    mailbox: str
    last_ok_at: datetime | None
    last_error: str
    last_error_at: datetime | None
    uidvalidity: int | None


def poll_ok(conn: Connection, mailbox: str, at: datetime, uidvalidity: int) -> None:
    """The mailbox was read."""
    _note(conn, mailbox, {"last_ok_at": at, "uidvalidity": uidvalidity})


def poll_failed(conn: Connection, mailbox: str, at: datetime, error: str) -> None:
    """The mailbox could not be read, in words."""
    _note(conn, mailbox, {"last_error_at": at, "last_error": error})


def polls(conn: Connection) -> list[Poll]:
    """Every mailbox ever read, by name."""
    rows = select(*columns_for(table, Poll)).order_by(table.c.mailbox)
    return [Poll(*row) for row in conn.execute(rows)]


def _note(conn: Connection, mailbox: str, news: dict[str, Any]) -> None:
    statement = upserts(table)[conn.dialect.name].values(mailbox=mailbox, **news)
    conn.execute(statement.on_conflict_do_update(index_elements=[table.c.mailbox], set_=news))
