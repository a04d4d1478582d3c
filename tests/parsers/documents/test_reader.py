"""The reader's child: overlapped, limited, replaced when lost; each document answered once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from parsers.documents import Document, Reader
from tests.parsers.documents.making import Sheet, archive, paper, para, run, word

PICTURE = b"\x89PNG\r\n\x1a\n0000"
SMALL = b"Name: Ada Lovatt\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=20) as reader:
        yield reader


@pytest.fixture
def slow_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `tesseract` that never ends: the way to a document that hangs."""
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\necho $$ > "{tmp_path}/running"\nexec sleep 600\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    return tmp_path / "running"


def children(of: int) -> list[int]:
    """The processes that process `of` has started and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == of and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def until(condition: object, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def started(file: Path) -> int:
    """The process that wrote its number into `file`."""
    assert until(lambda: file.exists() and file.read_text().strip())
    return int(file.read_text())


def test_no_child_is_started_before_the_first_document() -> None:
    before = children(os.getpid())
    with Reader() as reader:
        assert children(os.getpid()) == before
        reader.read(SMALL, "a.txt")
        assert len(children(os.getpid())) == len(before) + 1
    assert children(os.getpid()) == before


def test_documents_are_read_while_the_caller_does_something_else(reader: Reader) -> None:
    futures = [reader.start(b"Number: %d" % number, "a.txt") for number in range(20)]
    assert [future.result().pairs for future in futures] == [
        (("Number", str(number)),) for number in range(20)
    ]


def test_two_workers_read_side_by_side() -> None:
    with Reader(workers=2) as reader:
        futures = [reader.start(SMALL, "a.txt") for _ in range(10)]
        assert all(future.result().pairs for future in futures)


def test_a_large_document_goes_through_the_pipe_whole(reader: Reader) -> None:
    words = "ordinary words " * 120_000
    assert reader.read(words.encode(), "a.txt").text == words


def test_a_document_that_hangs_is_given_up_with_what_it_started(slow_ocr: Path) -> None:
    with Reader(seconds=1) as reader:
        assert reader.read(PICTURE, "a.png").problem == "took longer than 1 seconds"
        program = started(slow_ocr)
        assert until(lambda: not runs(program))
        assert reader.read(SMALL, "a.txt").pairs


def test_a_document_that_eats_memory_is_given_up() -> None:
    with Reader(memory_bytes=220 << 20) as reader:
        document = reader.read(b"word " * (20 << 20), "a.txt")
        assert document.problem == "needs more than 220 MB of memory"
        assert reader.read(SMALL, "a.txt").pairs


def test_a_child_killed_midway_costs_one_document(slow_ocr: Path) -> None:
    others = children(os.getpid())
    with Reader(seconds=3) as reader:
        reader.read(SMALL, "a.txt")
        first = reader.start(PICTURE, "a.png")
        second = reader.start(SMALL, "b.txt")
        started(slow_ocr)
        for child in set(children(os.getpid())).difference(others):
            os.kill(child, signal.SIGKILL)
        assert first.result().problem == "the program that reads documents stopped while reading it"
        assert second.result().pairs


def test_a_leaf_killed_midway_is_a_problem_of_its_document(slow_ocr: Path) -> None:
    others = children(os.getpid())
    with Reader() as reader:
        future = reader.start(PICTURE, "a.png")
        started(slow_ocr)
        for child in set(children(os.getpid())).difference(others):
            for leaf in children(child):
                os.kill(leaf, signal.SIGKILL)
        assert future.result().problem == "the reading broke off (signal 9)"
        assert reader.read(SMALL, "a.txt").pairs


def test_a_child_that_stops_answering_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parsers.documents.reader.SECONDS_OF_GRACE", 0.5)
    others = children(os.getpid())
    with Reader(seconds=0.5) as reader:
        reader.read(SMALL, "a.txt")
        for child in set(children(os.getpid())).difference(others):
            os.kill(child, signal.SIGSTOP)
        assert reader.read(b"x" * 3_000_000, "a.txt").problem == "took longer than 0.5 seconds"
        assert reader.read(SMALL, "a.txt").pairs


def test_closing_answers_what_was_not_read(slow_ocr: Path) -> None:
    reader = Reader(seconds=60)
    futures: list[Future[Document]] = [reader.start(PICTURE, "a.png") for _ in range(3)]
    program = started(slow_ocr)
    reader.close()
    assert {future.result(timeout=5).problem for future in futures} == {"reading was stopped"}
    assert reader.read(SMALL, "a.txt").problem == "the reader was closed"
    assert until(lambda: not runs(program))


def test_the_child_ends_when_its_parent_is_killed(slow_ocr: Path) -> None:
    script = (
        "from parsers.documents import Reader\n"
        f"reader = Reader()\nprint(reader.start({PICTURE!r}, 'a.png').result())\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[3])
    program = started(slow_ocr)
    family = children(parent.pid)
    assert family
    parent.kill()
    parent.wait()
    assert until(lambda: not any(map(runs, [*family, program])))


def test_the_child_knows_no_secret_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILROOM_PASSWORD", "open sesame")
    with Reader() as reader:
        reader.read(SMALL, "a.txt")
        for child in children(os.getpid()):
            assert b"open sesame" not in Path(f"/proc/{child}/environ").read_bytes()


def zip_bomb(size: int) -> bytes:
    return archive({"word/document.xml": b" " * size})


def many_parts() -> bytes:
    return archive({"word/document.xml": "", **{f"word/{n}": "" for n in range(2_001)}})


def lying_zip() -> bytes:
    """An entry whose sizes are said to be small."""
    honest = zip_bomb(80 << 20)
    return honest.replace((80 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def nested(depth: int) -> bytes:
    return word("<w:p><w:r>" + "<w:smartTag>" * depth + "</w:smartTag>" * depth + "</w:r></w:p>")


def pdf_bomb() -> bytes:
    """120 MB of spaces in a page of 120 kB."""
    page = Sheet().text(40, 40, "Hello")
    bomb = zlib.compress(b" " * (120 << 20))
    whole = paper(page)
    start = whole.index(b"<</Filter")
    end = whole.index(b"endstream", start) + len(b"endstream")
    body = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb)
    return whole[:start] + body + whole[end:]


def twice_packed() -> bytes:
    inner = zlib.compress(zlib.compress(b" " * (150 << 20)))
    whole = paper(Sheet().text(40, 40, "Hello"))
    start = whole.index(b"<</Filter")
    end = whole.index(b"endstream", start) + len(b"endstream")
    head = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>" % len(inner)
    return whole[:start] + head + b"stream\n" + inner + b"\nendstream" + whole[end:]


BOMBS = {
    "a zip of spaces": lambda: zip_bomb(50 << 20),
    "a zip larger than may be": lambda: zip_bomb(61 << 20),
    "a zip of many parts": many_parts,
    "a zip that lies": lying_zip,
    "xml nested deep": lambda: nested(20_000),
    "xml nested less deep": lambda: nested(240),
    "a pdf of spaces": pdf_bomb,
    "a pdf packed twice": twice_packed,
    "rtf nested deep": lambda: b"{\\rtf1 " + b"{" * 200_000,
    "brackets": lambda: b"%PDF-1.7\n" + b"[" * 500_000,
    "one line of colons": lambda: b"a: " * 300_000,
    "one line of boxes": lambda: "☐ a".encode() * 200_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_survived_within_their_limits(name: str, reader: Reader) -> None:
    started_at = time.monotonic()
    document = reader.read(BOMBS[name](), "bomb")
    assert time.monotonic() - started_at < 25
    assert document.problem or document.kind in ("docx", "text")
    assert reader.read(SMALL, "a.txt").pairs


def test_overlapping_futures_may_be_cancelled(reader: Reader) -> None:
    futures = [reader.start(SMALL, "a.txt") for _ in range(5)]
    cancelled = futures[4].cancel()
    assert all(future.result().pairs for future in futures[:4])
    assert cancelled == futures[4].cancelled()


def test_a_word_file_is_read_the_same_in_the_child(reader: Reader) -> None:
    document = reader.read(word(para(run("Name: Ada"))), "a.docx")
    assert document == Document("docx", "Name: Ada", (("Name", "Ada"),))
