"""What becomes of an incoming message: the decision of rules or person made so, and the message settled.

One message, one act, in the ledger's transaction. Reads no mail and decides nothing.
"""

from __future__ import annotations

from mailroom.acts import (
    absences,
    additions,
    closing,
    consents,
    deliveries,
    disbelieved,
    escalations,
    letters,
    offers,
    officers,
    pauses,
    refusals,
    stages,
    surveys,
)
from mailroom.acts.cases import Registration, register
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.parties import Behalf
from mailroom.rules.disposition import Act, Decision, Facts, Writer
from mailroom.rules.labels import Label, label
from mailroom.rules.matching import Match
from mailroom.rules.officers import Command
from mailroom.rules.reading import Reading
from mailroom.rules.refusals import REFUSED
from mailroom.rules.retries import BOUNCES_COME_WITHIN
from mailroom.rules.triage import Proposal
from mailroom.rules.workdays import local_date
from parsers.automatic import Automatic
from store import cases, inbox, outbox
from store.states import IncomingState


def settle_as_copy(ledger: Ledger, incoming_id: int, original: int, fingerprint: str) -> None:
    """The same mail by another road: one piece of correspondence, one case."""
    ledger.note("copy", f"the same mail as message {original}", incoming_id=incoming_id)
    ledger.settled.append(
        inbox.Settled(
            id=incoming_id,
            state=IncomingState.HANDLED,
            reason=f"the same mail as message {original}, by another road",
            fingerprint=fingerprint,
            copy_of=original,
            at=ledger.at,
        )
    )


def settle_as_asked(
    ledger: Ledger, reading: Reading, case_id: int, stage_id: int, reason: str
) -> None:
    """What one of the council's own people asked for on the desk is done: it stands on the case as a mail does."""
    _keep_documents(ledger, reading)
    ledger.settled.append(
        inbox.Settled(
            id=reading.incoming_id,
            state=IncomingState.HANDLED,
            reason=reason,
            case_id=case_id,
            stage_id=stage_id,
            fingerprint=reading.message.fingerprint,
            at=ledger.at,
        )
    )


def settle_as_failed(ledger: Ledger, incoming_id: int, why: str) -> None:
    """Three strikes: a person sees to it; the bytes are kept as received."""
    ledger.note("failed", why, incoming_id=incoming_id)
    ledger.settled.append(
        inbox.Settled(id=incoming_id, state=IncomingState.FAILED, reason=why, at=ledger.at)
    )


def carry_out(
    ledger: Ledger,
    reading: Reading,
    decision: Decision,
    facts: Facts,
    *,
    mailbox: str = "",
    fingerprint_text: str = "",
    command: Command | None = None,
    what: Registration | None = None,
) -> None:
    """Make a decision so, and settle the message with what was proposed and why; `what` is a person's own word on what
    to register, else it is as the rules propose.
    """
    file = cases.get_case(ledger.conn, decision.case_id) if decision.case_id is not None else None
    reason = decision.reason
    state = IncomingState.HANDLED
    match decision.act:
        case Act.HOLD:
            state = IncomingState.HELD
            _hold(ledger, reading, decision)
            disbelieved.tell_why_held(ledger, file, reading, decision, facts, command)
            _ask_whether(ledger, reading, decision, facts.proposal, mailbox)
        case Act.REGISTER:
            wanted = what or _as_proposed(facts.proposal, mailbox)
            file = register(ledger, reading, wanted, fingerprint_text)
            if consents.awaited(file):
                consents.ask(ledger, file, reading)
        case Act.TAKE_UP:
            assert facts.offered is not None
            file = offers.take_up(ledger, facts.offered, reading)
        case Act.FILE:
            ledger.note("filed", reason, case_id=decision.case_id, incoming_id=reading.incoming_id)
            if file is not None:
                absences.notice(ledger, file, reading)
        case Act.COMMAND:
            assert file is not None and command is not None  # noqa: PT018
            decision = officers.carry_out(ledger, file, reading, decision, command)
            reason = decision.reason
            state = IncomingState.HELD if decision.act is Act.HOLD else state
        case _:
            assert file is not None
            _on_a_case(ledger, file, reading, decision, facts)
    _note_who_passed_it_on(ledger, reading, file)
    _keep_documents(ledger, reading)
    ledger.message_ids.add(reading.message.message_id)
    ledger.fingerprints[reading.message.fingerprint] = reading.incoming_id
    _settle(ledger, reading, decision, file, state, reason, label(decision, facts, command))


