"""PostgreSQL stops in the middle of a round and is started again: words, nothing lost, the rest is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import psycopg
import pytest

from mailroom.clock import SystemClock
from mailroom.commands.opening import new_nonce
from mailroom.config import load_config
from mailroom.gates.post import Outcome
from mailroom.house import open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from mailroom.jobs.round import Round, go_round
from parsers.documents import Document, Reader
from store.session import Record
from tests.bad_weather.mails import WORDS
from tests.bad_weather.test_bad_documents import with_documents
from tests.bad_weather.town import Town
from tests.servers import postgres
from tests.servers.postgres import SETTINGS, Cluster, run_cluster

pytestmark = pytest.mark.server


class Fragile:
    """A server that can be stopped as a power cut would, and started again."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.url = cluster, cluster.fresh()

    def _ctl(self, *words: str) -> None:
        binaries = postgres.find_binaries()
        assert binaries is not None
        folder: Path = self.cluster.folder
        prefix = postgres._as_postgres(folder)
        data = ("-D", str(folder / "data"), "-w", "-l", str(folder / "log"))
        postgres._run(*prefix, binaries / "pg_ctl", *data, *words)

    def stop(self) -> None:
        self._ctl("-m", "immediate", "stop")

    def start(self) -> None:
        settings = {**SETTINGS, "unix_socket_directories": str(self.cluster.folder)}
        self._ctl("-o", " ".join(f"-c {key}={value!r}" for key, value in settings.items()), "start")

    def count(self, what: str) -> int:
        name = self.url.split("@/")[1].split("?")[0]
        conninfo = f"host={self.cluster.folder} user={postgres.USER} dbname={name}"
        with psycopg.connect(conninfo) as conn:
            found = conn.execute(f"SELECT count(*) FROM {what}".encode()).fetchone()
        assert found
        return int(found[0])


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server of these tests' own: the others' must not stop."""
    with run_cluster() as cluster:
        # As on a real server: what was kept outlives a crash.
        cluster.run(f"ALTER ROLE {postgres.USER} SET synchronous_commit = on")
        yield cluster


@pytest.fixture
def server(cluster: Cluster) -> Fragile:
    return Fragile(cluster)


class StopsInReading(Reader):
    """Stops the database while the documents of a batch are read."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__(seconds=10)
        self._stop: Callable[[], None] | None = stop

    def start(self, content: bytes, filename: str, *, opened: bool = True) -> Future[Document]:
        if self._stop is not None:
            self._stop()
            self._stop = None
        return super().start(content, filename, opened=opened)


class StopsAfterSending:
    """Stops the database when a letter has just been taken: the one instant at which it may go twice."""

    def __init__(self, town: Town, stop: Callable[[], None]) -> None:
        self._post = open_post(load_config(town.folder / "mailroom.toml"))
        self._stop: Callable[[], None] | None = stop

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> Outcome:
        outcome = self._post.send(raw, sender, recipients)
        if self._stop is not None:
            self._stop()
            self._stop = None
        return outcome

    def check(self) -> list[str]:
        return self._post.check()

    def close(self) -> None:
        self._post.close()


def one_round(
    town: Town, reader: Reader | None = None, post: StopsAfterSending | None = None
) -> Round:
    """A round as the daemon does it, with that reader or post."""
    config = load_config(town.folder / "mailroom.toml")
    record = Record(config.record.url)
    house = open_house(config, record, SystemClock(), new_nonce, instance="round")
    try:
        with reader or Reader(seconds=10) as documents:
            boxes = open_mailboxes(config)
            return go_round(house, boxes, post or open_post(config), documents)
    finally:
        record.close()


def in_words(done: Round) -> None:
    assert done.faults
    for fault in done.faults:
        assert "The connection to the database was lost." in fault or "cannot be used" in fault
        assert "in mailroom itself" not in fault


def all_was_done_once(town: Town, server: Fragile, *people: str) -> None:
    town.round()
    assert server.count("cases") == len(people)
    assert server.count("incoming WHERE state <> 'HANDLED'") == 0
    assert server.count("outgoing WHERE state <> 'SENT'") == 0
    assert {town.letters_to(who) for who in people} == {1}
    assert "whole" in town.run("journal", "verify").output


@pytest.fixture
def people(town: Town, server: Fragile) -> tuple[str, ...]:
    town.change(("sqlite:///record.sqlite", server.url))
    town.drop(with_documents(WORDS, ("note.txt", b"Name: Pat Moor")), "pat")
    town.complain("ann", "bob", "una")
    return ("pat", "ann", "bob", "una")


def test_stopped_before_a_round(town: Town, server: Fragile, people: tuple[str, ...]) -> None:
    server.stop()
    said = town.run("round", code=1).output
    assert "The database cannot be used: " in said
    assert "Traceback" not in said
    server.start()
    all_was_done_once(town, server, *people)


def test_stopped_while_mail_is_read(town: Town, server: Fragile, people: tuple[str, ...]) -> None:
    in_words(one_round(town, reader=StopsInReading(server.stop)))
    server.start()
    all_was_done_once(town, server, *people)


def test_stopped_when_a_letter_had_just_gone(
    town: Town, server: Fragile, people: tuple[str, ...]
) -> None:
    in_words(one_round(town, post=StopsAfterSending(town, server.stop)))
    server.start()
    all_was_done_once(town, server, *people)
    # The folder takes a letter once; a server would have had that one twice, under one Message-ID.
    assert server.count("entries WHERE act = 'sent again'")


def test_restarted_between_two_jobs_the_round_goes_on(
    town: Town, server: Fragile, people: tuple[str, ...]
) -> None:
    def restart() -> None:
        server.stop()
        server.start()

    done = one_round(town, reader=StopsInReading(restart))
    assert not done.faults, "a connection that was lost while nobody used it is opened anew"
    all_was_done_once(town, server, *people)
