"""What the diary needs of stages: which to look at, what was already done, pauses and deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, insert, select, update

from store.rows import batches, upserts
from store.schema import cases, deadlines, pauses, stages, steps
from store.states import CaseStatus, StepHow


@dataclass(frozen=True, slots=True)
class Due:
    """Something a stage owes by a day."""

    case_id: int
    stage_id: int
    name: str
    due_on: date
    met_at: datetime | None


# The diary looks at a stage once in so many days at least; later than that nobody put it off, but a wrong clock.
LONGEST_UNSEEN = timedelta(days=28)

_IDS: Any = bindparam("ids", expanding=True)

_TO_LOOK_AT = (
    select(stages.c.case_id, stages.c.id)
    .join_from(stages, cases)
    .where(
        stages.c.answered_at.is_(None),
        stages.c.looked_on.is_(None)
        | (stages.c.looked_on < bindparam("today"))
        | (stages.c.looked_on > bindparam("beyond")),
        cases.c.status != CaseStatus.CLOSED,
    )
    # The order of their index, which holds none but the unanswered.
    .order_by(stages.c.looked_on, stages.c.id)
    .limit(bindparam("most"))
)
_ANEW = (
    update(stages)
    .where(stages.c.answered_at.is_(None), stages.c.looked_on.is_not(None))
    .values(looked_on=None)
)
_LOOKED = update(stages).where(stages.c.id.in_(_IDS)).values(looked_on=bindparam("day"))
_OWNERS = (
    select(stages.c.owner_email, func.count())
    .join_from(stages, cases)
    .where(stages.c.answered_at.is_(None), cases.c.status != CaseStatus.CLOSED)
    .group_by(stages.c.owner_email)
)
_INFORMAL_OVER = (
    select(cases.c.id)
    .where(cases.c.informal_until <= bindparam("at"), cases.c.status == CaseStatus.OPEN)
    .order_by(cases.c.informal_until, cases.c.id)
)
_STEPS = select(steps.c.stage_id, steps.c.key).where(steps.c.stage_id.in_(_IDS))
_ADD_STEPS = {
    dialect: statement.on_conflict_do_nothing(index_elements=[steps.c.stage_id, steps.c.key])
    for dialect, statement in upserts(steps).items()
}
_CLOSE_PAUSE = (
    update(pauses)
    .where(pauses.c.stage_id == bindparam("of_stage"), pauses.c.to_on.is_(None))
    .values(to_on=bindparam("day"))
)
_STILL = (
    select(pauses.c.id, stages.c.case_id, stages.c.id)
    .join_from(pauses, stages)
    .join(cases)
    .where(
        pauses.c.to_on.is_(None),
        pauses.c.from_on < bindparam("day"),
        pauses.c.id > bindparam("beyond"),
        stages.c.answered_at.is_(None),
        cases.c.status != CaseStatus.CLOSED,
    )
    .order_by(pauses.c.id)
    .limit(bindparam("most"))
)
_SET_DEADLINES = {
    dialect: statement.on_conflict_do_update(
        index_elements=[deadlines.c.stage_id, deadlines.c.name],
        set_={"due_on": statement.excluded.due_on},
    )
    for dialect, statement in upserts(deadlines).items()
}
_MEET = (
    update(deadlines)
    .where(
        deadlines.c.stage_id == bindparam("of_stage"),
        deadlines.c.name == bindparam("called"),
        deadlines.c.met_at.is_(None),
    )
    .values(met_at=bindparam("at"))
)
_DUE = (
    select(
        stages.c.case_id,
        deadlines.c.stage_id,
        deadlines.c.name,
        deadlines.c.due_on,
        deadlines.c.met_at,
    )
    .join_from(deadlines, stages)
    .join(cases)
    .where(
        deadlines.c.due_on.between(bindparam("first"), bindparam("last")),
        cases.c.status != CaseStatus.CLOSED,
    )
    .order_by(deadlines.c.due_on, deadlines.c.stage_id, deadlines.c.name)
)
_OWED = _DUE.where(deadlines.c.met_at.is_(None))


def stages_to_look_at(conn: Connection, today: date, limit: int = 500) -> list[tuple[int, int]]:
    """(case, stage) of unanswered stages of cases not closed that were looked at for no day so late as today.

    One that was looked at for a day further ahead than `LONGEST_UNSEEN` counts as never looked at.
    """
    terms = {"today": today, "beyond": today + LONGEST_UNSEEN, "most": limit}
    return [(case_id, id_) for case_id, id_ in conn.execute(_TO_LOOK_AT, terms)]


def looked(conn: Connection, stage_ids: Sequence[int], on: date) -> None:
    """The diary has looked at these stages, for every day up to that one."""
    for batch in batches(stage_ids):
        conn.execute(_LOOKED, {"ids": batch, "day": on})


def look_anew(conn: Connection) -> int:
    """Have the diary look at every unanswered stage again; how many there are that it had looked at."""
    return conn.execute(_ANEW).rowcount


def steps_of(conn: Connection, stage_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """The keys of the steps done in each of these stages; none left out."""
    found: dict[int, set[str]] = {id_: set() for id_ in stage_ids}
    for batch in batches(list(found)):
        for stage_id, key in conn.execute(_STEPS, {"ids": batch}):
            found[stage_id].add(key)
    return {id_: frozenset(keys) for id_, keys in found.items()}


def add_steps(conn: Connection, done: Iterable[tuple[int, str, datetime, str]]) -> None:
    """Note steps done, as (stage, key, at, how); one already noted stays as it was."""
    rows = [
        {"stage_id": id_, "key": key, "at": at, "how": StepHow(how)} for id_, key, at, how in done
    ]
    if rows:
        conn.execute(_ADD_STEPS[conn.dialect.name], rows)


def add_pause(conn: Connection, stage_id: int, from_on: date, reason: str) -> None:
    """Stop a stage's clock from that day."""
    row = {"stage_id": stage_id, "from_on": from_on, "reason": reason}
    conn.execute(insert(pauses), row)


