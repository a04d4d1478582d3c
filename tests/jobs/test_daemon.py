"""The daemon's sign of life comes from its work, and no mailbox's thread dies unseen."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mailroom.daemon import Daemon
from mailroom.gates.mailbox import Mailbox
from mailroom.gates.post import Accepted, Outcome
from mailroom.jobs.doors import open_mailboxes
from store import outbox
from tests.jobs.test_dispatch import Slow
from tests.jobs.town import START, Town
from tests.store.makers import letter


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], int]]:
    """How many signs of life systemd has had since this was last asked; it wants one each 0.2 s."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "200000")

        def count() -> int:
            signs = 0
            while True:
                try:
                    signs += line.recv(1000) == b"WATCHDOG=1"
                except BlockingIOError:
                    return signs

        yield count


@dataclass
class Running:
    """A daemon at work in a thread of its own."""

    daemon: Daemon
    stopping: threading.Event
    thread: threading.Thread

    def stop(self) -> None:
        self.daemon.stop()
        self.thread.join(20)
        assert not self.thread.is_alive()


def _run(town: Town, post: Slow, *boxes: Mailbox) -> Running:
    wake = threading.Event()
    boxes = boxes or tuple(open_mailboxes(town.house.config, wake))
    daemon = Daemon(town.house, boxes, post, town.reader, wake)
    thread = threading.Thread(target=daemon.run)
    thread.start()
    return Running(daemon, wake, thread)


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_house_that_waits_gives_its_sign(town: Town, heard: Callable[[], int]) -> None:
    running = _run(town, Slow())
    _until(lambda: heard() > 0)
    heard()
    time.sleep(1)
    assert heard() >= 5
    running.stop()


def test_a_house_that_hangs_gives_none(town: Town, heard: Callable[[], int]) -> None:
    let_go = threading.Event()

    def hang(_: int) -> Outcome:
        let_go.wait(20)
        return Accepted("250 ok")

    with town.record.write() as conn:
        outbox.write(conn, [letter("a", written_at=START)])
    post = Slow(hang)
    running = _run(town, post)
    _until(lambda: bool(post.given))
    heard()
    time.sleep(1)
    assert heard() == 0
    let_go.set()
    _until(lambda: heard() > 0)
    running.stop()


@dataclass
class Cranky:
    """A mailbox whose waiting breaks."""

    name: str = "feedback"
    visits: list[float] = field(default_factory=list)

    def open(self) -> int:
        self.visits.append(time.monotonic())
        return 1

    def uids(self) -> list[int]:
        return []

    def fetch(self, uids: object) -> Iterator[object]:
        return iter(())

    def treat(self, uids: object) -> None:
        pass

    def wait(self, seconds: float) -> bool:
        raise RuntimeError("the line is gone")

    def close(self) -> None:
        pass


def test_a_mailbox_whose_waiting_breaks_is_visited_again_after_its_time(town: Town) -> None:
    town.open(town.config.replace('path = "mailbox"', 'path = "mailbox"\npoll_seconds = 0.3'))
    box = Cranky()
    running = _run(town, Slow(), box)  # type: ignore[arg-type]
    _until(lambda: len(box.visits) >= 3)
    running.stop()
    first, second, *_ = box.visits
    assert second - first >= 0.3
