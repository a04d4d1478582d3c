"""One round: collect, handle until nothing waits, ask the diary, dispatch. Cron may call it; the daemon does.

A fault in one job is told and does not keep the others from theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import partial

import structlog

from mailroom.errors import MailroomError, place_of
from mailroom.gates.mailbox import Mailbox
from mailroom.gates.post import Post
from mailroom.house import House
from mailroom.jobs.collect import collect
from mailroom.jobs.diary import diary
from mailroom.jobs.dispatch import dispatch
from mailroom.jobs.handle import handle
from mailroom.jobs.instructed import carry_out_ripe
from mailroom.jobs.learn import learn_daily
from parsers.documents import Reader
from store.session import RecordFault

log = structlog.get_logger()


@dataclass
class Round:
    """What one round did; `faults` tells in words what kept a job from its work."""

    new: int = 0
    settled: int = 0
    failed: int = 0
    written: int = 0
    sent: int = 0
    later: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def did_something(self) -> bool:
        """Whether there was anything to do at all."""
        return bool(
            self.new
            or self.settled
            or self.failed
            or self.written
            or self.sent
            or self.later
            or self.refused
        )


def go_round(
    house: House,
    boxes: Sequence[Mailbox],
    post: Post,
    reader: Reader,
    stopping: Callable[[], bool] = lambda: False,
    beat: Callable[[], object] = lambda: None,
) -> Round:
    """Each job once; between jobs and batches `stopping` may end the round early.

    `beat` is called after every piece of work: whoever hears nothing for long knows that one hangs.
    """
    done = Round()
    for box in boxes:
        run_job(f"collect {box.name}", partial(collect_from, house, box, done), done)
    jobs: tuple[tuple[str, Callable[[], object]], ...] = (
        ("instructed", partial(carry_out_ripe, house, reader)),
        ("handle", partial(handle_all, house, reader, done, stopping, beat)),
        ("diary", partial(_diary, house, done, beat)),
        ("dispatch", partial(_dispatch, house, post, done, stopping, beat)),
        ("learn", partial(learn_daily, house, reader, beat)),
    )
    for name, job in jobs:
        if not stopping():
            run_job(name, job, done)
    if done.did_something:
        counts = {one.name: getattr(done, one.name) for one in fields(done) if one.name != "faults"}
        log.info("round", **counts)
    return done


def run_job(name: str, job: Callable[[], object], done: Round) -> None:
    """Run a job; whatever stops it is told and leaves the other jobs alone.

    Of a fault of our own kind and place are told: its message may hold a resident's words.
    """
    try:
        job()
    except (MailroomError, RecordFault) as fault:
        log.error("job stopped", job=name, fault=str(fault))
        done.faults.append(f"{name}: {fault}")
    except (
        Exception
    ) as error:  # the one place: a fault of our own in one job must not stop the house
        kind, place = type(error).__name__, place_of(error)
        log.error("job failed", job=name, error=kind, place=place)
        log.debug("the error in full", job=name, exc_info=error)
        done.faults.append(f"{name}: a fault in mailroom itself ({kind} at {place})")


def tell(done: Round, where: str, fault: str) -> None:
    """A fault that was met and lived with: for whoever reads the log, and for whoever asked for the round."""
    log.warning("not done", where=where, fault=fault)
    done.faults.append(f"{where}: {fault}")


def collect_from(house: House, box: Mailbox, done: Round) -> None:
    """Visit one mailbox and count what it brought."""
    collected = collect(house, box)
    done.new += collected.new
    if collected.fault:
        tell(done, box.name, collected.fault)


def handle_all(
    house: House,
    reader: Reader,
    done: Round,
    stopping: Callable[[], bool] = lambda: False,
    beat: Callable[[], object] = lambda: None,
) -> None:
    """Handle batches until none waits; what had to be put back waits for the next round."""
    while not stopping():
        batch = handle(house, reader, beat=beat)
        done.settled += batch.settled
        done.failed += batch.failed
        if not batch.settled and not batch.failed:
            return


def _diary(house: House, done: Round, beat: Callable[[], object]) -> None:
    looked = diary(house, beat)
    done.written += looked.written
    for fault in looked.faults:
        tell(done, "diary", fault)


def _dispatch(
    house: House,
    post: Post,
    done: Round,
    stopping: Callable[[], bool],
    beat: Callable[[], object],
) -> None:
    result = dispatch(house, post, stopping, beat=beat)
    done.sent += result.sent
    done.later += result.later
    done.refused += result.refused
    if result.fault:
        tell(done, "post", result.fault)
