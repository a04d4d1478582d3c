"""When it happened, as the writer tells it, dated from the day of the mail: "last Tuesday", "in the summer". Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mailroom.rules.hints import folded
from parsers.facts import dates

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAY = re.compile(
    r"\b(?:on|since|last|this|from|until|of|again)?\s*\b(mon|tues?|wed|weds|wednes|thu|thurs?|fri|sat|satur|"
    r"sun)(day)?\b(s)?(?! club)",
    re.IGNORECASE,
)
# Right before a weekday that is one of many: "every single Tuesday", "the third Saturday", "on a Monday", "a Monday".
_ONE_OF_MANY = re.compile(
    r"\b(?:every|each|any|alternate|most|next|coming|an?|first|second|third|fourth|1st|2nd|3rd|4th|bank holiday)"
    r"(?: (?:single|other|second|working))?(?: on an?)?\s*$",
    re.IGNORECASE,
)
# And right after it: "Mon, Wed, Thu mornings", "the Tuesday lesson", "Monday to Friday".
_OF_EACH_WEEK = re.compile(
    r"(?:,? ?(?:and|&|to|-|\u2013)? ?(?:mon|tue|wed|thu|fri|sat|sun)\w*)*"
    r" (?:mornings|afternoons|evenings|nights|rounds?|class|lessons?|session|swim|only|club)\b"
    r"|(?: (?:to|-|\u2013) |-|\u2013)(?:mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
TODAY = re.compile(
    r"\b(?:today|this (?:morning|afternoon|evening|lunchtime|dinnertime)|tonight|2nite|just now|right now|just (?:seen|"
    r"started|noticed|happened|packed in))\b",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?:(?:in|since|during|of|the|back in|over) )*(last |this )?(spring|summer|autumn|winter|easter|"
    r"christmas|xmas)(?: (?:of )?(20\d\d))?\b",
    re.IGNORECASE,
)
_LAST_WEEK = re.compile(r"s? (?:of )?(?:last week|the week before)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:back in|in|during) (20\d\d)\b", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:(over|more than|nearly|almost|about|around) )?(a|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|\d+) (year|month)s? ago\b",
    re.IGNORECASE,
)
_NUMBERS = {
    word: count
    for count, word in enumerate("zero one two three four five six seven eight nine ten".split())
} | {"a": 1}
# The last day of each: nobody is held to be late for a fortnight.
_ENDS = {
    "spring": (5, 31),
    "summer": (8, 31),
    "autumn": (11, 30),
    "winter": (2, 28),
    "easter": (4, 20),
    "christmas": (12, 25),
    "xmas": (12, 25),
}
# Right before a day without its year that is still to come: "could I have until 18 May".
_COMING = re.compile(
    r"\b(?:by|until|till|to|from|for|before|due|starting|extend\w*|back|returning)(?: (?:on|to|until))?"
    r"(?:\s+the)?(?:\s+\w+day,?)?(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_LAST_YEARS = re.compile(r"\b(?:since|last|ago|back in)\b(?: \w+){0,2}\s*$", re.IGNORECASE)
_OF_LAST_YEAR = re.compile(r",?\s+(?:of )?last year\b", re.IGNORECASE)
# A day without its year that lies no further ahead is to come; with such words before it, no further than half a year.
_NEAR, _AHEAD = timedelta(days=60), timedelta(days=183)
# "on the 9th", "Tuesday, the 9th": the last such day; a month after it is read elsewhere.
_OF_MONTH = re.compile(
    r"\b(?:(?:on|since|night of|morning of|now|today,?|today is) the|(?:last )?(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|"
    r"fri|sat(?:ur)?|sun)(?:day)?,?(?: the)?) (\d{1,2})(?:st|nd|rd|th)\b"
    r"(?! (?:of\b|floor|time|birthday|century|day|week|year|or\b))(?! \w*(?:ember|uary|ch|il|ay|une|uly|ust|ober)\b)",
    re.IGNORECASE,
)
# "On 11/2": day and month, with the word before it, for a figure alone may be half of anything.
_DAY_AND_MONTH = re.compile(r"\bon (\d{1,2})/(\d{1,2})\b(?![/.-]?\d)", re.IGNORECASE)
# "In June 2021": no day, and a month for certain.
_MONTH_OF_YEAR = re.compile(
    r"\b(?:in|during|since|from|of|early|late|mid|around|about|end of|back in)[ -]"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_FEASTS = re.compile(
    r"\b(new year'?s|christmas|boxing) (eve|day)\b(?: (?:of )?(20\d\d))?", re.IGNORECASE
)
_FEAST_DAYS = {
    "new years eve": (12, 31),
    "new years day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
}


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A day, the words it is told in, and where they stand."""

    on: date
    words: str
    at: int
    # Given to the day, and not by a season or a year.
    exact: bool = True


