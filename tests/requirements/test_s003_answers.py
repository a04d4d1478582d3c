"""South Cambridgeshire 2021, while a complaint is looked into and when it is answered: what each side reads, and what
keeps it open.
"""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.jobs import by_hand_case
from mailroom.jobs.by_hand import CannotBeDone
from store.states import CaseStatus
from tests.acts.council import ANSWER, JO, KIT, SAM, UNA, Council, receipt
from tests.acts.papers import WORD
from tests.parsers.documents.making import para, run, word
from tests.requirements.district import (
    LGO,
    NOT_SATISFIED,
    District,
    district,
    subjects,
    to,
)

__all__ = ["district"]

SORRY = (
    "Dear Ms Firth\n\nYour bin was missed because the crew had an old list. We found that nobody had told them of the"
    " change in October.\n\nYours sincerely\nSam Lee"
)


def escalated(district: District) -> None:
    """Stage 1 is answered and Una asks for stage 2."""
    district.complain()
    district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    district.town.days_pass(2)
    district.says(UNA, NOT_SATISFIED)


@pytest.mark.rows("S003-39")
def test_whoever_asks_how_far_it_is_has_stage_officer_and_date(district: District) -> None:
    district.complain()
    assert "you can ask at any time how far we have come" in to(district.got, UNA)
    district.town.days_pass(3)
    letter = to(district.says(UNA, "Is there any news? I have not heard from you."), UNA)
    assert "at stage 1 of our complaints procedure" in letter
    assert "Sam Lee, Waste Manager" in letter
    assert "Tuesday 17 February 2026" in letter


@pytest.mark.rows("S003-41")
def test_a_question_of_the_officers_goes_to_the_complainant_and_onto_the_case(
    district: District,
) -> None:
    district.complain()
    sent = district.says(SAM, "ASK\nWhich gate do you put it at?")
    assert "Which gate do you put it at?" in to(sent, UNA)
    assert "officer: ask" in [one.act for one in district.acts()]
    sent = district.says(UNA, "At the green one.")
    assert "At the green one." in to(sent, SAM)


@pytest.mark.rows("S003-42")
def test_news_and_a_document_of_the_officers_are_one_letter(district: District) -> None:
    district.complain()
    plan = word(para(run("The round on Hill Road")))
    text = "UPDATE\nWe have found the list. The plan of the round is enclosed."
    sent = district.says(SAM, text, paper=("plan.docx", plan, WORD))
    theirs = [one for one in sent if UNA in str(one["To"])]
    assert len(theirs) == 1
    assert "We have found the list." in to(sent, UNA)
    assert [part.get_filename() for part in theirs[0].iter_attachments()] == ["plan.docx"]


@pytest.mark.rows("S003-43", "S003-96", "S003-88")
def test_every_word_is_on_the_record_and_a_note_of_a_call_goes_to_nobody(
    district: District,
) -> None:
    district.complain()
    assert "All that is said belongs on the record." in to(district.got, SAM)
    sent = district.says(SAM, "NOTE: CALL\nRang Ms Firth, who wants Friday.")
    assert to(sent, UNA) == ""
    district.says(UNA, "Friday is best, as I said on the telephone.")
    assert "contact: telephone" in [one.act for one in district.acts()]
    page = district.case_page()
    assert page.count("una@home.example") >= 3
    assert page.count("sam.lee@ashford.example") >= 2
    district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert "Is everything on the record that was said by telephone" in district.case_page()


@pytest.mark.rows("S003-44")
def test_no_complaint_is_closed_without_an_answer_in_writing(district: District) -> None:
    district.complain()
    told = receipt(district.says(SAM, "ANSWER\nChannel: telephone\n\nI rang her."), SAM)
    assert "wants the answer in writing" in told
    with pytest.raises(CannotBeDone, match="has not been answered"):
        by_hand_case.close(district.town.house, district.reference(), JO, "")
    assert "it has not been answered" in district.case_page()
    sent = district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert "The crew had an old list." in to(sent, UNA)
    assert (district.file.case.status, district.file.case.closing) == (
        CaseStatus.CLOSED,
        "answered",
    )
    assert "The answer has to have gone in writing." in district.case_page()


@pytest.mark.rows("S003-83", "S003-82")
def test_where_we_were_at_fault_the_answer_says_sorry_and_what_is_done(district: District) -> None:
    district.complain()
    assert "If we were at fault, say so, apologise and set out what is being done." in to(
        district.got, SAM
    )
    district.says(SAM, f"ANSWER upheld\n\n{SORRY}")
    (owed,) = district.owed("say_the_rest")
    assert owed.holder_email == SAM
    assert "sorry" in owed.words


@pytest.mark.rows("S003-82")
def test_what_was_promised_for_a_day_is_reminded_of_before_it_and_once_it_is_late(
    district: District,
) -> None:
    district.complain()
    text = f"ANSWER upheld\nRemedy: an apology\nAction: a new bin, by 13 February 2026, Sam Lee\n\n{ANSWER}"
    sent = district.says(SAM, text)
    assert "a new bin (Sam Lee), by Friday 13 February 2026" in to(sent, UNA)
    assert [one.by_on for one in district.promised] == [None, date(2026, 2, 13)]
    district.town.days_pass(8)
    assert "a new bin" in to(district.work(), SAM)
    district.town.days_pass(5)
    assert "a new bin" in to(district.work(), SAM)


@pytest.mark.rows("S003-81")
def test_what_the_complainant_expects_is_kept_and_told_to_whoever_answers(
    district: District,
) -> None:
    district.writes(UNA, "", "Nobody came about it, and it is your fault, I complain!")
    sent = district.register(noted={"desired_outcome": "a new lid by Easter"})
    assert district.file.case.desired_outcome == "a new lid by Easter"
    assert "a new lid by Easter" in to(sent, SAM)
    assert "Find out from the complainant what they expect." in to(sent, SAM)
    assert "What we understand your complaint to be" in to(sent, UNA)


@pytest.mark.rows("S003-48", "S003-50", "S003-45")
def test_the_last_answer_has_the_ombudsmans_postal_address_telephone_and_page(
    district: District,
) -> None:
    escalated(district)
    letter = to(district.says(KIT, f"ANSWER not upheld\n\n{ANSWER}"), UNA)
    assert "This is the council's final answer" in letter
    assert "they usually expect the council's own complaints procedure to have been" in letter
    for one in ("PO Box 4771, Coventry CV4 0EH", LGO, "https://www.lgo.org.uk/"):
        assert one in letter


@pytest.mark.rows("S003-57")
def test_a_holding_reply_has_the_ombudsmans_details(district: District) -> None:
    district.complain()
    letter = to(district.says(SAM, "HOLDING\nThe crew's log has not come yet."), UNA)
    assert "The crew's log has not come yet." in letter
    assert LGO in letter


@pytest.mark.rows("S003-34")
def test_dissatisfaction_with_the_answer_opens_stage_2_of_the_same_case(
    district: District,
) -> None:
    escalated(district)
    assert [one.number for one in district.file.stages] == [1, 2]
    assert len(district.cases()) == 1
    assert any("stage 2" in one.lower() for one in subjects(district.got, UNA))


@pytest.mark.rows("S003-96")
def test_what_people_owe_keeps_the_case_open(district: District) -> None:
    district.town.mail(
        UNA, "Complaint: bin", f"{_complaint(district)} Please write in large print."
    )
    district.work()
    district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert district.file.case.status is CaseStatus.ANSWERED
    assert "Before it may be closed" in district.case_page()


def _complaint(_: Council) -> str:
    from tests.acts.council import COMPLAINT

    return COMPLAINT
