"""Properties of a stage's dates, over every policy and stage: what no table of cases can show."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mailroom.clock import LONDON
from mailroom.rules.deadlines import PauseFacts, StageDates, StageFacts, stage_dates
from mailroom.rules.policy import Policy, find_policies, load_policy
from mailroom.rules.workdays import Calendar
from mailroom.rules.worked_dates import compute

ENGLAND = Calendar("ENG")
# The first question reads years of bank holidays: how long one example takes proves nothing.
UNTIMED = settings(deadline=None)
NAMES = sorted(find_policies())


@cache
def policy_named(name: str) -> Policy:
    return load_policy(find_policies()[name])


INSTANTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis wants its bounds naive
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(LONDON),
).map(lambda at: at.replace(fold=0))
CLOSED = st.frozensets(st.dates(date(2024, 1, 1), date(2028, 6, 30)), max_size=12)
STAGES = st.sampled_from([(name, number) for name in NAMES for number in policy_named(name).stages])


def facts_at(number: int, at: datetime, **more: Any) -> StageFacts:
    given = {"acknowledged_at": at, "answered_at": None} | more
    return StageFacts(number, at, **given)


def due_of(dates: StageDates) -> date | None:
    return dates.respond_by or dates.projected_by


@UNTIMED
@given(STAGES, INSTANTS, CLOSED, st.booleans())
def test_where_working_days_count_nothing_is_due_on_a_closed_day(
    stage: tuple[str, int], at: datetime, closed: frozenset[date], acknowledged: bool
) -> None:
    policy, calendar = policy_named(stage[0]), Calendar("ENG", closed)
    ack = {} if acknowledged else {"acknowledged_at": None}
    dates = stage_dates(policy, facts_at(stage[1], at, **ack), calendar)
    response = policy.stages[stage[1]].response
    counted = [dates.acknowledge_by]
    if response and "working" in str(response.within):
        counted += [due_of(dates), dates.backstop_on, dates.extendable_to]
    assert all(day is None or calendar.is_working_day(day) for day in counted)
    assert dates.internal_target is None or calendar.is_working_day(dates.internal_target)


@UNTIMED
@given(STAGES, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=20)), CLOSED)
def test_later_mail_is_never_due_earlier(
    stage: tuple[str, int], at: datetime, later: timedelta, closed: frozenset[date]
) -> None:
    policy, calendar = policy_named(stage[0]), Calendar("ENG", closed)
    one = stage_dates(policy, facts_at(stage[1], at), calendar)
    other = stage_dates(policy, facts_at(stage[1], at + later), calendar)
    for earlier_day, later_day in (
        (one.receipt_on, other.receipt_on),
        (one.acknowledge_by, other.acknowledge_by),
        (due_of(one), due_of(other)),
        (one.backstop_on, other.backstop_on),
        (one.extendable_to, other.extendable_to),
    ):
        assert (earlier_day is None) == (later_day is None)
        assert earlier_day is None or later_day is None or earlier_day <= later_day


CONVENTIONS = st.sampled_from(
    [{}, {"receipt_cutoff": "17:00"}, {"nonworking_receipt": "deemed_next_working_day"},
     {"receipt_cutoff": "16:30", "nonworking_receipt": "deemed_next_working_day"}]
)  # fmt: skip


@UNTIMED
@given(CONVENTIONS, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=4)))
def test_later_mail_is_never_due_earlier_under_any_convention(
    convention: dict[str, str], at: datetime, later: timedelta
) -> None:
    def due(received: datetime) -> object:
        case = {"policy": "brighton-hove", "event": "stage1", "received": received.isoformat()}
        return compute({**case, "inputs": {"convention": convention}}, policy_named)["response_due"]

    assert str(due(at)) <= str(due(at + later))


PAUSES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.booleans()), max_size=4)


def pauses_from(at: datetime, drawn: list[tuple[int, int, bool]]) -> tuple[PauseFacts, ...]:
    """Pauses so many days after receipt, for so many days, overlapping as they may; some open."""
    return tuple(
        PauseFacts(
            at.date() + timedelta(days=start),
            None if is_open else at.date() + timedelta(days=start + length),
        )
        for start, length, is_open in drawn
    )


@UNTIMED
@given(STAGES, INSTANTS, PAUSES, st.integers(0, 80))
def test_a_pause_never_brings_a_date_forward(
    stage: tuple[str, int], at: datetime, drawn: list[tuple[int, int, bool]], extended: int
) -> None:
    policy, pauses = policy_named(stage[0]), pauses_from(at, drawn)
    more: dict[str, Any] = {"extended_to": at.date() + timedelta(days=extended)} if extended else {}
    more |= {"extended_on": at.date()} if extended % 2 else {}
    plain = stage_dates(policy, facts_at(stage[1], at, **more), ENGLAND)
    paused = stage_dates(policy, facts_at(stage[1], at, pauses=pauses, **more), ENGLAND)
    fewer = stage_dates(policy, facts_at(stage[1], at, pauses=pauses[:-1], **more), ENGLAND)
    for one, other in ((plain, paused), (plain, fewer), (fewer, paused)):
        before, after = due_of(one), due_of(other)
        assert (before is None and after is None) or (before and after and before <= after)


@UNTIMED
@given(STAGES, INSTANTS, PAUSES, st.integers(0, 40), st.integers(0, 40))
def test_a_pause_after_the_due_date_changes_nothing(
    stage: tuple[str, int],
    at: datetime,
    drawn: list[tuple[int, int, bool]],
    late: int,
    length: int,
) -> None:
    policy = policy_named(stage[0])
    before = facts_at(stage[1], at, pauses=pauses_from(at, drawn))
    dates = stage_dates(policy, before, ENGLAND)
    due = due_of(dates)
    if due is None:
        return
    start = max(due, dates.backstop_on or due) + timedelta(days=late)
    after = facts_at(
        stage[1],
        at,
        pauses=(*before.pauses, PauseFacts(start, start + timedelta(days=length))),
    )
    assert stage_dates(policy, after, ENGLAND) == dates


@UNTIMED
@given(INSTANTS, PAUSES)
def test_a_paused_clock_counts_its_ten_days_outside_the_pauses(
    at: datetime, drawn: list[tuple[int, int, bool]]
) -> None:
    """The other way of counting: walk the days, and count those worked and in no pause."""
    pauses = [p for p in pauses_from(at, drawn) if p.to_on is not None]
    facts = facts_at(1, at, pauses=tuple(pauses))
    day, counted = at.date(), 0
    while counted < 10:
        day += timedelta(days=1)
        standing = any(p.from_on < day <= p.to_on for p in pauses if p.to_on)
        counted += ENGLAND.is_working_day(day) and not standing
    assert stage_dates(policy_named("cambridge-city"), facts, ENGLAND).respond_by == day
