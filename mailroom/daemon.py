"""Chooses when: a thread for each mailbox collects and waits for news; the main one works through it all.

APScheduler is only the ticker. Deadlines live in the record, so that nothing is lost when the daemon is.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING

import structlog

from letters.compose import LetterFault, compose
from letters.samples import sample_facts
from mailroom.errors import RecordUnavailable
from mailroom.gates import systemd
from mailroom.gates.mailbox import Mailbox
from mailroom.gates.post import Post
from mailroom.house import House
from mailroom.jobs import directory
from mailroom.jobs.round import Round, collect_from, go_round, run_job
from mailroom.rules.hearing import Words
from mailroom.rules.subject_matter import Services
from mailroom.rules.triage import propose
from parsers.documents import Reader
from parsers.message import read_message
from store import chores, claims, diary

if TYPE_CHECKING:  # loaded when the house begins to tick: few who import this module do
    from apscheduler.schedulers.background import BackgroundScheduler

log = structlog.get_logger()

# The work is looked at so often even if no mailbox has news: letters put off, deadlines, midnight.
TICK_SECONDS = 15
# The chore of looking at every stage, by which the record knows when it was done.
LOOK_ANEW = "look at every open stage"
# So long the main thread waits without running a line: a signal that comes between its last line and the wait is
# heard no sooner.
WAIT_SECONDS = 1.0
# How long a stop waits for a mailbox's thread to let go of its server.
STOP_SECONDS = 10
# Read at the start, so that all that reads mail is loaded; nobody wrote it.
FIRST_MAIL = (
    b"From: Mailroom <first@mailroom.invalid>\r\nDate: Thu, 1 Jan 2026 09:00:00 +0000\r\nSubject: First\r\n"
    b"Content-Type: text/html\r\n\r\n<table><tr><td>I reported it two weeks ago<td>and wait</table>"
)


class Daemon:
    """The house at work until it is told to stop."""

    def __init__(
        self,
        house: House,
        boxes: Sequence[Mailbox],
        post: Post,
        reader: Reader,
        wake: threading.Event,
    ) -> None:
        """`wake` is the event that ends a mailbox's wait: set once, when the house stops."""
        self._house = house
        self._boxes = boxes
        self._post = post
        self._reader = reader
        self._stopping = wake
        # No Event: a signal that meets the main thread inside one would wait for it for ever.
        self._work: SimpleQueue[None] = SimpleQueue()
        self._in_trouble = False
        self._people = directory.seen(house)
        self._beaten_at = float("-inf")

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Finish what is in hand and end; safe to call from a signal handler."""
        self._stopping.set()
        self._wake()

    def _wake(self) -> None:
        self._work.put(None)

    def _beat(self) -> None:
        """Tell systemd that the house is at work: by the thread that does it, so that one that hangs is found out."""
        seconds = systemd.watchdog_seconds()
        if seconds is not None and time.monotonic() - self._beaten_at >= seconds / 2:
            self._beaten_at = time.monotonic()
            systemd.notify("WATCHDOG=1")

    def _wait_for_work(self) -> None:
        """Until there is any, with a sign of life as often as systemd wants one."""
        waiting = True
        while waiting:
            self._beat()
            with suppress(Empty):
                self._work.get(
                    timeout=min(WAIT_SECONDS, systemd.watchdog_seconds() or WAIT_SECONDS)
                )
                waiting = False
        with suppress(Empty):
            while True:  # however often it was called for, one round does
                self._work.get_nowait()

    def run(self, on_round: Callable[[Round], None] = lambda _: None) -> None:
        """Work until stopped; RecordUnavailable where another daemon of this name is at work on the same record."""
        with ExitStack() as stack:
            if not stack.enter_context(self._house.record.hold(f"daemon-{self._name()}")):
                raise RecordUnavailable(
                    "Another mailroom daemon is at work on this record.",
                    do="Stop it first. On PostgreSQL more may run, each under a name of its own: --instance.",
                )
            take_back_claims(self._house)
            warm_up(self._house)
            stack.callback(self._start_ticking().shutdown, wait=False)
            threads = self._start_collecting()
            systemd.notify("READY=1\nSTATUS=at work")
            while not self._stopping.is_set():
                on_round(self._round())
                self._wait_for_work()
            systemd.notify("STOPPING=1")
            for thread in threads:
                thread.join(STOP_SECONDS)
        self._post.close()

    def _round(self) -> Round:
        """A round; what the one before had in hand when it met a fault is free again at once."""
        run_job("read people", self._read_people, Round())
        if self._in_trouble:
            run_job("take back", partial(take_back_claims, self._house), Round())
        done = go_round(
            self._house, (), self._post, self._reader, self._stopping.is_set, self._beat
        )
        self._in_trouble = bool(done.faults)
        return done

    def _read_people(self) -> None:
        """Whoever the people's file names now is who they are from this round on."""
        self._house, self._people = directory.read_if_changed(self._house, self._people)

    def _name(self) -> str:
        # One file, one daemon: on SQLite the name of the instance makes no difference.
        return "sqlite" if self._house.record.dialect == "sqlite" else self._house.holder

    def _start_ticking(self) -> BackgroundScheduler:
        from apscheduler.schedulers.background import BackgroundScheduler

        ticker = BackgroundScheduler(timezone="UTC")
        options = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        ticker.add_job(self._wake, "interval", seconds=TICK_SECONDS, **options)
        ticker.start()
        return ticker

    def _start_collecting(self) -> list[threading.Thread]:
        threads = [
            threading.Thread(
                target=self._collect,
                args=(box, poll.poll_seconds),
                name=f"collect-{box.name}",
                daemon=True,
            )
            for box, poll in zip(self._boxes, self._house.config.mailboxes, strict=True)
        ]
        for thread in threads:
            thread.start()
        return threads

    def _collect(self, box: Mailbox, seconds: float) -> None:
        """One mailbox's thread: visit, wake the worker where there was something, wait for news."""
        while not self._stopping.is_set():
            visited, waited = Round(), Round()
            run_job(
                f"collect {box.name}", partial(collect_from, self._house, box, visited), visited
            )
            if visited.new:
                self._wake()
            if not self._stopping.is_set():
                run_job(f"wait for {box.name}", partial(box.wait, seconds), waited)
            if waited.faults:
                self._stopping.wait(
                    seconds
                )  # a mailbox that cannot wait is not visited without end
        run_job(f"close {box.name}", box.close, Round())


