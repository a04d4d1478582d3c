"""Opens a case: its first stage, its complainant, its dates, and the letters of its kind.

Decides nothing: the rules or a person did. All in the ledger's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from mailroom.acts import letters, parties, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order, Thread
from mailroom.config import Person
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.reference import make_reference
from mailroom.rules.workdays import local_date
from store import cases
from store.states import CaseStatus

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
    policy = ledger.house.policy_for(what.service, what.mailbox or None)
    ledger.keep_policy(policy)
    received_at = what.received_at or reading.received_at
    settled_at = ledger.at if what.kind in SETTLED_AT_ONCE else None
    case = cases.open_case(
        ledger.conn,
        cases.NewCase(
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
            flags=what.flags,
            fingerprint_text=fingerprint_text,
            services=what.services or (what.service,),
            desired_outcome=what.desired_outcome or _desired_outcome(reading),
            not_ours=what.not_ours,
            category=what.category,
            complexity=what.complexity,
            channel=what.channel,
            assisted_by=what.assisted_by,
            group_id=what.group_id,
            parent_id=what.parent_id,
        ),
    )
    people = parties.join(ledger, case.id, policy, reading, what.behalf)
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
    ledger: Ledger, case: cases.Case, policy: Policy, number: int, received_at: datetime
) -> cases.Stage:
    """A stage with the owner that the policy gives it, its dates reckoned and written down."""
    owner, role = find_owner(ledger, policy, number, case.service, case.kind)
    new = cases.NewStage(
        case_id=case.id,
        number=number,
        owner_name=owner.name,
        owner_email=owner.email,
        owner_role=role,
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


def find_owner(
    ledger: Ledger, policy: Policy, number: int, service: str, kind: str
) -> tuple[Person, str]:
    """Who answers a stage under the policy, and in which role; the first coordinator where the council names nobody."""
    stage = policy.stage(number)
    wanted = (
        [stage.owner_role, stage.owner_fallback_role]
        if stage and kind == "complaint"
        else ["manager"]
    )
    for role in wanted:
        if role is None:
            continue
        try:
            return ledger.house.config.owner(service, role), role
        except KeyError:
            continue
    return ledger.house.config.coordinators[0], "coordinator"


# Kind -> (letter to the resident, letter to the owner). Feedback that somebody signed is thanked for like a comment.
_OPENING = {
    "complaint": ("acknowledgement", "assignment"),
    "comment": ("comment_acknowledgement", "comment_pass_on"),
    "feedback": ("comment_acknowledgement", "comment_pass_on"),
    "compliment": ("compliment_thanks", "compliment_pass_on"),
    "nomination": ("compliment_thanks", "compliment_pass_on"),
    "service_request": ("signpost", "comment_pass_on"),
    "anonymous_feedback": ("comment_acknowledgement", "anonymous_feedback"),
}


def opening_letters(ledger: Ledger, file: cases.CaseFile, reading: Reading | None) -> None:
    """The letters of a case's kind, to whoever is answered and to the owner; without the mail where the formal
    procedure begins later.
    """
    to_resident, to_owner = _OPENING.get(file.case.kind, _OPENING["complaint"])
    stage = file.stages[-1]
    key = f"{file.case.id}:{stage.id}"
    resident = letters.complainant(file)
    if resident is not None:
        letters.write(
            ledger,
            Order(
                to_resident,
                resident,
                f"{to_resident}:{key}",
                file,
                stage,
                reading.incoming_id if reading else file.case.opened_by,
                thread_of(reading)
                if reading
                else letters.latest_thread(ledger, file, resident.email),
                _extra(ledger, to_resident, file),
            ),
        )
    assign(ledger, file, stage, reading, to_owner)


def _extra(ledger: Ledger, letter: str, file: cases.CaseFile) -> dict[str, object]:
    if letter != "signpost":
        return {}
    service = ledger.house.config.find_service(file.case.service)
    where = service.name if service else ""
    return {"signpost": {"where": where, "text": "", "refusal": False, "passed_on": True}}


def assign(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    letter: str,
    more: Mapping[str, object] = MappingProxyType({}),
    key: str = "",
) -> None:
    """Tell the owner of a stage that it is theirs, with the documents that came; `more` are facts for the letter.

    Told once a stage, unless under a `key` of its own.
    """
    owner = letters.officer(Person(name=stage.owner_name, email=stage.owner_email))
    extra: dict[str, object] = {
        **more,
        "documents": [one.attachment.filename for one in reading.enclosed] if reading else [],
    }
    letters.write(
        ledger,
        Order(
            letter,
            owner,
            key or f"{letter}:{file.case.id}:{stage.id}",
            file,
            stage,
            reading.incoming_id if reading else None,
            extra=extra,
            enclosures=letters.enclosures(reading) if reading else (),
        ),
    )


def hand_over(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    to: Person,
    role: str,
    reading: Reading | None,
) -> None:
    """Give an open stage to another owner, who is told with what came; `reading` is the mail that opened the stage."""
    owner = {"owner_name": to.name, "owner_email": to.email, "owner_role": role}
    stages.change(ledger, stage, **owner, looked_on=None)
    before = f"{stage.owner_name} <{stage.owner_email}>"
    ledger.note(
        "assigned",
        f"stage {stage.number}: from {before} to {to.name} <{to.email}>",
        case_id=file.case.id,
    )
    anew = cases.get_case(ledger.conn, file.case.id)
    fresh = stages.find_stage(anew, stage.id)
    assert fresh is not None
    more: dict[str, object] = {}
    if reading and stage.number > 1:
        received_on = local_date(stage.received_at)
        more["escalation"] = {"text": reading.summary, "received_on": received_on}
    _, letter = _OPENING.get(file.case.kind, _OPENING["complaint"])
    key = f"{letter}:{file.case.id}:{stage.id}:{to.email}:{ledger.at.isoformat()}"
    assign(ledger, anew, fresh, reading, letter, more, key)


def thread_of(reading: Reading) -> Thread:
    """The thread that an answer to this message continues."""
    message = reading.message
    return Thread(
        message.message_id, (*message.references, message.message_id) if message.message_id else ()
    )
