"""What is done with a message: one ordered table of rules, the first that speaks decides, the trail tells
which were asked.

Pure: it looks at facts and says what should happen and why. `acts` make it so. Whatever it is not sure of goes to a
person; nobody is refused here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.rules.decision import Act, CaseState, Decision, Facts, Writer
from mailroom.rules.matching import Candidates, Match, Rung, Strength
from mailroom.rules.officers import doubt
from parsers.automatic import AutomaticKind

# Nobody has more separate matters in a day; without a limit two machines could answer each other for ever.
CASES_A_DAY = 5

__all__ = ["RULES", "Act", "CaseState", "Decision", "Facts", "Writer", "decide"]

Rule = Callable[[Facts], Decision | None]


def decide(facts: Facts) -> Decision:
    """The first rule of the table that speaks; the last one asks a person."""
    asked: list[str] = []
    for rule in RULES:
        asked.append(rule.__name__.strip("_").replace("_", " "))
        decision = rule(facts)
        if decision is not None:
            return replace(decision, trail=tuple(asked))
    return Decision(Act.HOLD, "no rule knows what to do with it", trail=tuple(asked))


def _hold(reason: str, *, urgent: bool = False, case_id: int | None = None) -> Decision:
    return Decision(Act.HOLD, reason, case_id=case_id, urgent=urgent)


def _on(facts: Facts, act: Act, reason: str, relation: str = "open_case") -> Decision:
    assert isinstance(facts.match, Match)
    clue = facts.match.clue
    return Decision(act, reason, relation, clue.case_id, clue.stage_id)


def _delivery_report(facts: Facts) -> Decision | None:
    if facts.automatic is None or facts.automatic.kind is not AutomaticKind.DELIVERY_REPORT:
        return None
    if isinstance(facts.match, Match) and facts.match.clue.strength is Strength.CERTAIN:
        return _on(facts, Act.BOUNCE, "a letter of ours did not arrive")
    return Decision(Act.FILE, "a delivery report about no letter of ours")


def _only_the_header(facts: Facts) -> Decision | None:
    if facts.left_there:
        return _hold(
            f"only its header was fetched, the whole lies in the mailbox: {facts.left_there}"
        )
    return None


def _our_own_letter(facts: Facts) -> Decision | None:
    if facts.writer is Writer.OURSELVES:
        return Decision(Act.FILE, "our own letter came back")
    return None


def _automatic(facts: Facts) -> Decision | None:
    if facts.automatic is None:
        return None
    reason = f"an automatic message ({facts.automatic.kind.value.replace('_', ' ')}): {facts.automatic.reason}"
    if isinstance(facts.match, Match) and facts.match.clue.strength is Strength.CERTAIN:
        return _on(facts, Act.FILE, reason)
    return Decision(Act.FILE, reason)


def _forged(facts: Facts) -> Decision | None:
    if facts.forged:
        return _hold(
            "it bears an address of the council's own, but the council's mail server did not vouch for it"
        )
    return None


def _safeguarding(facts: Facts) -> Decision | None:
    if "safeguarding" in facts.proposal.flags and facts.writer is Writer.RESIDENT:
        return _hold("somebody may be in danger: a person has to read this now", urgent=True)
    return None


def _flawed(facts: Facts) -> Decision | None:
    if facts.flaw:
        return _hold(facts.flaw, urgent="safeguarding" in facts.proposal.flags)
    return None


def _officer(facts: Facts) -> Decision | None:
    by_letter = isinstance(facts.match, Match) and facts.match.clue.role == "officer"
    if facts.writer not in (Writer.OFFICER, Writer.COORDINATOR) and not by_letter:
        return None
    if not isinstance(facts.match, Match):
        return _hold("a colleague wrote, and the mail belongs to no one case")
    if facts.claim is None:
        return _hold(
            "a colleague wrote about a case that is not open", case_id=facts.match.clue.case_id
        )
    why = doubt(facts.claim)
    if why:
        return _hold(
            f"an officer's reply that cannot be acted on: {why}", case_id=facts.match.clue.case_id
        )
    return _on(facts, Act.COMMAND, "the officer who deals with the case wrote")


def _nothing_to_read(facts: Facts) -> Decision | None:
    if facts.unreadable and (facts.rests_on_documents or not facts.has_words):
        return _hold(f"what it says is in a document that could not be read: {facts.unreadable}")
    if not facts.has_words:
        return _hold("there is nothing to read in it")
    return None


def _two_candidates(facts: Facts) -> Decision | None:
    if isinstance(facts.match, Candidates) and facts.match.clues[0].strength is not Strength.WEAK:
        return _hold("it may belong to more than one case")
    return None


def _stranger(facts: Facts) -> Decision | None:
    if not isinstance(facts.match, Match) or facts.sender_is_party:
        return None
    if facts.match.clue.strength is Strength.CERTAIN:
        return None
    if facts.match.clue.strength is Strength.STRONG:
        return _hold(
            "it speaks of a case, but the sender is not known to be a party to it",
            case_id=facts.match.clue.case_id,
        )
    return None


def _ombudsman(facts: Facts) -> Decision | None:
    if facts.proposal.kind != "ombudsman":
        return None
    if not isinstance(facts.match, Match) or not facts.authenticated:
        return _hold("it seems to be from an Ombudsman", urgent=True)
    return _on(facts, Act.EXTERNAL, "an Ombudsman's notice about the case")


def _belongs_to_case(facts: Facts) -> Decision | None:
    """Mail that belongs to a case for sure: what it gets depends on the case's state."""
    if (
        not isinstance(facts.match, Match)
        or facts.match.clue.strength is Strength.WEAK
        or facts.case is None
    ):
        return None
    if not facts.sender_is_party:
        return _on(
            facts, Act.UPDATE, "it answers a letter of ours, but from an address that is no party's"
        )
    if facts.match.others and facts.match.clue.strength is not Strength.CERTAIN:
        return _hold("it may belong to more than one case")
    if (
        facts.same_words
        and facts.case.answered
        and facts.case.next_stage
        and facts.case.repeat_escalates
    ):
        return _on(
            facts,
            Act.ESCALATE,
            "sent again after the answer, which under the policy asks for the next stage",
        )
    if facts.same_words:
        act, relation = (
            (Act.REPEAT, f"repeat_closed_stage{facts.case.stage}")
            if facts.case.answered
            else (Act.DUPLICATE, "duplicate_open")
        )
        return _on(facts, act, "the same complaint was sent again", relation)
    return _after_an_answer(facts, facts.case) or _on(facts, Act.UPDATE, "it adds to the case")


