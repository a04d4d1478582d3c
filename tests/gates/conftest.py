"""The servers, and mailboxes set up for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from imapclient import IMAPClient

from mailroom.gates.imap import ImapMailbox, ImapSettings
from mailroom.gates.line import Security
from tests.servers.dovecot import Account, Dovecot


@dataclass(frozen=True)
class FixedTokens:
    """Hands out these tokens one after the other; `forget` goes on to the next."""

    tokens: list[str]

    def token(self) -> str:
        """The present one."""
        return self.tokens[0]

    def forget(self) -> None:
        """On to the next."""
        del self.tokens[0]


@pytest.fixture
def account(dovecot: Dovecot) -> Account:
    """An empty mailbox."""
    return dovecot.new_account()


@pytest.fixture
def new_mailbox(dovecot: Dovecot) -> Iterator[Callable[..., ImapMailbox]]:
    """Sets up mailboxes for an account: over the plain port, unless told otherwise."""
    with ExitStack() as opened:

        def set_up(account: Account, *, more: dict[str, Any] | None = None, **changed: Any) -> Any:
            settings = {
                "name": "feedback",
                "host": dovecot.host,
                "port": dovecot.port,
                "security": Security.PLAIN,
                "username": account.username,
                "password": account.password,
                **changed,
            }
            mailbox = ImapMailbox(ImapSettings(**settings), **(more or {}))
            opened.callback(mailbox.close)
            return mailbox

        yield set_up


@pytest.fixture
def other_client(dovecot: Dovecot, account: Account) -> Iterator[IMAPClient]:
    """Somebody else at the same mailbox, such as an officer with Outlook."""
    with IMAPClient("localhost", port=dovecot.port, ssl=False) as client:
        client.normalise_times = False
        client.login(account.username, account.password)
        yield client


def letter(number: int = 1, *, size: int = 0) -> bytes:
    """A small message, told from others by its number."""
    head = (
        f"From: r@resident.example\r\nSubject: message {number}\r\nMessage-ID: <{number}@x.example>"
    )
    return f"{head}\r\n\r\nMessage {number}.\r\n".encode() + b"x" * 70 * (size // 70)
