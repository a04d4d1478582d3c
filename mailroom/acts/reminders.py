"""Writes the letters that the diary says are due: reminders to the owner, notices that an answer is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailroom.acts import letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.deadlines import DueLetter, letters_due, next_look_on
from mailroom.rules.workdays import local_date
from store import cases, diary, inbox
from store.states import IncomingState


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
    for letter in due:
        _write(ledger, file, stage, letter)
        ledger.steps.append((stage_id, letter.key, ledger.at, "written"))
        for key in letter.overtaken:
            ledger.steps.append((stage_id, key, ledger.at, "overtaken"))
            ledger.note("overtaken", f"{key} by {letter.key}", case_id=file.case.id)
    return Look(len(due), next_look_on(policy, facts, calendar, today))


# As many lines as a person reads; the queue has them all.
LINES = 20


def _write(ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, due: DueLetter) -> None:
    for to in _readers(ledger, file, stage, due.role):
        key = f"{due.key}:{stage.id}:{to.email}"
        letters.write(
            ledger,
            Order(
                due.letter,
                to,
                key,
                file,
                stage,
                extra={"due": {"on": due.due_on, "duty": due.duty}},
            ),
        )


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


def write_daily_word(ledger: Ledger, today: date, due_before: date) -> None:
    """Tell each coordinator, once a day, what waits for a person and which answers were due before a day and are
    late: time runs in both.
    """
    conn = ledger.conn
    count, oldest_at, _ = inbox.waiting(conn)
    first = inbox.queue(conn, (IncomingState.HELD, IncomingState.FAILED), LINES)
    late, latest = diary.late_answers(conn, due_before, LINES)
    extra: dict[str, object] = {
        "queue": {
            "count": count,
            "oldest_on": local_date(oldest_at) if oldest_at else None,
            "lines": [_waiting_line(one) for one in first],
            "more": max(0, count - LINES) or None,
        },
        "late": {
            "count": late,
            "lines": [
                f"{one.reference}: {one.owner_name}, {one.due_on:%-d %B %Y}" for one in latest
            ],
            "more": max(0, late - LINES) or None,
        },
    }
    for to in letters.coordinators(ledger):
        letters.write(ledger, Order("daily_word", to, daily_key(today, to.email), extra=extra))


def daily_key(today: date, email: str) -> str:
    """The key of a day's letter to a coordinator."""
    return f"daily_word:{today}:{email}"


def _waiting_line(one: inbox.Incoming) -> str:
    return f"{one.id}: {one.subject or '(no subject)'} ({one.reason})"
