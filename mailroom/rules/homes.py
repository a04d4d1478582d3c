"""Where the writer lives: before a postcode, at the foot of the letter, or in the words "I live at". Pure.

Only what can be told without guessing: where a lamp post stands, or a neighbour lives, is nobody's address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailroom.rules.signed import FIRM, FOOT_LINES, NO_NAME
from parsers.facts import phones, postcodes

_STREETS = (
    r"road|street|lane|avenue|close|court|house|view|way|drive|hill|terrace|walk|row|place|crescent|mews|"
    r"grove|rise|tower|gardens"
    r"|square|parade|wharf|quay|green|park|side|end|drove|fold|yard|buildings|cottages?|villas|mount|"
    r"heights|meadows?|field|fields"
    r"|croft|bank|common|gate|passage|estate|hythe|chase|dene|vale|orchard|rd|ave|st|ln|gdns|ct|dr|cres|flats"
)
_HOUSE = (
    r"(?:(?:flat|apartment|apt|unit|room|plot|studio)\s+\d{1,4}[a-z]?(?:,\s*|"
    r"\s+)(?:\d{1,4}[a-z]?(?:\s*[-\u2013]\s*\d+)?\s+)?"
    r"|\d{1,4}[a-z]?(?:\s*[-\u2013]\s*\d{1,4})?,?[ \t]+)"
)
_ADDRESS = re.compile(
    # Number and street, in whatever letters; a street may have two such words ("Tower Street").
    rf"(?<![\w\u00a3./-])(?i:{_HOUSE})(?:[\w'\u2019]+[ \t]+){{0,3}}?(?i:{_STREETS})\b(?![ \t]+(?i:{_STREETS})\b)"
    # Number and a name in capitals, before a comma, a line's end or a postcode.
    rf"|(?<![\w\u00a3./-])(?i:{_HOUSE})(?:[A-Z][\w'\u2019]+[ \t]+){{0,2}}[A-Z][a-z'\u2019]+(?=\s*(?:,|\n|"
    rf"\(?[A-Z]{{1,2}}\d))"
    r"|(?<![\w\u00a3./-])(?i:flat|apartment)\s+\d{1,4}[a-z]?,?\s+[A-Z][\w'\u2019]*(?:[ \t]+[A-Z][a-z'\u2019]*)?"
)
# "2 Custom House" of "2 Custom House Steps, Port Hale".
_STREET_GOES_ON = re.compile(r"(?:[ \t]+[A-Z][a-z'\u2019]+){1,2}(?=,[ \t]*[A-Z])")
_PLACE = re.compile(
    r"[ \t]*(?:,[ \t]*|\n[ \t]*)([A-Z][a-z'\u2019.-]+(?:[ \t]+(?:[A-Z][a-z'\u2019.-]+|on|the|upon|"
    r"under)){0,2})(?=\s*(?:,|\n|$|\(?[A-Z]{1,2}\d|\d))"
)
# A village right before the postcode, with no comma: "17 Mill Walk far end AB7 3QQ".
_SMALL_PLACE = re.compile(
    r"^[ \t,]+((?:[A-Za-z][\w'\u2019-]*[ \t,]+){1,3})(?=\(?[A-Za-z]{1,2}\d[\dA-Za-z]?[ \t]*\d[A-Za-z]{2}\b)"
)
_BEFORE_POSTCODE = re.compile(
    r"^[\s,(]*(?:[A-Za-z][\w'\u2019-]*[\s,]+){0,3}[(]?[A-Za-z]{1,2}\d[\dA-Za-z]?\s*\d[A-Za-z]{2}\b"
)
_NOT_THEIRS = re.compile(
    r"\b(?:outside|behind|opposite|near|by|number|numbers|no|neighbour at|next to|r/o|land at|beside|"
    r"between|application|lamp ?(?:post|standard|column)s?|street ?lights?|columns?|bus(?: stop)?|"
    r"routes?|bays?|from|(?<!have )(?<!'ve )(?<!\u2019ve )lived at|used to live at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:live at|at|of|address is|address:?|tenant at|home,?|moved to|now at|now|i'm at|i am at|just moved to|"
    r"lived at|my (?:\w+ )?(?:flat|house|home|property|bungalow|maisonette),?)\s+$",
    re.IGNORECASE,
)


# A line that is an address from its number on, whatever its street is called.
_LINE_OF_ADDRESS = re.compile(
    r"^(?:(?:flat|apartment|unit|room)\s+\w{1,4},?\s+)?\d{1,4}[a-z]?,?\s+[a-z][\w'\u2019 ,-]{3,60}$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|rev|cllr|sir|lady)\b", re.IGNORECASE)
_PLACE_NAME = re.compile(
    r"^(?:[A-Z\d][\w'\u2019&.-]*(?:\s+|$)|(?:of|on|the|upon|under|and)\s+){1,5}$"
)
# "PO Box 118, Hale" is where nobody lives.
_BOX = re.compile(r"\bp\.? ?o\.? ?box:?\s*$", re.IGNORECASE)
_WITH_BOX = re.compile(r"\bp\.? ?o\.? ?box\b", re.IGNORECASE)
# "9 February", "14 on Mill Lane", "3 weeks in Fore Street": a figure, and no house's.
_NO_HOUSE = re.compile(
    r"\d{1,4}(?:,?\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    r"mar|apr|jun|jul|aug|sept?|oct|nov|dec)\Z"
    r"|,?\s+(?:on|in|at|near|outside|opposite|along|down|from|for|and|or|to|is|was|are|were|of|am|pm|days?|weeks?|"
    r"months?|years?|hours?|minutes?|mins|times|people|cars?|bins?|bags?)\s)",
    re.IGNORECASE,
)
# The score of an address that stands before a postcode.
_SURE = 3.0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An address found, how likely it is the writer's own, and where it ends."""

    written: str
    score: float
    at: int


