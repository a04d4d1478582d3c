"""The corporate policy's three stages: who has each, who signs, whom the answer goes to, what the letters say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from mailroom.errors import MailroomError
from mailroom.jobs import by_hand_register
from mailroom.jobs.by_hand_register import Wishes
from store.states import CaseStatus
from tests.acts.council import Council, letters_to, receipt
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import (
    ANN,
    ANSWER,
    BIN,
    CORPORATE,
    DEE,
    JO,
    KIT,
    NOT_SATISFIED,
    SAM,
    UNA,
    asks_always,
    named,
    waits,
    write,
)

OMBUDSMAN = "intake@ombudsman.example"
NO_APOLOGY = (
    "Dear Ms Firth\n\nWe looked into what you told us of three days in January. The crew had an old list, and nobody"
    " told them of the change of the round.\n\nYours sincerely\nKit Roe"
)


def our_ombudsman(text: str) -> str:
    """The policy with an Ombudsman whose address is made up."""
    return text.replace("https://www.lgo.org.uk/", "https://www.ombudsman.example/")


def complained(south_cambs: Empty, start: datetime | None = None) -> Council:
    """A council with a complaint at stage 1."""
    days = {} if start is None else {"start": start}
    council: Council = south_cambs(CORPORATE, change=our_ombudsman, **days)
    write(council, UNA, "Missed bin: complaint", BIN)
    return council


def closed_at_stage_1(council: Council) -> None:
    """The head answers, and returns the form."""
    council.says(KIT, f"ANSWER not upheld\n\n{ANSWER}\nKit Roe")
    council.says(KIT, "LEARNING\nLessons: none\nActions: none")
    assert council.file.case.status is CaseStatus.CLOSED


def at_stage_2(council: Council) -> list[EmailMessage]:
    """Una was answered, and asks for the next stage."""
    closed_at_stage_1(council)
    council.town.days_pass(120)
    return council.says(UNA, NOT_SATISFIED)


def notice(council: Council) -> list[EmailMessage]:
    """The Ombudsman writes about the case."""
    reference = council.file.case.reference
    text = (
        f"Complaint by Ms Firth, your reference {reference}\nOur reference: 25 013 884\n\n"
        "We have decided to investigate. Please let us have the council's comments."
    )
    return write(council, OMBUDSMAN, f"Request for comments, {reference}", text)


@pytest.mark.rows("S000-17", "S000-21", "S000-22", "S000-65", "S000-66", "S000-76", "S000-46")
def test_a_complaint_is_acknowledged_and_its_head_has_it_with_form_and_day(
    south_cambs: Empty,
) -> None:
    council = complained(south_cambs)
    (to_una,) = letters_to(council.got, UNA)
    reference = council.file.case.reference
    assert f"Its reference is {reference}" in to_una
    assert council.stage.acknowledged_at is not None
    (to_head,) = letters_to(council.got, KIT)
    assert "My bin was not emptied on 6, 13 and 20 January" in to_head
    assert "The answer is due by Tuesday 17 February 2026" in to_head
    assert "Send your learning form with the answer" in to_head
    assert "Look into it with an open mind" in to_head
    assert "to settle it to the complainant's satisfaction as far as can be done" in to_head
    assert "Speaking with the complainant helps" in to_head
    before = len(letters_to(council.got, UNA))
    council.says(KIT, "NOTE: CALL\nOn 3 February I rang Ms Firth; she is at home on Fridays.")
    assert [one for one in council.town.journal() if one.act.startswith("contact: ")]
    assert len(letters_to(council.got, UNA)) == before


@pytest.mark.rows("S000-21", "S000-65")
def test_an_acknowledgement_that_did_not_go_is_told_to_the_coordinator(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    council.town.sql("UPDATE stages SET acknowledged_at = NULL, looked_on = NULL")
    council.town.sql("UPDATE deadlines SET met_at = NULL WHERE name = 'acknowledgement'")
    council.town.days_pass(6)
    assert named(council.work(), JO, "acknowledge")


@pytest.mark.rows("S000-23", "S000-25", "S000-26", "S000-27", "S000-70", "S000-75", "S000-77")
def test_the_head_answers_or_a_manager_for_them_and_who_signs_is_kept_to(
    south_cambs: Empty,
) -> None:
    council = complained(south_cambs)
    refused = council.says(KIT, "PASS ON TO Ann Peel\nFor you.")
    assert "Not done" in str(refused[-1]["Subject"])
    sent = council.says(KIT, "PASS ON TO Sam Lee\nFor you.")
    assert (council.stage.owner_email, council.stage.accountable_email) == (SAM, KIT)
    assert any(one.act == "assigned" for one in council.town.journal())
    assert "a Service Manager signs only while the Head of Service is away" in " ".join(
        letters_to(sent, SAM)
    )
    sent = council.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert "signed by the Head of Service (Kit Roe)" in receipt(sent, SAM)
    assert letters_to(sent, UNA) == []
    head = "ANSWER not upheld\nSigned by: Sam Lee, in the absence of Kit Roe"
    sent = council.says(SAM, f"{head}\n\n{ANSWER}")
    (to_una,) = letters_to(sent, UNA)
    assert "The crew had an old list" in to_una
    assert "Answered by: Sam Lee, Waste Manager" in to_una
    assert not any(mark in to_una for mark in ("{{", "}}", "{%", "None", "undefined"))
    (copy,) = letters_to(sent, JO)
    assert "For the file: a copy of what went to una@home.example" in copy
    assert {str(one["To"]).rpartition("<")[2].strip(">") for one in sent} == {UNA, SAM, JO}


@pytest.mark.rows("S000-71", "S000-72", "S000-24")
def test_who_cannot_answer_in_time_owes_a_letter_with_a_new_day(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    council.town.days_pass(14)
    (reminder,) = letters_to(council.work(), KIT)
    assert "a letter saying how far you have come and when to expect the answer" in reminder
    sent = council.says(KIT, "HOLDING\n\nWe are still looking into it and are sorry for the wait.")
    lacks = [one.why for one in council.town.journal() if one.act == "lacks"]
    assert any("new date (S000-71)" in str(one) for one in lacks)
    assert letters_to(sent, JO)
    council.town.days_pass(1)
    late = council.work()
    assert named(late, JO, council.file.case.reference)


@pytest.mark.rows("S000-73", "S000-74")
def test_whoever_upholds_says_sorry_and_what_is_done_about_it(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    sent = council.says(KIT, f"ANSWER upheld\n\n{NO_APOLOGY}")
    lacks = " ".join(str(one.why) for one in council.town.journal() if one.act == "lacks")
    assert "apology (S000-73)" in lacks
    (owed,) = council.owed("say_the_rest")
    assert owed.holder_email == KIT
    assert "sorry" in owed.words or "apology" in owed.words
    assert "what is done to put it right" in receipt(sent, KIT)
    sent = council.says(KIT, "RECORD\nAction: a new list for the crew, by 6 March 2026, Sam Lee")
    (promised,) = council.promised
    assert (promised.owner_email, promised.by_on) == (SAM, date(2026, 3, 6))
    council.town.days_pass(29)
    assert named(council.work(), SAM, "a new list for the crew")


@pytest.mark.rows("S000-73", "S000-74")
def test_an_answer_that_says_both_lacks_neither(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    head = "ANSWER upheld\nRemedy: an apology\nAction: a new list, by 6 March 2026, Sam Lee"
    (to_una,) = letters_to(council.says(KIT, f"{head}\n\n{ANSWER}\nKit Roe"), UNA)
    assert "a new list (Sam Lee), by Friday 6 March 2026" in to_una
    lacks = " ".join(str(one.why) for one in council.town.journal() if one.act == "lacks")
    assert "S000-73" not in lacks
    assert "S000-74" not in lacks


@pytest.mark.rows("S000-28", "S000-30", "S000-31", "S000-32", "S000-33", "S000-34", "S000-35")
@pytest.mark.rows("S000-15", "S000-36", "S000-17")
def test_whoever_is_dissatisfied_goes_to_the_executive_team_and_then_the_ombudsman(
    south_cambs: Empty,
) -> None:
    council = complained(south_cambs)
    sent = at_stage_2(council)
    assert council.town.sql("SELECT count(*) FROM cases") == [(1,)]
    assert council.stage.number == 2
    (to_una,) = letters_to(sent, UNA)
    assert "Your complaint will now be looked at again, at stage 2" in to_una
    assert f"Its reference is still {council.file.case.reference}" in to_una
    given = named(sent, DEE, "Complaint for you to answer")
    assert "A member of the Executive Management Team answers and signs" in given[0]
    assert "Speaking with the complainant helps" in given[0]
    for copied in (KIT, SAM):
        assert "For your information: Dee Fox answers" in " ".join(letters_to(sent, copied))
    refused = council.says(DEE, f"ANSWER not upheld\nSigned by: Kit Roe\n\n{ANSWER}")
    assert "signed by the Executive Management Team member (Dee Fox)" in receipt(refused, DEE)
    sent = council.says(DEE, f"ANSWER not upheld\n\n{ANSWER}\nDee Fox")
    (answer,) = letters_to(sent, UNA)
    for words in (
        "Local Government and Social Care Ombudsman",
        "PO Box 4771, Coventry CV4 0EH",
        "0300 061 0614",
        "You may go to the Ombudsman at any time",
        "they usually expect the council's own complaints procedure to have been followed first",
    ):
        assert words in answer
    assert "stage 3" not in answer
    assert "For the file: a copy" in letters_to(sent, JO)[0]
    policy = council.town.house.policies["own"]
    assert policy.next_stage(2) is None


@pytest.mark.rows("S000-29")
def test_a_complaint_begins_at_stage_2_only_with_a_reason_and_the_executive_teams_word(
    south_cambs: Empty,
) -> None:
    council = south_cambs(CORPORATE)
    asks_always(council)
    write(council, UNA, "Missed bin: complaint", BIN)
    house, reader = council.town.house, council.town.reader

    def begin(**said: str) -> None:
        wishes = Wishes(service="waste", stage=2, **said)  # type: ignore[arg-type]
        by_hand_register.register(house, reader, 1, JO, wishes)

    with pytest.raises(MailroomError, match="nobody was named; the reason"):
        begin()
    with pytest.raises(MailroomError, match="Sam Lee is not that"):
        begin(allowed_by="Sam Lee", why="it has gone on for years")
    begin(allowed_by="Dee Fox", why="it has gone on for years")
    assert (council.stage.number, council.stage.owner_email) == (2, DEE)
    direct = [one.why for one in council.town.journal() if one.act == "direct"]
    assert direct == ["begun at stage 2, allowed by Dee Fox: it has gone on for years"]


@pytest.mark.rows("S000-36", "S000-37", "S000-38", "S000-39", "S000-40", "S000-41", "S000-42")
@pytest.mark.rows("S000-15", "S000-60")
def test_the_ombudsman_is_answered_in_28_days_of_the_calendar_and_nobody_else(
    south_cambs: Empty,
) -> None:
    council = complained(south_cambs, datetime(2026, 12, 22, 10, 0, tzinfo=UTC))
    council.says(KIT, f"ANSWER not upheld\n\n{ANSWER}\nKit Roe")
    status = council.file.case.status
    sent = notice(council)
    assert [one.number for one in council.file.stages] == [1, 3]
    assert council.stage.respond_by == date(2027, 1, 19)
    (to_them,) = letters_to(sent, OMBUDSMAN)
    assert council.file.case.reference in to_them
    assert "You can expect our answer by Tuesday 19 January 2027" in to_them
    (told,) = named(sent, DEE, "has written to us about this complaint")
    assert "Days of the calendar count here, weekends and bank holidays included" in told
    assert "Acknowledge by: Tuesday 29 December 2026" in told
    assert letters_to(sent, UNA) == []
    assert status is CaseStatus.ANSWERED
    council.says(DEE, "PASS ON TO Kit Roe\nPlease answer.")
    assert (council.stage.owner_email, council.stage.accountable_email) == (KIT, DEE)
    refused = council.says(KIT, f"ANSWER\n\n{ANSWER}\nKit Roe")
    assert "signed by the Chief Executive or Executive Director (Ann Peel)" in receipt(refused, KIT)
    refused = council.says(KIT, f"ANSWER\nSigned by: Dee Fox\n\n{ANSWER}")
    assert "in the absence of Ann Peel" in receipt(refused, KIT)
    sent = council.says(KIT, f"ANSWER\nSigned by: Dee Fox, in the absence of Ann Peel\n\n{ANSWER}")
    assert letters_to(sent, UNA) == []
    assert "send it to the Ombudsman" in receipt(sent, KIT)
    assert "The crew had an old list" in " ".join(letters_to(sent, JO))
    assert ANN not in " ".join(str(one["To"]) for one in sent)
    assert waits(council, 2) == ""
