"""The desk in full work: how long a page takes at the server, over HTTP on this machine, in milliseconds.

    python -m bench.desk [--cases 100000] [--waiting 5000] [--runs 25] [--postgres URL] [--only sqlite|postgres]

Each page is asked for by turns, so that a slow minute hits them all; the first time counts for none. Of each the
best, the median and the 95th of a hundred by the wall clock, and the median of the desk's own processor time: on a
machine that others use, the first and the last say most. What PostgreSQL itself takes is in the wall clock alone.
"""

from __future__ import annotations

import argparse
import http.client
import re
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from urllib.parse import quote, urlencode

from bench.busy import Busy
from bench.house import reader, trial
from bench.mail import mailbox
from bench.past import kept
from mailroom.clock import SetClock
from mailroom.desk.door import Door
from mailroom.desk.people import worker_of
from mailroom.desk.serving import serving
from mailroom.house import House
from store import worklist
from store.session import Record

COORDINATOR = "coordinator@brackenford.example"
# What the issue asks for; the others have no aim of their own.
AIMS = {
    "queue": 100, "queue, later": 100, "queue of a service": 100, "queue of a reason": 100,
    "case of 200 events": 100, "search by words": 200, "search by a name": 200, "search by reference": 200,
    "today": 100,
}  # fmt: skip
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Browser:
    """Somebody signed in by a link, over one connection that is kept open."""

    host: str
    cookie: str = ""
    conn: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.conn = http.client.HTTPConnection(self.host, timeout=120)

    def sign_in(self, token: str) -> None:
        """Open a link, and press its button."""
        page = self.get(f"/sign-in/{token}")
        hidden = _TOKEN.search(page)
        assert hidden, "no button to sign in with"
        self._ask("POST", f"/sign-in/{token}", urlencode({"csrf_token": hidden[1]}))

    def get(self, place: str) -> str:
        """A page; an error where it is none."""
        status, page = self._ask("GET", place)
        assert status == 200, (place, status, page[:400])
        return page

    def _ask(self, method: str, place: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Host": self.host, "Referer": f"http://{self.host}/"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.conn.request(method, place, body, headers)
        answer = self.conn.getresponse()
        if set_cookie := answer.getheader("Set-Cookie"):
            self.cookie = set_cookie.partition(";")[0]
        return answer.status, answer.read().decode()


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of a page: by the wall clock, and of the processor."""

    wall: Sequence[float]
    own: Sequence[float]
    kilobytes: float

    @property
    def late(self) -> float:
        """The 95th of a hundred."""
        return sorted(self.wall)[max(0, round(len(self.wall) * 0.95) - 1)]


def main() -> None:
    """Measure and print a table for each database."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--waiting", type=int, default=5_000, help="mails in the queue")
    parser.add_argument("--runs", type=int, default=25, help="how often each page is asked for")
    parser.add_argument("--postgres", default="", metavar="URL", help="a database to be filled")
    parser.add_argument("--only", choices=("sqlite", "postgres"))
    asked = parser.parse_args()
    busy = Busy(asked.cases, asked.waiting)
    if asked.only != "postgres":
        with trial(
            mailbox(1).folder,
            filled=kept(f"desk-{busy.name}", busy.lay_in),
            clock=SetClock(busy.now),
        ) as one:
            report("SQLite", measure(one.house, busy, asked.runs))
    if asked.only != "sqlite":
        with _postgres(asked.postgres, busy) as url:
            if url:
                with trial(mailbox(1).folder, url=url, clock=SetClock(busy.now)) as one:
                    report("PostgreSQL", measure(one.house, busy, asked.runs))


@contextmanager
def _postgres(url: str, busy: Busy) -> Iterator[str]:
    """A filled database: the one named, else a private server's; '' where there is none."""
    # The same private server as the other measurements have.
    from bench.__main__ import _database

    with _database(url) as place:
        if place:
            record = Record(place)
            busy.lay_in(record)
            record.close()
        else:
            print("no PostgreSQL on this machine; --postgres names one")
        yield place


def measure(house: House, busy: Busy, runs: int) -> dict[str, Took]:
    """Every page, so often."""
    door = Door(house, lambda: secrets.token_urlsafe(32))
    worker = worker_of(house.config, COORDINATOR)
    assert worker is not None
    token = door.make_link(worker)
    with reader() as documents, serving(house, documents, door.chance, port=0) as address:
        browser = Browser(address.removeprefix("http://"))
        browser.sign_in(token or "")
        pages = _pages(house, busy, browser.get("/queue"))
        sizes = {name: len(browser.get(place)) / 1000 for name, place in pages.items()}
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
        for _ in range(runs):
            for name, place in pages.items():
                times[name].append(_timed(lambda place=place: browser.get(place)))  # type: ignore[misc]
    return {
        name: Took([one for one, _ in some], [one for _, one in some], sizes[name])
        for name, some in times.items()
    }


def _pages(house: House, busy: Busy, queue: str) -> dict[str, str]:
    """What is asked for, by the name it has in the table."""
    with house.record.read() as conn:
        waiting = worklist.page(conn, worklist.Wanted())
        reason = worklist.reasons(conn)[0][0]
    later = re.search(r'href="(/queue\?[^"]*after=[^"]+)"', queue)
    found = {
        "queue": "/queue",
        "queue, later": later[1].replace("&amp;", "&") if later else "/queue",
        "queue of a service": "/queue?service=waste",
        "queue of a reason": f"/queue?reason={quote(reason)}",
        "message": f"/queue/{waiting[0].id}",
        "register": "/cases",
        "search by words": "/cases?words=missed+bin",
        "search by a name": "/cases?words=mary+taylor",
        "search by reference": f"/cases?words={busy.reference(0)}",
        "today": "/today",
        "calendar": "/calendar",
        "outbox": "/outbox",
    }
    long = {
        f"case of {events} events": f"/cases/{busy.reference(place)}"
        for place, events in enumerate(busy.long)
    }
    return found | long


def _timed(do: Callable[[], Any]) -> tuple[float, float]:
    started, own = time.perf_counter(), time.process_time()
    do()
    return (time.perf_counter() - started) * 1000, (time.process_time() - own) * 1000


def report(database: str, found: dict[str, Took]) -> None:
    """Print the table of a database."""
    print(f"\n{database:24}{'aim':>8}{'best':>9}{'median':>9}{'95th':>9}{'own':>9}{'kB':>7}")
    for name, took in found.items():
        aim = f"< {AIMS[name]}" if name in AIMS else ""
        figures = (min(took.wall), median(took.wall), took.late, median(took.own))
        print(
            f"{name:24}{aim:>8}"
            + "".join(f"{one:9.0f}" for one in figures)
            + f"{took.kilobytes:7.0f}"
        )


if __name__ == "__main__":
    main()
