"""What `mailroom check` and `status` say of documents: the virus scanner, the programs that read scans, taught forms.

It tries and tells; it changes nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from mailroom.config import Config
from mailroom.errors import ScannerUnavailable
from mailroom.gates.clamav import Scanner

_OCR = {"tesseract": "photographs", "ocrmypdf": "scanned PDFs"}


def documents(config: Config) -> Iterator[tuple[bool, str]]:
    """Whether the virus scanner answers, where one is configured."""
    if config.documents.clamav is None:
        yield True, "no virus scanner is configured (documents.clamav): none is asked"
        return
    try:
        yield True, f"the virus scanner answers: {Scanner(config.documents.clamav).check()}"
    except ScannerUnavailable as fault:
        yield False, str(fault)


def unread_scans() -> Iterator[str]:
    """Each kind of picture that nobody but a person will read here."""
    for program, kind in _OCR.items():
        if shutil.which(program) is None:
            yield f"documents: {kind} go to a person, since {program} is not installed"


def scanner_lines(config: Config) -> list[str]:
    """How the virus scanner stands, for `mailroom status`; no lines where none is configured."""
    if config.documents.clamav is None:
        return []
    good, words = next(documents(config))
    return [
        "Virus scanner",
        f"  {words}" if good else f"  NOT REACHABLE, its mail waits for a person: {words}",
    ]
