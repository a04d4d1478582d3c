"""What a person notes of those outside who look at a complaint: a tenant's designated person, an Ombudsman's view."""

from __future__ import annotations

from datetime import date
from typing import Literal

from letters.envelope import can_be_written_to
from mailroom.acts import designated, duties, stages
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_case import case_at_hand
from mailroom.rules.designated import Asked, lacks
from mailroom.rules.policy import Policy

Said = Literal["view", "decision"]


def record_designated(
    house: House, reference: str, by: str, asked: Asked, name: str, email: str
) -> None:
    """Somebody is a tenant's designated person, or what came of it; CannotBeDone, with all that lacks, where not."""
    with case_at_hand(house, reference, by) as (ledger, file):
        rule = designated.rule_for(house, file.case)
        if rule is None:
            policy = stages.policy_of(house, file.case)
            raise CannotBeDone(f"{file.case.reference}: {_no_rule(policy, house.today())}.")
        lacking = list(lacks(rule, asked, exhausted=designated.is_exhausted(house, file)))
        if not name.strip():
            lacking.append("who it is (--name)")
        if email and not can_be_written_to(email):
            lacking.append("an address that can be written to, or none (--email)")
        if lacking:
            listed = "\n".join(f"  - {one}" for one in lacking)
            raise CannotBeDone(f"{file.case.reference}: it cannot be recorded so yet.\n{listed}")
        designated.record(ledger, file, rule, asked, name.strip(), email.strip().lower())


def _no_rule(policy: Policy, on: date) -> str:
    """Why the policy has no place for a designated person in a case on that day, in words."""
    rule = policy.designated_person
    if rule is None:
        return f"the policy {policy.title} knows no designated person"
    if not policy.designated_person_holds(on):
        return (
            f"the law on designated persons held from {rule.valid_from:%-d %B %Y} to {rule.valid_to:%-d %B %Y}:"
            " a tenant goes to the Ombudsman without one"
        )
    return "it is no tenant's complaint that the landlord's Ombudsman reviews"


def note_ombudsman(house: House, reference: str, by: str, said: Said, words: str) -> None:
    """An Ombudsman's provisional view, or the decision; whoever owes something for it is told."""
    with case_at_hand(house, reference, by) as (ledger, file):
        external = stages.policy_of(house, file.case).external_stage
        number = external.number if external else None
        stage = next((one for one in reversed(file.stages) if one.number == number), None)
        if stage is None:
            raise CannotBeDone(
                f"{file.case.reference}: no Ombudsman has asked about it yet.",
                do=f"Put their mail on it: mailroom queue attach N {file.case.reference} --as ombudsman",
            )
        ledger.note(f"Ombudsman's {said}", words, case_id=file.case.id)
        duties.begin(ledger, f"external_{said}", file, stage)
