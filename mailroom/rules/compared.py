"""Whether what was learnt does better than what is in use, on decisions that neither has seen. Pure.

The lessons are cut by time: what is older teaches, what is newer judges. Of each person one mail judges, so that
nobody's hundred mails decide it; and whoever taught judges nothing. A version does better where it reads more mails
better than it reads worse, by more than chance would have it one time in twenty, and makes the house act alone on
none that it then gets wrong and did not before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailroom.rules.learnt import Learnt, Part
from mailroom.rules.lessons import KINDS, Lesson, learn_from
from mailroom.rules.subject_matter import Services
from mailroom.rules.triage import Proposal, propose

# The newer third judges; below so many people on either side chance alone would.
_NEWER = 1 / 3
LEAST_TAUGHT, LEAST_JUDGED = 30, 15
# One time in twenty chance alone does as well.
_BY_CHANCE = 0.05
_PARTS: tuple[Part, ...] = ("services", "kinds")


@dataclass(frozen=True, slots=True)
class Compared:
    """One version beside another on the same mails, so many of them, a person each."""

    mails: int = 0
    better: int = 0
    worse: int = 0
    # Right in kind and service; acted alone and was wrong.
    right_before: int = 0
    right: int = 0
    wrong_alone_before: int = 0
    wrong_alone: int = 0

    @property
    def by_chance(self) -> float:
        """How often as many of the mails that changed would change for the better by chance alone."""
        changed = self.better + self.worse
        tails = sum(math.comb(changed, many) for many in range(self.better, changed + 1))
        return float(tails / 2**changed)

    @property
    def is_better(self) -> bool:
        """Whether it does better, and not by chance."""
        return self.by_chance <= _BY_CHANCE and self.wrong_alone <= self.wrong_alone_before


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of learning anew: the version to keep or None, why, and how it stood beside none and the present."""

    kept: Learnt | None
    why: str
    taught: int = 0
    beside_none: Compared | None = None
    beside_present: Compared | None = None


def learn_anew(
    lessons: Iterable[Lesson], services: Services, present: Learnt | None, threshold: float
) -> Outcome:
    """What the older lessons teach, kept only where the newer ones say that it does better.

    Of services and kinds each is kept or left by itself. The order of the lessons does not matter.
    """
    taught, judges = cut_by_time(lessons)
    many = len({one.decided.person for one in taught})
    if many < LEAST_TAUGHT or len(judges) < LEAST_JUDGED:
        why = (
            f"too few lessons yet: mail of {many} people to learn from and of {len(judges)} others to judge by,"
            f" and {LEAST_TAUGHT} and {LEAST_JUDGED} are needed"
        )
        return Outcome(None, why, many)
    made = learn_from(taught, threshold)
    parts = [
        part
        for part in _PARTS
        if compare(judges, services, None, made.only(part), threshold).is_better
    ]
    new = made.only(*parts)
    beside_none = compare(judges, services, None, new if parts else made, threshold)
    if not parts:
        why = f"on newer decisions it does no better than the rules alone ({in_words(beside_none)})"
        return Outcome(None, why, many, beside_none)
    if not present:
        return Outcome(new, f"it does better ({in_words(beside_none)})", many, beside_none)
    beside = compare(judges, services, present, new, threshold)
    if not beside.is_better:
        why = f"on newer decisions it does no better than the one in use ({in_words(beside)})"
        return Outcome(None, why, many, beside_none, beside)
    why = f"it does better than the one in use ({in_words(beside)})"
    return Outcome(new, why, many, beside_none, beside)


def cut_by_time(lessons: Iterable[Lesson]) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons that teach, and those that judge: newer ones, the newest of each person, of nobody who taught."""
    in_order = sorted(lessons, key=lambda one: (one.decided.at, one.decided.person))
    begins = len(in_order) - round(len(in_order) * _NEWER)
    taught = in_order[:begins]
    people = {one.decided.person for one in taught}
    newest = {one.decided.person: one for one in in_order[begins:]}
    return taught, [one for person, one in newest.items() if person not in people]


def compare(
    judges: Sequence[Lesson],
    services: Services,
    before: Learnt | None,
    after: Learnt | None,
    threshold: float,
) -> Compared:
    """Two versions on the same mails; None is the rules alone."""
    old, new = services.taught(before), services.taught(after)
    pairs = []
    for one in judges:
        said = propose(one.decided.words, old) if before else one.said
        pairs.append((_mark(one, said, threshold), _mark(one, _said(one, new), threshold)))
    return Compared(
        mails=len(pairs),
        better=sum(new > old for old, new in pairs),
        worse=sum(new < old for old, new in pairs),
        right_before=sum(old >= _RIGHT for old, _ in pairs),
        right=sum(new >= _RIGHT for _, new in pairs),
        wrong_alone_before=sum(old == _WRONG_ALONE for old, _ in pairs),
        wrong_alone=sum(new == _WRONG_ALONE for _, new in pairs),
    )


def _said(one: Lesson, services: Services) -> Proposal:
    return propose(one.decided.words, services)


# From the worst that can be done with a mail to the best: wrong and alone, wrong and asked, right and asked, right
# and alone.
_WRONG_ALONE, _RIGHT = 0, 2


def _mark(one: Lesson, said: Proposal, threshold: float) -> int:
    alone = said.confidence >= threshold and not said.exclusion
    kind = one.decided.kind not in KINDS or said.kind == one.decided.kind
    right = kind and set(said.services) == set(one.decided.services)
    return (2 + alone) if right else 1 - alone


def in_words(one: Compared) -> str:
    """A comparison in a few words."""
    return (
        f"of {one.mails} people's mails {one.right} right instead of {one.right_before}, {one.better} read better and"
        f" {one.worse} worse, {one.wrong_alone} acted on wrongly instead of {one.wrong_alone_before}"
    )
