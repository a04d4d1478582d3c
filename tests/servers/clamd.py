"""ClamAV's own daemon, private to a session, with one signature of ours: what is in SIGNED is a virus to it."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from tests.servers.dovecot import free_port

SIGNED = b"This file is a virus to the tests of mailroom and to nobody else."
NAME = "Mailroom.Test.File"
LONGEST_STREAM = 1 << 20  # bytes


def find_clamd() -> Path | None:
    """The program, where it is installed and runs."""
    found = shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as empty:
        empty.write("LocalSocket /nowhere\n")
        empty.flush()
        asked = subprocess.run(
            [found, "--config-file", empty.name, "--version"], capture_output=True, check=False
        )
    return Path(found) if asked.returncode == 0 else None


class Clamd:
    """A running daemon: a socket in a folder, a port of this machine."""

    def __init__(self, program: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="mailroom-clamd-"))
        self.folder.chmod(0o755)
        self.port = free_port()
        digest = hashlib.md5(SIGNED, usedforsecurity=False).hexdigest()
        (self.folder / "own.hdb").write_text(f"{digest}:{len(SIGNED)}:{NAME}\n")
        config = self.folder / "clamd.conf"
        config.write_text(
            f"LocalSocket {self.socket}\nTCPSocket {self.port}\nTCPAddr 127.0.0.1\n"
            f"DatabaseDirectory {self.folder}\nForeground yes\nStreamMaxLength {LONGEST_STREAM}\n"
            f"OfficialDatabaseOnly no\nLogFile {self.folder}/log\nUser {_me()}\n"
        )
        self._process = subprocess.Popen(
            [program, "--config-file", config],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    @property
    def socket(self) -> str:
        return f"{self.folder}/socket"

    def _wait(self) -> None:
        for _ in range(300):
            with socket.socket() as line:
                if Path(self.socket).exists() and line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError("clamd did not start within 30 seconds")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


def _me() -> str:
    return subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
