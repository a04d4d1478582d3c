"""The words by which a clerk tells one kind of mail from another: everyday English, no council's own words.

Each sign is a wording that speaks for a label, and how loudly. What stands in these tables is grammar of complaint
("nobody has", "third time", "still waiting"), of request, of praise, of suggestion; a council's services and their words
are configuration and `service_words.toml`. Weights were set from what the words mean; `docs/triage.md` tells how they
were measured, and against what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mailroom.rules.branches import branches
from mailroom.rules.hints import Hints, needs_of

# A wording begins where a word does.
_BEGINS = r"(?<!\w)"


@dataclass(frozen=True)
class Way:
    """One of the ways in which a wording can be put, in its parts; it is read when the first mail asks for it.

    Most stand in no mail: of those only the letters are looked for, and nothing is compiled.
    """

    parts: tuple[str, ...]
    # Whether it may begin within a word.
    anywhere: bool

    @cached_property
    def needs(self) -> tuple[Hints, ...]:
        """Letters of which every text that it stands in holds some of each kind."""
        return needs_of(*self.parts)

    @cached_property
    def _within(self) -> re.Pattern[str]:
        """As if it might begin anywhere: that way its first letters are quickly looked for."""
        return re.compile("".join(self.parts))

    def find_in(self, low: str) -> tuple[int, int] | None:
        """Where it first begins and ends in a text in small letters; None where it does not stand in it."""
        hit = self._within.search(low)
        if self.anywhere:
            return hit.span() if hit else None
        while hit and (at := hit.start()) and (low[at - 1].isalnum() or low[at - 1] == "_"):
            hit = self._within.search(low, at + 1)
        return hit.span() if hit else None


@dataclass(frozen=True)
class Sign:
    """A wording that speaks for a label, and how loudly."""

    label: str
    weight: float
    # As whole words, in small letters.
    expression: str

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways in which it can be put."""
        within = self.expression.removeprefix(_BEGINS)
        anywhere = within == self.expression
        return tuple(Way(parts, anywhere) for parts in branches(within))


def first_of(ways: Iterable[Way], low: str) -> tuple[int, int] | None:
    """Where a wording first begins and ends, of those of its ways that a text may hold, in their order."""
    first: tuple[int, int] | None = None
    for way in ways:
        span = way.find_in(low)
        if span and (first is None or span[0] < first[0]):
            first = span
    return first


class Wordings:
    """Signs in their order, each way of theirs found by what it needs: most stand in no mail, and cost nothing."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        """Nothing is read off an expression before the first mail asks."""
        self._signs = tuple(signs)

    @property
    def hints(self) -> Iterator[str]:
        """Whatever one of their ways needs."""
        return (hint for _, way, _ in self._ways for need in way.needs for hint in need)

    @cached_property
    def _ways(self) -> tuple[tuple[int, Way, tuple[Hints, ...]], ...]:
        """Every way with its sign's number, and with what it needs beside what it needs most."""
        return tuple(
            (number, way, way.needs[1:])
            for number, sign in enumerate(self._signs)
            for way in sign.ways
        )

    @cached_property
    def _by_hint(self) -> dict[str, list[int]]:
        """The places of the ways by what they need most; under '' those that may stand in every text."""
        found: dict[str, list[int]] = {}
        for place, (_, way, _) in enumerate(self._ways):
            for hint in way.needs[0] if way.needs else ("",):
                found.setdefault(hint, []).append(place)
        return found

    def perhaps_in(self, held: frozenset[str]) -> Iterable[tuple[Sign, list[Way]]]:
        """Those with a way that needs nothing but what a text holds, in order, and these ways."""
        known = self._by_hint
        places = set(known.get("", ())).union(*[known[one] for one in known.keys() & held])
        perhaps: dict[int, list[Way]] = {}
        for place in sorted(places):
            number, way, further = self._ways[place]
            for need in further:
                if held.isdisjoint(need):
                    break
            else:
                perhaps.setdefault(number, []).append(way)
        return [(self._signs[number], ways) for number, ways in perhaps.items()]


def signs(label: str, weight: float, *wordings: str) -> tuple[Sign, ...]:
    """A sign for each of some wordings, as whole words, to be looked for in small letters."""
    return tuple(Sign(label, weight, rf"{_BEGINS}(?:{wording.lower()})") for wording in wordings)
