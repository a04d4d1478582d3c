"""How far what was learnt from a council's own decisions moves a proposal: service, kind, and how sure it is. Pure.

A mail is looked at twice, without and with the lessons. What a person is asked about stays asked: nothing here takes
away a ground for refusal or a flag, makes one of two services, or makes the house sure of what it was asked about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mailroom.rules import certainty

if TYPE_CHECKING:
    from mailroom.rules.second_look import Looked
    from mailroom.rules.subject_matter import ByLessons

_KINDS = ("complaint", "comment", "compliment", "service_request")


def heed(looked: Looked, taught: Looked, lessons: ByLessons) -> Looked:
    """The first look, weighed again with the one that heeds the lessons."""
    if looked.kind not in _KINDS:
        return looked
    kind = taught.kind if taught.kind in _KINDS else looked.kind
    several = len(looked.services) > 1
    services = looked.services if several else taught.services or lessons.about.services
    confidence = taught.confidence
    if several:
        confidence = min(confidence, looked.confidence)
    if kind != looked.kind or (looked.services and services != looked.services):
        confidence = min(confidence, certainty.OTHERWISE)
    because = (*looked.because, *lessons.because)
    return replace(looked, kind=kind, services=services, confidence=confidence, because=because)
