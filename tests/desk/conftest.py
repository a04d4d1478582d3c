"""A council with a desk: mail that waits, people who sign in, a browser where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright

from mailroom.clock import SetClock
from mailroom.commands.desk import chance
from mailroom.config import Config, load_config
from mailroom.desk.app import make_app
from mailroom.desk.door import Door, hash_of
from mailroom.desk.people import worker_of
from mailroom.desk.room import EXTENSION, Room
from mailroom.desk.serving import serving
from mailroom.gates.maildir import make_maildir
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.jobs.round import go_round
from parsers.documents import Reader
from store import cases, inbox, links
from store.session import Record
from tests.commands.conftest import COMPLAINT, CONFIG, mail_from

START = datetime(2026, 2, 3, 12, tzinfo=UTC)
JO, ANA, KIM, SAM, ROB, ADA = (
    f"{name}@ashford.example"
    for name in ("jo.park", "ana.dee", "kim.lo", "sam.lee", "rob.ash", "ada.oke")
)
MORE = f"""
[[coordinators]]
name = "Ana Dee"
email = "{ANA}"

[roles]
chief_executive = {{ name = "Kim Lo", email = "{KIM}" }}
monitoring_officer = {{ name = "Ada Oke", email = "{ADA}" }}

[[services]]
id = "housing"
name = "Housing Repairs"
words = ["damp", "repair", "boiler"]
manager = {{ name = "Rob Ash", email = "{ROB}" }}

[desk]
readers = ["{KIM}"]
administrators = ["{ADA}"]
"""
NEW = "new.hand@ashford.example"
PEOPLE = f"email,name,title,role,service\n{NEW},New Hand,Officer,officer,housing\n"
VAGUE = "Bins again. I did tell somebody."


@dataclass
class Council:
    """The house, its clock, and what the desk needs of it."""

    folder: Path
    config: Config
    house: House
    clock: SetClock
    reader: Reader
    app: Flask
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def mail(self, email: str, subject: str, text: str) -> int:
        """A mail comes in and is handled; its number."""
        return self.raw(mail_from(email, subject, text))

    def raw(self, mail: bytes) -> int:
        """The same of a mail's bytes."""
        (self.folder / "mailbox" / "new" / str(next(self.numbers))).write_bytes(mail)
        self.round()
        with self.house.record.read() as conn:
            return max(one.id for one in inbox.queue(conn, tuple(inbox.IncomingState), 1000))

    def round(self) -> None:
        """Everything that is due is done."""
        post = open_post(self.config)
        go_round(self.house, open_mailboxes(self.config), post, self.reader)

    def pass_minutes(self, minutes: float) -> None:
        """Time goes by."""
        self.clock.advance_to(self.clock.now() + timedelta(minutes=minutes))

    def letters(self) -> list[str]:
        """What was sent, as text."""
        sent = sorted((self.folder / "post" / "new").iterdir())
        return [file.read_text() for file in sent]

    def link(self, email: str) -> str:
        """The token of a link for somebody."""
        worker = worker_of(self.config, email)
        assert worker is not None
        token = self.door.make_link(worker)
        assert token is not None
        return token

    @property
    def door(self) -> Door:
        """The desk's door."""
        room: Room = self.app.extensions[EXTENSION]
        return room.door

    def client(self, email: str) -> FlaskClient:
        """Somebody signed in, without a browser and without CSRF tokens."""
        self.app.config["WTF_CSRF_ENABLED"] = False
        key = self.door.chance()
        with self.house.record.write() as conn:
            links.begin_visit(conn, hash_of(key), email, self.house.now())
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["key"] = key
        return client


@pytest.fixture(scope="session")
def desk_reader() -> Iterator[Reader]:
    with Reader(seconds=20) as reader:
        yield reader


@pytest.fixture
def more() -> str:
    """What a test's configuration has beside the usual."""
    return ""


@pytest.fixture
def council(
    tmp_path: Path, migrated_file: Path, desk_reader: Reader, more: str
) -> Iterator[Council]:
    for name in ("mailbox", "post"):
        make_maildir(tmp_path / name)
    (tmp_path / "letters").mkdir()
    (tmp_path / "signing-key").write_text("k" * 64)
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "mailroom.toml").write_text(CONFIG + MORE + more)
    (tmp_path / "record.sqlite").write_bytes(migrated_file.read_bytes())
    config = load_config(tmp_path / "mailroom.toml")
    record, clock, chances = Record(config.record.url), SetClock(START), count(1)
    house = open_house(config, record, clock, lambda: f"{next(chances):020x}", instance="test")
    app = make_app(house, desk_reader, lambda: f"chance-{next(chances)}-of-this-test")
    yield Council(tmp_path, config, house, clock, desk_reader, app)
    record.close()


@pytest.fixture
def waiting(council: Council) -> Council:
    """The same with a message that waits."""
    council.mail("una@home.example", "bins", VAGUE)
    return council


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's browser; skips where there is none, fails so in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        message = "there is no chromium on this machine (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


Sent = Callable[[FlaskClient, str, dict[str, object]], str]


@pytest.fixture
def sent() -> Sent:
    """Send a form and give the page that comes of it, in the end."""

    def send(client: FlaskClient, place: str, form: dict[str, object]) -> str:
        return client.post(place, data=form, follow_redirects=True).get_data(as_text=True)

    return send


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser, open."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def address(council: Council) -> Iterator[str]:
    """Where the council's desk is, as long as it is served."""
    with serving(council.house, council.reader, chance, port=0) as place:
        yield place


@pytest.fixture
def case(council: Council) -> cases.CaseFile:
    """A complaint about bins, which Sam answers."""
    council.mail("una@home.example", "My bin", COMPLAINT)
    with council.house.record.read() as conn:
        file = cases.get_case(conn, 1)
    assert file.stages[-1].owner_email == SAM
    return file
