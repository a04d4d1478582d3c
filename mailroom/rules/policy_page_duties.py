"""What a policy asks of people, its own words in letters, and what letters must say, as a page tells it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mailroom.rules.policy import Policy
from mailroom.rules.policy_duties import Duty, When
from mailroom.rules.policy_page_words import (
    day,
    first_up,
    listed,
    spoken,
    stopped,
    the,
)

_WHEN = {
    "registered": "When a case is registered",
    "informal": "When the service is asked to settle it informally",
    "stage_opened": "When a stage begins",
    "added": "When mail comes for an open case",
    "answered": "When the answer goes out",
    "outcome": "When the outcome is recorded",
    "closed": "When a case is closed",
    "extended": "When an answer is put off",
    "refused": "When somebody is refused",
    "escalation_asked": "When the next stage is asked for",
    "external_notice": "When an Ombudsman gives notice",
    "external_view": "When an Ombudsman's provisional view comes",
    "external_decision": "When an Ombudsman has decided",
    "remedy_promised": "When a remedy is promised",
    "remedy_dropped": "When a remedy cannot be had",
    "restricted": "When contact is to be restricted",
    "restricted_mail": "When somebody whose contact is restricted writes",
    "concern": "When staff are worried by how somebody behaves",
    "survey_answered": "When somebody answers the survey",
    "complaint_offered": "When somebody was asked whether to make it a complaint",
}
_PAGES = {
    "queue": "Where a person decides about new mail",
    "closing": "Where a case is closed",
    "escalation": "Where the next stage is decided on",
    "restriction": "Where contact is restricted",
}
_BARS = {
    "answering": "Until then the answer does not go.",
    "closing": "Until then the case is not closed.",
    "restricting": "Until then contact is not restricted.",
}
_OUTCOMES = {"upheld": "upheld", "partly": "partly upheld", "not": "not upheld"}


def duty_words(policy: Policy) -> Iterator[str]:
    """Every duty, under what it begins with."""
    order = [*_WHEN]
    duties = sorted(
        policy.duties, key=lambda one: order.index(one.on) if one.on in _WHEN else len(order)
    )
    for event, found in groupby(duties, key=lambda one: one.on):
        yield f"{_WHEN.get(event, first_up(spoken(event)))}:"
        for one in found:
            yield from _duty(one)


def _duty(one: Duty) -> Iterator[str]:
    within = f", within {one.within}" if one.within else ""
    again = f", and again every {one.every}" if one.every else ""
    yield f"  - {first_up(the(one.holder))}{within}{again}{_which(one)}: {stopped(one.words)}"
    if one.note:
        yield f"    To be noted: {stopped(one.note)}"
    if one.done_with == "accept":
        yield "    Accepting the case does it."
    if one.done_with == "decision":
        yield "    What is decided on the wish to go further does it."
    if one.done_with == "date":
        yield "    The day that is noted is the day by which the stage is answered."
    if one.bars != "nothing":
        yield f"    {_BARS[one.bars]}"
    if one.told:
        yield "    They are only told: nothing is owed."
    elif not one.letter:
        yield "    It is shown on the case; no letter goes for it."


def _which(clause: When) -> str:
    """For which cases a clause holds, in brackets; nothing where it holds for every complaint."""
    said = []
    if clause.kinds != ("complaint",):
        said.append(listed((spoken(kind) for kind in clause.kinds), "or") or "of whatever kind")
    if clause.stages:
        said.append(f"stage {listed((str(number) for number in clause.stages), 'or')}")
    said += [listed((_OUTCOMES[word] for word in clause.outcomes), "or")] if clause.outcomes else []
    for words in (clause.flags, clause.services, clause.exclusions):
        said += [listed((spoken(word) for word in words), "or")] if words else []
    if clause.unless:
        said.append(f"unless {listed((spoken(word) for word in clause.unless), 'or')}")
    said += [f"from {day(clause.valid_from)}"] if clause.valid_from else []
    said += [f"until {day(clause.valid_to)}"] if clause.valid_to else []
    return f" ({'; '.join(said)})" if said else ""


def note_words(policy: Policy) -> Iterator[str]:
    """The policy's own words, under the letter or page they stand in."""
    notes = sorted(policy.notes, key=lambda one: (one.on not in _PAGES, one.on))
    for place, found in groupby(notes, key=lambda one: one.on):
        yield f"{_PAGES.get(place, f'In the letter {spoken(place)}')}:"
        for one in found:
            yield f"  - {first_up((_which(one) + ' ').lstrip())}{stopped(one.words)}"


def required_words(policy: Policy) -> Iterator[str]:
    """What each letter must say, with the rows that ask for it."""
    rules = sorted(policy.required, key=lambda one: one.letter)
    for letter, found in groupby(rules, key=lambda one: one.letter):
        yield f"{first_up(spoken(letter))}:"
        for one in found:
            parts = listed(f"{spoken(part)} ({rows})" for part, rows in one.parts.items())
            yield f"  - {(_which(one) + ' ').lstrip()}{parts}."
