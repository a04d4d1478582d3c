"""What is done once a day: the word to coordinators, duties that fall due, what a policy wants from time to time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mailroom.acts import digest, duties, letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.acts.reminders import LINES
from mailroom.config import Config
from mailroom.rules import reviews
from mailroom.rules.workdays import Calendar, local_date
from store import cases, diary, inbox, remedies, restrictions
from store import duties as record
from store.duties import Duty, NewDuty
from store.session import Connection
from store.states import CaseStatus, IncomingState

# So many duties are reminded of in a day; beyond them somebody has to look at more than reminders.
MOST_DUTIES = 1000
# A restriction that is soon to be looked at again stands in the daily word so many days before.
_RESTRICTION_AHEAD = timedelta(days=14)
# The name of the duty to return a learning form: told by letters of its own.
_LEARNING_FORM = "learning_form"


def has_something_to_say(conn: Connection, calendar: Calendar, today: date) -> bool:
    """Whether something waits since the day before, be it a letter to be printed, or an answer is late. What else is
    late, or to be looked at again, is told of when it comes to be so, and from then on once a week, on the first day on
    which the council is at work.
    """
    _, _, since = inbox.waiting(conn)
    if since is not None and local_date(since) < today:
        return True
    if digest.has_waited(conn, today):
        return True
    day_before = calendar.before(today, 1)
    if diary.late_answers(conn, day_before, 1)[0]:
        return True
    besides = _besides(conn, calendar, today)
    first_of_week = today.isocalendar().week != day_before.isocalendar().week
    return besides > (0 if first_of_week else _besides(conn, calendar, day_before))


def _besides(conn: Connection, calendar: Calendar, today: date) -> int:
    """How much of it there is on a day: duties and remedies, a day late or more, and restrictions, which are told of a
    fortnight before their day and on it.
    """
    before = calendar.before(today, 1)
    late = record.late_duties(conn, before, 1)[0] + remedies.overdue_remedies(conn, before, 1)[0]
    soon = restrictions.restrictions_to_review(conn, today + _RESTRICTION_AHEAD)
    return late + len(soon) + len(restrictions.restrictions_to_review(conn, today))


def write_daily_word(ledger: Ledger, today: date, due_before: date) -> None:
    """Tell each coordinator, once a day, what waits for a person and what was due before a day and is late: answers,
    duties, remedies, learning forms; and which restrictions are to be looked at again. Time runs in all of it.
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
            "lines": [f"{one.reference}: {one.owner_name}, {_day(one.due_on)}" for one in latest],
            "more": max(0, late - LINES) or None,
        },
        "sections": _sections(ledger, today, due_before),
    }
    for to in letters.coordinators(ledger):
        letters.write(ledger, Order("daily_word", to, daily_key(today, to.email), extra=extra))


def daily_key(today: date, email: str) -> str:
    """The key of a day's letter to a coordinator."""
    return f"daily_word:{today}:{email}"


def _waiting_line(one: inbox.Incoming) -> str:
    since = f"{local_date(one.received_at):%-d %B}"
    return f"{one.id}, since {since}: {one.subject or '(no subject)'} ({one.reason})"


def _day(on: date | None) -> str:
    return f"{on:%-d %B %Y}" if on else "no day"


