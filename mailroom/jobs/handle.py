"""Handles what was collected: reads, asks the rules, and has the act done, in batches that lose nothing.

The attempt is counted and committed before a message is read; mail is read outside any transaction; one
transaction then holds a batch's acts. Should one message of a batch fail, each is handled by itself; after
three strikes it is FAILED, on the queue with its reason, and has blocked nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog

from mailroom.acts import messages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs import facts, passed_on, reading
from mailroom.jobs.clues import thread_ids
from mailroom.rules.disposition import decide
from mailroom.rules.reading import Reading
from mailroom.rules.retries import DEATHS, STRIKES
from parsers.documents import Reader
from parsers.message import Clues, read_clues
from store import claims, inbox
from store.session import RecordFault

log = structlog.get_logger()

# Messages handled in one transaction: their commit's flush to disk is shared.
BATCH = 50
# How long a claim holds before another daemon may take the messages: longer than the slowest batch of documents.
CLAIM = timedelta(minutes=15)


@dataclass
class Handled:
    """How many messages were settled, failed, and put back for now."""

    settled: int = 0
    failed: int = 0
    put_back: int = 0


def handle(
    house: House,
    reader: Reader,
    *,
    most: int = BATCH,
    beat: Callable[[], object] = lambda: None,
) -> Handled:
    """Handle one batch of the oldest messages; nothing settled and nothing put back means that none waits.

    `beat` is called with each document read, and after each act.
    """
    done = Handled()
    claimed = _claim(house, most)
    worn_out = [one for one in claimed if one.attempts > DEATHS]
    if worn_out:
        _give_up(house, worn_out, done)
    fresh = [one for one in claimed if one.attempts <= DEATHS]
    if fresh:
        _handle_batch(house, reader, fresh, done, beat)
    return done


def _claim(house: House, most: int) -> list[inbox.Claimed]:
    """The oldest messages, the attempt counted; one that was tried before comes alone, since it may end the process."""
    now = house.now()
    with house.record.write() as conn:
        claimed = inbox.claim(conn, house.holder, most, now, now + CLAIM)
        # What is older than a message tried before is handled first: it may be what that one answers.
        tried = next((at for at, one in enumerate(claimed) if one.attempts > 1), len(claimed))
        taken = claimed[: max(tried, 1)]
        inbox.release(conn, [one.id for one in claimed[len(taken) :]])
        claimed = taken
        inbox.note_clues(conn, [_clues_row(one.id, read_clues(one.raw)) for one in claimed])
    return claimed


def _clues_row(incoming_id: int, clues: Clues) -> inbox.CluesRow:
    return inbox.CluesRow(incoming_id, clues.message_id, clues.sender, clues.subject)


def _give_up(house: House, worn_out: Sequence[inbox.Claimed], done: Handled) -> None:
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now())
        for one in worn_out:
            why = f"it could not be handled in {DEATHS} attempts: the house stopped each time"
            messages.settle_as_failed(ledger, one.id, why)
        ledger.flush()
    done.failed += len(worn_out)


def _handle_batch(
    house: House,
    reader: Reader,
    claimed: Sequence[inbox.Claimed],
    done: Handled,
    beat: Callable[[], object],
) -> None:
    """The batch in one transaction; each message by itself where that fails."""
    try:
        trusted = house.config.council.trusted_authserv
        started = [
            reading.start(one.id, one.raw, one.received_at, reader, trusted, house.now())
            for one in claimed
        ]
        readings = [passed_on.opened(house, reading.finish(one, beat)) for one in started]
        _act(house, list(zip(claimed, readings, strict=True)), done)
        beat()
    except RecordFault:
        _put_back(house, claimed)
        raise
    except (
        Exception
    ) as error:  # the one place of this job: whatever a message does, the next is handled
        if len(claimed) > 1:
            for one in claimed:
                _handle_batch(house, reader, [one], done, beat)
        else:
            _strike(house, claimed[0], error, done)


def _put_back(house: House, claimed: Sequence[inbox.Claimed]) -> None:
    """The record is at fault and no message: none has had an attempt. Where not even that can be noted, the
    claims end by themselves.
    """
    with suppress(RecordFault), house.record.write() as conn:
        inbox.release(conn, [one.id for one in claimed])


def _strike(house: House, claimed: inbox.Claimed, error: Exception, done: Handled) -> None:
    """Note a failed attempt; the last one puts the message on the queue."""
    why = f"{type(error).__name__}: {error}"[:300]
    log.error(
        "message could not be handled",
        incoming_id=claimed.id,
        attempt=claimed.attempts,
        error=type(error).__name__,
    )
    with house.record.write() as conn:
        if claimed.attempts < STRIKES:
            inbox.release(conn, [claimed.id], uncount=False)
            done.put_back += 1
            return
        ledger = Ledger(house, conn, house.now())
        messages.settle_as_failed(
            ledger, claimed.id, f"it could not be handled in {claimed.attempts} attempts: {why}"
        )
        ledger.flush()
        done.failed += 1


def _act(house: House, batch: Sequence[tuple[inbox.Claimed, Reading]], done: Handled) -> None:
    """Decide and act on each message of a batch, in one transaction."""
    with house.record.write() as conn:
        ours = inbox.still_ours(conn, [one.id for one, _ in batch], house.holder)
        mine = [(one, read) for one, read in batch if one.id in ours]
        ledger = Ledger(house, conn, house.now())
        fingerprints = [read.message.fingerprint for _, read in mine]
        ledger.fingerprints |= inbox.firsts_with(conn, fingerprints)
        others = claims.others_waiting(conn, sorted(ours), max(one.received_at for one, _ in batch))
        waiting: set[str] = set()
        put_back = [
            one.id
            for one, read in mine
            if not _handle_one(ledger, one, read, waiting, others=others)
        ]
        ledger.flush()
        inbox.release(conn, put_back)
    done.settled += len(mine) - len(put_back)
    done.put_back += len(put_back)


def _handle_one(
    ledger: Ledger, claimed: inbox.Claimed, read: Reading, waiting: set[str], *, others: bool
) -> bool:
    """Decide on one message and act; False where an older one of the same person or thread has to come first."""
    message = read.message
    sender = message.sender.email if message.sender else ""
    thread = thread_ids(message)
    if waiting & {sender, *thread} or (
        others
        and inbox.earlier_unhandled(ledger.conn, claimed.id, claimed.received_at, sender, thread)
    ):
        waiting |= {sender, message.message_id} - {""}
        return False
    if ledger.message_ids.intersection((*thread, sender)):
        ledger.flush()
    original = ledger.fingerprints.get(message.fingerprint)
    if original is not None:
        messages.settle_as_copy(ledger, claimed.id, original, message.fingerprint)
        return True
    found = facts.gather(ledger.conn, ledger.house, read, claimed.mailbox, claimed.left_there)
    decision = decide(found.facts)
    messages.carry_out(
        ledger,
        read,
        decision,
        found.facts,
        mailbox=claimed.mailbox,
        fingerprint_text=found.fingerprint_text,
        command=found.command,
    )
    return True
