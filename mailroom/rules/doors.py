"""A door signed beside the name, and the one street or building that the mail names: "Norman Thew, Flat 41". Pure."""

from __future__ import annotations

import re

from mailroom.rules.homes import STREETS, is_signed
from mailroom.rules.signed import FOOT_LINES

_BUILDINGS = (
    r"court|house|point|tower|towers|mansions?|flats|buildings|lodge|heights|yard|gardens|place"
)
_NAME = r"((?:[A-Z][\w'\u2019-]+[ ]){1,3}"
_STREET = re.compile(rf"\b{_NAME}(?i:{STREETS}))(?![\w'\u2019])")
_BUILDING = re.compile(rf"\b{_NAME}(?i:{_BUILDINGS}))(?![\w'\u2019])")
# "Flat 41", "no. 9", "(11)", alone behind the name or on the next line.
_DOOR = re.compile(
    r"(?P<flat>flat|apartment|apt)\.? ?(?P<door>\d{1,3}[a-z]?)\Z"
    r"|(?:no\.?|number|house)? ?\(?(?P<number>\d{1,3}[a-z]?)\)?\Z",
    re.IGNORECASE,
)
# Said of oneself: "I have lived in flat 7", "I'm at flat 11".
_IN_FLAT = re.compile(
    r"\b(?:i(?:'m|\u2019m|m| am| live| have lived|'ve lived|\u2019ve lived)|we(?:'re|\u2019re| are| live))"
    r"(?: still| now)? (?:in|at) (?P<flat>flat) (?P<door>\d{1,3}[a-z]?)\b",
    re.IGNORECASE,
)
# Words that begin a sentence, and no name of a street.
_NO_STREET = re.compile(
    r"(?:The|A|An|Our|My|Your|This|That|In|On|At|Of|For|From|To|And|But|When|Re|Dear|Council|Every|Civic|Town) "
)


def door_signed(subject: str, text: str, name: str) -> str:
    """The number signed with the one street, or the flat with the one building, that the mail names; ''."""
    door = _signed(text, name) or _IN_FLAT.search(text)
    if door is None:
        return ""
    found = door.groupdict()
    places = _places(f"{subject}\n{text}", _BUILDING if found["flat"] else _STREET)
    if len(places) != 1:
        return ""
    (place,) = places
    return f"Flat {found['door']}, {place}" if found["flat"] else f"{found['number']} {place}"


def _signed(text: str, name: str) -> re.Match[str] | None:
    """The door behind the writer's name at the foot, or on the line below it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][-FOOT_LINES:]
    for line, below in zip(reversed(lines), ["", *reversed(lines)], strict=False):
        last = re.split(r"(?<=[.!?]) ", line)[-1]
        signed, comma, rest = re.sub(r" ?\((?=\d)", ", ", last).partition(",")
        if not is_signed(signed, name):
            continue
        for said in (rest.partition(",")[0], "" if comma else below):
            if door := _DOOR.match(said.strip(" .)")):
                return door
    return None


def _places(text: str, pattern: re.Pattern[str]) -> set[str]:
    names = [" ".join(hit.group(1).split()) for hit in pattern.finditer(text)]
    bare = [_NO_STREET.sub("", name) for name in names]
    return {name for name in bare if len(name.split()) > 1}
