"""South Cambridgeshire 2021, what is not taken up: each ground as a person sees it, and as the resident reads it."""

from __future__ import annotations

import pytest

from mailroom.jobs import by_hand_case
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_refuse import transfer
from store.states import CaseStatus
from tests.acts.council import COMPLAINT, JO, SAM, UNA
from tests.requirements.district import (
    DESK,
    ERMINE,
    HR,
    LGO,
    MON,
    PLAN,
    TOM,
    District,
    district,
    subjects,
    to,
)

__all__ = ["district"]

# A mail that each ground is seen in; the service; what the resident reads of why, where to go and whom to reach.
GROUNDS = [
    pytest.param(
        "I complain that you refused my planning permission. I appeal against the refusal of planning.",
        "right_of_appeal",
        "planning",
        ["You can make a planning appeal.", "reasonable to expect you to use it"],
        marks=pytest.mark.rows("S003-16", "S003-23", "S003-22"),
        id="a planning decision",
    ),
    pytest.param(
        "I appeal against your decision on my housing benefit. You have counted my son's wages. I complain of it.",
        "right_of_appeal",
        "benefits",
        ["the tribunal that hears appeals about Housing Benefit"],
        marks=pytest.mark.rows("S003-16", "S003-23"),
        id="a benefit decision",
    ),
    pytest.param(
        "I complain that you say I am not homeless, and I appeal against it.",
        "right_of_appeal",
        "housing_options",
        ["You can appeal against a decision about homelessness."],
        marks=pytest.mark.rows("S003-16", "S003-23"),
        id="a homelessness decision",
    ),
    pytest.param(
        "A formal complaint: in February 2024 my bin was missed and I knew it at once.",
        "older_than_12_months",
        "waste",
        ["people became aware of within the last 12 months"],
        marks=pytest.mark.rows("S003-17", "S003-23"),
        id="an old matter",
    ),
    pytest.param(
        "A formal complaint about the conduct of a councillor at the bins meeting.",
        "councillor_conduct",
        "waste",
        ["Code of Conduct Complaints Procedure", MON],
        marks=pytest.mark.rows("S003-18", "S003-23"),
        id="a councillor",
    ),
    pytest.param(
        "A formal complaint: our invoice 4411 for the bins has not been paid.",
        "supplier_or_partner",
        "waste",
        ["about your business with the council", SAM],
        marks=pytest.mark.rows("S003-19", "S003-23"),
        id="a supplier",
    ),
    pytest.param(
        "A formal complaint: I work for the council with the bins and my line manager shouts.",
        "staff_grievance",
        "waste",
        ["our personnel policies", "Please speak to Human Resources.", HR],
        marks=pytest.mark.rows("S003-20", "S003-23"),
        id="staff",
    ),
    pytest.param(
        "A formal complaint: the hospital lost my bin and the NHS does not answer.",
        "not_the_council",
        "waste",
        ["not done by this council", "complain to the organisation that is responsible"],
        marks=pytest.mark.rows("S003-21", "S003-23"),
        id="not the council",
    ),
    pytest.param(
        "A formal complaint: Ermine Street Housing has not emptied the bins of our flats.",
        "ermine_street_housing",
        "waste",
        ["a company of its own", ERMINE],
        marks=pytest.mark.rows("S003-21", "S003-23"),
        id="Ermine Street Housing",
    ),
    pytest.param(
        "A formal complaint: I object to the planning application 22/01234 next door.",
        "live_planning_application",
        "planning",
        ["does not take the place of having your say", "as a comment on it", PLAN],
        marks=pytest.mark.rows("S003-64", "S003-23"),
        id="a live application",
    ),
]


@pytest.mark.parametrize(("text", "code", "service", "words"), GROUNDS)
def test_a_ground_is_shown_to_a_person_and_the_refusal_gives_reason_road_and_ombudsman(
    district: District, text: str, code: str, service: str, words: list[str]
) -> None:
    assert to(district.writes(UNA, "", text), UNA) == ""
    assert district.waits
    assert f"{code}: " in district.queue_page()
    letter = to(district.refuse(code, service), UNA)
    for one in words:
        assert one in letter
    assert "You can also ask the Local Government and Social Care Ombudsman to look at" in letter
    assert LGO in letter


@pytest.mark.rows("S003-16", "S003-17")
def test_what_a_person_has_to_look_at_first_stands_beside_the_ground(district: District) -> None:
    district.writes(UNA, "", "I complain, and I appeal against the refusal of planning.")
    assert "If they complain of how they were treated" in district.queue_page()
    district.writes(UNA, "", "A formal complaint: in February 2024 my bin was missed.")
    assert "not from the day it happened" in district.queue_page()


