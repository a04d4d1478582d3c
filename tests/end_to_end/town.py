"""Servers and a configuration for real daemons: two mailboxes, a post that keeps all, a record on either database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.session import Record
from tests.end_to_end.council import Settings, write_config
from tests.end_to_end.daemons import Nursery, nursery
from tests.end_to_end.mailbag import Mail, post
from tests.end_to_end.outcome import settled
from tests.servers.dovecot import Account, Dovecot
from tests.servers.smtp import SmtpServer

BOXES = ("feedback", "complaints")


@dataclass
class Town:
    """What daemons live among."""

    config: Path
    accounts: dict[str, Account]
    smtp: SmtpServer
    record: Record
    nursery: Nursery
    posted: int = 0

    def post(self, mails: list[Mail]) -> None:
        """Mail arrives."""
        for mail in mails:
            post(mail, self.accounts)
            self.posted += len(mail.boxes)

    def wait_for_a_letter(self, seconds: float) -> None:
        """Wait until the post takes a letter, or so long."""
        before, ends = len(self.smtp.taken), time.monotonic() + seconds
        while len(self.smtp.taken) == before and time.monotonic() < ends:
            time.sleep(0.002)

    def wait_until_settled(self, seconds: float) -> float:
        """Wait until nothing waits any more; how long it took."""
        began = time.monotonic()
        while not settled(self.record, self.posted):
            waited = time.monotonic() - began
            assert waited < seconds, self.nursery.lives[-1].log.read_text()[-3000:]
            time.sleep(0.1)
        return time.monotonic() - began


@contextmanager
def town(folder: Path, dovecot: Dovecot, smtp: SmtpServer, url: str, **more: str) -> Iterator[Town]:
    """A town for as long as the block; `more` are further lines for each mailbox."""
    settings = Settings(boxes={name: more.get(name, "") for name in BOXES})
    accounts = {name: dovecot.new_account() for name in BOXES}
    config = write_config(folder, settings, accounts, dovecot, smtp.port, url)
    record = Record(url)
    try:
        with nursery(config) as made:
            yield Town(config, accounts, smtp, record, made)
    finally:
        record.close()
