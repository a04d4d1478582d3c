"""Documents that hang, kill their reader or burst: a problem in words, and the mail goes on without them."""

from __future__ import annotations

import os
import signal
import threading
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from store import inbox
from store.session import Record
from tests.bad_weather.mails import HEAD, WORDS, mail
from tests.bad_weather.town import Town
from tests.parsers.documents.test_reader import BOMBS, PICTURE, children, started, until

NOTE = b"Please find my complaint attached.\r\n"


def with_documents(text: bytes, *documents: tuple[str, bytes]) -> bytes:
    """A mail that brings documents."""
    made = EmailMessage(policy=SMTP)
    made.set_content(text.decode())
    for name, content in documents:
        made.add_attachment(content, maintype="application", subtype="x", filename=name)
    return HEAD + b"Subject: Complaint: my bin\r\n" + made.as_bytes()


@pytest.fixture
def slow_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `tesseract` that never ends, writing its process into a file."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\necho $$ > "{folder}/running"\nexec sleep 600\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    return folder / "running"


def problems(town: Town, number: int = 1) -> list[str]:
    """What is said of the documents of a message."""
    record = Record(f"sqlite:///{town.record}")
    with record.read() as conn:
        found = [one.problem for one in inbox.documents_of(conn, number)]
    record.close()
    return found


def hurry(town: Town, seconds: int = 1) -> None:
    town.change(("[secrets]", f"[documents]\nseconds = {seconds}\n\n[secrets]"))


def test_a_document_that_hangs_keeps_nobody_waiting(town: Town, slow_ocr: Path) -> None:
    hurry(town)
    town.drop(with_documents(WORDS, ("photo.png", PICTURE)), "1")
    town.complain("una")
    assert "2 new, 2 handled, 0 failed" in town.round()
    assert problems(town) == ["took longer than 1 seconds"]
    assert town.letters_to("pat") == town.letters_to("una") == 1


def test_a_mail_that_rests_on_a_document_that_hangs_waits_for_a_person(
    town: Town, slow_ocr: Path
) -> None:
    hurry(town)
    town.drop(with_documents(NOTE, ("letter.png", PICTURE)), "1")
    town.complain("una")
    town.round()
    waits = " ".join(town.queue().split())  # its lines are folded where the terminal ends
    assert "could not be read: letter.png: took longer than 1 seconds" in waits
    assert town.letters_to("una") == 1


def test_many_documents_that_hang_are_not_all_waited_for(town: Town, slow_ocr: Path) -> None:
    hurry(town)
    town.drop(with_documents(WORDS, *[(f"{n}.png", PICTURE) for n in range(30)]), "1")
    begun = time.monotonic()
    assert "1 handled" in town.round()
    assert time.monotonic() - begun < 15
    assert "others that came with it took too long" in problems(town)[-1]
    assert town.letters_to("pat") == 1


def test_a_reader_killed_in_the_middle_costs_one_document(town: Town, slow_ocr: Path) -> None:
    note = b"Name: Pat Moor\r\n"
    town.drop(with_documents(WORDS, ("photo.png", PICTURE), ("more.txt", note)), "1")
    before = set(children(os.getpid()))

    def kill() -> None:
        started(slow_ocr)
        for child in set(children(os.getpid())) - before:
            os.kill(child, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert "1 handled" in town.round()
    killer.join()
    stopped, read = problems(town)
    assert stopped == "the program that reads documents stopped while reading it"
    assert read == ""
    assert town.letters_to("pat") == 1
    assert until(lambda: not set(children(os.getpid())) - before)


@pytest.mark.parametrize("name", ["a zip larger than may be", "a zip that lies", "a pdf of spaces"])
def test_a_bomb_goes_off_outside(town: Town, name: str) -> None:
    hurry(town, 10)
    town.drop(with_documents(NOTE, ("form.docx", BOMBS[name]())), "1")
    town.complain("una")
    assert "2 handled, 0 failed" in town.round()
    assert "     1  " in town.queue()
    assert "        held: " in town.queue()
    assert town.letters_to("una") == 1


def test_a_mail_without_words_or_documents_says_so(town: Town) -> None:
    town.drop(mail(b"Subject: \r\n", b"\r\n"), "1")
    town.round()
    assert "there is nothing to read in it" in town.queue()
