"""How sure a proposal is, as it was measured on labelled mail: a table of margins, no more. Pure.

A margin is how far the first label is ahead of the second, in nats. `docs/triage.md` tells what the table was fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from mailroom.rules.which_service import About

# The least margin of the kind, and how often the kind was right from there on.
_KIND = ((0.0, 0.5), (0.6, 0.7), (1.2, 0.85), (2.0, 0.93), (3.0, 0.97), (4.5, 0.99))
# The same of the service: its weight ahead of the second.
_SERVICE = ((0.0, 0.4), (0.8, 0.65), (1.6, 0.85), (2.4, 0.92), (4.0, 0.96), (7.0, 0.98))


def of(kinds: Mapping[str, float], kind: str, about: About) -> float:
    """How sure kind and service are: the weaker of the two, for a mail is as well understood as its worse half."""
    return round(min(_read_off(_KIND, margin(kinds, kind)), of_service(about)), 3)


def margin(kinds: Mapping[str, float], kind: str) -> float:
    """How far a kind is ahead of the next; where it is none of the sums, how far these are apart."""
    others = sorted((weight for one, weight in kinds.items() if one != kind), reverse=True)
    own = kinds.get(kind, others[0])
    return own - others[0]


def of_service(about: About) -> float:
    """How sure it is which service a mail is about; nothing at all where it is none of the council's."""
    if not about.services:
        return 0.0
    if len(about.services) > 1:
        return 0.8
    return _read_off(_SERVICE, about.ahead)


def _read_off(table: tuple[tuple[float, float], ...], value: float) -> float:
    """Between two rows as far as the value lies between them."""
    for (low, at_low), (high, at_high) in zip(table, table[1:], strict=False):
        if value < high:
            share = max(0.0, (value - low) / (high - low))
            return at_low + share * (at_high - at_low)
    return table[-1][1] if math.isfinite(value) else 0.0
