"""`queue assign`: an open stage is given to somebody else of the directory, who is told all that came."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from tests.commands.conftest import COMPLAINT, CONFIG, Council, mail_from

KIT, SAM = "kit.roe@ashford.example", "sam.lee@ashford.example"


@pytest.fixture
def opened(council: Council) -> tuple[Council, str]:
    """A case with an enclosure, Sam's to answer; and its reference."""
    mail = message_from_bytes(
        mail_from("una@home.example", "Complaint: my bin", COMPLAINT), policy=default
    )
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(b"%PDF-1.4 bin", maintype="application", subtype="pdf", filename="bin.pdf")
    council.run("migrate")
    council.drop(mail.as_bytes(), "1")
    council.run("round")
    reference = re.search(rb"AMC-2026-\d{5}-\w", b"".join(council.letters()))
    assert reference
    return council, reference.group().decode()


def _to(council: Council, address: str) -> list[bytes]:
    letters = [message_from_bytes(one) for one in council.letters()]
    return [one.as_bytes() for one in letters if address in str(one["To"])]


def test_the_new_owner_is_written_to_with_what_came(opened: tuple[Council, str]) -> None:
    council, reference = opened
    assert not _to(council, KIT)
    said = council.run("queue", "assign", reference.lower(), KIT.upper()).output
    assert said == f"{reference} is Kit Roe's now.\n"
    council.run("round")
    (letter,) = _to(council, KIT)
    assert b"bin.pdf" in letter
    told = council.run("journal", "show", reference).output
    assert f"assigned: stage 1: from Sam Lee <{SAM}> to Kit Roe <{KIT}>" in told
    assert "(command)" in told


def test_given_back_the_first_owner_is_told_again(opened: tuple[Council, str]) -> None:
    council, reference = opened
    before = len(_to(council, SAM))
    council.run("queue", "assign", reference, KIT)
    council.run("queue", "assign", reference, SAM)
    council.run("round")
    assert len(_to(council, SAM)) == before + 1


@pytest.mark.parametrize(
    ("reference", "email", "words"),
    [
        ("", "nobody@ashford.example", "Nobody in the configuration"),
        ("", SAM, "is Sam Lee's already"),
        ("AMC-2026-00009-X", KIT, "There is no case"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    opened: tuple[Council, str], reference: str, email: str, words: str
) -> None:
    council, known = opened
    refused = council.run("queue", "assign", reference or known, email, code=1)
    assert words in refused.output
    assert isinstance(refused.exception, SystemExit)


def test_a_case_without_an_open_stage_is_nobodys_to_give(council: Council) -> None:
    council.run("migrate")
    thanks = "I wish to compliment your bin crew. Thank you, they were wonderful and kind."
    council.drop(mail_from("una@home.example", "Thank you, bin crew", thanks), "1")
    council.run("round")
    listed = council.run("queue", "list").output
    if "Nothing waits" not in listed:
        council.run("queue", "register", "1", "--kind", "compliment", "--service", "waste")
    council.run("round")
    reference = re.search(rb"AMC-2026-\d{5}-\w", b"".join(council.letters()))
    assert reference
    refused = council.run("queue", "assign", reference.group().decode(), KIT, code=1).output
    assert "no stage of it is open" in refused


def test_status_tells_of_owners_who_are_gone(opened: tuple[Council, str]) -> None:
    council, _ = opened
    assert "Owners" not in council.run("status").output
    (council.folder / "mailroom.toml").write_text(CONFIG.replace(SAM, "new.one@ashford.example"))
    status = council.run("status").output
    assert f"1 open stage is with somebody who is no longer in the configuration: {SAM}" in status
    assert "mailroom queue assign" in status
