"""South Cambridgeshire 2021, the stages: who answers, by when, how long it may be put off, who is independent."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.rules.policy import find_policies, load_policy
from mailroom.rules.worked_dates import compute
from store.states import CaseStatus
from tests.acts.council import ANSWER, JO, KIT, PAT, SAM, UNA, receipt
from tests.requirements.district import (
    CHAMP,
    HUW,
    LEAK,
    LGO,
    NOT_SATISFIED,
    OFFICER,
    RITA,
    District,
    district,
    subjects,
    to,
)

__all__ = ["district"]

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parents[1] / "rules" / "clock_cases.json").read_text())
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param("C003-01", marks=pytest.mark.rows("S003-29")),
        pytest.param("C003-04", marks=pytest.mark.rows("S003-29")),
        pytest.param("C003-02", marks=pytest.mark.rows("S003-31")),
        pytest.param("C003-06", marks=pytest.mark.rows("S003-29", "S003-31")),
        pytest.param("C003-07", marks=pytest.mark.rows("S003-37")),
        pytest.param("C003-08", marks=pytest.mark.rows("S003-38")),
        pytest.param("C003-10", marks=pytest.mark.rows("S003-37")),
        pytest.param("C003-11", marks=pytest.mark.rows("S003-46", "S003-99")),
        pytest.param("C003-13", marks=pytest.mark.rows("S003-46", "S003-99")),
        pytest.param("C003-15", marks=pytest.mark.rows("S003-52")),
        pytest.param("C003-17", marks=pytest.mark.rows("S003-53")),
        pytest.param("C003-19", marks=pytest.mark.rows("S003-26")),
        pytest.param("C003-20", marks=pytest.mark.rows("S003-66")),
        pytest.param("C003-22", marks=pytest.mark.rows("S003-17")),
    ],
)
def test_a_date_worked_out_by_hand_is_the_policys(case: str) -> None:
    policies = find_policies()
    assert compute(CASES[case], lambda name: load_policy(policies[name])) == CASES[case]["expected"]


@pytest.mark.rows("S003-27", "S003-29", "S003-84", "S003-86", "S003-97", "S003-03")
def test_a_complaint_goes_to_the_services_manager_with_its_date_and_the_champion_has_a_copy(
    district: District,
) -> None:
    district.complain()
    assert "The answer is due by Tuesday 17 February 2026." in to(district.got, SAM)
    assert "Sam Lee answers. You need not do anything." in to(district.got, CHAMP)
    assert "Sam Lee, Waste Manager, is looking into it" in to(district.got, UNA)
    assert to(district.got, KIT) == ""
    stage = district.stage
    assert (stage.number, stage.owner_email, stage.accountable_email) == (1, SAM, KIT)
    page = district.case_page()
    assert "Sam Lee (manager)" in page
    assert "accountable: Kit Roe" in page
    assert district.file.case.informal_until is None


@pytest.mark.rows("S003-27", "S003-97", "S003-94")
def test_the_manager_gives_it_to_a_team_leader_of_the_service_who_then_answers_in_their_name(
    district: District,
) -> None:
    district.takes(UNA, LEAK, "complaint", "repairs")
    told = receipt(district.says(RITA, "PASS ON TO Pat Ivy"), RITA)
    assert "only" in told
    assert district.stage.owner_email == RITA
    sent = district.says(RITA, "PASS ON TO Olu Day\nYou know the boiler.")
    assert district.stage.owner_email == OFFICER
    assert "You know the boiler." in to(sent, OFFICER)
    sent = district.says(OFFICER, f"ANSWER not upheld\nSigned by: Pat Ivy\n\n{ANSWER}")
    assert "signed by the Responding Officer (Olu Day)" in receipt(sent, OFFICER)
    assert to(sent, UNA) == ""
    district.says(OFFICER, f"ANSWER not upheld\n\n{ANSWER}")
    assert district.stage.signatory_name == "Olu Day"


@pytest.mark.rows("S003-28", "S003-94")
def test_nobody_but_whoever_answers_changes_the_case(district: District) -> None:
    district.complain()
    assert "You keep them informed, and your answer tells them in writing what you found." in to(
        district.got, SAM
    )
    before = district.stage
    letter = district.last_to(SAM)
    for stranger in (PAT, CHAMP, KIT):
        district.got.append(letter)
        letter.replace_header("To", stranger)
        sent = district.says(stranger, f"ANSWER upheld\n\n{ANSWER}")
        assert to(sent, UNA) == ""
        assert "was written to somebody else" in district.waits
    assert (district.stage.answered_at, district.stage.outcome) == (None, before.outcome)


@pytest.mark.rows("S003-88", "S003-43", "S003-86")
def test_the_champions_note_stands_on_the_case_and_no_other_word_of_theirs_is_acted_on(
    district: District,
) -> None:
    district.complain()
    assert "your Complaints Champion can do so too" in to(district.got, SAM)
    sent = district.says(CHAMP, "NOTE: CALL\nRang Ms Firth: she wants Friday.")
    assert "put your note on the file as contact by telephone" in receipt(sent, CHAMP)
    assert to(sent, UNA) == ""
    assert "contact: telephone" in [one.act for one in district.acts()]
    due = district.stage.respond_by
    district.says(CHAMP, "EXTEND TO 20 February 2026\nThe crew are away.")
    assert "the sender does not deal with this case" in district.waits
    assert district.stage.respond_by == due


@pytest.mark.rows("S003-89")
def test_the_champion_has_a_copy_of_each_reminder_and_of_what_is_overdue(
    district: District,
) -> None:
    district.complain()
    district.town.days_pass(10)
    assert subjects(district.work(), CHAMP) == subjects(district.got, SAM)[-1:]
    district.town.days_pass(5)
    sent = district.work()
    assert [one for one in subjects(sent, CHAMP) if "overdue" in one.lower()]
    assert [one for one in subjects(sent, SAM) if "overdue" in one.lower()]


@pytest.mark.rows("S003-30", "S003-57", "S003-95")
def test_more_time_is_given_with_a_reason_a_date_and_the_ombudsmans_details(
    district: District,
) -> None:
    district.complain()
    told = receipt(district.says(SAM, "EXTEND TO 24 February 2026"), SAM)
    assert "no reason was given" in told
    assert district.stage.respond_by == date(2026, 2, 17)
    sent = district.says(SAM, "EXTEND TO 24 February 2026\nThe crew's log has to be read.")
    letter = to(sent, UNA)
    assert "The crew's log has to be read." in letter
    assert "Tuesday 24 February 2026" in letter
    assert LGO in letter
    assert district.stage.respond_by == date(2026, 2, 24)


@pytest.mark.rows("S003-31", "S003-38")
@pytest.mark.parametrize(
    ("number", "last", "beyond"),
    [(1, "3 March 2026", "4 March 2026"), (2, "19 March 2026", "20 March 2026")],
)
def test_ten_working_days_more_and_further_only_for_a_good_reason(
    district: District, number: int, last: str, beyond: str
) -> None:
    owner = SAM
    district.complain()
    if number == 2:
        district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
        district.town.days_pass(2)
        district.says(UNA, NOT_SATISFIED)
        owner = KIT
    before = district.stage.respond_by
    told = receipt(district.says(owner, f"EXTEND TO {beyond}\nStill busy."), owner)
    assert f"{last} at the latest" in told
    assert "good reason" in told
    assert district.stage.respond_by == before
    district.says(owner, f"EXTEND TO {beyond}\nGood reason: the depot burnt down with its papers.")
    assert f"{district.stage.respond_by:%-d %B %Y}" == beyond
    assert "The reason is" in to(district.got, UNA) or "the depot burnt down" in to(
        district.got, UNA
    )
    assert "Good reason:" not in to(district.got, UNA)


@pytest.mark.rows("S003-30", "S003-32", "S003-38", "S003-95")
def test_who_has_not_answered_in_time_owes_a_revised_date(district: District) -> None:
    district.complain()
    district.town.days_pass(15)
    letter = to(district.work(), SAM)
    assert "you owe the complainant a revised, realistic date at the earliest opportunity" in letter
    assert "More time is not there as a matter of course." in letter


@pytest.mark.rows("S003-33", "S003-34", "S003-36", "S003-37", "S003-35", "S003-98")
def test_stage_2_is_of_the_same_case_with_the_head_of_service(district: District) -> None:
    district.complain()
    answer = to(district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}"), UNA)
    assert "considered again, at stage 2" in answer
    assert "To ask, reply to this email." in answer
    district.town.days_pass(2)
    sent = district.says(UNA, NOT_SATISFIED)
    assert len(district.cases()) == 1
    assert (district.stage.number, district.stage.owner_email) == (2, KIT)
    assert "stage 2" in to(sent, UNA)
    assert "Thursday 5 March 2026" in to(sent, UNA)
    letter = to(sent, KIT)
    assert "choose one who had no part in the answer at stage 1" in letter
    assert "Thursday 5 March 2026" in letter
    assert "somebody whom they appoint and who had no part in stage 1" in district.case_page()


@pytest.mark.rows("S003-35", "S003-98", "S003-36")
def test_whoever_had_a_part_in_stage_1_does_not_answer_stage_2(district: District) -> None:
    district.takes(UNA, LEAK, "complaint", "repairs")
    district.says(RITA, "PASS ON TO Olu Day")
    district.says(OFFICER, f"ANSWER not upheld\n\n{ANSWER}")
    district.town.days_pass(2)
    district.says(UNA, NOT_SATISFIED)
    assert district.stage.owner_email == HUW
    told = receipt(district.says(HUW, "PASS ON TO Olu Day"), HUW)
    assert "Olu Day has dealt with it at an earlier stage" in told
    house, reader, reference = district.town.house, district.town.reader, district.reference()
    # She only gave it to the team leader: that is a part, too.
    with pytest.raises(CannotBeDone, match="Rita Bell has dealt with it at an earlier stage"):
        assign_stage(house, reader, reference, RITA, JO)
    assert district.stage.owner_email == HUW


@pytest.mark.rows("S003-98")
def test_whom_the_head_appoints_is_on_record_as_the_heads_choice(district: District) -> None:
    district.takes(UNA, LEAK, "complaint", "repairs")
    district.says(RITA, f"ANSWER not upheld\n\n{ANSWER}")
    district.town.days_pass(2)
    district.says(UNA, NOT_SATISFIED)
    district.says(HUW, "PASS ON TO Olu Day")
    assert (district.stage.owner_email, district.stage.accountable_email) == (OFFICER, HUW)
    assert any(
        one.act == "assigned" and HUW in one.why and OFFICER in one.why for one in district.acts()
    )
    sent = district.says(OFFICER, f"ANSWER not upheld\n\n{ANSWER}")
    assert to(sent, UNA)
    assert district.file.case.status is CaseStatus.CLOSED
