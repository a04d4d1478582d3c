"""What is made of the wish to go further: looked into again, referred back to who answered, or declined with reasons.

A person decides each; the resident is told each time. Nothing here opens a stage of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.acts import closing, duties, letters, owners, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order, Thread
from mailroom.config import Person
from mailroom.rules.policy import Policy
from mailroom.rules.policy_scope import Exclusion
from mailroom.rules.reading import Reading
from mailroom.rules.refusals import road
from mailroom.rules.workdays import local_date
from store import cases, diary
from store import refusals as record
from store.refusals import NewRefusal

INVESTIGATE, REFER_BACK, DECLINE = "investigate", "refer_back", "decline"
DECLINED = "escalation declined"
# That whoever the policy has told of an investigation was told.
NOTIFIED = "told_of_investigation"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a further stage is declined: a reason of the policy's, an exclusion of it, or that it was asked too late."""

    code: str
    title: str
    reason: str
    where: str = ""
    contact: str = ""


def of_reason(words: str) -> Ground:
    """A reason of the policy's own list."""
    return Ground("", words, words[:1].upper() + words[1:])


def of_exclusion(one: Exclusion, service: str) -> Ground:
    """A ground for which the policy would not have taken it up either."""
    where, contact = road(one, service)
    return Ground(one.code, one.title, one.reason, where, contact)


def objection(policy: Policy, file: cases.CaseFile, ruling: str) -> str:
    """Why nothing can be decided so, in words; '' where it can."""
    if file.case.kind != "complaint":
        return "only complaints have stages"
    if ruling not in policy.escalation.options:
        options = ", ".join(one.replace("_", " ") for one in policy.escalation.options)
        return f"the policy {policy.title} knows only: {options}"
    stage = file.stages[-1]
    rules = policy.stage(stage.number)
    if stage.number == 1 or rules is None or rules.external:
        return "nobody has asked for a further stage that is still open"
    if stage.answered_at is not None:
        return f"stage {stage.number} has been answered already"
    if stage.decision:
        return f"it has been decided already: {stage.decision.replace('_', ' ')}"
    return ""


def investigate(ledger: Ledger, file: cases.CaseFile, why: str) -> None:
    """It is looked into again; the clock has run since it was asked for, and the resident hears how it goes on."""
    stage = file.stages[-1]
    _decided(ledger, file, stage, INVESTIGATE, why)
    _notify(ledger, file, stage, why)
    resident = letters.complainant(file)
    if resident is None:
        return
    words = f"We will investigate your complaint at stage {stage.number}. These are our grounds:\n\n{why}"
    update = {"text": words, "from_name": stage.owner_name, "received_on": local_date(ledger.at)}
    key = f"update_notice:decided:{stage.id}"
    thread = letters.latest_thread(ledger, file, resident.email)
    order = Order("update_notice", resident, key, file, stage, None, thread, {"update": update})
    letters.write(ledger, order)


def _notify(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, why: str) -> None:
    """Whoever the policy has told of an investigation hears of it (S001-46)."""
    rules = stages.policy_of(ledger.house, file.case).stage(stage.number)
    for notice in rules.notify if rules else ():
        person, role = ledger.house.config.holder(file.case.service, notice.role)
        if rules is None or person.email == stage.owner_email:
            continue
        words = f"This complaint is being investigated at {rules.name}. The grounds: {why}"
        told = duties.own(ledger, NOTIFIED, words, person, role, file, stage, which=notice.role)
        duties.open_all(ledger, [told], file, stage, only_told=frozenset((NOTIFIED,)))


