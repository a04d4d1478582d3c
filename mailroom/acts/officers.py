"""Carries out what an officer's reply asks for, and answers each command with one short mail of what was done.

A command that is wrong changes nothing. Whether an officer is believed was decided before (`rules.officers.doubt`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.acts import (
    answers,
    duties,
    groups,
    learning,
    officers_colleagues,
    officers_dates,
    officers_hands,
    officers_records,
    stages,
)
from mailroom.acts.ledger import Ledger
from mailroom.acts.officers_letters import Matter, Outcome, Wrong, anew, receipt
from mailroom.rules.colleagues import read_as
from mailroom.rules.decision import Act, Decision
from mailroom.rules.officers import ALL, Claim, Command, Standing, Verb, objection
from mailroom.rules.officers_papers import unpacked
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases
from store.states import CaseStatus

_CARRIED_OUT: dict[Verb, Callable[[Ledger, Matter, Command], Outcome]] = {
    Verb.ANSWER: answers.answer,
    Verb.HOLDING: officers_dates.hold,
    Verb.EXTEND: officers_dates.extend,
    Verb.ASK: officers_dates.ask,
    Verb.ACCEPT: officers_hands.accept,
    Verb.NOTE: officers_hands.note,
    Verb.PASS_ON: officers_hands.pass_on,
    Verb.OUT_OF_SCOPE: officers_hands.out_of_scope,
    Verb.CONCERN: officers_hands.concern,
    Verb.LEARNING: officers_records.return_form,
    Verb.RECORD: officers_records.record,
    Verb.DONE: officers_records.finish,
    Verb.DROP: officers_records.drop,
    Verb.UPDATE: officers_records.update,
    Verb.CLOSE: officers_records.close,
    Verb.CONSULT: officers_colleagues.consult,
}


def carry_out(
    ledger: Ledger, file: cases.CaseFile, reading: Reading, decision: Decision, command: Command
) -> Decision:
    """Do what was asked, or say what is wrong; returns what became of it in words.

    What was read from plain words and cannot be done is held: nobody wrote a word of ours, so a person looks.
    """
    stage = stages.find_stage(file, decision.stage_id)
    assert stage is not None
    matter = Matter(file, stage, reading)
    command = meant(ledger, matter, command)
    outcome = _tried(ledger, matter, command)
    if isinstance(outcome, Wrong) and command.because:
        held = replace(decision, act=Act.HOLD, reason=_plainly(command, outcome))
        ledger.note("held", held.reason, case_id=file.case.id, incoming_id=reading.incoming_id)
        _tell(ledger, matter, outcome)
        return held
    if isinstance(outcome, Wrong):
        act, told = f"{command.verb} not carried out", outcome.words
        became = f"an officer's {command.verb} that could not be carried out: {told}"
    else:
        act, told = f"officer: {command.verb}", "; ".join(outcome.words)
        became = f"{told} ({command.because})" if command.because else told
    ledger.note(act, became, case_id=file.case.id, incoming_id=reading.incoming_id)
    receipt(ledger, anew(ledger, matter), outcome)
    return replace(decision, reason=became)


def do(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """Do what a person says that an officer asked for, and tell the officer; nothing where the policy is against it."""
    outcome = _tried(ledger, matter, command)
    if not isinstance(outcome, Wrong):
        case_id, incoming_id = matter.file.case.id, matter.reading.incoming_id
        told = "; ".join(outcome.words)
        ledger.note(f"officer: {command.verb}", told, case_id=case_id, incoming_id=incoming_id)
        receipt(ledger, anew(ledger, matter), outcome, second=True)
    return outcome


def _tried(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    standing = standing_of(ledger, matter.file, matter.stage, command)
    wrong = objection(command, standing, local_date(ledger.at))
    return Wrong(wrong) if wrong else _done(ledger, matter, command)


def _plainly(command: Command, outcome: Wrong) -> str:
    """Why plain words wait for a person, with what they were read as and by which words."""
    read = f"{read_as(command)}, by {command.because}"
    return f"an officer's reply in plain words ({read}): {outcome.words}"


# What an officer can do whose mail waits for a person.
_PUT_RIGHT = (
    "A coordinator looks at it, and has your mail. If you would rather do it yourself, reply to this email with one of"
    " the words below alone on the first line, and below it only what the resident is to read."
)


def tell_held(
    ledger: Ledger,
    file: cases.CaseFile | None,
    reading: Reading,
    decision: Decision,
    claim: Claim | None,
) -> None:
    """Tell whoever deals with a stage that their mail waits for a person, and why; nobody else hears of the case."""
    stage = stage_of_held(file, decision, claim)
    if stage is not None:
        assert file is not None and claim is not None  # noqa: PT018
        _tell(ledger, Matter(file, stage, reading), Wrong(claim.asks))


def stage_of_held(
    file: cases.CaseFile | None, decision: Decision, claim: Claim | None
) -> cases.Stage | None:
    """The stage whose officer hears that their mail waits for a person; None where nobody does."""
    if file is None or claim is None or not (claim.asks and claim.authenticated):
        return None
    stage = stages.find_stage(file, decision.stage_id)
    theirs = stage is not None and claim.sender in (stage.owner_email, stage.accountable_email)
    return stage if theirs else None


def _tell(ledger: Ledger, matter: Matter, outcome: Wrong) -> None:
    receipt(ledger, anew(ledger, matter), outcome, remedy=_PUT_RIGHT)


def _done(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    if command.verb is Verb.ANSWER and command.to == ALL:
        return groups.report(ledger, matter, command)
    asked = officers_colleagues.input_asked_of(ledger, matter, command)
    if asked:
        return officers_colleagues.give_input(ledger, matter, asked, command)
    return _CARRIED_OUT[command.verb](ledger, matter, command)


def meant(ledger: Ledger, matter: Matter, command: Command) -> Command:
    """An answer that is a letter attached is that letter. A plain reply that brings the learning form returns it,
    whatever its words; one to praise says who is put forward, where that is what its writer was asked (S000-13).
    """
    if command.verb is Verb.ANSWER:
        papers = [one for one in matter.reading.enclosed if not learning.is_form(one)]
        letters = [one.document.text for one in papers if one.document]
        people = [entry.person.name for entry in ledger.house.config.directory.values()]
        return unpacked(command, letters, people)
    if command.verb is not Verb.NOTE or command.contact:
        return command
    if learning.form_in(matter.reading):
        return replace(command, verb=Verb.LEARNING)
    if matter.file.case.kind == "compliment" and command.text.strip():
        owed = [one for one in duties.open_of(ledger, matter.file) if one.wants_note]
        if [one.holder_email for one in owed] == [matter.sender]:
            return replace(command, verb=Verb.DONE)
    return command


def standing_of(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, command: Command
) -> Standing:
    """Where the stage stands and what its policy allows."""
    policy = stages.policy_of(ledger.house, file.case)
    rules = policy.stage(stage.number) if file.case.kind == "complaint" else None
    extension = policy.extension(stage.number)
    dates = stages.dates_of(ledger.house, file.case, stage)
    return Standing(
        answered_at=None if _is_apart(ledger, file, command) else stage.answered_at,
        extensions=stage.extensions,
        due_on=dates.respond_by or dates.projected_by,
        extendable_to=dates.extendable_to,
        extensions_allowed=extension.count if extension else None,
        may_extend=extension is not None,
        open_that_day=command.until is None or ledger.house.calendar.is_working_day(command.until),
        may_speak=rules is None or not rules.written,
        speaks_of=rules.spoken_when if rules else "always",
        complexity=file.case.complexity,
        closed=file.case.status is CaseStatus.CLOSED,
        further_for_good_reason=extension is not None and extension.beyond == "good reason",
    )


def _is_apart(ledger: Ledger, file: cases.CaseFile, command: Command) -> bool:
    """Whether it answers what concerns one person alone, after the report that all of a group had."""
    return command.verb is Verb.ANSWER and groups.may_be_answered_apart(ledger, file)
