"""How a mail that a person decides on seems to stand to older cases: what the queue shows beside the question. Pure.

A supposition binds nobody: nothing is joined, and nobody is written to, on the strength of it.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.rules.decision import Act, CaseState, Decision, Facts
from mailroom.rules.matching import Candidates, Match, Rung, Strength

_OPEN_A_CASE = frozenset(
    (
        "complaint",
        "comment",
        "compliment",
        "service_request",
        "feedback",
        "nomination",
        "other_process",
    )
)
_GO_ON = frozenset(("follow_up", "escalation", "officer", "ombudsman"))


def with_supposition(decision: Decision, facts: Facts) -> Decision:
    """A question to a person with the likeliest answer; any other decision as it is."""
    if decision.act is not Act.HOLD or decision.relation != "none":
        return decision
    relation = supposed_relation(facts)
    case_id = decision.case_id
    if case_id is None and relation not in ("new", "none"):
        case_id = _likeliest_case(facts)
    return replace(decision, relation=relation, case_id=case_id)


def supposed_relation(facts: Facts) -> str:
    """'new', 'open_case', 'duplicate_open', 'repeat_closed_stage1' and so on, or 'none'."""
    kind = facts.proposal.kind
    if facts.match is None:
        return _without_a_match(facts)
    if isinstance(facts.match, Match) and facts.case is not None:
        again = _sent_again(facts, facts.case)
        if again:
            return again
    if kind in _GO_ON or facts.automatic is not None:
        return "open_case"
    return "new" if kind in _OPEN_A_CASE else "none"


def _without_a_match(facts: Facts) -> str:
    """Of what no case is known: what answers a letter of ours, or goes on with what waits, belongs to one."""
    kind, waits = facts.proposal.kind, facts.waits
    if facts.automatic is not None:
        return "none"
    if waits is not None and waits.is_again:
        return "duplicate_open"
    if kind == "officer" or (waits is not None and (kind in _GO_ON or waits.is_answered)):
        return "open_case"
    return "new" if kind in _OPEN_A_CASE else "none"


def _sent_again(facts: Facts, case: CaseState) -> str:
    """The same complaint once more; after the last stage's answer, whatever asks for it to be looked at again."""
    assert isinstance(facts.match, Match)
    kind, clue = facts.proposal.kind, facts.match.clue
    last = case.answered and case.next_stage is None
    told = clue.rung is Rung.SAME_TOLD or (clue.tells_one and _of_one_service(facts, case))
    same = facts.same_words or (told and kind == "complaint")
    if same or (last and kind == "escalation"):
        return f"repeat_closed_stage{case.stage}" if case.answered else "duplicate_open"
    return ""


def _of_one_service(facts: Facts, case: CaseState) -> bool:
    return not set(case.services).isdisjoint(facts.proposal.services)


def _likeliest_case(facts: Facts) -> int | None:
    match facts.match:
        case Match(clue):
            return clue.case_id
        case Candidates(clues) if clues[0].strength is not Strength.WEAK:
            return clues[0].case_id
    return None
