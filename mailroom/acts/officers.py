"""Carries out what an officer's reply asks for, and answers each command with one short mail of what was done.

A command that is wrong changes nothing. Whether an officer is believed was decided before (`rules.officers.doubt`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.acts import letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order, Thread
from mailroom.rules.officers import Command, Standing, Verb, objection
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases, diary, outbox
from store.states import CaseStatus


def carry_out(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading, command: Command
) -> str:
    """Do what was asked, or say what is wrong; returns what became of it in words."""
    wrong = objection(command, standing_of(ledger, file, stage, command), local_date(ledger.at))
    if wrong:
        ledger.note(
            f"{command.verb} not carried out",
            wrong,
            case_id=file.case.id,
            incoming_id=reading.incoming_id,
        )
        _receipt(ledger, file, stage, reading, done=None, wrong=wrong)
        return f"an officer's {command.verb} that could not be carried out: {wrong}"
    match command.verb:
        case Verb.ANSWER:
            done = _answer(ledger, file, stage, reading, command)
        case Verb.HOLDING:
            done = _hold(ledger, file, stage, reading, command)
        case Verb.EXTEND:
            done = _extend(ledger, file, stage, reading, command)
        case Verb.ACCEPT:
            done = "noted that you deal with it"
        case Verb.NOTE:
            done = "put your message on the file; nothing was sent to the resident"
    ledger.note(
        f"officer: {command.verb}", done, case_id=file.case.id, incoming_id=reading.incoming_id
    )
    _receipt(ledger, *_anew(ledger, file, stage), reading, done=done, wrong=None)
    return done


def standing_of(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, command: Command
) -> Standing:
    """Where the stage stands and what its policy allows."""
    extension = stages.policy_of(ledger.house, file.case).extension(stage.number)
    dates = stages.dates_of(ledger.house, file.case, stage)
    good_reason_goes_further = extension is not None and extension.beyond == "good reason"
    return Standing(
        answered_at=stage.answered_at,
        extensions=stage.extensions,
        due_on=dates.respond_by or dates.projected_by,
        extendable_to=None if good_reason_goes_further else dates.extendable_to,
        extensions_allowed=extension.count if extension else None,
        may_extend=extension is not None,
        open_that_day=command.until is None or ledger.house.calendar.is_working_day(command.until),
    )


def _by(reading: Reading, ledger: Ledger) -> tuple[str, str]:
    """The officer's name and title, as the directory has them."""
    sender = reading.message.sender
    entry = ledger.house.config.directory.get(sender.email if sender else "")
    if entry is None:
        return (sender.name if sender else ""), ""
    return entry.person.name, entry.person.title


def _answer(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading, command: Command
) -> str:
    """The answer goes to the resident, a copy to the coordinators; the clock stops at the mail's receipt."""
    answered_at = reading.received_at
    stages.change(ledger, stage, answered_at=answered_at, outcome=command.outcome or None)
    diary.meet_deadline(ledger.conn, stage.id, "response", answered_at)
    cases.change_case(ledger.conn, file.case.id, status=CaseStatus.ANSWERED)
    fresh, at = _anew(ledger, file, stage)
    name, title = _by(reading, ledger)
    response: dict[str, object] = {
        "text": command.text,
        "officer_name": name,
        "officer_title": title,
        "outcome": command.outcome or None,
        "remedies": None,
        "actions": None,
    }
    extra: dict[str, object] = {"response": response}
    _copy_to_coordinators(ledger, fresh, at, reading, response)
    rules = stages.policy_of(ledger.house, file.case).stage(stage.number)
    if rules and rules.response and rules.response.recipient == "ombudsman":
        return "kept your answer and gave it to the coordinators, who send it to the Ombudsman; the clock has stopped"
    sent_to = _to_resident(ledger, fresh, at, reading, "response", extra)
    if not sent_to:
        return "kept your answer on the file; there is no address to send it to"
    return f"sent your answer{_with(reading)} to {sent_to}; the clock of this stage has stopped"


def _with(reading: Reading) -> str:
    """What went with an answer and what stayed behind, so that the officer can put it right."""
    names = [one.filename for one in letters.enclosures_for_resident(reading)]
    left = [one.filename for one in letters.enclosures(reading) if one.filename not in names]
    gone = f" with {', '.join(names)}" if names else ""
    return gone + (f" (without {', '.join(left)})" if left else "")


