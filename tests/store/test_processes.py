"""Several processes share a record, and one that is killed leaves nothing half done."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from multiprocessing.connection import Connection as Pipe

from store import inbox
from store.session import Record
from tests.store.makers import AT, MINUTE, mail

# Not forked: a forked child would share its parent's connections.
SPAWN = multiprocessing.get_context("spawn")
MANY_SECONDS = 3600


def claim_all(url: str, pipe: Pipe) -> None:
    """Claim until nothing is left, and tell what was claimed."""
    record, mine = Record(url), list[int]()
    pipe.send("ready")
    pipe.recv()
    while True:
        with record.write() as conn:
            batch = inbox.claim(conn, str(pipe.fileno()), 5, AT, AT + MINUTE)
        if not batch:
            break
        mine += [one.id for one in batch]
    pipe.send(mine)
    record.close()


def stop_half_way(url: str, pipe: Pipe) -> None:
    """Write, and stay in the transaction."""
    with Record(url).write() as conn:
        inbox.keep(conn, [mail(1)], AT)
        pipe.send("ready")
        time.sleep(MANY_SECONDS)


def hold_on(url: str, pipe: Pipe) -> None:
    """Hold a name, and keep it."""
    with Record(url).hold("feedback") as ours:
        pipe.send("ready" if ours else "taken")
        time.sleep(MANY_SECONDS)


@contextmanager
def running(work: Callable[[str, Pipe], None], url: str) -> Iterator[Pipe]:
    """A process at that work, once it is ready; killed at the end."""
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=work, args=(url, theirs))
    process.start()
    try:
        assert ours.recv() == "ready"
        yield ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
        theirs.close()


def test_no_two_processes_claim_the_same_message(record: Record, record_url: str) -> None:
    with record.write() as conn:
        inbox.keep(conn, [mail(uid) for uid in range(100)], AT)
    with running(claim_all, record_url) as one, running(claim_all, record_url) as two:
        for pipe in (one, two):
            pipe.send("go")
        claimed = list(chain(one.recv(), two.recv()))
    assert len(claimed) == len(set(claimed)) == 100


def test_a_writer_killed_half_way_has_written_nothing(record: Record, record_url: str) -> None:
    with running(stop_half_way, record_url), record.read() as conn:
        assert inbox.missing_uids(conn, "feedback", 7, [1]) == [1]
    with record.write() as conn:
        assert inbox.missing_uids(conn, "feedback", 7, [1]) == [1]
        assert inbox.keep(conn, [mail(2)], AT) == 1


def test_a_name_held_by_a_process_that_is_killed_is_free(record: Record, record_url: str) -> None:
    with running(hold_on, record_url), record.hold("feedback") as ours:
        assert not ours
    assert _becomes_free(record, within_seconds=10)


def _becomes_free(record: Record, within_seconds: float) -> bool:
    """PostgreSQL needs a moment to see that a client is gone."""
    until = time.monotonic() + within_seconds
    while time.monotonic() < until:
        with record.hold("feedback") as ours:
            if ours:
                return True
        time.sleep(0.02)
    return False
