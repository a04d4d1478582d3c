"""Opens a case: its first stage, its complainant, its dates, and the letters of its kind.

Decides nothing: the rules or a person did. All in the ledger's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from mailroom.acts import duties, letters, openings, owners, parties, stages
from mailroom.acts.assignments import assign, hand_over, owner_letter
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order, Thread
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.reference import make_reference
from mailroom.rules.workdays import local_date
from store import cases
from store.states import CaseStatus

__all__ = [
    "SETTLED_AT_ONCE",
    "Registration",
    "add_stage",
    "assign",
    "hand_over",
    "opening_letters",
    "register",
    "thread_of",
]

# A subject longer than this is cut in the register; the mail keeps it whole.
SUBJECT_CHARACTERS = 200
# A kind that ends with its letters: nobody answers it, so no clock runs.
SETTLED_AT_ONCE = frozenset({"compliment", "nomination", "service_request", "anonymous_feedback"})


@dataclass(frozen=True, slots=True)
class Registration:
    """What a new case is registered as."""

    kind: str
    service: str
    flags: tuple[str, ...] = ()
    confidence: float = 1.0
    mailbox: str = ""
    # Every service it is about, the lead first; empty: the one.
    services: tuple[str, ...] = ()
    # For whom it was written, where that is somebody else.
    behalf: parties.Behalf | None = None
    # Where the complainant lives, where a person took it down.
    home: parties.Home | None = None
    # When it first reached the council, where that was before this mail (S001-21); the stage it begins at (S000-29).
    received_at: datetime | None = None
    stage: int = 1
    # Settled on the spot first, by the service (S001-14).
    informal: bool = False
    # The first case of several people about one matter; the case that this one grew out of.
    group_id: int | None = None
    parent_id: int | None = None
    # What a person wrote down of it: how it came, who helped, what is asked for, what others must answer.
    channel: str = "email"
    assisted_by: str = ""
    desired_outcome: str = ""
    not_ours: str = ""
    category: str = ""
    complexity: str = ""


def register(
    ledger: Ledger, reading: Reading, what: Registration, fingerprint_text: str
) -> cases.CaseFile:
    """A new case with its first stage, its complainant, its deadlines, and the letters of its kind."""
    received_at = what.received_at or reading.received_at
    # The policy of the day it was received, whatever the council follows by now.
    policy = ledger.house.policy_for(what.service, what.mailbox or None, local_date(received_at))
    ledger.keep_policy(policy)
    case = cases.open_case(
        ledger.conn, _new_case(ledger, reading, what, policy, received_at, fingerprint_text)
    )
    people = parties.join(ledger, case.id, policy, reading, what.behalf, what.home)
    stage = add_stage(ledger, case, policy, what.stage, received_at)
    file = cases.CaseFile(case, (stage,), people)
    ledger.note(
        "registered",
        f"{what.kind} about {what.service}",
        case_id=case.id,
        incoming_id=reading.incoming_id,
        policy_digest=policy.digest,
    )
    if not what.informal:
        opening_letters(ledger, file, reading)
    return file


def _new_case(
    ledger: Ledger,
    reading: Reading,
    what: Registration,
    policy: Policy,
    received_at: datetime,
    fingerprint_text: str,
) -> cases.NewCase:
    settled_at = ledger.at if what.kind in SETTLED_AT_ONCE else None
    return cases.NewCase(
        # The year of the register, whatever a mail says of its own.
        reference=_next_reference(ledger, local_date(ledger.at).year),
        kind=what.kind,
        service=what.service,
        policy=policy.name,
        policy_digest=policy.digest,
        status=CaseStatus.CLOSED if settled_at else CaseStatus.OPEN,
        subject=_subject(reading),
        summary=reading.summary,
        received_at=received_at,
        opened_at=ledger.at,
        closed_at=settled_at,
        opened_by=reading.incoming_id,
        confidence=what.confidence,
        flags=_flags(ledger, reading, what),
        fingerprint_text=fingerprint_text,
        services=what.services or (what.service,),
        desired_outcome=what.desired_outcome or _desired_outcome(reading),
        not_ours=what.not_ours,
        category=what.category,
        complexity=what.complexity,
        channel=_channel(reading, what),
        assisted_by=what.assisted_by,
        group_id=what.group_id,
        parent_id=what.parent_id,
        confidential=_is_confidential(policy, what.kind),
    )


def _flags(ledger: Ledger, reading: Reading, what: Registration) -> tuple[str, ...]:
    """What the case is marked with: as triage or a person said, whether it concerns several services or one that is
    shared, and whether nobody can be reached (S000-59).
    """
    service = ledger.house.config.find_service(what.service)
    flags = (
        *what.flags,
        *(("multi_service",) if len(set(what.services)) > 1 else ()),
        *(("shared_service",) if service is not None and service.is_shared else ()),
    )
    person = reading.complainant
    fields = reading.form.fields if reading.form else {}
    reached = (
        (person and person.email) or reading.phone or reading.postcode or what.behalf or what.home
    )
    if reached or any(fields.get(key) for key in ("phone", "address", "postcode")):
        return tuple(dict.fromkeys(flags))
    return tuple(dict.fromkeys((*flags, "anonymous")))


def _channel(reading: Reading, what: Registration) -> str:
    """How it came: as a person says, or by the council's own page, or else by mail."""
    by_page = what.channel == "email" and reading.web_form is not None
    return "form" if by_page else what.channel


