"""Fetches what the mailboxes have and we have not, stores it as received, and only then touches the server.

Set difference by (mailbox, UIDVALIDITY, UID): no high-water mark, no reliance on a flag that somebody may
set. Reads nothing of what it stores.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
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
        return _failed(house, box, error)


def _visit(house: House, box: Mailbox) -> Collected:
    uidvalidity = box.open()
    there = box.uids()
    with house.record.read() as conn:
        missing = inbox.missing_uids(conn, box.name, uidvalidity, there)
    new = 0
    fetching = _Fetching(box.fetch(missing))
    for batch in fetching.batches():
        with house.record.write() as conn:
            new += inbox.keep(
                conn, [_stored(box.name, uidvalidity, mail) for mail in batch], house.now()
            )
    # All that is stored now, and what an earlier visit stored but was killed before it touched.
    with house.record.read() as conn:
        stored = inbox.whole_uids(conn, box.name, uidvalidity, there)
    if fetching.fault is not None:
        return _cut_short(house, box, stored, new, fetching.fault)
    box.treat(stored)
    with house.record.write() as conn:
        polls.poll_ok(conn, box.name, house.now(), uidvalidity)
    return Collected(box.name, new)


def _cut_short(
    house: House, box: Mailbox, stored: list[int], new: int, fault: MailboxUnavailable
) -> Collected:
    """A visit that ended early, for a lost line or a message that cannot be had: what did come is kept."""
    with suppress(MailboxUnavailable):
        box.treat(stored)
    return _failed(house, box, fault, new)


def _failed(house: House, box: Mailbox, fault: MailboxUnavailable, new: int = 0) -> Collected:
    box.close()
    with house.record.write() as conn:
        polls.poll_failed(conn, box.name, house.now(), str(fault))
    return Collected(box.name, new, str(fault))


def _stored(mailbox: str, uidvalidity: int, mail: Fetched | TooLarge) -> inbox.NewIncoming:
    if isinstance(mail, TooLarge):
        return inbox.NewIncoming(
            mailbox, uidvalidity, mail.uid, mail.header, mail.received_at, left_there=mail.why
        )
    return inbox.NewIncoming(mailbox, uidvalidity, mail.uid, mail.raw, mail.received_at)


class _Fetching:
    """Messages on their way, in batches; where they end early, `fault` says why after the last whole one."""

    def __init__(self, mails: Iterator[Fetched | TooLarge]) -> None:
        self._mails = mails
        self.fault: MailboxUnavailable | None = None

    def batches(self) -> Iterator[list[Fetched | TooLarge]]:
        batch: list[Fetched | TooLarge] = []
        octets = 0
        for mail in self._until_fault():
            batch.append(mail)
            octets += len(mail.raw) if isinstance(mail, Fetched) else len(mail.header)
            if len(batch) >= BATCH_MAILS or octets >= BATCH_BYTES:
                yield batch
                batch, octets = [], 0
        if batch:
            yield batch

    def _until_fault(self) -> Iterator[Fetched | TooLarge]:
        try:
            yield from self._mails
        except MailboxUnavailable as fault:
            self.fault = fault
