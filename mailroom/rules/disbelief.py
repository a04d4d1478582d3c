"""Why a held mail in an officer's name was not acted on, as whoever bears the name is told. Pure.

Only what the rules for officers' mail held: what is held for what else it is (a machine's, a danger) is told to nobody.
"""

from __future__ import annotations

from mailroom.rules.decision import Decision, Facts
from mailroom.rules.matching import Match
from mailroom.rules.officers import Command, Verb, doubt

NOT_CONFIRMED = "the council's own mail server did not confirm that it came from you"
NO_CASE = "it does not answer a letter of ours, and names no one case"
MANY_CASES = "it names more than one case"
# The rules of the table that look at officers' mail, as the trail has them.
_FORGED, _OFFICER = "forged", "officer"


def disbelief(decision: Decision, facts: Facts, command: Command | None) -> str:
    """Why nothing was done on the strength of a mail in an officer's name; '' where that was not why."""
    spoke = decision.trail[-1] if decision.trail else ""
    if spoke == _FORGED:
        return NOT_CONFIRMED
    if spoke != _OFFICER:
        return ""
    if facts.claim is None:
        # A colleague's mail to the coordinators is no command, and needs no answer of ours.
        asks = command is not None and command.verb is not Verb.NOTE
        return NO_CASE if asks and not isinstance(facts.match, Match) else ""
    named_two = isinstance(facts.match, Match) and bool(facts.match.others)
    return doubt(facts.claim) or (MANY_CASES if named_two else "")
