"""Remedies: what was promised to a resident, by when, and whether it was done or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, false, func, insert, or_, select, update

from store.rows import NoSuchRow, as_row, batches, columns_for
from store.schema import actions as table


@dataclass(frozen=True, slots=True)
class NewRemedy:
    """Something promised; `kind` is the policy's code, `amount` and `allowed_by` are of what is paid."""

    case_id: int
    what: str
    promised_at: datetime
    stage_id: int | None = None
    kind: str = ""
    by_on: date | None = None
    owner_name: str = ""
    owner_email: str = ""
    amount: str = ""
    allowed_by: str = ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A remedy as the record has it; one dropped has `why`, and what there is `instead`."""

    id: int
    case_id: int
    what: str
    promised_at: datetime
    stage_id: int | None = None
    kind: str = ""
    by_on: date | None = None
    owner_name: str = ""
    owner_email: str = ""
    amount: str = ""
    allowed_by: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    dropped_at: datetime | None = None
    dropped_by: str = ""
    why: str = ""
    instead: str = ""
    reminded_on: date | None = None


_IDS: Any = bindparam("ids", expanding=True)

_ADD = insert(table).returning(*columns_for(table, Remedy), sort_by_parameter_order=True)
_ROW = select(*columns_for(table, Remedy))
_ONE = _ROW.where(table.c.id == bindparam("wanted"))
_OF_CASE = _ROW.where(table.c.case_id == bindparam("of_case")).order_by(table.c.id)
_OWED = table.c.done_at.is_(None) & table.c.dropped_at.is_(None)
_OVERDUE = _OWED & (table.c.by_on < bindparam("day"))
_COUNT_OVERDUE = select(func.count()).select_from(table).where(_OVERDUE)
_FINISH = (
    update(table)
    .where(table.c.id == bindparam("wanted"), _OWED)
    .values(done_at=bindparam("at"), done_by=bindparam("who"))
)
_DROP = (
    update(table)
    .where(table.c.id == bindparam("wanted"), _OWED)
    .values(
        dropped_at=bindparam("at"),
        dropped_by=bindparam("who"),
        why=bindparam("reason"),
        instead=bindparam("other"),
    )
)
_REMINDED = update(table).where(table.c.id.in_(_IDS)).values(reminded_on=bindparam("day"))


def add_remedies(conn: Connection, new: Sequence[NewRemedy]) -> list[Remedy]:
    """Note what was promised; gives it as the record has it, in the same order."""
    if not new:
        return []
    return [Remedy(*row) for row in conn.execute(_ADD, [as_row(remedy) for remedy in new])]


def get_remedy(conn: Connection, remedy_id: int) -> Remedy:
    """A remedy; raises NoSuchRow."""
    row = conn.execute(_ONE, {"wanted": remedy_id}).one_or_none()
    if row is None:
        raise NoSuchRow(f"there is no remedy {remedy_id}")
    return Remedy(*row)


def remedies_of(conn: Connection, case_id: int) -> list[Remedy]:
    """What was promised in a case, in order: done, dropped or still owed."""
    return _read(conn, _OF_CASE, {"of_case": case_id})


def finish_remedy(conn: Connection, remedy_id: int, at: datetime, by: str) -> None:
    """A remedy was carried out; one done or dropped before stays so. Raises NoSuchRow."""
    if not conn.execute(_FINISH, {"wanted": remedy_id, "at": at, "who": by}).rowcount:
        get_remedy(conn, remedy_id)


def drop_remedy(
    conn: Connection, remedy_id: int, at: datetime, by: str, why: str, instead: str
) -> None:
    """A remedy will not be carried out; one done or dropped before stays so. Raises NoSuchRow."""
    terms = {"wanted": remedy_id, "at": at, "who": by, "reason": why, "other": instead}
    if not conn.execute(_DROP, terms).rowcount:
        get_remedy(conn, remedy_id)


def remedies_to_remind(
    conn: Connection, by: date, limit: int, *, today: date | None = None
) -> list[Remedy]:
    """What is owed by that day and was never reminded of, the oldest first.

    With `today` also what is late by then and was reminded of only while there was time.
    """
    late = (table.c.by_on < today) & (table.c.reminded_on <= table.c.by_on) if today else false()
    wanted = _ROW.where(_OWED, table.c.by_on <= by, or_(table.c.reminded_on.is_(None), late))
    return _read(conn, _in_order(wanted, limit), {})


def overdue_remedies(conn: Connection, before: date, limit: int) -> tuple[int, list[Remedy]]:
    """How many remedies were promised for a day before that and are still owed, and the oldest of them."""
    terms = {"day": before}
    count = conn.execute(_COUNT_OVERDUE, terms).scalar_one()
    return count, _read(conn, _in_order(_ROW.where(_OVERDUE), limit), terms) if count else []


def remedy_reminded(conn: Connection, remedy_ids: Iterable[int], today: date) -> None:
    """Those who owe these remedies were reminded of them."""
    for batch in batches(remedy_ids):
        conn.execute(_REMINDED, {"ids": batch, "day": today})


def _in_order(wanted: Select[Any], limit: int) -> Select[Any]:
    return wanted.order_by(table.c.by_on, table.c.id).limit(limit)


def _read(conn: Connection, statement: Select[Any], terms: dict[str, Any]) -> list[Remedy]:
    return [Remedy(*row) for row in conn.execute(statement, terms)]
