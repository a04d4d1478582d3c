"""Which letters every text must hold that an expression can match: a quick look before a slow search.

To look for a few letters costs a hundredth of a search that heeds no case, and most wordings stand in no mail. Read
off the expression itself, so that no second list has to be kept. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain
from struct import calcsize
from typing import Any, Literal

# Four octets in a row are looked up as one number, or two of what is too short for that; so `struct` calls these.
_Run = Literal["I", "H"]
_RUN: _Run = "I"
_SHORT_RUN: _Run = "H"
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
# Letters that mean nothing but themselves.
_PLAIN = re.compile(r"[\w ',-]+")
# What an expression needs beside so much stands in nearly every mail.
_MOST_NEEDS = 3


Hints = tuple[str, ...]


def needs_of(*parts: str) -> tuple[Hints, ...]:
    """Hints of which whatever matches holds one of each, those that say most first; of an expression in its parts."""
    found = [hints for part in parts for hints in _needed_in(part)]
    found.sort(key=_telling, reverse=True)
    # A single letter stands in every mail: it is asked for only where there is nothing else.
    said = [hints for hints in found if _telling(hints) > 1] or found[:1]
    return tuple(dict.fromkeys(said))[:_MOST_NEEDS]


# One end belongs to many a beginning, and they are read one after another.
@lru_cache(maxsize=16)
def _needed_in(expression: str) -> tuple[Hints, ...]:
    if _PLAIN.fullmatch(expression):
        return ((folded(expression),),)
    # The library's own reading of an expression; nothing public gives it.
    found = _needed(re._parser.parse(expression))  # type: ignore[attr-defined]
    return tuple(map(_shortest, found))


def _shortest(group: frozenset[str]) -> Hints:
    shortest = [one for one in group if not any(other in one for other in group - {one})]
    return tuple(sorted(shortest, key=lambda one: (-len(one), one)))


def _telling(group: Collection[str]) -> int:
    """How much it says that one of a group is there: as much as its shortest does."""
    return min(map(len, group))


def folded(text: str) -> str:
    """The text as hints are looked for in it: what an expression without case takes for the same letter is the same."""
    # casefold leaves the Turkish dotless i alone, which an expression takes for an i.
    return text.casefold().replace("\u0131", "i")


class Letters:
    """Many hints, ready to be looked for in a text all at once."""

    def __init__(self, hints: Iterable[str]) -> None:
        """Each by a run of four of its letters, of two where it is too short; apart those of a single one."""
        unique = tuple(dict.fromkeys(hints))
        long, short = calcsize(_RUN), calcsize(_SHORT_RUN)
        self._by_run = [
            _ByRun((one for one in unique if _octets(one) >= long), _RUN),
            _ByRun((one for one in unique if short <= _octets(one) < long), _SHORT_RUN),
        ]
        self._single = [one for one in unique if _octets(one) < short]

    def held_in(self, text: str) -> frozenset[str]:
        """Those that stand in a text, `folded`."""
        held = [hint for hint in self._single if hint in text]
        return frozenset(held).union(*[one.held_in(text) for one in self._by_run])


class _ByRun:
    """Hints by the run of theirs that the fewest of them have, each with the next such run: where a text has both, it
    most often has the hint.
    """

    def __init__(self, hints: Iterable[str], run: _Run) -> None:
        self._run = run
        runs_of = {hint: _runs(hint, run) for hint in hints}
        common = Counter(chain.from_iterable(runs_of.values()))
        self._hints: dict[int, list[tuple[int, str, str]]] = {}
        for hint, runs in runs_of.items():
            rarest, *others = sorted(runs, key=lambda one: (common[one], one))
            also = others[0] if others else rarest
            # Where the run is all of a hint, nothing else has to stand there.
            letters = "" if _octets(hint) == calcsize(run) else hint
            self._hints.setdefault(rarest, []).append((also, letters, hint))

    def held_in(self, text: str) -> list[str]:
        """Those that stand in a text."""
        runs = _runs(text, self._run)
        perhaps = [self._hints[one] for one in self._hints.keys() & runs]
        return [
            hint
            for some in perhaps
            for also, letters, hint in some
            if also in runs and letters in text
        ]


def _runs(text: str, run: _Run) -> set[int]:
    """Every few octets in a row, as many as a `run` has, read as one number: that way they are cut in one go."""
    octets = memoryview(_encoded(text))
    size = calcsize(run)
    runs: set[int] = set()
    for shift in range(size):
        whole = (len(octets) - shift) // size * size
        if whole > 0:
            runs.update(octets[shift : shift + whole].cast(run))
    return runs


def _octets(hint: str) -> int:
    return len(_encoded(hint))


def _encoded(text: str) -> bytes:
    # Half a character, as broken mail has it, is like no other.
    return text.encode("utf-8", "surrogatepass")


def _needed(items: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Groups of runs of letters: of each group one stands in every match."""
    groups: list[frozenset[str]] = []
    run = ""
    for kind, what in items:
        if str(kind) == "LITERAL":
            run += chr(what)
            continue
        run += _repeated(str(kind), what)
        groups += [frozenset({folded(run)})] if run else []
        run = ""
        groups += _inner(str(kind), what)
    return [*groups, frozenset({folded(run)})] if run else groups


def _repeated(kind: str, what: Any) -> str:
    """The letter that a repeat has at least once: an f* has an f, a f+ too."""
    if kind not in _REPEATS or not what[0] or len(what[2]) != 1:
        return ""
    [(inner, letter)] = what[2]
    return chr(letter) if str(inner) == "LITERAL" else ""


def _inner(kind: str, what: Any) -> list[frozenset[str]]:
    """What a part of an expression must hold: of a choice whatever one of its branches must."""
    if kind == "SUBPATTERN":
        return _needed(what[-1])
    if kind in _REPEATS and what[0] > 0:
        return _needed(what[2])
    if kind != "BRANCH":
        return []
    branches = [max(_needed(branch), key=_telling, default=frozenset[str]()) for branch in what[1]]
    return [frozenset().union(*branches)] if all(branches) else []
