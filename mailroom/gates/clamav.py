"""The virus scanner: ClamAV's daemon, asked over its socket before a stranger's document is opened.

Source: clamd(8), "COMMANDS": zINSTREAM and zVERSION. The bytes are sent over the socket, so that the daemon needs no
right to read anything of ours. It never leaves this machine: the configuration takes no other address.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from pathlib import Path

from mailroom.errors import ScannerUnavailable

CHUNK = 1 << 16  # bytes; clamd takes any size up to its StreamMaxLength
SECONDS = 60.0  # for one answer: clamd's own limit for one file is 120 s, and a mail may bring many
MOST_ANSWER = 4096  # bytes; an answer is one line
_DO = (
    "See that clamd runs and that documents.clamav names its socket; what waits is looked at again."
)
_TOO_LARGE = "INSTREAM size limit exceeded"


@dataclass(frozen=True, slots=True)
class Scanner:
    """ClamAV at an address: a socket's path, or `127.0.0.1:3310`."""

    address: str
    seconds: float = SECONDS

    def look(self, content: bytes) -> str:
        """The name of what was found in the bytes; '' where they are clean. Raises ScannerUnavailable."""
        answer = self._ask(b"zINSTREAM\0", content)
        words = answer.removeprefix("stream: ")
        if words == "OK":
            return ""
        if words.endswith(" FOUND"):
            return words.removesuffix(" FOUND")
        if _TOO_LARGE in words:
            raise ScannerUnavailable(
                f"The document ({len(content) >> 20:,} MB) is larger than the virus scanner takes.",
                do="Raise StreamMaxLength in clamd.conf above the largest mail that you take.",
            )
        raise ScannerUnavailable(f"The virus scanner at {self} said: {words[:200]}", do=_DO)

    def check(self) -> str:
        """Its version and that of its signatures, in its own words. Raises ScannerUnavailable."""
        version = self._ask(b"zVERSION\0")
        if not version.startswith("ClamAV"):
            raise ScannerUnavailable(f"What answers at {self} is no ClamAV.", do=_DO)
        return version

    def __str__(self) -> str:
        """Where it is, as configured."""
        return self.address

    def _ask(self, command: bytes, content: bytes | None = None) -> str:
        try:
            with self._line() as line:
                line.sendall(command)
                if content is not None:
                    _send(line, content)
                return _answer(line)
        except OSError as fault:
            what = "took too long" if isinstance(fault, TimeoutError) else "could not be reached"
            raise ScannerUnavailable(f"The virus scanner at {self} {what}.", do=_DO) from fault

    def _line(self) -> socket.socket:
        if self.address.startswith("/"):
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.seconds)
            try:
                line.connect(str(Path(self.address)))
            except OSError:
                line.close()
                raise
            return line
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), self.seconds)


def _send(line: socket.socket, content: bytes) -> None:
    """The bytes in chunks, each with its length before it; a chunk of none ends them."""
    try:
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            line.sendall(struct.pack("!I", len(chunk)) + chunk)
        line.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return  # over its limit it answers at once and hangs up: its answer still waits to be read


def _answer(line: socket.socket) -> str:
    words = bytearray()
    while len(words) < MOST_ANSWER and b"\0" not in words:
        try:
            heard = line.recv(MOST_ANSWER)
        except ConnectionResetError:
            heard = b""  # it hung up with our bytes unread; what it had said before that counts
        if not heard:
            break
        words += heard
    if not words:
        raise ConnectionResetError
    return words.split(b"\0")[0].decode("utf-8", "replace").strip()