def refer_back(ledger: Ledger, file: cases.CaseFile, why: str, recommend: str, to: Person) -> None:
    """Those who answered look again, with what is recommended; the days of the request run on (A001-11)."""
    stage = file.stages[-1]
    _decided(ledger, file, stage, REFER_BACK, why)
    # Theirs to answer from now on, told by the letter below and by no other; who had it stays accountable.
    stages.change(
        ledger,
        stage,
        owner_name=to.name,
        owner_email=to.email,
        owner_role=owners.role_of(ledger.house.config, to.email, file.case.service),
        accountable_name=stage.owner_name,
        accountable_email=stage.owner_email,
    )
    anew = cases.get_case(ledger.conn, file.case.id)
    words: dict[str, object] = {"to": _service_name(ledger, anew), "words": recommend or None}
    for addressee, inside in ((letters.officer(to), True), (letters.complainant(anew), False)):
        if addressee is None:
            continue
        order = Order(
            "referred_back",
            addressee,
            f"referred_back:{stage.id}:{addressee.email}",
            anew,
            anew.stages[-1],
            thread=Thread() if inside else letters.latest_thread(ledger, anew, addressee.email),
            extra={"referred": {**words, "inside": inside}},
        )
        letters.write(ledger, order)


def _service_name(ledger: Ledger, file: cases.CaseFile) -> str:
    service = ledger.house.config.find_service(file.case.service)
    return service.name if service else ""


def decline(
    ledger: Ledger, file: cases.CaseFile, reading: Reading | None, ground: Ground, why: str
) -> None:
    """It is not looked at again: the reasons, what else can be done, and the Ombudsman, in one letter.

    A stage that was opened for it ends with that; mail from the queue opens none.
    """
    stage = file.stages[-1]
    asked = stage.answered_at is None
    number = stage.number if asked else stage.number + 1
    incoming_id = reading.incoming_id if reading else None
    new = NewRefusal(
        ground.code,
        ground.title,
        why,
        ledger.by,
        ledger.at,
        case_id=file.case.id,
        incoming_id=incoming_id,
        stage_number=number,
        what=DECLINED,
    )
    record.add_refusal(ledger.conn, new)
    if asked:
        _decided(ledger, file, stage, DECLINE, f"{ground.title}: {why}")
        stages.change(ledger, stage, answered_at=ledger.at)
        for name in ("acknowledgement", "response"):
            diary.meet_deadline(ledger.conn, stage.id, name, ledger.at)
    else:
        ledger.note(DECLINED, f"stage {number}: {ground.title}: {why}", case_id=file.case.id)
    _tell_declined(ledger, file, reading, ground, why)
    if asked:
        closing.close(ledger, cases.get_case(ledger.conn, file.case.id), ledger.by, DECLINED)


def _tell_declined(
    ledger: Ledger, file: cases.CaseFile, reading: Reading | None, ground: Ground, why: str
) -> None:
    resident = letters.complainant(file)
    if resident is None:
        return
    # The letter speaks of the stage that was asked for: of the one before it, it is the next.
    asked = file.stages[-1]
    number = asked.number - (asked.answered_at is None)
    before = next((one for one in reversed(file.stages) if one.number == number), asked)
    # The sentence of the policy, and then what a person says of this very case.
    reasons = f"{ground.reason.rstrip('.')}.\n\n{why}" if why else ground.reason
    received_on = local_date(reading.received_at if reading else asked.received_at)
    extra: dict[str, object] = {
        "declined": {
            "reasons": reasons,
            "where": ground.where or None,
            "contact": ground.contact or None,
        },
        "escalation": {"text": reading.summary if reading else None, "received_on": received_on},
    }
    order = Order(
        "escalation_declined",
        resident,
        f"escalation_declined:{asked.id}:{reading.incoming_id if reading else ''}",
        file,
        before,
        reading.incoming_id if reading else None,
        letters.latest_thread(ledger, file, resident.email),
        extra,
        exclusion=ground.code,
    )
    letters.write(ledger, order)


def _decided(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, ruling: str, why: str
) -> None:
    stages.change(ledger, stage, decision=ruling, decision_why=why, looked_on=None)
    ledger.note(f"decided: {ruling.replace('_', ' ')}", why, case_id=file.case.id)
    policy = stages.policy_of(ledger.house, file.case)
    for name in {one.name for one in policy.duties if one.done_with == "decision"}:
        duties.finish_named(ledger, file, name, ledger.by, f"{ruling.replace('_', ' ')}: {why}")