def _after_an_answer(facts: Facts, case: CaseState) -> Decision | None:
    """A resident who writes after the answer: thanks, the next stage, or the end of the council's own stages."""
    if not case.answered or facts.proposal.act in ("thanks", "withdrawal", "consent"):
        return None
    if facts.proposal.kind not in ("escalation", "complaint"):
        return None
    if case.next_stage is None:
        return _on(
            facts,
            Act.REPEAT,
            "the council's own stages are at an end",
            f"repeat_closed_stage{case.stage}",
        )
    if not case.may_escalate:
        return _hold(
            "the time to ask for the next stage is over: a person decides", case_id=_case_id(facts)
        )
    if facts.proposal.kind == "escalation":
        return _on(facts, Act.ESCALATE, "the resident asks for the next stage")
    return _hold(
        "dissatisfied with the answer, or a new complaint: a person decides",
        case_id=_case_id(facts),
    )


def _case_id(facts: Facts) -> int | None:
    return facts.match.clue.case_id if isinstance(facts.match, Match) else None


def _may_belong_to_case(facts: Facts) -> Decision | None:
    """Weak signs of an older case: a person, but for a plain new complaint about another service."""
    if facts.match is None:
        return None
    clues = facts.match.clues if isinstance(facts.match, Candidates) else (facts.match.clue,)
    only_party = all(clue.rung is Rung.PARTY for clue in clues)
    other_service = facts.case is not None and not set(facts.case.services) & set(
        facts.proposal.services
    )
    plain = (
        facts.proposal.kind in facts.known_kinds and facts.proposal.confidence >= facts.threshold
    )
    if only_party and other_service and plain:
        return None
    return _hold("it may belong to a case of the same person", case_id=clues[0].case_id)


def _without_a_case(facts: Facts) -> Decision | None:
    if facts.proposal.kind == "escalation":
        return _hold("it asks for a further stage, of a case that was not found")
    if facts.proposal.kind == "spam":
        return _hold("it looks like advertising or fraud")
    return None


def _exclusion(facts: Facts) -> Decision | None:
    code = facts.proposal.exclusion
    if code == "anonymous" and facts.registers_anonymous:
        return None
    if code or facts.proposal.kind == "other_process":
        named = code.replace("_", " ") or "another process"
        return _hold(f"it may be something for elsewhere ({named}): only a person may say so")
    return None


def _third_party(facts: Facts) -> Decision | None:
    if "elected_member" in facts.proposal.flags:
        return _hold("an elected member seems to write for somebody")
    if (
        "third_party" in facts.proposal.flags
        and "third_party_consent_given" not in facts.proposal.flags
    ):
        return _hold("somebody seems to write for somebody else, without their consent")
    return None


def _no_address(facts: Facts) -> Decision | None:
    if not facts.address and not facts.registers_anonymous:
        return _hold("there is nobody to answer")
    return None


def _unsure(facts: Facts) -> Decision | None:
    if not facts.proposal.services:
        return _hold("which service it is about was not clear")
    if facts.proposal.kind not in facts.known_kinds:
        return _hold(f"this council's policy registers no {facts.proposal.kind.replace('_', ' ')}")
    if facts.proposal.confidence < facts.threshold:
        return _hold(
            f"the rules were not sure enough ({facts.proposal.confidence:.0%} of {facts.threshold:.0%})"
        )
    return None


def _too_many(facts: Facts) -> Decision | None:
    if facts.opened_today >= CASES_A_DAY:
        return _hold(
            f"the same person has opened {facts.opened_today} cases today: a machine, or somebody in need"
        )
    return None


def _register(facts: Facts) -> Decision | None:
    named = facts.proposal.kind.replace("_", " ")
    return Decision(Act.REGISTER, f"a new {named}", "new")


# The whole of it on one screen: asked from the top, the first that speaks decides.
RULES: tuple[Rule, ...] = (
    _only_the_header,
    _delivery_report,
    _our_own_letter,
    _automatic,
    _forged,
    _flawed,
    _officer,
    _safeguarding,
    _nothing_to_read,
    _two_candidates,
    _stranger,
    _ombudsman,
    _belongs_to_case,
    _may_belong_to_case,
    _without_a_case,
    _exclusion,
    _third_party,
    _no_address,
    _unsure,
    _too_many,
    _register,
)
