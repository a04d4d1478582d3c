"""What every way out for letters can do, and what may become of a letter handed over.

A post sends bytes as they are. It never writes a letter, never retries by itself and never decides
whether one is due: that is the outbox's knowledge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has taken the letter and answers for it from now on."""

    reply: str
    # The Message-ID (without <>) that the server says it gave the letter, '' where it names none:
    # smtp.office365.com may replace ours, and residents will answer to the new one.
    server_id: str = ""
    refused: tuple[tuple[str, str], ...] = ()  # (address, reply): recipients it would not take


@dataclass(frozen=True, slots=True)
class Later:
    """Not taken now: the letter stays in the outbox and is tried again."""

    reply: str
    # The trouble is the server's, not the letter's (login, TLS, network): the next letter of this
    # batch would fare the same, so the job stops here.
    unavailable: bool = False
    # The line broke after the letter's last byte and before the reply: it may have been taken.
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Never to be taken: a wrong address, a letter too large, content refused."""

    reply: str


Outcome = Accepted | Later | Refused


class Post(Protocol):
    """One way out. `send` never raises for anything a server or a network does."""

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> Outcome:
        """Hand over one letter; `sender` is the envelope's and may be '' (RFC 5321, 4.5.5)."""
        ...

    def check(self) -> list[str]:
        """What `mailroom check` shows of it, sending nothing; raises PostUnavailable in words."""
        ...

    def close(self) -> None:
        """Say goodbye to the server; never raises."""
        ...