def take_back_claims(house: House) -> None:
    """What this instance had in hand when it was last killed is free again at once, not only after its claim ends.

    Once a day every open stage is to be looked at, too, whatever the diary had noted: the clock may have been
    wrong for a moment, or the council's working days have changed.
    """
    with house.record.write() as conn:
        claims.take_back(conn, house.holder, house.now())
        if chores.begin_chore(conn, LOOK_ANEW, house.today()):
            diary.look_anew(conn)


def warm_up(house: House) -> None:
    """Read calendars, the commonest letters and a mail before any message is claimed.

    The first one would else hold the record a second for them and for the libraries that read mail, and a house
    that is killed soon after each start would be killed over that message every time.
    """
    first = read_message(FIRST_MAIL)
    propose(Words(first.subject, first.body.newest), Services(()))
    house.calendar.after(house.today(), 1)
    for name in ("acknowledgement", "assignment"):
        # A fault in a council's own letter is told where it is written, with the message that wanted it.
        with suppress(LetterFault):
            compose(name, sample_facts(name), overrides=house.config.letters.folder)


def stop_on_signals(daemon: Daemon) -> None:
    """SIGTERM and SIGINT end the daemon in good order."""
    signal.signal(signal.SIGTERM, daemon.stop)
    signal.signal(signal.SIGINT, daemon.stop)
