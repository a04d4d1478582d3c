"""The words by which a clerk tells one kind of mail from another: everyday English, no council's own words.

Each sign is a wording that speaks for a label, and how loudly. What stands in these tables is grammar of complaint
("nobody has", "third time", "still waiting"), of request, of praise, of suggestion; a council's services and their words
are configuration and `service_words.toml`. Weights were set from what the words mean; `docs/triage.md` tells how they
were measured, and against what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailroom.rules.hints import hints_of, keys_of


@dataclass(frozen=True, slots=True)
class Sign:
    """A wording that speaks for a label, and how loudly."""

    label: str
    weight: float
    pattern: re.Pattern[str]
    # Letters of which some stand in every text that the pattern matches (`hints`).
    hints: tuple[str, ...] = ()
    # A few letters of each hint, of which some stand in every such text; none where that is not sure.
    keys: frozenset[str] = frozenset()


def signs(label: str, weight: float, *wordings: str) -> tuple[Sign, ...]:
    """A sign for each of some wordings, as whole words, to be looked for in small letters."""
    patterns = [re.compile(rf"(?<!\w)(?:{wording.lower()})") for wording in wordings]
    return tuple(_sign(label, weight, pattern) for pattern in patterns)


def _sign(label: str, weight: float, pattern: re.Pattern[str]) -> Sign:
    hints = hints_of(pattern)
    return Sign(label, weight, pattern, hints, keys_of(hints))
