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

import structlog

from mailroom.acts import reminders
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.rules.workdays import local_date
from store import cases, inbox, outbox
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
    _say_daily_word(house, today)
    while True:
        with house.record.read() as conn:
            due = due_stages.stages_to_look_at(conn, today, BATCH)
        if not due:
            return done
        _look(house, due, today, done)
        beat()


def _say_daily_word(house: House, today: date) -> None:
    """Once each working day, while something waits since the day before, or an answer is late."""
    if not house.calendar.is_working_day(today):
        return
    with house.record.read() as conn:
        if outbox.has_key(conn, reminders.daily_key(today, house.config.coordinators[0].email)):
            return
        _, _, since = inbox.waiting(conn)
        waits = since is not None and local_date(since) < today
        # The day before, each late answer had a notice of its own.
        due_before = house.calendar.before(today, 1)
        late, _ = due_stages.late_answers(conn, due_before, 1)
    if waits or late:
        with house.record.write() as conn:
            ledger = Ledger(house, conn, house.now(), by="diary")
            reminders.write_daily_word(ledger, today, due_before)
            ledger.flush()


def _look(house: House, due: Sequence[tuple[int, int]], today: date, done: Looked) -> None:
    """A batch of stages in one transaction; each by itself where that fails."""
    try:
        done.written += _write_due(house, due, today)
    except RecordFault:
        raise
    except (
        Exception
    ) as error:  # the one place of this job: whatever a case does, the next is looked at
        if len(due) > 1:
            for one in due:
                _look(house, [one], today, done)
        else:
            done.faults.append(_pass_over(house, *due[0], today, error))


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
