"""Who did what, when and why: entries that are only ever added, each bearing the hash before it.

Whoever changes, removes or slips in an entry breaks the chain, and `verify` says where; the
database refuses the attempt besides. Cutting off the newest entries leaves a whole chain: note down
`head` outside the database to see that too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from store.columns import storable, storable_json
from store.rows import as_row, columns_for
from store.schema import entries as table

# What the first entry has for a hash before it.
BEGINNING = "0" * 64
# A day of the busiest council has not so many entries; the journal has no order by day.
_LOOK_BACK = 20_000


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something done; `trail` is the rules asked, as plain values, `why` a sentence for people."""

    at: datetime
    by: str
    act: str
    case_id: int | None = None
    incoming_id: int | None = None
    outgoing_id: int | None = None
    why: str = ""
    trail: Sequence[Any] = ()
    policy_digest: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the journal."""

    id: int
    at: datetime
    by: str
    act: str
    case_id: int | None
    incoming_id: int | None
    outgoing_id: int | None
    why: str
    trail: tuple[Any, ...]
    policy_digest: str
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain is broken first, and how."""

    entry_id: int
    why: str


_SEALED = ("act", "at", "by", "case_id", "incoming_id", "outgoing_id", "policy_digest", "why")

_ADD = insert(table)
_HEAD = select(table.c.hash).order_by(table.c.id.desc()).limit(1)
_ROW = select(*columns_for(table, Entry)).order_by(table.c.id)
_OF_CASE = _ROW.where(table.c.case_id == bindparam("of_case"))
_LATEST = _ROW.order_by(None).order_by(table.c.id.desc()).limit(bindparam("most"))
_PAGE = _ROW.where(table.c.id > bindparam("after")).limit(bindparam("most"))


def append(conn: Connection, new: Sequence[NewEntry]) -> None:
    """Add entries, in this order. Only within `Record.write`: two writers would fork the chain."""
    if not new:
        return
    previous = head(conn)
    rows = []
    for entry in new:
        row = _storable_row(entry)
        row["previous_hash"] = previous
        row["hash"] = previous = _seal(row, previous)
        rows.append(row)
    conn.execute(_ADD, rows)


def head(conn: Connection) -> str:
    """The newest entry's hash: it stands for the whole journal up to now."""
    return conn.execute(_HEAD).scalar() or BEGINNING


def entries_of(conn: Connection, case_id: int) -> list[Entry]:
    """What was done in a case, in order."""
    return [Entry(*row) for row in conn.execute(_OF_CASE, {"of_case": case_id})]


def acts_of(conn: Connection, case_id: int) -> frozenset[str]:
    """Which kinds of things were done in a case."""
    kinds = select(table.c.act).where(table.c.case_id == case_id).distinct()
    return frozenset(conn.execute(kinds).scalars())


def last_of(conn: Connection, case_id: int, act: str) -> Entry | None:
    """What was done last of a kind in a case."""
    mine = _ROW.where(table.c.case_id == case_id, table.c.act == act).order_by(None)
    row = conn.execute(mine.order_by(table.c.id.desc()).limit(1)).first()
    return Entry(*row) if row else None


def done_since(conn: Connection, acts: Sequence[str], since: datetime, limit: int) -> list[Entry]:
    """What was done of these kinds since an instant, newest first, so many at most; looks back only so far."""
    newest = select(table.c.id).order_by(table.c.id.desc()).limit(1).offset(_LOOK_BACK)
    first: int = conn.execute(newest).scalar() or 0
    mine = (table.c.id > first) & table.c.act.in_(list(acts)) & (table.c.at >= since)
    rows = _ROW.where(mine).order_by(None).order_by(table.c.id.desc()).limit(limit)
    return [Entry(*row) for row in conn.execute(rows)]


def entries(conn: Connection, after_id: int = 0, limit: int = 50) -> list[Entry]:
    """A page of the journal in order; the next page is after the last one's id."""
    return [Entry(*row) for row in conn.execute(_PAGE, {"after": after_id, "most": limit})]


def latest(conn: Connection, limit: int = 100) -> list[Entry]:
    """The newest entries, in order."""
    return [Entry(*row) for row in reversed(conn.execute(_LATEST, {"most": limit}).all())]


def verify(conn: Connection) -> Broken | None:
    """Walk the whole journal; where it is broken first, or None where it is whole."""
    previous = BEGINNING
    with conn.execute(_ROW, execution_options={"yield_per": 1000}) as rows:
        for row in rows:
            entry = Entry(*row)
            if entry.previous_hash != previous:
                return Broken(entry.id, "an entry before it was removed, added or changed")
            if entry.hash != _seal(as_row(entry), previous):
                return Broken(entry.id, "it is not what was written")
            previous = entry.hash
    return None


def _storable_row(entry: NewEntry) -> dict[str, Any]:
    row = as_row(entry)
    for name in ("by", "act", "why", "policy_digest"):
        row[name] = storable(row[name])
    return row | {"trail": storable_json(list(entry.trail))}


def _seal(row: dict[str, Any], previous: str) -> str:
    """An entry's hash: over the hash before it and the entry as JSON with its keys in order."""
    sealed = {name: row[name] for name in _SEALED} | {"trail": row["trail"]}
    sealed["at"] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    written = json.dumps(sealed, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(f"{previous}{written}".encode()).hexdigest()
