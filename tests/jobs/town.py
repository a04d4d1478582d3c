"""A council with a mailbox, a post and a record in a folder, and a clock that only the test moves."""

from __future__ import annotations

import email
import email.policy
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import TypeVar

from mailroom.clock import SetClock
from mailroom.config import load_config
from mailroom.gates.maildir import make_maildir
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.jobs.round import Round, go_round
from parsers.documents import Reader
from store import cases, inbox, journal
from store.migrations import migrate
from store.session import Connection, Record
from tests.commands.conftest import CONFIG, mail_from

T = TypeVar("T")

# A Tuesday with no holiday near it.
START = datetime(2026, 2, 3, 10, 15, tzinfo=UTC)
UNA, SAM = "una@home.example", "sam.lee@ashford.example"


@dataclass
class Town:
    """The house and what lies around it; `open` anew after the configuration was changed."""

    folder: Path
    reader: Reader
    config: str = CONFIG
    clock: SetClock = field(default_factory=lambda: SetClock(START))

    def __post_init__(self) -> None:
        """Everything is set up and nothing collected."""
        for name in ("mailbox", "post"):
            make_maildir(self.folder / name)
        for name in ("letters", "policies"):
            (self.folder / name).mkdir()
        key = self.folder / "signing-key"
        key.write_text("k" * 64)
        key.chmod(0o600)
        self._names, self._chance, self._seen = count(1), random.Random(1), set[str]()
        self.open(self.config, first=True)

    def open(self, config: str = "", *, first: bool = False) -> None:
        """Start again, with another configuration where one is given."""
        self.config = config or self.config
        file = self.folder / "mailroom.toml"
        file.write_text(self.config)
        settings = load_config(file)
        if first:
            migrate(settings.record.url)
            self.record = Record(settings.record.url)
        self.house: House = open_house(settings, self.record, self.clock, self._nonce)
        self.boxes, self.post = open_mailboxes(settings), open_post(settings)

    def _nonce(self) -> str:
        return f"{self._chance.getrandbits(80):020x}"

    def lay(self, raw: bytes, at: datetime | None = None) -> None:
        """The server took a mail in, now or at another hour by its own clock."""
        file = self.folder / "mailbox" / "new" / f"m{next(self._names)}"
        file.write_bytes(raw)
        hour = (at or self.clock.now()).timestamp()
        os.utime(file, (hour, hour))

    def mail(
        self, sender: str, subject: str, text: str, *, at: datetime | None = None, said: str = ""
    ) -> bytes:
        """Somebody writes; our server's header says when, or else `said`."""
        taken = at or self.clock.now()
        raw = mail_from(
            sender, subject, text, received=said or f"{taken:%a, %d %b %Y %H:%M:%S +0000}"
        )
        self.lay(raw, at)
        return raw

    def round(self) -> Round:
        """One round."""
        return go_round(self.house, self.boxes, self.post, self.reader)

    def letters(self) -> list[EmailMessage]:
        """What the post took since this was last asked."""
        new = [
            file
            for file in sorted((self.folder / "post" / "new").iterdir())
            if file.name not in self._seen
        ]
        self._seen |= {file.name for file in new}
        read = [
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in new
        ]
        return [one for one in read if isinstance(one, EmailMessage)]

    def days_pass(self, days: int) -> None:
        """Set the clock forward."""
        self.clock.advance_to(self.clock.now() + timedelta(days=days))

    def read(self, look: Callable[[Connection], T]) -> T:
        """Look at the record."""
        with self.record.read() as conn:
            return look(conn)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """Look at the record, or change it as no act would."""
        with self.record.write() as conn:
            done = conn.exec_driver_sql(statement)
            return [tuple(row) for row in done] if done.returns_rows else []

    def message(self, number: int) -> inbox.Incoming:
        """A message's row."""
        return self.read(lambda conn: inbox.get(conn, number))

    def case(self, number: int = 1) -> cases.CaseFile:
        """A case."""
        return self.read(lambda conn: cases.get_case(conn, number))

    def journal(self) -> list[journal.Entry]:
        """Everything that was done."""
        return self.read(lambda conn: journal.latest(conn, 1000))


def to(letters: list[EmailMessage], address: str) -> list[EmailMessage]:
    """Those of the letters that go to somebody."""
    return [one for one in letters if address in str(one["To"])]
