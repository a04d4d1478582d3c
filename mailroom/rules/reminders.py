"""Which letters to officers and coordinators have fallen due.

Each person has a ladder of letters for a stage: reminders before the day and on it, then the notice
that it is overdue. Asked every day it gives each step on its day; asked late it gives the latest
ripe step and names the earlier ones as overtaken. A step once done is never given again. Letters to
the complainant are not written here: a person writes why an answer is late, and is told so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from mailroom.rules.policy import Policy
from mailroom.rules.policy_stages import Progress, Reminders, Stage
from mailroom.rules.stage_clock import (
    StageDates,
    StageFacts,
    clock_start,
    paused_days,
    reckon,
    stage_dates,
)
from mailroom.rules.workdays import Calendar

# A stage is looked at so often even where nothing is coming: the council's calendar may have changed.
LONGEST_UNSEEN = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class DueLetter:
    """A letter to be written now; `duty` is a sentence on what else is owed, '' for nothing."""

    letter: str
    role: str
    due_on: date
    key: str
    overtaken: tuple[str, ...] = ()
    duty: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    letter: str
    role: str
    due_on: date
    key: str
    duty: str


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Steps in order of their days; the last may be repeated every so many working days."""

    steps: tuple[_Step, ...]
    every: int = 0


def letters_due(
    policy: Policy, facts: StageFacts, calendar: Calendar, today: date, done: frozenset[str]
) -> tuple[DueLetter, ...]:
    """The letters ripe today and not done; none for a stage that is answered or stands still."""
    found = []
    for ladder in _ladders(policy, facts, calendar):
        step = _latest(ladder, calendar, today)
        if step is not None and step.key not in done:
            earlier = _keys_before(ladder, calendar, step)
            overtaken = tuple(key for key in earlier if key not in done)
            found.append(
                DueLetter(step.letter, step.role, step.due_on, step.key, overtaken, step.duty)
            )
    return tuple(found)


def next_look_on(policy: Policy, facts: StageFacts, calendar: Calendar, today: date) -> date:
    """The first day after today on which a letter of this stage can fall due, if nothing about it changes.

    Whoever looks on that day, and again on the day it then names, writes what a daily look would have written.
    """
    coming = (_coming(ladder, calendar, today) for ladder in _ladders(policy, facts, calendar))
    return min([today + LONGEST_UNSEEN, *(day for day in coming if day is not None)])


def _coming(ladder: _Ladder, calendar: Calendar, today: date) -> date | None:
    """The day of the next step, or of the next repetition of the last one; None where no more is to come."""
    for step in ladder.steps:
        if step.due_on > today:
            return step.due_on
    if not _repeats(ladder):
        return None
    first = ladder.steps[-1].due_on
    times = calendar.count_between(first, today) // ladder.every + 1
    return calendar.after(first, ladder.every * times)


def _latest(ladder: _Ladder, calendar: Calendar, today: date) -> _Step | None:
    """The last step whose day has come; asked of every open stage every day, so done first."""
    ripe = None
    for step in ladder.steps:
        if step.due_on > today:
            return ripe
        ripe = step
    if ripe is None or not _repeats(ladder):
        return ripe
    times = calendar.count_between(ripe.due_on, today) // ladder.every
    return _again(ripe, calendar, times * ladder.every) if times else ripe


def _repeats(ladder: _Ladder) -> bool:
    return ladder.every > 0 and bool(ladder.steps)


def _keys_before(ladder: _Ladder, calendar: Calendar, latest: _Step) -> Iterator[str]:
    """The keys of the steps before this one, the repetitions of the last included."""
    for step in ladder.steps:
        if step.due_on < latest.due_on:
            yield step.key
    if _repeats(ladder):
        first = ladder.steps[-1]
        days = calendar.count_between(first.due_on, latest.due_on)
        for count in range(ladder.every, days, ladder.every):
            yield _key_on(first, calendar.after(first.due_on, count))


def _again(step: _Step, calendar: Calendar, working_days: int) -> _Step:
    """The same step so many working days later, under a key of its own."""
    day = calendar.after(step.due_on, working_days)
    return replace(step, due_on=day, key=_key_on(step, day))


def _key_on(step: _Step, day: date) -> str:
    return f"{step.key.rpartition(':')[0]}:{day}"