def address_in(text: str, name: str = "") -> str:
    """The writer's address: the one before a postcode, or at the foot, or that they say they live at; ''.

    `name` is the writer's: a line that begins with it may go on with where they live.
    """
    text = _without_phones(text)
    found = [_weighed(text, hit) for hit in _ADDRESS.finditer(text) if _is_house(text, hit)]
    best = max(found, key=lambda one: (one.score, -one.at), default=None)
    if best is not None and best.score >= _SURE:
        return best.written
    named = _house_named(text, name) or _after_name(text, name)
    return named or (best.written if best is not None and best.score > 0 else "")


def _is_house(text: str, hit: re.Match[str]) -> bool:
    """Whether a figure and the words after it are where somebody lives, and no date, no count and no box."""
    boxed = _BOX.search(text[max(0, hit.start() - 12) : hit.start()])
    return not (boxed or _NO_HOUSE.match(hit.group()))


def _without_phones(text: str) -> str:
    """The text without its telephone numbers, whose last figures are no house's number."""
    for number in phones(text):
        text = text.replace(number, "\n" if f"{number}\n" in text else " ")
    return text


def _house_named(text: str, name: str) -> str:
    """The line of a postcode, where no number and street stand there: "The Old School, Church Lane, Hale"."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for place, line in reversed(list(enumerate(lines))):
        for written in postcodes(line):
            before = re.split(re.escape(written).replace(r"\ ", r"\s*"), line, flags=re.IGNORECASE)[
                0
            ]
            parts = [part.strip(" .(") for part in before.split(",") if part.strip(" .(")]
            at_foot = place >= len(lines) - FOOT_LINES
            if _WITH_BOX.search(before):
                continue
            if _LINE_OF_ADDRESS.match(before) and at_foot:
                return ", ".join(parts)
            own = (
                parts[1:] if parts and (_TITLED.search(parts[0]) or _is(parts[0], name)) else parts
            )
            has_street = re.search(rf"\b(?:{_STREETS})\b", before, re.IGNORECASE) is not None
            is_place = 2 <= len(own) <= 5 and all(_PLACE_NAME.match(part) for part in own)
            if is_place and (has_street or at_foot):
                return ", ".join(own)
    return ""


def _is(part: str, name: str) -> bool:
    return bool(name) and part.casefold() == name.casefold()


def _after_name(text: str, name: str) -> str:
    """What follows the writer's name on the line it is signed on: "Pat Millward, 15 Sorrel Close"."""
    for line in reversed(text.splitlines()):
        if name and line.strip().casefold().startswith(f"{name.casefold()},"):
            rest = line.strip()[len(name) + 1 :].strip(" .")
            street = re.search(rf"\b(?:{_STREETS})$", rest.split(",")[0], re.IGNORECASE)
            if street and len(rest.split()) <= 8:
                return rest
    return ""


def _weighed(text: str, hit: re.Match[str]) -> _Candidate:
    more = _STREET_GOES_ON.match(text, hit.end())
    end = more.end() if more else hit.end()
    written, rest = " ".join(text[hit.start() : end].split()), text[end:]
    before = text[max(0, hit.start() - 24) : hit.start()]
    score = 3.0 if _BEFORE_POSTCODE.match(rest) else 0.0
    score += 2.0 if not rest.strip() or len(rest) < 120 else 0.0
    score += 1.5 if _THEIRS.search(before) else 0.0
    score -= 2.5 if _NOT_THEIRS.search(before) else 0.0
    score += 0.5 if before.endswith("\n") or not before.strip() else 0.0
    if score >= 2.0:
        written = _with_firm(_with_places(written, rest), text[: hit.start()])
    return _Candidate(written, score, hit.start())


def _with_firm(written: str, before: str) -> str:
    """The address with the firm's name where its line begins with one: "Sood Stores, 210 High Street"."""
    firm = before.rpartition("\n")[2].strip()
    is_firm = firm.endswith(",") and FIRM.search(firm) and firm.count(",") == 1
    return f"{firm} {written}" if is_firm and len(firm.split()) <= 6 else written


def _with_places(written: str, rest: str) -> str:
    """The address with the village and the town after it."""
    if small := _SMALL_PLACE.match(rest):
        return f"{written}, {small.group(1).strip(' ,')}"
    for _ in range(3):
        place = _PLACE.match(rest)
        if place is None or postcodes(place.group(1)) or phones(place.group(1)):
            break
        said = place.group(1).strip(" .")
        if said.lower().split()[0] in NO_NAME or re.fullmatch(r"[A-Z]{1,2}\d.*", said):
            break
        written, rest = f"{written}, {said}", rest[place.end() :]
    return written
