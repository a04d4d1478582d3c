"""Fetches what the mailboxes have and we have not, stores it as received, and only then touches the server.

Set difference by (mailbox, UIDVALIDITY, UID): no high-water mark, no reliance on a flag that somebody may
set. Reads nothing of what it stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailroom.errors import MailboxUnavailable
from mailroom.gates.mailbox import Fetched, Mailbox, TooLarge
from mailroom.house import House
from store import inbox, polls

# What is committed at once: enough that the disk's flush is shared, little enough to hold in memory.
BATCH_MAILS = 100
BATCH_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Collected:
    """What one visit to a mailbox brought; `fault` tells in words why there was no visit."""

    mailbox: str
    new: int = 0
    fault: str = ""


def collect(house: House, box: Mailbox) -> Collected:
    """Visit a mailbox, unless another daemon is visiting it now."""
    try:
        with house.record.hold(f"mailbox-{box.name}") as ours:
            return _visit(house, box) if ours else Collected(box.name)
    except MailboxUnavailable as error:
        box.close()
        with house.record.write() as conn:
            polls.poll_failed(conn, box.name, house.now(), str(error))
        return Collected(box.name, fault=str(error))


def _visit(house: House, box: Mailbox) -> Collected:
    uidvalidity = box.open()
    there = box.uids()
    with house.record.read() as conn:
        missing = inbox.missing_uids(conn, box.name, uidvalidity, there)
    new = 0
    for batch in _batches(box.fetch(missing)):
        with house.record.write() as conn:
            new += inbox.keep(
                conn, [_stored(box.name, uidvalidity, mail) for mail in batch], house.now()
            )
    # All that is stored now, and what an earlier visit stored but was killed before it touched.
    with house.record.read() as conn:
        box.treat(inbox.whole_uids(conn, box.name, uidvalidity, there))
    with house.record.write() as conn:
        polls.poll_ok(conn, box.name, house.now(), uidvalidity)
    return Collected(box.name, new)


def _stored(mailbox: str, uidvalidity: int, mail: Fetched | TooLarge) -> inbox.NewIncoming:
    if isinstance(mail, TooLarge):
        return inbox.NewIncoming(
            mailbox, uidvalidity, mail.uid, mail.header, mail.received_at, left_there=mail.why
        )
    return inbox.NewIncoming(mailbox, uidvalidity, mail.uid, mail.raw, mail.received_at)


def _batches(mails: Iterable[Fetched | TooLarge]) -> Iterator[list[Fetched | TooLarge]]:
    batch: list[Fetched | TooLarge] = []
    octets = 0
    for mail in mails:
        batch.append(mail)
        octets += len(mail.raw) if isinstance(mail, Fetched) else len(mail.header)
        if len(batch) >= BATCH_MAILS or octets >= BATCH_BYTES:
            yield batch
            batch, octets = [], 0
    if batch:
        yield batch
