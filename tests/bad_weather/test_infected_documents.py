"""A virus in the post: the document is opened by nobody and goes on to nobody; the mail waits for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_weather.mails import WORDS
from tests.bad_weather.test_bad_documents import NOTE, problems, with_documents
from tests.bad_weather.town import Town
from tests.servers.clamd import NAME, SIGNED, Clamd

CLEAN = b"Name: Pat Moor\r\nAddress: 3 Hill Road\r\n"


def scanned_at(town: Town, address: str) -> None:
    town.change(("[secrets]", f'[documents]\nclamav = "{address}"\n\n[secrets]'))


def queue(town: Town) -> str:
    """What waits, its folded lines made one."""
    return " ".join(town.queue().split())


def register(town: Town) -> None:
    """A person makes a case of what waits."""
    town.run("queue", "register", "1", "--service", "waste")


@pytest.mark.server
@pytest.mark.parametrize("words", [WORDS, NOTE], ids=["a letter", "a covering note"])
def test_the_mail_waits_with_the_name_of_what_was_found(
    town: Town, clamd: Clamd, words: bytes
) -> None:
    scanned_at(town, clamd.socket)
    town.drop(with_documents(words, ("form.docx", SIGNED), ("note.txt", CLEAN)), "1")
    town.complain("una")
    assert "2 new, 2 handled, 0 failed" in town.round()
    assert f"form.docx: a virus was found in it ({NAME}.UNOFFICIAL)" in queue(town)
    infected, clean = problems(town)
    assert infected.endswith("it was not opened")
    assert clean == ""
    assert town.letters_to("pat") == 0
    assert town.letters_to("una") == 1


@pytest.mark.server
def test_the_mail_is_given_whole_to_nobody_who_does_not_say_so(town: Town, clamd: Clamd) -> None:
    scanned_at(town, clamd.socket)
    infected = with_documents(WORDS, ("form.docx", SIGNED))
    town.drop(infected, "1")
    town.drop(with_documents(NOTE, ("note.txt", CLEAN)), "2")
    town.round()
    refused = town.run("queue", "raw", "1", code=1)
    assert refused.stdout_bytes == b""
    assert f"form.docx: a virus was found in it ({NAME}.UNOFFICIAL)" in refused.stderr
    assert "--even-infected" in refused.stderr
    assert town.run("queue", "raw", "1", "--even-infected").stdout_bytes == infected
    assert b"note.txt" in town.run("queue", "raw", "2").stdout_bytes


@pytest.mark.server
def test_a_program_is_looked_at_too_though_nobody_would_read_it(town: Town, clamd: Clamd) -> None:
    scanned_at(town, f"127.0.0.1:{clamd.port}")
    town.drop(with_documents(WORDS, ("setup.exe", SIGNED)), "1")
    town.round()
    assert "setup.exe: a virus was found in it" in queue(town)


@pytest.mark.server
def test_it_goes_to_no_officer_with_the_case_that_a_person_makes_of_it(
    town: Town, clamd: Clamd
) -> None:
    scanned_at(town, clamd.socket)
    town.drop(with_documents(WORDS, ("form.docx", SIGNED), ("note.txt", CLEAN)), "1")
    town.round()
    register(town)
    town.round()
    to_officer = [one for one in town.letters() if b"\r\nTo: Sam Lee" in one]
    assert any(b"note.txt" in letter for letter in to_officer)
    assert not any(b"form.docx" in letter for letter in town.letters())


def test_without_the_scanner_a_document_is_not_opened_and_the_mail_waits(town: Town) -> None:
    scanned_at(town, "/nowhere/clamd.ctl")
    town.drop(with_documents(WORDS, ("note.txt", CLEAN)), "1")
    town.complain("una")
    assert "2 handled, 0 failed" in town.round()
    waits = queue(town)
    assert "note.txt: it could not be looked at for viruses" in waits
    assert "/nowhere/clamd.ctl could not be reached" in waits
    assert town.letters_to("una") == 1
    assert "NOT REACHABLE" in town.run("status").output
    assert "WRONG documents: The virus scanner" in town.run("check", code=1).output


@pytest.mark.server
def test_once_the_scanner_is_back_the_mail_sent_round_again_is_read(
    town: Town, clamd: Clamd, tmp_path: Path
) -> None:
    scanned_at(town, "/nowhere/clamd.ctl")
    town.drop(with_documents(WORDS, ("note.txt", CLEAN)), "1")
    town.round()
    town.change(("/nowhere/clamd.ctl", clamd.socket))
    assert "the virus scanner answers: ClamAV" in town.run("check").output
    assert "the virus scanner answers" in town.run("status").output
    town.run("queue", "again", "1")
    town.round()
    assert problems(town) == [""]
    assert town.letters_to("pat") == 1