def _copy_to_coordinators(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading,
    response: dict[str, object],
) -> None:
    """The coordinators see each answer as it went out, and to whom."""
    resident = letters.complainant(file)
    copied = {**response, "copy_of": resident.email if resident else "nobody: there is no address"}
    for copy in letters.coordinators(ledger):
        key = f"response:copy:{stage.id}:{copy.email}"
        order = Order(
            "response_copy",
            copy,
            key,
            file,
            stage,
            reading.incoming_id,
            extra={"response": copied},
            worded_as="response",
        )
        letters.write(
            ledger,
            replace(order, enclosures=letters.enclosures_for_resident(reading), by_a_person=True),
        )


def _anew(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage
) -> tuple[cases.CaseFile, cases.Stage]:
    """The case and the stage as they are after a change."""
    fresh = cases.get_case(ledger.conn, file.case.id)
    return fresh, next(one for one in fresh.stages if one.id == stage.id)


def _hold(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading, command: Command
) -> str:
    """A holding reply: the resident is told why and when; the date on record stays unless the policy extends it."""
    name, title = _by(reading, ledger)
    stages.change(ledger, stage, holding_at=ledger.at, looked_on=None)
    if command.until and stages.policy_of(ledger.house, file.case).extension(stage.number) is None:
        # A policy that knows no extension counts by the date its holding reply promised.
        promised = {"extended_to": command.until, "extended_on": local_date(ledger.at)}
        stages.change(ledger, stage, **promised)
        stages.refresh(ledger, file.case.id, stage.id)
    holding: dict[str, object] = {
        "text": command.text,
        "reason": command.text,
        "officer_name": name,
        "officer_title": title,
        "new_due": command.until,
    }
    sent_to = _to_resident(ledger, file, stage, reading, "holding", {"holding": holding})
    return (
        f"sent your holding reply to {sent_to}"
        if sent_to
        else "kept your holding reply on the file"
    )


def _extend(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, reading: Reading, command: Command
) -> str:
    """A new date, the reason, and the resident told of both."""
    assert command.until is not None
    name, title = _by(reading, ledger)
    before = stages.dates_of(ledger.house, file.case, stage)
    stages.change(
        ledger,
        stage,
        extended_to=command.until,
        extended_on=local_date(ledger.at),
        extensions=stage.extensions + 1,
    )
    stages.refresh(ledger, file.case.id, stage.id)
    fresh, at = _anew(ledger, file, stage)
    extension: dict[str, object] = {
        "reason": command.text,
        "new_due": command.until,
        "previous_due": before.respond_by or before.projected_by,
        "officer_name": name,
        "officer_title": title,
    }
    sent_to = _to_resident(ledger, fresh, at, reading, "extension", {"extension": extension})
    told = f" and told {sent_to}" if sent_to else ""
    return f"moved the date of the reply to {command.until:%-d %B %Y}{told}"


def _to_resident(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading,
    letter: str,
    extra: dict[str, object],
) -> str:
    """Write a letter of the officer's to the resident; their address, or '' where there is none."""
    resident = letters.complainant(file)
    if resident is None:
        return ""
    key = f"{letter}:{stage.id}:{reading.incoming_id}"
    thread = letters.latest_thread(ledger, file, resident.email)
    enclosures = letters.enclosures_for_resident(reading) if letter == "response" else ()
    letters.write(
        ledger,
        Order(
            letter,
            resident,
            key,
            file,
            stage,
            reading.incoming_id,
            thread,
            extra,
            enclosures,
            by_a_person=True,
        ),
    )
    return resident.email


# An officer's machine that answers our receipts without saying that it is one must come to an end.
RECEIPTS_A_DAY = 30


def _may_be_told(ledger: Ledger, case_id: int, email: str, wrong: str | None) -> bool:
    """Whether another receipt may go to an officer about a case today; what was wrong is always told."""
    day = ledger.at - timedelta(days=1)
    told = outbox.written_to(ledger.conn, case_id, email, "officer_receipt", day)
    return bool(wrong) or told < RECEIPTS_A_DAY


def _receipt(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading,
    *,
    done: str | None,
    wrong: str | None,
) -> None:
    sender = reading.message.sender
    if sender is None or not _may_be_told(ledger, file.case.id, sender.email, wrong):
        return
    name, title = _by(reading, ledger)
    receipt = {
        "done": [done] if done else None,
        "wrong": [wrong] if wrong else None,
        "remedy": None,
        "words": None,
    }
    letters.write(
        ledger,
        Order(
            "officer_receipt",
            Addressee(name, sender.email, "officer", title),
            f"officer_receipt:{reading.incoming_id}",
            file,
            stage,
            reading.incoming_id,
            Thread(
                reading.message.message_id,
                (reading.message.message_id,) if reading.message.message_id else (),
            ),
            {"receipt": receipt},
        ),
    )
