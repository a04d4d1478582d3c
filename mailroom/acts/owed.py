"""Duties as rows: opened, told to their holders, shown, reminded of. What begins and ends them is `duties`'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mailroom.acts import letters, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.wording import duty_in_words
from mailroom.config import Person
from store import cases
from store import duties as record
from store.duties import Duty, NewDuty

# By whom a duty ends that nobody did.
HOUSE = "house"


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
    untold = [one for one in opened if one.holder_email not in known]
    _tell(ledger, untold, file, stage, only_told)
    informed = [one.id for one in opened if one.letter or one.holder_email in known]
    record.told(ledger.conn, informed, ledger.at)
    for duty in opened:
        if duty.name in only_told:
            record.finish_duty(ledger.conn, duty.id, ledger.at, HOUSE, "told")
    return opened


def _tell(
    ledger: Ledger,
    duties: Sequence[Duty],
    file: cases.CaseFile | None,
    stage: cases.Stage | None,
    only_told: frozenset[str],
) -> None:
    """One letter to each holder, whatever the number of their duties."""
    of_each: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.letter:
            of_each[duty.holder_email].append(duty)
    for theirs in of_each.values():
        told = all(one.name in only_told for one in theirs)
        letters.write(ledger, letters.duty_order("duty", theirs, file, stage, told=told))


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


def open_of(ledger: Ledger, file: cases.CaseFile) -> list[Duty]:
    """What is still owed on a case."""
    return [one for one in record.duties_of(ledger.conn, file.case.id) if one.done_at is None]


def barring(ledger: Ledger, file: cases.CaseFile, bars: str) -> list[Duty]:
    """What has to be done on a case first: before it is answered, closed, or contact is restricted."""
    return [one for one in open_of(ledger, file) if one.bars == bars]


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


def note_reminded(ledger: Ledger, duties: Sequence[Duty], today: date) -> None:
    """These have been spoken of: before a day that is no working day, as if it were that day itself."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for duty in duties:
        by_day[max(today, duty.due_on or today)].append(duty.id)
    for day, ids in by_day.items():
        record.reminded(ledger.conn, ids, day)
