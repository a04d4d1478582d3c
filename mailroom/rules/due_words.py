"""Why an answer is due on its day, in words: the term, from when it counts, and the days that do not count. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mailroom.rules.policy import Policy
from mailroom.rules.policy_stages import Stage
from mailroom.rules.policy_terms import Duration, Unit
from mailroom.rules.stage_clock import (
    StageFacts,
    acknowledgement_due,
    clock_start,
    paused_days,
    receipt_date,
    reckon,
)
from mailroom.rules.workdays import Calendar, bank_holidays

_UNITS = {
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
    Unit.HOURS: "hour",
}


def answer_due_in_words(policy: Policy, facts: StageFacts, calendar: Calendar) -> str:
    """How the day of the answer was reckoned; '' where the policy sets no time for it."""
    stage = policy.stage(facts.number)
    if stage is None or stage.response is None or facts.kind != "complaint":
        return ""
    receipt_on = receipt_date(policy.receipt, facts.received_at, calendar)
    start = clock_start(stage.response.anchor, facts, receipt_on)
    counted_from = start or acknowledgement_due(stage, receipt_on, calendar) or receipt_on
    term = stage.response.within
    due = reckon(counted_from, term, calendar)
    unless = "" if start else ", if it is acknowledged by then"
    parts = [
        f"{_term(term)} from {_day(counted_from)}{unless}",
        *_left_out(counted_from, due, term, calendar),
    ]
    parts += _moved(stage, facts, counted_from, due, calendar)
    return "; ".join(parts)


def _term(term: Duration) -> str:
    unit = _UNITS[term.unit]
    return f"{term.count} {unit}{'s' if term.count != 1 else ''}"


def _left_out(start: date, due: date, term: Duration, calendar: Calendar) -> Iterator[str]:
    """The days of the week on which the council does not work, as far as they were passed over."""
    if term.unit is not Unit.WORKING_DAYS:
        return
    days = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    off = [one for one in days if one.weekday() < 5 and not calendar.is_working_day(one)]
    holidays = [one for one in off if one in bank_holidays(calendar.subdiv, one.year)]
    closed = [one for one in off if one not in holidays]
    if holidays:
        is_one = len(holidays) == 1
        yield f"{_days(holidays)} {'is a bank holiday' if is_one else 'are bank holidays'}"
    if closed:
        yield f"on {_days(closed)} the council is closed"


def _moved(
    stage: Stage, facts: StageFacts, start: date, due: date, calendar: Calendar
) -> Iterator[str]:
    assert stage.response is not None
    unit = stage.response.within.unit
    days, _ = paused_days(facts.pauses, unit, start, due, calendar)
    if days:
        yield f"the clock stood still for {days} {_UNITS[unit]}{'s' if days != 1 else ''}"
    if any(one.to_on is None for one in facts.pauses):
        yield "the clock stands still now"
    if facts.extended_to is not None:
        yield f"extended to {_day(facts.extended_to)}"


def _day(on: date) -> str:
    return f"{on:%-d %B}"


def _days(days: list[date]) -> str:
    """Days in a row of words: '3 and 6 April', '25 December and 1 January'."""
    said = [
        f"{one:%-d}" if place + 1 < len(days) and days[place + 1].month == one.month else _day(one)
        for place, one in enumerate(days)
    ]
    return " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part)