def _note_who_passed_it_on(ledger: Ledger, reading: Reading, file: cases.CaseFile | None) -> None:
    if reading.passed_on_by:
        case_id = file.case.id if file else None
        by = f"by {reading.passed_on_by}"
        ledger.note("passed on", by, case_id=case_id, incoming_id=reading.incoming_id)


def _ask_whether(
    ledger: Ledger, reading: Reading, decision: Decision, proposal: Proposal, mailbox: str
) -> None:
    """Whoever wrote is asked meanwhile whether to make it a complaint, where the decision says so."""
    if decision.asks:
        service = next(iter(proposal.services), None)
        offers.offer(ledger, reading, ledger.house.policy_for(service, mailbox or None))


def _as_proposed(proposal: Proposal, mailbox: str) -> Registration:
    """A new case as the rules read it; whoever writes for somebody else brought the permission with the mail."""
    for_another = "third_party_consent_given" in proposal.flags
    return Registration(
        proposal.kind,
        proposal.services[0],
        proposal.flags,
        proposal.confidence,
        mailbox,
        services=proposal.services,
        behalf=Behalf(shown_by="permission that came with the complaint") if for_another else None,
    )


def _settle(
    ledger: Ledger,
    reading: Reading,
    decision: Decision,
    file: cases.CaseFile | None,
    state: IncomingState,
    reason: str,
    account: Label,
) -> None:
    """The message's own end: its state, its reason, and what the rules took it for."""
    case_id = file.case.id if file else None
    ledger.note(
        "decided", reason, case_id=case_id, incoming_id=reading.incoming_id, trail=decision.trail
    )
    ledger.settled.append(
        inbox.Settled(
            id=reading.incoming_id,
            state=state,
            reason=reason,
            case_id=case_id,
            stage_id=decision.stage_id,
            proposal=account.as_json(),
            fingerprint=reading.message.fingerprint,
            at=ledger.at,
        )
    )


def _on_a_case(
    ledger: Ledger,
    file: cases.CaseFile,
    reading: Reading,
    decision: Decision,
    facts: Facts,
) -> None:
    """The acts on an existing case."""
    policy = stages.policy_of(ledger.house, file.case)
    match decision.act:
        case Act.UPDATE:
            _update(ledger, file, reading, facts)
        case Act.DUPLICATE | Act.REPEAT:
            _sent_again(ledger, file, reading, answered=decision.act is Act.REPEAT)
        case Act.ESCALATE:
            following = policy.next_stage(file.stages[-1].number)
            assert following is not None
            escalations.escalate(ledger, file, reading, following.number)
        case Act.REOPEN:
            escalations.reopen(ledger, file, reading)
        case Act.WITHDRAW:
            closing.withdraw(ledger, file, reading)
        case Act.SURVEY:
            surveys.answered(ledger, file, reading)
        case Act.CONSENT:
            consents.give(ledger, file, f"message {reading.incoming_id}", reading)
        case Act.EXTERNAL:
            escalations.notify(ledger, file, reading)
        case Act.BOUNCE:
            _bounce(ledger, reading)
        case _:
            raise AssertionError(f"{decision.act} is no act on a case")


def _sent_again(ledger: Ledger, file: cases.CaseFile, reading: Reading, *, answered: bool) -> None:
    """The same complaint once more: what it gets is the policy's, by the older case's state (A003-09)."""
    if answered and file.case.closing == REFUSED:
        refusals.tell_again(ledger, file, reading)
        return
    additions.answer_repeat(ledger, file, reading, answered=answered)
    if additions.says_more(file, reading):
        additions.add(ledger, file, reading)


