"""What the coordinators' daily word says beside what waits and what is late: days that come, letters that did not go.

Looks only. A section is a title, its lines, and how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from letters.words import letter_words
from mailroom.acts import stages
from mailroom.acts.enquiries import days_left
from mailroom.acts.ledger import Ledger
from mailroom.acts.reminders import LINES
from mailroom.clock import LONDON
from mailroom.rules.labels import OFFICER, SPOOFED
from mailroom.rules.workdays import local_date
from store import cases, diary, inbox, instructions, journal, outbox, prints
from store.session import Connection
from store.states import IncomingState, OutgoingState

# Held mail among which what officers want is looked for.
_LOOKED_AT = 1000
# An Ombudsman's day is spoken of from the day on which they ask: nobody gives longer.
_OMBUDSMAN_AHEAD = timedelta(days=60)
# What became of letters, as the journal calls it, and as the word does.
_FATES = {
    "bounced": "Letters that came back",
    "refused": "Letters that the mail server refused",
    "in doubt": "Letters of which nobody knows whether they went; they go again by themselves",
}
Section = Mapping[str, object]


def section(title: str, count: int, lines: Sequence[str]) -> dict[str, object]:
    """A list of the daily word; `count` is how many there are in all."""
    return {"title": title, "lines": list(lines), "more": max(0, count - len(lines)) or None}


def has_waited(conn: Connection, today: date) -> bool:
    """Whether a letter waits to be printed since a day before."""
    since = prints.how_many_wait(conn)[1]
    return since is not None and local_date(since) < today


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that falls due."""

    due_on: date
    line: str
    external: bool
    reference: str


def sections(ledger: Ledger, today: date) -> list[dict[str, object]]:
    """What falls due today and on the next working day, an Ombudsman's days, and letters that need a hand."""
    tomorrow = ledger.house.calendar.after(today, 1)
    answers = _answers(ledger, today, max(tomorrow, today + _OMBUDSMAN_AHEAD))
    ours = [one for one in answers if not one.external]
    now = [one.line for one in ours if one.due_on == today]
    next_day = [one.line for one in ours if today < one.due_on <= tomorrow]
    theirs = [
        f"{one.line}, by {_day(one.due_on)}: {days_left(one.due_on, today)}; all there is on it:"
        f" mailroom case pack {one.reference} --out FOLDER, or on the desk"
        for one in answers
        if one.external
    ]
    return [
        *_to_release(ledger.conn),
        section("Answers due today", len(now), now[:LINES]),
        section(f"Answers due by {_day(tomorrow)}", len(next_day), next_day[:LINES]),
        section("What an Ombudsman waits for", len(theirs), theirs[:LINES]),
        *_on_paper(ledger.conn),
        *_fates(ledger, today),
        *_put_off(ledger.conn),
    ]


def _answers(ledger: Ledger, first: date, last: date) -> list[_Answer]:
    """The answers still owed that fall due on these days, in their order."""
    found = [one for one in diary.due_between(ledger.conn, first, last) if one.name == "response"]
    files = cases.case_files(ledger.conn, {one.case_id for one in found})
    answers = []
    for one in found:
        file = files[one.case_id]
        stage = next(stage for stage in file.stages if stage.id == one.stage_id)
        rules = stages.policy_of(ledger.house, file.case).stage(stage.number)
        line = f"{file.case.reference}: {stage.owner_name or 'nobody'}"
        external = rules is not None and rules.external
        answers.append(_Answer(one.due_on, line, external, file.case.reference))
    return answers


def _to_release(conn: Connection) -> Iterable[dict[str, object]]:
    """What officers want done and a person has to let go first, and what was decided and could not be carried out."""
    waiting = inbox.queue(conn, (IncomingState.HELD,), _LOOKED_AT)
    theirs = [one for one in waiting if _is_an_officers(one)]
    shown = theirs[:LINES]
    files = cases.case_files(conn, {one.case_id for one in shown if one.case_id})
    lines = [_line_of(one, files) for one in shown]
    yield section("Officers' mail that waits for you to release it", len(theirs), lines)
    failed = [one for one in instructions.given(conn, limit=_LOOKED_AT) if one.fault]
    lines = [f"{one.incoming_id}: {one.words} ({one.fault[:120]})" for one in failed[:LINES]]
    yield section("Decisions that could not be carried out", len(failed), lines)


def _is_an_officers(one: inbox.Incoming) -> bool:
    """Whether an officer asks for something in it; what only bears their name stands in the queue alone."""
    account = one.proposal or {}
    return account.get("kind") == OFFICER and SPOOFED not in (account.get("flags") or ())


def _line_of(one: inbox.Incoming, files: Mapping[int, cases.CaseFile]) -> str:
    file = files.get(one.case_id or 0)
    about = f"{file.case.reference}, " if file else ""
    act = str((one.proposal or {}).get("act") or "").replace("_", " ")
    wants = f"{act}, " if act else ""
    return f"{one.id}: {about}{wants}since {_day(local_date(one.received_at))} ({one.reason})"


def _on_paper(conn: Connection) -> Iterable[dict[str, object]]:
    count, since = prints.how_many_wait(conn)
    if since is None:
        return
    many = "One letter waits" if count == 1 else f"{count} letters wait, the oldest"
    line = f"{many} since {_day(local_date(since))}: mailroom print --out FOLDER"
    yield section("Letters to be printed and posted", 1, [line])


def _fates(ledger: Ledger, today: date) -> Iterable[dict[str, object]]:
    """What happened to letters since the last working day began."""
    begun = datetime.combine(ledger.house.calendar.before(today, 1), time(), LONDON)
    entries = journal.done_since(ledger.conn, tuple(_FATES), begun, LINES * 10)
    files = cases.case_files(ledger.conn, {one.case_id for one in entries if one.case_id})
    for act, title in _FATES.items():
        mine = [one for one in entries if one.act == act]
        lines = [_fate(ledger.conn, files, one) for one in mine[:LINES]]
        yield section(title, len(mine), lines)


def _fate(conn: Connection, files: Mapping[int, cases.CaseFile], entry: journal.Entry) -> str:
    file = files.get(entry.case_id or 0)
    about = f"{file.case.reference}: " if file else ""
    if entry.outgoing_id is None:
        return f"{about}{entry.why[:120]}"
    letter = outbox.get(conn, entry.outgoing_id)
    return f"{about}{letter_words(letter.letter)} to {letter.recipient} ({entry.why[:120]})"


def _put_off(conn: Connection) -> Iterable[dict[str, object]]:
    count = outbox.counts(conn)[OutgoingState.LATER]
    lines = [
        f"{letter_words(one.letter)} to {one.recipient}, since {_day(local_date(one.written_at))}"
        for one in (outbox.lying(conn, [OutgoingState.LATER], LINES) if count else ())
    ]
    yield section("Letters that the mail server has put off; they are tried again", count, lines)


def _day(on: date) -> str:
    return f"{on:%A %-d %B %Y}"
