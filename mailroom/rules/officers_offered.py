"""What an officer can do about a stage as it stands, under its policy: what is worth offering at all. Pure.

Whether a command can be carried out is asked again when it is there (`rules.officers.objection`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mailroom.rules.officers import Standing
from mailroom.rules.officers_words import Verb


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What matters beside the stage: the resident's address, what is owed, what the policy wants and forbids."""

    is_complaint: bool
    reachable: bool
    confidential: bool
    # Whether the policy lets whoever asks give the stage to anybody.
    may_pass_on: bool
    wants_form: bool
    owes: bool
    owes_remedies: bool


def offered(standing: Standing, around: Surroundings) -> tuple[Verb, ...]:
    """The verbs that make sense now, in the order in which a case goes."""
    waits = standing.answered_at is None and not standing.closed
    found = [*_before_the_answer(standing, around)] if waits else []
    if around.reachable and not standing.closed:
        found.append(Verb.UPDATE)
    found.append(Verb.NOTE)
    if not standing.closed:
        found.append(Verb.CONCERN)
    if standing.answered_at is not None and around.is_complaint:
        found.append(Verb.RECORD)
    if around.wants_form:
        found.append(Verb.LEARNING)
    if around.owes:
        found.append(Verb.DONE)
    if around.owes_remedies:
        found.append(Verb.DROP)
    if standing.answered_at is not None and not standing.closed:
        found.append(Verb.CLOSE)
    return tuple(found)


def _before_the_answer(standing: Standing, around: Surroundings) -> Iterator[Verb]:
    yield Verb.ACCEPT
    yield Verb.ANSWER
    if around.reachable:
        yield Verb.HOLDING
        if may_extend(standing):
            yield Verb.EXTEND
        yield Verb.ASK
    if around.may_pass_on:
        yield Verb.PASS_ON
    if not around.confidential:
        yield Verb.CONSULT
    if around.is_complaint:
        yield Verb.OUT_OF_SCOPE


def may_extend(standing: Standing) -> bool:
    """Whether the policy lets the date move once more."""
    most = standing.extensions_allowed
    return standing.may_extend and (most is None or standing.extensions < most)
