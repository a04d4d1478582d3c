"""One measurement in a process of its own, so that its memory and its caches are its own: prints what it found as JSON.

`python -m bench.work NAME '{"argument": value}'`; `bench` calls it. Seconds are of the wall clock, `cpu` those of this
process alone: on a busy machine the second says what the first would be on a quiet one.
"""

from __future__ import annotations

import email
import json
import logging
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from bench.council import AUTHSERV
from bench.house import Trial, reader, trial
from bench.mail import Mailbox
from mailroom.clock import SetClock
from mailroom.gates.archive import read_archive
from mailroom.jobs.dispatch import dispatch
from mailroom.jobs.doors import open_post
from mailroom.jobs.replay import in_order, play
from mailroom.jobs.round import Round, collect_from, handle_all
from mailroom.reports.gather import gather
from mailroom.reports.report import BLOCKS, figures_of
from mailroom.rules.deadlines import StageFacts, stage_dates
from mailroom.rules.policy import find_policies, load_policy
from mailroom.rules.report_periods import period_of
from mailroom.rules.workdays import Calendar, local_date
from parsers.message import read_message
from store import inbox, journal, outbox
from store.states import IncomingState

Found = dict[str, Any]
# Letters handed to the Maildir to learn how fast that is.
DISPATCHED = 300


@contextmanager
def timed(found: Found, name: str = "") -> Iterator[None]:
    """Adds the seconds that the block took, on the wall and of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    found[f"{name}seconds"] = time.perf_counter() - wall
    found[f"{name}cpu"] = time.process_time() - cpu


def parse(mailbox: str) -> Found:
    """The same messages merely parsed: by the standard library's parser, and by ours."""
    raws = Mailbox(Path(mailbox)).raws()
    found: Found = {"messages": len(raws), "octets": sum(map(len, raws))}
    with timed(found, "email_"):
        for raw in raws:
            for part in email.message_from_bytes(raw).walk():
                if not part.is_multipart():
                    part.get_payload(decode=True)
    with timed(found, "read_"):
        for raw in raws:
            read_message(raw, trusted_authserv=(AUTHSERV,))
    return found


def house(mailbox: str, filled: str = "", letters: bool = False) -> Found:
    """From the mailbox to the outbox, one process, SQLite, every commit on the disk."""
    with (
        trial(Path(mailbox), filled=Path(filled) if filled else None) as one,
        reader() as documents,
    ):
        documents.read(b"warm", "warm.txt")
        done = Round()
        found: Found = {}
        with timed(found):
            with timed(found, "collect_"):
                collect_from(one.house, one.box, done)
            handle_all(one.house, documents, done)
        found |= _outcome(one, done)
        if letters:
            found |= _dispatched(one)
    return found | _memory()


def _outcome(one: Trial, done: Round) -> Found:
    with one.house.record.read() as conn:
        states = {str(state): count for state, count in inbox.counts(conn).items()}
        return {
            "messages": done.new,
            "settled": done.settled,
            "failed": done.failed,
            "states": states,
            "letters": sum(outbox.counts(conn).values()),
        }


def _dispatched(one: Trial) -> Found:
    """The rate at which letters are laid into a Maildir and noted as sent, each by itself."""
    found: Found = {}
    post = open_post(one.house.config)
    left = iter([False] * DISPATCHED)
    with timed(found, "dispatch_"):
        result = dispatch(one.house, post, lambda: next(left, True))
    return found | {"dispatched": result.sent}


