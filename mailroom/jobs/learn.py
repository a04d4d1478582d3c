"""Learns anew from what people decided, and keeps what was learnt only where it does better on newer decisions.

Reads the mails again from their bytes: of a mail that the record no longer has nothing is learnt. No word of a mail
is kept but those of `rules.lessons` that several people wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import structlog

from mailroom.acts import models as acts
from mailroom.acts.ledger import Ledger
from mailroom.errors import MailroomError
from mailroom.house import House
from mailroom.jobs import passed_on, reading
from mailroom.rules.compared import Outcome, learn_anew
from mailroom.rules.learnt import read_learnt
from mailroom.rules.lessons import KINDS, Decided, Lesson, lesson_of, mark_of
from parsers.documents import Reader
from store import chores, inbox, models
from store import lessons as record
from store.rows import NoSuchRow

log = structlog.get_logger()

# So many mails are read again, the newest; older ones tell of a council that has changed since.
MOST = 1000
# After a person has undone a version, none is made by itself until so many decisions more.
_AFTER_UNDOING = 20
_CHORE = "learn"


class BeingLearnt(MailroomError):
    """Another process learns from the same record just now."""


def learn(
    house: House, reader: Reader, by: str, beat: Callable[[], object] = lambda: None
) -> tuple[Outcome, int | None]:
    """Learn anew; gives what came of it, and the number of the version kept, None where none was."""
    with _alone(house):
        found = lessons(house, reader, beat)
        with house.record.read() as conn:
            through = record.last_decision(conn)
            model = models.model_in_use(conn)
        present = read_learnt(model.learnt) if model else None
        outcome = learn_anew(found, house.rules_alone, present, house.config.triage.threshold)
        with house.record.write() as conn:
            ledger = Ledger(house, conn, house.now(), by=by)
            number = acts.keep(ledger, outcome, through)
            ledger.flush()
    log.info("learnt", lessons=len(found), version=number or 0)
    return outcome, number


def learn_daily(house: House, reader: Reader, beat: Callable[[], object] = lambda: None) -> None:
    """Once a day, where the configuration wants it and there is anything new to learn from."""
    if not house.config.triage.learns:
        return
    with house.record.read() as conn:
        if chores.was_done(conn, _CHORE, house.today()):
            return
    with house.record.write() as conn:
        begun = chores.begin_chore(conn, _CHORE, house.today())
        versions, last = models.models(conn), record.last_decision(conn)
    if begun and _is_new(versions, last):
        try:
            learn(house, reader, "diary", beat)
        except BeingLearnt:
            log.info("being learnt by another")


def _is_new(versions: Sequence[models.Model], last: int) -> bool:
    if not versions:
        return last > 0
    wanted = _AFTER_UNDOING if versions[-1].undone_at else 1
    return last - versions[-1].through_id >= wanted


def undo(house: House, by: str) -> tuple[int | None, int | None]:
    """Go back to the version before; gives both numbers, None where there is none."""
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        undone = acts.undo(ledger)
        ledger.flush()
    return undone


def forget(house: House, by: str) -> int:
    """Take every version out of the record; how many there were."""
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        many = acts.forget(ledger)
        ledger.flush()
    return many


def lessons(
    house: House, reader: Reader, beat: Callable[[], object] = lambda: None
) -> list[Lesson]:
    """What there is to learn from: mails that opened a case which a person decided on or answered."""
    with house.record.read() as conn:
        rows = record.taught(conn, MOST)
    found = []
    for row in rows:
        decided = _decided(house, reader, row, beat)
        if decided is not None:
            found.append(lesson_of(decided, house.rules_alone))
        beat()
    return found


def _decided(
    house: House, reader: Reader, row: record.Taught, beat: Callable[[], object]
) -> Decided | None:
    """The mail read again; None where the record no longer has it, or nobody is named in it."""
    try:
        with house.record.read() as conn:
            raw = inbox.raw_of(conn, row.incoming_id)
    except NoSuchRow:
        return None
    trusted = house.config.council.trusted_authserv
    started = reading.start(row.incoming_id, raw, row.received_at, reader, trusted, house.now())
    read = passed_on.opened(house, reading.finish(started, beat))
    person = read.complainant
    if person is None or not person.email:
        return None
    return Decided(
        mark_of(person.email),
        row.received_at,
        read.words,
        row.kind if row.kind in KINDS else "",
        row.services or (row.service,),
        f"{person.name} {person.email}",
    )


@contextmanager
def _alone(house: House) -> Iterator[None]:
    with house.record.hold("learn") as ours:
        if not ours:
            raise BeingLearnt("Another process is learning from this record.")
        yield
