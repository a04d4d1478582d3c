"""A council with a real mailbox, a real way out and a real record, whose clock the test moves."""

from __future__ import annotations

import itertools
import os
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from mailroom.clock import LONDON, SetClock
from mailroom.config import load_config
from mailroom.gates.mailbox import Mailbox
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.jobs.round import Round, go_round
from parsers.documents import Reader
from store import cases, inbox, journal, outbox
from store.session import Record
from tests.end_to_end.correspondence import Arrived, read_letter
from tests.servers.dovecot import Account, Dovecot
from tests.servers.proxy import Proxy
from tests.servers.smtp import SmtpServer

FEEDBACK = "feedback@fenbridge.example"
MX = "mx.fenbridge.example"
# A Monday with no holiday near it.
MONDAY = datetime(2026, 6, 8, 9, 30, tzinfo=LONDON)

CONFIG = """
[council]
name = "Fenbridge Borough Council"
feedback_address = "feedback@fenbridge.example"
reference_prefix = "FBC"
phone = "01632 960100"
domains = ["fenbridge.example"]
trusted_authserv = ["mx.fenbridge.example"]

[record]
url = "{record_url}"
{mailboxes}
[post]
kind = "smtp"
host = "localhost"
port = {smtp_port}
security = "plain"
per_minute = 100000
retry_minutes = [5, 15, 60]
give_up_after_hours = 48
timeout_seconds = 20

[policy]
default = "{policy}"
folder = "policies"

[policy.by_service]
{by_service}

[letters]
folder = "{letters}"

[secrets]
signing_key_file = "signing-key"

[documents]
seconds = 20

[[coordinators]]
name = "Ruth Amadi"
email = "ruth.amadi@fenbridge.example"

[[services]]
id = "waste"
name = "Waste and Recycling"
words = ["bin", "recycling", "missed collection", "refuse"]
manager = {{ name = "Morgan Hill", email = "morgan.hill@fenbridge.example", title = "Waste Manager" }}
head = {{ name = "Robin Vale", email = "robin.vale@fenbridge.example", title = "Head of Environment" }}
director = {{ name = "Ashley Moor", email = "ashley.moor@fenbridge.example", title = "Director of Place" }}

[[services]]
id = "parks"
name = "Parks"
words = ["park", "playground", "swings", "flower beds"]
manager = {{ name = "Lee Ash", email = "lee.ash@fenbridge.example", title = "Parks Manager" }}
head = {{ name = "Robin Vale", email = "robin.vale@fenbridge.example" }}
director = {{ name = "Ashley Moor", email = "ashley.moor@fenbridge.example" }}
"""

MAILBOX = """
[[mailboxes]]
name = "{name}"
kind = "imap"
host = "localhost"
port = {port}
security = "plain"
username = "{username}"
password_file = "password"
poll_seconds = 2
timeout_seconds = 20
{more}
"""

COORDINATOR = "ruth.amadi@fenbridge.example"
MANAGER = "morgan.hill@fenbridge.example"
HEAD = "robin.vale@fenbridge.example"
DIRECTOR = "ashley.moor@fenbridge.example"

_numbers = itertools.count(1)


@dataclass
class Settings:
    """What a test may want otherwise; `boxes` maps a mailbox's name to further keys of it."""

    policy: str = "south-cambs-2021"
    by_service: dict[str, str] = field(default_factory=dict)
    # Beside the configuration; a process reads the letters of a folder once.
    letters: str = "letters"
    boxes: dict[str, str] = field(default_factory=lambda: {"feedback": ""})
    # Mailbox name -> port, where not Dovecot's own (a proxy before it).
    ports: dict[str, int] = field(default_factory=dict)


def write_config(
    folder: Path,
    settings: Settings,
    accounts: dict[str, Account],
    dovecot: Dovecot,
    smtp_port: int,
    url: str,
) -> Path:
    """The configuration file of a council in its folder."""
    for name in ("policies", settings.letters):
        (folder / name).mkdir(exist_ok=True)
    (folder / "password").write_text("correct-horse\n")
    key = folder / "signing-key"
    if not key.exists():
        key.write_text(secrets.token_hex(32))
    for file in (key, folder / "password"):
        file.chmod(0o600)
    boxes = [
        MAILBOX.format(
            name=name,
            port=settings.ports.get(name, dovecot.port),
            username=accounts[name].username,
            more=more,
        )
        for name, more in settings.boxes.items()
    ]
    by_service = "\n".join(f'{one} = "{name}"' for one, name in settings.by_service.items())
    file = folder / "mailroom.toml"
    file.write_text(
        CONFIG.format(
            record_url=url,
            mailboxes="".join(boxes),
            smtp_port=smtp_port,
            policy=settings.policy,
            by_service=by_service,
            letters=settings.letters,
        )
    )
    return file


