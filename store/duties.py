"""Duties: what a person owes beside the clocks, from the event that opens one until it is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, update

from store.rows import NoSuchRow, as_row, batches, columns_for, upserts
from store.schema import duties as table


@dataclass(frozen=True, slots=True)
class NewDuty:
    """A duty to open; its `key` makes a second one impossible.

    `bars` says what it bars until it is done, `wants_note` what has to be noted then, `every` when
    it comes again; `letter`: its holder is written to.
    """

    key: str
    name: str
    words: str
    holder_name: str
    holder_email: str
    holder_role: str
    opened_at: datetime
    case_id: int | None = None
    stage_id: int | None = None
    incoming_id: int | None = None
    restriction_id: int | None = None
    due_on: date | None = None
    bars: str = "nothing"
    wants_note: str = ""
    every: str = ""
    letter: bool = True


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as the record has it; the holder's email is in lower case."""

    id: int
    key: str
    name: str
    words: str
    holder_name: str
    holder_email: str
    holder_role: str
    opened_at: datetime
    case_id: int | None = None
    stage_id: int | None = None
    incoming_id: int | None = None
    restriction_id: int | None = None
    due_on: date | None = None
    bars: str = "nothing"
    wants_note: str = ""
    every: str = ""
    letter: bool = True
    done_at: datetime | None = None
    done_by: str = ""
    note: str = ""
    told_at: datetime | None = None
    reminded_on: date | None = None


_IDS: Any = bindparam("ids", expanding=True)

_ADD = {
    dialect: statement.on_conflict_do_nothing(index_elements=[table.c.key]).returning(
        *columns_for(table, Duty)
    )
    for dialect, statement in upserts(table).items()
}
_ROW = select(*columns_for(table, Duty))
_ONE = _ROW.where(table.c.id == bindparam("wanted"))
_OF_CASE = _ROW.where(table.c.case_id == bindparam("of_case")).order_by(table.c.id)
_UNDONE = table.c.done_at.is_(None)
_NAMED = (
    _ROW.where(_UNDONE, table.c.name == bindparam("called"))
    .order_by(table.c.id)
    .limit(bindparam("most"))
)
_LATE = _UNDONE & (table.c.due_on < bindparam("day"))
_COUNT_LATE = select(func.count()).select_from(table).where(_LATE)
# A duty whose day was moved since is reminded of again.
_TO_REMIND = _ROW.where(
    _UNDONE,
    table.c.due_on <= bindparam("day"),
    table.c.reminded_on.is_(None) | (table.c.reminded_on < table.c.due_on),
)
_FINISH = (
    update(table)
    .where(table.c.id == bindparam("wanted"), _UNDONE)
    .values(done_at=bindparam("at"), done_by=bindparam("who"), note=bindparam("remark"))
)
_REMINDED = update(table).where(table.c.id.in_(_IDS)).values(reminded_on=bindparam("day"))
_HAND_ON = (
    update(table)
    .where(table.c.id.in_(_IDS))
    .values(holder_name=bindparam("person"), holder_email=bindparam("email"))
)
_TOLD = update(table).where(table.c.id.in_(_IDS)).values(told_at=bindparam("at"))


def add_duties(conn: Connection, new: Sequence[NewDuty]) -> list[Duty]:
    """Open duties, and give those opened in the same order; one whose key is known adds nothing."""
    if not new:
        return []
    rows = [as_row(duty) | {"holder_email": duty.holder_email.lower()} for duty in new]
    opened = {
        duty.key: duty
        for duty in (Duty(*row) for row in conn.execute(_ADD[conn.dialect.name], rows))
    }
    return [opened[key] for key in dict.fromkeys(duty.key for duty in new) if key in opened]


def get_duty(conn: Connection, duty_id: int) -> Duty:
    """A duty; raises NoSuchRow."""
    row = conn.execute(_ONE, {"wanted": duty_id}).one_or_none()
    if row is None:
        raise NoSuchRow(f"there is no duty {duty_id}")
    return Duty(*row)


def duties_of(conn: Connection, case_id: int) -> list[Duty]:
    """Every duty of a case, done or not, in the order opened."""
    return _read(conn, _OF_CASE, {"of_case": case_id})


def open_duties(
    conn: Connection, *, holder_email: str = "", due_before: date | None = None, limit: int = 200
) -> list[Duty]:
    """Duties not done, oldest due first and those without a day last: of one holder, due before a day."""
    wanted = _ROW.where(_UNDONE)
    if holder_email:
        wanted = wanted.where(table.c.holder_email == holder_email.lower())
    if due_before is not None:
        wanted = wanted.where(table.c.due_on < due_before)
    return _read(conn, _in_order(wanted, limit), {})


def late_duties(conn: Connection, due_before: date, limit: int) -> tuple[int, list[Duty]]:
    """How many duties are late, and the oldest of them, so many at most."""
    terms = {"day": due_before}
    count = conn.execute(_COUNT_LATE, terms).scalar_one()
    return count, _read(conn, _in_order(_ROW.where(_LATE), limit), terms) if count else []


def duties_to_remind(conn: Connection, today: date, limit: int) -> list[Duty]:
    """Duties not done whose day has come and whose holder was not reminded since, oldest due first."""
    return _read(conn, _in_order(_TO_REMIND, limit), {"day": today})


def open_named(conn: Connection, name: str, limit: int) -> list[Duty]:
    """Duties of that name not done, whosever they are, in the order opened."""
    return _read(conn, _NAMED, {"called": name, "most": limit})


def finish_duty(conn: Connection, duty_id: int, at: datetime, by: str, note: str = "") -> None:
    """A duty is done; the first time counts. Raises NoSuchRow."""
    terms = {"wanted": duty_id, "at": at, "who": by, "remark": note}
    if not conn.execute(_FINISH, terms).rowcount:
        get_duty(conn, duty_id)


def reminded(conn: Connection, duty_ids: Iterable[int], today: date) -> None:
    """The holders of these duties were reminded of them."""
    for batch in batches(duty_ids):
        conn.execute(_REMINDED, {"ids": batch, "day": today})


def told(conn: Connection, duty_ids: Iterable[int], at: datetime) -> None:
    """The holders of these duties were written to."""
    for batch in batches(duty_ids):
        conn.execute(_TOLD, {"ids": batch, "at": at})


def hand_on(conn: Connection, duty_ids: Iterable[int], name: str, email: str) -> None:
    """These duties are somebody else's from now on."""
    for batch in batches(duty_ids):
        conn.execute(_HAND_ON, {"ids": batch, "person": name, "email": email.lower()})


def _in_order(wanted: Select[Any], limit: int) -> Select[Any]:
    return wanted.order_by(table.c.due_on.nulls_last(), table.c.id).limit(limit)


def _read(conn: Connection, statement: Select[Any], terms: dict[str, Any]) -> list[Duty]:
    return [Duty(*row) for row in conn.execute(statement, terms)]
