"""Which duties, words and required parts a policy has for an event or a letter of a case.

Pure: it asks the clauses of `policy_duties` whether they hold. Who holds a duty, and that it is done, is for `acts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from mailroom.rules.policy import Policy, covers
from mailroom.rules.policy_duties import Duty, When
from mailroom.rules.policy_terms import Duration
from mailroom.rules.stage_clock import reckon
from mailroom.rules.workdays import Calendar

# What follows an answer or a closed case: such a duty is still owed when the case is closed.
OUTLASTING = frozenset(
    (
        "answered",
        "closed",
        "external_decision",
        "outcome",
        "remedy_dropped",
        "remedy_promised",
        "restricted",
        "restricted_mail",
        "survey_answered",
    )
)
# The parts of a letter that stand in it only if whoever answers says them; the others are the template's.
SAID_BY_THE_WRITER = frozenset(
    (
        "actions",
        "apology",
        "grounds",
        "learning",
        "new_date",
        "outcome",
        "points",
        "questions",
        "reason_for_delay",
        "reasons",
        "remedies",
        "what_was_done",
    )
)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """A case as far as a policy's clauses may ask of it; '' and 0 where it is not known, or there is none."""

    kind: str = "complaint"
    stage: int = 0
    flags: frozenset[str] = frozenset()
    service: str = ""
    outcome: str = ""
    exclusion: str = ""
    on: date | None = None  # the day; a clause that a law bounds holds on no day that is not known


def holds(clause: When, facts: DutyFacts) -> bool:
    """Whether a clause is about such a case: an empty list leaves a condition open."""
    return (
        (not clause.kinds or facts.kind in clause.kinds)
        and (not clause.stages or facts.stage in clause.stages)
        and (not clause.flags or not facts.flags.isdisjoint(clause.flags))
        and (not clause.services or covers(clause.services, facts.service))
        and (not clause.outcomes or facts.outcome in clause.outcomes)
        and (not clause.exclusions or facts.exclusion in clause.exclusions)
        and (not clause.unless or not _barred(clause, facts))
        and _in_force(clause, facts.on)
    )


def _barred(clause: When, facts: DutyFacts) -> bool:
    return facts.exclusion in clause.unless or not facts.flags.isdisjoint(clause.unless)


def _in_force(clause: When, on: date | None) -> bool:
    start, end = clause.valid_from, clause.valid_to
    if start is None and end is None:
        return True
    return on is not None and (start is None or start <= on) and (end is None or on <= end)


@lru_cache(maxsize=8192)
def duties_for(policy: Policy, event: str, facts: DutyFacts) -> tuple[Duty, ...]:
    """The duties that begin with an event, in the policy's order."""
    return tuple(duty for duty in policy.duties if duty.on == event and holds(duty, facts))


@lru_cache(maxsize=8192)
def notes_for(policy: Policy, letter: str, facts: DutyFacts) -> tuple[str, ...]:
    """The policy's own words for a letter, or for a page (queue, closing, escalation, restriction)."""
    return tuple(note.words for note in policy.notes if note.on == letter and holds(note, facts))


@lru_cache(maxsize=8192)
def required_for(policy: Policy, letter: str, facts: DutyFacts) -> Mapping[str, str]:
    """What a letter must say, each part with the rows that ask for it."""
    found: dict[str, str] = {}
    for clause in policy.required:
        if clause.letter != letter or not holds(clause, facts):
            continue
        for part, rows in clause.parts.items():
            found[part] = f"{found[part]}, {rows}" if part in found else rows
    return MappingProxyType(found) if found else _NOTHING


def due_on(within: Duration | None, opened_on: date, calendar: Calendar) -> date | None:
    """By when a duty that began that day is owed; None where the policy sets no day."""
    return None if within is None else reckon(opened_on, within, calendar)


def outlasts_the_case(event: str, bars: str) -> bool:
    """Whether a duty of that event is still owed once the case is closed."""
    return bars == "nothing" and event in OUTLASTING
