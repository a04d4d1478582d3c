"""What people owe under a policy beside the clocks: written down with the event that began it, told, done, lapsed.

A duty's holder is written to unless another letter of the same act tells them; it stands on the case and in the daily
word until it is done. Who holds it is the configuration's: where nobody has the role, the first coordinator stands in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mailroom.acts import letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.wording import duty_in_words
from mailroom.config import Person
from mailroom.rules import duties as rules
from mailroom.rules.policy import Policy
from mailroom.rules.policy_duties import Duty as Clause
from mailroom.rules.policy_terms import read_duration
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases
from store import duties as record
from store.duties import Duty, NewDuty

# A person's own acknowledgement, where a policy wants one beside the automatic one (S004-63, A004-01).
FORMAL = "formal_acknowledgement"
_FORMAL_WORDS = "Acknowledge the complaint in person: say what we understand it to be, and what the resident would like to happen"
# What counts as the acknowledgement of its stage when it is done.
ACKNOWLEDGING = frozenset((FORMAL, "councillor_acknowledgement"))
# Of a stage that nobody whom the policy names may answer.
CHOOSE = "choose_owner"
# Events that come once for a case or a stage: begun again, they find their duties there.
_ONCE = frozenset(("registered", "stage_opened"))
HOUSE = "house"


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
) -> list[Duty]:
    """The policy's duties of an event, written down and told to their holders; those that are new.

    `told` are addresses that another letter of the same act tells, with `in_words` among its notes.
    """
    policy = stages.policy_of(ledger.house, file.case)
    today = local_date(ledger.at)
    facts = stages.duty_facts(
        file.case, stage, today, outcome=outcome, exclusion=exclusion, flags=flags
    )
    found = rules.duties_for(policy, event, facts)
    new = [_new(ledger, event, one, file, stage, reading, restriction_id) for one in found]
    return open_all(ledger, new, file, stage, told=told, only_told=_only_told(found))


def open_all(
    ledger: Ledger,
    new: Sequence[NewDuty],
    file: cases.CaseFile | None,
    stage: cases.Stage | None,
    *,
    told: Iterable[str] = (),
    only_told: frozenset[str] = frozenset(),
) -> list[Duty]:
    """Write duties down, the house's own too, and tell their holders; those that are new.

    One in `only_told` is done with its letter.
    """
    if not new:
        return []
    opened = record.add_duties(ledger.conn, new)
    for duty in opened:
        ledger.note("duty", f"{duty.name}: {duty.holder_name}", case_id=duty.case_id)
    known = {email.lower() for email in told}
    _tell(ledger, [one for one in opened if one.holder_email not in known], file, stage)
    informed = [one.id for one in opened if one.letter or one.holder_email in known]
    record.told(ledger.conn, informed, ledger.at)
    for duty in opened:
        if duty.name in only_told:
            record.finish_duty(ledger.conn, duty.id, ledger.at, HOUSE, "told")
    return opened


def _only_told(found: Iterable[Clause]) -> frozenset[str]:
    return frozenset(one.name for one in found if one.told)


def _new(
    ledger: Ledger,
    event: str,
    clause: Clause,
    file: cases.CaseFile,
    stage: cases.Stage | None,
    reading: Reading | None,
    restriction_id: int | None,
) -> NewDuty:
    person, role = _holder(ledger, clause.holder, file, stage, reading)
    incoming_id = reading.incoming_id if reading else None
    which = "" if event in _ONCE else f":{incoming_id or ''}:{ledger.at.isoformat()}"
    today = local_date(ledger.at)
    return NewDuty(
        key=f"{event}:{clause.name}:{file.case.id}:{stage.id if stage else 0}{which}",
        name=clause.name,
        words=clause.words,
        holder_name=person.name,
        holder_email=person.email,
        holder_role=role,
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


def _holder(
    ledger: Ledger,
    wanted: str,
    file: cases.CaseFile,
    stage: cases.Stage | None,
    reading: Reading | None,
) -> tuple[Person, str]:
    """Whoever owes it: the stage's owner, the colleague who wrote, or who has the role."""
    config = ledger.house.config
    sender = reading.message.sender.email if reading and reading.message.sender else ""
    if wanted == "writer":
        for email in (sender, ledger.by):
            entry = config.directory.get(email)
            if entry is not None:
                return entry.person, "writer"
    if wanted in ("owner", "writer"):
        if stage is not None and stage.owner_email:
            return Person(name=stage.owner_name, email=stage.owner_email), "owner"
        return config.coordinators[0], "coordinator"
    return config.holder(file.case.service, wanted)


def formal_acknowledgement(
    ledger: Ledger, policy: Policy, file: cases.CaseFile, stage: cases.Stage
) -> list[NewDuty]:
    """The duty to acknowledge in person, where the policy wants it and there is somebody to write to."""
    rule = policy.acknowledgement(stage.number)
    if rule is None or not stages.owes_formal(policy, file.case, stage):
        return []
    if letters.complainant(file) is None:
        return []
    person, role = _holder(ledger, rule.by_role, file, stage, None)
    due_on = stages.dates_of(ledger.house, file.case, stage).acknowledge_by
    return [own(ledger, FORMAL, _FORMAL_WORDS, person, role, file, stage, due_on=due_on)]


def own(
    ledger: Ledger,
    name: str,
    words: str,
    person: Person,
    role: str,
    file: cases.CaseFile,
    stage: cases.Stage | None,
    *,
    due_on: date | None = None,
    bars: str = "nothing",
    which: str = "",
    letter: bool = True,
) -> NewDuty:
    """A duty of the house's own, not of a policy's clause; once for a stage, or for each `which`."""
    return NewDuty(
        key=f"house:{name}:{file.case.id}:{stage.id if stage else 0}{f':{which}' if which else ''}",
        name=name,
        words=words,
        holder_name=person.name,
        holder_email=person.email,
        holder_role=role,
        opened_at=ledger.at,
        case_id=file.case.id,
        stage_id=stage.id if stage else None,
        due_on=due_on,
        bars=bars,
        letter=letter,
    )


