"""A record with years in it: answered cases with their mail, letters, dates and journal, laid in by the thousand.

Goes through `store`, as acts do, but many rows a statement; made once into the cache folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import gettempdir

from bench.words import FIRST, LAST, STREETS, TROUBLES, story
from mailroom.rules.policy import built_in_folder
from mailroom.rules.reference import make_reference
from store import cases, diary, inbox, journal, outbox, policies
from store.migrations import migrate, versions
from store.session import Connection, Record
from store.states import Audience, CaseStatus, IncomingState, OutgoingState, PartyRole

VERSION = 2
_AT_ONCE = 1000
_BEGIN = datetime(2016, 1, 4, 9, 0, tzinfo=UTC)
_POLICY = built_in_folder() / "south-cambs-corporate.toml"
_POLICY_DIGEST = hashlib.sha256(_POLICY.read_bytes()).hexdigest()
# One case in so many is still open.
_OPEN = 50


def filled(count: int) -> Path:
    """A SQLite record with so many cases in it; only to be copied."""
    return kept(str(count), lambda record: fill(record, count))


def kept(name: str, lay_in: Callable[[Record], None]) -> Path:
    """A SQLite record of that name, from the cache where it lies there; only to be copied."""
    file = Path(gettempdir()) / f"mailroom-bench-record-{VERSION}-{_schema()}-{name}.sqlite"
    if not file.exists():
        draft = file.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        migrate(f"sqlite:///{draft}")
        record = Record(f"sqlite:///{draft}", fleeting=True)
        lay_in(record)
        record.close()
        os.replace(draft, file)  # noqa: PTH105 - one step: nobody finds half a record
    return file


def fill(record: Record, count: int, one_open_in: int = _OPEN) -> None:
    """Lay so many cases into a record that has none; one in so many is still open."""
    with record.write() as conn:
        policies.keep_policy(conn, _POLICY.stem, _POLICY_DIGEST, _POLICY.read_bytes(), _BEGIN)
    chance = Random(count)
    for first in range(1, count + 1, _AT_ONCE):
        with record.write() as conn:
            _fill(conn, range(first, min(first + _AT_ONCE, count + 1)), chance, one_open_in)


def opened_at(number: int) -> datetime:
    """When the case of that number was opened."""
    return _BEGIN + timedelta(minutes=50 * number)


def _schema() -> str:
    """A name for the tables as they are now: a record of others is made anew."""
    folder = Path(versions.__file__ or "").parent
    sources = b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())
    return hashlib.sha256(sources).hexdigest()[:10]


def _fill(conn: Connection, numbers: range, chance: Random, one_open_in: int) -> None:
    ids = _mail(conn, numbers, chance)
    opened = [opened_at(number) for number in numbers]
    still = [number % one_open_in == 0 for number in numbers]
    case_ids = cases.add_cases(conn, [
        _case(number, incoming_id, chance, is_open=is_open)
        for number, incoming_id, is_open in zip(numbers, ids, still, strict=True)
    ])  # fmt: skip
    stage_ids = cases.add_stages(conn, [
        _stage(case_id, at, is_open=is_open) for case_id, at, is_open in zip(case_ids, opened, still, strict=True)
    ])  # fmt: skip
    cases.add_parties(conn, [
        cases.NewParty(case_id, PartyRole.COMPLAINANT, _name(number, chance), _email(number), postcode="ZZ1 1ZZ")
        for case_id, number in zip(case_ids, numbers, strict=True)
    ])  # fmt: skip
    diary.set_deadlines(conn, [
        (stage_id, name, (at + timedelta(days=days)).date())
        for stage_id, at in zip(stage_ids, opened, strict=True)
        for name, days in (("acknowledgement", 5), ("response", 14))
    ])  # fmt: skip
    rows = list(zip(case_ids, stage_ids, ids, opened, numbers, strict=True))
    outbox.write(conn, [one for row in rows for one in _letters(*row)])
    journal.append(conn, [
        journal.NewEntry(at, "rules", act, case_id, incoming_id, why="a new complaint")
        for case_id, _, incoming_id, at, _ in rows
        for act in ("registered", "decided")
    ])  # fmt: skip


def _mail(conn: Connection, numbers: range, chance: Random) -> list[int]:
    """The messages that opened the cases, handled; their bytes are short, for none is read again."""
    raw = chance.randbytes(400)
    mails = [inbox.NewIncoming("past", 1, number, raw, _BEGIN) for number in numbers]
    inbox.keep(conn, mails, _BEGIN)
    ids = _claimed(conn, len(mails))
    clues = [
        inbox.CluesRow(id_, _id(number), _email(number), "Complaint")
        for id_, number in zip(ids, numbers, strict=True)
    ]
    inbox.note_clues(conn, clues)
    inbox.settle(conn, [
        inbox.Settled(id_, IncomingState.HANDLED, at=_BEGIN, fingerprint=_digest(f"mail {number}"))
        for id_, number in zip(ids, numbers, strict=True)
    ])  # fmt: skip
    return ids


def _claimed(conn: Connection, count: int) -> list[int]:
    claimed = inbox.claim(conn, "bench", count, _BEGIN, _BEGIN + timedelta(hours=1))
    return [one.id for one in claimed]


def _case(number: int, incoming_id: int, chance: Random, *, is_open: bool) -> cases.NewCase:
    trouble, at = chance.choice(TROUBLES), opened_at(number)
    return cases.NewCase(
        reference=make_reference("BDC", 2000 + number // 90_000, number % 90_000 + 1),
        kind="complaint",
        service=trouble.service,
        policy=_POLICY.stem,
        policy_digest=_POLICY_DIGEST,
        subject=f"Complaint: {trouble.subject}",
        summary="\n\n".join(story(trouble, chance, 1)),
        received_at=at,
        opened_at=at,
        status=CaseStatus.OPEN if is_open else CaseStatus.CLOSED,
        closed_at=None if is_open else at + timedelta(days=30),
        opened_by=incoming_id,
        confidence=0.97,
        fingerprint_text=_digest(f"text {number}"),
    )


def _stage(case_id: int, at: datetime, *, is_open: bool) -> cases.NewStage:
    return cases.NewStage(
        case_id=case_id,
        number=1,
        owner_name="Manager Waste",
        owner_email="manager.waste@brackenford.example",
        owner_role="manager",
        received_at=at,
        opened_at=at,
        acknowledged_at=at,
        respond_by=(at + timedelta(days=14)).date(),
        answered_at=None if is_open else at + timedelta(days=9),
        looked_on=date(2026, 1, 1),
    )


def _letters(
    case_id: int, stage_id: int, incoming_id: int, at: datetime, number: int
) -> list[outbox.NewOutgoing]:
    return [
        outbox.NewOutgoing(
            key=f"{letter}:{case_id}:{stage_id}",
            letter=letter,
            role=role,
            recipient=_email(number),
            sender="feedback@brackenford.example",
            message_id=f"past{number}.{letter}@brackenford.example",
            subject="We have your complaint",
            raw=b"a letter",
            written_at=at,
            case_id=case_id,
            stage_id=stage_id,
            incoming_id=incoming_id,
            state=OutgoingState.SENT,
        )
        for letter, role in (
            ("acknowledgement", Audience.RESIDENT),
            ("assignment", Audience.OFFICER),
        )
    ]


def _name(number: int, chance: Random) -> str:
    return f"{FIRST[number % len(FIRST)]} {chance.choice(LAST)}"


def _email(number: int) -> str:
    return f"resident{number}@{STREETS[number % len(STREETS)].split()[0].lower().replace(chr(39), '')}.example"


def _id(number: int) -> str:
    return f"past{number}@mail.post.example"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
