"""Starting, watching and killing real daemons."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLD = [sys.executable, "-c", "from mailroom.cli import main; main()"]


class Signs:
    """A socket as systemd's, which keeps what daemons say to it."""

    def __init__(self, folder: Path, name: str = "notify") -> None:
        """Listen."""
        self.place = folder / f"{name}.sock"
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(self.place))
        self.said: list[str] = []

    def wait_for(self, word: str, seconds: float = 60.0) -> float:
        """Seconds until a daemon said this (READY=1 …) from now on; AssertionError where none does."""
        began = time.monotonic()
        while (left := began + seconds - time.monotonic()) > 0:
            self._line.settimeout(left)
            with contextlib.suppress(TimeoutError):
                said = self._line.recv(4096).decode()
                self.said.append(said)
                if word in said.splitlines():
                    return time.monotonic() - began
        raise AssertionError(f"nobody said {word} within {seconds} seconds, but {self.said[-3:]}")

    def forget(self) -> None:
        """Pass over what was said up to now."""
        self._line.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                self._line.recv(4096)

    def close(self) -> None:
        """End it."""
        self._line.close()


@dataclass
class Life:
    """A process that was forked in the nursery."""

    pid: int
    log: Path

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        os.kill(self.pid, signal.SIGKILL)
        self._gone(10)

    def stop(self, seconds: float = 30.0) -> float:
        """End it in good order; how long that took."""
        began = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        self._gone(seconds)
        return time.monotonic() - began

    @property
    def code(self) -> int:
        """Its exit code; only where it ended by itself."""
        return int(Path(f"{self.log}.exit").read_text())

    def _gone(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while self.alive:
            assert time.monotonic() < ends, (
                f"process {self.pid} does not end: {self.log.read_text()[-2000:]}"
            )
            time.sleep(0.002)


@dataclass
class Nursery:
    """Gives lives to daemons of one configuration."""

    config: Path
    process: subprocess.Popen[str]
    signs: Signs
    lives: list[Life] = field(default_factory=list)

    def start(self, *args: str, name: str = "daemon", ready: bool = True) -> Life:
        """`mailroom run` in a process of its own; back when it is ready."""
        log = self.config.parent / f"{name}.log"
        order = {
            "args": ["--config", str(self.config), "run", *args],
            "log": str(log),
            "env": {"NOTIFY_SOCKET": str(self.signs.place)},
        }
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.signs.forget()
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        life = Life(int(self.process.stdout.readline()), log)
        self.lives.append(life)
        if ready:
            try:
                self.signs.wait_for("READY=1")
            except AssertionError as fault:
                raise AssertionError(f"{fault}\n{log.read_text()[-3000:]}") from None
        return life


@contextmanager
def nursery(config: Path) -> Iterator[Nursery]:
    """A nursery for as long as the block; whatever still lives in it is ended."""
    signs = Signs(config.parent)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    made = Nursery(config, process, signs)
    try:
        yield made
    finally:
        for life in made.lives:
            if life.alive:
                life.kill()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            stream.close()
        signs.close()
