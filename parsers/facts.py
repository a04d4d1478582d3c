"""Facts in a person's words: postcodes, phone numbers, dates, links. Found, never guessed; nothing is looked up."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

# Characters of a text that are searched: a complaint of that length is a book.
_MAX_TEXT = 200_000

# British Standard 7666 in the form people write it, with or without the space; GIR 0AA is no home.
_POSTCODE = re.compile(
    r"\b([A-PR-UWYZ](?:\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d{1,2}|[A-HK-Y]\d[ABEHMNPRV-Y]))"
    r"[ \t]{0,2}(\d[A-Z]{2})\b",
    re.I,
)
_PHONE = re.compile(
    # "02/06/2026 07:14" is a day and an hour.
    r"(?<![\w+])(?!\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d))"
    r"(\+44[ \t]?(?:\(0\))?|0044[ \t]?|\(?0)((?:[ \t()./-]{0,2}\d){9,10})(?!\d)"
)
_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'\]]{3,2000}", re.I)
_ENTITY = re.compile(r"[).,;:!?'\"]+$")

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[ \t]+(?:of[ \t]+)?{_MONTH}\b\.?,?(?:[ \t]+(\d{{4}}))?", re.I
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}\.?[ \t]+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?[ \t]+(\d{{4}}))?", re.I
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_RELATIVE = re.compile(
    rf"\b(?:today|yesterday|(?:last|this) (?:{'|'.join(_WEEKDAYS)})|(?:\d{{1,3}}|a|two|three|four|five|six)"
    r" (?:days?|weeks?|months?|years?) ago)\b",
    re.I,
)
_COUNTED = re.compile(r"(\d{1,3}|a|two|three|four|five|six) (days?|weeks?) ago")
_COUNTS = {"a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def postcodes(text: str) -> tuple[str, ...]:
    """UK postcodes in order, each once, written as `WS1 1TP`."""
    found = _POSTCODE.finditer(text[:_MAX_TEXT])
    return tuple(dict.fromkeys(f"{one.group(1)} {one.group(2)}".upper() for one in found))


def phones(text: str) -> tuple[str, ...]:
    """UK phone numbers in order, each once, as written: a person copies them from the page."""
    numbers: dict[str, str] = {}
    for one in _PHONE.finditer(text[:_MAX_TEXT]):
        digits = re.sub(r"\D", "", one.group(2))
        if len(digits) in (9, 10) and digits[0] in "12378":
            numbers.setdefault(digits, " ".join(one.group().split()))
    return tuple(numbers.values())


def links(text: str) -> tuple[str, ...]:
    """Web addresses in order, each once, without the full stop that ends the sentence."""
    found = (_ENTITY.sub("", one.group()) for one in _LINK.finditer(text[:_MAX_TEXT]))
    return tuple(dict.fromkeys(found))


def dates(text: str, sent_on: date) -> tuple[tuple[date, str], ...]:
    """Dates in order with the words they stand in; British order of day and month.

    A date without its year is the latest one not after `sent_on`, for people tell what has happened; so are
    `yesterday` and `last Monday`.
    """
    text = text[:_MAX_TEXT]
    found: list[tuple[int, date, str]] = []
    for one in _NUMBERS.finditer(text):
        year = one.group(3)
        _put(
            found,
            one,
            int(year) if len(year) == 4 else 2000 + int(year),
            one.group(2),
            one.group(1),
        )
    for one in _ISO.finditer(text):
        _put(found, one, int(one.group(1)), one.group(2), one.group(3))
    # To look for a few letters costs next to nothing beside a search that heeds no case.
    low = text.casefold()
    if any(month in low for month in _MONTHS):
        _find_worded(found, text, sent_on)
    for one in _RELATIVE.finditer(text) if "day" in low or " ago" in low else ():
        on = _read_relative(one.group(), sent_on)
        if on is not None:
            found.append((one.start(), on, one.group()))
    return tuple((on, words) for _, on, words in sorted(found))


def _find_worded(found: list[tuple[int, date, str]], text: str, sent_on: date) -> None:
    """Dates with a month's name."""
    for one in _DAY_FIRST.finditer(text):
        _put_worded(found, one, one.group(1), one.group(2), one.group(3), sent_on)
    for one in _MONTH_FIRST.finditer(text):
        if not any(at <= one.start() < at + len(words) for at, _, words in found):
            _put_worded(found, one, one.group(2), one.group(1), one.group(3), sent_on)


def _put(
    found: list[tuple[int, date, str]], match: re.Match[str], year: int, month: str, day: str
) -> None:
    try:
        found.append((match.start(), date(year, int(month), int(day)), match.group()))
    except ValueError:
        return


def _put_worded(
    found: list[tuple[int, date, str]],
    match: re.Match[str],
    day: str,
    month: str,
    year: str | None,
    sent_on: date,
) -> None:
    number = str(_MONTHS.index(month[:3].lower()) + 1)
    if year:
        _put(found, match, int(year), number, day)
        return
    for candidate in (sent_on.year, sent_on.year - 1):
        try:
            on = date(candidate, int(number), int(day))
        except ValueError:
            continue
        if on <= sent_on:
            found.append((match.start(), on, match.group()))
            return


def _read_relative(words: str, sent_on: date) -> date | None:
    """`last Monday`, `three weeks ago`, counted back from the day of the mail; dateparser reads the words."""
    words = words.lower()
    weekday = words.rpartition(" ")[2]
    if weekday in _WEEKDAYS:
        back = (sent_on.weekday() - _WEEKDAYS.index(weekday)) % 7
        return sent_on - timedelta(days=back or 7)
    counted = _COUNTED.fullmatch(words)
    if counted:
        # Most say no more than this, and the library takes a millisecond or two for it.
        count = _COUNTS.get(counted[1]) or int(counted[1])
        return sent_on - timedelta(days=count * (7 if counted[2].startswith("w") else 1))
    if words in ("today", "yesterday"):
        return sent_on - timedelta(days=words == "yesterday")
    import dateparser  # loaded with the first words that need it

    base = datetime(sent_on.year, sent_on.month, sent_on.day, 12, tzinfo=UTC)
    settings = {"RELATIVE_BASE": base.replace(tzinfo=None), "PREFER_DATES_FROM": "past"}
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
