"""Cases, their stages and people: numbered, added, changed, and found again.

The values stand in `casefile`, what the diary needs in `diary`; both can be had from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, func, insert, select, update

from store.casefile import Case, CaseFile, NewCase, NewParty, NewStage, Party, Pause, Stage
from store.diary import (
    Due,
    add_pause,
    add_steps,
    close_pause,
    due_between,
    looked,
    meet_deadline,
    set_deadlines,
    stages_to_look_at,
    steps_of,
)
from store.rows import NoSuchRow, as_row, batches, columns_for, upserts
from store.schema import cases, parties, pauses, series, stages

__all__ = [
    "Case",
    "CaseFile",
    "Due",
    "NewCase",
    "NewParty",
    "NewStage",
    "NoSuchRow",
    "Party",
    "Pause",
    "Stage",
    "add_cases",
    "add_parties",
    "add_pause",
    "add_stages",
    "add_steps",
    "case_files",
    "cases_by_reference",
    "cases_in_group",
    "cases_of",
    "cases_with_text",
    "change_case",
    "change_party",
    "change_stage",
    "children_of",
    "close_pause",
    "due_between",
    "get_case",
    "join",
    "looked",
    "meet_deadline",
    "open_case",
    "open_stage",
    "set_deadlines",
    "stages_to_look_at",
    "steps_of",
    "take_numbers",
]

# More cases of one person than this are not shown to choose from: nobody would read them.
MOST_OF_ONE_PERSON = 20

T = TypeVar("T")

_TAKE = {
    dialect: statement.values(name=bindparam("name"), last=bindparam("n"))
    .on_conflict_do_update(
        index_elements=[series.c.name],
        set_={"last": series.c.last + statement.excluded.last},
    )
    .returning(series.c.last)
    for dialect, statement in upserts(series).items()
}
_ADD_CASES = insert(cases).returning(cases.c.id, cases.c.reference)
_ADD_STAGES = insert(stages).returning(
    stages.c.id, stages.c.case_id, stages.c.number, stages.c.opened_at
)
_ADD_PARTIES = insert(parties)
_OPEN_CASE = insert(cases).returning(*columns_for(cases, Case))
_OPEN_STAGE = insert(stages).returning(*columns_for(stages, Stage))
_JOIN = insert(parties).returning(*columns_for(parties, Party))

_IDS: Any = bindparam("ids", expanding=True)
_CASES = select(*columns_for(cases, Case)).where(cases.c.id.in_(_IDS))
_STAGES = (
    select(*columns_for(stages, Stage)).where(stages.c.case_id.in_(_IDS)).order_by(stages.c.id)
)
_PAUSES = (
    select(*columns_for(pauses, Pause))
    .join_from(pauses, stages)
    .where(stages.c.case_id.in_(_IDS))
    .order_by(pauses.c.from_on, pauses.c.id)
)
_PARTIES = (
    select(*columns_for(parties, Party)).where(parties.c.case_id.in_(_IDS)).order_by(parties.c.id)
)
_BY_REFERENCE = select(cases.c.reference, cases.c.id).where(
    cases.c.reference.in_(bindparam("references", expanding=True))
)
_NEWEST_OF_EACH = (
    select(
        parties.c.case_id,
        func.row_number()
        .over(
            partition_by=parties.c.email,
            order_by=(cases.c.received_at.desc(), cases.c.id.desc()),
        )
        .label("place"),
    )
    .join_from(parties, cases)
    .where(parties.c.email.in_(bindparam("emails", expanding=True)))
    .subquery()
)
_OF_PEOPLE = (
    select(*columns_for(cases, Case))
    .where(
        cases.c.id.in_(
            select(_NEWEST_OF_EACH.c.case_id).where(_NEWEST_OF_EACH.c.place <= MOST_OF_ONE_PERSON)
        )
    )
    .order_by(cases.c.received_at.desc(), cases.c.id.desc())
)
_WITH_TEXT = (
    select(cases.c.id)
    .where(cases.c.fingerprint_text == bindparam("fingerprint"))
    .order_by(cases.c.id)
)
_IN_GROUP = (
    select(cases.c.id)
    .where((cases.c.group_id == bindparam("first")) | (cases.c.id == bindparam("first")))
    .order_by(cases.c.id)
)
_CHILDREN = select(cases.c.id).where(cases.c.parent_id == bindparam("parent")).order_by(cases.c.id)


def take_numbers(conn: Connection, series: str, n: int = 1) -> range:
    """The next n numbers of a series, the first ever being 1; given back if the work is undone."""
    if n < 1:
        return range(0)
    last: int = conn.execute(_TAKE[conn.dialect.name], {"name": series, "n": n}).scalar_one()
    return range(last - n + 1, last + 1)


def add_cases(conn: Connection, new: Sequence[NewCase]) -> list[int]:
    """Open cases; gives their ids in the same order."""
    if not new:
        return []
    rows = conn.execute(_ADD_CASES, [as_row(case) for case in new])
    ids = {reference: id_ for id_, reference in rows}
    return [ids[case.reference] for case in new]


def add_stages(conn: Connection, new: Sequence[NewStage]) -> list[int]:
    """Open stages; gives their ids in the same order."""
    if not new:
        return []
    rows = conn.execute(_ADD_STAGES, [as_row(stage) for stage in new])
    ids = {tuple(place): id_ for id_, *place in rows}
    return [ids[stage.case_id, stage.number, stage.opened_at] for stage in new]


def add_parties(conn: Connection, new: Sequence[NewParty]) -> None:
    """Add people to cases; emails are kept in lower case."""
    if new:
        rows = [as_row(party) | {"email": party.email.lower()} for party in new]
        conn.execute(_ADD_PARTIES, rows)


def open_case(conn: Connection, new: NewCase) -> Case:
    """Open one case; gives it as the record has it, which saves reading it."""
    return Case(*conn.execute(_OPEN_CASE, as_row(new)).one())


def open_stage(conn: Connection, new: NewStage) -> Stage:
    """Open one stage; gives it as the record has it."""
    return Stage(*conn.execute(_OPEN_STAGE, as_row(new)).one())


def join(conn: Connection, new: NewParty) -> Party:
    """Add somebody to a case; gives them as the record has them, the email in lower case."""
    return Party(*conn.execute(_JOIN, as_row(new) | {"email": new.email.lower()}).one())


def change_case(conn: Connection, case_id: int, **columns: Any) -> None:
    """Set columns of a case; raises NoSuchRow, and ValueError for a column it does not have."""
    _change(conn, cases, case_id, columns)


def change_stage(conn: Connection, stage_id: int, **columns: Any) -> None:
    """Set columns of a stage; raises NoSuchRow, and ValueError for a column it does not have."""
    _change(conn, stages, stage_id, columns)


def change_party(conn: Connection, party_id: int, **columns: Any) -> None:
    """Set columns of a party; raises NoSuchRow, and ValueError for a column it does not have."""
    if "email" in columns:
        columns["email"] = columns["email"].lower()
    _change(conn, parties, party_id, columns)


def _change(conn: Connection, table: Table, row_id: int, columns: Mapping[str, Any]) -> None:
    unknown = sorted(name for name in columns if name not in table.c or name == "id")
    if unknown:
        raise ValueError(f"{table.name} cannot have {', '.join(unknown)} changed")
    if columns:
        done = conn.execute(update(table).where(table.c.id == row_id).values(**columns))
        if done.rowcount == 0:
            raise NoSuchRow(f"there is no row {row_id} in {table.name}")


def get_case(conn: Connection, case_id: int) -> CaseFile:
    """A whole case; raises NoSuchRow."""
    found = case_files(conn, [case_id])
    if not found:
        raise NoSuchRow(f"there is no case {case_id}")
    return found[case_id]


def case_files(conn: Connection, ids: Iterable[int]) -> dict[int, CaseFile]:
    """Whole cases by id, in a handful of queries however many; an unknown id is left out."""
    files: dict[int, CaseFile] = {}
    for batch in batches(dict.fromkeys(ids)):
        files |= _read_files(conn, {"ids": batch})
    return files


def _read_files(conn: Connection, terms: Mapping[str, Any]) -> dict[int, CaseFile]:
    paused = _by(_rows(conn, _PAUSES, Pause, terms), "stage_id")
    staged = [
        replace(stage, pauses=tuple(paused[stage.id])) if stage.id in paused else stage
        for stage in _rows(conn, _STAGES, Stage, terms)
    ]
    of_case, people = _by(staged, "case_id"), _by(_rows(conn, _PARTIES, Party, terms), "case_id")
    return {
        case.id: CaseFile(case, tuple(of_case[case.id]), tuple(people[case.id]))
        for case in _rows(conn, _CASES, Case, terms)
    }


def _rows(
    conn: Connection, statement: Select[Any], kind: type[T], terms: Mapping[str, Any]
) -> list[T]:
    return [kind(*row) for row in conn.execute(statement, terms)]


def _by(rows: Iterable[T], name: str) -> dict[int, list[T]]:
    groups: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups


def cases_by_reference(conn: Connection, refs: Iterable[str]) -> dict[str, int]:
    """Which of these references are cases, and which."""
    found: dict[str, int] = {}
    for batch in batches(refs):
        found |= dict(conn.execute(_BY_REFERENCE, {"references": batch}).all())
    return found


def cases_of(conn: Connection, emails: Iterable[str]) -> list[Case]:
    """The newest cases of each of these people, in whatever role; newest first."""
    known = [email.lower() for email in emails if email]
    return _rows(conn, _OF_PEOPLE, Case, {"emails": known}) if known else []


def cases_with_text(conn: Connection, fingerprint_text: str) -> list[int]:
    """The cases opened with this very text, oldest first."""
    if not fingerprint_text:
        return []
    return list(conn.execute(_WITH_TEXT, {"fingerprint": fingerprint_text}).scalars())


def cases_in_group(conn: Connection, group_id: int) -> list[int]:
    """The cases of a matter that many brought, by its first case, which is among them; oldest first."""
    return list(conn.execute(_IN_GROUP, {"first": group_id}).scalars())


def children_of(conn: Connection, case_id: int) -> list[int]:
    """The cases that grew out of this one, oldest first."""
    return list(conn.execute(_CHILDREN, {"parent": case_id}).scalars())
