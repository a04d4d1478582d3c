"""Working days: the list of counting_days.md, and properties against a count by hand."""

from __future__ import annotations

import timeit
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailroom.rules.workdays import Calendar, add_months, local_date

ENGLAND = Calendar("ENG")
# The first question reads years of bank holidays: how long one example takes proves nothing.
UNTIMED = settings(deadline=None)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
COUNTS = st.integers(1, 60)
CLOSED = st.frozensets(st.dates(date(2024, 1, 1), date(2028, 12, 31)), max_size=30)

# counting_days.md, "England bank holidays used"; the weekday ones, weekends need no holiday.
BANK_HOLIDAYS = {
    2024: ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"],
    2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
}


@pytest.mark.parametrize("year", BANK_HOLIDAYS)
def test_the_weekdays_not_worked_are_the_bank_holidays_and_no_others(year: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    closed = [
        f"{day:%m-%d}"
        for day in days
        if day.year == year and day.weekday() < 5 and not ENGLAND.is_working_day(day)
    ]
    assert closed == BANK_HOLIDAYS[year]


def test_scotland_keeps_its_own_second_of_january() -> None:
    assert ENGLAND.is_working_day(date(2026, 1, 2))
    assert not Calendar("SCT").is_working_day(date(2026, 1, 2))


def test_a_closure_day_is_not_worked_and_an_added_day_is() -> None:
    calendar = Calendar("ENG", [date(2026, 12, 29)], [date(2026, 12, 26)])
    assert not calendar.is_working_day(date(2026, 12, 29))
    assert calendar.is_working_day(date(2026, 12, 26))
    assert calendar.after(date(2026, 12, 24), 2) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-07-01T23:30:00+00:00", "2026-07-02"),
        ("2026-07-01T22:59:59+00:00", "2026-07-01"),
        ("2026-10-25T00:30:00+00:00", "2026-10-25"),
        ("2026-02-08T23:59:00+00:00", "2026-02-08"),
    ],
)
def test_mail_is_dated_by_london(at: str, day: str) -> None:
    assert local_date(datetime.fromisoformat(at)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-31", 18, "2027-07-31"),
        ("2026-02-17", 3, "2026-05-17"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-01-31", -2, "2025-11-30"),
    ],
)
def test_months_clip_to_the_month_end(day: str, months: int, then: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


def counted_by_hand(calendar: Calendar, day: date, count: int, step: int) -> date:
    """The slow way: one day after another."""
    while count:
        day += timedelta(days=step)
        count -= calendar.is_working_day(day)
    return day


@UNTIMED
@given(DAYS, COUNTS, CLOSED)
def test_days_are_found_as_if_counted_by_hand(
    day: date, count: int, closed: frozenset[date]
) -> None:
    calendar = Calendar("ENG", closed)
    assert calendar.after(day, count) == counted_by_hand(calendar, day, count, 1)
    assert calendar.before(day, count) == counted_by_hand(calendar, day, count, -1)


@UNTIMED
@given(DAYS, COUNTS)
def test_the_nth_day_after_has_n_days_between(day: date, count: int) -> None:
    assert ENGLAND.count_between(day, ENGLAND.after(day, count)) == count


@UNTIMED
@given(DAYS)
def test_the_nearest_working_days_enclose_a_day(day: date) -> None:
    assert ENGLAND.on_or_before(day) <= day <= ENGLAND.on_or_after(day)
    if ENGLAND.is_working_day(day):
        assert ENGLAND.on_or_before(day) == day == ENGLAND.on_or_after(day)


@UNTIMED
@given(DAYS, DAYS)
def test_nothing_lies_between_a_day_and_an_earlier_one(one: date, other: date) -> None:
    assert ENGLAND.count_between(max(one, other), min(one, other)) == 0


def test_no_calendar_reaches_the_middle_ages() -> None:
    with pytest.raises(ValueError, match="no council's calendar"):
        ENGLAND.after(date(1066, 10, 14), 10)


def test_a_question_takes_well_under_twenty_microseconds() -> None:
    """A replayed year asks some millions. Measured is about two."""
    start = local_date(datetime(2026, 2, 3, tzinfo=UTC))
    ENGLAND.after(start, 20)
    best = min(timeit.repeat(lambda: ENGLAND.after(start, 20), number=2000, repeat=5)) / 2000
    assert best < 20e-6
