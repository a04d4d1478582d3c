"""Which letters every text must hold that an expression can match: a quick look before a slow search.

To look for a few letters costs a hundredth of a search that heeds no case, and most wordings stand in no mail. Read
off the expression itself, so that no second list has to be kept. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

# Octets in a number.
_RUN = 4
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
        """Each by those four of its letters that the fewest of them have; apart those too short for that."""
        unique = tuple(dict.fromkeys(hints))
        runs_of = {hint: _runs(hint) for hint in unique}
        common = Counter(run for runs in runs_of.values() for run in runs)
        self._by_run: dict[int, list[str]] = {}
        self._short = [hint for hint in unique if not runs_of[hint]]
        for hint, runs in runs_of.items():
            if runs:
                rarest = min(runs, key=lambda run: (common[run], run))
                self._by_run.setdefault(rarest, []).append(hint)

    def held_in(self, text: str) -> frozenset[str]:
        """Those that stand in a text, `folded`."""
        perhaps = [self._short]
        perhaps += [self._by_run[run] for run in self._by_run.keys() & _runs(text)]
        return frozenset([hint for some in perhaps for hint in some if hint in text])


def _runs(text: str) -> set[int]:
    """Every four octets in a row, each four read as one number: that way they are cut in one go."""
    octets = memoryview(text.encode("utf-8", "replace"))
    runs: set[int] = set()
    for shift in range(_RUN):
        whole = (len(octets) - shift) // _RUN * _RUN
        if whole > 0:
            runs.update(octets[shift : shift + whole].cast("I"))
    return runs


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
