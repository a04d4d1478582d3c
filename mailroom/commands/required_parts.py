"""Whether the letters, in the council's own words where it has any, say what a policy asks of them.

Each letter is written from made-up facts for each kind of case that the policy tells apart. Nothing is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from letters.checking import check_required
from letters.samples import OWN, SampleStage, sample_facts
from mailroom.rules.duties import DutyFacts, notes_for, required_for
from mailroom.rules.policy import Policy
from mailroom.rules.policy_duties import Required

# Letters of the stage at which an ombudsman is answered.
_EXTERNAL = frozenset(("external_acknowledgement", "external_stage_notice"))
# Letters that send on to the next stage, and those after which there is none.
_WITH_A_NEXT = frozenset(("repeat_closed_stage1", "escalation_declined", "referred_back"))
_AT_THE_LAST = frozenset(("repeat_closed_stage2",))
_DECIDED = "upheld"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A letter, and a kind of case for which the policy asks something of it."""

    letter: str
    facts: DutyFacts


def lacking_parts(policy: Policy, folder: Path | None, on: date) -> list[str]:
    """What the letters do not say of what the policy asks on that day, each with its rows, told once."""
    found: dict[str, None] = {}
    for shape in dict.fromkeys(_shapes(policy, on)):
        parts = required_for(policy, shape.letter, shape.facts)
        facts = _facts(policy, shape)
        found |= dict.fromkeys(check_required(shape.letter, parts, folder, facts))
    return list(found)


def _shapes(policy: Policy, on: date) -> Iterator[_Shape]:
    for clause in policy.required:
        if clause.letter not in OWN:
            yield _Shape(clause.letter, DutyFacts(on=on))
            continue
        for kind, stage, outcome in product(
            clause.kinds or ("complaint",),
            _stages(policy, clause),
            clause.outcomes or (_DECIDED,),
        ):
            yield _Shape(
                clause.letter,
                DutyFacts(
                    kind=kind,
                    stage=stage,
                    flags=frozenset(clause.flags[:1]),
                    service="_".join(clause.services[:1]),
                    outcome=outcome,
                    exclusion="".join(clause.exclusions[:1]),
                    on=on,
                ),
            )


def _stages(policy: Policy, clause: Required) -> tuple[int, ...]:
    """The stages that a clause is about; left open, those of the council's own, or the Ombudsman's."""
    external = clause.letter in _EXTERNAL
    every = tuple(number for number, one in policy.stages.items() if one.external is external)
    if clause.letter in _WITH_A_NEXT:
        every = tuple(number for number in every if policy.next_stage(number) is not None)
    elif clause.letter in _AT_THE_LAST:
        every = (policy.last_stage,)
    return clause.stages or every or (1,)


def _facts(policy: Policy, shape: _Shape) -> dict[str, object]:
    """Made-up facts of such a case, with the policy's own words."""
    number = shape.facts.stage
    stage = policy.stage(number)
    at: SampleStage = "external" if stage is not None and stage.external else number
    last = policy.next_stage(number) is None
    facts: dict[str, Any] = sample_facts(shape.letter, at, last=last)
    if isinstance(facts.get("policy"), dict):
        facts["policy"] |= {
            "nomination": policy.compliments.nomination_words or None,
            "share_words": policy.compliments.share_words or None,
        }
    if isinstance(facts.get("case"), dict):
        facts["case"]["kind"] = shape.facts.kind
    if isinstance(facts.get("response"), dict):
        facts["response"]["outcome"] = shape.facts.outcome
    facts["notes"] = [*notes_for(policy, shape.letter, shape.facts)]
    return facts