def _memory() -> Found:
    """The most that this process, and the largest child it had, held in memory; MB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"own_mb": own / 1024, "child_mb": child / 1024}


def daemon(mailbox: str, url: str, instance: str) -> Found:
    """One of two processes that share a record: says that it is ready, waits to be told, works until all is done."""
    with trial(Path(mailbox), url=url, instance=instance) as one, reader() as documents:
        documents.read(b"warm", "warm.txt")
        done = Round()
        found: Found = {"instance": instance}
        print("ready", flush=True)
        sys.stdin.readline()
        begun = time.time()
        with timed(found):
            if instance == "one":
                collect_from(one.house, one.box, done)
            while not _nothing_left(one, instance):
                handle_all(one.house, documents, done)
        found |= {"begun": begun, "ended": time.time(), "handled": done.settled, "new": done.new}
    return found | _memory()


def _nothing_left(one: Trial, instance: str) -> bool:
    """Whether every message is handled; the second process waits for the first message to be there."""
    with one.house.record.read() as conn:
        counts = inbox.counts(conn)
    if instance != "one" and not any(counts.values()):
        time.sleep(0.01)
        return False
    return not counts[IncomingState.RECEIVED]


def replay(mailbox: str) -> Found:
    """A year of mail played, six weeks more after the last."""
    found: Found = {}
    with timed(found):
        mails = in_order(read_archive(Path(mailbox)))
        clock = SetClock(mails[0].received_at)
        with trial(Path(mailbox), clock=clock, fleeting=True) as one, reader() as documents:
            until = local_date(mails[-1].received_at) + timedelta(days=42)
            play(one.house, clock, mails, until, documents)
            with one.house.record.read() as conn:
                found["letters"] = sum(outbox.counts(conn).values())
    return found | {"messages": len(mails)} | _memory()


def dates() -> Found:
    """Every date of a stage under every built-in policy, none remembered from before."""
    calendar = Calendar("ENG")
    policies = [load_policy(path) for path in find_policies().values()]
    begun = datetime(2026, 1, 5, 10, tzinfo=UTC)
    facts = [StageFacts(1, begun + timedelta(minutes=7 * n), None, None) for n in range(4000)]
    stage_dates(policies[0], facts[-1], calendar)
    found: Found = {"dates": len(facts) * len(policies)}
    with timed(found):
        for policy in policies:
            for one in facts:
                stage_dates.__wrapped__(policy, one, calendar)
    return found


def report(mailbox: str, filled: str) -> Found:
    """Every block of a quarter's report, on a record with many cases; the quarter is one in the midst of them."""
    with trial(Path(mailbox), filled=Path(filled)) as one, one.house.record.read() as conn:
        counted = conn.exec_driver_sql("select min(received_at), max(received_at) from cases").one()
        first, last = (datetime.fromisoformat(at).date() for at in counted)
        period = period_of("quarterly", first + (last - first) / 2)
        assert period is not None  # quarters have periods
        found: Found = {}
        with timed(found):
            seen = gather(one.house, conn, period, last)
            figures_of(seen, BLOCKS)
    return found | {"cases": len(seen.received)}


def commits(mailbox: str) -> Found:
    """How often a second the disk confirms a small write to the record: no message can be safe sooner."""
    found: Found = {"commits": 200}
    with trial(Path(mailbox)) as one, timed(found):
        for _ in range(200):
            with one.house.record.write() as conn:
                journal.append(conn, [journal.NewEntry(one.house.now(), "bench", "commit")])
    return found


def papers(mailbox: str) -> Found:
    """How fast the document child alone reads what is enclosed."""
    raws = Mailbox(Path(mailbox)).raws()
    files = [
        (one.content, one.filename)
        for raw in raws
        for one in read_message(raw).attachments
        if one.is_document
    ]
    with reader() as documents:
        documents.read(b"warm", "warm.txt")
        found: Found = {"documents": len(files)}
        with timed(found):
            for waiting in [documents.start(*file) for file in files]:
                waiting.result()
    return found | _memory()


MEASURES: dict[str, Callable[..., Found]] = {
    one.__name__: one for one in (parse, house, daemon, replay, dates, commits, papers, report)
}


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    print(json.dumps(MEASURES[sys.argv[1]](**json.loads(sys.argv[2] if sys.argv[2:] else "{}"))))
