"""Which of several things still owed an officer means by a number or by words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"\A\s*(\d{1,2})\b(?!\s*(?:/|[a-z]))", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}")
_WHY = re.compile(r"^\s*(?:why|reason|because)\s*[:–]?\s*", re.IGNORECASE)
_INSTEAD = re.compile(r"^\s*instead\s*[:–]\s*", re.IGNORECASE)
# Words that stand in many a promise and tell none from another.
_COMMON = frozenset(
    (
        *("this", "that", "with", "from", "will", "have", "been", "done", "what", "your"),
        *(
            "the",
            "and",
            "for",
            "not",
            "was",
            "has",
            "had",
            "are",
            "you",
            "her",
            "his",
            "our",
            "its",
        ),
        *("she", "him", "they", "who", "all", "any", "but", "one", "now"),
    )
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something owed, in its own words."""

    words: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What an officer says cannot be done: which it is, why, and what instead."""

    which: str
    why: str
    instead: str


def which_is_meant(text: str, owed: Sequence[Thing]) -> int | None:
    """The place of the one that is meant, counted from 0; None where there is none, or it is not clear.

    Its own words on the first line mean it, whatever else shares some; a number is a place in the list, counted from
    1; words mean the one that shares most with them; where only one is owed, it is meant.
    """
    named = [place for place, one in enumerate(owed) if is_named(text, one)]
    if named:
        return named[0]
    number = _NUMBER.match(text)
    if number and 1 <= int(number[1]) <= len(owed):
        return int(number[1]) - 1
    if len(owed) == 1:
        return 0
    said = _words(text)
    shared = [len(said & _words(one.words)) for one in owed]
    best = max(shared, default=0)
    return shared.index(best) if best and shared.count(best) == 1 else None


def is_named(text: str, thing: Thing) -> bool:
    """Whether a text's first line is the thing's own words."""
    first = _evened(text.strip().partition("\n")[0])
    return bool(first) and first == _evened(thing.words)


def _evened(words: str) -> str:
    return " ".join(words.lower().split()).rstrip(".")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _COMMON


def read_dropped(text: str) -> Dropped:
    """Parted by the lines `Why:` and `Instead:`; without them the first line says which, and the rest why."""
    which: list[str] = []
    why: list[str] = []
    instead: list[str] = []
    into = which
    for place, line in enumerate(text.strip().split("\n")):
        if _INSTEAD.match(line):
            into, line = instead, _INSTEAD.sub("", line)
        elif place and into is which:
            into, line = why, _WHY.sub("", line)
        if line.strip():
            into.append(line.strip())
    return Dropped(" ".join(which), "\n".join(why), " ".join(instead))
