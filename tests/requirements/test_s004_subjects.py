"""Cambridge City's special subjects: policies, repairs, spoken English, contractors, councillors, surveys."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.commands.queue_page import page_of
from mailroom.jobs import by_hand_case
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import look
from mailroom.rules.disposition import Act
from store.states import CaseStatus
from tests.acts.council import JO, KIT, SAM, UNA
from tests.requirements.cambridge import HEN, LIZ, MOZ, RIA, TOM, City, city, city_of, to

__all__ = ["city"]

ANSWER = (
    "ANSWER not upheld\n\nDear Resident\n\nUnder our policy this was done in time, as the book of the day shows,"
    " and each point of yours was looked at.\n"
)
REPAIR = (
    "This is a formal complaint: the boiler in my flat has been broken for three weeks, I reported the repair three"
    " times and nobody has come to mend it. We have no hot water. Tom"
)


def _page(city: City, number: int) -> str:
    found = look(city.town.house, city.town.reader, number)
    return " ".join(" ".join(page_of(city.town.house, found)).split())


def _finish(city: City, name: str, note: str, case: int = 1) -> None:
    owed = city.owes(name, case)
    assert owed is not None
    by_hand_case.finish_duty(city.town.house, owed.id, JO, note)


# Policies ---------------------------------------------------------------------------------------


@pytest.mark.rows("S004-21", "S004-22")
def test_a_complaint_about_a_policy_is_recorded_and_the_tenth_goes_to_a_senior_manager(
    city: City,
) -> None:
    for number in range(1, 11):
        resident = f"r{number}@home.example"
        text = f"Formal complaint {number}: I object to the council policy of charging in the car park."
        city.write(resident, "Car park", text)
        assert "Record it, even where nothing can be changed" in _page(city, city.last)
        sent = city.register(city.last, kind="policy_complaint", service="parking")
        assert "recorded this as a complaint about a policy" in to(sent, resident)
        told = "Look at the policy that this complaint is about, with members" in to(
            sent, "hal.orr"
        )
        assert told is (number == 10)
    assert {one.case.kind for one in city.cases()} == {"policy_complaint"}


# Repairs ----------------------------------------------------------------------------------------


@pytest.mark.rows("S004-23")
def test_a_first_report_is_a_request_and_what_was_reported_before_a_complaint(city: City) -> None:
    sent = city.write(
        TOM,
        "Boiler",
        "Formal complaint. The boiler in my flat broke down and there is no hot water. Repair needed.",
    )
    assert sent == []
    assert "may never have been reported" in city.reason(1)
    page = _page(city, 1)
    assert "nothing of this person about it was found" in page
    assert "A repair that was not reported before is a request for the service" in page
    city.register(1, kind="service_request", service="housing_repairs")
    city.town.days_pass(9)
    sent = city.write(TOM, "Boiler", REPAIR)
    if city.waits(2):
        assert "was a request, so that this is a complaint at stage 1" in _page(city, 2)
        sent = city.register(2, service="housing_repairs")
    assert [one.case.kind for one in city.cases()] == ["service_request", "complaint"]
    assert "stage 1" in to(sent, TOM)


@pytest.mark.rows("S004-24", "S004-25")
def test_a_legal_claim_goes_to_the_lawyers_only_once_both_stages_are_answered(city: City) -> None:
    claim = "My solicitor makes a disrepair claim about the boiler repair. {}"
    city.write(TOM, "Boiler", REPAIR)
    city.says(RIA, ANSWER)
    city.town.days_pass(3)
    city.write(TOM, "Claim", claim.format("One."))
    number = city.last
    assert city.waits(number)
    with pytest.raises(CannotBeDone, match="only once the last stage is answered"):
        city.refuse(number, "disrepair", "housing_repairs")
    # Answered at stage 1: it goes on at stage 2, to somebody of the Corporate Management Team.
    city.attach(number, Act.ESCALATE)
    assert (city.stage.number, city.stage.owner_email) == (2, HEN)
    city.says(HEN, ANSWER)
    city.town.days_pass(3)
    city.write(TOM, "Claim", claim.format("Two, of another day."))
    assert "has had its last answer" in _page(city, city.last)
    sent = city.refuse(city.last, "disrepair", "housing_repairs")
    assert "another day" in to(sent, LIZ)
    assert "passed your claim to our legal team" in to(sent, TOM)


@pytest.mark.rows("S004-25")
def test_a_claim_that_was_never_looked_into_begins_at_stage_1(city: City) -> None:
    city.write(TOM, "Claim", "A formal complaint and claim for disrepair about repairs.")
    with pytest.raises(CannotBeDone, match="Register it as a complaint") as told:
        city.refuse(1, "disrepair", "housing_repairs")
    assert "queue attach" in str(told.value.do)
    city.register(1, service="housing_repairs")
    assert (city.stage.number, city.stage.owner_email) == (1, RIA)


# Spoken English ---------------------------------------------------------------------------------


@pytest.mark.rows("S004-26", "S004-28")
def test_how_well_somebody_speaks_english_is_a_normal_case_and_they_are_told_of_it(
    city: City,
) -> None:
    text = "Formal complaint: I could not understand his English when your man came about my missed bins."
    sent = city.taken_in(TOM, text, flags=("fluency_duty",))
    assert "fluency_duty" in city.file.case.flags
    assert city.stage.respond_by == date(2026, 2, 17)
    assert "We tell them of your complaint, and what is being done about it" in to(sent, TOM)
    assert "Accent, dialect, manner, tone, origin and nationality are no part of it" in to(
        sent, SAM
    )
    assert "Tell them of the complaint, and what is being done about it" in to(sent, SAM)
    city.says(SAM, ANSWER)
    assert city.file.case.status is CaseStatus.ANSWERED, "closing waits until they were told"
    _finish(city, "staff_member_told", "told on 5 February")
    assert city.file.case.status is CaseStatus.CLOSED


@pytest.mark.rows("S004-27")
def test_an_accent_is_refused_by_a_person_with_the_ombudsman_and_the_behaviour_looked_into(
    city: City,
) -> None:
    text = (
        "Formal complaint: the man from the bins had an accent, and he was rude and shouted at me."
    )
    assert city.write(TOM, "Accent", text) == []
    page = _page(city, 1)
    assert "fluency_not_of_duty" in page
    assert "Tone and manner may be a complaint about behaviour" in page
    sent = city.refuse(
        1, "fluency_not_of_duty", "waste", part="that he was rude and shouted at you"
    )
    letter = to(sent, TOM, "what we can do")
    assert "it does not speak of these, and we do not look into them" in letter
    assert "that he was rude and shouted at you" in letter
    assert "0300 061 0614" in letter
    assert city.stage.respond_by is not None
    assert to(sent, SAM) != ""


# Shared services, contractors -------------------------------------------------------------------


@pytest.mark.rows("S004-29")
def test_a_service_run_with_another_council_is_dealt_with_here(city: City) -> None:
    text = "Formal complaint: the building control inspector has not come for the third week."
    sent = city.taken_in(TOM, text, service="building_control")
    assert city.stage.owner_email == RIA
    assert "The complaint is dealt with here all the same, under this policy" in to(sent, RIA)
    assert {str(one["To"]) for one in sent} == {TOM, f"Ria Bell <{RIA}>"}, (
        "nothing leaves the council"
    )
    city.write(UNA, "?", "Dear council, the building control. Una")
    assert "it is registered here like any other" in _page(city, 2)


@pytest.mark.rows("S004-30", "S004-02")
def test_a_contractor_is_looked_into_by_the_council_itself(city: City) -> None:
    text = "Formal complaint: your contractor left litter in my street again, for the third time."
    sent = city.taken_in(TOM, text, service="street_cleaning", flags=("contractor",))
    assert city.stage.owner_email == RIA
    assert "The contractor acts for the council. You look into the complaint and answer it" in to(
        sent, RIA
    )
    assert "Greenways Ltd does the work: ask them for their side" in to(sent, RIA)
    assert to(sent, "greenways.example") == ""


@pytest.mark.rows("S004-88")
def test_of_several_services_whoever_registers_it_is_told_to_agree_on_an_owner(city: City) -> None:
    city.write(
        JO,
        "Both",
        "Mrs Firth rang. Two things: the bins, and the parking. Nobody has come about either of the two.",
    )
    assert "agree with the Heads of Service who owns the case" in _page(city, 1)
    city.register(1, others=("parking",))
    owed = city.owes("owner_agreed")
    assert owed is not None
    assert (owed.holder_email, owed.bars) == (JO, "answering")


# Councillors ------------------------------------------------------------------------------------


@pytest.mark.rows("S004-102", "S004-16")
def test_a_complaint_about_a_councillor_is_kept_apart_and_acknowledged_in_ten_working_days(
    city: City,
) -> None:
    city.write(
        TOM,
        "Cllr",
        "Formal complaint about the conduct of councillor Smith at the planning meeting.",
    )
    assert (
        "kept apart, acknowledged by the Monitoring Officer, and overseen by the Civic Affairs"
        in _page(city, 1)
    )
    sent = city.register(1, kind="councillor_complaint", service="planning")
    assert city.file.case.confidential
    assert city.stage.owner_email == MOZ
    assert {str(one["To"]) for one in sent} == {TOM, f"Moz Day <{MOZ}>"}
    assert "the Civic Affairs Committee oversees the procedure" in to(sent, MOZ)
    owed = city.owes("councillor_complaint_acknowledged")
    assert owed is not None
    assert (owed.holder_email, owed.due_on) == (MOZ, date(2026, 2, 17))
    kept = city.town.sql("SELECT name, due_on FROM deadlines WHERE stage_id = 1")
    assert [(name, str(on)) for name, on in kept] == [("acknowledgement", "2026-02-17")]
    answer = city.owes("councillor_written_response")
    assert answer is not None
    assert answer.bars == "closing"


@pytest.mark.rows("S004-102")
def test_passed_on_to_the_monitoring_officer_it_is_acknowledged_in_ten_working_days_too(
    city: City,
) -> None:
    city.write(
        TOM,
        "Cllr",
        "Formal complaint about the conduct of councillor Smith at the planning meeting.",
    )
    sent = city.refuse(1, "councillor_conduct", "planning")
    assert "17 February 2026" in to(sent, MOZ, "For you to do")
    assert city.file.case.confidential
    assert to(sent, RIA) == to(sent, KIT) == ""


# Adjustments, surveys ---------------------------------------------------------------------------


@pytest.mark.rows("S004-42")
def test_an_adjustment_is_talked_over_before_the_case_closes_and_the_agreement_kept(
    city: City,
) -> None:
    text = "Formal complaint: my bin was missed three times, nobody has come. I am dyslexic, please use large print."
    sent = city.taken_in(TOM, text, flags=("adjustment_requested",))
    assert "talk it over with them, and agree what we can do" in to(sent, SAM)
    assert "tell us and we will talk it over with you" in to(sent, TOM)
    city.says(SAM, ANSWER)
    assert city.file.case.status is CaseStatus.ANSWERED
    house, reference = city.town.house, city.file.case.reference
    by_hand_case.note_adjustment(house, reference, JO, "large print", date(2026, 2, 3))
    _finish(city, "adjustments_discussed", "3 February: large print from now on")
    assert city.file.case.status is CaseStatus.CLOSED
    assert [one.adjustments for one in city.file.parties] == ["large print"]


@pytest.mark.rows("S004-08")
def test_a_survey_answered_badly_is_no_complaint_until_they_say_so(tmp_path, reader) -> None:  # type: ignore[no-untyped-def]
    city = city_of(tmp_path, reader, ("survey = false", "survey = true"))
    city.write(
        UNA,
        "Bins",
        "Formal complaint: my bin was missed on three Mondays running. I reported it each time and nobody has come back"
        " to empty it. The bags are piling up at the gate.",
    )
    sent = city.says(SAM, ANSWER)
    (survey,) = [one for one in sent if "is not taken as a complaint" in to([one], UNA)]
    sent = city.reply(UNA, "1, 1, 2, 1\n\nNobody listened.", survey)
    assert "If you would like us to treat this as a complaint" in to(sent, UNA)
    assert "see what they answer" in to(sent, JO)
    assert len(city.cases()) == 1
    (asked,) = [one for one in sent if UNA in str(one["To"])]
    city.reply(UNA, "Yes, please treat it as a complaint.", asked)
    first, second = city.cases()
    assert (second.case.kind, second.case.parent_id, second.stages[0].number) == ("complaint", 1, 1)
    assert city.owes("complaint_offered", first.case.id) is None
    city.town.record.close()
