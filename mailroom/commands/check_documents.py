"""What `mailroom check` and `status` say of documents: the virus scanner, the programs that read scans, taught forms.

It tries and tells; it changes nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from mailroom.config import Config
from mailroom.errors import ConfigFault, ScannerUnavailable
from mailroom.gates.clamav import Scanner
from mailroom.rules.taught_forms import load_forms

_OCR = {"tesseract": "photographs", "ocrmypdf": "scanned PDFs"}


def documents(config: Config) -> Iterator[tuple[bool, str]]:
    """Whether the virus scanner answers, where one is configured, and whether the forms taught can be used."""
    yield from scanner(config)
    try:
        yield from (
            (True, f"the form taught: {form.title}") for form in load_forms(config.documents.forms)
        )
    except ConfigFault as fault:
        yield from ((False, line) for line in str(fault).split("\n"))


def scanner(config: Config) -> Iterator[tuple[bool, str]]:
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
    good, words = next(scanner(config))
    return [
        "Virus scanner",
        f"  {words}" if good else f"  NOT REACHABLE, its mail waits for a person: {words}",
    ]
