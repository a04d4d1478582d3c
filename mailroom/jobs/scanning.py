"""Has each document looked at for viruses before anybody opens it, where the configuration names a scanner.

What is infected, or could not be looked at, is not opened and goes on to nobody: the mail waits for a person.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog

from mailroom.errors import ScannerUnavailable
from mailroom.gates.clamav import Scanner
from mailroom.rules.reading import NOT_SCANNED, VIRUS

log = structlog.get_logger()


def refusal(address: str | None) -> Callable[[bytes], str] | None:
    """Why a document must not be opened, asked of the scanner at an address; None where there is no scanner."""
    if address is None:
        return None
    scanner = Scanner(address)

    def refused(content: bytes) -> str:
        try:
            found = scanner.look(content)
        except ScannerUnavailable as fault:
            log.error("virus scanner unavailable", what=fault.what)
            return f"{NOT_SCANNED}: {fault.what}"
        if found:
            log.warning("virus found", name=found, bytes=len(content))
        return f"{VIRUS} ({found}): it was not opened" if found else ""

    return refused
