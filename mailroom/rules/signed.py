"""Who signed a letter, and where they live: what stands at its foot, or in the words "I live at". Pure.

Only what can be told without guessing: a first name alone is no better than what the mail's own header has.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from parsers.facts import phones, postcodes

# How many lines from the foot up a signature may stand in.
_FOOT_LINES = 9
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|rev|revd|cllr|councillor|sir|lady)\.?\s+", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"\s*\((?:mr|mrs|ms|miss|dr)\.?\)\s*$|,?\s*aged \d+.*$", re.IGNORECASE)
_BEFORE_REST = re.compile(
    r"[,\d|;:@]|\s[-\u2013]\s|\s{2,}|\b(?:flat|apartment|tel|mobile|aged)\b", re.IGNORECASE
)
_FIRM = re.compile(
    r"\b(?:ltd|limited|llp|plc|solicitors?|advice|office|council|association|residents|forms?|team|"
    r"services?|online|customer|group"
    r"|trust|stores?|shop|mp|roofing|properties|lettings|scan|mfd|admin|support|reception|citizens|"
    r"community|centre|house|school)\b",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^(?:[^\W\d_]+(?:['\u2019-][^\W\d_]+)*\.?)$")
_NO_NAME = frozenset(
    "regards sincerely faithfully thanks thank you kind best yours many cheers dear sent from my iphone"
    " regards, android galaxy mobile phone tel telephone email address the council team sir madam hello hi"
    " hope truly wishes respectfully warm please and of for to in on at a is are was it this that not no"
    " yes secretary chair manager officer".split()
)
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
    r"|\d{1,4}[a-z]?(?:\s*[-\u2013]\s*\d{1,4})?,?\s+)"
)
_ADDRESS = re.compile(
    # Number and street, in whatever letters; a street may have two such words ("Tower Street").
    rf"(?<![\w\u00a3./-])(?i:{_HOUSE})(?:[\w'\u2019]+[ \t]+){{0,3}}?(?i:{_STREETS})\b(?![ \t]+(?i:{_STREETS})\b)"
    # Number and a name in capitals, before a comma, a line's end or a postcode.
    rf"|(?<![\w\u00a3./-])(?i:{_HOUSE})(?:[A-Z][\w'\u2019]+[ \t]+){{0,2}}[A-Z][a-z'\u2019]+(?=\s*(?:,|\n|"
    rf"\(?[A-Z]{{1,2}}\d))"
    r"|(?<![\w\u00a3./-])(?i:flat|apartment)\s+\d{1,4}[a-z]?,?\s+[A-Z][\w'\u2019]*(?:[ \t]+[A-Z][a-z'\u2019]*)?"
)
_PLACE = re.compile(
    r"[ \t]*(?:,[ \t]*|\n[ \t]*)([A-Z][a-z'\u2019.-]+(?:[ \t]+(?:[A-Z][a-z'\u2019.-]+|on|the|upon|"
    r"under)){0,2})(?=\s*(?:,|\n|$|\(?[A-Z]{1,2}\d|\d))"
)
_BEFORE_POSTCODE = re.compile(
    r"^[\s,(]*(?:[A-Za-z][\w'\u2019-]*[\s,]+){0,3}[(]?[A-Za-z]{1,2}\d[\dA-Za-z]?\s*\d[A-Za-z]{2}\b"
)
_NOT_THEIRS = re.compile(
    r"\b(?:outside|behind|opposite|near|by|number|numbers|no|neighbour at|next to|r/o|land at|beside|"
    r"between|application|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:live at|at|of|address is|address:?|tenant at|home,?|moved to|now at|i'm at|just moved to)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An address found, how likely it is the writer's own, and where it ends."""

    written: str
    score: float
    at: int


def name_signed(text: str, header_name: str) -> str:
    """The name at the foot of a letter, in full; '' where there is none that says more than the header."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()][-_FOOT_LINES:]
    for line in reversed(lines):
        name = _name_in(line)
        words = name.split()
        if len(words) > 1 and _is_full(words) and _says_more(name, header_name):
            return name
    return _surname_after(header_name, "\n".join(lines))


def _says_more(name: str, header_name: str) -> bool:
    """Whether a name signed is to be preferred: the header has none, or has the first name short or without accents."""
    if not _is_persons(header_name):
        return True
    if not _letters(name) & _letters(header_name):
        return False
    same = name.split()[0].casefold() == header_name.split()[0].casefold()
    return not same or (
        len(name.split()) == len(header_name.split()) and name.casefold() != header_name.casefold()
    )


def _surname_after(header_name: str, foot: str) -> str:
    """The surname that follows a header's lone first name where they sign in the last line: "shaz malik 07700 ..."."""
    if not _NAME_WORD.match(header_name) or len(header_name) < 3:
        return ""
    found = re.findall(rf"\b({re.escape(header_name)}\s+([^\W\d_]{{3,}}))\b", foot, re.IGNORECASE)
    full = [whole for whole, surname in found if surname.lower() not in _NO_NAME]
    return " ".join(full[-1].split()) if full else ""


def address_in(text: str) -> str:
    """The writer's address: the one before a postcode, or at the foot, or that they say they live at; ''."""
    found = [_weighed(text, hit) for hit in _ADDRESS.finditer(text)]
    best = max(found, key=lambda one: (one.score, -one.at), default=None)
    return best.written if best is not None and best.score > 0 else ""


def _weighed(text: str, hit: re.Match[str]) -> _Candidate:
    written, rest = " ".join(hit.group().split()), text[hit.end() :]
    before = text[max(0, hit.start() - 24) : hit.start()]
    score = 3.0 if _BEFORE_POSTCODE.match(rest) else 0.0
    score += 2.0 if not rest.strip() or len(rest) < 120 else 0.0
    score += 1.5 if _THEIRS.search(before) else 0.0
    score -= 2.5 if _NOT_THEIRS.search(before) else 0.0
    score += 0.5 if before.endswith("\n") or not before.strip() else 0.0
    if score >= 2.0:
        written = _with_places(written, rest)
    return _Candidate(written, score, hit.start())


def _with_places(written: str, rest: str) -> str:
    """The address with the village and the town after it."""
    for _ in range(3):
        place = _PLACE.match(rest)
        if place is None or postcodes(place.group(1)) or phones(place.group(1)):
            break
        said = place.group(1).strip(" .")
        if said.lower().split()[0] in _NO_NAME or re.fullmatch(r"[A-Z]{1,2}\d.*", said):
            break
        written, rest = f"{written}, {said}", rest[place.end() :]
    return written


def _name_in(line: str) -> str:
    """The name that a line begins with; '' for any other line."""
    head = _BEFORE_REST.split(line, maxsplit=1)[0]
    head = _TITLE.sub("", _AFTER_NAME.sub("", head.strip())).strip(" .")
    words = head.split()
    if not 1 <= len(words) <= 4 or any(not _NAME_WORD.match(word) for word in words):
        return ""
    if _FIRM.search(head) or any(word.lower().strip(".,") in _NO_NAME for word in words):
        return ""
    return " ".join(words)


def _is_full(words: list[str]) -> bool:
    """First name and surname, neither an initial."""
    return len(words[0].strip(".")) > 1 and len(words[-1].strip(".")) > 1


def _is_persons(header_name: str) -> bool:
    """Whether the header's name is that of a person, in full: two words of letters."""
    words = header_name.split()
    if _FIRM.search(header_name):
        return False
    return 2 <= len(words) <= 4 and all(_NAME_WORD.match(word) for word in words)


def _letters(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return {word.strip(".'") for word in plain.split() if len(word.strip(".'")) > 1}
