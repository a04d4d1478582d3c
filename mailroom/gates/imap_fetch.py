"""Reading messages from an open IMAP folder: sizes first, then batches, then one by one if need be.

BODY.PEEK[] only, so that no message is marked read; by UID only; one bad message never keeps back
the others.
"""

from __future__ import annotations

import imaplib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient

from mailroom.gates.line import said
from mailroom.gates.mailbox import Fetched, TooLarge

UIDS_A_COMMAND = 100  # keeps a command line near a kilobyte; servers cut at eight
BATCH_BYTES = 8 * 1024 * 1024  # what one FETCH may bring: imaplib holds all of it in memory
BATCH_MESSAGES = 25


def all_uids(client: IMAPClient) -> list[int]:
    """Every UID in the folder, ascending."""
    client.noop()  # a server may show a search only what it has announced
    # Servers need not sort; and fetch("1:*") is refused by imapclient 4.
    return sorted(int(uid) for uid in client.search(["ALL"]))


def present(client: IMAPClient, uids: Sequence[int], *criteria: str) -> list[int]:
    """Those of the UIDs that are still there and meet the criteria, ascending."""
    wanted = ",".join(str(uid) for uid in uids)
    return sorted(int(uid) for uid in client.search(["UID", wanted, *criteria]))


def has_above(client: IMAPClient, last: int) -> bool:
    """Whether the folder holds a UID above the last one seen."""
    client.noop()
    # "n:*" always names the last message, even where its UID is below n (RFC 3501, 6.4.8).
    return any(int(uid) > last for uid in client.search(["UID", f"{last + 1}:*"]))


def chunks(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many UIDs as go into one command."""
    return (uids[at : at + UIDS_A_COMMAND] for at in range(0, len(uids), UIDS_A_COMMAND))


def read_sizes(client: IMAPClient, uids: Sequence[int]) -> dict[int, int]:
    """Octets of those still there, in the order asked for."""
    found = client.fetch(list(uids), ["RFC822.SIZE"])
    return {
        uid: int(found[uid][b"RFC822.SIZE"]) for uid in uids if b"RFC822.SIZE" in found.get(uid, ())
    }


def batches(sizes: dict[int, int], limit: int) -> Iterator[list[int]]:
    """The same order, cut into batches of bounded number and weight; one over the limit of octets
    stands alone."""
    batch: list[int] = []
    weight = 0
    for uid, size in sizes.items():
        full = len(batch) >= BATCH_MESSAGES or weight + size > min(BATCH_BYTES, limit)
        if batch and full:
            yield batch
            batch, weight = [], 0
        batch.append(uid)
        weight += size
    if batch:
        yield batch


def read_batch(
    client: IMAPClient, uids: list[int], sizes: dict[int, int], limit: int
) -> list[Fetched | TooLarge]:
    """These messages in this order; what has vanished is left out."""
    if sizes[uids[0]] > limit:
        why = f"it has {sizes[uids[0]]:,} bytes; mailroom takes {limit:,} at most"
        return _read_header(client, uids[0], sizes[uids[0]], why)
    try:
        return _read_bodies(client, uids)
    except imaplib.IMAP4.error as error:
        if is_lost(error):
            raise
        if len(uids) == 1:
            why = f"the server cannot give it: {said(error)}"
            return _read_header(client, uids[0], sizes[uids[0]], why)
    # Exchange refuses a whole batch for one message that it cannot convert.
    return [item for uid in uids for item in read_batch(client, [uid], sizes, limit)]


def is_lost(error: BaseException) -> bool:
    """Whether the line broke, as against a server that said NO or BAD."""
    return isinstance(error, imaplib.IMAP4.abort) or not isinstance(error, imaplib.IMAP4.error)


def _read_bodies(client: IMAPClient, uids: list[int]) -> list[Fetched | TooLarge]:
    found = client.fetch(uids, ["INTERNALDATE", "BODY.PEEK[]"])
    return [
        Fetched(uid, found[uid][b"BODY[]"], _instant(found[uid]))
        for uid in uids
        if found.get(uid, {}).get(b"BODY[]") is not None
    ]


def _read_header(client: IMAPClient, uid: int, size: int, why: str) -> list[Fetched | TooLarge]:
    try:
        found = client.fetch([uid], ["INTERNALDATE", "BODY.PEEK[HEADER]"])
    except imaplib.IMAP4.error as error:
        if is_lost(error):
            raise
        found = client.fetch([uid], ["INTERNALDATE"])
    return [
        TooLarge(uid, size, item.get(b"BODY[HEADER]") or b"", _instant(item), why)
        for item in found.values()
    ]


def _instant(item: dict[bytes, Any]) -> datetime:
    received: datetime = item[b"INTERNALDATE"]
    return received.astimezone(UTC)
