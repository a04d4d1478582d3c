"""A desk in full work: a hundred thousand cases, a third of them open, thousands of mails that wait, two long cases.

Laid in through `store`; the waiting mails are those of `bench.mail`, whole, each with a proposal and a reason such as
the rules give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from bench.mail import SEED, Writer
from bench.past import fill, opened_at
from mailroom.rules.reference import make_reference
from parsers.message import read_message
from store import cases, inbox, journal, outbox
from store.session import Connection, Record
from store.states import Audience, IncomingState, OutgoingState

# One case in so many is open.
ONE_OPEN_IN = 3
_SERVICES = "waste streets repairs tax benefits parking parks noise".split()
_REASONS = (
    "the rules were not sure enough (61%)",
    "the rules were not sure enough (74%)",
    "it may be about something that the policy leaves to others: an appeal",
    "somebody writes for somebody else, and no consent is on the record",
    "it names a case and comes from a stranger: BDC-2019-000123",
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Busy:
    """How full a record is: cases, mails that wait, and events of the long cases."""

    cases: int
    waiting: int
    long: tuple[int, ...] = (200, 500)

    @property
    def name(self) -> str:
        """By which it is found again."""
        return f"{self.cases}-{self.waiting}-{'-'.join(map(str, self.long))}"

    @property
    def now(self) -> datetime:
        """A day after the last case was opened."""
        return opened_at(self.cases) + timedelta(days=1)

    def lay_in(self, record: Record) -> None:
        """Fill a record that is empty."""
        fill(record, self.cases, ONE_OPEN_IN)
        for first in range(0, self.waiting, _AT_ONCE):
            with record.write() as conn:
                _wait(conn, self, range(first, min(first + _AT_ONCE, self.waiting)))
        for place, events in enumerate(self.long):
            with record.write() as conn:
                _go_on(conn, self.case_of(place), events, self.now)

    def case_of(self, place: int) -> int:
        """The number of a long case: the open ones that were opened last."""
        return self.cases // ONE_OPEN_IN * ONE_OPEN_IN - ONE_OPEN_IN * place

    def reference(self, place: int) -> str:
        """Its reference."""
        number = self.case_of(place)
        return make_reference("BDC", 2000 + number // 90_000, number % 90_000 + 1)


def _wait(conn: Connection, busy: Busy, numbers: range) -> None:
    """Mails come in, and a person has to look at each."""
    written = Writer(SEED + numbers.start, timedelta(minutes=9)).messages(len(numbers))
    raws = [raw for _, raw in written]
    begun = busy.now - timedelta(minutes=5 * busy.waiting + 5)
    came = [begun + timedelta(minutes=5 * number) for number in numbers]
    kept = inbox.keep(
        conn,
        [
            inbox.NewIncoming("feedback", 1, number + 1, raw, at)
            for number, raw, at in zip(numbers, raws, came, strict=True)
        ],
        busy.now,
    )
    assert kept == len(raws)
    ids = [one.id for one in inbox.queue(conn, (IncomingState.RECEIVED,), len(raws))]
    heads = [read_message(raw) for raw in raws]
    inbox.note_clues(conn, [
        inbox.CluesRow(id_, head.message_id, head.sender.email if head.sender else "", head.subject)
        for id_, head in zip(ids, heads, strict=True)
    ])  # fmt: skip
    inbox.settle(
        conn, [_held(id_, number, busy.now) for id_, number in zip(ids, numbers, strict=True)]
    )


def _held(id_: int, number: int, at: datetime) -> inbox.Settled:
    service = _SERVICES[number % len(_SERVICES)]
    proposal = {
        "kind": "complaint",
        "services": [] if number % 17 == 0 else [service],
        "confidence": 0.61,
    }
    reason = _REASONS[number % len(_REASONS)]
    return inbox.Settled(id_, IncomingState.HELD, at=at, reason=reason, proposal=proposal)


def _go_on(conn: Connection, case_id: int, events: int, now: datetime) -> None:
    """A case to which as many things happened: mails, letters and notes by turns."""
    file = cases.get_case(conn, case_id)
    begun = file.case.opened_at
    times = [begun + (now - begun) * part / events for part in range(events)]
    stage = file.stages[-1]
    mails = list(islice(_mails(times), events // 4))
    inbox.keep(conn, mails, now)
    ids = [one.id for one in inbox.queue(conn, (IncomingState.RECEIVED,), len(mails))]
    inbox.settle(conn, [
        inbox.Settled(id_, IncomingState.HANDLED, at=now, case_id=case_id, stage_id=stage.id) for id_ in ids
    ])  # fmt: skip
    outbox.write(conn, [_letter(case_id, stage.id, at) for at in times[1::4]])
    journal.append(conn, [
        journal.NewEntry(at, "jo.park@brackenford.example", "noted", case_id, why="Rang the crew, who will go again.")
        for at in (*times[2::4], *times[3::4])
    ])  # fmt: skip


def _mails(times: Sequence[datetime]) -> Iterator[inbox.NewIncoming]:
    for number, at in enumerate(times[::4]):
        raw = f"Subject: Still waiting {number}\r\n\r\nNobody has come yet.\r\n".encode()
        # A mailbox of its own: its numbers are nobody else's.
        yield inbox.NewIncoming(f"long {times[0]:%s}", 1, number + 1, raw, at)


def _letter(case_id: int, stage_id: int, at: datetime) -> outbox.NewOutgoing:
    return outbox.NewOutgoing(
        key=f"update:{case_id}:{at:%s}",
        letter="update_forwarded",
        role=Audience.OFFICER,
        recipient="manager.waste@brackenford.example",
        sender="feedback@brackenford.example",
        message_id=f"long{case_id}.{at:%s}@brackenford.example",
        subject="More on a case of yours",
        raw=b"Subject: More on a case of yours\r\n\r\nSee below.\r\n",
        written_at=at,
        case_id=case_id,
        stage_id=stage_id,
        state=OutgoingState.SENT,
    )
