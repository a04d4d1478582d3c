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

from mailroom.rules.hints import Hints, needs_of

# A wording begins where a word does.
_BEGINS = r"(?<!\w)"


@dataclass(frozen=True)
class Sign:
    """A wording that speaks for a label, and how loudly; it is read when the first mail asks for it.

    Most wordings stand in no mail: of those only the letters are looked for, and nothing is compiled.
    """

    label: str
    weight: float
    # As whole words, in small letters.
    expression: str

    @cached_property
    def needs(self) -> tuple[Hints, ...]:
        """Letters of which every text that the expression matches holds some of each kind."""
        return needs_of(self.expression)

    @cached_property
    def _within(self) -> re.Pattern[str]:
        """The expression, be it at a word's beginning or not: that way its first letters are quickly looked for."""
        return re.compile(self.expression.removeprefix(_BEGINS))

    def find_in(self, low: str) -> tuple[int, int] | None:
        """Where the wording first begins and ends in a text in small letters; None where it does not stand in it."""
        hit = self._within.search(low)
        if not self.expression.startswith(_BEGINS):
            return hit.span() if hit else None
        while hit and (at := hit.start()) and (low[at - 1].isalnum() or low[at - 1] == "_"):
            hit = self._within.search(low, at + 1)
        return hit.span() if hit else None


class Wordings:
    """Signs in their order, each found by what it needs: most wordings stand in no mail, and cost nothing."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        """Nothing is read off an expression before the first mail asks."""
        self._signs = tuple(signs)

    @property
    def hints(self) -> Iterator[str]:
        """Whatever one of them needs."""
        return (hint for sign in self._signs for need in sign.needs for hint in need)

    @cached_property
    def _by_hint(self) -> dict[str, list[int]]:
        """The places of the signs by what they need most; under '' those that may stand in every text."""
        found: dict[str, list[int]] = {}
        for place, sign in enumerate(self._signs):
            for hint in sign.needs[0] if sign.needs else ("",):
                found.setdefault(hint, []).append(place)
        return found

    def perhaps_in(self, held: frozenset[str]) -> Iterator[Sign]:
        """Those that need nothing but what a text holds, in order."""
        places = set(self._by_hint.get("", ()))
        for hint in self._by_hint.keys() & held:
            places.update(self._by_hint[hint])
        for place in sorted(places):
            sign = self._signs[place]
            if not any(map(held.isdisjoint, sign.needs)):
                yield sign


def signs(label: str, weight: float, *wordings: str) -> tuple[Sign, ...]:
    """A sign for each of some wordings, as whole words, to be looked for in small letters."""
    return tuple(Sign(label, weight, rf"{_BEGINS}(?:{wording.lower()})") for wording in wordings)