def close_pause(conn: Connection, stage_id: int, to_on: date) -> int:
    """Let a stage's clock run again: ends every pause still open, and says how many there were."""
    return conn.execute(_CLOSE_PAUSE, {"of_stage": stage_id, "day": to_on}).rowcount


def open_pauses(
    conn: Connection, before: date, limit: int, beyond: int = 0
) -> list[tuple[int, int, int]]:
    """(pause, case, stage) of unanswered stages whose clock has stood still since before that day, by pause.

    `beyond` is the last pause that was given before.
    """
    terms = {"day": before, "most": limit, "beyond": beyond}
    return [(id_, case_id, stage_id) for id_, case_id, stage_id in conn.execute(_STILL, terms)]


def set_deadlines(conn: Connection, due: Iterable[tuple[int, str, date]]) -> None:
    """Set what stages owe, as (stage, name, day); one set before moves, a met one stays met."""
    rows = [{"stage_id": id_, "name": name, "due_on": due_on} for id_, name, due_on in due]
    if rows:
        conn.execute(_SET_DEADLINES[conn.dialect.name], rows)


def meet_deadline(conn: Connection, stage_id: int, name: str, at: datetime) -> None:
    """What a stage owed was done; the first time counts, and not to have owed it is no fault."""
    conn.execute(_MEET, {"of_stage": stage_id, "called": name, "at": at})


def owners_of_open_stages(conn: Connection) -> dict[str, int]:
    """How many unanswered stages of cases not closed each owner has, by email."""
    return dict(conn.execute(_OWNERS).all())


@dataclass(frozen=True, slots=True)
class Late:
    """An answer that is late: whose it is, and since when."""

    reference: str
    owner_name: str
    due_on: date


_LATE = (
    deadlines.c.met_at.is_(None)
    & (deadlines.c.name == "response")
    & (deadlines.c.due_on < bindparam("today"))
    & stages.c.answered_at.is_(None)
    & (cases.c.status != CaseStatus.CLOSED)
    # While its clock stands still nothing is late.
    & ~exists().where(pauses.c.stage_id == stages.c.id, pauses.c.to_on.is_(None))
)
_LATE_FROM = deadlines.join(stages, deadlines.c.stage_id == stages.c.id).join(
    cases, stages.c.case_id == cases.c.id
)
_COUNT_LATE = select(func.count()).select_from(_LATE_FROM).where(_LATE)
_FIRST_LATE = (
    select(cases.c.reference, stages.c.owner_name, deadlines.c.due_on)
    .select_from(_LATE_FROM)
    .where(_LATE)
    .order_by(deadlines.c.due_on, deadlines.c.id)
    .limit(bindparam("most"))
)


def late_answers(conn: Connection, today: date, most: int) -> tuple[int, list[Late]]:
    """How many answers are late, and the latest of them, so many at most."""
    count = conn.execute(_COUNT_LATE, {"today": today}).scalar_one()
    if not count:
        return 0, []
    return count, [Late(*row) for row in conn.execute(_FIRST_LATE, {"today": today, "most": most})]


def due_between(conn: Connection, first: date, last: date, *, met: bool = False) -> list[Due]:
    """What falls due on these days, both included, in cases not closed; in order of days.

    Only what is still owed, unless `met`.
    """
    statement = _DUE if met else _OWED
    return [Due(*row) for row in conn.execute(statement, {"first": first, "last": last})]


def informal_over(conn: Connection, at: datetime) -> list[int]:
    """The open cases whose time for being settled on the spot is over, the longest over first."""
    return list(conn.execute(_INFORMAL_OVER, {"at": at}).scalars())
