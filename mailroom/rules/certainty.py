"""How sure a proposal is, as it was measured on labelled mail: a table of margins, no more. Pure.

A margin is how far the first label is ahead of the second. `docs/triage.md` tells what the tables were fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from mailroom.rules.subject_matter import About

# The margin of the kind in nats, and how often the kind was right there.
_KIND = ((0.0, 0.45), (1.2, 0.65), (2.0, 0.82), (3.0, 0.955), (4.0, 0.985), (5.0, 0.99))
# So much less where something speaks for another kind too.
_MIXED, _SPOKEN_FOR = 0.5, 0.6
# Praise beside which something is told that was not done may be a complaint that begins politely.
_GRUDGING = 0.85
# Who ticks what it is knows it, most often, however they then tell it.
_TICKED = 5.0
# The same of the service, by how much its words weigh, and by the share that the second has of that.
_SERVICE = ((0.0, 0.4), (2.0, 0.7), (3.5, 0.88), (4.5, 0.935), (6.0, 0.97), (9.0, 0.985))
_SECOND = (
    (0.0, 1.0),
    (0.35, 1.0),
    (0.5, 0.985),
    (0.6, 0.95),
    (0.7, 0.88),
    (0.85, 0.72),
    (1.0, 0.45),
)
# A service that the writer chose on a form is meant, unless as much is told of another.
_SECOND_TO_CHOSEN = ((0.0, 1.0), (0.7, 0.985), (0.85, 0.85), (1.0, 0.6))
# What was wanted by the website or the telephone may be complained of too.
_RIVAL_BY_CHANNEL, _RIVAL_LEAST_BY_CHANNEL, _RIVALLED = 0.3, 3.0, 0.85
# Two services are a person's to tell apart.
SEVERAL = 0.75
# What all words of a mail say of that, what some part of it says, and neither, in nats: near what quarters of the
# councils give (`python -m bench.experience`); and no word of either is surer than so.
_BY_ALL, _BY_A_PART, _BY_NEITHER, _AT_MOST = 0.5, 1.05, -1.7, 0.9999
# Where who wrote says otherwise than all that they wrote, or what was learnt otherwise than the rest, a person decides:
# below any threshold there is.
OTHERWISE = 0.49
# Who ticks what it is on a form means it; a flag is told from so much on; and why a person should look, where there is
# doubt of that.
TICKED, FLAG, FOR_A_PERSON = 0.98, 0.4, 0.3


def of(
    kinds: Mapping[str, float],
    prior: Mapping[str, float],
    kind: str,
    about: About,
    *,
    ticked: bool = False,
    grudge: bool = False,
    neighbour: bool = False,
) -> float:
    """How sure it is that kind and service are both right.

    `ticked` where the writer says the kind on a form, `grudge` where praise tells of something that went wrong too,
    `neighbour` where another body is in it that may be the one complained of.
    """
    ahead = max(margin(kinds, kind), _TICKED) if ticked else margin(kinds, kind)
    if any(kinds[one] - prior[one] > _SPOKEN_FOR for one in kinds if one != kind):
        ahead -= _MIXED
    sure = _read_off(_KIND, ahead)
    if (grudge and kind == "compliment") or neighbour:
        sure = min(sure, _GRUDGING)
    # What is sold or phished for is about no service.
    return round(sure if kind == "spam" else sure * of_service(about), 3)


def of_looking(right: float, for_a_person: float) -> float:
    """How sure it is, with experience, that kind and service are `right` and there is no ground for refusal, and that
    no person has to look for another reason. Of mail that experience had not seen as much was right (`docs/triage.md`).
    """
    return round(right * (1.0 - for_a_person), 3)


def of_several(by_all: float, by_a_part: float) -> float:
    """How likely a mail is about two services: by all of its words, and by the part that is the likeliest about
    another than the whole.
    """
    for_two = _BY_ALL * nats(by_all) + _BY_A_PART * nats(by_a_part) + _BY_NEITHER
    return 1.0 / (1.0 + math.exp(-for_two))


def nats(share: float) -> float:
    """How much speaks for what has that share, rather than against it."""
    held = min(max(share, 1.0 - _AT_MOST), _AT_MOST)
    return math.log(held / (1.0 - held))


def in_percent(sure: float) -> str:
    """How sure, as it is told: rounded down, for "90% sure; 90% is needed" would be no reason to ask."""
    return f"{math.floor(100.0 * sure + 1e-9)}%"


def of_channel(about: About, sure: float) -> float:
    """How sure of a service that is a way to others, the website: what was wanted by it may be complained of too."""
    rivalled = about.by_a_channel and about.second >= _RIVAL_LEAST_BY_CHANNEL
    share = about.second / about.weight if about.weight else 0.0
    return min(sure, _RIVALLED) if rivalled and share >= _RIVAL_BY_CHANNEL else sure


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
        return SEVERAL
    share = min(1.0, about.second / about.weight)
    sure = _read_off(_SERVICE, about.weight)
    sure *= _read_off(_SECOND_TO_CHOSEN if about.chosen else _SECOND, share)
    return sure if about.chosen else of_channel(about, sure)


def _read_off(table: tuple[tuple[float, float], ...], value: float) -> float:
    """Between two rows as far as the value lies between them."""
    for (low, at_low), (high, at_high) in pairwise(table):
        if value < high:
            share = max(0.0, (value - low) / (high - low))
            return at_low + share * (at_high - at_low)
    return table[-1][1] if math.isfinite(value) else 0.0
