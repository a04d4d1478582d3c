"""Cambridge City's stages: who may have them, and what is declined, opened again or sent back."""

from __future__ import annotations

import pytest

from mailroom.commands.queue_page import page_of
from mailroom.jobs import by_hand_case, by_hand_decide, by_hand_refuse
from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import look
from mailroom.rules.disposition import Act
from mailroom.rules.workdays import Calendar
from store.states import CaseStatus
from tests.acts.council import ANN, DEE, JO, KIT, PAT, SAM, UNA, receipt
from tests.requirements.cambridge import TOM, City, city, to

__all__ = ["city"]

COMPLAINT = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported each missed"
    " collection online, and nobody has come.\n\nUna Firth, 3 Hill Road"
)
ANSWER = (
    "ANSWER not upheld\n\nDear Ms Firth\n\nYour bin was out too late on each of the three days. Under our collection"
    " policy bins have to be out by seven. The crew's book shows that yours was not.\n"
)
FURTHER = "I am not satisfied with your response. Please take this to stage 2."


def _give(city: City, email: str) -> str:
    reference = city.file.case.reference
    return assign_stage(city.town.house, city.town.reader, reference, email, JO)


def _answered(city: City) -> None:
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    city.says(SAM, ANSWER)
    city.town.days_pass(5)


@pytest.mark.rows("S004-72", "S004-76")
def test_stage_2_goes_neither_to_whoever_answered_nor_to_a_peer_but_to_a_senior_manager(
    city: City,
) -> None:
    _answered(city)
    city.says(UNA, FURTHER)
    with pytest.raises(CannotBeDone, match="has dealt with it at an earlier stage"):
        _give(city, SAM)
    with pytest.raises(CannotBeDone, match="of higher rank than whoever answered before"):
        _give(city, PAT)
    # A Senior Manager on their behalf.
    assert _give(city, DEE) == "Dee Fox"


@pytest.mark.rows("S004-72")
def test_whoever_only_had_stage_1_does_not_have_stage_2_either(city: City) -> None:
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    _give(city, KIT)
    city.work()
    _give(city, SAM)
    city.work()
    city.says(SAM, ANSWER)
    city.town.days_pass(1)
    city.says(UNA, FURTHER)
    assert (city.stage.number, city.stage.owner_email) == (2, DEE)


@pytest.mark.rows("S004-76")
def test_what_a_head_answered_at_stage_1_goes_to_the_director(city: City) -> None:
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    _give(city, KIT)
    city.work()
    city.says(KIT, ANSWER)
    city.town.days_pass(1)
    sent = city.says(UNA, FURTHER)
    assert (city.stage.number, city.stage.owner_email) == (2, DEE)
    assert "stage 2" in to(sent, DEE).lower()
    assert to(sent, ANN) == ""


@pytest.mark.rows("S004-86", "S004-88")
def test_an_admin_officer_asks_and_does_not_answer_and_several_services_agree_first(
    city: City,
) -> None:
    city.write(
        TOM, "Street and bins", "Dear council. The street, the bins and the planning notice. Tom"
    )
    sent = city.register(1, others=("planning",))
    assert "Agree with the Heads of Service who owns the case" in to(sent, JO)
    refused = receipt(city.says(JO, ANSWER), JO)
    assert "Agree with the Heads of Service" in refused
    assert "Agree with the Heads of Service" in receipt(city.says(SAM, ANSWER), SAM)
    owed = city.owes("owner_agreed")
    assert owed is not None
    with pytest.raises(CannotBeDone, match="who agreed, and on whom"):
        by_hand_case.finish_duty(city.town.house, owed.id, JO, "")
    by_hand_case.finish_duty(city.town.house, owed.id, JO, "Kit Roe and Hen Kane agreed on Sam Lee")
    sent = city.says(JO, ANSWER)
    assert to(sent, TOM) == ""
    assert "a coordinator does not answer a complaint" in receipt(sent, JO)
    assert "When was it?" in to(city.says(JO, "ASK\n\nWhen was it?"), TOM)
    assert to(city.says(SAM, ANSWER), TOM) != ""


