"""South Cambridgeshire 2021, people: who writes for whom, several services, adjustments, confidence and abuse."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.acts.parties import Behalf
from mailroom.jobs import by_hand_case
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.rules.disposition import Act
from store.states import CaseStatus
from tests.acts.council import ANSWER, COMPLAINT, JO, PAT, SAM, UNA
from tests.requirements.district import LEAK, TOM, District, district, subjects, to

__all__ = ["district"]

FOR_HER = (
    "I am complaining for my mother: her bin was not emptied on 6, 13 and 20 January, the crew drove past it and nobody"
    " has come back. This is a formal complaint.\n\nTom Firth"
)


def for_una(district: District) -> list[str]:
    """Tom writes for Una, whose address a person knows; the letters to each of them."""
    district.writes(TOM, "Complaint: missed bin", FOR_HER)
    assert "without their consent" in district.waits
    district.got += (sent := district.register(behalf=Behalf("Una Firth", UNA)))
    return [to(sent, TOM), to(sent, UNA)]


@pytest.mark.rows("S003-56", "S003-62")
def test_without_permission_the_resident_is_asked_and_nothing_goes_out_while_the_clock_runs(
    district: District,
) -> None:
    to_tom, to_una = for_una(district)
    assert "Tom" not in to_tom or "Sam Lee" not in to_tom
    assert "May we discuss the complaint with" in to_una
    assert "I agree" in to_una
    assert "Anybody may act for the person who complains, at any stage." in to_una
    assert district.stage.respond_by == date(2026, 2, 17)
    sent = district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert to(sent, TOM) == ""
    assert to(sent, UNA)


@pytest.mark.rows("S003-55", "S003-56")
def test_with_permission_in_the_midst_of_a_case_letters_go_to_whoever_acts(
    district: District,
) -> None:
    for_una(district)
    district.town.days_pass(3)
    district.says(UNA, "I agree.")
    if district.waits:
        district.attach(Act.CONSENT)
    sent = district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert "The crew had an old list." in to(sent, TOM)
    assert to(sent, UNA) == ""


@pytest.mark.rows("S003-55", "S003-56")
def test_whoever_decides_reads_what_is_told_to_whoever_writes_for_somebody(
    district: District,
) -> None:
    district.writes(TOM, "Complaint: missed bin", FOR_HER)
    page = district.queue_page()
    assert "Anybody may write for a resident, but nothing is told them before" in page
    assert "Of a councillor or MP find out first whether it is a complaint." in page


@pytest.mark.rows("S003-58")
def test_of_two_services_one_leads_the_other_sends_its_part_and_one_answer_goes_out(
    district: District,
) -> None:
    district.writes(
        UNA,
        "",
        "I complain of two things, the bins and the parking. The bins were not emptied for three weeks and nobody came,"
        " and the parking permit I paid for never came either.",
    )
    if not district.waits:
        pytest.fail("it concerns two services, and a person has to say which leads")
    assert "choose the one that leads" in district.queue_page()
    sent = district.register(others=("parking",))
    assert "Yours is the lead" in to(sent, SAM)
    assert "send the lead officer what you found" in to(sent, PAT)
    (owed,) = district.owed("part_of_joint_answer")
    assert owed.holder_email == PAT
    sent = district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert [one for one in subjects(sent, UNA) if "answer" in one.lower()] == subjects(sent, UNA)
    assert len(subjects(sent, UNA)) == 1


@pytest.mark.rows("S003-62")
def test_a_stranger_who_quotes_the_reference_learns_nothing(district: District) -> None:
    district.complain()
    sent = district.writes(TOM, f"Complaint {district.reference()}", "How far is this complaint?")
    assert to(sent, TOM) == ""
    assert "not known to be a party" in district.waits
    assert district.work() == []


# Reasonable adjustments --------------------------------------------------------------------------


@pytest.mark.rows("S003-75", "S003-76", "S003-77")
def test_an_adjustment_is_talked_over_agreed_kept_and_told_to_whoever_writes(
    district: District,
) -> None:
    district.writes(UNA, "Complaint: bin", f"{COMPLAINT} Please write to me in large print.")
    assert "adjustment_requested" in district.file.case.flags
    letter = to(district.got or district.town.letters(), SAM) or to(district.got, SAM)
    (owed,) = district.owed("adjustments_discussed")
    assert owed.holder_email == SAM
    for factor in (
        "how far it helps them",
        "how practicable",
        "what it takes",
        "disturb the service",
    ):
        assert factor in owed.words
    assert factor in letter
    house, reference = district.town.house, district.reference()
    with pytest.raises(CannotBeDone, match="the day you talked"):
        by_hand_case.finish_duty(house, owed.id, SAM, "")
    by_hand_case.note_adjustment(house, reference, JO, "large print", date(2026, 2, 4))
    district.town.days_pass(2)
    sent = district.says(UNA, "I forgot: it is the green bin.")
    assert "large print" in to(sent, SAM) or "large print" in district.case_page()
    district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    assert district.file.case.status is CaseStatus.ANSWERED
    by_hand_case.finish_duty(house, owed.id, SAM, "talked on 4 February: large print")
    assert district.file.case.status is CaseStatus.CLOSED


# Contact that goes too far -----------------------------------------------------------------------


@pytest.mark.rows("S003-73")
def test_abuse_is_marked_and_what_can_be_done_about_it_is_shown(district: District) -> None:
    district.writes(UNA, "", "You bastards have taken the shit out of the road again?")
    page = district.queue_page()
    assert "abusive" in page
    assert "Abuse and threats are not tolerated." in page
    assert "limits on coming to our offices or contact in writing only" in page


@pytest.mark.rows("S003-63")
def test_many_contacts_are_shown_and_nothing_follows_from_them(district: District) -> None:
    district.takes(UNA, LEAK, "complaint", "repairs")
    for number in range(11):
        district.town.clock.advance_to(district.town.clock.now())
        district.says(UNA, f"And one more thing, number {number}: the tap drips.")
    page = district.case_page()
    assert "12 mails in the last 30 days: that is many, and no more than a sign" in page
    assert "restricted" not in district.file.case.flags
