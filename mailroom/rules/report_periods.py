"""Of which days a report is, and when the next one is due: weeks, months, quarters, years, written or reckoned. Pure.

A week begins on Monday, a year of reports on 1 April, as a council's own accounts do. Quarters are the same either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.workdays import FIRST_YEAR, LAST_YEAR, add_months

_DAY = timedelta(days=1)
# The month a council's own year begins with.
_YEAR_BEGINS = 4
_MONTHS = {"monthly": 1, "quarterly": 3, "annual": 12}
_FORMS = "2026-Q1, 2026-03, 2026, 2025-26, 2026-W05 or 2026-01-01..2026-03-31"


@dataclass(frozen=True, slots=True)
class Period:
    """Some days in a row, both ends included."""

    from_on: date
    to_on: date

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.from_on <= day <= self.to_on

    def __str__(self) -> str:
        """As a reader says it: "January to March 2026"."""
        first, last = self.from_on, self.to_on
        if self.months is None:
            return f"{_said(first)} to {_said(last)}"
        if self.months == 1:
            return f"{first:%B %Y}"
        if first.year == last.year:
            return str(first.year) if self.months == 12 else f"{first:%B} to {last:%B %Y}"
        return f"{first:%B %Y} to {last:%B %Y}"

    @property
    def months(self) -> int | None:
        """How many whole months it is; None where it is not made of such."""
        if self.from_on.day != 1 or (self.to_on + _DAY).day != 1:
            return None
        after = self.to_on + _DAY
        return (after.year - self.from_on.year) * 12 + after.month - self.from_on.month

    @property
    def before(self) -> Period:
        """The days before it, as many; of whole months as many months."""
        last = self.from_on - _DAY
        if self.months is not None:
            return Period(add_months(self.from_on, -self.months), last)
        return Period(last - (self.to_on - self.from_on), last)

    def by_month(self) -> Iterator[Period]:
        """The months that it touches, cut to its own days."""
        first = self.from_on
        while first <= self.to_on:
            end = add_months(first.replace(day=1), 1) - _DAY
            yield Period(first, min(end, self.to_on))
            first = end + _DAY


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report that a policy promises: of which days the last one is, and when the next can be made."""

    policy: str
    rule: ReportRule
    last: Period | None
    next: Period | None
    next_on: date | None

    @property
    def key(self) -> str:
        """The same on every day until the next period has ended."""
        ends = self.last.to_on if self.last else ""
        return f"house:report:{self.policy}:{self.rule.name}:{ends}"


def read_period(written: str) -> Period:
    """A period as a person writes it; ValueError says in words what is wrong with it."""
    words = written.strip().upper()
    for pattern, made in _WRITTEN:
        if found := re.fullmatch(pattern, words):
            period = _checked(made(*found.groups()), written)
            if period is not None:
                return period
    raise ValueError(f'"{written}" is no period: write it as {_FORMS}')


def _checked(period: Period | None, written: str) -> Period | None:
    if period is None or not FIRST_YEAR < period.from_on.year < LAST_YEAR - 1:
        return None
    if period.to_on < period.from_on:
        raise ValueError(f'"{written}" ends before it begins')
    return period


def _quarter(year: str, number: str) -> Period:
    first = date(int(year), int(number) * 3 - 2, 1)
    return Period(first, add_months(first, 3) - _DAY)


def _month(year: str, month: str) -> Period | None:
    if not 1 <= int(month) <= 12:
        return None
    first = date(int(year), int(month), 1)
    return Period(first, add_months(first, 1) - _DAY)


def _year(year: str) -> Period:
    return Period(date(int(year), 1, 1), date(int(year), 12, 31))


def _year_of_accounts(year: str, after: str) -> Period | None:
    if (int(year) + 1) % 100 != int(after):
        return None
    first = date(int(year), _YEAR_BEGINS, 1)
    return Period(first, add_months(first, 12) - _DAY)


def _week(year: str, number: str) -> Period | None:
    try:
        first = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
    return Period(first, first + timedelta(days=6))


def _days(first: str, last: str) -> Period | None:
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None


# "2011-12" is December 2011: a year of accounts is asked for so only from "2012-13" on.
_YEAR = r"((?:19|2[01])\d\d)"
_WRITTEN = (
    (rf"{_YEAR}-?Q([1-4])", _quarter),
    (rf"{_YEAR}-?W(\d\d?)", _week),
    (rf"{_YEAR}-(\d\d)", _month),
    (rf"{_YEAR}[-/](\d\d)", _year_of_accounts),
    (_YEAR, _year),
    (r"(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)", _days),
)


def period_of(cadence: str, day: date) -> Period | None:
    """The period of reports of that cadence that a day lies in; None of those made on request."""
    if cadence == "weekly":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    months = _MONTHS.get(cadence)
    if months is None:
        return None
    since = (day.month - _YEAR_BEGINS) % months
    first = add_months(day.replace(day=1), -since)
    return Period(first, add_months(first, months) - _DAY)


def last_ended(cadence: str, today: date) -> Period | None:
    """The last whole period that is over; None of those made on request."""
    present = period_of(cadence, today)
    return period_of(cadence, present.from_on - _DAY) if present else None


def ended_since(cadence: str, after: date, today: date) -> tuple[Period, ...]:
    """The whole periods that ended after a day and are over, the oldest first; none of reports made on request."""
    found: list[Period] = []
    period = last_ended(cadence, today)
    while period is not None and period.to_on > after:
        found.append(period)
        period = period_of(cadence, period.from_on - _DAY)
    return tuple(reversed(found))


def due(policy: Policy, today: date) -> tuple[ReportDue, ...]:
    """What a policy promises to report: the last period that is over, and the first day after the present one."""
    return tuple(
        ReportDue(
            policy.name,
            rule,
            last_ended(rule.cadence, today),
            present := period_of(rule.cadence, today),
            present.to_on + _DAY if present else None,
        )
        for rule in policy.reports
    )


def submission_due(policy: Policy, year_end: date, homes: int) -> date | None:
    """By when the yearly return about a year goes to the Ombudsman; None where the policy has none (CODE-57)."""
    rule = policy.annual_submission
    if rule is None:
        return None
    if homes < rule.large_from_homes:
        return add_months(year_end, rule.small_within.count)
    on = date(year_end.year, rule.large_due_month, rule.large_due_day)
    return on if on >= year_end else on.replace(year=on.year + 1)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
