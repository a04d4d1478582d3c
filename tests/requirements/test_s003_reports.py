"""South Cambridgeshire 2021, what is told to those who run the services, to councillors, and of a major issue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mailroom.jobs import by_hand_confirm, by_hand_restrict
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.rules.report_periods import due
from mailroom.rules.restrictions import Asked
from parsers.documents import Reader
from tests.acts.council import ANSWER, COMPLAINT, JO, SAM, UNA
from tests.requirements.district import (
    HOT,
    LEAK,
    POLICY,
    RITA,
    TOM,
    District,
    district,
    district_of,
    report,
    to,
)

__all__ = ["district"]

IDEA = "It would be nice if the bins in the park had lids. Just a thought, an idea for you."
PRAISE = "Well done to the bins crew: the compliment is for two who stopped to help. Excellent."
LINES = "Remedy: an apology\nLearning: keep the list\nRecommendation: one list for all rounds"


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[District]:
    """A quarter with three complaints, two answered, one of them put off; with feedback and praise."""
    folder: Path = tmp_path_factory.mktemp("quarter")
    one = district_of(folder, reader)
    one.complain()
    one.says(SAM, "EXTEND TO 24 February 2026\nThe log has to be read.")
    one.says(SAM, f"ANSWER upheld\n{LINES}\n\n{ANSWER}")
    one.takes(TOM, LEAK, "complaint", "repairs")
    one.says(RITA, f"ANSWER not upheld\n\n{ANSWER}")
    one.takes("kim@home.example", LEAK.replace("Tom Marsh", "Kim"), "complaint", "repairs")
    one.takes("eve@home.example", IDEA, "feedback")
    one.takes("ida@home.example", PRAISE, "compliment")
    one.writes("noreply@post.example", "Complaint: bins", COMPLAINT.partition("\n\n")[0])
    one.register(kind="feedback")
    yield one
    one.town.record.close()


@pytest.mark.rows("S003-78", "S003-101", "S003-32")
def test_the_quarters_report_has_volume_time_putting_off_and_outcomes(quarter: District) -> None:
    page = report(quarter, "performance", "2026-Q1")
    assert "For: Senior management, Leadership Team." in page
    assert "Complaints 3 " in page
    assert "Answered in time 100% (2 of 2)" in page
    assert "Answers that had been put off 50% (1 of 2)" in page
    assert "Waste 1 100% (1 of 1)" in page
    assert "Upheld, wholly or partly 50% (1 of 2)" in page
    assert "one list for all rounds" in page


@pytest.mark.rows("S003-78", "S003-103")
def test_councillors_have_the_same_without_anything_that_names_a_resident(
    quarter: District,
) -> None:
    page = report(quarter, "committee", "2026-Q1")
    assert "For: Councillor committees." in page
    assert "Names no resident." in page
    assert "Upheld, wholly or partly 50% (1 of 2)" in page
    for one in (UNA, TOM, "Una", "Firth", "Tom Marsh", "Hill Road", "kim@home.example"):
        assert one not in page


@pytest.mark.rows("S003-79", "S003-07", "S003-61")
def test_the_months_review_has_open_cases_feedback_praise_and_what_was_learnt(
    quarter: District,
) -> None:
    page = report(quarter, "learning_review", "2026-02")
    assert "For: Heads of Service, Service managers, Complaints Champions." in page
    assert "Open complaints 1" in page
    assert "Feedback 2 of it without a name 1" in page
    assert "Compliments 1" in page
    assert "keep the list" in page


@pytest.mark.rows("S003-90")
def test_a_champion_has_the_figures_of_their_service_and_of_no_other(quarter: District) -> None:
    page = report(quarter, "service_figures", "2026-Q1", service="waste")
    assert "For: Complaints Champions." in page
    assert "Waste" in page
    assert "Complaints 1 " in page
    assert "Housing Repairs" not in page
    every = report(quarter, "service_figures", "2026-Q1")
    assert every.count("Answers that had been put off") > page.count(
        "Answers that had been put off"
    )


@pytest.mark.rows("S003-80")
def test_decisions_are_reviewed_once_a_year(quarter: District) -> None:
    page = report(quarter, "ombudsman_review", "2026")
    assert "Decisions and annual review letters of the Ombudsmen" in page
    assert "Cases the Ombudsmen asked us about 0" in page
    assert "Corporate Complaints Manager" in page


@pytest.mark.parametrize(
    ("name", "cadence"),
    [
        pytest.param("performance", "quarterly", marks=pytest.mark.rows("S003-78")),
        pytest.param("committee", "quarterly", marks=pytest.mark.rows("S003-78", "S003-103")),
        pytest.param("ombudsman_review", "annual", marks=pytest.mark.rows("S003-80")),
    ],
)
def test_each_report_comes_round_as_often_as_the_policy_says(
    quarter: District, name: str, cadence: str
) -> None:
    promised = {
        one.rule.name: one for one in due(quarter.town.house.policy(POLICY), date(2026, 4, 9))
    }
    next_on = {"quarterly": date(2026, 7, 1), "annual": date(2027, 4, 1)}[cadence]
    assert promised[name].next_on == next_on


@pytest.mark.rows("S003-71", "S003-93")
def test_the_log_of_decisions_has_each_request_granted_or_not_with_its_reasons(
    district: District,
) -> None:
    district.complain()
    house, reference = district.town.house, district.reference()
    whole = Asked(
        reasons="Forty mails and nothing new.",
        measures=(("writing_only", ""),),
        confirmed=dict.fromkeys(range(1, 5), "the log"),
        equality="none known",
        decided={"leadership_team": "Lea Tam"},
    )
    no = Asked(reasons="He rings daily.")
    by_hand_restrict.restrict(house, reference, JO, no, "Sam Lee", granted=False)
    by_hand_restrict.restrict(house, reference, JO, whole, "Sam Lee", granted=True)
    page = report(district, "designation_log", "2026")
    assert "For: Corporate Complaints Manager." in page
    assert "Requests decided 2 of them granted 1" in page
    for one in ("rings", "Forty", "not", UNA):
        assert one in page


@pytest.mark.rows("S003-91", "S003-100")
def test_a_major_issue_goes_to_the_head_of_transformation_with_the_case(
    district: District,
) -> None:
    district.complain()
    house, reference = district.town.house, district.reference()
    with pytest.raises(CannotBeDone, match="what the issue is"):
        by_hand_confirm.tell_issue(house, reference, JO, " ")
    told = by_hand_confirm.tell_issue(house, reference, JO, "The contractor keeps no list at all.")
    assert told == (f"Hope Trent <{HOT}>",)
    letter = to(district.work(), HOT)
    assert "The contractor keeps no list at all." in letter
    assert reference in letter
    assert "issue told" in [one.act for one in district.acts()]
