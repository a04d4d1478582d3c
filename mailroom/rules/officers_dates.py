"""Dates as officers write them in a command, and others in a letter that asks for something. Pure.

Only dates that leave no doubt: with a year, and the day before the month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

DATE = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]*\.?,?\s+(?P<y>20\d\d)"
    r"|(?P<iso>20\d\d-\d\d-\d\d)|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>20\d\d))\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def find_date(text: str) -> date | None:
    """The first date in a text; None where there is none, or no such day (31 February)."""
    match = DATE.search(text)
    return _read(match) if match else None


_BY = re.compile(r"\b(?:by|before|no later than)\s+(?:\w+day,?\s+)?(?:the\s+)?", re.IGNORECASE)


def find_deadline(text: str, today: date) -> date | None:
    """The first day to come by which a text asks for something: "by 30 April 2026"."""
    matches = (DATE.match(text, one.end()) for one in _BY.finditer(text))
    found = (_read(match) for match in matches if match)
    return next((day for day in found if day is not None and day >= today), None)


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SPOKEN = re.compile(
    r"(?:\b(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?(?:the\s+)?"
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?,?(?:\s+(?P<y>20\d\d)\b)?"
    rf"|(?P<month2>{_MONTH})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y3>20\d\d)\b)?"
    r"|(?<![\d/])(?P<d2>\d{1,2})/(?P<m2>\d{1,2})(?:/(?P<y2>(?:20)?\d\d))?(?![\d/])"
    r"|(?<=the )(?P<alone>\d{1,2})(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names, and where; `agrees` is false where its weekday is another one's."""

    on: date
    at: int
    words: str
    agrees: bool = True


def find_days(text: str, today: date) -> tuple[Day, ...]:
    """The days that a text names, in order; one without a year, or without a month, is the next that comes."""
    found = []
    for match in _SPOKEN.finditer(text):
        on = _next(match.groupdict(), today)
        if on is not None:
            said = (match["weekday"] or "").lower()[:3]
            agrees = said in ("", _WEEKDAYS[on.weekday()])
            found.append(Day(on, match.start(), match.group().strip(), agrees))
    return tuple(found)


def _next(said: dict[str, str | None], today: date) -> date | None:
    day = int(said["d"] or said["d2"] or said["d3"] or said["alone"] or 0)
    named = said["month"] or said["month2"]
    month = _MONTHS.index(named.lower()[:3]) + 1 if named else int(said["m2"] or 0)
    year = said["y"] or said["y2"] or said["y3"]
    try:
        if year:
            return date(int(year) % 100 + 2000, month, day)
        if month:
            on = date(today.year, month, day)
            return on if on >= today else date(today.year + 1, month, day)
        on = today.replace(day=day)
        return on if on >= today else _a_month_on(today).replace(day=day)
    except ValueError:
        return None


def _a_month_on(today: date) -> date:
    return today.replace(day=1) + timedelta(days=32)


def _read(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["month"]:
            return date(int(found["y"]), _MONTHS.index(found["month"].lower()) + 1, int(found["d"]))
        return date(int(found["y2"]), int(found["m2"]), int(found["d2"]))
    except ValueError:
        return None
