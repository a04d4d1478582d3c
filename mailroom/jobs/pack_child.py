"""The process that binds a pack: it opens strangers' files, so it has limits, and whoever started it can lose it.

Reads `bundle.json` in a folder and writes `bundle.pdf` and `made.json` there; it knows no record and no configuration.
Each file is opened in a fork of its own: one that breaks, or takes too long, costs its own pages and no others.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import select
import signal
import time
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from letters import bundle as values
from letters.bundle import Bundle, Pages, bind
from letters.overlay import Unfit, widths_and_heights
from letters.papers import MOST_PAGES, NotShown, has_pages, pages_of
from parsers.documents import office
from parsers.documents.unreadable import Unreadable

ASKED, MADE, PDF = "bundle.json", "made.json", "bundle.pdf"
_LIBRARIES = ("PIL.Image", "PIL.ImageOps", "PIL.PdfImagePlugin", "pi_heif", "pypdf", "pypdfium2")
# What a fork may write: a PDF of pages.
_FILE_BYTES = 512 << 20
# Bytes of others' pages in one bundle: no reader opens more, and no mailbox takes it.
MOST_BYTES = 400 << 20


def main(folder: Path) -> None:
    """Make the bundle that a folder asks for."""
    logging.disable(logging.CRITICAL)
    asked = json.loads((folder / ASKED).read_text())
    limits = asked["limits"]
    # It ends with its time also where whoever started it was killed.
    signal.alarm(int(limits["whole_seconds"]))
    bundle = read_bundle(asked["bundle"])
    _load()
    pages: dict[int, Pages] = {}
    written = 0
    for one in bundle.papers:
        if one.file and not one.withheld:
            found = _pages(folder, one.number, one.file, one.filename, limits)
            size = found.file.stat().st_size if found.file else 0
            if written + size > MOST_BYTES:
                found = Pages(problem="the pack would be too large with it")
            else:
                written += size
            pages[one.number] = found
    _limit(limits["binding_bytes"])
    bound = bind(bundle, pages, folder, folder / PDF)
    problems = {number: one.problem for number, one in pages.items() if one.problem}
    answer = {**asdict(bound), "problems": problems}
    (folder / MADE).write_text(json.dumps(answer))


def read_bundle(plain: dict[str, Any]) -> Bundle:
    """A bundle as JSON has it, as a value again."""
    told = dict(plain)
    told["cover"] = tuple((label, words) for label, words in plain["cover"])
    for name in ("lists", "parts"):
        told[name] = tuple(_part(one) for one in plain[name])
    told["happenings"] = tuple(values.Happening(**one) for one in plain["happenings"])
    told["papers"] = tuple(_paper(one) for one in plain["papers"])
    return Bundle(**told)


def _part(plain: dict[str, Any]) -> values.Part:
    rows = tuple((label, words) for label, words in plain["rows"])
    return values.Part(plain["title"], rows, _words(plain["words"]))


def _paper(plain: dict[str, Any]) -> values.Paper:
    told = dict(plain)
    told["heads"] = tuple((label, words) for label, words in plain["heads"])
    told["notes"], told["rows"] = tuple(plain["notes"]), tuple(tuple(one) for one in plain["rows"])
    told["words"], told["instead"] = _words(plain["words"]), _words(plain["instead"])
    return values.Paper(**told)


def _words(plain: list[dict[str, str]]) -> tuple[values.Words, ...]:
    return tuple(values.Words(**one) for one in plain)


def _load() -> None:
    """What the forks need, once instead of in each of them."""
    for name in _LIBRARIES:
        import_module(name)


def _pages(folder: Path, number: int, file: str, filename: str, limits: dict[str, float]) -> Pages:
    """A file's pages, made in a fork; or why there are none."""
    made = folder / f"pages-{number}.pdf"
    reading, writing = os.pipe()
    leaf = os.fork()
    if leaf == 0:
        os.close(reading)
        _be_leaf(writing, folder / file, filename, made, limits)
    os.close(writing)
    try:
        said = _listen(reading, limits["seconds"])
    finally:
        os.close(reading)
        for end in (os.killpg, os.kill):
            with suppress(ProcessLookupError, PermissionError):
                end(leaf, signal.SIGKILL)
        os.waitpid(leaf, 0)
    if said is None:
        return Pages(problem=f"it took longer than {limits['seconds']:g} seconds to open")
    try:
        told = json.loads(said)
    except ValueError:
        return Pages(problem="it broke off while it was opened")
    if told["problem"]:
        return Pages(problem=told["problem"])
    return Pages(made, tuple((wide, high) for wide, high in told["sizes"]))


def _be_leaf(writing: int, file: Path, filename: str, made: Path, limits: dict[str, float]) -> None:
    """Open one file, write its pages, say how large they are, and end."""
    try:
        os.setsid()
        _limit(int(limits["memory_bytes"]))
        seconds = int(limits["seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
        signal.alarm(seconds + 5)
        os.write(writing, json.dumps(_open(file, filename, made)).encode())
    finally:
        os._exit(0)


def _open(file: Path, filename: str, made: Path) -> dict[str, Any]:
    try:
        pages_of(_as_pages(file, filename), made)
        return {"problem": "", "sizes": widths_and_heights(made)}
    except (NotShown, Unfit, Unreadable) as fault:
        return {"problem": str(fault)}
    except MemoryError:
        return {"problem": "it is too big to be opened here"}
    except Exception:  # five libraries raise what they like on a bad file
        return {"problem": "it is damaged"}


def _as_pages(file: Path, filename: str) -> Path:
    """The file, or what LibreOffice makes of it."""
    kind = Path(filename).suffix.lower().removeprefix(".")
    if has_pages(file) or kind not in office.KINDS:
        return file
    opened = file.with_suffix(".office")
    # One page more than are shown, so that a longer one is seen to be one.
    opened.write_bytes(office.as_pdf(file.read_bytes(), kind, MOST_PAGES + 1))
    return opened


def _limit(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _listen(reading: int, seconds: float) -> bytes | None:
    """All that a fork says until it ends; None where that takes too long."""
    until, said = time.monotonic() + seconds, bytearray()
    while ready := select.select([reading], [], [], max(0.0, until - time.monotonic()))[0]:
        assert ready
        chunk = os.read(reading, 1 << 16)
        if not chunk:
            return bytes(said)
        said += chunk
    return None
