"""What a policy adds to a letter and asks of it: its own words, and the parts that must not be wanting.

Looks only: what is wanting is noted, and told to whoever can mend it, by `letters.write`; it stops no letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from letters.compose import Letter
from letters.part_words import part_words
from letters.parts import PARTS, parts_in
from letters.words import in_words as listed
from letters.words import longdate, sentence
from mailroom.acts import stages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.rules import duties as rules
from mailroom.rules.policy import Policy
from mailroom.rules.workdays import local_date
from store import cases
from store.duties import Duty, NewDuty

if TYPE_CHECKING:
    from mailroom.acts.letters import Order


@dataclass(frozen=True, slots=True)
class Wanted:
    """The policy's words for a letter, and each part that it has to have with the rows that ask for it."""

    notes: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


NOTHING = Wanted()


def wanted(
    house: House,
    names: tuple[str, ...],
    file: cases.CaseFile | None,
    stage: cases.Stage | None,
    on: date,
    *,
    policy: Policy | None = None,
    exclusion: str = "",
) -> Wanted:
    """What the case's policy wants of a letter; `policy` is asked where there is no case."""
    if file is not None:
        policy = stages.policy_of(house, file.case)
        facts = stages.duty_facts(file.case, stage, on, exclusion=exclusion)
    else:
        facts = rules.DutyFacts(exclusion=exclusion, on=on)
    if policy is None:
        return NOTHING
    notes = tuple(
        words for name in dict.fromkeys(names) for words in rules.notes_for(policy, name, facts)
    )
    return Wanted(notes, rules.required_for(policy, names[0], facts))


def lacking(letter: Letter, facts: Mapping[str, object], parts: Mapping[str, str]) -> list[str]:
    """The parts that were asked for and do not stand in the letter."""
    # A kept policy may ask for a part that no letter knows any more.
    known = [part for part in parts if part in PARTS]
    found = parts_in(letter, facts, known) if known else frozenset()
    return [part for part in known if part not in found]


def in_words(parts: list[str], rows: Mapping[str, str]) -> str:
    """Parts with their rows, as the journal has them: "outcome (S004-46); new date (S004-56)"."""
    return "; ".join(f"{part.replace('_', ' ')} ({rows[part]})" for part in parts)


def duty_in_words(duty: Duty) -> str:
    """A duty as a paragraph of a letter."""
    by = f" Please do it by {longdate(duty.due_on)}." if duty.due_on else ""
    note = f" When it is done, tell us: {sentence(duty.wants_note)}" if duty.wants_note else ""
    return f"{sentence(duty.words)}{by}{note}"


def faults_of_templates(
    ledger: Ledger, order: Order, lacks: list[str], rows: Mapping[str, str]
) -> list[NewDuty]:
    """What a letter lacks whoever answers: a coordinator mends its words, told in the daily word."""
    coordinator = ledger.house.config.coordinators[0]
    named = order.worded_as or order.name
    return [
        NewDuty(
            # Once for a letter and a part: every case would tell the same.
            key=f"house:letter_lacks:{named}:{part}:{rows[part]}",
            name="letter_lacks",
            words=f"The letter {named.replace('_', ' ')} does not say what the policy wants of it:"
            f" {in_words([part], rows)}",
            holder_name=coordinator.name,
            holder_email=coordinator.email,
            holder_role="coordinator",
            opened_at=ledger.at,
            due_on=local_date(ledger.at),
            letter=False,
        )
        for part in lacks
        if part not in rules.SAID_BY_THE_WRITER
    ]


def owed_by_the_writer(ledger: Ledger, order: Order, lacks: list[str]) -> list[NewDuty]:
    """What only the owner can say: they owe the resident what the letter left out."""
    parts = [part_words(part) for part in lacks if part in rules.SAID_BY_THE_WRITER]
    if not parts or order.file is None or order.stage is None or not order.stage.owner_email:
        return []
    # What an answer left out is owed though the case be closed with it.
    event = "answered" if order.name == "response" else "house"
    return [
        NewDuty(
            key=f"{event}:say_the_rest:{order.key}",
            name="say_the_rest",
            words=f"Our letter to the resident does not seem to say {listed(parts)}. Look at it again, and write to"
            " them with what is missing: UPDATE sends it",
            holder_name=order.stage.owner_name,
            holder_email=order.stage.owner_email,
            holder_role="owner",
            opened_at=ledger.at,
            case_id=order.file.case.id,
            stage_id=order.stage.id,
            due_on=ledger.house.calendar.after(local_date(ledger.at), 1),
        )
    ]
