"""Opens a further stage of a case: the council's own next one, the Ombudsman's, or the last one again.

Decides nothing: the rules or a person did. All in the ledger's transaction.
"""

from __future__ import annotations

from mailroom.acts import letters, stages
from mailroom.acts.cases import add_stage, assign, thread_of
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases
from store.states import CaseStatus


def escalate(ledger: Ledger, file: cases.CaseFile, reading: Reading, number: int) -> cases.CaseFile:
    """The next stage of the council's own: its owner, its clock, the letters to both."""
    case = file.case
    policy = stages.policy_of(ledger.house, case)
    stage = add_stage(ledger, case, policy, number, reading.received_at)
    cases.change_case(ledger.conn, case.id, status=CaseStatus.OPEN, closed_at=None)
    opened = cases.get_case(ledger.conn, case.id)
    ledger.note(
        f"stage {number} opened",
        case_id=case.id,
        incoming_id=reading.incoming_id,
        policy_digest=policy.digest,
    )
    resident = letters.complainant(opened)
    external = policy.stage(number)
    extra: dict[str, object] = {
        "escalation": {"text": reading.summary, "received_on": local_date(stage.received_at)}
    }
    if resident is not None and not (external and external.external):
        key = f"escalation_acknowledgement:{case.id}:{stage.id}"
        letters.write(
            ledger,
            Order(
                "escalation_acknowledgement",
                resident,
                key,
                opened,
                stage,
                reading.incoming_id,
                thread_of(reading),
                extra,
            ),
        )
    if external and external.external:
        _external_letters(ledger, opened, stage, reading)
    else:
        assign(ledger, opened, stage, reading, "assignment", extra)
    return opened


def _external_letters(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading
) -> None:
    """The Ombudsman's notice to whoever answers it, and to the coordinators at once."""
    sender = reading.message.sender
    notice = {
        "reply_by": None,
        "their_reference": None,
        "from_name": sender.name if sender else "",
        "text": reading.summary,
    }
    owner = letters.officer(Person(name=stage.owner_name, email=stage.owner_email))
    for to in (owner, *letters.coordinators(ledger)):
        key = f"external_stage_notice:{stage.id}:{to.email}"
        letters.write(
            ledger,
            Order(
                "external_stage_notice",
                to,
                key,
                file,
                stage,
                reading.incoming_id,
                extra={"notice": notice},
                enclosures=letters.enclosures(reading),
            ),
        )


def reopen(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> cases.CaseFile:
    """The stage last answered starts again with the day's date: a new row, so that both clocks stay on record."""
    last = file.stages[-1]
    return escalate(ledger, file, reading, last.number)
