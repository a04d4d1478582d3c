"""What a report counts: the rows of a period, each with what its case is, in a handful of queries. Changes nothing.

Periods come as instants, the end left out, and as days, both included: only the house knows where its days begin.
What residents wrote is read by `texts` and nowhere else here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from store.figure_rows import (
    CaseRow,
    DueRow,
    LearningRow,
    RefusalRow,
    RemedyRow,
    StageRow,
    SurveyRow,
)
from store.refusals import Refusal
from store.remedies import Remedy
from store.rows import batches, columns_for
from store.schema import actions, cases, deadlines, learning, parties, pauses, refusals, stages
from store.schema import surveys as surveys_table
from store.states import CaseStatus

T = TypeVar("T")


_OF_CASE = columns_for(cases, CaseRow)
_WIDTH = len(_OF_CASE)
_FIRST: Any = bindparam("first")
_END: Any = bindparam("end")
_IDS: Any = bindparam("ids", expanding=True)
# Named one by one, so that the index of states and receipts is used.
_ANY_STATUS = cases.c.status.in_(tuple(CaseStatus))

_later = stages.alias("later")
_FURTHER = exists().where(
    _later.c.case_id == stages.c.case_id,
    _later.c.number > stages.c.number,
    _later.c.opened_at >= stages.c.answered_at,
)
_STILL = exists().where(pauses.c.stage_id == stages.c.id, pauses.c.to_on.is_(None))


def _within(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(column >= _FIRST, column < _END)


_RECEIVED = (
    select(*_OF_CASE)
    .where(_ANY_STATUS, _within(cases.c.received_at))
    .order_by(cases.c.received_at, cases.c.id)
)
_CLOSED = select(*_OF_CASE).where(_within(cases.c.closed_at)).order_by(cases.c.id)
_STAGE = select(*_OF_CASE, *columns_for(stages, StageRow), _FURTHER, _STILL).join_from(
    stages, cases
)
_STAGES = _STAGE.where(or_(_within(stages.c.opened_at), _within(stages.c.answered_at))).order_by(
    stages.c.id
)
_OPEN = _STAGE.where(
    cases.c.kind == bindparam("kind"),
    cases.c.received_at < _END,
    or_(cases.c.closed_at.is_(None), cases.c.closed_at >= _END),
    stages.c.opened_at < _END,
).order_by(cases.c.received_at, stages.c.id)
_DUE = (
    select(
        *_OF_CASE,
        stages.c.id,
        stages.c.number,
        deadlines.c.name,
        deadlines.c.due_on,
        deadlines.c.met_at,
        stages.c.extensions,
        _STILL,
    )
    .join_from(deadlines, stages)
    .join(cases)
    .where(deadlines.c.due_on.between(_FIRST, bindparam("last")))
    .order_by(deadlines.c.id)
)


def _with_case(table: Table, *columns: Any) -> Select[Any]:
    return (
        select(*_OF_CASE, *columns)
        .join_from(table, cases, table.c.case_id == cases.c.id)
        .order_by(table.c.id)
    )


_REMEDY = _with_case(actions, *columns_for(actions, Remedy))
_REMEDIES = _REMEDY.where(
    or_(
        _within(actions.c.promised_at),
        _within(actions.c.done_at),
        _within(actions.c.dropped_at),
        actions.c.by_on.between(bindparam("from_on"), bindparam("to_on")),
    )
)
_OVERDUE = _REMEDY.where(
    actions.c.by_on < bindparam("day"),
    actions.c.promised_at < _END,
    or_(actions.c.done_at.is_(None), actions.c.done_at >= _END),
    or_(actions.c.dropped_at.is_(None), actions.c.dropped_at >= _END),
)
_OF_CASES = _REMEDY.where(actions.c.case_id.in_(_IDS))
_LEARNING = (
    _with_case(learning, learning.c.answers, learning.c.returned_at, stages.c.number)
    .outerjoin(stages, learning.c.stage_id == stages.c.id)
    .where(_within(learning.c.returned_at))
)
_SURVEYS = _with_case(
    surveys_table,
    surveys_table.c.sent_at,
    surveys_table.c.answers,
    surveys_table.c.returned_at,
).where(or_(_within(surveys_table.c.sent_at), _within(surveys_table.c.returned_at)))
_REFUSALS = (
    select(*_OF_CASE, *columns_for(refusals, Refusal))
    .join_from(refusals, cases, refusals.c.case_id == cases.c.id, isouter=True)
    .where(_within(refusals.c.at))
    .order_by(refusals.c.id)
)
_TEXTS = select(cases.c.id, cases.c.subject, cases.c.summary).where(cases.c.id.in_(_IDS))
_PARENTS = select(cases.c.id, cases.c.kind).where(cases.c.id.in_(_IDS))
_NAMED = select(
    parties.c.case_id,
    parties.c.name,
    parties.c.email,
    parties.c.phone,
    parties.c.address,
    parties.c.postcode,
    parties.c.organisation,
).where(parties.c.case_id.in_(_IDS))


def received(conn: Connection, first: datetime, end: datetime) -> list[CaseRow]:
    """The cases that reached the council from one instant until before another."""
    return [CaseRow(*row) for row in conn.execute(_RECEIVED, {"first": first, "end": end})]


def closed(conn: Connection, first: datetime, end: datetime) -> list[CaseRow]:
    """The cases that were closed in that time, and are closed still."""
    return [CaseRow(*row) for row in conn.execute(_CLOSED, {"first": first, "end": end})]


def stages_between(conn: Connection, first: datetime, end: datetime) -> list[StageRow]:
    """The stages that were opened, or answered, in that time."""
    return _rows(conn, _STAGES, StageRow, {"first": first, "end": end})


def open_at(conn: Connection, end: datetime, kind: str = "complaint") -> list[StageRow]:
    """The last stage of each case of a kind that was open just before an instant, the oldest receipt first."""
    found = _rows(conn, _OPEN, StageRow, {"end": end, "kind": kind})
    return list({row.case.id: row for row in found}.values())


def due(conn: Connection, first: date, last: date) -> list[DueRow]:
    """What stages owed on these days, both included, whether it was done or not."""
    return _rows(conn, _DUE, DueRow, {"first": first, "last": last})


def remedies_between(
    conn: Connection, first: datetime, end: datetime, from_on: date, to_on: date
) -> list[RemedyRow]:
    """The remedies promised, done or dropped in that time, or promised for a day of it."""
    terms = {"first": first, "end": end, "from_on": from_on, "to_on": to_on}
    return _remedies(conn, _REMEDIES, terms)


def overdue_at(conn: Connection, day: date, end: datetime) -> list[RemedyRow]:
    """The remedies promised for a day before that one which were still owed just before an instant."""
    return _remedies(conn, _OVERDUE, {"day": day, "end": end})


def remedies_of_cases(conn: Connection, case_ids: Iterable[int]) -> list[RemedyRow]:
    """Every remedy of these cases."""
    found: list[RemedyRow] = []
    for batch in batches(case_ids):
        found += _remedies(conn, _OF_CASES, {"ids": batch})
    return found


def _remedies(conn: Connection, statement: Select[Any], terms: dict[str, Any]) -> list[RemedyRow]:
    return [
        RemedyRow(CaseRow(*row[:_WIDTH]), Remedy(*row[_WIDTH:]))
        for row in conn.execute(statement, terms)
    ]


def learnt(conn: Connection, first: datetime, end: datetime) -> list[LearningRow]:
    """What was taken from cases in that time."""
    return _rows(conn, _LEARNING, LearningRow, {"first": first, "end": end})


def surveyed(conn: Connection, first: datetime, end: datetime) -> list[SurveyRow]:
    """The surveys that were sent, or answered, in that time."""
    return _rows(conn, _SURVEYS, SurveyRow, {"first": first, "end": end})


def refused(conn: Connection, first: datetime, end: datetime) -> list[RefusalRow]:
    """What was decided against in that time, with or without a case."""
    return [
        RefusalRow(CaseRow(*row[:_WIDTH]) if row[0] is not None else None, Refusal(*row[_WIDTH:]))
        for row in conn.execute(_REFUSALS, {"first": first, "end": end})
    ]


def counts_between(
    conn: Connection, edges: Sequence[datetime], kind: str = "complaint"
) -> list[tuple[str, str, str, int, int]]:
    """How many cases of a kind, by policy, service and category, were received in each span between two edges.

    As (policy, service, category, number of the span from 0, count); a span without any is left out.
    """
    at = cases.c.received_at
    span = case(*((at < edge, place) for place, edge in enumerate(edges[1:])), else_=-1)
    columns = (cases.c.policy, cases.c.service, cases.c.category, span.label("span"))
    wanted = (
        select(*columns, func.count())
        .where(_ANY_STATUS, cases.c.kind == kind, at >= edges[0], at < edges[-1])
        .group_by(cases.c.policy, cases.c.service, cases.c.category, "span")
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in conn.execute(wanted)]


def texts(conn: Connection, case_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Subject and summary of these cases, in the residents' own words."""
    found: dict[int, tuple[str, str]] = {}
    for batch in batches(case_ids):
        found |= {row[0]: (row[1], row[2]) for row in conn.execute(_TEXTS, {"ids": batch})}
    return found


def kinds_of(conn: Connection, case_ids: Iterable[int]) -> dict[int, str]:
    """The kind of each of these cases."""
    found: dict[int, str] = {}
    for batch in batches(dict.fromkeys(case_ids)):
        found |= {row[0]: row[1] for row in conn.execute(_PARENTS, {"ids": batch})}
    return found


def named_in(conn: Connection, case_ids: Iterable[int]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Name, email, telephone, address, postcode and organisation of everybody in these cases."""
    found: dict[int, tuple[tuple[str, ...], ...]] = {}
    for batch in batches(dict.fromkeys(case_ids)):
        for case_id, *words in conn.execute(_NAMED, {"ids": batch}):
            found[case_id] = (*found.get(case_id, ()), tuple(words))
    return found


def _rows(
    conn: Connection, statement: Select[Any], kind: Callable[..., T], terms: dict[str, Any]
) -> list[T]:
    """Rows whose first columns are their case's and whose others are the value's own, in order."""
    return [kind(CaseRow(*row[:_WIDTH]), *row[_WIDTH:]) for row in conn.execute(statement, terms)]