def _update(ledger: Ledger, file: cases.CaseFile, reading: Reading, facts: Facts) -> None:
    """What somebody adds to a case; the complainant's own word sets a clock going again that waits for it."""
    own = facts.sender_is_party or facts.writer is not Writer.RESIDENT
    if own and facts.proposal.act == "chase" and not _answers_a_question(facts):
        additions.status(ledger, file, reading)
        return
    if facts.sender_is_party:
        # An Ombudsman may have asked meanwhile: the stage that waits need not be the last.
        for stage in file.stages:
            pauses.resume(ledger, file, stage, local_date(reading.received_at))
    additions.add(ledger, cases.get_case(ledger.conn, file.case.id), reading)


def _answers_a_question(facts: Facts) -> bool:
    """Whether it replies to what an officer asked: then it is their answer, whatever else they ask in it."""
    return isinstance(facts.match, Match) and facts.match.clue.letter == "information_request"


def _bounce(ledger: Ledger, reading: Reading) -> None:
    """A letter of ours came back: the coordinators find another way to the reader."""
    automatic = reading.message.automatic
    assert automatic is not None
    letter = _returned_letter(ledger, reading, automatic)
    if letter is None:
        return
    reason = automatic.diagnostic or automatic.status or automatic.reason
    delayed = automatic.permanent is False
    ledger.note(
        "delayed" if delayed else "bounced",
        reason,
        case_id=letter.case_id,
        outgoing_id=letter.id,
        incoming_id=reading.incoming_id,
    )
    if delayed:
        return
    deliveries.bounce_alert(
        ledger,
        outgoing_id=letter.id,
        letter=letter.letter,
        recipient=automatic.recipient or letter.recipient,
        reason=reason,
        case_id=letter.case_id,
        stage_id=letter.stage_id,
        incoming_id=reading.incoming_id,
    )


def _returned_letter(
    ledger: Ledger, reading: Reading, automatic: Automatic
) -> outbox.Outgoing | None:
    """The letter a report is about: by its Message-ID, else the last one to the address that failed."""
    message = reading.message
    for one in (automatic.original_message_id, *message.in_reply_to, *message.references):
        letter = outbox.find_by_message_id(ledger.conn, one)
        if letter is not None:
            return letter
    if not automatic.recipient:
        return None
    return outbox.latest_to(ledger.conn, automatic.recipient, ledger.at - BOUNCES_COME_WITHIN)


def _hold(ledger: Ledger, reading: Reading, decision: Decision) -> None:
    """A person decides; where it cannot wait for the queue, the coordinators are written to at once."""
    # The writer's next mail has to find it.
    ledger.message_ids.add(sender.email if (sender := reading.message.sender) else "")
    ledger.note("held", decision.reason, case_id=decision.case_id, incoming_id=reading.incoming_id)
    if not decision.urgent:
        return
    held = {
        "reason": decision.reason,
        "number": reading.incoming_id,
        "link": None,
        "received_on": local_date(reading.received_at),
        "from_name": sender.name if sender else None,
        "from_email": sender.email if sender else None,
        "subject": reading.message.subject,
    }
    for to in letters.coordinators(ledger):
        key = f"held_notice:{reading.incoming_id}:{to.email}"
        letters.write(
            ledger,
            Order("held_notice", to, key, incoming_id=reading.incoming_id, extra={"held": held}),
        )


def _keep_documents(ledger: Ledger, reading: Reading) -> None:
    """What was read out of each attachment stands beside the mail; the bytes are the mail's own."""
    for position, one in enumerate(reading.enclosed):
        document = one.document
        ledger.documents.append(
            inbox.NewDocument(
                incoming_id=reading.incoming_id,
                position=position,
                filename=one.attachment.filename,
                declared_type=one.attachment.declared_type,
                sniffed_type=one.attachment.sniffed_type,
                size=one.attachment.size,
                sha256=one.attachment.sha256,
                text=document.text if document else "",
                pairs=document.pairs if document else (),
                fields=dict(one.form.fields) if one.form else {},
                problem=document.problem if document else "",
            )
        )
