"""South Cambridgeshire 2021, what comes in: requests, feedback, nominations, what is sent again."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.jobs import by_hand, by_hand_confirm
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.rules.disposition import Act
from store.states import CaseStatus
from tests.acts.council import ANSWER, COMPLAINT, JO, KIT, SAM, UNA, letters_to
from tests.requirements.district import (
    CHAMP,
    HOS,
    HUW,
    LEAK,
    LGO,
    NOT_SATISFIED,
    RITA,
    TOM,
    District,
    district,
    subjects,
    to,
)

__all__ = ["district"]

IDEA = "It would be nice if the bins in the park had lids. Just a thought, an idea for you."
REQUEST = "Could you please send somebody to collect a bin? What time do the bins go out?"
OPTIONS = LEAK.replace("boiler", "bed").replace("repairs team", "team for the homeless")
GRUMBLE = (
    "I am fed up with the bins. Mine was missed again on Tuesday, three weeks running, and the crew left rubbish all"
    " over the path. No need to reply."
)
EVE = "eve@home.example"
PRAISE = "Well done to the bins crew: the compliment is for two who stopped to help my mother. Excellent."
NOBODY = "noreply@post.example"


@pytest.mark.rows("S003-02")
def test_dissatisfaction_that_wants_no_answer_is_held_and_kept_as_feedback(
    district: District,
) -> None:
    assert district.writes(UNA, "My bin", GRUMBLE) == []
    assert "they want no answer" in district.waits
    assert "If it wants no answer, it is feedback." in district.queue_page()
    district.register(kind="feedback")
    assert district.file.case.kind == "feedback"
    assert district.stage.respond_by is None
    district.writes(UNA, "My bin", GRUMBLE.partition("No need")[0] + COMPLAINT)
    assert "no answer" not in district.waits


@pytest.mark.rows("S003-04", "S003-05", "S003-06")
def test_a_request_gets_a_signpost_and_no_clock(district: District) -> None:
    sent = district.writes(UNA, "Bins", REQUEST)
    if district.waits:
        sent = district.register(kind="service_request")
    letter = to(sent, UNA)
    assert "We have recorded this as a request and not as a complaint" in letter
    assert "https://scambs.example" in letter
    assert "01954 713 000" in letter
    assert "with or without an account, or by telephone if you would like help" in letter
    assert "customer service standards or the service's own targets" in letter
    assert (district.file.case.kind, district.file.case.status) == (
        "service_request",
        CaseStatus.CLOSED,
    )
    assert district.stage.respond_by is None
    district.town.days_pass(28)
    assert [one for one in subjects(district.work(), SAM) if "due" in one.lower()] == []


@pytest.mark.rows("S003-07", "S003-10")
def test_the_one_mailbox_takes_feedback_and_complaints_each_as_its_kind(district: District) -> None:
    district.takes(UNA, IDEA, "feedback")
    district.takes(TOM, LEAK, "complaint", "repairs")
    district.takes(EVE, PRAISE, "compliment")
    assert [one.case.kind for one in district.cases()] == ["feedback", "complaint", "compliment"]
    assert [one.stages[-1].respond_by for one in district.cases()] == [
        None,
        date(2026, 2, 17),
        None,
    ]


@pytest.mark.rows("S003-08")
def test_feedback_becomes_a_complaint_with_its_writers_yes_and_from_that_day(
    district: District,
) -> None:
    district.takes(UNA, IDEA, "feedback")
    with pytest.raises(CannotBeDone, match="have not been asked"):
        by_hand_confirm.confirm(
            district.town.house, district.reference(), JO, district.today, "by telephone"
        )
    by_hand_confirm.offer(district.town.house, district.reference(), JO, "Two bins burnt since.")
    (letter,) = letters_to(district.work(), UNA)
    assert "Two bins burnt since." in letter
    assert "If we do not hear from you, we keep what you wrote as feedback" in letter
    district.town.days_pass(6)
    assert district.file.case.kind == "feedback"
    sent = district.says(UNA, "Yes, please treat it as a complaint.")
    assert district.file.case.kind == "complaint"
    assert district.file.case.received_at.date() == date(2026, 2, 3)
    assert district.stage.received_at.date() == date(2026, 2, 9)
    assert district.stage.respond_by == date(2026, 2, 23)
    assert "Monday 23 February 2026" in to(sent, UNA)
    assert "to answer at stage 1" in to(sent, SAM)
    assert "to answer at stage 1" in to(sent, CHAMP)


@pytest.mark.rows("S003-08")
def test_without_a_yes_it_stays_feedback_and_nobody_is_asked_without_an_address(
    district: District,
) -> None:
    district.takes(UNA, IDEA, "feedback")
    by_hand_confirm.offer(district.town.house, district.reference(), JO, "")
    district.work()
    with pytest.raises(CannotBeDone, match="asked already"):
        by_hand_confirm.offer(district.town.house, district.reference(), JO, "")
    district.says(UNA, "No, I only wanted you to know.")
    assert district.file.case.kind == "feedback"
    district.writes(NOBODY, "Bins", IDEA)
    district.register(kind="feedback")
    with pytest.raises(CannotBeDone, match="stays feedback"):
        by_hand_confirm.offer(district.town.house, district.reference(2), JO, "")
    on = district.today
    by_hand_confirm.confirm(district.town.house, district.reference(), JO, on, "by telephone")
    assert district.file.case.kind == "complaint"


@pytest.mark.rows("S003-08")
def test_whoever_decides_reads_when_feedback_becomes_a_complaint(district: District) -> None:
    district.writes(UNA, "", "An idea, just a thought about the road.")
    assert district.waits
    assert "Without a yes it stays feedback." in district.queue_page()


@pytest.mark.rows("S003-09", "S003-60", "S003-61")
def test_without_a_name_it_is_no_complaint_but_feedback_that_the_service_reads(
    district: District,
) -> None:
    assert district.writes(NOBODY, "Complaint: bins", COMPLAINT.partition("\n\n")[0]) == []
    assert district.waits
    sent = district.register(kind="feedback")
    assert {str(one["To"]).rpartition("<")[2].strip(">") for one in sent} == {SAM}
    letter = to(sent, SAM)
    assert "not recorded as a complaint" in letter
    assert "Feedback, with a name or without, is used to plan and improve services." in letter
    assert district.file.case.kind == "feedback"
    assert "anonymous" in district.file.case.flags
    assert district.stage.respond_by is None


@pytest.mark.rows("S003-60")
def test_whoever_wants_to_stay_anonymous_is_told_why_that_is_no_complaint(
    district: District,
) -> None:
    district.writes(UNA, "Complaint: bins", f"{COMPLAINT} I want to stay anonymous.")
    assert "anonymous: Without a name" in district.queue_page()
    letter = to(district.refuse("anonymous"), UNA)
    assert "we cannot take up one without knowing whom to answer" in letter
    assert "We treat every complaint in confidence" in letter


@pytest.mark.rows("S003-11")
def test_praise_says_how_to_nominate_and_a_nomination_is_kept_as_one(district: District) -> None:
    sent = district.takes(UNA, PRAISE, "compliment")
    assert "nominate them, or their team, for our Going the Extra Mile awards" in to(sent, UNA)
    assert "the form is on our website" in to(sent, UNA)
    sent = district.takes(TOM, "I nominate the bins crew for your award: brilliant.", "nomination")
    assert "nominate" in to(sent, TOM)


@pytest.mark.rows("S003-12", "S003-40")
def test_more_on_an_open_complaint_is_put_on_it_and_moves_nothing(district: District) -> None:
    district.complain()
    assert "send us anything more that we should know" in to(district.got, UNA)
    before = district.stage
    district.town.days_pass(2)
    sent = district.says(
        UNA, "Here is the list of the days.", paper=("days.txt", b"6 January", "text/plain")
    )
    assert len(district.cases()) == 1
    assert (district.stage.respond_by, district.stage.received_at) == (
        before.respond_by,
        before.received_at,
    )
    assert "Here is the list of the days." in to(sent, SAM)
    assert any(part.get_filename() == "days.txt" for one in sent for part in one.iter_attachments())


@pytest.mark.rows("S003-13")
def test_the_same_form_twice_is_one_complaint_and_the_second_gets_a_letter(
    district: District,
) -> None:
    district.complain()
    letter = to(district.writes(UNA, "Complaint again", COMPLAINT), UNA)
    assert len(district.cases()) == 1
    assert "We have not opened a second one" in letter
    assert district.reference() in letter


@pytest.mark.rows("S003-14")
def test_after_the_answer_of_stage_1_the_same_again_is_shown_to_stage_2(district: District) -> None:
    district.complain()
    district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    district.town.days_pass(3)
    letter = to(district.writes(UNA, "Complaint", COMPLAINT), UNA)
    assert len(district.cases()) == 1
    assert district.stage.number == 1
    assert "considered again, at stage 2" in letter
    assert "To ask, reply to this email" in letter
    assert district.reference() in letter
    district.writes(TOM, "Complaint", COMPLAINT)
    assert district.cases()[-1].case.id == 2
    assert district.town.case(2).stages[-1].answered_at is None


@pytest.mark.rows("S003-15", "S003-45", "S003-49")
@pytest.mark.parametrize(
    ("service", "text", "first", "second", "phone", "other"),
    [
        ("waste", COMPLAINT, SAM, KIT, LGO, HOS),
        ("repairs", LEAK, RITA, HUW, HOS, LGO),
        ("housing_options", OPTIONS, RITA, HUW, LGO, HOS),
    ],
    ids=["waste", "repairs", "housing options"],
)
def test_the_last_answer_and_what_is_sent_again_name_the_services_own_ombudsman(
    district: District,
    service: str,
    text: str,
    first: str,
    second: str,
    phone: str,
    other: str,
) -> None:
    district.takes(UNA, text, "complaint", service)
    district.says(first, f"ANSWER not upheld\n\n{ANSWER}")
    district.town.days_pass(2)
    district.says(UNA, NOT_SATISFIED)
    answer = to(district.says(second, f"ANSWER not upheld\n\n{ANSWER}"), UNA)
    district.town.days_pass(2)
    again = to(district.writes(UNA, "Complaint", text), UNA)
    assert district.stage.number == 2
    assert (phone in answer, phone in again) == (True, True)
    assert (other in answer, other in again) == (False, False)


@pytest.mark.rows("S003-26")
def test_a_letter_by_mail_is_registered_and_a_question_puts_nothing_off(district: District) -> None:
    district.complain()
    assert district.file.case.kind == "complaint"
    due = district.stage.respond_by
    sent = district.says(SAM, "ASK\nWhich of the three bins was it?")
    assert "Which of the three bins was it?" in to(sent, UNA)
    assert "the policy lets the clock run on" in to(sent, SAM)
    assert district.stage.respond_by == due == date(2026, 2, 17)
    assert district.stage.pauses == ()


@pytest.mark.rows("S003-24")
def test_a_stage_2_without_a_stage_1_waits_for_a_person(district: District) -> None:
    district.writes(UNA, "Stage 2", "I want my complaint about the bins taken to stage 2.")
    assert "of a case that was not found" in district.waits
    assert district.cases() == []
    with pytest.raises(CannotBeDone, match="begins at stage 1"):
        district.register(stage=2, allowed_by="Kit Roe", why="it is grave")
    # What follows while it waits is put beside it, and a person registers that.
    district.writes(UNA, "Complaint", COMPLAINT)
    assert "an earlier mail of the same person waits" in district.waits
    district.register()
    with pytest.raises(CannotBeDone, match="not been answered"):
        by_hand.put_on_case(
            district.town.house, district.town.reader, 1, JO, district.reference(), Act.ESCALATE
        )
