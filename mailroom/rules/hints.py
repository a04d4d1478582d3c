"""Which letters every text must hold that an expression can match: a quick look before a slow search.

To look for a few letters costs a hundredth of a search that heeds no case, and most wordings stand in no mail. Read
off the expression itself, so that no second list has to be kept. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_COMMON_LETTERS = "etaoinsrhl "
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def hints_of(expression: str) -> tuple[str, ...]:
    """Runs of letters, as `folded`, of which one stands in whatever matches; none where that is not sure."""
    # The library's own reading of an expression; nothing public gives it.
    parsed = re._parser.parse(expression)  # type: ignore[attr-defined]
    found = _needed(parsed) or frozenset()
    shortest = [one for one in found if not any(other in one for other in found - {one})]
    return tuple(sorted(shortest, key=lambda one: (-len(one), one)))


def folded(text: str) -> str:
    """The text as hints are looked for in it: what an expression without case takes for the same letter is the same."""
    # casefold leaves the Turkish dotless i alone, which an expression takes for an i.
    return text.casefold().replace("\u0131", "i")


def may_match(hints: tuple[str, ...], folded_text: str) -> bool:
    """Whether an expression with these hints can match that text at all."""
    return not hints or any(map(folded_text.__contains__, hints))


def keys_of(hints: tuple[str, ...]) -> frozenset[str]:
    """A few letters out of each hint, to be looked up rather than looked for; none where a hint is too short."""
    keys = [_rarest(hint) for hint in hints]
    return frozenset(keys) if all(keys) else frozenset()


def grams_of(folded_text: str) -> frozenset[str]:
    """Every three and four letters in a row of a text, as `keys_of` has them."""
    ends = range(len(folded_text) - 2)
    threes = [folded_text[at : at + 3] for at in ends]
    return frozenset(threes).union([folded_text[at : at + 4] for at in ends])


def _rarest(hint: str) -> str:
    """The four letters in a row (three of a short hint) that stand in the fewest English texts, roughly."""
    many = min(len(hint), 4)
    runs = [hint[at : at + many] for at in range(len(hint) - many + 1)] if many >= 3 else [""]
    return min(runs, key=lambda run: sum(_COMMON_LETTERS.find(letter) < 0 for letter in run) * -1)


def _needed(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Of all that must stand in a match the group that is rarest: whose shortest member is longest."""
    groups: list[frozenset[str]] = []
    run = ""
    for kind, what in items:
        if str(kind) == "LITERAL":
            run += chr(what)
            continue
        groups += [frozenset({folded(run)})] if run else []
        run = ""
        inner = _inner(str(kind), what)
        groups += [inner] if inner else []
    groups += [frozenset({folded(run)})] if run else []
    return max(groups, key=lambda group: min(map(len, group)), default=None)


def _inner(kind: str, what: Any) -> frozenset[str] | None:
    """What a part of an expression must hold: of a choice whatever one of its branches must."""
    if kind == "SUBPATTERN":
        return _needed(what[-1])
    if kind in _REPEATS and what[0] > 0:
        return _needed(what[2])
    if kind != "BRANCH":
        return None
    branches = [_needed(branch) for branch in what[1]]
    return None if None in branches else frozenset().union(*(one for one in branches if one))
