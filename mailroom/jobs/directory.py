"""Reads the people's file again when it changes; one that is at fault changes nothing, and the coordinators are told.

The rest of the configuration stays as the daemon started with it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from mailroom.acts import alarms
from mailroom.acts.ledger import Ledger
from mailroom.errors import ConfigFault
from mailroom.house import House

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Seen:
    """The people's file as it was looked at last."""

    changed_at: int = 0
    size: int = 0
    digest: str = ""


def seen(house: House) -> Seen:
    """The file as it is now; nothing where none is named or it is not there."""
    file = house.config.directory_file.csv
    return _look(file) if file is not None else Seen()


def _look(file: Path) -> Seen:
    try:
        stat = file.stat()
        return Seen(stat.st_mtime_ns, stat.st_size, hashlib.sha256(file.read_bytes()).hexdigest())
    except OSError:
        return Seen()


def read_if_changed(house: House, before: Seen) -> tuple[House, Seen]:
    """The house with its people as the file has them now; the same house where nothing changed or it is at fault."""
    file = house.config.directory_file.csv
    if file is None:
        return house, before
    try:
        stat = file.stat()
    except OSError:
        return house, before  # a file that is being replaced is there again at the next look
    if (stat.st_mtime_ns, stat.st_size) == (before.changed_at, before.size):
        return house, before
    now = _look(file)
    if now.digest == before.digest:
        return house, now
    try:
        config = house.config.read_anew()
    except ConfigFault as fault:
        _tell(house, now.digest, str(fault))
        return house, now
    log.info("people_read_anew", people=len(config.directory))
    return replace(house, config=config), now


def _tell(house: House, digest: str, faults: str) -> None:
    log.error("people_not_read", digest=digest[:12])
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="directory")
        if alarms.tell_of_directory(ledger, digest, faults):
            ledger.note("people not read", f"the file is at fault ({digest[:12]})")
        ledger.flush()
