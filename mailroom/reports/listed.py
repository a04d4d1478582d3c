"""The rows that a report was counted from, for whoever counts for themselves: one for a case, one for an answer due.

Nothing of a resident's stands in them: no name, no words, no characteristic. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from mailroom.reports.counts import sort_of
from mailroom.reports.figures import Cell, Column, Table
from mailroom.reports.seen import Seen, cases_of, is_complaint
from mailroom.reports.timing import ACKNOWLEDGEMENT, RESPONSE, due_in, verdict
from mailroom.rules.workdays import local_date
from store.figure_rows import CaseRow, DueRow, StageRow

_CASES = (
    *(("reference", "Reference"), ("counted_as", "Counted as"), ("service", "Service")),
    *(("area", "Area"), ("category", "About"), ("channel", "How it came")),
    *(("received_on", "Received"), ("in_period", "Received in the period")),
    *(("stage", "Last stage"), ("owner", "With"), ("respond_by", "Answer due")),
    *(("answered_on", "Answered"), ("days", "Working days taken"), ("extensions", "Times put off")),
    *(("outcome", "Outcome"), ("closed_on", "Closed"), ("closing", "Closed as")),
    ("policy", "Policy"),
)
_DUE = (
    *(("reference", "Reference"), ("service", "Service"), ("stage", "Stage"), ("what", "What")),
    *(("due_on", "Due"), ("met_on", "Done"), ("extensions", "Times put off")),
    ("verdict", "What became of it"),
)
_CONFIDENTIAL = "(kept confidential)"


def cases(seen: Seen) -> Table:
    """A row for each case that the report speaks of: received, answered or due in the period, or open at its end."""
    last: dict[int, StageRow] = {}
    for row in sorted((*seen.open, *seen.stages), key=lambda one: one.number):
        last[row.case.id] = row
    told = cases_of(seen.received, seen.stages, seen.due, seen.open, seen.closed)
    found = {case.id: case for case in told}
    ordered = sorted(found.values(), key=lambda case: (case.received_at, case.reference))
    rows = tuple(_case(seen, case, last.get(case.id)) for case in ordered)
    says = "Every case that was received, answered or due in the period, or open at its end."
    return Table("cases", "Cases", _columns(_CASES), rows, says, "There was no case.")


def _case(seen: Seen, case: CaseRow, stage: StageRow | None) -> tuple[Cell, ...]:
    kept = case.confidential
    answered_on = _day(stage.answered_at) if stage else None
    return (
        case.reference,
        sort_of(case).replace("_", " "),
        seen.service_name(case.service),
        seen.area_of(case.service),
        _CONFIDENTIAL if kept else case.category,
        case.channel or "email",
        seen.received_on(case),
        "yes" if local_date(case.received_at) in seen.period else "no",
        seen.stage_name(stage.number) if stage else "",
        "" if kept or stage is None else stage.owner_name,
        stage.respond_by if stage else None,
        answered_on,
        _days(seen, stage, answered_on),
        stage.extensions if stage else None,
        "" if kept or stage is None else stage.outcome or "",
        _day(case.closed_at),
        case.closing,
        case.policy,
    )


def _days(seen: Seen, stage: StageRow | None, answered_on: date | None) -> int | None:
    """Working days, as the section on how long it took counts them."""
    if stage is None or answered_on is None or not is_complaint(stage):
        return None
    return seen.calendar.count_between(seen.received_on(stage), answered_on)


def due(seen: Seen) -> Table:
    """A row for each acknowledgement and answer of a complaint that fell due in the period, with what became of it."""
    found = [*due_in(seen, ACKNOWLEDGEMENT), *due_in(seen, RESPONSE)]
    found += due_in(seen, RESPONSE, external=True)
    rows = tuple(_due(seen, row) for row in sorted(found, key=_in_order))
    says = "Every acknowledgement and answer of a complaint that fell due in the period."
    return Table("due", "What fell due", _columns(_DUE), rows, says, "Nothing fell due.")


def _in_order(row: DueRow) -> tuple[date, str, str]:
    return row.due_on, row.case.reference, row.name


def _due(seen: Seen, row: DueRow) -> tuple[Cell, ...]:
    return (
        row.case.reference,
        seen.service_name(row.case.service),
        seen.stage_name(row.number),
        "acknowledgement" if row.name == ACKNOWLEDGEMENT else "answer",
        row.due_on,
        _day(row.met_at),
        row.extensions,
        str(verdict(seen, row)),
    )


def _day(at: datetime | None) -> date | None:
    return None if at is None else local_date(at)


def _columns(named: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    return tuple(Column(name, words) for name, words in named)
