"""Whether what a machine sent may hold what a person has to say; an absence is noted in everyday words. Pure."""

from __future__ import annotations

from mailroom.rules.decision import Facts
from mailroom.rules.second_look import AUTOMATIC
from mailroom.rules.triage import Proposal
from parsers.automatic import AutomaticKind

# How sure it is to be of what an absence note seems to say: every mail is likest to something.
NO_LESS_SURE = 0.5
# What only somebody with a grievance says; of the others two together. "For two weeks" is in every other note.
_OUTRIGHT = frozenset(("says_complaint", "tried", "anger", "conduct"))
_GRIEVANCES = _OUTRIGHT | frozenset(
    "again unanswered promised sarcasm wrong suffered remedy not_done shouting".split()
)
_AS_A_GRIEVANCE = ("complaint", "escalation")


def may_be_a_persons(facts: Facts, alone: str) -> bool:
    """Whether a machine's mail reads like a complaint; `alone` is what its words alone would make of it.

    Of what a header alone calls a machine's, any likeness is enough: people's mail passes through programs that write
    such headers. What says of itself that somebody is away is one only where the house is surer of it than not, or its
    own words tell a grievance; what reads as machines write, only where that is not sure and its words tell one.
    """
    said = facts.proposal
    if alone == AUTOMATIC:
        return said.confidence < facts.threshold and _tells_a_grievance(said)
    if alone not in _AS_A_GRIEVANCE:
        return False
    likely = said.confidence >= NO_LESS_SURE if _is_away(facts) else said.confidence > 0
    return likely or _tells_a_grievance(said)


def says_no_more(facts: Facts) -> bool:
    """Whether what says that somebody is away, or surely reads as machines write, says nothing else: no service, no
    ground, nobody at risk, no grievance.

    A service is said by its own words in the note, or, by a person, where the house is surer of it than not.
    """
    said = facts.proposal
    heard = {one.label for one in said.because}
    machines = said.kind == AUTOMATIC
    guessed = said.confidence >= NO_LESS_SURE and not machines
    named = bool(said.services) and (guessed or not heard.isdisjoint(said.services))
    surely = machines and said.confidence >= facts.threshold
    return (_is_away(facts) or surely) and not named and not _tells_a_grievance(said)


def _is_away(facts: Facts) -> bool:
    return facts.automatic is not None and facts.automatic.kind is AutomaticKind.OUT_OF_OFFICE


def _tells_a_grievance(said: Proposal) -> bool:
    """Whether its words say outright that something is wrong, or say so in two ways, or somebody may be at risk."""
    heard = {one.label for one in said.because}
    outright = not heard.isdisjoint(_OUTRIGHT) or len(heard & _GRIEVANCES) > 1
    return outright or bool(said.exclusion or said.flags)