def in_words(duties: Iterable[Duty], email: str) -> list[str]:
    """Somebody's duties as paragraphs of a letter that tells them anyway."""
    theirs = (one for one in duties if one.holder_email == email.lower() and one.letter)
    return [duty_in_words(one) for one in theirs]


def _tell(
    ledger: Ledger, duties: Sequence[Duty], file: cases.CaseFile | None, stage: cases.Stage | None
) -> None:
    """One letter to each holder, whatever the number of their duties."""
    of_each: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.letter:
            of_each[duty.holder_email].append(duty)
    for theirs in of_each.values():
        letters.write(ledger, letters.duty_order("duty", theirs, file, stage))


def remind(
    ledger: Ledger, duties: Sequence[Duty], files: dict[int, cases.CaseFile], today: date
) -> None:
    """Remind each holder of what falls due, or is late, in one letter a case."""
    of_each: dict[tuple[str, int | None], list[Duty]] = defaultdict(list)
    for duty in duties:
        of_each[duty.holder_email, duty.case_id].append(duty)
    for (_, case_id), theirs in of_each.items():
        file = files.get(case_id) if case_id is not None else None
        stage = stages.find_stage(file, theirs[0].stage_id) if file else None
        order = letters.duty_order("duty_reminder", theirs, file, stage)
        letters.write(ledger, replace(order, key=f"{order.key}:{today}"))
    by_day: dict[date, list[int]] = defaultdict(list)
    for duty in duties:
        # Told of before a day that is no working day, it counts as told of on the day itself.
        by_day[max(today, duty.due_on or today)].append(duty.id)
    for day, ids in by_day.items():
        record.reminded(ledger.conn, ids, day)


def finish(ledger: Ledger, duty_id: int, by: str, note: str = "") -> str:
    """A duty is done; '' or, in words, what is still wanted. What comes again is opened anew."""
    duty = record.get_duty(ledger.conn, duty_id)
    if duty.done_at is not None:
        return ""
    if duty.wants_note and not note.strip():
        return f"this has to be noted with it: {duty.wants_note}"
    record.finish_duty(ledger.conn, duty.id, ledger.at, by, note.strip())
    ledger.note("duty done", f"{duty.name}: {note.strip() or 'done'}", case_id=duty.case_id)
    if duty.name in ACKNOWLEDGING and duty.case_id is not None and duty.stage_id is not None:
        stages.acknowledged(ledger, duty.case_id, duty.stage_id, by_a_person=True)
    _come_again(ledger, duty)
    return ""


def finish_named(ledger: Ledger, file: cases.CaseFile, name: str, by: str, note: str = "") -> bool:
    """The open duties of that name on a case are done, whatever they want noted; whether there were any."""
    theirs = [one for one in open_of(ledger, file) if one.name == name]
    for duty in theirs:
        finish(ledger, duty.id, by, note or f"done by {by}")
    return bool(theirs)


def open_of(ledger: Ledger, file: cases.CaseFile) -> list[Duty]:
    """What is still owed on a case."""
    return [one for one in record.duties_of(ledger.conn, file.case.id) if one.done_at is None]


def pass_on(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, to: Person) -> list[Duty]:
    """What the owner of a stage owed is the new owner's from now on: these duties, as the new owner's."""
    theirs = [
        one
        for one in open_of(ledger, file)
        if one.stage_id == stage.id and one.holder_role == "owner"
    ]
    record.hand_on(ledger.conn, [one.id for one in theirs], to.name, to.email)
    return [replace(one, holder_name=to.name, holder_email=to.email) for one in theirs]


def barring(ledger: Ledger, file: cases.CaseFile, bars: str) -> list[Duty]:
    """What has to be done on a case first: before it is answered, closed, or contact is restricted."""
    return [one for one in open_of(ledger, file) if one.bars == bars]


def lapse(ledger: Ledger, file: cases.CaseFile, why: str) -> None:
    """The case is closed: what was owed for its sake is owed no longer; what follows from it still is."""
    for duty in open_of(ledger, file):
        if not rules.outlasts_the_case(duty.key.partition(":")[0], duty.bars):
            record.finish_duty(ledger.conn, duty.id, ledger.at, HOUSE, why)
            ledger.note("duty lapsed", f"{duty.name}: {why}", case_id=file.case.id)


def _come_again(ledger: Ledger, duty: Duty) -> None:
    """The next time of a duty that comes again, while its case is open; told of on its day."""
    if not duty.every:
        return
    file = cases.get_case(ledger.conn, duty.case_id) if duty.case_id is not None else None
    if file is not None and stages.is_settled(file):
        return
    head, _, count = duty.key.rpartition("#")
    times = int(count) if head and count.isdigit() else 1
    calendar = ledger.house.calendar
    again = NewDuty(
        key=f"{head or duty.key}#{times + 1}",
        name=duty.name,
        words=duty.words,
        holder_name=duty.holder_name,
        holder_email=duty.holder_email,
        holder_role=duty.holder_role,
        opened_at=ledger.at,
        case_id=duty.case_id,
        stage_id=duty.stage_id,
        incoming_id=duty.incoming_id,
        restriction_id=duty.restriction_id,
        due_on=rules.due_on(read_duration(duty.every), local_date(ledger.at), calendar),
        bars=duty.bars,
        wants_note=duty.wants_note,
        every=duty.every,
        letter=duty.letter,
    )
    record.add_duties(ledger.conn, [again])
