"""Somebody told us of something, and is asked whether to make it a complaint; it becomes one when they say yes.

Without a yes it stays what it was. The clock runs from the day of the yes, while the day on which they first wrote
stays on record (A003-06).
"""

from __future__ import annotations

from datetime import datetime

from mailroom.acts import cases as opening
from mailroom.acts import duties, letters, owners, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases, outbox
from store.states import CaseStatus

LETTER = "complaint_offer"
# What may become a complaint: praise and requests are something else from the first.
KINDS = frozenset(("feedback", "comment"))


def may_become(policy: Policy) -> bool:
    """Whether the policy makes a complaint of what somebody told it, once they say so."""
    said = policy.definitions.without_the_word if policy.definitions else "register"
    return policy.feedback.becomes_complaint or said != "register"


def objection(ledger: Ledger, file: cases.CaseFile) -> str:
    """Why a case cannot become a complaint, in words; '' where it can."""
    policy = stages.policy_of(ledger.house, file.case)
    if file.case.kind not in KINDS:
        return f"it is a {file.case.kind.replace('_', ' ')}, and no feedback that could become a complaint"
    if not may_become(policy):
        return f"the policy {policy.title} makes no complaint of feedback"
    if letters.complainant(file) is None:
        return "there is no address to ask at, so that it stays feedback"
    return ""


def offer(ledger: Ledger, file: cases.CaseFile, words: str) -> str:
    """Ask whoever wrote whether to make it a complaint, once; their address."""
    resident, stage = letters.complainant(file), file.stages[-1]
    assert resident is not None  # whoever asked was told where there is none
    order = Order(
        LETTER,
        resident,
        f"{LETTER}:{file.case.id}",
        file,
        stage,
        # Their answer is known by the mail that the question is about.
        file.case.opened_by,
        letters.latest_thread(ledger, file, resident.email),
        {
            "offer": {"words": words, "survey": False},
            "feedback": {"text": file.case.summary, "received_on": local_date(stage.received_at)},
        },
    )
    letters.write(ledger, order)
    ledger.note("complaint offered", words, case_id=file.case.id)
    duties.begin(ledger, "complaint_offered", file, stage)
    return resident.reached_at


def is_offered(ledger: Ledger, file: cases.CaseFile) -> bool:
    """Whether they have been asked."""
    return any(one.letter == LETTER for one in outbox.letters_of(ledger.conn, file.case.id))


def confirm(
    ledger: Ledger, file: cases.CaseFile, said_at: datetime, reading: Reading | None = None
) -> cases.CaseFile:
    """They said yes: a complaint at stage 1 from that instant on, with its owner, its dates and its letters."""
    case = file.case
    cases.change_case(
        ledger.conn, case.id, kind="complaint", status=CaseStatus.OPEN, closed_at=None, closing=""
    )
    _begin(ledger, cases.get_case(ledger.conn, case.id), said_at)
    ledger.note(
        "became a complaint",
        f"was {case.kind}; they said yes on {local_date(said_at):%-d %B %Y}",
        case_id=case.id,
        incoming_id=reading.incoming_id if reading else None,
    )
    fresh = cases.get_case(ledger.conn, case.id)
    opening.opening_letters(ledger, fresh, reading)
    return fresh


def _begin(ledger: Ledger, file: cases.CaseFile, said_at: datetime) -> None:
    """The one stage that it had is stage 1 from now on; what it was before stands in the journal."""
    stage, policy = file.stages[-1], stages.policy_of(ledger.house, file.case)
    chosen = owners.choose(ledger, policy, stage.number, file.case)
    head = owners.accountable(ledger.house.config, policy, stage.number, file.case, chosen.person)
    stages.change(
        ledger,
        stage,
        owner_name=chosen.person.name,
        owner_email=chosen.person.email,
        owner_role=chosen.role,
        accountable_name=head.name if head else "",
        accountable_email=head.email if head else "",
        received_at=said_at,
        opened_at=ledger.at,
        acknowledged_at=None,
        answered_at=None,
        outcome=None,
    )
    stages.refresh(ledger, file.case.id, stage.id)
