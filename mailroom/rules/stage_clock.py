"""One stage's dates, from what is known of it: counting only, and nothing about letters.

Source: counting_days.md. The same facts always give the same dates; no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from mailroom.clock import LONDON
from mailroom.rules.policy import Policy
from mailroom.rules.policy_clauses import Ends, Receipt
from mailroom.rules.policy_stages import Stage
from mailroom.rules.policy_terms import Anchor, Duration, Unit
from mailroom.rules.workdays import Calendar, add_months, local_date


@dataclass(frozen=True, slots=True)
class PauseFacts:
    """A time in which the clock stood still: the day it was asked for, the day the answer came."""

    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What the record knows of one stage (or of a comment, whose stage number is 0)."""

    number: int
    received_at: datetime
    acknowledged_at: datetime | None
    answered_at: datetime | None
    extended_to: date | None = None
    extensions: int = 0
    pauses: tuple[PauseFacts, ...] = ()
    held_reply_at: datetime | None = None  # a holding, delay or progress letter went out
    kind: str = "complaint"
    reply_requested: bool = False
    extended_on: date | None = None  # the day the extension was given: later pauses move it
    notified: bool = False  # whoever the policy wants told of the stage has been told


@dataclass(frozen=True, slots=True)
class StageDates:
    """What is due when. A date that the policy does not set is None."""

    receipt_on: date
    acknowledge_by: date | None = None
    respond_by: date | None = None  # as the policy's words have it, extended and paused
    projected_by: date | None = None  # until the acknowledgement is sent, where that starts it
    backstop_on: date | None = None  # as if the acknowledgement had gone on its last day
    original_by: date | None = None  # without extension and pauses
    extendable_to: date | None = None  # the furthest an extension may go without more reasons
    escalate_by: date | None = None
    internal_target: date | None = None  # the last working day on or before respond_by
    paused: bool = False  # the clock stands still now


def reckon(start: date, term: Duration, calendar: Calendar) -> date:
    """The last day of a term whose day 1 is the day after `start` (rules 2, 9 and 10)."""
    match term.unit:
        case Unit.WORKING_DAYS:
            return calendar.after(start, term.count)
        case Unit.CALENDAR_DAYS:
            return start + timedelta(days=term.count)
        case Unit.WEEKS:
            return start + timedelta(weeks=term.count)
        case Unit.MONTHS:
            return add_months(start, term.count)
        case Unit.HOURS:
            raise ValueError("hours run from an instant, not from a date")


def last_day(start: date, term: Duration, ends: Ends) -> date:
    """The last day of a term in months: its anniversary, or the eve of it (rule 10)."""
    anniversary = add_months(start, term.count)
    return anniversary if ends == "anniversary" else anniversary - timedelta(days=1)


def receipt_date(receipt: Receipt, received_at: datetime, calendar: Calendar) -> date:
    """The day mail counts as received (rules 1 and 4, AGEN-01).

    After a cut-off hour, where a council has one, it counts as the next day's; the two conventions
    are applied one after the other, so that later mail never counts as earlier.
    """
    local = received_at.astimezone(LONDON)
    day = local.date()
    if receipt.cutoff is not None and local.time() > receipt.cutoff:
        day += timedelta(days=1)
    deemed = receipt.nonworking_receipt == "deemed_next_working_day"
    return calendar.on_or_after(day) if deemed else day


def paused_days(
    pauses: Iterable[PauseFacts], unit: Unit, start: date, due: date, calendar: Calendar
) -> tuple[int, date]:
    """How many days of a clock from `start` to `due` were not counted, and the due date after them.

    Not counted are the days after the asking up to and including the day the answer came (rule 8).
    A pause that begins when the time is over changes nothing; an open one has not moved it yet.
    """
    total, counted_to = 0, start
    for pause in sorted(pauses, key=lambda pause: pause.from_on):
        if pause.to_on is None or pause.from_on >= due:
            continue
        begin = max(pause.from_on, counted_to)
        days = _days_in(begin, pause.to_on, unit, calendar)
        due = calendar.after(due, days) if _in_working_days(unit) else due + timedelta(days=days)
        total, counted_to = total + days, max(counted_to, pause.to_on)
    return total, due


def _in_working_days(unit: Unit) -> bool:
    return unit is Unit.WORKING_DAYS


def _days_in(begin: date, end: date, unit: Unit, calendar: Calendar) -> int:
    if _in_working_days(unit):
        return calendar.count_between(begin, end)
    return max((end - begin).days, 0)


