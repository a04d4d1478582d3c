"""Writes the letters that the diary says are due: reminders to the owner, notices that an answer is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailroom.acts import duties, letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.deadlines import DueLetter, letters_due, next_look_on
from mailroom.rules.journey import alarm_on
from mailroom.rules.policy import Policy
from mailroom.rules.workdays import local_date
from store import cases


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a stage: how many letters were written, and on which day the next can fall due."""

    written: int
    again_on: date


def write_due(
    ledger: Ledger, file: cases.CaseFile, stage_id: int, done: frozenset[str], today: date
) -> Look:
    """Write every letter of a stage that has fallen due and was not written."""
    stage = stages.find_stage(file, stage_id)
    assert stage is not None
    policy = stages.policy_of(ledger.house, file.case)
    facts, calendar = stages.facts_of(file.case, stage), ledger.house.calendar
    due = letters_due(policy, facts, calendar, today, done)
    # Whoever has the first letter today is reminded tomorrow, however late the case was registered.
    fresh = local_date(stage.opened_at) == today
    if fresh:
        due = tuple(one for one in due if one.letter not in _NOT_AT_ONCE)
    days = [
        calendar.after(today, 1) if fresh else None,
        _alarm(ledger, policy, file, stage, done, today),
        _unacknowledged(ledger, policy, file, stage, done, today),
    ]
    for letter in due:
        _write(ledger, file, stage, letter)
        ledger.steps.append((stage_id, letter.key, ledger.at, "written"))
        for key in letter.overtaken:
            ledger.steps.append((stage_id, key, ledger.at, "overtaken"))
            ledger.note("overtaken", f"{key} by {letter.key}", case_id=file.case.id)
    again_on = next_look_on(policy, facts, calendar, today)
    return Look(len(due), min([again_on, *(day for day in days if day is not None)]))


_NOT_AT_ONCE = ("officer_reminder", "comment_reply_reminder")
# As many lines as a person reads; the queue has them all.
LINES = 20


def _alarm(
    ledger: Ledger,
    policy: Policy,
    file: cases.CaseFile,
    stage: cases.Stage,
    done: frozenset[str],
    today: date,
) -> date | None:
    """The coordinator looks at a case that has been on its way for too long, once a stage; the day, while it is to
    come.
    """
    received_on = local_date(file.case.received_at)
    day = alarm_on(policy, file.case.kind, stage.number, received_on)
    key = f"journey_alarm:{stage.number}"
    if day is None or key in done or stage.answered_at is not None:
        return None
    if today < day:
        return day
    ledger.steps.append((stage.id, key, ledger.at, "written"))
    first = ledger.house.config.coordinators[0]
    words = (
        f"This complaint reached us on {received_on:%-d %B %Y} and has not come to its end."
        " The Ombudsman may take it up without waiting for us: see what holds it up, and that it is answered"
    )
    new = duties.own(ledger, "journey_alarm", words, first, "coordinator", file, stage)
    duties.open_all(ledger, [new], file, stage)
    return None


def _unacknowledged(
    ledger: Ledger,
    policy: Policy,
    file: cases.CaseFile,
    stage: cases.Stage,
    done: frozenset[str],
    today: date,
) -> date | None:
    """The coordinators hear, once, of an acknowledgement that did not go by its day (S000-21); the day after it, while
    that is to come. Where a person acknowledges, they are reminded of that duty instead.
    """
    rules = policy.stage(stage.number) if file.case.kind == "complaint" else None
    by = stages.dates_of(ledger.house, file.case, stage).acknowledge_by
    settled = stage.acknowledged_at is not None or stage.answered_at is not None
    formal = stages.owes_formal(policy, file.case, stage)
    if rules is None or rules.external or by is None or settled or formal:
        return None
    # One that is registered late is acknowledged with its registering.
    begun_on = local_date(stage.opened_at)
    day = ledger.house.calendar.after(max(by, begun_on), 1)
    key = f"acknowledgement_overdue:{stage.id}"
    if key in done or letters.complainant(file) is None or file.case.informal_until is not None:
        return None
    if today < day:
        return day
    ledger.steps.append((stage.id, key, ledger.at, "written"))
    due: dict[str, object] = {"due": {"on": by, "duty": ""}}
    for to in letters.coordinators(ledger):
        order = Order("acknowledgement_overdue", to, f"{key}:{to.email}", file, stage, extra=due)
        letters.write(ledger, order)
    return None


def _write(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, due: DueLetter) -> None:
    extra: dict[str, object] = {"due": {"on": due.due_on, "duty": due.duty}}
    readers = _readers(ledger, file, stage, due.role)
    for to in readers:
        key = f"{due.key}:{stage.id}:{to.email}"
        letters.write(ledger, Order(due.letter, to, key, file, stage, extra=extra))
    if due.role != "officer":
        return
    for to in _copied(ledger, file, stage, {one.email for one in readers}):
        key = f"{due.key}:copy:{stage.id}:{to.email}"
        # Under a name of its own: the owner is reminded once.
        name = f"{due.letter}_copy"
        copy = Order(name, to, key, file, stage, extra=extra, worded_as=due.letter)
        letters.write(ledger, copy)


def _copied(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, told: set[str]
) -> list[Addressee]:
    """Who has copies of what an owner is told, by the policy, where somebody has the role."""
    config = ledger.house.config
    roles = stages.policy_of(ledger.house, file.case).reminders_for(stage.number).copied_roles
    found = {}
    for role in roles:
        person, as_what = config.holder(file.case.service, role)
        if person.email not in told and (as_what != "coordinator" or role == "coordinator"):
            found[person.email] = letters.officer(person)
    return list(found.values())


def _readers(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, role: str
) -> list[Addressee]:
    match role:
        case "officer":
            owner = Person(name=stage.owner_name, email=stage.owner_email)
            return [letters.officer(owner)] if stage.owner_email else []
        case "coordinator":
            return list(letters.coordinators(ledger))
        case _:
            resident = letters.complainant(file)
            return [resident] if resident else []
