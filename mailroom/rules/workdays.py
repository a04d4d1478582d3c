"""Which days a council works, and how its days and months are counted.

Source: the bank holidays of the `holidays` package, Monday to Friday, and whatever closure days the
council names itself. The day after the anchor is day 1 (counting_days.md, rule 2). This module asks
nobody what day it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from mailroom.clock import LONDON

# Beyond these years no complaint is being counted: the date is a fault in what was read.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def local_date(at: datetime) -> date:
    """The London calendar date of an instant: 23:30 UTC in summer is the next day (rule 1)."""
    return at.astimezone(LONDON).date()


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, clipped to the month's end (rule 10)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


@lru_cache(maxsize=1024)
def bank_holidays(subdiv: str, year: int) -> frozenset[date]:
    """The bank holidays of one year, substitutes included; `subdiv` is ENG, WLS, SCT or NIR."""
    import holidays  # loaded with the first question about a year

    return frozenset(holidays.country_holidays("GB", subdiv=subdiv, years=year, observed=True))


class Calendar:
    """A council's working days: Monday to Friday, less bank holidays, less its own closure days.

    The working days of the years asked about are kept as one sorted row of ordinals, so that every
    question is a search in it: a replayed year asks some millions of them.
    """

    __slots__ = ("_days", "_from_year", "_to_year", "added_working_days", "closure_days", "subdiv")

    def __init__(
        self,
        subdiv: str = "ENG",
        closure_days: Iterable[date] = (),
        added_working_days: Iterable[date] = (),
    ) -> None:
        self.subdiv = subdiv
        self.closure_days = frozenset(closure_days)
        self.added_working_days = frozenset(added_working_days)
        self._days: list[int] = []
        self._from_year, self._to_year = 0, -1

    def is_working_day(self, day: date) -> bool:
        """Whether the council works that day."""
        if day in self.added_working_days:
            return True
        closed = day.weekday() >= 5 or day in self.closure_days
        return not closed and day not in bank_holidays(self.subdiv, day.year)

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day strictly after `day`; for 0 the day itself."""
        if count <= 0:
            return day
        ordinal = day.toordinal()
        days = self._around(day.year, day.year + 1 + count // 200)
        return date.fromordinal(days[bisect_right(days, ordinal) + count - 1])

    def before(self, day: date, count: int) -> date:
        """The `count`-th working day strictly before `day`; for 0 the day itself."""
        if count <= 0:
            return day
        days = self._around(day.year - 1 - count // 200, day.year)
        return date.fromordinal(days[bisect_left(days, day.toordinal()) - count])

    def on_or_before(self, day: date) -> date:
        """The last working day not later than `day`."""
        return self.before(day + timedelta(days=1), 1)

    def on_or_after(self, day: date) -> date:
        """The first working day not earlier than `day`."""
        return self.after(day - timedelta(days=1), 1)

    def count_between(self, start: date, end: date) -> int:
        """How many working days lie in (start, end]: the first not counted, the last counted."""
        if end <= start:
            return 0
        days = self._around(start.year, end.year)
        return bisect_right(days, end.toordinal()) - bisect_right(days, start.toordinal())

    def _around(self, first: int, last: int) -> list[int]:
        """The working days, of these years at least, as ordinals in order."""
        if first < self._from_year or last > self._to_year or not self._days:
            self._extend(first, last)
        return self._days

    def _extend(self, first: int, last: int) -> None:
        if first < FIRST_YEAR or last > LAST_YEAR:
            raise ValueError(f"no council's calendar reaches from {first} to {last}")
        if self._days:
            first, last = min(first, self._from_year), max(last, self._to_year)
        self._days = [
            day.toordinal()
            for year in range(first, last + 1)
            for day in _days_of(year)
            if self.is_working_day(day)
        ]
        self._from_year, self._to_year = first, last


def _days_of(year: int) -> Iterable[date]:
    start = date(year, 1, 1)
    return (start + timedelta(days=n) for n in range((date(year + 1, 1, 1) - start).days))


def same_time_after(at: datetime, hours: int, calendar: Calendar) -> datetime:
    """So many times 24 hours on, at the same London wall-clock time of a working day (rule 11)."""
    local = at.astimezone(LONDON)
    day = calendar.after(local.date(), hours // 24)
    return datetime.combine(day, local.time(), LONDON)
