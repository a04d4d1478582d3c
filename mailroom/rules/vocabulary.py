"""The words by which a clerk tells one kind of mail from another: everyday English, no council's own words.

Each sign is a wording that speaks for a label, and how loudly. What stands in these tables is grammar of complaint
("nobody has", "third time", "still waiting"), of request, of praise, of suggestion; a council's services and their words
are configuration and `service_words.toml`. Weights were set from what the words mean; `docs/triage.md` tells how they
were measured, and against what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from mailroom.rules.hints import hints_of, keys_of


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
    def pattern(self) -> re.Pattern[str]:
        """The expression to search with."""
        return re.compile(self.expression)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """Letters of which some stand in every text that the expression matches."""
        return hints_of(self.expression)

    @cached_property
    def keys(self) -> frozenset[str]:
        """A few letters of each hint, of which some stand in every such text; none where that is not sure."""
        return keys_of(self.hints)


def signs(label: str, weight: float, *wordings: str) -> tuple[Sign, ...]:
    """A sign for each of some wordings, as whole words, to be looked for in small letters."""
    return tuple(Sign(label, weight, rf"(?<!\w)(?:{wording.lower()})") for wording in wordings)
