"""Opens a further stage of a case: the council's own next one, the Ombudsman's, or the last one again.

Decides nothing: the rules or a person did. All in the ledger's transaction.
"""

from __future__ import annotations

from datetime import date

from letters.envelope import can_be_written_to
from mailroom.acts import additions, duties, letter_facts, letters, openings, stages
from mailroom.acts.cases import add_stage, assign, thread_of
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.rules.officers_dates import find_deadline
from mailroom.rules.quoted import their_reference
from mailroom.rules.reading import Reading, is_robot
from mailroom.rules.workdays import local_date
from store import cases
from store.states import CaseStatus


def escalate(ledger: Ledger, file: cases.CaseFile, reading: Reading, number: int) -> cases.CaseFile:
    """The next stage of the council's own: its owner, its clock, the letters to both."""
    opened = _open(ledger, file, reading, number)
    stage = opened.stages[-1]
    received_on = local_date(stage.received_at)
    extra: dict[str, object] = {"escalation": {"text": reading.summary, "received_on": received_on}}
    resident = letters.complainant(opened)
    if resident is not None:
        letters.write(
            ledger,
            Order(
                "escalation_acknowledgement",
                resident,
                f"escalation_acknowledgement:{opened.case.id}:{stage.id}",
                opened,
                stage,
                reading.incoming_id,
                thread_of(reading),
                extra,
            ),
        )
    owed = openings.owed(ledger, opened, stage, reading)
    assign(ledger, opened, stage, reading, "assignment", extra, duties=owed)
    return opened


def _open(ledger: Ledger, file: cases.CaseFile, reading: Reading, number: int) -> cases.CaseFile:
    """The case with its new stage."""
    case = file.case
    policy = stages.policy_of(ledger.house, case)
    add_stage(ledger, case, policy, number, reading.received_at, file.stages)
    cases.change_case(ledger.conn, case.id, status=CaseStatus.OPEN, closed_at=None, closing="")
    ledger.note(
        f"stage {number} opened",
        case_id=case.id,
        incoming_id=reading.incoming_id,
        policy_digest=policy.digest,
    )
    return cases.get_case(ledger.conn, case.id)


def notify(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> cases.CaseFile:
    """An Ombudsman's notice: whoever answers them is told with the day, the coordinators at once, the Ombudsman that
    it came. The resident hears nothing of it from us.
    """
    policy = stages.policy_of(ledger.house, file.case)
    external = policy.external_stage
    number = external.number if external else file.stages[-1].number + 1
    if any(one.number == number and one.answered_at is None for one in file.stages):
        additions.add(
            ledger, file, reading
        )  # a further letter of theirs about what is being answered
        return file
    opened = _open(ledger, file, reading, number)
    stage = opened.stages[-1]
    reference = their_reference(reading)
    stages.change(ledger, stage, their_reference=reference)
    told = [stage.owner_email]
    owed = [
        *openings.owed(ledger, opened, stage, reading),
        *duties.begin(ledger, "external_notice", opened, stage, reading=reading, told=told),
    ]
    _acknowledge(ledger, opened, stage, reading)
    notice = _notice(reading, reference, local_date(ledger.at))
    more: dict[str, object] = {"notice": notice}
    letter = "external_stage_notice"
    assign(ledger, opened, stage, reading, "assignment", more, duties=owed, worded_as=letter)
    for to in letters.coordinators(ledger):
        if to.email != stage.owner_email:
            _tell(ledger, opened, stage, reading, to, {"notice": {**notice, "pack": _pack(opened)}})
    return opened


def _notice(reading: Reading, reference: str, today: date) -> dict[str, object]:
    sender = reading.message.sender
    return {
        # Their own day, where they name one; the day on record is the policy's.
        "reply_by": find_deadline(reading.summary, today),
        "their_reference": reference or None,
        "from_name": sender.name if sender else "",
        "text": reading.summary,
    }


def _pack(file: cases.CaseFile) -> str:
    """How a coordinator puts together what the Ombudsman will ask for."""
    reference = file.case.reference
    return (
        "Mail, letters, documents and journal as one PDF, with a ZIP of the originals: choose \"Make the Ombudsman's"
        f' pack" on the page of {reference} on the desk, or run: mailroom case pack {reference} --out FOLDER'
    )


def _tell(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading,
    to: letter_facts.Addressee,
    more: dict[str, object],
) -> None:
    letters.write(
        ledger,
        Order(
            "external_stage_notice",
            to,
            f"external_stage_notice:{stage.id}:{to.email}",
            file,
            stage,
            reading.incoming_id,
            extra=more,
            enclosures=letters.enclosures(reading),
        ),
    )


def _acknowledge(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading
) -> None:
    """Tell the Ombudsman that the notice came, where the policy has it so: by answering their own mail.

    An address that a policy prints is never written to; without a mail of theirs somebody acknowledges it by hand.
    """
    policy = stages.policy_of(ledger.house, file.case)
    rule = policy.acknowledgement(stage.number)
    if rule is None:
        return
    sender = reading.message.sender
    if sender is not None and rule.automatic and _is_an_outsider(ledger, file, sender.email):
        letters.write(
            ledger,
            Order(
                "acknowledgement",
                letter_facts.Addressee(sender.name, sender.email, "other"),
                f"acknowledgement:{file.case.id}:{stage.id}",
                file,
                stage,
                reading.incoming_id,
                thread_of(reading),
                worded_as="external_acknowledgement",
            ),
        )
        return
    person, role = ledger.house.config.holder(file.case.service, rule.by_role)
    due_on = stages.dates_of(ledger.house, file.case, stage).acknowledge_by
    words = "Acknowledge the Ombudsman's notice: we have no mail of theirs that we could answer by ourselves"
    new = duties.own(ledger, duties.FORMAL, words, person, role, file, stage, due_on=due_on)
    duties.open_all(ledger, [new], file, stage)


def _is_an_outsider(ledger: Ledger, file: cases.CaseFile, email: str) -> bool:
    """Whether a mail came straight from somebody who is no colleague, no party, and no machine that reads nothing."""
    config = ledger.house.config
    ours = email in config.directory or config.in_own_domain(email) or config.is_own_address(email)
    party = email in {one.email for one in file.parties}
    return not ours and not party and not is_robot(email) and can_be_written_to(email)


def reopen(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> cases.CaseFile:
    """The stage last answered starts again with the day's date: a new row, so that both clocks stay on record."""
    last = file.stages[-1]
    return escalate(ledger, file, reading, last.number)
