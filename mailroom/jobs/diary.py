"""Asks the rules which letters have fallen due, and lays them into the outbox.

A stage that is not answered is looked at on the day when its next letter can fall due, once a week at least, and
whenever something about it changed. A step bears the clock's start in its key: a repeated round writes nothing, a
restarted clock writes again. Late is still due.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

import structlog

from mailroom.acts import alarms, daily, informal, learning, pauses, remedies, reminders, unusual
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs.mail_reports import put_off_report, reports_to_send, send_report
from store import cases, chores, outbox
from store import diary as due_stages
from store.session import RecordFault

log = structlog.get_logger()

# Stages looked at in one transaction.
BATCH = 200


@dataclass
class Looked:
    """How many letters were written, and in words which stages could not be looked at."""

    written: int = 0
    faults: list[str] = field(default_factory=list)


def diary(house: House, beat: Callable[[], object] = lambda: None) -> Looked:
    """Write what fell due up to now; `beat` is called after each batch."""
    today = house.today()
    done = Looked()
    _look(partial(_tell_of_mailboxes, house), _not_told, done)
    _begin_formal(house, done)
    if house.calendar.is_working_day(today):
        _do_daily(house, _still_to_do(house, today), today, done)
        _look(partial(_say_daily_word, house, today), _not_said, done)
        for report in reports_to_send(house, today):
            late = partial(put_off_report, house, report, today)
            _look(partial(send_report, house, report, today), late, done)
            beat()
    while True:
        with house.record.read() as conn:
            due = due_stages.stages_to_look_at(conn, today, BATCH)
        if not due:
            return done
        _look_at(house, due, today, done)
        beat()


# Once each working day: what falls due beside the clocks of stages.
DAILY: dict[str, Callable[[Ledger, date], object]] = {
    "open chores": daily.open_chores,
    "remind of duties": daily.remind_of_duties,
    "remind of remedies": remedies.remind_due,
    "chase learning forms": learning.chase_due,
    "remind of questions": pauses.remind_due,
    unusual.CHORE: unusual.tell,
}


def _tell_of_mailboxes(house: House) -> int:
    """A mailbox that cannot be read is told of at once, on whatever day."""
    with house.record.read() as conn:
        if not alarms.unreadable(Ledger(house, conn, house.now(), by="diary")):
            return 0
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        written = alarms.tell_of_mailboxes(ledger)
        ledger.flush()
        return written


def _not_told(error: Exception) -> str:
    return f"nobody can be told of a mailbox: {type(error).__name__}: {error}"[:300]


def _begin_formal(house: House, done: Looked) -> None:
    """The formal procedure begins where the time for settling something at once is over, each case by itself."""
    with house.record.read() as conn:
        over = due_stages.informal_over(conn, house.now())
    for case_id in over:
        _look(partial(_go_formal, house, case_id), partial(_not_formal, case_id), done)


def _go_formal(house: House, case_id: int) -> int:
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        informal.go_on_after_lapse(ledger, case_id)
        written = len(ledger.letters)
        ledger.flush()
        return written


def _not_formal(case_id: int, error: Exception) -> str:
    why = f"{type(error).__name__}: {error}"[:300]
    return f"the formal procedure of case {case_id} cannot begin: {why}"


def _not_said(error: Exception) -> str:
    return f"the daily word cannot be written: {type(error).__name__}: {error}"[:300]


def _do_daily(house: House, names: Sequence[str], today: date, done: Looked) -> None:
    """The day's chores in one transaction; each by itself where that fails."""

    def one_by_one(error: Exception) -> str:
        if len(names) == 1:
            return _skip(house, names[0], today, error)
        for name in names:
            _do_daily(house, [name], today, done)
        return ""

    if names:
        _look(partial(_do_chores, house, names, today), one_by_one, done)


def _still_to_do(house: House, today: date) -> list[str]:
    with house.record.read() as conn:
        return [name for name in DAILY if not chores.was_done(conn, name, today)]


def _do_chores(house: House, names: Sequence[str], today: date) -> int:
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        for name in names:
            if chores.begin_chore(conn, name, today):
                DAILY[name](ledger, today)
        written = len(ledger.letters)
        ledger.flush()
        return written


def _skip(house: House, name: str, today: date, error: Exception) -> str:
    """Leave a chore until tomorrow, with an entry in the journal; gives the fault in words."""
    why = f"{type(error).__name__}: {error}"[:300]
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        chores.begin_chore(conn, name, today)
        ledger.note("not done today", f"{name}: {why}")
        ledger.flush()
    return f"the diary could not {name}: {why}"


def _say_daily_word(house: House, today: date) -> int:
    """Once each working day, while something waits since the day before, is late, or is to be looked at again."""
    with house.record.read() as conn:
        if outbox.has_key(conn, daily.daily_key(today, house.config.coordinators[0].email)):
            return 0
        # The day before, each late answer had a notice of its own, each late duty a reminder.
        due_before = house.calendar.before(today, 1)
        if not daily.has_something_to_say(conn, house.calendar, today):
            return 0
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        daily.write_daily_word(ledger, today, due_before)
        written = len(ledger.letters)
        ledger.flush()
        return written


def _look_at(house: House, due: Sequence[tuple[int, int]], today: date, done: Looked) -> None:
    """A batch of stages in one transaction; each by itself where that fails."""

    def one_by_one(error: Exception) -> str:
        if len(due) == 1:
            return _pass_over(house, *due[0], today, error)
        for one in due:
            _look_at(house, [one], today, done)
        return ""

    _look(partial(_write_due, house, due, today), one_by_one, done)


def _look(work: Callable[[], int], otherwise: Callable[[Exception], str], done: Looked) -> None:
    """Do a piece of the diary's work; what it says of a fault is told, and the next piece is done."""
    try:
        done.written += work()
    except RecordFault:
        raise
    except (
        Exception
    ) as error:  # the one place of this job: whatever a case does, the next is looked at
        why = otherwise(error)
        if why:
            done.faults.append(why)


def _write_due(house: House, due: Sequence[tuple[int, int]], today: date) -> int:
    with house.record.write() as conn:
        files = cases.case_files(conn, sorted({case_id for case_id, _ in due}))
        # Read within: what another daemon wrote a moment ago is not written again.
        done = due_stages.steps_of(conn, [stage_id for _, stage_id in due])
        ledger = Ledger(house, conn, house.now(), by="diary")
        written = 0
        again: dict[date, list[int]] = defaultdict(list)
        for case_id, stage_id in due:
            look = reminders.write_due(
                ledger, files[case_id], stage_id, done.get(stage_id, frozenset()), today
            )
            written += look.written
            again[look.again_on].append(stage_id)
        ledger.flush()
        for again_on, stage_ids in again.items():
            # Nothing can fall due before that day: it is as if somebody had looked on its eve.
            due_stages.looked(conn, stage_ids, again_on - timedelta(days=1))
        return written


def _pass_over(house: House, case_id: int, stage_id: int, today: date, error: Exception) -> str:
    """Leave a stage until tomorrow, with an entry in the journal; gives the fault in words."""
    why = f"{type(error).__name__}: {error}"[:300]
    log.error("stage could not be looked at", stage_id=stage_id, error=type(error).__name__)
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="diary")
        ledger.note("reminders not looked at", why, case_id=case_id)
        ledger.flush()
        due_stages.looked(conn, [stage_id], today)
        reference = cases.get_case(conn, case_id).case.reference
    return f"the letters due in {reference} cannot be written: {why}"
