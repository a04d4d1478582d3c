"""Messages as values: as the server gave them, as they are claimed, as they were settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from store.states import IncomingState


@dataclass(frozen=True, slots=True)
class NewIncoming:
    """A message as the server gave it; `received_at` is the server's own date for it.

    `left_there` says why only its head was fetched ('' where `raw` is the whole message).
    """

    mailbox: str
    uidvalidity: int
    uid: int
    raw: bytes
    received_at: datetime
    left_there: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message to handle; `attempts` counts this one, `left_there` as in `NewIncoming`."""

    id: int
    raw: bytes
    mailbox: str
    received_at: datetime
    attempts: int
    left_there: str = ""


@dataclass(frozen=True, slots=True)
class CluesRow:
    """What a first look found, by which other messages find this one."""

    id: int
    message_id: str
    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a message; `fingerprint` is unique among messages that are no copy."""

    id: int
    state: IncomingState
    at: datetime = field(kw_only=True)
    reason: str = ""
    case_id: int | None = None
    stage_id: int | None = None
    proposal: Mapping[str, Any] | None = None
    fingerprint: str | None = None
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message's row, without its bytes (`raw_of`)."""

    id: int
    mailbox: str
    uidvalidity: int
    uid: int
    size: int
    received_at: datetime
    stored_at: datetime
    state: IncomingState
    attempts: int
    claimed_by: str | None
    claimed_until: datetime | None
    message_id: str
    sender: str
    subject: str
    fingerprint: str | None
    copy_of: int | None
    reason: str
    proposal: dict[str, Any] | None
    case_id: int | None
    stage_id: int | None
    handled_at: datetime | None
    left_there: str
