"""How far what was learnt from decisions moves a proposal of the rules: service, kind, and how sure it is. Pure.

What the rules ask a person about, they go on asking: nothing here takes away a ground for refusal or a flag, makes one
of two services, or makes the house sure where the rules had another reason than their words to be unsure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mailroom.rules import certainty

if TYPE_CHECKING:
    from mailroom.rules.subject_matter import About
    from mailroom.rules.triage import Proposal

_KINDS = ("complaint", "comment", "compliment", "service_request")
# Where what was learnt says otherwise than the rules, a person decides which is right: below any threshold there is.
_OTHERWISE = 0.49


@dataclass(frozen=True, slots=True)
class Heeded:
    """What becomes of kind, services and confidence, and the words that moved them."""

    kind: str
    services: tuple[str, ...]
    confidence: float
    because: tuple[tuple[str, str], ...]


def heed(
    said: Proposal, kinds: Mapping[str, float], prior: Mapping[str, float], about: About
) -> Heeded | None:
    """The proposal weighed again with what was learnt; None where that has nothing to say here."""
    lessons = about.lessons
    if lessons is None or said.exclusion or said.kind not in _KINDS:
        return None
    now = lessons.about
    sums = {one: weight + lessons.kinds.get(one, 0.0) for one, weight in kinds.items()}
    kind = said.kind
    if max(kinds, key=lambda one: kinds[one]) == kind:
        kind = max(_KINDS, key=lambda one: sums[one])
    confidence = certainty.of(sums, prior, kind, now)
    another_reason = said.services and not said.confidence
    if another_reason or about.elsewhere or len(said.services) > 1:
        confidence = min(confidence, said.confidence)
    if kind != said.kind or (said.services and now.services != said.services):
        confidence = min(confidence, _OTHERWISE)
    services = said.services if len(said.services) > 1 else now.services
    return Heeded(kind, services, confidence, lessons.because)
