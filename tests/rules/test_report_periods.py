"""Of which days a report is, how a period is written, and when the next one is due."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.rules.policy import find_policies, load_policy
from mailroom.rules.report_periods import (
    Period,
    due,
    ended_since,
    last_ended,
    period_of,
    read_period,
    submission_due,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
CADENCES = ("weekly", "monthly", "quarterly", "annual")


@pytest.mark.parametrize(
    ("written", "first", "last", "said"),
    [
        ("2026-Q1", "2026-01-01", "2026-03-31", "January to March 2026"),
        ("2026q4", "2026-10-01", "2026-12-31", "October to December 2026"),
        ("2026-03", "2026-03-01", "2026-03-31", "March 2026"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2025-26", "2025-04-01", "2026-03-31", "April 2025 to March 2026"),
        ("2025/26", "2025-04-01", "2026-03-31", "April 2025 to March 2026"),
        ("2011-12", "2011-12-01", "2011-12-31", "December 2011"),
        ("2026-W01", "2025-12-29", "2026-01-04", "29 December 2025 to 4 January 2026"),
        ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31", "January to March 2026"),
        ("2026-01-05 .. 2026-01-05", "2026-01-05", "2026-01-05", "5 January 2026 to 5 January 2026"),
    ],
)  # fmt: skip
def test_a_period_is_read_as_people_write_it(
    written: str, first: str, last: str, said: str
) -> None:
    period = read_period(written)
    assert (period.from_on.isoformat(), period.to_on.isoformat()) == (first, last)
    assert str(period) == said


@pytest.mark.parametrize(
    "written",
    ["", "spring", "2026-Q5", "2026-13", "2025-27", "2026-W54", "2026-02-30..2026-03-01", "0026", "1800-Q1", "2026-00"],
)  # fmt: skip
def test_what_is_no_period_is_told_with_how_to_write_one(written: str) -> None:
    with pytest.raises(ValueError, match="2026-Q1"):
        read_period(written)


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        read_period("2026-03-31..2026-01-01")


def test_the_time_before_is_as_long() -> None:
    assert read_period("2026-Q1").before == read_period("2025-Q4")
    assert read_period("2026-03").before == read_period("2026-02")
    assert read_period("2026-01-08..2026-01-14").before == read_period("2026-01-01..2026-01-07")


def test_a_period_is_cut_into_its_months() -> None:
    cut = [(one.from_on.day, one.to_on.day) for one in read_period("2026-01-15..2026-03-10").by_month()]  # fmt: skip
    assert cut == [(15, 31), (1, 28), (1, 10)]


@pytest.mark.parametrize("cadence", CADENCES)
@given(day=DAYS)
def test_periods_follow_each_other_without_a_gap(cadence: str, day: date) -> None:
    present, before = period_of(cadence, day), last_ended(cadence, day)
    assert present is not None
    assert before is not None
    assert day in present
    assert before.to_on + timedelta(days=1) == present.from_on
    assert period_of(cadence, before.from_on) == before
    assert before.to_on < day


@pytest.mark.parametrize("cadence", CADENCES)
@given(day=DAYS, back=st.integers(0, 800))
def test_the_periods_ended_since_a_day_are_whole_and_in_order_and_none_is_missing(
    cadence: str, day: date, back: int
) -> None:
    after = day - timedelta(days=back)
    found = ended_since(cadence, after, day)
    assert all(after < one.to_on < day for one in found)
    assert all(one.to_on + timedelta(days=1) == two.from_on for one, two in pairwise(found))
    last = last_ended(cadence, day)
    assert last is not None
    assert (found[-1] == last) if last.to_on > after else not found
    if found:
        before = last_ended(cadence, found[0].from_on)
        assert before is not None
        assert before.to_on <= after


@given(day=DAYS)
def test_the_months_of_a_year_are_the_year(day: date) -> None:
    year = period_of("annual", day)
    assert year is not None
    months = list(year.by_month())
    assert len(months) == 12
    assert (months[0].from_on, months[-1].to_on) == (year.from_on, year.to_on)


def test_a_year_of_reports_is_a_councils_own() -> None:
    assert period_of("annual", date(2026, 3, 31)) == read_period("2025-26")
    assert period_of("annual", date(2026, 4, 1)) == read_period("2026-27")
    assert period_of("on request", date(2026, 4, 1)) is None


def test_every_report_of_a_policy_is_due_when_its_period_is_over() -> None:
    policy = load_policy(find_policies()["brighton-hove"])
    today = date(2026, 4, 15)
    found = {one.rule.name: one for one in due(policy, today)}
    assert found["quarterly"].last == read_period("2026-Q1")
    assert found["quarterly"].next_on == date(2026, 7, 1)
    assert found["annual"].last == read_period("2025-26")
    assert found["annual"].next_on == date(2027, 4, 1)
    assert (found["learning"].last, found["learning"].next_on) == (None, None)


def test_the_key_of_a_report_changes_once_a_period() -> None:
    policy = load_policy(find_policies()["brighton-hove"])
    first, later, next_one = (
        next(one.key for one in due(policy, day) if one.rule.name == "quarterly")
        for day in (date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))
    )
    assert first == later != next_one


def test_the_yearly_return_is_due_by_the_size_of_the_landlord() -> None:
    """CODE-57, CODE-C13 and CODE-C15."""
    policy = load_policy(find_policies()["complaint-handling-code"])
    assert submission_due(policy, date(2026, 3, 31), 7000) == date(2026, 9, 30)
    assert submission_due(policy, date(2026, 3, 31), 1000) == date(2026, 9, 30)
    assert submission_due(policy, date(2025, 12, 31), 600) == date(2026, 6, 30)
    assert submission_due(policy, date(2025, 12, 31), 7000) == date(2026, 9, 30)
    other = load_policy(find_policies()["brighton-hove"])
    assert submission_due(other, date(2026, 3, 31), 7000) is None


def test_a_period_knows_its_days() -> None:
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert date(2026, 1, 31) in period
    assert date(2026, 2, 1) not in period
