"""What became of a message in the words that clerks use for it: kind, act, relation, stage.

For accounts, reports and lessons; decides nothing. The vocabulary is the one in docs/replay.md.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from mailroom.rules.disposition import Act, Decision, Facts, Writer
from mailroom.rules.matching import Match
from mailroom.rules.officers import Command, Verb
from parsers.automatic import AutomaticKind

_OFFICER_ACTS = {
    Verb.ANSWER: "response",
    Verb.HOLDING: "holding",
    Verb.EXTEND: "extension",
    Verb.ACCEPT: "update",
    Verb.NOTE: "update",
    Verb.ASK: "question",
    Verb.PASS_ON: "reassign",
    Verb.OUT_OF_SCOPE: "not_upheld_scope",
    Verb.LEARNING: "learning_form",
    Verb.DONE: "update",
    Verb.DROP: "update",
    Verb.CLOSE: "update",
    Verb.UPDATE: "update",
    Verb.RECORD: "update",
    Verb.CONCERN: "update",
}

# What colleagues want in a case; and a flag of what bears their address and was not vouched for.
OFFICER, SPOOFED = "officer", "spoofed"
_SAID = {Act.CONSENT: "consent", Act.WITHDRAW: "withdrawal", Act.SURVEY: "survey"}


_ABOUT_A_SERVICE = frozenset(
    ("complaint", "comment", "compliment", "service_request", "feedback", "nomination")
)


# What nobody sent to be dealt with as a matter of its own has no ground to be refused on.
_MAY_BE_ELSEWHERE = _ABOUT_A_SERVICE | {"other_process", "escalation", "anonymous_feedback"}


@dataclass(frozen=True, slots=True)
class Label:
    """A message's account: what it was, how it stood to older cases, whether a person was asked, and why."""

    kind: str
    act: str
    relation: str
    stage: int | None
    services: tuple[str, ...]
    exclusion: str
    flags: tuple[str, ...]
    queued: bool
    confidence: float
    why: str
    because: tuple[tuple[str, str], ...]
    taken: str

    def as_json(self) -> dict[str, object]:
        """As it is stored beside the message."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def label(decision: Decision, facts: Facts, command: Command | None) -> Label:
    """The account of a decision."""
    kind, act = _kind(decision, facts, command)
    proposal = facts.proposal
    return Label(
        kind=kind,
        act=act,
        relation=decision.relation,
        stage=_stage(kind, facts),
        services=proposal.services if kind in _ABOUT_A_SERVICE else (),
        exclusion=proposal.exclusion if _may_be_elsewhere(kind, act) else "",
        flags=proposal.flags + ((SPOOFED,) if facts.forged else ()),
        queued=decision.act is Act.HOLD,
        confidence=proposal.confidence,
        why=decision.reason,
        because=tuple((one.label, one.words) for one in proposal.because),
        taken=str(decision.act),
    )


def _kind(decision: Decision, facts: Facts, command: Command | None) -> tuple[str, str]:
    if facts.automatic is not None and not _is_advertising(facts):
        report = facts.automatic.kind is AutomaticKind.DELIVERY_REPORT
        return ("bounce" if report else "automatic"), ""
    if decision.act is Act.COMMAND or _by_colleague(facts, command):
        return OFFICER, _OFFICER_ACTS.get(command.verb, "update") if command else "update"
    match decision.act:
        case Act.EXTERNAL:
            return "ombudsman", ""
        case Act.TAKE_UP:
            return "complaint", ""
        case Act.ESCALATE:
            return "escalation", ""
        case Act.UPDATE:
            return "follow_up", facts.proposal.act
        case Act.CONSENT | Act.WITHDRAW | Act.SURVEY:
            return "follow_up", _SAID[decision.act]
        case Act.FILE if decision.case_id is not None:
            return "follow_up", facts.proposal.act
        case Act.DUPLICATE | Act.REPEAT:
            return "complaint", ""
    if facts.proposal.kind == "follow_up":
        return "follow_up", facts.proposal.act
    if facts.proposal.kind == OFFICER:
        return OFFICER, _OFFICER_ACTS.get(command.verb, "update") if command else "update"
    return facts.proposal.kind, ""


def _by_colleague(facts: Facts, command: Command | None) -> bool:
    """Whether it is casework: a colleague's mail on a case, one to an officer's address, or in an officer's words."""
    of_ours = facts.writer in (Writer.OFFICER, Writer.COORDINATOR)
    asks = command is not None and command.verb is not Verb.NOTE
    if not isinstance(facts.match, Match):
        return of_ours and asks
    return of_ours or (asks and facts.match.clue.role == "officer")


def _may_be_elsewhere(kind: str, act: str) -> bool:
    return kind in _MAY_BE_ELSEWHERE or act == "not_upheld_scope"


def _is_advertising(facts: Facts) -> bool:
    """Whether what came in bulk is somebody selling; a list that bears its name was mostly asked for."""
    assert facts.automatic is not None
    if facts.automatic.kind is not AutomaticKind.LIST or facts.proposal.kind != "spam":
        return False
    return not facts.automatic.named_list or facts.proposal.confidence >= facts.threshold


def _stage(kind: str, facts: Facts) -> int | None:
    if kind == "complaint":
        return 1
    if kind == "escalation" and facts.case is not None:
        return facts.case.next_stage
    return None
