"""Who may write for whom under the corporate policy: what colleagues send on, members, other people, nobody's name."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.acts.parties import Behalf
from mailroom.commands.queue_page import page_of
from mailroom.errors import MailroomError
from mailroom.jobs import by_hand_case, by_hand_register, by_hand_settle
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.by_hand_register import Wishes
from store.states import CaseStatus
from tests.acts.council import Council, letters_to
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import (
    ANSWER,
    BIN,
    CORPORATE,
    JO,
    KIT,
    SAM,
    UNA,
    asks_always,
    named,
    report,
    waits,
    write,
)

CLLR = "bo.ward@members.example"
CASEWORK = (
    "I am the councillor for Ashford and write about the bin of my constituent Mrs Hill, which was not emptied for"
    " three weeks. She wishes to make a formal complaint, and asks for an apology.\n\nBo Ward"
)
FOR_MOTHER = (
    "I wish to make a formal complaint for my mother, Ada Hill of 3 Mill Lane. Her bin was not emptied on 6, 13 and 20"
    " January, I rang each time, and nobody has come. She does not know that I am writing.\n\nJoan Hill"
)
NAMELESS = (
    "I wish to make a formal complaint. The bins in Mill Lane were not emptied on 6, 13 and 20 January, each missed"
    " collection was reported, and nobody has come."
)
COMMENT = "I would like to suggest that the waste team paints the bins green. This is only a comment.\n\nUna"


def forwarded(text: str, subject: str, day: str = "Mon, 2 Feb 2026 15:40") -> str:
    """A mail of Una's as a colleague's program sends it on."""
    return (
        "Please deal with this one.\n\nKit Roe\n\n-----Original Message-----\n"
        f"From: Una Firth <{UNA}>\nSent: {day}\nTo: Kit Roe <{KIT}>\nSubject: {subject}\n\n{text}"
    )


def shown(council: Council, number: int) -> str:
    """What a person is shown of a message in the queue."""
    house = council.town.house
    lines = page_of(house, look(house, council.town.reader, number))
    return " ".join(" ".join(lines).split())


@pytest.mark.rows("S000-61", "S000-11")
def test_what_a_colleague_sends_on_is_its_writers_from_the_day_they_had_it(
    south_cambs: Empty,
) -> None:
    council = south_cambs(CORPORATE)
    sent = write(council, KIT, "FW: Missed bin", forwarded(BIN, "Missed bin: complaint"))
    (to_una,) = letters_to(sent, UNA)
    assert "Thank you for writing to us on Monday 2 February 2026" in to_una
    assert "Please deal with this one" not in to_una
    (party,) = council.file.parties
    assert (party.role, party.name, party.email) == ("complainant", "Una Firth", UNA)
    assert council.stage.received_at.date() == date(2026, 2, 2)
    told = [one.why for one in council.town.journal() if one.act == "passed on"]
    assert told == [f"by {KIT}"]


@pytest.mark.rows("S000-64", "S000-09")
def test_a_comment_that_a_colleague_sends_on_goes_to_its_manager(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    sent = write(council, KIT, "FW: An idea", forwarded(COMMENT, "An idea for the bins"))
    assert council.file.case.kind == "comment"
    assert len(letters_to(sent, SAM)) == 1
    assert "\nComplaints  0\n" in report(council, "quarterly", "2026-Q1")


@pytest.mark.rows("S000-62", "S000-63")
def test_a_member_is_asked_first_and_has_copies_or_the_letters(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    assert write(council, CLLR, "Casework: Mrs Hill", CASEWORK) == []
    assert "an elected member seems to write for somebody" in waits(council, 1)
    page = shown(council, 1)
    assert "A member may be making an enquiry, or a complaint for a resident" in page
    behalf = Behalf("Ada Hill", "ada@home.example", member=True)
    wishes = Wishes(service="waste", behalf=behalf)
    by_hand_register.register(council.town.house, council.town.reader, 1, JO, wishes)
    sent = council.work()
    assert len(named(sent, "ada@home.example", "We have your complaint")) == 1
    assert len(named(sent, CLLR, "We have recorded your complaint")) == 1
    sent = council.says(KIT, "HOLDING\n\nWe wait for the crew. I will write by 20 February 2026.")
    assert letters_to(sent, CLLR)
    sent = council.says(KIT, f"ANSWER not upheld\n\n{ANSWER}\nKit Roe")
    assert "The crew had an old list" in " ".join(letters_to(sent, CLLR))
    reference = council.file.case.reference
    by_hand_case.make_principal(council.town.house, reference, JO, principal=True)
    by_hand_case.write_update(council.town.house, reference, JO, "It is done.", "Jo Park")
    sent = council.work()
    assert letters_to(sent, CLLR)
    assert letters_to(sent, "ada@home.example") == []


@pytest.mark.rows("S000-60")
def test_whoever_writes_without_permission_is_told_nothing_of_the_case(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    joan = "joan@home.example"
    write(council, joan, "Complaint for my mother", FOR_MOTHER)
    assert "without their consent" in waits(council, 1)
    wishes = Wishes(service="waste", behalf=Behalf("Ada Hill", "ada@home.example"))
    by_hand_register.register(council.town.house, council.town.reader, 1, JO, wishes)
    sent = council.work()
    assert letters_to(sent, joan) == []
    sent = council.says(KIT, f"ANSWER not upheld\n\n{ANSWER}\nKit Roe")
    assert letters_to(sent, joan) == []
    reference = council.file.case.reference
    by_hand_case.give_permission(
        council.town.house, reference, JO, given=True, why="signed form of 5 February", message=None
    )
    by_hand_case.write_update(council.town.house, reference, JO, "The bin has come.", "Jo Park")
    assert "The bin has come" in " ".join(letters_to(council.work(), joan))
    journal = [(one.act, one.why) for one in council.town.journal()]
    assert ("permission given", "signed form of 5 February") in journal


@pytest.mark.rows("S000-59")
def test_a_complaint_without_a_name_is_looked_into_and_nobody_written_to(
    south_cambs: Empty,
) -> None:
    council = south_cambs(CORPORATE)
    sent = write(council, "noreply@post.example", "Complaint about the bins", NAMELESS)
    assert council.file.case.kind == "complaint"
    assert "anonymous" in council.file.case.flags
    assert council.stage.owner_email == KIT
    assert len(letters_to(sent, KIT)) == 1
    council.town.days_pass(2)
    council.says(KIT, f"ANSWER upheld\nAction: new list, by 3 March 2026\n\n{ANSWER}\nKit Roe")
    council.says(KIT, "LEARNING\nLessons: the list\nActions: none")
    assert council.file.case.status is CaseStatus.CLOSED
    assert [one for one in council.got if "noreply" in str(one["To"])] == []
    figures = report(council, "quarterly", "2026-Q1")
    assert "\nAnonymous complaints  1\n" in figures
    assert "\nComplaints  0\n" in figures


@pytest.mark.rows("S000-02")
def test_what_is_settled_where_it_arose_has_no_clock_and_is_counted_apart(
    south_cambs: Empty,
) -> None:
    council = south_cambs(CORPORATE)
    asks_always(council)
    write(council, UNA, "Missed bin: complaint", BIN)
    house, reader = council.town.house, council.town.reader
    with pytest.raises(MailroomError, match="how it was settled"):
        by_hand_settle.settle(house, reader, 1, JO, "waste", " ")
    by_hand_settle.settle(house, reader, 1, JO, "waste", "The crew came at once and said sorry.")
    sent = council.work()
    assert council.file.case.closing == "resolved informally"
    assert "The crew came at once and said sorry" in " ".join(letters_to(sent, UNA))
    council.town.days_pass(30)
    assert letters_to(council.work(), KIT) == []
    figures = report(council, "quarterly", "2026-Q1")
    assert "\nSettled on the spot  1\n" in figures
    assert "\nComplaints  0\n" in figures


@pytest.mark.rows("S000-02", "S000-18", "S000-19", "S000-20")
def test_a_try_to_settle_it_keeps_the_day_it_came_and_the_resident_hears_what_follows(
    south_cambs: Empty,
) -> None:
    council = south_cambs(CORPORATE)
    asks_always(council)
    write(council, UNA, "Missed bin: complaint", BIN)
    assert "Can simple steps or an apology settle this promptly?" in shown(council, 1)
    wishes = Wishes(service="waste", informal=True)
    house = council.town.house
    by_hand_register.register(house, council.town.reader, 1, JO, wishes)
    sent = council.work()
    assert letters_to(sent, UNA) == []
    (asked,) = letters_to(sent, KIT)
    assert "Simple steps or an apology may be all that is needed" in asked
    decided = [one for one in council.town.journal() if one.act == "informal"]
    assert [one.by for one in decided] == [JO]
    council.town.days_pass(1)
    reference = council.file.case.reference
    by_hand_case.settle_informal(house, reference, JO, "the crew cannot come", settled=False)
    (to_una,) = letters_to(council.work(), UNA)
    assert "we now follow our formal complaints procedure" in to_una
    by = council.town.sql("SELECT due_on FROM deadlines WHERE name = 'acknowledgement'")
    assert str(by[0][0]) == "2026-02-06"