@pytest.mark.rows("S003-17", "S003-22")
def test_the_policy_knows_no_exception(district: District) -> None:
    district.writes(UNA, "", "A formal complaint: in February 2024 my bin was missed.")
    with pytest.raises(CannotBeDone, match="allows no exception from older_than_12_months"):
        district.register(in_spite_of="older_than_12_months", allowed_by="Ann Peel", why="frail")


@pytest.mark.rows("S003-22")
def test_a_refused_complaint_is_closed_only_once_the_explanation_has_gone(
    district: District,
) -> None:
    from mailroom.jobs.by_hand_refuse import Words, refuse

    district.writes(UNA, "", "A formal complaint: our invoice 4411 for the bins is unpaid.")
    said = Words("a supplier of sacks")
    house, reader = district.town.house, district.town.reader
    refuse(house, reader, district.last, JO, "supplier_or_partner", "waste", said)
    assert district.file.case.status is not CaseStatus.CLOSED
    with pytest.raises(CannotBeDone, match="has not gone out yet"):
        by_hand_case.close(house, district.reference(), JO, "")
    sent = district.work()
    assert "About your" in subjects(sent, UNA)[0] or to(sent, UNA)
    assert (district.file.case.status, district.file.case.closing) == (CaseStatus.CLOSED, "refused")
    assert district.stage.respond_by is None or district.stage.answered_at is not None


@pytest.mark.rows("S003-18", "S003-20", "S003-62")
@pytest.mark.parametrize("code", ["councillor_conduct", "staff_grievance"])
def test_what_is_confidential_is_told_to_nobody_else_inside(district: District, code: str) -> None:
    district.writes(UNA, "", "A formal complaint about the conduct of a councillor, and bins.")
    sent = district.refuse(code)
    assert {str(one["To"]).rpartition("<")[2].strip(">") for one in sent} == {UNA}
    assert district.file.case.confidential
    assert "CONFIDENTIAL" in district.case_page()


@pytest.mark.rows("S003-20")
def test_a_colleague_who_complains_is_shown_as_that(district: District) -> None:
    district.writes(SAM, "Complaint", COMPLAINT.replace("Una Firth", "Sam Lee"))
    assert "a colleague wrote" in district.waits
    page = district.queue_page()
    assert "staff_grievance: Staff or councillors on the conduct of staff" in page
    assert "They would read: Please speak to Human Resources." in page


@pytest.mark.rows("S003-04", "S003-05", "S003-07")
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "service_request",
            ["You ask us for a service", "on our website, with or without an account", DESK],
        ),
        ("feedback", ["which we use to plan and improve it", "say that it is a complaint"]),
    ],
)
def test_what_was_sent_as_a_complaint_and_is_none_is_explained_and_passed_on(
    district: District, code: str, words: list[str]
) -> None:
    district.writes(UNA, "", "I am writing again about the road, what time, and to complain?")
    sent = district.refuse(code)
    for one in words:
        assert one in to(sent, UNA)
    assert to(sent, SAM)


# A service shared with another council ----------------------------------------------------------

BLUE = "This is a formal complaint: my blue bin was missed, and recycling was not collected."


@pytest.mark.rows("S003-59")
def test_a_complaint_about_a_service_led_elsewhere_is_passed_on_by_a_person(
    district: District,
) -> None:
    assert district.writes(UNA, "Complaint", BLUE) == []
    assert "Upwell District Council leads the service" in district.waits
    assert "the lead authority deals with the complaint" in district.queue_page()
    house, reader = district.town.house, district.town.reader
    transfer(house, reader, district.last, JO, "shared_waste", ("", ""), "led there", forward=True)
    sent = district.work()
    assert "Upwell District Council leads it and deals with complaints about it" in to(sent, UNA)
    assert "waste@upwell.example" in to(sent, UNA)
    assert "my blue bin was missed" in to(sent, "waste@upwell.example")
    assert (district.file.case.status, district.file.case.closing) == (
        CaseStatus.CLOSED,
        "transferred",
    )
    district.town.days_pass(30)
    assert district.work() == []


@pytest.mark.rows("S003-59")
def test_what_we_lead_is_registered_as_ever_and_nothing_leaves_without_a_person(
    district: District,
) -> None:
    district.writes(TOM, "Complaint: missed bin", COMPLAINT)
    assert district.waits == ""
    assert district.file.case.service == "waste"
    house, reader = district.town.house, district.town.reader
    district.writes(UNA, "Complaint", BLUE)
    transfer(house, reader, district.last, JO, "shared_waste", ("", ""), "led there", forward=False)
    sent = district.work()
    assert to(sent, "waste@upwell.example") == ""
    assert "We have told nobody outside the council what you wrote to us" in to(sent, UNA)