def told_dates(text: str, received_on: date) -> tuple[ToldDate, ...]:
    """Every day told that is not to come, in order; seasons and years by their last day."""
    return _in_order([*_exact(text, received_on), *_vague(text, received_on)], received_on)


def month_told(text: str, received_on: date) -> str:
    """The month that it happened in, as ISO 8601 writes it, where one is told with its year and no other is; ''."""
    found = {
        f"{hit.group(2)}-{_MONTHS.index(hit.group(1).lower()) + 1:02d}"
        for hit in _MONTH_OF_YEAR.finditer(text)
    }
    return found.pop() if len(found) == 1 and max(found) <= f"{received_on:%Y-%m}" else ""


def told_vaguely(text: str, received_on: date) -> tuple[ToldDate, ...]:
    """The seasons and years alone."""
    return _in_order(_vague(text, received_on), received_on)


def _in_order(found: Iterable[ToldDate], received_on: date) -> tuple[ToldDate, ...]:
    return tuple(sorted((one for one in found if one.on <= received_on), key=lambda one: one.at))


def _exact(text: str, received_on: date) -> list[ToldDate]:
    found: list[ToldDate] = []
    position = 0
    for on, words in dates(text, received_on):
        at = text.find(words, position)
        position = at + 1 if at >= 0 else position
        # "Two years ago" is no day.
        if not _AGO.match(words) and not _is_to_come(text, max(at, 0), words, on, received_on):
            found.append(ToldDate(on, words, max(at, 0)))
    named = _named_days(text, received_on)
    # "Last Tuesday, the 20th" is the 20th.
    spans = [(one.at, one.at + len(one.words)) for one in named]
    found = [one for one in found if not any(start <= one.at < end for start, end in spans)]
    taken = [(one.at, one.at + len(one.words)) for one in found]
    found += named
    taken += [(one.at, one.at + len(one.words)) for one in found]
    near = [(TODAY, received_on), (_YESTERDAY, received_on - timedelta(days=1))]
    for pattern, on in near:
        found += [ToldDate(on, hit.group(), hit.start()) for hit in pattern.finditer(text)]
    for hit in _WEEKDAY.finditer(text):
        if hit.group(3) or (
            not hit.group(2)
            and hit.group(1).lower() in ("sun", "sat", "wed")
            and not hit.group()[0].isupper()
            and hit.group().split()[0].lower() not in ("on", "since", "last")
        ):
            continue
        if any(start - 14 <= hit.start() < end + 2 for start, end in taken):
            continue  # "Thursday 21 May" is told already
        if _ONE_OF_MANY.search(text[max(0, hit.start() - 24) : hit.start()]) or _OF_EACH_WEEK.match(
            text, hit.end()
        ):
            continue
        on = _last(hit.group(1), received_on)
        if _LAST_WEEK.match(text, hit.end()):
            on = _in_last_week(on, received_on)
        found.append(ToldDate(on, hit.group().strip(), hit.start()))
    return found


def _is_to_come(text: str, at: int, words: str, on: date, received_on: date) -> bool:
    """Whether a day told without its year is one soon after the mail, and not that of a year ago."""
    if re.search(r"\d{4}|\d[/.-]\d|ago", words) or (on.month, on.day) == (2, 29):
        return False
    before = text[max(0, at - 40) : at]
    if _LAST_YEARS.search(before) or _OF_LAST_YEAR.match(text, at + len(words)):
        return False
    ahead = on.replace(year=on.year + 1) - received_on
    return ahead <= (_AHEAD if _COMING.search(before) else _NEAR)


