"""What people owe under a policy beside the clocks: written down with the event that began it, told, done, lapsed.

A duty's holder is written to unless another letter of the same act tells them; it stands on the case and in the daily
word until it is done. Who holds it is the configuration's: where nobody has the role, the first coordinator stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace

from mailroom.acts import holders, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.owed import (
    HOUSE,
    barring,
    in_words,
    note_reminded,
    open_all,
    open_of,
    own,
    remind,
)
from mailroom.config import Person
from mailroom.rules import duties as rules
from mailroom.rules.officers_dates import find_date
from mailroom.rules.policy import Policy
from mailroom.rules.policy_duties import Duty as Clause
from mailroom.rules.policy_terms import read_duration
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases
from store import duties as record
from store.duties import Duty, NewDuty

__all__ = [
    "CHOOSE",
    "FORMAL",
    "HOUSE",
    "UPDATES",
    "agree_updates",
    "barring",
    "begin",
    "end",
    "finish",
    "finish_all",
    "finish_named",
    "formal_acknowledgement",
    "in_words",
    "lapse",
    "note_reminded",
    "open_all",
    "open_of",
    "outlasts",
    "own",
    "pass_on",
    "remind",
]

# A person's own acknowledgement, where a policy wants one beside the automatic one (S004-63, A004-01).
FORMAL = "formal_acknowledgement"
_FORMAL_WORDS = (
    "Acknowledge the complaint yourself, with UPDATE: write to the resident what we understand it to be,"
    " and what they would like to happen"
)
# Of a case whose resident agreed how often to hear from us (S004-61).
UPDATES = "update_the_resident"
_UPDATE_WORDS = (
    "Write to the resident with how far you have come: they agreed to hear from us this often"
)
# More working days than this between two letters is a slip of the pen.
_RAREST_UPDATES = 60
# Of a stage that nobody whom the policy names may answer.
CHOOSE = "choose_owner"
# Events that come once for a case or a stage: begun again, they find their duties there.
_ONCE = frozenset(("registered", "stage_opened"))


def begin(
    ledger: Ledger,
    event: str,
    file: cases.CaseFile,
    stage: cases.Stage | None,
    *,
    reading: Reading | None = None,
    outcome: str = "",
    flags: Iterable[str] = (),
    exclusion: str = "",
    told: Iterable[str] = (),
    restriction_id: int | None = None,
    said: str = "",
) -> list[Duty]:
    """The policy's duties of an event, written down and told to their holders; those that are new.

    `told` are addresses that another letter of the same act tells, with `in_words` among its notes; `said` are words
    of somebody's that each holder reads below the policy's.
    """
    policy = stages.policy_of(ledger.house, file.case)
    today = local_date(ledger.at)
    facts = stages.duty_facts(
        file.case, stage, today, outcome=outcome, exclusion=exclusion, flags=flags
    )
    found = rules.duties_for(policy, event, facts)
    new = [
        _new(ledger, event, one, holder, file, stage, reading, restriction_id)
        for one in found
        for holder in holders.of(ledger, one.holder, file, stage, reading)
    ]
    new = [replace(one, words=f"{one.words} {said}".strip()) for one in new]
    return open_all(ledger, new, file, stage, told=told, only_told=_only_told(found))


def _only_told(found: Iterable[Clause]) -> frozenset[str]:
    return frozenset(one.name for one in found if one.told)


def _new(
    ledger: Ledger,
    event: str,
    clause: Clause,
    holder: holders.Holder,
    file: cases.CaseFile,
    stage: cases.Stage | None,
    reading: Reading | None,
    restriction_id: int | None,
) -> NewDuty:
    incoming_id = reading.incoming_id if reading else None
    which = "" if event in _ONCE else f":{incoming_id or ''}:{ledger.at.isoformat()}"
    today = local_date(ledger.at)
    return NewDuty(
        key=f"{event}:{clause.name}:{file.case.id}:{stage.id if stage else 0}{which}{holder.which}",
        name=clause.name,
        words=clause.words,
        holder_name=holder.person.name,
        holder_email=holder.person.email,
        holder_role=holder.role,
        opened_at=ledger.at,
        case_id=file.case.id,
        stage_id=stage.id if stage else None,
        incoming_id=incoming_id,
        restriction_id=restriction_id,
        due_on=rules.due_on(clause.within, today, ledger.house.calendar),
        bars=clause.bars,
        wants_note=clause.note,
        every=str(clause.every) if clause.every else "",
        letter=clause.letter,
    )


def formal_acknowledgement(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage
) -> list[NewDuty]:
    """The duty to acknowledge in person, where the policy wants it and there is somebody to write to."""
    rule = policy.acknowledgement(stage.number)
    if rule is None or not stages.owes_formal(policy, file.case, stage):
        return []
    if letters.complainant(file) is None:
        return []
    # Whoever deals with it knows what it is about, unless the policy names somebody.
    role = rule.by_role if "by_role" in rule.model_fields_set else "owner"
    (holder,) = holders.of(ledger, role, file, stage, None)
    due_on = stages.dates_of(ledger.house, file.case, stage).acknowledge_by
    return [
        own(ledger, FORMAL, _FORMAL_WORDS, holder.person, holder.role, file, stage, due_on=due_on)
    ]


def finish(ledger: Ledger, duty_id: int, by: str, note: str = "") -> str:
    """A duty is done; '' or, in words, what is still wanted. What comes again is opened anew."""
    duty = record.get_duty(ledger.conn, duty_id)
    if duty.done_at is not None:
        return ""
    if duty.wants_note and not note.strip():
        return f"this has to be noted with it: {duty.wants_note}"
    file = cases.get_case(ledger.conn, duty.case_id) if duty.case_id is not None else None
    if file is not None and _sets_the_day(ledger, duty, file) and find_date(note) is None:
        return f"this has to be noted with it, with its year, as 3 March 2026: {duty.wants_note}"
    record.finish_duty(ledger.conn, duty.id, ledger.at, by, note.strip())
    ledger.note("duty done", f"{duty.name}: {note.strip() or 'done'}", case_id=duty.case_id)
    if file is not None:
        _what_follows(ledger, duty, file, note)
    _come_again(ledger, duty, file)
    return ""


def _what_follows(ledger: Ledger, duty: Duty, file: cases.CaseFile, note: str) -> None:
    """An acknowledgement in person meets its day; how often somebody would like to hear from us is kept to."""
    stage = stages.find_stage(file, duty.stage_id)
    if stage is None:
        return
    if _sets_the_day(ledger, duty, file):
        today = local_date(ledger.at)
        stages.change(ledger, stage, extended_to=find_date(note), extended_on=today)
        stages.refresh(ledger, file.case.id, stage.id)
    councillors = file.case.kind == "councillor_complaint"
    if duty.name == FORMAL or (councillors and duty.holder_email == stage.owner_email):
        stages.acknowledged(ledger, file.case.id, stage.id, by_a_person=True)
    agreed = stages.policy_of(ledger.house, file.case).delay.agreed_intervals
    number = re.search(r"\d{1,2}", note)
    if agreed and number and duty.key.startswith("extended:"):
        agree_updates(ledger, file, stage, int(number.group()))


def _sets_the_day(ledger: Ledger, duty: Duty, file: cases.CaseFile) -> bool:
    """Whether the day noted with a duty is the day by which its stage is answered (A002-05)."""
    clauses = stages.policy_of(ledger.house, file.case).duties
    return any(one.name == duty.name and one.done_with == "date" for one in clauses)


def agree_updates(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, working_days: int
) -> None:
    """The resident is to hear from us this often until there is an answer: the owner owes it, again and again."""
    if not 1 <= working_days <= _RAREST_UPDATES:
        return
    cases.change_case(ledger.conn, file.case.id, update_days=working_days)
    due_on = ledger.house.calendar.after(local_date(ledger.at), working_days)
    (holder,) = holders.of(ledger, "owner", file, stage, None)
    finish_all(ledger, file, UPDATES, "agreed anew")
    new = own(
        ledger,
        UPDATES,
        _UPDATE_WORDS,
        holder.person,
        holder.role,
        file,
        stage,
        due_on=due_on,
        which=ledger.at.isoformat(),
    )
    # Told of on its day: whoever agreed knows of it.
    record.add_duties(ledger.conn, [replace(new, every=f"{working_days} working days")])
    ledger.note("updates agreed", f"every {working_days} working days", case_id=file.case.id)


def finish_all(
    ledger: Ledger, file: cases.CaseFile, name: str, why: str, stage: cases.Stage | None = None
) -> None:
    """What is owed under that name, for one stage where it is named, is owed no longer; nothing follows from it."""
    for duty in _named(ledger, file, name, stage):
        end(ledger, duty, why)


def _named(
    ledger: Ledger, file: cases.CaseFile, name: str, stage: cases.Stage | None
) -> list[Duty]:
    theirs = [one for one in open_of(ledger, file) if one.name == name]
    return [one for one in theirs if stage is None or one.stage_id in (None, stage.id)]


def finish_named(
    ledger: Ledger,
    file: cases.CaseFile,
    name: str,
    by: str,
    note: str = "",
    stage: cases.Stage | None = None,
) -> bool:
    """The open duties of that name on a case, or of one stage, are done, whatever they want noted; whether there were
    any.
    """
    theirs = _named(ledger, file, name, stage)
    for duty in theirs:
        finish(ledger, duty.id, by, note or f"done by {by}")
    return bool(theirs)


def pass_on(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, to: Person) -> list[Duty]:
    """What the owner of a stage owed is the new owner's from now on: these duties, as the new owner's."""
    theirs = [
        one
        for one in open_of(ledger, file)
        if one.stage_id == stage.id and one.holder_role == "owner"
    ]
    record.hand_on(ledger.conn, [one.id for one in theirs], to.name, to.email)
    return [replace(one, holder_name=to.name, holder_email=to.email) for one in theirs]


def lapse(ledger: Ledger, file: cases.CaseFile, why: str) -> None:
    """The case is closed: what was owed for its sake is owed no longer; what follows from it still is."""
    for duty in open_of(ledger, file):
        if not outlasts(duty):
            end(ledger, duty, why)


def outlasts(duty: Duty) -> bool:
    """Whether a duty is still owed once its case is closed."""
    return rules.outlasts_the_case(duty.key.partition(":")[0], duty.bars)


def end(ledger: Ledger, duty: Duty, why: str) -> None:
    """A duty ends that nobody did, and does not come again."""
    record.finish_duty(ledger.conn, duty.id, ledger.at, HOUSE, why)
    ledger.note("duty lapsed", f"{duty.name}: {why}", case_id=duty.case_id)


def _come_again(ledger: Ledger, duty: Duty, file: cases.CaseFile | None) -> None:
    """The next time of a duty that comes again, while its case is open; told of on its day."""
    if not duty.every:
        return
    if file is not None and stages.is_settled(file):
        return
    head, _, count = duty.key.rpartition("#")
    times = int(count) if head and count.isdigit() else 1
    calendar = ledger.house.calendar
    due_on = rules.due_on(read_duration(duty.every), local_date(ledger.at), calendar)
    row = {one.name: getattr(duty, one.name) for one in fields(NewDuty)}
    new = {"key": f"{head or duty.key}#{times + 1}", "opened_at": ledger.at, "due_on": due_on}
    again = NewDuty(**{**row, **new})
    record.add_duties(ledger.conn, [again])
