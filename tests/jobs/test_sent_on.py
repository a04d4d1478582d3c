"""A mail that a colleague sends on as an attachment is its writer's: their words, address, papers, day."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from store import inbox
from store.states import IncomingState
from tests.commands.conftest import COMPLAINT, mail_from
from tests.jobs.town import SAM, START, UNA, Town, to

YESTERDAY = "Mon, 02 Feb 2026 15:40:00 +0000"
STRANGER = "pat@elsewhere.example"


def letter_of(sender: str, text: str = COMPLAINT, paper: str = "") -> EmailMessage:
    inner = BytesParser(policy=default).parsebytes(
        mail_from(sender, "Missed bin: complaint", text, received=YESTERDAY)
    )
    assert isinstance(inner, EmailMessage)
    if paper:
        inner.add_attachment(paper, filename="story.txt")
    return inner


def sent_on(by: str, *letters: EmailMessage, text: str = "For you to log.\n\nSam") -> bytes:
    outer = BytesParser(policy=default).parsebytes(mail_from(by, "FW: Missed bin: complaint", text))
    assert isinstance(outer, EmailMessage)
    for letter in letters:
        outer.add_attachment(letter)
    return outer.as_bytes()


def test_it_is_registered_as_the_residents_from_the_day_the_council_first_had_it(
    town: Town,
) -> None:
    town.lay(sent_on(SAM, letter_of(UNA)))
    town.round()
    file = town.case()
    assert [one.email for one in file.parties] == [UNA]
    assert file.case.received_at.date() == date(2026, 2, 2)
    assert len(to(town.letters(), UNA)) == 1
    assert ("passed on", f"by {SAM}") in [(one.act, one.why) for one in town.journal()]


def test_what_was_attached_to_it_is_read(town: Town) -> None:
    town.lay(sent_on(SAM, letter_of(UNA, "Please see what I attach.", COMPLAINT)))
    town.round()
    assert [one.email for one in town.case().parties] == [UNA]


def held(town: Town) -> inbox.Incoming:
    (waiting,) = town.read(lambda conn: inbox.queue(conn, (IncomingState.HELD,), 9, 0))
    return town.message(waiting.id)


def test_of_two_mails_a_person_decides_whose_it_is(town: Town) -> None:
    town.lay(sent_on(SAM, letter_of(UNA), letter_of(STRANGER)))
    town.round()
    assert held(town).sender == SAM
    assert to(town.letters(), UNA) == []


def test_what_anybody_else_attaches_is_theirs(town: Town) -> None:
    """Who writes to us with somebody's mail attached could have made that mail."""
    town.lay(sent_on(STRANGER, letter_of(UNA)))
    town.round()
    assert to(town.letters(), UNA) == []


def test_a_colleague_whom_our_server_does_not_vouch_for_opens_nothing(town: Town) -> None:
    town.lay(sent_on(SAM, letter_of(UNA)).replace(b"dmarc=pass", b"dmarc=fail"))
    town.round()
    assert to(town.letters(), UNA) == []
    assert town.clock.now() == START
