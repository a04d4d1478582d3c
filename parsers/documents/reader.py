"""Reads documents in a child process, while the caller does something else.

The caller's process never opens a stranger's file: it hands the bytes to `parsers.documents.child`
and gets a `Document` back. Whatever happens to the child, each document is answered exactly once.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar

from parsers.documents.document import Document, from_plain
from parsers.documents.frames import PipeClosed, PipeSilent, read_frame, write_frame
from parsers.documents.pictures import Pictures, from_frame

SECONDS_TO_START = 60.0  # Python and its libraries on a cold, busy disk
SECONDS_OF_GRACE = 10.0  # the child ends a slow document itself; this is for a child that hangs
SECONDS_TO_END = 2.0  # for a child to end what it has started
# The child needs `parsers.documents` and none of what `parsers` imports to read mail: an empty
# package in its place halves the child's size, and with it the cost of every fork.
BOOTSTRAP = """
import os, sys, types
package = types.ModuleType("parsers")
package.__path__ = [os.path.join(sys.argv[1], "parsers")]
sys.modules["parsers"] = package
from parsers.documents.child import main
main()
"""
PASSED_ON = (
    "PYTHONPATH",
    "PATH",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "PYTHONHOME",
    "TESSDATA_PREFIX",
)


A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class _Job(Generic[A]):
    """What is wanted of a document: how the child's answer is understood, and what stands for one that never came."""

    content: bytes
    filename: str
    opened: bool
    wanted: str
    understand: Callable[[dict[str, Any], bytes], A]
    without: Callable[[str], A]
    answer: Future[A]


class Reader:
    """Reads documents one after the other in `workers` child processes, started when needed."""

    def __init__(
        self,
        *,
        seconds: float = 60,
        memory_bytes: int = 1 << 30,
        workers: int = 1,
        refused: Callable[[bytes], str] | None = None,
    ) -> None:
        """`seconds` and `memory_bytes` are what one document may take before it is given up.

        `refused` says of the bytes of a document why it must not be opened, in words; '' where it may be.
        """
        self.refused = refused
        self._limits = {"seconds": float(seconds), "memory_bytes": int(memory_bytes)}
        self._waiting: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        # Pictures are made beside: nobody who reads waits for LibreOffice.
        self._to_draw: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._painter = _Worker(self._to_draw, self._limits, refused)
        self._lock = threading.Lock()
        self._closed = False
        self._workers = [
            _Worker(self._waiting, self._limits, refused) for _ in range(max(1, workers))
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self, content: bytes, filename: str, *, opened: bool = True) -> Future[Document]:
        """Begin to read; `.result()` waits for the document. It never raises for a bad one.

        Of what is not to be `opened` it is only asked whether it is refused.
        """
        answer: Future[Document] = Future()
        job = _Job(content, filename, opened, "words", _read, _unread, answer)
        self._hand_on(job, self._waiting, self._workers)
        return answer

    def start_pictures(self, content: bytes) -> Future[Pictures]:
        """Begin to draw the first pages, under the same limits; `.result()` waits, and never raises for a bad one."""
        answer: Future[Pictures] = Future()
        job = _Job(content, "", True, "pictures", from_frame, _undrawn, answer)
        self._hand_on(job, self._to_draw, [self._painter])
        return answer

    def _hand_on(
        self, job: _Job[A], to: queue.SimpleQueue[_Job[Any] | None], workers: list[_Worker]
    ) -> None:
        with self._lock:
            if self._closed:
                job.answer.set_result(job.without("the reader was closed"))
                return
            to.put(job)
            for worker in workers:
                worker.begin()

    def read(self, content: bytes, filename: str) -> Document:
        """Read now and wait for it."""
        return self.start(content, filename).result()

    def close(self) -> None:
        """End the children; documents not yet read are answered with a problem."""
        with self._lock:
            self._closed = True
        for worker in (*self._workers, self._painter):
            worker.end()
        for worker in (*self._workers, self._painter):
            worker.join()
        for waiting in (self._waiting, self._to_draw):
            while not waiting.empty():
                _give_up(waiting.get(), "the reader was closed before it was read")


class _Worker:
    """One thread of the caller's process and the child it speaks to."""

    def __init__(
        self,
        waiting: queue.SimpleQueue[_Job[Any] | None],
        limits: dict[str, float],
        refused: Callable[[bytes], str] | None,
    ) -> None:
        self._waiting = waiting
        self._limits = limits
        self._refused = refused
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = False

    def begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="documents", daemon=True)
            self._thread.start()

    def end(self) -> None:
        self._ending = True
        child = self._child
        if child is not None:
            child.terminate()  # it ends what it has started, and then itself
        self._waiting.put(None)

    def join(self) -> None:
        if self._thread is not None:
            self._thread.join()
        self._bury()

    def _serve(self) -> None:
        while (job := self._waiting.get()) is not None:
            if job.answer.set_running_or_notify_cancel():
                job.answer.set_result(self._answer(job))

    def _answer(self, job: _Job[A]) -> A:
        """The child's answer; a child lost on the way costs this document and no other."""
        if self._refused is not None and (why := self._refused(job.content)):
            return job.without(why)
        if not job.opened:
            return job.without("")
        try:
            handle_in, handle_out = self._pipes()
            heading = {"wanted": job.wanted, "filename": job.filename, **self._limits}
            patience = self._limits["seconds"] + SECONDS_OF_GRACE
            write_frame(handle_in, heading, job.content, seconds=patience)
            answer, content = read_frame(handle_out, seconds=patience)
            return job.understand(answer, content)
        except PipeSilent:
            why = f"took longer than {self._limits['seconds']:g} seconds"
        except (PipeClosed, OSError, KeyError, TypeError, ValueError):
            why = "the program that reads documents stopped while reading it"
        self._bury()
        return job.without("reading was stopped" if self._ending else why)

    def _pipes(self) -> tuple[int, int]:
        """The pipes to a child that lives and has said it is ready."""
        if self._child is not None and self._child.poll() is not None:
            self._bury()
        if self._ending:
            raise PipeClosed
        if self._child is None:
            self._child = _new_child()
            if self._ending:  # close() came while the child was being born
                raise PipeClosed
            read_frame(_handle(self._child.stdout), SECONDS_TO_START)
            os.set_blocking(
                _handle(self._child.stdin), False
            )  # a child that hangs is not waited for
        return _handle(self._child.stdin), _handle(self._child.stdout)

    def _bury(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _handle(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise PipeClosed
    return pipe.fileno()


def _give_up(job: _Job[Any] | None, problem: str) -> None:
    if job is not None and job.answer.set_running_or_notify_cancel():
        job.answer.set_result(job.without(problem))


def _read(answer: dict[str, Any], _content: bytes) -> Document:
    return from_plain(answer)


def _unread(problem: str) -> Document:
    return Document("unknown", problem=problem)


def _undrawn(problem: str) -> Pictures:
    return Pictures(problem=problem)


def _new_child() -> subprocess.Popen[bytes]:
    """A child that finds this very package and none of the caller's secrets."""
    here = str(Path(__file__).resolve().parents[2])
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", BOOTSTRAP, here],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=environment,
        start_new_session=True,
    )
