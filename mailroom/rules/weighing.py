"""What the evidence in a mail adds up to, kind by kind. Pure.

A table says what each piece speaks for (`vocabulary_kinds`); here is what one piece makes of another: praise of what is
told beside it, a first report of what was not done, an answer of all that is told of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailroom.rules.vocabulary_kinds import KIND_WEIGHTS, PRIOR

if TYPE_CHECKING:
    from mailroom.rules.hearing import Heard

_TICKED = 6.0

# From so much praise on, unless one of these stands beside it, what else is told is how it was before.
_WARM, _COLD = 1.0, frozenset(("says_complaint", "sarcasm", "conduct", "further"))
_FAILED, _STILL_WARM = ("tried", "again", "unanswered"), 2.5
_TOLD_ASIDE = ("complaint", "service_request")

_GRUDGE = frozenset(
    "says_complaint tried contacted again unanswered promised waiting anger conduct remedy wrong suffered"
    " sarcasm not_done further discontent slighted".split()
)

_NO_GRUDGE, _ANSWER_TOLD_OF = 1.0, 2.5
# Whoever praises and has a thought of how it could be better writes for the thought, as often as not.
_THOUGHT_BESIDE = 1.2

# What is told of a thing that is reported for the first time, and how much of a complaint that makes.
_REPORTED, _REPORTED_COUNTS = frozenset(("not_done", "wrong", "suffered")), 0.3


def kinds_of(evidence: Heard, form_kind: str = "") -> dict[str, float]:
    """What the evidence adds up to for each kind, in nats."""
    sums = dict(PRIOR)
    praised, first = _is_praise(evidence), _is_first_report(evidence)
    for label, strength in evidence.strength.items():
        for kind, weight in KIND_WEIGHTS[label].items():
            held_back = 0.5 if praised and _is_aside(kind, weight) else 1.0
            if first and label in _REPORTED:
                held_back = _REPORTED_COUNTS
            sums[kind] += weight * strength * held_back
    if praised and _GRUDGE.isdisjoint(evidence.strength):
        sums["compliment"] += _NO_GRUDGE
    if {"further", "discontent"} <= evidence.strength.keys():
        # What else is told is told of the answer.
        sums["complaint"] -= _ANSWER_TOLD_OF
    if not praised and (first or _GRUDGE.isdisjoint(evidence.strength)):
        # Without a word of having tried, of anger or of harm, it is no complaint but what somebody wants done.
        sums["complaint"] -= _NO_GRUDGE
        sums["service_request"] += _NO_GRUDGE
    if "idea" in evidence.strength and "question" in evidence.strength:
        # "Why not have them in an envelope?" is how the thought is put.
        asked = KIND_WEIGHTS["question"]["service_request"] * evidence.strength["question"]
        sums["service_request"] -= asked
    if praised and "says_none" in evidence.strength:
        # "I am not complaining, I only want her thanked": no thought of how things could be better.
        sums["comment"] -= KIND_WEIGHTS["says_none"]["comment"] * evidence.strength["says_none"]
    if praised and "idea" in evidence.strength:
        sums["compliment"] -= _THOUGHT_BESIDE
    if form_kind in sums:
        sums[form_kind] += _TICKED
    return sums


def _is_aside(kind: str, weight: float) -> bool:
    """What speaks for a complaint, or against praise, of how it was before."""
    return weight > 0 if kind in _TOLD_ASIDE else kind == "compliment" and weight < 0


def _is_first_report(evidence: Heard) -> bool:
    """Somebody asks for what has only just happened to be put right: that it was not done is what they report."""
    asked = {"asks", "first_time"} <= evidence.strength.keys()
    return asked and (_GRUDGE - _REPORTED).isdisjoint(evidence.strength)


def _is_praise(evidence: Heard) -> bool:
    """Praise in earnest: whoever tells how bad it was before is not complaining of it."""
    warm = evidence.strength.get("praise", 0.0) + evidence.strength.get("admires", 0.0)
    cold = sum(evidence.strength.get(one, 0.0) for one in _FAILED)
    return warm >= _WARM and cold <= _STILL_WARM and _COLD.isdisjoint(evidence.strength)
