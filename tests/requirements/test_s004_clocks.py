"""Cambridge City's days, by the worked cases and their other sides; to which Ombudsman each service goes; its pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mailroom.rules.policy import Policy, built_in_folder, load_policy
from mailroom.rules.policy_page import page as page_of
from mailroom.rules.reviews import chores
from mailroom.rules.worked_dates import compute

CASES = {
    one["id"]: one
    for one in json.loads((Path(__file__).parents[1] / "rules" / "clock_cases.json").read_text())
}
TODAY = date(2026, 2, 3)


@cache
def policy(_name: str = "") -> Policy:
    return load_policy(built_in_folder() / "cambridge-city.toml")


def _worked(row: str, *ids: str) -> list[object]:
    marks = pytest.mark.rows(row)
    return [pytest.param(CASES[one], marks=marks, id=f"{row}-{one}") for one in ids]


@pytest.mark.parametrize(
    "case",
    [
        *_worked("S004-55", "C004-01", "C004-03", "C004-05", "C004-14"),
        *_worked("S004-63", "C004-01", "C004-03", "C004-05"),
        *_worked("S004-73", "C004-14"),
        *_worked("S004-57", "C004-06", "C004-12", "C004-14"),
        *_worked("S004-58", "C004-09", "C004-11", "C004-12"),
        *_worked("S004-59", "C004-06", "C004-09"),
        *_worked("S004-67", "C004-16", "C004-18", "C004-20", "C004-22"),
        *_worked("S004-54", "C004-23"),
        *_worked("S004-99", "C004-26"),
        *_worked("S004-34", "C004-27"),
        *_worked("S004-85", "C004-29"),
        *_worked("S004-82", "C004-29"),
    ],
)
def test_each_worked_case_comes_out_of_the_policy_file(case: Mapping[str, Any]) -> None:
    assert compute(case, policy) == case["expected"]


def _compute(event: str, received: str, **inputs: object) -> Mapping[str, Any]:
    case = {"id": "X", "policy": "cambridge-city", "event": event, "received": received}
    return compute({**case, "inputs": inputs, "expected": {}}, policy)


@pytest.mark.rows("S004-54")
def test_a_year_after_it_was_raised_or_without_anything_new_it_is_not_opened_again() -> None:
    late = _compute(
        "reopen", "2026-06-10T10:00:00+01:00", raised="2025-06-10", new_information=True
    )
    assert late["may_reopen"] is False
    old = _compute(
        "reopen", "2026-06-09T10:00:00+01:00", raised="2025-06-10", new_information=False
    )
    assert old["may_reopen"] is False


@pytest.mark.rows("S004-34")
def test_a_year_and_a_day_after_it_happened_it_is_late() -> None:
    late = _compute(
        "age_limit", "2026-02-04T09:00:00+00:00", start_date="2025-02-03", basis="issue_date"
    )
    assert (late["in_time"], late["override_authority"]) == (False, "case_by_case")


@pytest.mark.rows("S004-69")
def test_a_significant_new_issue_is_a_new_stage_1_in_time_or_not() -> None:
    asked = {"stage1_response_sent": "2026-02-17", "significant_new_issue": True}
    assert (
        _compute("escalation_window", "2026-03-03T09:00:00+00:00", **asked)["outcome"]
        == "new_stage1"
    )


LGSCO, HOUSING = "Local Government and Social Care Ombudsman", "Housing Ombudsman Service"


@pytest.mark.parametrize(
    ("service", "known_as", "body"),
    [
        *(
            pytest.param(
                service,
                "lgsco",
                LGSCO,
                marks=pytest.mark.rows("S004-83", "S004-77"),
                id=f"S004-83-{service}",
            )
            for service in (
                "planning",
                "housing_benefit",
                "council_tax",
                "waste",
                "neighbour_nuisance",
            )
        ),
        *(
            pytest.param(
                service,
                "housing",
                LGSCO,
                marks=pytest.mark.rows("S004-85"),
                id=f"S004-85-{service}",
            )
            for service in (
                *("homelessness", "allocations", "asb_not_landlord", "housing_benefit"),
                *("housing_advice", "planning", "noise"),
            )
        ),
        *(
            pytest.param(
                service,
                "housing",
                HOUSING,
                marks=pytest.mark.rows("S004-85", "S004-77"),
                id=f"S004-85-{service}",
            )
            for service in ("housing_repairs", "tenancy", "leasehold", "damp")
        ),
    ],
)
def test_each_service_goes_to_its_own_ombudsman(service: str, known_as: str, body: str) -> None:
    assert policy().ombudsman_for(service, known_as, TODAY).name == body


@pytest.fixture(scope="module")
def page() -> str:
    """The policy as anybody reads it, on one line."""
    return " ".join(page_of(policy()).split())


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words, marks=pytest.mark.rows(row), id=f"{row}-{words[:20]}")
        for row, words in (
            ("S004-01", "Annual Customer Feedback report"),
            ("S004-01", "Easy-read complaints form"),
            ("S004-01", "How to complain"),
            ("S004-01", "The Local Government and Social Care Ombudsman"),
            ("S004-01", "The Housing Ombudsman"),
            ("S004-02", "Dissatisfaction, however made"),
            ("S004-02", "what the council, its own staff or those acting for it did or did not do"),
            ("S004-11", "Somebody brings a matter to us for the first time and asks for a service"),
            ("S004-09", "Self-assessment against the Complaint Handling Code"),
            ("S004-36", "Each is decided on its merits"),
            ("S004-32", "What the Ombudsman sends back is investigated after all"),
            ("S004-29", "What is shared with another council is handled here, under this policy"),
            ("S004-30", "Complaints about contractors are answered by the council"),
            ("S004-43", "Stage 1"),
            ("S004-43", "Stage 2"),
            ("S004-43", "Ombudsman --------- Dealt with by"),
            ("S004-53", "Closed means: a solution is agreed and what follows from it is booked"),
            ("S004-86", "The coordinator asks and points the way, and does not answer"),
            ("S004-94", "Pursues a complaint in a way that can prevent its proper investigation"),
            ("S004-94", "Makes us spend far more on looking into it than is right"),
            ("S004-94", "Will not accept the result"),
            (
                "S004-38",
                "If somebody cannot fill in the form, do it with them, and record who helped",
            ),
        )
    ],
)
def test_the_page_says_it(page: str, words: str) -> None:
    assert words in page


@pytest.mark.rows("S004-43")
def test_there_are_two_stages_of_our_own_and_the_ombudsman() -> None:
    own = [number for number, one in policy().stages.items() if not one.external]
    assert (own, policy().last_stage) == ([1, 2], 2)
    assert policy().next_stage(2) is None


@pytest.mark.rows("S004-13")
def test_the_six_other_roads_are_grounds_of_the_policy_each_with_its_own_words() -> None:
    codes = (
        "service_request",
        "legal_or_insurance",
        "staff_grievance",
        "right_of_appeal",
        "councillor_conduct",
        "disrepair",
    )
    found = {one.code: one.reason for one in policy().exclusions if one.code in codes}
    assert sorted(found) == sorted(codes)
    assert len(set(found.values())) == len(codes)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param(
            "self_assessment",
            "Assess ourselves against the Ombudsman's Code",
            marks=pytest.mark.rows("S004-09"),
            id="S004-09",
        ),
        pytest.param(
            "self_assessment",
            "a major restructure",
            marks=pytest.mark.rows("S004-10"),
            id="S004-10-restructure",
        ),
        pytest.param(
            "self_assessment",
            "a change of procedure",
            marks=pytest.mark.rows("S004-10"),
            id="S004-10-procedure",
        ),
        pytest.param(
            "self_assessment",
            "a request of the Ombudsman",
            marks=pytest.mark.rows("S004-10"),
            id="S004-10-ombudsman",
        ),
        pytest.param("training", "train", marks=pytest.mark.rows("S004-89"), id="S004-89"),
    ],
)
def test_what_comes_round_once_a_year_is_somebodys_to_do(name: str, words: str) -> None:
    (chore,) = [one for one in chores(policy(), TODAY) if one.name == name]
    assert words in chore.words
    assert chore.every == "12 months"
