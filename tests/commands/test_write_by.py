"""Somebody is moved from email to post and back: what has not gone follows, what came back is written again."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pdfplumber
import pytest

from tests.commands.conftest import Council, mail_from

UNA = "una@home.example"
HOME = "3 Hill Road, Ashford AM1 2CD"
WHY = "she rang on 3 February: her computer broke"


def registered(council: Council, *more: str) -> str:
    """Una's complaint, registered by a person; its first letters wait to be sent. Its reference."""
    council.run("migrate")
    council.drop(
        mail_from(UNA, "", "There is trouble at my address again and nobody does a thing."), "1"
    )
    council.run("round")
    said = council.run("queue", "register", "1", "--service", "waste", *more).output
    found = re.search(r"AMC-\d{4}-\d{5}-\w", said)
    assert found
    return found.group()


def moved(council: Council, reference: str, *words: str, code: int = 0) -> str:
    return council.run("case", "write-by", reference, *words, "--why", WHY, code=code).output


def on_paper(council: Council) -> str:
    """All that is printed now, as it can be read."""
    folder = council.folder / "paper"
    council.run("print", "--out", str(folder))
    batches: list[Path] = sorted(folder.glob("print-batch-*.pdf"))
    with pdfplumber.open(batches[-1]) as made:
        return "\n".join(page.extract_text() for page in made.pages)


def sizes(council: Council) -> set[int]:
    """The sizes of type in what was printed last."""
    made = max((council.folder / "paper").glob("print-batch-*.pdf"))
    with pdfplumber.open(made) as paper:
        return {round(one["size"]) for page in paper.pages for one in page.chars}


def to(council: Council, email: str) -> list[EmailMessage]:
    """What went to somebody by email."""
    found = [message_from_bytes(one, policy=policy.default) for one in council.letters()]
    return [one for one in found if isinstance(one, EmailMessage) and email in str(one["To"])]


def test_a_letter_that_has_not_gone_follows_to_the_print_batch(council: Council) -> None:
    reference = registered(council)
    said = moved(council, reference, "post", "--address", HOME, "--needs", "large print, 20 point")
    assert f"{reference}: by post to {HOME}" in said
    assert "acknowledgement follows" in said
    council.run("round")
    assert to(council, UNA) == []
    read = on_paper(council)
    assert reference in read
    assert "reply to this email" not in read
    assert "AM1 2CD" in read
    assert 20 in sizes(council)
    journal = " ".join(council.run("journal", "show", reference).output.split())
    assert (
        f"written to: by post to {HOME}; large print, 20 point, not as before ({UNA}): {WHY}"
        in journal
    )
    assert "goes another way: acknowledgement" in journal
    shown = council.run("case", "show", reference).output
    assert "letters go by post" in shown
    assert "needs: large print, 20 point" in shown


def test_what_is_written_later_goes_on_paper_too_and_by_email_again_when_asked(
    council: Council,
) -> None:
    reference = registered(council)
    moved(council, reference, "post", "--address", HOME)
    on_paper(council)
    council.run("case", "update", reference, "The van comes on Friday.", "--name", "Sam Lee")
    assert f"to {HOME}" in council.run("print").output
    said = moved(council, reference, "email", "--email", "una.firth@new.example")
    assert "by email to una.firth@new.example; update notice follows" in said
    assert "No letter waits to be printed" in council.run("print").output
    council.run("round")
    (mail,) = to(council, "una.firth@new.example")
    assert "feedback+" in str(mail["Reply-To"])
    assert "The van comes on Friday." in str(mail.get_body(("plain",)))
    # What was printed is not sent: this is the only mail to her.
    assert to(council, UNA) == []


def test_a_letter_that_came_back_is_written_again_for_the_post(council: Council) -> None:
    reference = registered(council)
    council.run("round")
    sent = to(council, UNA)[-1]
    assert "No letter waits" in council.run("print").output
    council.drop(returned(str(sent["Message-ID"])), "2")
    council.run("round")
    assert "acknowledgement follows" in moved(council, reference, "post", "--address", HOME)
    assert f"Our reference: {reference}" in on_paper(council)
    # Once: asked for again, nothing more is written.
    assert "follow" not in moved(council, reference, "post", "--address", HOME)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("post",), "no postal address is known"),
        (("email", "--email", "not an address"), "no address for email is known"),
        (("email", "--email", "sam.lee@ashford.example"), "is the council's own"),
    ],
)
def test_where_nothing_could_reach_them_nothing_is_changed(
    council: Council, words: tuple[str, ...], told: str
) -> None:
    reference = registered(council)
    assert told in moved(council, reference, *words, code=1)
    assert "written to" not in council.run("journal", "show", reference).output


def test_a_complaint_taken_down_for_somebody_can_go_to_email_later(council: Council) -> None:
    reference = registered(
        council, "--channel", "telephone", "--name", "Ivy Moss", "--address", HOME
    )
    assert "no address for email" in moved(council, reference, "email", code=1)
    said = moved(council, reference, "email", "--email", "ivy@home.example")
    assert "acknowledgement follows" in said
    council.run("round")
    assert any(b"ivy@home.example" in one for one in council.letters())


def returned(message_id: str) -> bytes:
    """A server's report that a letter could not be delivered."""
    day = "Wed, 04 Feb 2026 10:15:00 +0000"
    return "\r\n".join(
        (
            f"Received: from out.example by mx.ashford.example with ESMTPS; {day}",
            "From: MAILER-DAEMON@out.example",
            "To: feedback@ashford.example",
            "Subject: Undelivered Mail Returned to Sender",
            "Message-ID: <dsn1@out.example>",
            f"Date: {day}",
            "Auto-Submitted: auto-replied",
            "MIME-Version: 1.0",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "It could not be delivered.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; out.example",
            "",
            f"Final-Recipient: rfc822; {UNA}",
            "Action: failed",
            "Status: 5.1.1",
            "",
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            f"Message-ID: {message_id}",
            "From: feedback@ashford.example",
            "",
            "--b--",
            "",
        )
    ).encode()
