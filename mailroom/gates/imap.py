"""A mailbox on an IMAP server (RFC 3501), such as Exchange Online, Gmail or Dovecot.

Messages are named by UID only and touched only when `treat` names them. It never relies on \\Seen,
CONDSTORE or QRESYNC (Exchange Online has neither), and after any fault starts afresh at the next
`open`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import structlog
from imapclient import IMAPClient

from mailroom.errors import MailboxUnavailable
from mailroom.gates.idle import backoff_seconds, wait_idle, wait_looking
from mailroom.gates.imap_fetch import (
    all_uids,
    batches,
    chunks,
    has_above,
    is_lost,
    read_batch,
    read_sizes,
)
from mailroom.gates.imap_login import ImapSettings, LoginRefused, connect, hang_up, unavailable
from mailroom.gates.imap_treat import findings, treat, trouble_of_folder
from mailroom.gates.line import FAULTS, Trouble, said, trouble_with
from mailroom.gates.mailbox import AfterStoring, Fetched, TooLarge
from mailroom.gates.oauth import Tokens

__all__ = ["ImapMailbox", "ImapSettings"]

log = structlog.get_logger()
Answer = TypeVar("Answer")

# A refused login counts as so many failures, a pause of a minute or two from the first on: servers
# lock accounts that knock too often.
REFUSED_COUNTS_AS = 8


class ImapMailbox:
    """One folder of one account. Not for two threads at once."""

    def __init__(
        self,
        settings: ImapSettings,
        *,
        tokens: Tokens | None = None,
        wake: threading.Event | None = None,
        chance: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`tokens` makes the login XOAUTH2; `wake` ends a wait early; `chance` (0 to 1) spreads
        the reconnecting of several daemons."""
        self._settings = settings
        self._tokens = tokens
        self._wake = wake or threading.Event()
        self._chance = chance
        self._client: IMAPClient | None = None
        self._last_uid = 0  # the highest that `uids` saw, for `wait` to compare with
        self._failures = 0  # since the server last behaved

    @property
    def name(self) -> str:
        """What the council calls it."""
        return self._settings.name

    def open(self) -> int:
        """Connect where needed and select the folder; its UIDVALIDITY."""
        if self._client is not None:
            try:
                return self._select(self._client)
            except MailboxUnavailable as fault:
                # A line that died while nobody spoke is no news: call again.
                if fault.__cause__ is None or not is_lost(fault.__cause__):
                    raise
        return self._select(self._connect())

    def uids(self) -> list[int]:
        """All UIDs in the folder now, ascending, which is the order of arrival."""
        found = self._ask(all_uids)
        self._last_uid = found[-1] if found else 0
        return found

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched | TooLarge]:
        """These messages, a batch at a time; large ones stay there but for their header."""
        limit = self._settings.max_message_bytes
        for some in chunks(sorted(uids)):
            sizes = self._ask(partial(read_sizes, uids=some))
            for batch in batches(sizes, limit):
                yield from self._ask(partial(read_batch, uids=batch, sizes=sizes, limit=limit))

    def treat(self, uids: Sequence[int]) -> None:
        """Leave, move or delete exactly these; those already gone are no fault."""
        if self._settings.after_storing is AfterStoring.LEAVE:
            return
        for some in chunks(uids):
            self._ask(partial(treat, settings=self._settings, uids=some))

    def wait(self, seconds: float) -> bool:
        """Wait for mail; after a lost line, wait a growing while and say True: look again."""
        if self._client is None:
            return self._pause(seconds)
        try:
            news = self._listen(self._client, seconds)
        except FAULTS as error:
            log.info("line lost while waiting", mailbox=self.name, words=said(error))
            self._drop()
            return self._pause(seconds)
        self._failures = 0
        return news

    def check(self) -> list[str]:
        """What `mailroom check` shows: login, folder, what the server can do, what will be done."""
        self.open()
        login = "password" if self._tokens is None else "XOAUTH2"
        return self._ask(partial(findings, settings=self._settings, login=login))

    def close(self) -> None:
        """Say goodbye; never raises."""
        hang_up(self._client, politely=True)
        self._client = None

    def _ask(self, question: Callable[[IMAPClient], Answer]) -> Answer:
        """Ask the server; any fault drops the line and is told in words."""
        # A silent reconnect could meet another UIDVALIDITY, where these UIDs mean other messages.
        if self._client is None:
            raise unavailable(self._settings, Trouble("It is not open.", "Open it first."))
        try:
            return question(self._client)
        except FAULTS as error:
            self._drop()
            trouble = trouble_with(error, self._settings.place)
            raise unavailable(self._settings, trouble) from error

    def _connect(self) -> IMAPClient:
        try:
            self._client = connect(self._settings, self._tokens)
        except LoginRefused:
            self._failures = max(self._failures + 1, REFUSED_COUNTS_AS)
            raise
        except MailboxUnavailable:
            self._failures += 1
            raise
        return self._client

    def _drop(self) -> None:
        hang_up(self._client)
        self._client = None
        self._failures += 1

    def _select(self, client: IMAPClient) -> int:
        # EXAMINE where nothing is to be changed: then nothing can be.
        reading = self._settings.after_storing is AfterStoring.LEAVE
        try:
            answer = client.select_folder(self._settings.folder, readonly=reading)
            return int(answer[b"UIDVALIDITY"])
        except FAULTS as error:
            trouble = trouble_of_folder(client, error, self._settings)
            self._drop()
            raise unavailable(self._settings, trouble) from error

    def _listen(self, client: IMAPClient, seconds: float) -> bool:
        settings = self._settings
        # Not a comparison of counts: mail that came during a fetch was announced to nobody.
        has_new = partial(has_above, client, self._last_uid)
        if settings.idle and client.has_capability("IDLE"):
            return wait_idle(client, has_new, seconds, self._wake, settings.idle_seconds)
        return wait_looking(has_new, seconds, self._wake, settings.poll_seconds)

    def _pause(self, seconds: float) -> bool:
        """Leave the server alone for a while; False when woken."""
        pause = backoff_seconds(max(self._failures - 1, 0), self._chance())
        return not self._wake.wait(min(seconds, pause))