def _sections(ledger: Ledger, today: date, due_before: date) -> list[dict[str, object]]:
    """What else is late or coming, each with a title; an empty one is left out."""
    conn = ledger.conn
    many, late = record.late_duties(conn, due_before, LINES)
    owed, promised = remedies.overdue_remedies(conn, due_before, LINES)
    forms = [one for one in record.open_named(conn, _LEARNING_FORM, MOST_DUTIES) if one.reminded_on]
    soon = restrictions.restrictions_to_review(conn, today + _RESTRICTION_AHEAD)
    ids = {one.case_id or 0 for one in (*late, *forms)} | {one.case_id for one in promised}
    names = {id_: file.case.reference for id_, file in cases.case_files(conn, ids).items()}
    found = [
        *digest.sections(ledger, today),
        digest.section(
            "Duties that are late",
            many,
            [
                f"{_name(names, one.case_id)}{one.words} ({one.holder_name}, {_day(one.due_on)})"
                for one in late
            ],
        ),
        digest.section(
            "Remedies that were promised and are late",
            owed,
            [
                f"{_name(names, one.case_id)}{one.what} ({one.owner_name or 'nobody'}, {_day(one.by_on)})"
                for one in promised
            ],
        ),
        digest.section(
            "Learning forms that were asked for again",
            len(forms),
            [f"{_name(names, one.case_id)}{one.holder_name}" for one in forms[:LINES]],
        ),
        digest.section(
            "Restricted contact to be looked at again",
            len(soon),
            [f"number {one.id}, by {_day(one.review_on)}" for one in soon[:LINES]],
        ),
    ]
    return [one for one in found if one["lines"]]


def _name(names: dict[int, str], case_id: int | None) -> str:
    return f"{names[case_id]}: " if case_id in names else ""


def remind_of_duties(ledger: Ledger, today: date) -> int:
    """Remind of what falls due before the next working day, and once more of what has gone by; how many duties."""
    calendar = ledger.house.calendar
    through = calendar.after(today, 1) - timedelta(days=1)
    due = record.duties_to_remind(ledger.conn, through, MOST_DUTIES)
    late = record.open_duties(ledger.conn, due_before=today, limit=MOST_DUTIES)
    again = [one for one in late if one.reminded_on is not None and one.reminded_on == one.due_on]
    found = {one.id: one for one in (*due, *again)}
    files = cases.case_files(ledger.conn, {one.case_id for one in found.values() if one.case_id})
    for duty in list(found.values()):
        file = files.get(duty.case_id or 0)
        if file is not None and _is_over(duty, file):
            duties.end(ledger, duty, "the case needs it no longer")
            del found[duty.id]
    # On the day it was opened its holder has heard of it already; some stand in the daily word alone.
    told = [one for one in found.values() if one.letter and local_date(one.opened_at) != today]
    duties.remind(ledger, told, files, today)
    duties.note_reminded(ledger, list(found.values()), today)
    return len(told)


def _is_over(duty: Duty, file: cases.CaseFile) -> bool:
    """Whether nothing hangs on a duty any more: its case is closed, or it was for the time until the answer."""
    stage = next((one for one in file.stages if one.id == duty.stage_id), None)
    if duty.name == duties.UPDATES and stage is not None and stage.answered_at is not None:
        return True
    return file.case.status is CaseStatus.CLOSED and not duties.outlasts(duty)


def open_chores(ledger: Ledger, today: date) -> list[Duty]:
    """What the policies in use want from time to time, each as a duty of whoever sees to it; told of on its day, or
    when it is spoken of first where that is shortly before.
    """
    house = ledger.house
    new: list[NewDuty] = []
    for name in _in_use(house.config):
        policy = house.policies.get(name)
        if policy is None:
            continue
        person, role = house.config.holder("", policy.reviews.holder)
        new += [
            NewDuty(
                key=chore.key,
                name=chore.name,
                words=chore.words,
                holder_name=person.name,
                holder_email=person.email,
                holder_role=role,
                opened_at=ledger.at,
                due_on=chore.due_on,
                every=chore.every,
            )
            for chore in (*reviews.chores(policy, today), *reviews.reports_due(policy, today))
        ]
    silent = [one for one in new if one.every or one.name == reviews.REPORT]
    told = [one for one in new if one not in silent]
    return record.add_duties(ledger.conn, silent) + duties.open_all(ledger, told, None, None)


def _in_use(config: Config) -> Sequence[str]:
    boxes = (box.policy for box in config.mailboxes if box.policy)
    return tuple(dict.fromkeys((config.policy.default, *config.policy.by_service.values(), *boxes)))
