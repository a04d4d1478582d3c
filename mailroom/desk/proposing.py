"""What accepting a message comes to: the one act that the rules would have done, were they sure. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mailroom.house import House
from mailroom.jobs.by_hand_look import Look
from mailroom.jobs.by_hand_register import kinds_of
from mailroom.rules.matching import Match, Strength


@dataclass(frozen=True, slots=True)
class Proposed:
    """An act by its name and what it is given; '' where a person has to choose, and `why` in words."""

    words: str
    act: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


def propose(house: House, found: Look) -> Proposed:
    """On the case that it belongs to, else registered as the rules read it; a ground to refuse is never accepted."""
    facts, proposal = found.facts, found.facts.proposal
    if found.grounds:
        return Proposed("It may be for elsewhere: look at the grounds below, then choose.")
    match = facts.match
    if isinstance(match, Match) and match.clue.strength is not Strength.WEAK and facts.case:
        theirs = [one for one in found.theirs if one.case.id == match.clue.case_id]
        if theirs and facts.sender_is_party:
            return _onto(theirs[0].case.reference, found)
    if proposal.kind == "spam":
        return Proposed("File it as advertising or fraud", "file", {"why": "advertising or fraud"})
    if proposal.kind == "automatic":
        return Proposed("File it as an automatic answer", "file", {"why": "an automatic answer"})
    if facts.restricted:
        return Proposed(
            "Contact with the writer is restricted: read it for anything new, then choose."
        )
    if proposal.kind not in kinds_of(found.policy) or not proposal.services:
        return Proposed("The rules do not know what it is about: choose below.")
    return _registered(house, found)


def _onto(reference: str, found: Look) -> Proposed:
    case = found.facts.case
    further = found.facts.proposal.kind == "escalation" and case is not None and case.answered
    what = "next-stage" if further else "addition"
    words = "Open the next stage of" if further else "Add it to"
    return Proposed(f"{words} {reference}", "attach", {"reference": reference, "as": what})


def _registered(house: House, found: Look) -> Proposed:
    proposal = found.facts.proposal
    service, *others = proposal.services
    known = house.config.find_service(service)
    kind = proposal.kind.replace("_", " ")
    words = f"Register it as a {kind} about {known.name if known else service}"
    said = {"kind": proposal.kind, "service": service, "others": others}
    return Proposed(words, "register", said)
