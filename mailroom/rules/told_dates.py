"""When it happened, as the writer tells it, dated from the day of the mail: "last Tuesday", "in the summer". Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from parsers.facts import dates

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(
    r"\b(?:on|since|last|this|from|until|of|again)?\s*\b(mon|tues?|wed|weds|wednes|thu|thurs?|fri|sat|satur|"
    r"sun)(day)?\b(s)?(?! club)",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\b(?:today|this morning|this afternoon|this evening|tonight|2nite|just now|right now|just (?:seen|"
    r"started|noticed|happened|packed in))\b",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?:(?:in|since|during|of|the|back in|over) )*(last |this )?(spring|summer|autumn|winter|easter|"
    r"christmas|xmas)(?: (?:of )?(20\d\d))?\b",
    re.IGNORECASE,
)
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
# A line's end within a paragraph, which may part a day from its month.
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:i|we|it|this) (?:first |have |had |was )*(?:reported|asked|applied|wrote|submitted|notified)\b",
    re.IGNORECASE,
)
_CHASED = re.compile(
    r"\b(?:rang|rung|ring|phoned|telephoned|called|wrote|written|emailed|chased|promis\w+|told (?:me|us|it|"
    r"that)|was told|said|would|will|reported"
    r"|acknowledg\w+|appointment|by|agreed|letter of|due|until|paid|applied|sent|registered|before|booked|asked)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A day, the words it is told in, and where they stand."""

    on: date
    words: str
    at: int
    # Given to the day, and not by a season or a year.
    exact: bool = True


def happened_on(text: str, received_on: date) -> ToldDate | None:
    """The day it happened: since when it lasts, else the last one told on which more was done than to chase it up."""
    text = _WRAPPED.sub(" ", text)
    told = [one for one in told_dates(text, received_on) if one.exact]
    before = [one for one in told if one.on < received_on or _TODAY.match(one.words)]
    told = before or told  # "It is now the 1st of June" is when they write
    since = [one for one in told if _SINCE.search(text[max(0, one.at - 20) : one.at + 6])]
    if since:
        return since[0]
    happened = [one for one in told if not _CHASED.search(_sentence(text, one))]
    if not happened or _REPORTED.search(_sentence(text, told[0])):
        return next(iter(told), None)
    return max(happened, key=lambda one: one.on)


def _sentence(text: str, one: ToldDate) -> str:
    """The sentence that a day is told in."""
    start = max(text.rfind(stop, 0, one.at) for stop in (". ", "? ", "! ", "\n\n", "; ")) + 1
    ends = [
        end
        for stop in (". ", "? ", "! ", "\n\n", "; ")
        if (end := text.find(stop, one.at + len(one.words))) > 0
    ]
    return text[start : min(ends, default=len(text))]


def told_dates(text: str, received_on: date) -> tuple[ToldDate, ...]:
    """Every day told that is not to come, in order; seasons and years by their last day."""
    found = [*_exact(text, received_on), *_vague(text, received_on)]
    return tuple(sorted((one for one in found if one.on <= received_on), key=lambda one: one.at))


def _exact(text: str, received_on: date) -> list[ToldDate]:
    found: list[ToldDate] = []
    position = 0
    for on, words in dates(text, received_on):
        at = text.find(words, position)
        position = at + 1 if at >= 0 else position
        if not _AGO.match(words):  # "two years ago" is no day
            found.append(ToldDate(on, words, max(at, 0)))
    taken = [(one.at, one.at + len(one.words)) for one in found]
    near = [(_TODAY, received_on), (_YESTERDAY, received_on - timedelta(days=1))]
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
        found.append(ToldDate(_last(hit.group(1), received_on), hit.group().strip(), hit.start()))
    return found


def _last(weekday: str, received_on: date) -> date:
    """The last such day before the mail."""
    number = next(place for place, name in enumerate(_DAYS) if name.startswith(weekday.lower()[:3]))
    return received_on - timedelta(days=(received_on.weekday() - number) % 7 or 7)


def _vague(text: str, received_on: date) -> list[ToldDate]:
    found = [_of_season(hit, received_on) for hit in _SEASON.finditer(text)]
    found += [
        ToldDate(date(int(hit[1]), 12, 31), hit.group(), hit.start(), exact=False)
        for hit in _YEAR.finditer(text)
    ]
    found += [_ago(hit, received_on) for hit in _AGO.finditer(text)]
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
