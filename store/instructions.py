"""What a person decided on the desk about a message, until it is carried out: for so long it can be taken back.

One message has one instruction at a time: the primary key sees to it, whoever else decides in the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from store.rows import as_row, columns_for, upserts
from store.schema import incoming
from store.schema import instructions as table


@dataclass(frozen=True, slots=True)
class Instruction:
    """An act and what it is to be given; `fault` tells why it could not be carried out, and then it waits no more."""

    incoming_id: int
    act: str
    said: Mapping[str, Any]
    words: str
    by: str
    at: datetime
    until_at: datetime
    fault: str = ""


_ROW = select(*columns_for(table, Instruction))


def give(conn: Connection, new: Instruction) -> bool:
    """Keep an instruction; False where there is one already, which then stands."""
    conn.execute(delete(table).where(table.c.incoming_id == new.incoming_id, table.c.fault != ""))
    added = (
        upserts(table)[conn.dialect.name]
        .values(as_row(new))
        .on_conflict_do_nothing(index_elements=[table.c.incoming_id])
        .returning(table.c.incoming_id)
    )
    return conn.execute(added).first() is not None


def find(conn: Connection, incoming_id: int) -> Instruction | None:
    """The instruction on a message."""
    row = conn.execute(_ROW.where(table.c.incoming_id == incoming_id)).first()
    return Instruction(*row) if row else None


def ripe(conn: Connection, at: datetime, limit: int = 100) -> list[Instruction]:
    """Those that can no longer be taken back, the oldest first."""
    due = _ROW.where(table.c.until_at <= at, table.c.fault == "")
    return [Instruction(*row) for row in conn.execute(due.order_by(table.c.until_at).limit(limit))]


def given(conn: Connection, by: str | None = None, limit: int = 50) -> list[Instruction]:
    """Those that wait, or could not be carried out, the latest first; one person's where named."""
    rows = _ROW if by is None else _ROW.where(table.c.by == by)
    return [
        Instruction(*row) for row in conn.execute(rows.order_by(table.c.at.desc()).limit(limit))
    ]


def of_case(conn: Connection, case_id: int) -> list[Instruction]:
    """Those on messages of a case, the earliest first."""
    mails = select(incoming.c.id).where(incoming.c.case_id == case_id)
    rows = _ROW.where(table.c.incoming_id.in_(mails)).order_by(table.c.at)
    return [Instruction(*row) for row in conn.execute(rows)]


def hasten(conn: Connection, incoming_id: int, at: datetime) -> None:
    """Carry it out at the next opportunity."""
    conn.execute(update(table).where(table.c.incoming_id == incoming_id).values(until_at=at))


def note_fault(conn: Connection, incoming_id: int, fault: str) -> None:
    """It could not be carried out: the message waits for a person again."""
    conn.execute(update(table).where(table.c.incoming_id == incoming_id).values(fault=fault))


def remove(conn: Connection, incoming_id: int) -> bool:
    """Taken back, or carried out; False where there was none."""
    gone = delete(table).where(table.c.incoming_id == incoming_id)
    return conn.execute(gone).rowcount > 0
