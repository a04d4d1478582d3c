"""The values of a decision: what is known of a message, what can be done with it, what should be. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from mailroom.rules.matching import Candidates, Match
from mailroom.rules.offers import Offered
from mailroom.rules.officers import Claim
from mailroom.rules.triage import Proposal
from parsers.automatic import Automatic


class Act(StrEnum):
    """What can be done with a message."""

    REGISTER = "register"  # a new case
    UPDATE = "update"  # on the file of a case, its owner told
    DUPLICATE = "duplicate"  # the same complaint sent again while the case is open
    REPEAT = "repeat"  # the same complaint sent again after the case was answered
    ESCALATE = "escalate"  # the next stage
    REOPEN = "reopen"  # the stage last answered begins again; only a person decides that
    EXTERNAL = "external"  # an Ombudsman's notice: the external stage
    WITHDRAW = "withdraw"  # the complainant wants no more of it; unasked only where they say that it was put right
    CONSENT = "consent"  # permission for somebody to act; only a person decides that it is the complainant's own
    SURVEY = "survey"  # what somebody said of how they were dealt with
    TAKE_UP = "take_up"  # whoever was asked says yes: what they wrote before is a complaint
    COMMAND = "command"  # an officer's reply
    BOUNCE = "bounce"  # a letter of ours did not arrive
    FILE = "file"  # kept, on a case's file where one is known; nobody is written to
    HOLD = "hold"  # a person decides


class Writer(StrEnum):
    """Who a message seems to be from, by the address it bears."""

    RESIDENT = "resident"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    OURSELVES = "ourselves"


@dataclass(frozen=True, slots=True)
class CaseState:
    """The case a message belongs to, as far as the decision depends on it."""

    stage: int
    answered: bool
    # Whether the policy has a further stage of the council's own after this one, and whether it may still be asked for.
    next_stage: int | None
    may_escalate: bool
    # Whether the same complaint sent again after the answer asks for the next stage, under the policy.
    repeat_escalates: bool = False
    # Whether the policy's time is not over in which the same matter is not looked at again after its last answer.
    is_recent: bool = True
    # Whether a person decided not to take it up: nothing in it has been answered.
    refused: bool = False
    # Why it was closed otherwise than with its answer: withdrawn, settled on the spot, passed to another council.
    ended: str = ""
    kind: str = "complaint"
    services: tuple[str, ...] = ()
    # Whether a person declined to look at it again: asked for once more, a person reads what is said now.
    declined: bool = False
    # Whether somebody acts for the complainant without permission yet, and it is the complainant who writes.
    asked_for_permission: bool = False
    # Whether it is the complainant who writes, and not somebody who acts for them.
    by_complainant: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """An earlier mail of the same person that lies on the queue and has no case yet."""

    number: int
    services: tuple[str, ...] = ()
    # This mail answers it by its thread; it tells the same again.
    is_answered: bool = False
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a message when it is decided upon."""

    writer: Writer
    authenticated: bool
    # The council's own domain is in From, but its server did not vouch for it.
    forged: bool
    address: str
    proposal: Proposal
    automatic: Automatic | None = None
    match: Match | Candidates | None = None
    sender_is_party: bool = False
    # The mail is a letter of ours that came back; it is from an Ombudsman's own domain.
    is_our_letter: bool = False
    from_ombudsman: bool = False
    # The case of the last letter to the address that a delivery report is about.
    returned_case: int | None = None
    case: CaseState | None = None
    claim: Claim | None = None
    same_words: bool = False
    # How many cases this person has opened today; a machine that answers machines opens many.
    opened_today: int = 0
    # How many of our letters answered mail of this address since yesterday, and how many the council allows.
    answered_today: int = 0
    answers_a_day: int = 20
    # The policy's grounds to refuse that the words of the mail point to, each with what to look at first.
    grounds: tuple[str, ...] = ()
    # A case of the writer's about the same service that had its last answer lately, '' where there is none.
    settled: str = ""
    # A complaint about a home that may never have been reported: the policy's request for the service.
    may_be_new: bool = False
    # The writer does not speak of a complaint, and the policy has them asked; they answer that question.
    to_be_asked: bool = False
    offered: Offered | None = None
    # Dissatisfied, but they want no answer, which the policy calls feedback; the council that leads the service.
    wants_no_answer: bool = False
    led_by: str = ""
    # What the writer sent before and nobody has decided on yet.
    waits: Waiting | None = None
    # Why the writer's contact is restricted, '' where it is not: their mail is read and answered by persons.
    restricted: str = ""
    has_words: bool = True
    # Whether the mail is but a covering note, and all it says is in what came with it.
    rests_on_documents: bool = False
    # Why a document in the mail could not be read, '' where all were; and whether the mail rests on it.
    unreadable: str = ""
    # Why only its header is here ("too large to fetch"), '' where all of it is.
    left_there: str = ""
    # Why what was read may not be what was sent ("it names more than one sender"), '' where it surely is.
    flaw: str = ""
    threshold: float = 0.85
    registers_anonymous: bool = False
    # The address to answer is the council's own, and nobody's whom the directory names.
    from_within: bool = False
    # Whether a person looks first where an elected member writes: an enquiry, or a complaint for a resident?
    asks_about_members: bool = True
    known_kinds: tuple[str, ...] = ("complaint", "comment", "compliment", "service_request")


@dataclass(frozen=True, slots=True)
class Decision:
    """What should happen to a message, and why; `trail` names each rule asked, the last is the one that spoke."""

    act: Act
    reason: str
    relation: str = "none"
    case_id: int | None = None
    stage_id: int | None = None
    # Cannot wait for somebody to open the queue: the coordinators are written to at once.
    urgent: bool = False
    # The writer is asked meanwhile whether to make it a complaint.
    asks: bool = False
    trail: tuple[str, ...] = field(default=())


def hold(reason: str, *, urgent: bool = False, case_id: int | None = None) -> Decision:
    """A person decides, for this reason."""
    return Decision(Act.HOLD, reason, case_id=case_id, urgent=urgent)


def on_case(facts: Facts, act: Act, reason: str, relation: str = "open_case") -> Decision:
    """The act on the case, and the stage, that the best clue names."""
    assert isinstance(facts.match, Match)
    clue = facts.match.clue
    return Decision(act, reason, relation, clue.case_id, clue.stage_id)
