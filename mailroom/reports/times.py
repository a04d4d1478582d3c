"""Counts time: what was done in time, how long it took, what was put off, what went further. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from mailroom.reports.counts import grouped, put_off
from mailroom.reports.figures import Section, Share, mean_of, middle_of, most_first
from mailroom.reports.seen import Seen, answered_in, is_complaint, opened_in
from mailroom.reports.timing import ACKNOWLEDGEMENT, RESPONSE, due_in, has_target, tally
from mailroom.reports.words import Figures, Noted, Row, Tables, section
from mailroom.rules.workdays import local_date
from store.figure_rows import DueRow, StageRow

_NO_TARGET = Noted(None, "The policy sets no time for acknowledging a complaint.")
_NO_ANSWER = "Nothing was answered."


def timeliness(seen: Seen) -> Section:
    """What was acknowledged and answered in time, for all of the council's own stages and for each."""
    acknowledgements, answers = due_in(seen, ACKNOWLEDGEMENT), due_in(seen, RESPONSE)
    acks, found = tally(seen, acknowledgements), tally(seen, answers)
    figures: Figures = {
        "acknowledged_in_time": acks.share if acks.due or has_target(seen) else _NO_TARGET,
        "answered_in_time": found.share,
        "in_time_extended": found.extended,
        "answered_after": found.after,
        "still_owed": found.owed,
        "not_counted": found.not_yet + found.still + found.ended,
    }
    tables: Tables = {
        "acknowledgements": [(*row[:3], *row[4:]) for row in _timely(seen, acknowledgements)],
        "answers": _timely(seen, answers),
    }
    return section("timeliness", figures, tables)


def _timely(seen: Seen, rows: list[DueRow]) -> list[Row]:
    found: list[Row] = []
    for number in sorted({row.number for row in rows}):
        one = tally(seen, (row for row in rows if row.number == number))
        if one.due:
            name = seen.stage_name(number)
            found.append((name, one.due, one.share, one.extended, one.after, one.owed))
    return found


def days_taken(seen: Seen) -> Section:
    """How many working days answers took, from receipt, standing still or not."""
    answered = answered_in(seen)
    days = [_days(seen, row) for row in answered]
    figures: Figures = {
        "average": Noted(mean_of(days), "" if days else _NO_ANSWER),
        "median": Noted(middle_of(days), "" if days else _NO_ANSWER),
    }
    tables: Tables = {
        "by_stage": _taken(seen, answered, lambda row: seen.stage_name(row.number)),
        "by_service": _taken(seen, answered, lambda row: seen.service_name(row.case.service)),
    }
    return section("days_taken", figures, tables)


def _days(seen: Seen, row: StageRow) -> int:
    assert row.answered_at is not None  # it is one of those answered
    return seen.calendar.count_between(seen.received_on(row), local_date(row.answered_at))


def _taken(seen: Seen, rows: Sequence[StageRow], of: Callable[[StageRow], str]) -> list[Row]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(of(row), []).append(_days(seen, row))
    return [
        (key, len(days), mean_of(days), middle_of(days), max(days))
        for key, days in sorted(found.items())
    ]


def extensions(seen: Seen) -> Section:
    """How often answers were put off: never as a matter of course (S003-32)."""
    answered = answered_in(seen)
    services = grouped(answered, lambda case: seen.service_name(case.service))
    figures: Figures = {
        "extended": put_off(answered),
        "times": sum(row.extensions for row in answered),
    }
    rows: list[Row] = [(name, len(of), put_off(of)) for name, of in services.items()]
    return section("extensions", figures, {"by_service": rows})


def escalations(seen: Seen) -> Section:
    """How often people took their complaint further, and what was decided of that."""
    first = [row for row in answered_in(seen) if row.number == 1]
    services = grouped(first, lambda case: seen.service_name(case.service))
    opened = Counter(
        row.number for row in (*opened_in(seen), *opened_in(seen, external=True)) if row.number > 1
    )
    decided = Counter(
        row.decision.replace("_", " ") for row in seen.stages if is_complaint(row) and row.decision
    )
    declined = sum(one.refusal.what == "escalation declined" for one in seen.refused)
    tables: Tables = {
        "opened": [(seen.stage_name(number), count) for number, count in sorted(opened.items())],
        "decisions": most_first(decided.items()),
        "by_service": [(name, _further(rows)) for name, rows in services.items()],
    }
    return section("escalations", {"escalated": _further(first), "declined": declined}, tables)


def _further(rows: Sequence[StageRow]) -> Share:
    further = sum(row.taken_further for row in rows)
    return Share(further, len(rows), "Nothing was answered at stage 1.")