# The diary asks for the same stage every day of its life, and nothing of it has changed.
@lru_cache(maxsize=65536)
def stage_dates(policy: Policy, facts: StageFacts, calendar: Calendar) -> StageDates:
    """Every date of a stage under a policy; all but the receipt are None where it sets none."""
    receipt_on = receipt_date(policy.receipt, facts.received_at, calendar)
    if facts.kind == "comment":
        return _comment_dates(policy, facts, receipt_on, calendar)
    stage = policy.stage(facts.number)
    if stage is None or facts.kind != "complaint":
        return StageDates(receipt_on)
    return _complaint_dates(policy, stage, facts, receipt_on, calendar)


def _comment_dates(
    policy: Policy, facts: StageFacts, receipt_on: date, calendar: Calendar
) -> StageDates:
    """A comment has a date only where its writer asked for a reply."""
    if policy.comment_reply is None or not facts.reply_requested:
        return StageDates(receipt_on)
    due = reckon(receipt_on, policy.comment_reply, calendar)
    return StageDates(receipt_on, respond_by=due, original_by=due)


def _complaint_dates(
    policy: Policy, stage: Stage, facts: StageFacts, receipt_on: date, calendar: Calendar
) -> StageDates:
    acknowledge_by = acknowledgement_due(stage, receipt_on, calendar)
    escalate_by = _escalate_by(policy, stage, facts)
    if stage.response is None:
        # The Ombudsman's own letter may have set a day where the policy has none (A002-05).
        return StageDates(
            receipt_on,
            acknowledge_by,
            respond_by=facts.extended_to,
            original_by=facts.extended_to,
            escalate_by=escalate_by,
            internal_target=calendar.on_or_before(facts.extended_to) if facts.extended_to else None,
        )
    target = acknowledge_by or receipt_on
    start = clock_start(stage.response.anchor, facts, receipt_on)
    unit, term = stage.response.within.unit, stage.response.within
    # Until it has been sent, an acknowledgement is supposed to go on its last day (rule 6).
    original = reckon(start or target, term, calendar)
    _, due = paused_days(facts.pauses, unit, start or target, original, calendar)
    _, backstop = paused_days(facts.pauses, unit, target, reckon(target, term, calendar), calendar)
    respond_by = _extended(due, unit, facts, calendar)
    known = start is not None or facts.extended_to is not None
    return StageDates(
        receipt_on=receipt_on,
        acknowledge_by=acknowledge_by,
        respond_by=respond_by if known else None,
        projected_by=None if start is not None else due,
        backstop_on=backstop if stage.response.backstop else None,
        original_by=original,
        extendable_to=extendable_to(
            stage, respond_by if _each_counts(stage) else due, facts.extensions, calendar
        ),
        escalate_by=escalate_by,
        internal_target=calendar.on_or_before(respond_by),
        paused=any(p.to_on is None and p.from_on < respond_by for p in facts.pauses),
    )


def _each_counts(stage: Stage) -> bool:
    """Whether the most is said of each of several extensions; else it is the most for all of them together."""
    return bool(stage.extension and stage.extension.count and stage.extension.count > 1)


def acknowledgement_due(stage: Stage, receipt_on: date, calendar: Calendar) -> date | None:
    """By when a stage must be acknowledged; None where the policy sets no target."""
    if stage.acknowledgement is None or stage.acknowledgement.within is None:
        return None
    return reckon(receipt_on, stage.acknowledgement.within, calendar)


def clock_start(anchor: Anchor, facts: StageFacts, receipt_on: date) -> date | None:
    """The day a clock counts from; None for an acknowledgement that has not been sent.

    For a notified or confirmed stage the notice or the confirmation is what was received.
    """
    if anchor is not Anchor.ACKNOWLEDGEMENT:
        return receipt_on
    return local_date(facts.acknowledged_at) if facts.acknowledged_at else None


def extendable_to(stage: Stage, due: date, used: int, calendar: Calendar) -> date | None:
    """How far an answer due then may be put off; None where no extension is left (rule 7)."""
    extension = stage.extension
    if extension is None or (extension.count is not None and used >= extension.count):
        return None
    return reckon(due, extension.max, calendar)


def _extended(due: date, unit: Unit, facts: StageFacts, calendar: Calendar) -> date:
    """The due date after an extension; an extension never shortens, a later pause moves it on."""
    if facts.extended_to is None:
        return due
    extended = facts.extended_to
    if facts.extended_on is not None:
        later = (p for p in facts.pauses if p.to_on is None or p.to_on > facts.extended_on)
        _, extended = paused_days(later, unit, facts.extended_on, extended, calendar)
    return max(due, extended)


def _escalate_by(policy: Policy, stage: Stage, facts: StageFacts) -> date | None:
    """The last day to ask for the next stage, once this one is answered (S004-67)."""
    window = policy.escalation.window
    if facts.answered_at is None or window is None or policy.next_stage(stage.number) is None:
        return None
    return last_day(local_date(facts.answered_at), window, policy.escalation.window_ends)
