"""The process that reads documents: it imports the libraries once and forks for each document.

The fork (the "leaf") reads the file under limits of memory, processor time and clock; this process
itself opens no file and so cannot be harmed by one. It ends when its parent does.
"""

from __future__ import annotations

import gc
import importlib
import json
import logging
import os
import resource
import select
import signal
import tempfile
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from parsers.documents.document import Document, as_plain
from parsers.documents.frames import LENGTHS, PipeClosed, read_frame, write_frame
from parsers.documents.opening import read_bytes
from parsers.documents.pictures import Pictures, as_frame
from parsers.documents.warming import warm

Frame = tuple[dict[str, Any], bytes]
MOST_ANSWER_BYTES = 64 << 20  # a leaf that says more has lost its mind
FILE_BYTES = 512 << 20  # what a leaf may write: only OCR writes, into a temporary folder
LATE_MODULES = (  # imported by the libraries at first use: here once instead of in every leaf
    "encodings.cp437",
    "encodings.cp1252",
    "encodings.utf_16",
    "encodings.utf_16_be",
    "pypdf._codecs._codecs",
    "pypdf.filters",
)


def main() -> None:
    """Answer documents from standard input on standard output until the parent goes away."""
    handle_in, handle_out = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # what a library prints must not fall among the frames
    logging.disable(logging.CRITICAL)
    for name in LATE_MODULES:
        importlib.import_module(name)
    signal.signal(signal.SIGTERM, _told_to_end)
    warm(read_bytes)
    gc.disable()  # a leaf lives too short to tidy up, and tidying would copy every shared page
    gc.freeze()
    try:
        write_frame(handle_out, {"ready": True})
        while True:
            heading, content = read_frame(handle_in)
            # What a leaf leaves behind (OCR, LibreOffice) goes with its folder, however it ended.
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                answer = _answer(heading, content, (handle_in, handle_out), folder)
            write_frame(handle_out, *answer)
    except (PipeClosed, _Ending):
        return


class _Ending(Exception):
    """The parent wants no more."""


def _told_to_end(_number: int, _frame: FrameType | None) -> None:
    raise _Ending


def _answer(
    heading: dict[str, object], content: bytes, handles: tuple[int, int], folder: str
) -> Frame:
    seconds = float(str(heading["seconds"]))
    memory_bytes = int(str(heading["memory_bytes"]))
    reading, writing = os.pipe()
    leaf = os.fork()
    if leaf == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        tempfile.tempdir = folder
        for handle in (reading, *handles):
            os.close(handle)
        _be_leaf(writing, heading, content, seconds, memory_bytes)
    try:
        os.close(writing)
        words, problem = _listen(reading, handles[0], seconds)
        os.close(reading)
    finally:
        _end(leaf)
    _, status, usage = os.wait4(leaf, 0)
    cause = problem or _cause(status, usage.ru_utime + usage.ru_stime, seconds)
    return _judged(words) or WORKS[str(heading["wanted"])][1](cause)


def _be_leaf(
    writing: int, heading: dict[str, object], content: bytes, seconds: float, memory_bytes: int
) -> None:
    """Read or draw one document and end; nothing of this process survives it."""
    code = 1
    try:
        os.setsid()  # so that programs it starts (OCR) can be ended with it
        _limit(seconds, memory_bytes)
        make, fault = WORKS[str(heading["wanted"])]
        try:
            answer = make(content, str(heading["filename"]))
        except MemoryError:
            answer = fault(_too_big(memory_bytes))
        except RecursionError:
            answer = fault("it is nested too deeply to be read")
        write_frame(writing, *answer)
        code = 0
    finally:
        os._exit(code)


def _words(content: bytes, filename: str) -> Frame:
    return as_plain(read_bytes(content, filename)), b""


def _no_words(problem: str) -> Frame:
    return as_plain(Document("unknown", problem=problem)), b""


def _pictures(content: bytes, _filename: str) -> Frame:
    # Only who draws needs what draws: the reader of words stays small, and its forks cheap.
    return as_frame(importlib.import_module("parsers.documents.picturing").make_pictures(content))


def _no_pictures(problem: str) -> Frame:
    return as_frame(Pictures(problem=problem))


# What may be wanted of a document: how it is made, and what is answered where it was not.
WORKS: dict[str, tuple[Callable[[bytes, str], Frame], Callable[[str], Frame]]] = {
    "words": (_words, _no_words),
    "pictures": (_pictures, _no_pictures),
}


def _too_big(memory_bytes: int) -> str:
    return f"needs more than {memory_bytes >> 20} MB of memory"


def _limit(seconds: float, memory_bytes: int) -> None:
    """The limits of one document. The alarm ends a leaf whose parent was killed (SIGALRM)."""
    processor = max(1, int(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(int(seconds) + 5)


def _listen(reading: int, handle_in: int, seconds: float) -> tuple[bytes, str]:
    """What the leaf says until it closes its pipe, and why it was not heard to the end."""
    until = time.monotonic() + seconds
    poll = select.poll()
    poll.register(reading, select.POLLIN)
    poll.register(handle_in, 0)  # reports only that the parent has gone
    words = bytearray()
    while len(words) <= MOST_ANSWER_BYTES:
        ready = dict(poll.poll(max(0.0, until - time.monotonic()) * 1000))
        if handle_in in ready:
            return b"", "reading was stopped"
        if not ready:
            return b"", f"took longer than {seconds:g} seconds"
        chunk = os.read(reading, 1 << 20)
        if not chunk:
            return bytes(words), ""
        words += chunk
    return b"", "has more text than can be kept"


def _end(leaf: int) -> None:
    """End the leaf and whatever it started; it may have ended already."""
    for end in (os.killpg, os.kill):
        try:
            end(leaf, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _cause(status: int, processor_seconds: float, seconds: float) -> str:
    """Why the leaf died, in words for a coordinator; used only if it left no answer."""
    if processor_seconds >= seconds:
        return f"took longer than {seconds:g} seconds"
    if os.WIFSIGNALED(status):
        return f"the reading broke off (signal {os.WTERMSIG(status)})"
    return "the reading broke off"


def _judged(words: bytes) -> Frame | None:
    """The leaf's own answer where it is whole."""
    if len(words) < LENGTHS.size:
        return None
    heading_size, content_size = LENGTHS.unpack_from(words)
    body = words[LENGTHS.size :]
    try:
        heading = json.loads(body[:heading_size])
    except (ValueError, RecursionError):
        return None
    whole = isinstance(heading, dict) and len(body) == heading_size + content_size
    return (heading, body[heading_size:]) if whole else None