@pytest.mark.rows("S004-87")
def test_an_answer_is_signed_by_the_case_owner_and_nobody_else(city: City) -> None:
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    wrong = receipt(city.says(SAM, ANSWER.replace("\n\n", "\nSigned by: Pat Ivy\n\n", 1)), SAM)
    assert "Sam Lee" in wrong
    assert city.stage.answered_at is None
    city.says(SAM, ANSWER)
    assert (city.stage.signatory_name, city.stage.signatory_role) == ("Sam Lee", "manager")


@pytest.mark.rows("S004-68")
def test_a_request_without_reasons_is_enough(city: City) -> None:
    _answered(city)
    city.says(UNA, "Stage 2 please.")
    assert city.stage.number == 2


@pytest.mark.rows("S004-70", "S004-31", "S004-04")
def test_stage_2_can_be_declined_for_what_would_not_be_taken_up_either(city: City) -> None:
    _answered(city)
    city.says(UNA, FURTHER)
    house, reference = city.town.house, city.file.case.reference
    with pytest.raises(CannotBeDone, match="is no reason of the policy"):
        by_hand_decide.decide(house, reference, JO, "decline", "Because.", reason="tiresome")
    by_hand_decide.decide(
        house, reference, JO, "decline", "The tribunal decides on that.", reason="right_of_appeal"
    )
    told = to(city.work(), UNA)
    for words in (
        "The law gives you a right to appeal",
        "The tribunal decides on that",
        "0300 061 0614",
    ):
        assert words in told
    assert "They may ask us to look into your complaint after all" in told
    assert city.file.case.status is CaseStatus.CLOSED


@pytest.mark.rows("S004-70")
def test_a_statutory_appeal_is_a_reason_of_its_own(city: City) -> None:
    _answered(city)
    city.says(UNA, FURTHER)
    by_hand_decide.decide(
        city.town.house, city.file.case.reference, JO, "decline", "So it is.", reason="2"
    )
    assert "a statutory appeal body has to decide it" in to(city.work(), UNA).lower()


@pytest.mark.rows("S004-67", "S004-31")
def test_asked_for_after_three_months_it_waits_for_a_person(city: City) -> None:
    _answered(city)
    city.town.days_pass(100)
    city.says(UNA, FURTHER)
    assert "the time to ask for the next stage is over" in city.reason(city.last)
    assert len(city.file.stages) == 1
    with pytest.raises(CannotBeDone, match="could be asked for until"):
        city.attach(city.last, Act.ESCALATE)


@pytest.mark.rows("S004-69", "S004-75")
def test_what_is_new_or_about_the_handling_is_a_new_stage_1_and_the_first_issues_still_go_on(
    city: City,
) -> None:
    _answered(city)
    text = (
        "This is a new complaint: Sam Lee never rang me back while he dealt with my bin complaint."
    )
    city.says(UNA, text)
    assert city.waits(city.last), city.reason(city.last)
    reference = city.file.case.reference
    city.register(city.last, grew_out_of=reference)
    new = city.cases()[1]
    assert (new.case.parent_id, new.stages[0].number) == (1, 1)
    first = next(one for one in city.got if UNA in str(one["To"]))
    city.reply(UNA, FURTHER, first)
    assert [one.number for one in city.file.stages] == [1, 2]


@pytest.mark.rows("S004-54")
def test_it_is_opened_again_for_what_is_new_within_a_year_of_being_raised(city: City) -> None:
    _answered(city)
    raised, house, reference = city.file.case.received_at, city.town.house, city.file.case.reference
    city.town.clock.advance_to(raised.replace(year=raised.year + 1, day=raised.day - 1, hour=12))
    with pytest.raises(CannotBeDone, match="only for what is new"):
        by_hand_case.reopen(house, reference, JO, " ")
    by_hand_case.reopen(house, reference, JO, "a photograph of the bin")
    assert [one.number for one in city.file.stages] == [1, 1]
    assert city.file.case.status is CaseStatus.OPEN