def _in_last_week(on: date, received_on: date) -> date:
    """ "Tuesday last week": that of the week before, which begins on Monday."""
    monday = received_on - timedelta(days=received_on.weekday())
    return on if on < monday else on - timedelta(days=7)


def _named_days(text: str, received_on: date) -> list[ToldDate]:
    """ "On the 9th", "New Year's Eve": the last such day."""
    found = [_of_month(hit, received_on) for hit in _OF_MONTH.finditer(text)]
    found += [_of_feast(hit, received_on) for hit in _FEASTS.finditer(text)]
    found += [_of_figures(hit, received_on) for hit in _DAY_AND_MONTH.finditer(text)]
    return [one for one in found if one is not None]


def _of_month(hit: re.Match[str], received_on: date) -> ToldDate | None:
    last_month = received_on.replace(day=1) - timedelta(days=1)
    for first in (received_on.replace(day=1), last_month.replace(day=1)):
        number = int(hit.group(1))
        if 0 < number <= calendar.monthrange(first.year, first.month)[1]:
            on = first.replace(day=number)
            if on <= received_on:
                return ToldDate(on, hit.group(), hit.start())
    return None


def _of_figures(hit: re.Match[str], received_on: date) -> ToldDate | None:
    for year in (received_on.year, received_on.year - 1):
        try:
            on = date(year, int(hit.group(2)), int(hit.group(1)))
        except ValueError:
            return None
        if on <= received_on:
            return ToldDate(on, hit.group(), hit.start())
    return None


def _of_feast(hit: re.Match[str], received_on: date) -> ToldDate | None:
    name = (
        f"{hit.group(1)} {hit.group(2)}".lower().replace("'", "").replace("new year ", "new years ")
    )
    if name not in _FEAST_DAYS:
        return None
    month, day = _FEAST_DAYS[name]
    years = [int(hit.group(3))] if hit.group(3) else [received_on.year, received_on.year - 1]
    on = next((date(y, month, day) for y in years if date(y, month, day) <= received_on), None)
    return ToldDate(on, hit.group(), hit.start()) if on else None


def _last(weekday: str, received_on: date) -> date:
    """The last such day before the mail."""
    number = next(place for place, name in enumerate(_DAYS) if name.startswith(weekday.lower()[:3]))
    return received_on - timedelta(days=(received_on.weekday() - number) % 7 or 7)


def _vague(text: str, received_on: date) -> list[ToldDate]:
    # Each is looked for only where its letters are: most mails tell no season and no year.
    low = folded(text)
    seasons = _SEASON.finditer(text) if any(one in low for one in _ENDS) else ()
    years = _YEAR.finditer(text) if " 20" in text else ()
    found = [_of_season(hit, received_on) for hit in seasons]
    found += [
        ToldDate(date(int(hit[1]), 12, 31), hit.group(), hit.start(), exact=False) for hit in years
    ]
    found += [_ago(hit, received_on) for hit in (_AGO.finditer(text) if " ago" in low else ())]
    return [one for one in found if one is not None]


def _of_season(hit: re.Match[str], received_on: date) -> ToldDate | None:
    month, day = _ENDS[hit.group(2).lower()]
    year = int(hit.group(3)) if hit.group(3) else received_on.year
    on = date(year, month, day)
    if not hit.group(3) and on >= received_on:
        on = date(year - 1, month, day)
    return ToldDate(on, hit.group().strip(), hit.start(), exact=False)


def _ago(hit: re.Match[str], received_on: date) -> ToldDate | None:
    count = (
        _NUMBERS.get(hit.group(2).lower()) or int(hit.group(2))
        if hit.group(2).isdigit() or hit.group(2).lower() in _NUMBERS
        else 0
    )
    months = count * (12 if hit.group(3).lower() == "year" else 1)
    if not 0 < months <= 600:
        return None
    year, month = divmod(received_on.year * 12 + received_on.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    on = date(year, month + 1, min(received_on.day, last))
    return ToldDate(on, hit.group(), hit.start(), exact=False)
