"""What a record says in the end, in a form that two runs can be compared by; and what must hold of every record."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from email import message_from_bytes

from store import cases, history, inbox, journal, outbox
from store.session import Record
from store.states import IncomingState, OutgoingState
from tests.servers.smtp import Taken


@dataclass(frozen=True)
class Outcome:
    """By sender and subject what became of their mails, and how often which letter was written to whom."""

    mails: dict[tuple[str, str], list[str]]
    letters: Counter[tuple[str, str]]


def differences(one: Outcome, other: Outcome) -> list[str]:
    """Where two runs differ, a line each."""
    keys = sorted({*one.mails, *other.mails})
    found = [
        f"{key}: {one.mails.get(key)} / {other.mails.get(key)}"
        for key in keys
        if one.mails.get(key) != other.mails.get(key)
    ]
    for name, more in (
        ("first", one.letters - other.letters),
        ("second", other.letters - one.letters),
    ):
        found += [f"only the {name} has {count} {letter}" for letter, count in more.items()]
    return found


def outcome_of(record: Record) -> Outcome:
    """What became of every mail, and the letters written."""
    with record.read() as conn:
        rows = [inbox.get(conn, one.id) for one in history.messages(conn)]
        files = cases.case_files(conn, {one.case_id for one in rows if one.case_id})
        letters = Counter(
            (letter.letter, letter.recipient)
            for id_ in files
            for letter in outbox.letters_of(conn, id_)
        )
    opened = {one.id: f"{one.sender} {one.subject}" for one in rows}
    mails: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in rows:
        case = opened.get(files[one.case_id].case.opened_by or 0, "?") if one.case_id else "none"
        what = "copy" if one.copy_of else f"{one.state}: {one.reason}, case of {case}"
        mails[one.sender, one.subject].append(what)
    return Outcome({key: sorted(found) for key, found in mails.items()}, letters)


def settled(record: Record, mails: int) -> bool:
    """Whether so many mails are there, none waits, and no letter does."""
    with record.read() as conn:
        states, letters = inbox.counts(conn), outbox.counts(conn)
    waiting = (
        letters[OutgoingState.QUEUED]
        + letters[OutgoingState.SENDING]
        + letters[OutgoingState.LATER]
    )
    return sum(states.values()) == mails and not states[IncomingState.RECEIVED] and not waiting


def check_post(record: Record, taken: list[Taken]) -> int:
    """Every letter of the record was taken, whole, and none that it does not know; how many were taken twice."""
    with record.read() as conn:
        assert journal.verify(conn) is None
        assert outbox.counts(conn)[OutgoingState.SENT] == sum(outbox.counts(conn).values())
        told = {
            entry.outgoing_id
            for entry in journal.entries(conn, limit=1_000_000)
            if entry.act in ("sent again", "in doubt")
        }
        by_id: dict[str, list[Taken]] = defaultdict(list)
        for one in taken:
            by_id[str(message_from_bytes(one.raw)["Message-ID"]).strip("<> ")].append(one)
        doubled = 0
        for message_id, copies in by_id.items():
            letter = outbox.find_by_message_id(conn, message_id)
            assert letter is not None, f"{message_id} was sent and is not in the record"
            assert {one.recipients for one in copies} == {(letter.recipient,)}
            assert {one.raw for one in copies} == {outbox.raw_of(conn, letter.id)}
            if len(copies) > 1:
                doubled += 1
                assert letter.id in told, (
                    f"letter {letter.id} went out {len(copies)} times, not journalled"
                )
        assert len(by_id) == outbox.counts(conn)[OutgoingState.SENT], "a letter was lost"
    return doubled
