"""What a record tells, as events in the order of time: received, decided, letter, deadline, case.

Each is a plain mapping, ready for JSON; docs/replay.md names the words. Reads the record and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from mailroom.clock import LONDON
from mailroom.house import House
from store import history
from store.session import Connection

Event = dict[str, object]


def events_of(house: House, names: Mapping[int, str], until: date) -> Iterator[Event]:
    """Everything that happened, oldest first; `names` gives a message's name in the archive by its UID,
    `until` the last day of which anything can be said."""
    with house.record.read() as conn:
        found = [
            *_messages(conn, names),
            *_letters(conn, names),
            *_deadlines(conn, until),
            *_cases(conn, names),
        ]
    order = {"received": 0, "decided": 1, "case": 2, "letter": 3, "deadline": 4}
    yield from sorted(found, key=lambda event: (str(event["at"]), order[str(event["event"])]))


def _instant(at: datetime) -> str:
    return at.astimezone(LONDON).isoformat()


def _messages(conn: Connection, names: Mapping[int, str]) -> Iterator[Event]:
    for mail in history.messages(conn):
        name = names.get(mail.uid, str(mail.uid))
        yield {
            "at": _instant(mail.received_at),
            "event": "received",
            "file": name,
            "subject": mail.subject,
        }
        said = mail.proposal or {}
        services = said.get("services") or ()
        yield {
            "at": _instant(mail.handled_at or mail.received_at),
            "event": "decided",
            "file": name,
            "kind": said.get("kind", "copy" if mail.copy_of else "failed"),
            "act": said.get("act") or None,
            "relation": said.get("relation", "none"),
            "relates_to": mail.reference,
            "stage": said.get("stage"),
            "service": list(services) if len(services) > 1 else next(iter(services), None),
            "exclusion": said.get("exclusion") or None,
            "flags": list(said.get("flags") or ()),
            "queued": mail.state in ("HELD", "FAILED"),
            "confidence": said.get("confidence"),
            "why": mail.reason,
        }


def _letters(conn: Connection, names: Mapping[int, str]) -> Iterator[Event]:
    for letter in history.letters(conn):
        yield {
            "at": _instant(letter.written_at),
            "event": "letter",
            "letter": letter.letter,
            "case": letter.reference,
            "role": letter.role,
            "to": letter.recipient,
            "after": names.get(letter.answers_uid or 0),
        }


def _deadlines(conn: Connection, until: date) -> Iterator[Event]:
    for one in history.deadlines_of_all(conn):
        if one.due_on > until:
            continue
        met_on = one.met_at.astimezone(LONDON).date() if one.met_at else None
        yield {
            "at": datetime.combine(one.due_on, time(23, 59, 59), LONDON).isoformat(),
            "event": "deadline",
            "name": one.name,
            "case": one.reference,
            "stage": one.stage,
            "due": one.due_on.isoformat(),
            "met": met_on.isoformat() if met_on else None,
            "missed": met_on is None or met_on > one.due_on,
        }


def _cases(conn: Connection, names: Mapping[int, str]) -> Iterator[Event]:
    for case in history.cases_opened(conn):
        yield {
            "at": _instant(case.opened_at),
            "event": "case",
            "reference": case.reference,
            "opened_by": names.get(case.opened_by_uid or 0),
            "kind": case.kind,
            "stage": case.stage,
            "status": case.status.lower(),
            "service": case.service,
        }
