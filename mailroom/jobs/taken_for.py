"""What a mail is taken for, its case known: the rules' proposal under the policy of its service. Decides nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mailroom.house import House
from mailroom.rules.decision import CaseState, Waiting
from mailroom.rules.following import Standing
from mailroom.rules.hearing import Because, Words
from mailroom.rules.kinds import as_the_policy_calls
from mailroom.rules.matching import Candidates, Match, Rung, Strength
from mailroom.rules.nearer import look_nearer
from mailroom.rules.reading import Reading
from mailroom.rules.surveys import without_marks
from mailroom.rules.triage import Proposal, propose
from mailroom.rules.workdays import local_date

# How programs begin the subject of a reply: Re:, RE[2]:, and as a few other languages write it.
_REPLY = re.compile(r"\s*(?:re|aw|sv|antw)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
# What a colleague's mail can bear: the other flags are of who complains, and an answer speaks of all that they said.
_OF_ANYBODY = ("form_attached", "safeguarding", "scanned_form")
_IN_A_CASE = ("follow_up", "escalation")
# A reply of more words than these, and nothing below it, may be a letter "re" something.
_SHORT_REPLY = 60


@dataclass(frozen=True, slots=True)
class Place:
    """What the record says of a mail before its words are weighed: its case, whether its writer belongs to it."""

    match: Match | Candidates | None
    case: CaseState | None
    is_party: bool
    # The very words that opened the case.
    same_words: bool
    by_colleague: bool
    # Of a case found by a name: it is the sender's own.
    by_the_named: bool = False
    # Who writes is none of its parties, by name and by address: a neighbour copied in, a member, a stranger.
    by_another: bool = False
    # What the writer sent before and nobody has decided on yet.
    waits: Waiting | None = None


def taken_for(house: House, reading: Reading, place: Place, mailbox: str) -> Proposal:
    """What the mail is taken for, by the name that the policy has for it."""
    found = propose(_words(reading, place.match), house.service_words, _standing(place, reading))
    is_reply = place.match is not None or _REPLY.match(reading.message.subject)
    to_colleague = isinstance(place.match, Match) and place.match.clue.role == "officer"
    if to_colleague or (place.by_colleague and is_reply):
        flags = tuple(one for one in found.flags if one in _OF_ANYBODY)
        return replace(found, kind="officer", flags=flags, alone=found.alone or found.kind)
    if place.by_another and found.kind in _IN_A_CASE and isinstance(place.match, Match):
        found = _for_another(found)
    policy = house.policy_for(found.services[0] if found.services else None, mailbox or None)
    text = f"{reading.message.subject}\n{reading.story}"
    happened = reading.form.fields.get("incident_date", "") if reading.form else ""
    if found.exclusion == "anonymous" and policy.anonymous == "register":
        found = replace(found, exclusion="")
    nearer = look_nearer(policy, found, text, happened, local_date(reading.received_at))
    return as_the_policy_calls(policy, nearer, text)


def _for_another(found: Proposal) -> Proposal:
    """Who writes on somebody else's case writes as a third party, whatever they say."""
    if "third_party" in found.flags:
        return found
    because = Because("third_party", "who wrote it is no party to the case")
    flags = tuple(sorted((*found.flags, "third_party")))
    return replace(found, flags=flags, because=(*found.because, because))


def _standing(place: Place, reading: Reading) -> Standing | None:
    """How it stands to an older case, or to what waits to be one; of two cases as strong, to either."""
    reply, waits = is_reply(reading), place.waits
    match place.match:
        case None if waits is None:
            return None
        case None:
            assert waits is not None
            strength = Strength.STRONG if waits.is_answered or reply else Strength.WEAK
            return Standing(strength, same_again=waits.is_again)
        case Candidates(clues):
            return Standing(clues[0].strength, is_party=place.is_party)
        case Match(clue):
            # Who tells the same again may be asking after it as well: by their words.
            strength = Strength.WEAK if clue.rung is Rung.SAME_TOLD else clue.strength
            if reply and clue.rung in (Rung.PARTY, Rung.FORMER):
                strength = Strength.STRONG
            if clue.rung is Rung.NAMED and not place.by_the_named:
                strength = Strength.STRONG  # who names somebody else's case writes about it
            return Standing(
                strength,
                letter=clue.letter,
                is_party=place.is_party,
                answered=place.case is not None and place.case.answered,
                same_again=place.same_words,
            )


def is_reply(reading: Reading) -> bool:
    """Whether it answers a mail, though nobody may know which: as a program heads a reply, and not "Re: my bins".

    A reply stands in a thread, or has what it answers below it, or is short.
    """
    message = reading.message
    if message.automatic or not _REPLY.match(message.subject):
        return False
    answers = bool(message.in_reply_to or message.references or message.body.quoted.strip())
    return answers or len(message.body.newest.split()) <= _SHORT_REPLY


def is_certain(match: Match | Candidates | None) -> bool:
    """Whether the case is known beyond doubt."""
    return isinstance(match, Match) and match.clue.strength is Strength.CERTAIN


def _words(reading: Reading, match: Match | Candidates | None) -> Words:
    """What triage reads: without the subject where that is ours, as in "Re: Our answer to your complaint"."""
    words = reading.words
    if isinstance(match, Match) and match.clue.letter == "survey":
        words = replace(words, text=without_marks(words.text))
    if is_certain(match) and _REPLY.match(reading.message.subject):
        return replace(words, subject="")
    return words
