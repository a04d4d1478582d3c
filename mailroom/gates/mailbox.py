"""What every mailbox can do, whichever server it lies on; and what comes out of one.

A mailbox gives bytes and does with a message on the server what the council configured, for the
messages it is told of and no others. It never reads a message, never decides what is new (that is
the record's knowledge), and never relies on the `\\Seen` flag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class AfterStoring(StrEnum):
    """What becomes of a message on the server once its bytes are safely in the record."""

    LEAVE = "leave"
    MOVE = "move"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as it lies on the server, byte for byte."""

    uid: int
    raw: bytes
    received_at: datetime  # when the server took it in (INTERNALDATE, or a file's mtime); UTC


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A message not fetched whole: over the limit, or one that the server cannot give.

    Its header is there so that a person can be told who wrote; `why` says it in words.
    """

    uid: int
    size: int  # octets, as the server counts them
    header: bytes  # the header with its empty line; b"" where not even that could be read
    received_at: datetime
    why: str


class Mailbox(Protocol):
    """One place where mail arrives.

    `open`, `uids`, `fetch`, `treat` and `check` raise MailboxUnavailable, in words, for anything
    wrong with server, login or network; the next `open` starts afresh. `wait` never raises.
    """

    @property
    def name(self) -> str:
        """What the council calls it, as configured."""
        ...

    def open(self) -> int:
        """Connect where needed and select the folder; its UIDVALIDITY (RFC 3501, 2.3.1.1)."""
        ...

    def uids(self) -> list[int]:
        """All messages there are now, oldest first."""
        ...

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched | TooLarge]:
        """These messages, oldest first, in batches; one that has vanished is passed over."""
        ...

    def treat(self, uids: Sequence[int]) -> None:
        """Leave, move or delete these messages as configured; harmless to repeat."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait until something may be new (True) or the time is over (False).

        After a lost connection it waits a growing while and says True: look, and reconnect.
        """
        ...

    def check(self) -> list[str]:
        """What `mailroom check` shows of it: a few sentences, changing nothing."""
        ...

    def close(self) -> None:
        """Say goodbye to the server; never raises."""
        ...