@pytest.mark.rows("S004-54")
def test_a_year_after_it_was_raised_it_is_not_opened_again(city: City) -> None:
    _answered(city)
    city.town.clock.advance_to(city.file.case.received_at.replace(year=2027))
    city.write(UNA, "Photograph", f"About {city.file.case.reference}: here is a photograph.")
    with pytest.raises(CannotBeDone, match="until 2 February 2027"):
        by_hand_case.reopen(city.town.house, city.file.case.reference, JO, "a photograph")
    with pytest.raises(CannotBeDone, match="until 2 February 2027"):
        city.attach(city.last, Act.REOPEN, why="a photograph")


@pytest.mark.rows("S004-32")
def test_what_the_ombudsman_sends_back_is_looked_into_whatever_the_ground(city: City) -> None:
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    reference, words = city.file.case.reference, by_hand_refuse.Words("more than 12 months ago")
    house = city.town.house
    by_hand_refuse.refuse_case(house, reference, JO, "older_than_12_months", words)
    told = to(city.work(), UNA)
    assert "They may ask us to look into your complaint after all" in told
    assert city.file.case.closing == "refused"
    city.town.days_pass(10)
    by_hand_refuse.take_up(house, reference, JO, "", "", "sent back by the Ombudsman")
    assert to(city.work(), SAM) != ""
    assert city.file.case.status is CaseStatus.OPEN
    assert city.stage.respond_by == Calendar().after(city.today, 10)


@pytest.mark.rows("S004-32")
def test_a_mail_that_the_ombudsman_sends_back_is_registered_as_returned(city: City) -> None:
    city.write(
        UNA,
        "Claim",
        "I want compensation: an insurance claim for damage to my car by your bin lorry.",
    )
    city.register(1, returned=True, why="the Ombudsman wants it investigated")
    (exception,) = [one for one in city.town.journal() if one.act == "exception"]
    assert "the Ombudsman" in exception.why
    assert city.stage.owner_email == SAM


REMEDIES = {
    "apology": "an apology",
    "explanation": "an explanation",
    "delay_ended": "what was delayed is now done, by 9 March 2026",
    "decision_reconsidered": "decision reconsidered, by 9 March 2026",
    "record_corrected": "record corrected, by 9 March 2026",
    "money": "a payment, £40, by 9 March 2026, allowed by Kit Roe",
    "procedure_changed": "procedure changed, by 9 March 2026",
}


@pytest.mark.rows("S004-79", "S004-48")
def test_a_remedy_is_one_of_seven_kinds_and_of_money_the_amount_is_asked(city: City) -> None:
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    lines = "\n".join(f"Remedy: {words}" for words in REMEDIES.values())
    said = ANSWER.replace(
        "ANSWER not upheld", f"ANSWER upheld\n{lines}\nRemedy: a payment, by 9 March 2026"
    )
    sent = city.says(SAM, said)
    kept = [one.kind for one in city.promised]
    assert kept == [*REMEDIES, "money"]
    assert "how much" in receipt(sent, SAM)
    for words in ("an apology", "£40", "9 March 2026"):
        assert words in to(sent, UNA)


@pytest.mark.rows("S004-35")
def test_a_year_after_its_last_answer_the_same_matter_may_be_looked_at_anew(city: City) -> None:
    _answered(city)
    city.says(UNA, FURTHER)
    city.says(KIT, ANSWER)
    city.town.days_pass(30)
    city.write(
        UNA, "Bins", "I complain of my bin once more, in quite other words, and want it looked at."
    )
    found = look(city.town.house, city.town.reader, city.last)
    page = " ".join(" ".join(page_of(city.town.house, found)).split())
    assert "is not looked at again until 7 February 2027 (already_exhausted)" in page
    city.town.days_pass(30)
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    assert not city.waits(city.last), city.reason(city.last)
    city.town.days_pass(320)
    city.write(UNA, "Missed bin: complaint", COMPLAINT)
    assert "lets it be looked at anew" in city.reason(city.last)
