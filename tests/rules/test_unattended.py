"""An absence note is filed though it is likest to a complaint; a complaint under a machine's header is held."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailroom.rules.decision import Act, Facts, Writer
from mailroom.rules.disposition import decide
from mailroom.rules.reading import Reading
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import propose
from parsers.message import read_message

COUNCIL = Services(
    (
        Offered("waste", "Waste"),
        Offered("housing_repairs", "Repairs"),
        Offered("council_tax", "Council Tax"),
        Offered("it_web", "Website"),
        Offered("customer_contact", "Customer Services"),
    )
)
NOTES = [
    "I'm on leave until the 3rd and shall look at my mail then.\n\nMerrick",
    "Thank you for your mail. I am away from the office from Tuesday 4 August to Friday 14 August and have no access "
    "to email. If it cannot wait please ring the practice on 01632 960044.\n\nDr P. Orme\nHolt Lane Surgery",
    "I am out of the office for two weeks. Your mail has not been passed on.",
    "Off now till the 4th, no signal up there. Anything urgent ring the main desk. Alison",
    "Thank you for contacting Holt Lane Surgery. This inbox is read once a day. If you are unwell please ring 111, and "
    "999 in an emergency. Complaints about the practice go to the practice manager.",
]
# Whose office deals with what others complain of.
TICKETS = [
    "We have received your message and will answer within five working days. If you have no heating or hot water ring"
    " the repairs line on 01632 960014. Complaints are dealt with in two stages.",
    "Your request has been logged as ticket 48211. Our repairs desk is open 8 to 5. Leaks and faults that are"
    " dangerous: ring us now.",
]
COMPLAINTS = [
    "I am on leave this week because of you: nobody has come for the bins, I have rung four times and I am furious.",
    "I am away until Sunday. My mother's boiler has been off for three weeks now, I have reported it twice and no one "
    "came. I want to complain.",
    "Out of office or not: the officer was rude to my wife and slammed the door on her. I expect an apology.",
]


def done_with(subject: str, head: str, text: str) -> Act:
    raw = f"From: Ann Orme <ann@home.example>\nSubject: {subject}\n{head}\n{text}\n".encode()
    message = read_message(raw, trusted_authserv=())
    assert message.automatic is not None
    mail = Reading(0, datetime(2026, 7, 22, 9, tzinfo=UTC), message, ())
    facts = Facts(
        Writer.RESIDENT,
        authenticated=True,
        forged=False,
        address="ann@home.example",
        proposal=propose(mail.words, COUNCIL),
        automatic=message.automatic,
    )
    return decide(facts).act


BY_HEADER = "Auto-Submitted: auto-replied\n"
BY_SUBJECT = "In-Reply-To: <1@council.example>\n"


@pytest.mark.parametrize("text", NOTES)
def test_a_note_that_somebody_is_away_is_filed(text: str) -> None:
    assert done_with("Out of office: Your complaint CMP/26/118", BY_HEADER, text) is Act.FILE


@pytest.mark.parametrize("text", TICKETS)
def test_what_a_desk_answers_by_itself_is_filed_where_a_header_says_so(text: str) -> None:
    assert done_with("Automatic reply: Your complaint", BY_HEADER, text) is Act.FILE
    assert done_with("Automatic reply: Your complaint", BY_SUBJECT, text) is Act.HOLD


def test_a_note_that_no_header_calls_one_is_filed_where_it_says_nothing_else() -> None:
    assert done_with("Out of office: Your complaint", BY_SUBJECT, NOTES[0]) is Act.FILE
    assert done_with("Out of office: Your complaint", BY_SUBJECT, NOTES[2]) is Act.FILE
    bins = "I am on leave until Monday 3 August. Please take both of the bins that day."
    assert done_with("Out of office: Your complaint", BY_SUBJECT, bins) is Act.HOLD


@pytest.mark.parametrize("head", [BY_HEADER, BY_SUBJECT])
@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_that_a_machine_seems_to_have_sent_is_held(head: str, text: str) -> None:
    assert done_with("Out of office: Re: bins", head, text) is Act.HOLD


@pytest.mark.parametrize(("head", "is_one"), [(BY_HEADER, True), ("", False)])
def test_what_only_half_reads_so_is_a_machines_where_a_header_says_it(
    head: str, *, is_one: bool
) -> None:
    raw = f"From: Ann Orme <ann@home.example>\nSubject: Re\n{head}\n{NOTES[2]}\n".encode()
    message = read_message(raw, trusted_authserv=())
    words = Reading(0, datetime(2026, 7, 22, 9, tzinfo=UTC), message, ()).words
    assert (propose(words, COUNCIL).kind == "automatic") is is_one
