"""A house for one measurement: its record, its council and its mailbox in a folder of their own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bench.council import council
from mailroom.clock import Clock, SystemClock
from mailroom.gates.mailbox import Mailbox
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes
from parsers.documents import Reader
from store.migrations import migrate
from store.session import Record


@dataclass(frozen=True)
class Trial:
    """A house, the mailbox it reads, and the folder where it may write."""

    house: House
    box: Mailbox
    folder: Path


@contextmanager
def trial(
    mailbox: Path,
    *,
    url: str = "",
    filled: Path | None = None,
    clock: Clock | None = None,
    fleeting: bool = False,
    instance: str = "bench",
) -> Iterator[Trial]:
    """A house on a new SQLite record, on a copy of a `filled` one, or on the migrated one at `url`."""
    with tempfile.TemporaryDirectory(prefix="mailroom-bench-") as name:
        folder = Path(name)
        place = url or f"sqlite:///{folder}/record.sqlite"
        if filled:
            shutil.copyfile(filled, folder / "record.sqlite")
        elif not url:
            migrate(place)
        config = council(own_copy(mailbox, folder / "mailbox"), folder / "post", place)
        record = Record(place, fleeting=fleeting)
        numbers = count(1)
        house = open_house(
            config,
            record,
            clock or SystemClock(),
            lambda: f"{instance}{next(numbers):020d}",
            instance=instance,
        )
        try:
            yield Trial(house, open_mailboxes(config)[0], folder)
        finally:
            record.close()


def own_copy(mailbox: Path, to: Path) -> Path:
    """The mailbox for one house alone, which files away what it has stored; the messages are links."""
    for name in ("new", "cur", "tmp"):
        (to / name).mkdir(parents=True)
    for file in (mailbox / "new").iterdir():
        os.link(file, to / "new" / file.name)
    return to


def reader() -> Reader:
    """The reader of documents, as a council has it."""
    return Reader(seconds=60, memory_bytes=1 << 30, workers=1)