class Council:
    """The house run in this process; `clock` stands until it is moved."""

    def __init__(
        self, folder: Path, settings: Settings, dovecot: Dovecot, smtp: SmtpServer, url: str
    ) -> None:
        """Everything is set up and nothing collected yet."""
        self.folder, self.settings, self.dovecot, self.smtp = folder, settings, dovecot, smtp
        # Between us and the SMTP server: it can refuse calls while the server lives on.
        self.line_out = Proxy(("127.0.0.1", smtp.port))
        self.accounts = {name: dovecot.new_account() for name in settings.boxes}
        self.clock = SetClock(MONDAY)
        self.record = Record(url)
        self.reader = Reader(seconds=20)
        self._url = url
        self._seen = 0
        self._nonces = random.Random(2026)
        self.config_file = write_config(
            folder, settings, self.accounts, dovecot, self.line_out.port, url
        )
        self.open()

    def open(self) -> None:
        """Read the configuration and open the doors, as a daemon does when it starts."""
        config = load_config(self.config_file)
        self.house: House = open_house(
            config, self.record, self.clock, lambda: f"{self._nonces.getrandbits(80):020x}"
        )
        self.boxes: Sequence[Mailbox] = open_mailboxes(config)
        self.post = open_post(config)

    def shut(self) -> None:
        """Close the doors; the record stays."""
        for box in self.boxes:
            box.close()
        self.post.close()

    def reconfigure(self, **changed: object) -> None:
        """Stop, change settings, and start again."""
        self.shut()
        for name, value in changed.items():
            setattr(self.settings, name, value)
        write_config(
            self.folder, self.settings, self.accounts, self.dovecot, self.line_out.port, self._url
        )
        self.open()

    def close(self) -> None:
        """End everything."""
        self.shut()
        self.line_out.stop()
        self.reader.close()
        self.record.close()

    # The post brings mail in -------------------------------------------------------------

    def deliver(
        self,
        raw: bytes,
        *,
        to: str = FEEDBACK,
        box: str = "feedback",
        vouched: str = "dmarc=pass",
        at: datetime | None = None,
    ) -> None:
        """Our own server takes a mail in, now unless told otherwise: its headers on top, then into the Maildir."""
        account = self.accounts[box]
        at = at or self.clock.now()
        name = f"{int(at.timestamp())}.M{next(_numbers):06d}.postman"
        account.deliver(received(raw, at, to, vouched), name=name)
        new = account.maildir / "new" / name
        os.utime(new, (at.timestamp(), at.timestamp()))

    # The house works ---------------------------------------------------------------------

    def round(self) -> Round:
        """One round; whatever kept a job from its work fails the test."""
        done = self.any_round()
        assert not done.faults, done.faults
        return done

    def any_round(self) -> Round:
        """One round, which may tell of faults."""
        return go_round(self.house, self.boxes, self.post, self.reader)

    def arrived(self) -> list[Arrived]:
        """What the SMTP server has taken since the last time this was asked."""
        fresh = self.smtp.taken[self._seen :]
        self._seen += len(fresh)
        with self.record.read() as conn:
            return [read_letter(one, partial(outbox.find_by_message_id, conn)) for one in fresh]

    def letters(self) -> list[Arrived]:
        """A round, and what it sent."""
        self.round()
        return self.arrived()

    def day(self, on: datetime | None = None, *, days: int = 0) -> None:
        """Move the clock to nine in the morning of a day."""
        at = on or self.clock.now().astimezone(LONDON) + timedelta(days=days)
        self.clock.advance_to(datetime.combine(at, time(9, 0), LONDON))

    # What the record says ----------------------------------------------------------------

    def case(self, number: int = 1) -> cases.CaseFile:
        """A case by its number."""
        with self.record.read() as conn:
            return cases.get_case(conn, number)

    def case_count(self) -> int:
        """How many cases there are."""
        with self.record.read() as conn:
            return len(cases.case_files(conn, range(1, 2000)))

    def mail(self, number: int) -> inbox.Incoming:
        """A message by its number."""
        with self.record.read() as conn:
            return inbox.get(conn, number)

    def queue(self) -> list[inbox.Incoming]:
        """What waits for a person."""
        with self.record.read() as conn:
            return inbox.queue(conn)

    def reasons(self) -> list[str]:
        """Why each message waits for a person."""
        return [f"{one.state}: {one.reason}" for one in self.queue()]

    def journal(self) -> list[journal.Entry]:
        """The whole journal, which must be whole."""
        with self.record.read() as conn:
            assert journal.verify(conn) is None
            return journal.entries(conn, limit=100_000)


def received(raw: bytes, at: datetime, to: str = FEEDBACK, vouched: str = "dmarc=pass") -> bytes:
    """A mail with what our own server writes on top; `vouched` '' writes no verdict."""
    head, _, _ = raw.partition(b"\r\n\r\n")
    sender = head.partition(b"From: ")[2].partition(b"\r\n")[0].decode()
    address = sender.rpartition("<")[2].rstrip("> ")
    domain = address.rpartition("@")[2]
    stamp = at.astimezone(LONDON).strftime("%a, %d %b %Y %H:%M:%S %z")
    lines = [f"Return-Path: <{address}>", f"Delivered-To: {to}"]
    lines.append(
        f"Received: from mail.{domain} (mail.{domain} [192.0.2.7])\r\n\tby {MX} with ESMTPS id {next(_numbers):X}\r\n"
        f"\tfor <{to}>; {stamp}"
    )
    if vouched:
        lines.append(f"Authentication-Results: {MX}; {vouched} header.from={domain}")
    return "\r\n".join(lines).encode() + b"\r\n" + raw
