"""A mail that bears an officer's address and is not believed: they are told, and nothing of it is carried to them."""

from __future__ import annotations

from email.message import EmailMessage

from tests.acts.conftest import Under
from tests.acts.council import SAM, UNA, Council, letters_to
from tests.commands.conftest import mail_from

FORGED = "ANSWER upheld\n\nDear Ms Firth\n\nSend your card number to http://pay.example\n\nSam Lee"


def forged(council: Council, subject: str) -> list[EmailMessage]:
    """Somebody writes in Sam's name, and our server says that it is not his; the letters."""
    taken = council.town.clock.now()
    raw = mail_from(SAM, subject, FORGED, received=f"{taken:%a, %d %b %Y %H:%M:%S +0000}")
    assert b"dmarc=pass" in raw
    council.town.lay(raw.replace(b"dmarc=pass", b"dmarc=fail"))
    return council.work()


def test_whose_address_was_borrowed_is_told_once_a_day_and_not_in_the_forgers_words(
    under: Under,
) -> None:
    council = under("south-cambs-2021")
    letter = council.last_to(SAM)
    sent = forged(council, f"Re: {letter['Subject']}")
    (told,) = letters_to(sent, SAM)
    assert "did not confirm that it came from you" in told
    assert "somebody may be writing in your name" in told
    assert "card number" not in told
    assert council.file.case.reference not in told
    assert letters_to(sent, UNA) == []

    assert letters_to(forged(council, "Another"), SAM) == []
    council.town.days_pass(1)
    council.work()
    assert len(letters_to(forged(council, "A third"), SAM)) == 1
