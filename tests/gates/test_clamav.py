"""The virus scanner: ClamAV itself where it is installed, and whatever else may answer at its address."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mailroom.errors import ScannerUnavailable
from mailroom.gates.clamav import Scanner
from tests.servers.clamd import LONGEST_STREAM, NAME, SIGNED, Clamd


@pytest.mark.server
def test_what_is_signed_is_found_by_name_over_either_road(clamd: Clamd) -> None:
    for address in (clamd.socket, f"127.0.0.1:{clamd.port}"):
        scanner = Scanner(address)
        assert scanner.look(SIGNED) == f"{NAME}.UNOFFICIAL"
        assert scanner.look(b"Dear Sir, my bin was missed.") == ""
        assert scanner.look(b"") == ""
        assert scanner.check().startswith("ClamAV ")


@pytest.mark.server
def test_a_long_document_is_sent_whole(clamd: Clamd) -> None:
    assert Scanner(clamd.socket).look(b"\0" * (LONGEST_STREAM - 1)) == ""


@pytest.mark.server
def test_a_document_larger_than_the_scanner_takes_is_not_called_clean(clamd: Clamd) -> None:
    with pytest.raises(ScannerUnavailable, match="larger than the virus scanner takes"):
        Scanner(clamd.socket).look(b"\0" * (LONGEST_STREAM * 3))


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[Callable[[bytes | None], str]]:
    """A socket where each question gets the same bytes, whatever they are; None says nothing at all."""
    with ExitStack() as running:

        def start(answer: bytes | None) -> str:
            place = str(tmp_path / "socket")
            listening = running.enter_context(socket.socket(socket.AF_UNIX))
            listening.bind(place)
            listening.listen()
            threading.Thread(target=_serve, args=(listening, answer), daemon=True).start()
            return place

        yield start


def _serve(listening: socket.socket, answer: bytes | None) -> None:
    try:
        line, _ = listening.accept()
    except OSError:
        return
    with line:
        line.recv(1 << 20)
        if answer is None:
            line.recv(1 << 20)
            threading.Event().wait(5)
        else:
            line.sendall(answer)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"", "could not be reached"),
        (b"stream: Can't allocate memory ERROR\0", "Can't allocate memory"),
        (b"220 mx.council.example ESMTP\r\n", "220 mx.council.example"),
        (b"\xff\xfe" * 5000, "said"),
        (None, "took too long"),
    ],
)
def test_any_other_answer_is_never_taken_for_clean(
    answering: Callable[[bytes | None], str], answer: bytes | None, words: str
) -> None:
    with pytest.raises(ScannerUnavailable, match=words):
        Scanner(answering(answer), seconds=0.5).look(b"x")


def test_what_is_no_clamav_is_told_by_check(answering: Callable[[bytes | None], str]) -> None:
    with pytest.raises(ScannerUnavailable, match="is no ClamAV"):
        Scanner(answering(b"220 mx.council.example ESMTP\r\n")).check()


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1", "localhost:1"])
def test_a_scanner_that_is_away_is_said_in_words(address: str) -> None:
    with pytest.raises(ScannerUnavailable) as told:
        Scanner(address).look(b"x")
    assert f"The virus scanner at {address} could not be reached." in str(told.value)
    assert "documents.clamav" in str(told.value)
