"""Asks the rules which letters have fallen due, and lays them into the outbox.

Every stage that is not answered is looked at once a day, and again whenever something about it changed. A
step bears the clock's start in its key: a repeated round writes nothing, a restarted clock writes again. Late
is still due.
"""

from __future__ import annotations

from datetime import date

from mailroom.acts import reminders
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from store import cases
from store import diary as due_stages

# Stages looked at in one transaction.
BATCH = 200


def diary(house: House) -> int:
    """Write what fell due up to now; how many letters that were."""
    today = house.today()
    written = 0
    while True:
        batch = _look(house, today)
        if batch is None:
            return written
        written += batch


def _look(house: House, today: date) -> int | None:
    """One batch of stages; None when there was none left to look at."""
    with house.record.write() as conn:
        due = due_stages.stages_to_look_at(conn, today, BATCH)
        if not due:
            return None
        files = cases.case_files(conn, sorted({case_id for case_id, _ in due}))
        done = due_stages.steps_of(conn, [stage_id for _, stage_id in due])
        ledger = Ledger(house, conn, house.now(), by="diary")
        written = 0
        for case_id, stage_id in due:
            written += reminders.write_due(
                ledger, files[case_id], stage_id, done.get(stage_id, frozenset()), today
            )
        ledger.flush()
        due_stages.looked(conn, [stage_id for _, stage_id in due], today)
        return written
