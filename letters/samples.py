"""Made-up facts to write each letter from: for tests, for a preview, and for checking a council's
own wording, at each stage.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from letters.faults import LetterFault
from letters.sample_case import CASE, COUNCIL, DATES, OWNER, POLICY, RESIDENT, Facts
from letters.sample_inside import INSIDE
from letters.sample_residents import TO_RESIDENTS

OWN: dict[str, Facts] = TO_RESIDENTS | INSIDE
# A stage by its number, or the one at which an ombudsman is answered.
SampleStage = int | Literal["external"] | None
_LAST_OF_ITS_OWN = 2  # of the made-up policy


def bare_facts(letter: str) -> Facts:
    """The least that a letter may have to go by: whom it is from and to, and nothing known."""
    kept = {"council": COUNCIL, "today": date(2026, 1, 13), "recipient": RESIDENT}
    bare = {
        name: dict.fromkeys(value) if isinstance(value, dict) else None
        for name, value in sample_facts(letter).items()
    }
    return bare | kept


def sample_facts(letter: str, stage: SampleStage = None, *, last: bool | None = None) -> Facts:
    """All that a letter of that name may say, made up; the caller may change the mapping.

    With a stage, as it would be then; `last` tells that none of the council's own follows (left
    out: the second is the last).
    """
    if letter not in OWN:
        raise LetterFault("there are no sample facts for a letter of that name", letter=letter)
    common: Facts = {
        "council": COUNCIL,
        "today": date(2026, 1, 13),
        "recipient": RESIDENT,
        "case": CASE,
        "owner": OWNER,
        "dates": DATES,
        "policy": POLICY,
        "documents": [],
        "notes": None,
    }
    merged = common | OWN[letter]
    facts: Facts = {
        name: dict(value) if isinstance(value, dict) else value for name, value in merged.items()
    }
    return facts if stage is None else _at(facts, stage, last)


def _at(facts: Facts, stage: int | Literal["external"], last: bool | None) -> Facts:
    """The facts as they would be at that stage; a letter without a case has none."""
    case, policy, dates = (facts.get(name) for name in ("case", "policy", "dates"))
    if not (isinstance(case, dict) and isinstance(policy, dict) and isinstance(dates, dict)):
        return facts
    external = stage == "external"
    number = _LAST_OF_ITS_OWN + 1 if stage == "external" else stage
    ended = external or (number >= _LAST_OF_ITS_OWN if last is None else last)
    following = None if ended else number + 1
    case |= {"stage": number, "external": external}
    policy |= {
        "next_stage": following,
        "next_stage_name": f"stage {following}" if following else None,
        "designated_person": "Your MP can take it to the Ombudsman for you." if ended else None,
    }
    if ended:
        dates |= {
            "escalate_by": None,
            "ombudsman_from": date(2026, 5, 20),
            "ombudsman_by": date(2027, 3, 26),
        }
    return facts