# The diary asks for the same stage every day of its life, and nothing of it has changed.
@lru_cache(maxsize=65536)
def _ladders(policy: Policy, facts: StageFacts, calendar: Calendar) -> tuple[_Ladder, ...]:
    dates = stage_dates(policy, facts, calendar)
    due = dates.respond_by or dates.projected_by
    if facts.answered_at is not None or dates.paused or due is None:
        return ()
    reminders = policy.reminders_for(facts.number)
    if facts.kind == "comment":
        return (_comment_ladder(facts, dates, reminders, due, calendar),)
    stage = policy.stage(facts.number)
    assert stage is not None  # it has a date, so the policy has it
    return _complaint_ladders(stage, facts, dates, reminders, due, calendar)


def _comment_ladder(
    facts: StageFacts, dates: StageDates, reminders: Reminders, due: date, calendar: Calendar
) -> _Ladder:
    """A promised reply to a comment is asked for before its day, on it, and once after it."""
    days = {
        *_reminder_days(reminders, due, dates.receipt_on, calendar),
        calendar.after(due, 1),
    }
    letter = "comment_reply_reminder"
    return _Ladder(tuple(_step(letter, "officer", day, facts, dates, "") for day in sorted(days)))


def _complaint_ladders(
    stage: Stage,
    facts: StageFacts,
    dates: StageDates,
    reminders: Reminders,
    due: date,
    calendar: Calendar,
) -> tuple[_Ladder, ...]:
    overdue_on = calendar.after(due, 1)
    duties = dict(_duties(stage, facts, dates, due, calendar))
    days = set(
        _reminder_days(reminders, _remind_by(facts, dates, due), _begun(facts, dates), calendar)
    )
    days |= {day for day in duties if day < overdue_on}

    def step(letter: str, role: str, day: date) -> _Step:
        return _step(letter, role, day, facts, dates, _duty_on(day, duties))

    ladders = []
    for role in ("officer", "coordinator"):
        steps = [step("officer_reminder", role, day) for day in sorted(days) if role == "officer"]
        if role in reminders.overdue_to:
            steps.append(step("officer_overdue", role, overdue_on))
        repeats = reminders.overdue_every if reminders.overdue_every_to == role else None
        ladders.append(_Ladder(tuple(steps), repeats.count if repeats else 0))
    return tuple(ladders)


def _step(
    letter: str, role: str, day: date, facts: StageFacts, dates: StageDates, duty: str
) -> _Step:
    """The key bears the clock's start, so that a clock begun again writes again."""
    key = f"{letter}:{role}:{facts.number}:{dates.receipt_on}:{day}"
    return _Step(letter, role, day, key, duty)


def _begun(facts: StageFacts, dates: StageDates) -> date:
    """Nobody is reminded on the day a date was set."""
    return facts.extended_on or dates.receipt_on


def _remind_by(facts: StageFacts, dates: StageDates, due: date) -> date:
    """The day to remind towards: a late acknowledgement lengthens no owner's time (A000-04)."""
    if facts.extended_to is not None or dates.backstop_on is None:
        return due
    return min(due, dates.backstop_on)


def _reminder_days(
    reminders: Reminders, due: date, begun_on: date, calendar: Calendar
) -> Iterator[date]:
    """The days before the due day, and the day itself: for a Sunday's the working day before it."""
    last = calendar.on_or_before(due)
    days = [calendar.before(last, term.count) for term in reminders.before]
    days += [last] if reminders.on_the_day else []
    return (day for day in days if day > begun_on)


def _duties(
    stage: Stage, facts: StageFacts, dates: StageDates, due: date, calendar: Calendar
) -> Iterator[tuple[date, tuple[str, bool]]]:
    """What else is owed, by the day it falls on, and whether it is still owed afterwards."""
    if not facts.notified:
        for notice in stage.notify:
            yield reckon(dates.receipt_on, notice.within, calendar), (notice.words, False)
    if facts.held_reply_at is None and facts.extended_to is None:
        for rule in stage.progress:
            day = progress_due(rule, facts, dates, calendar) or due
            yield day, (rule.words, rule.owed)


def progress_due(
    rule: Progress, facts: StageFacts, dates: StageDates, calendar: Calendar
) -> date | None:
    """The day a delay, holding or progress letter falls due; None: with the answer itself."""
    if rule.after is None:
        return None
    target = dates.acknowledge_by or dates.receipt_on
    start = clock_start(rule.anchor, facts, dates.receipt_on) or target
    day = reckon(start, rule.after, calendar)
    return paused_days(facts.pauses, rule.after.unit, start, day, calendar)[1]


def _duty_on(day: date, duties: dict[date, tuple[str, bool]]) -> str:
    """The sentences that belong on a letter of that day: its own, and what is still owed."""
    return " ".join(
        words
        for on, (words, lasting) in sorted(duties.items())
        if on == day or (lasting and on < day)
    )
