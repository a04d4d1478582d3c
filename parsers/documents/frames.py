"""How parent and child speak over a pipe: a length, a JSON heading, then bytes as they are.

No pickle: what comes back from a process that read a stranger's file is data and nothing more.
"""

from __future__ import annotations

import json
import os
import select
import struct
import time
from typing import Any

LENGTHS = struct.Struct(">II")  # bytes of the heading, bytes of the content
MOST_BYTES = 256 << 20  # a frame above this is a fault of the sender, not a document


class PipeClosed(Exception):
    """The other side has gone."""


class PipeSilent(Exception):
    """The other side said nothing in the time it had."""


def write_frame(
    handle: int, heading: dict[str, Any], content: bytes = b"", seconds: float | None = None
) -> None:
    """Write one frame whole; raises PipeClosed when nobody reads, PipeSilent when nobody will."""
    until = None if seconds is None else time.monotonic() + seconds
    words = json.dumps(heading).encode()
    remaining = memoryview(LENGTHS.pack(len(words), len(content)) + words + content)
    while remaining:
        _wait(handle, select.POLLOUT, until)
        try:
            remaining = remaining[os.write(handle, remaining) :]
        except BlockingIOError:  # as much as the pipe holds: wait again
            continue
        except OSError as fault:
            raise PipeClosed from fault


def read_frame(handle: int, seconds: float | None = None) -> tuple[dict[str, Any], bytes]:
    """The next frame; raises PipeClosed at the end, PipeSilent when `seconds` have passed."""
    until = None if seconds is None else time.monotonic() + seconds
    heading_size, content_size = LENGTHS.unpack(_read_exactly(handle, LENGTHS.size, until))
    if heading_size + content_size > MOST_BYTES:
        raise PipeClosed
    words = _read_exactly(handle, heading_size, until)
    content = _read_exactly(handle, content_size, until)
    return _heading(words), content


def _heading(words: bytes) -> dict[str, Any]:
    try:
        heading = json.loads(words)
    except (ValueError, RecursionError) as fault:
        raise PipeClosed from fault
    if not isinstance(heading, dict):
        raise PipeClosed
    return heading


def _read_exactly(handle: int, size: int, until: float | None) -> bytes:
    chunks = bytearray()
    while len(chunks) < size:
        _wait(handle, select.POLLIN, until)
        chunk = os.read(handle, min(size - len(chunks), 1 << 20))
        if not chunk:
            raise PipeClosed
        chunks += chunk
    return bytes(chunks)


def _wait(handle: int, event: int, until: float | None) -> None:
    """Wait until the pipe is ready; poll and not select, which fails above 1,023 open files."""
    poll = select.poll()
    poll.register(handle, event)
    if not poll.poll(None if until is None else max(0.0, until - time.monotonic()) * 1000):
        raise PipeSilent
