"""What a message seems to be: kind, act, service, exclusion and flags, each with the very words that moved it.

Proposes and never acts. Every label carries a confidence from 0 to 1; `disposition` asks a person below the council's
threshold. Pure: the same words give the same proposal.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailroom.rules.hints import folded, hints_of, may_match
from mailroom.rules.vocabulary import ACTS, EXCLUSIONS, FLAGS, KINDS, Sign

# A subject is a headline: its words count so much more than the body's.
SUBJECT_WEIGHT = 1.5
# How many characters of a message are read for signs; a resident's point is made by then.
READ_CHARACTERS = 20_000
# A sign below this weight in sum is a passing mention.
EXCLUSION_FLOOR = 2.0


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """A service of the council and the words that point to it."""

    id: str
    pattern: re.Pattern[str] | None
    hints: tuple[str, ...] = ()

    @classmethod
    def of(cls, service_id: str, words: Sequence[str]) -> ServiceWords:
        """The service with its words as whole words, any ending of a plural allowed."""
        if not words:
            return cls(service_id, None)
        ordered = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
        body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
        pattern = re.compile(rf"\b(?:{body})(?:s|es|'s)?\b", re.IGNORECASE)
        return cls(service_id, pattern, hints_of(pattern))


@dataclass(frozen=True, slots=True)
class Because:
    """A label and the words of the message that spoke for it."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules take a message to be; `confidence` is of kind and service together, from 0 to 1."""

    kind: str
    act: str = ""
    services: tuple[str, ...] = ()
    exclusion: str = ""
    flags: tuple[str, ...] = ()
    confidence: float = 0.0
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A message as triage reads it: the subject, what the person wrote, and a form's fields where there was one."""

    subject: str
    text: str
    form_service: str = ""
    form_kind: str = ""

    @property
    def read(self) -> str:
        """As much of what the person wrote as is looked at."""
        return self.text[:READ_CHARACTERS]

    @property
    def folded(self) -> str:
        """All that is looked at, in the form in which hints are looked for."""
        return folded(f"{self.subject}\n{self.form_service}\n{self.read}")


def propose(words: Words, services: Sequence[ServiceWords]) -> Proposal:
    """The likeliest kind, act, service, exclusion and flags of a message."""
    because: list[Because] = []
    seen = words.folded
    kinds = _weigh(KINDS, words, seen, because)
    if words.form_kind:
        kinds[words.form_kind] += 4.0
        because.append(Because(words.form_kind, "ticked on the form"))
    kind, sure_of_kind = _likeliest(kinds, default="complaint")
    exclusion, weight = _likeliest(_weigh(EXCLUSIONS, words, seen, because), default="")
    found, sure_of_service = _find_services(words, seen, services, because)
    return Proposal(
        kind=kind,
        act=_likeliest(_weigh(ACTS, words, seen, because), default="information")[0],
        services=found,
        exclusion=exclusion if weight else "",
        flags=tuple(sorted(_weigh(FLAGS, words, seen, because))),
        # The weaker link: a mail is only as well understood as its worst-understood half.
        confidence=round(min(sure_of_kind, sure_of_service), 3),
        because=tuple(dict.fromkeys(because)),
    )


def _weigh(
    signs: Iterable[Sign], words: Words, seen: str, because: list[Because]
) -> defaultdict[str, float]:
    """The sum of weights a label; each sign counts once, in the subject more than below."""
    text = words.read
    sums: defaultdict[str, float] = defaultdict(float)
    for sign in signs:
        if not may_match(sign.hints, seen):
            continue
        headline = sign.pattern.search(words.subject)
        hit = headline or sign.pattern.search(text)
        if hit:
            sums[sign.label] += sign.weight * (SUBJECT_WEIGHT if headline else 1.0)
            because.append(Because(sign.label, " ".join(hit.group().split())[:80]))
    return sums


def _likeliest(sums: dict[str, float], default: str) -> tuple[str, float]:
    """The label with the most weight, and its share of the softmax against the others and a prior of one."""
    if not sums:
        return default, 0.0
    label = max(sums, key=lambda name: sums[name])
    total = sum(math.exp(weight) for weight in sums.values()) + 1.0
    return label, math.exp(sums[label]) / total


def _find_services(
    words: Words, seen: str, services: Sequence[ServiceWords], because: list[Because]
) -> tuple[tuple[str, ...], float]:
    """The service that most of the words point to, and how sure that is; none where nothing points anywhere."""
    sums: defaultdict[str, float] = defaultdict(float)
    text = words.read
    for service in services:
        if service.pattern is None or not may_match(service.hints, seen):
            continue
        below = service.pattern.findall(text)
        heads = service.pattern.findall(f"{words.subject}\n{words.form_service}")
        if heads or below:
            sums[service.id] = 2.0 * SUBJECT_WEIGHT * len(set(map(str.lower, heads)))
            sums[service.id] += sum(2.4 + 0.3 * below.count(word) for word in set(below))
            because.append(Because(service.id, ", ".join(dict.fromkeys([*heads, *below]))[:80]))
    label, sure = _likeliest(sums, default="")
    return ((label,), sure) if label else ((), 0.0)