def _is_confidential(policy: Policy, kind: str) -> bool:
    rule = policy.councillor_complaints
    return kind == "councillor_complaint" and rule is not None and rule.confidential


def _next_reference(ledger: Ledger, year: int) -> str:
    prefix = ledger.house.config.council.reference_prefix
    number = cases.take_numbers(ledger.conn, f"{prefix}-{year}", 1)[0]
    return make_reference(prefix, year, number)


def _desired_outcome(reading: Reading) -> str:
    """What the resident asks for, where their form says so."""
    return reading.form.fields.get("desired_outcome", "") if reading.form else ""


def _subject(reading: Reading) -> str:
    return " ".join(reading.message.subject.split())[:SUBJECT_CHARACTERS] or "(no subject)"


def add_stage(
    ledger: Ledger,
    case: cases.Case,
    policy: Policy,
    number: int,
    received_at: datetime,
    before: tuple[cases.Stage, ...] = (),
) -> cases.Stage:
    """A stage with the owner that the policy gives it, its dates reckoned and written down; `before` are the stages
    that the case has had, whose people do not look at it again.
    """
    chosen = owners.choose(ledger, policy, number, case, before)
    head = owners.accountable(ledger.house.config, policy, number, case, chosen.person)
    new = cases.NewStage(
        case_id=case.id,
        number=number,
        owner_name=chosen.person.name,
        owner_email=chosen.person.email,
        owner_role=chosen.role,
        accountable_name=head.name if head else "",
        accountable_email=head.email if head else "",
        received_at=received_at,
        opened_at=ledger.at,
        answered_at=ledger.at if case.kind in SETTLED_AT_ONCE else None,
    )
    if new.answered_at is not None:
        return cases.open_stage(ledger.conn, new)
    dates = stages.dates_of(ledger.house, case, new)
    dated = replace(new, respond_by=dates.respond_by or dates.projected_by)
    stage = cases.open_stage(ledger.conn, dated)
    stages.note_deadlines(ledger, stage.id, dates)
    return stage


# Kind -> the letter to whoever wrote. Feedback that somebody signed is thanked for like a comment.
_THANKS = {
    "comment": "comment_acknowledgement",
    "feedback": "comment_acknowledgement",
    "policy_complaint": "comment_acknowledgement",
    "compliment": "compliment_thanks",
    "nomination": "compliment_thanks",
    "service_request": "signpost",
    "councillor_complaint": "signpost",
    "anonymous_feedback": "comment_acknowledgement",
}


def opening_letters(ledger: Ledger, file: cases.CaseFile, reading: Reading | None) -> None:
    """The letters of a case's kind, to whoever is answered and to the owner, with what each of them owes; without the
    mail where the formal procedure begins later.
    """
    stage = file.stages[-1]
    to_resident = _THANKS.get(file.case.kind, "acknowledgement")
    resident = letters.complainant(file)
    if resident is not None and _is_thanked(ledger, file):
        thread = (
            thread_of(reading) if reading else letters.latest_thread(ledger, file, resident.email)
        )
        letters.write(
            ledger,
            Order(
                to_resident,
                resident,
                f"{to_resident}:{file.case.id}:{stage.id}",
                file,
                stage,
                reading.incoming_id if reading else file.case.opened_by,
                thread,
                _signpost(ledger, file, stage) if to_resident == "signpost" else {},
            ),
        )
    letter = owner_letter(file.case)
    owed = [
        *duties.begin(ledger, "registered", file, stage, reading=reading, told=[stage.owner_email]),
        *openings.owed(ledger, file, stage, reading),
    ]
    assign(ledger, file, stage, reading, letter, duties=owed)


def _is_thanked(ledger: Ledger, file: cases.CaseFile) -> bool:
    """Whether the writer hears from us at once: a policy may have comments answered only where that is asked for."""
    if file.case.kind not in ("comment", "feedback"):
        return True
    rule = stages.policy_of(ledger.house, file.case).comments.acknowledged
    return rule == "always" or (rule == "asked" and "reply_requested" in file.case.flags)


def _signpost(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage) -> dict[str, object]:
    """Who deals with what is no complaint of ours: the service, or whoever has charge of councillors' conduct."""
    service = ledger.house.config.find_service(file.case.service)
    where = service.name if service else ""
    if file.case.kind == "councillor_complaint":
        where = stage.owner_role.replace("_", " ").capitalize()
    return {"signpost": {"where": where, "text": "", "refusal": False, "passed_on": True}}


def thread_of(reading: Reading) -> Thread:
    """The thread that an answer to this message continues."""
    message = reading.message
    return Thread(
        message.message_id, (*message.references, message.message_id) if message.message_id else ()
    )
