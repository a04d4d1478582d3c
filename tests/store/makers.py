"""Rows to test with: plausible, with what matters to the test given by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from store import cases, inbox, outbox
from store.session import Connection
from store.states import Audience, IncomingState, PartyRole

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

_numbers: Iterator[int] = count(1)


def mail(uid: int, **more: Any) -> inbox.NewIncoming:
    plain = {"mailbox": "feedback", "uidvalidity": 7, "raw": b"Subject: bins\r\n\r\nLate.\r\n"}
    return inbox.NewIncoming(**{**plain, "uid": uid, "received_at": AT, **more})


def keep(conn: Connection, *mails: inbox.NewIncoming) -> list[int]:
    """Store messages and give their ids, in order."""
    before = {row.id for row in everything(conn)}
    inbox.keep(conn, mails, AT)
    new = {row.uid: row.id for row in everything(conn) if row.id not in before}
    return [new[one.uid] for one in mails]


def everything(conn: Connection) -> list[inbox.Incoming]:
    return inbox.queue(conn, IncomingState, limit=10_000)


def settled(incoming_id: int, state: IncomingState, **more: Any) -> inbox.Settled:
    return inbox.Settled(incoming_id, state, **{"at": AT, **more})


def new_case(**more: Any) -> cases.NewCase:
    plain = {
        "reference": f"MR-{next(_numbers)}",
        "kind": "complaint",
        "service": "waste",
        "policy": "corporate",
        "policy_digest": "d1",
        "subject": "Bins",
        "summary": "Nobody emptied our bins.",
        "received_at": AT,
        "opened_at": AT,
    }
    return cases.NewCase(**{**plain, **more})


def new_stage(case_id: int, number: int = 1, **more: Any) -> cases.NewStage:
    plain = {"owner_name": "Ola Owner", "owner_email": "ola@council.example"}
    plain["owner_role"] = "manager"
    times = {"received_at": AT, "opened_at": AT}
    return cases.NewStage(case_id, number, **{**plain, **times, **more})


def open_case(conn: Connection, email: str = "", **more: Any) -> int:
    """A case with its complainant, where there is one; gives its id."""
    (case_id,) = cases.add_cases(conn, [new_case(**more)])
    if email:
        cases.add_parties(conn, [cases.NewParty(case_id, PartyRole.COMPLAINANT, "Ann", email)])
    return case_id


def open_stage(conn: Connection, **more: Any) -> int:
    """A stage of a case of its own; gives its id."""
    (stage_id,) = cases.add_stages(conn, [new_stage(open_case(conn), **more)])
    return stage_id


def letter(key: str, **more: Any) -> outbox.NewOutgoing:
    plain = {
        "letter": "acknowledgement",
        "role": Audience.RESIDENT,
        "recipient": "ann@resident.example",
        "sender": "feedback@council.example",
        "message_id": f"{key}@council.example",
        "subject": "Your complaint",
        "raw": f"Message-ID: <{key}>\r\n\r\nDear Ann\r\n".encode(),
        "written_at": AT,
    }
    return outbox.NewOutgoing(key, **{**plain, **more})
