"""The tenants' way to the Ombudsman by a councillor or MP, while the law had it: who may, and when. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mailroom.rules.policy_clauses import DesignatedPerson

# What a designated person can do that nobody else can; the other outcomes are talk.
REFERRED = "referred"
# Under this a party of a case says that they are one.
SCOPE = "designated person"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be recorded of a designated person; '' where nothing was said."""

    person: str = ""  # one of the policy's persons, by words of it
    home_in: str = ""  # what shows that the home lies in their district or constituency
    request: str = ""  # the tenant's request in writing, as it can be found again
    outcome: str = ""


def person_named(rule: DesignatedPerson, words: str) -> str:
    """The policy's own words for whoever is named; '' where it knows none such, or more than one."""
    wanted = words.strip().lower()
    found = [one for one in rule.persons if wanted and wanted in one.lower()]
    return found[0] if len(found) == 1 else ""


def lacks(rule: DesignatedPerson, asked: Asked, *, exhausted: bool) -> tuple[str, ...]:
    """What cannot be recorded so, each in words; `exhausted` is whether the council's last stage was answered."""
    return tuple(_lacking(rule, asked, exhausted=exhausted))


def _lacking(rule: DesignatedPerson, asked: Asked, *, exhausted: bool) -> Iterator[str]:
    if not person_named(rule, asked.person):
        yield f"the policy lets it be one of these (--person): {'; '.join(rule.persons)}"
    if not asked.home_in.strip():
        yield "that the home is in their district, and what shows it (--home-in)"
    outcome = asked.outcome
    if outcome and rule.outcomes and outcome not in rule.outcomes:
        yield f"what came of it is one of these (--outcome): {', '.join(rule.outcomes)}"
    if not exhausted and (outcome == REFERRED or not rule.speaks_any_time):
        yield rule.too_early.rstrip(".") or "the last stage has not been answered yet"
    if outcome == REFERRED and rule.request_in_writing and not asked.request.strip():
        yield "the tenant's request in writing that they refer it (--request)"
