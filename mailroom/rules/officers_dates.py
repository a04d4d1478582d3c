"""Dates as officers write them in a command, and others in a letter that asks for something. Pure.

Only dates that leave no doubt: with a year, and the day before the month.
"""

from __future__ import annotations

import re
from datetime import date

DATE = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<y>20\d\d)"
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
