"""A stage's dates: the worked cases, further ones counted by hand, and properties."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mailroom.clock import LONDON
from mailroom.rules.deadlines import PauseFacts, StageFacts, stage_dates
from mailroom.rules.policy import Policy, find_policies, load_policy
from mailroom.rules.workdays import Calendar
from mailroom.rules.worked_case import CaseFault
from mailroom.rules.worked_dates import compute, unknown_keys

HERE = Path(__file__).parent
CASES = json.loads((HERE / "clock_cases.json").read_text())
ENGLAND = Calendar("ENG")


@cache
def policy_named(name: str) -> Policy:
    return load_policy(find_policies()[name])


NAMES = sorted(find_policies())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_worked_case_is_computed_from_its_policy_file(case: Mapping[str, Any]) -> None:
    assert compute(case, policy_named) == case["expected"]


def test_the_worked_cases_here_are_those_of_the_house() -> None:
    shared = Path(os.environ.get("MAILROOM_SHARED", HERE.parents[2] / "shared"))
    original = shared / "rules" / "clock_cases.json"
    if not original.exists():
        pytest.skip("the rules of the trade are not beside the repository")
    assert json.loads(original.read_text()) == CASES


# Counted by hand from counting_days.md: the sisters of the worked cases, and what they leave out.
FURTHER = [
    # before the acknowledgement there is only a projection (rule 6)
    ("south-cambs-corporate", "stage1", "2026-02-03T10:15:00+00:00", {"ack_sent": None},
     {"receipt_date": "2026-02-03", "ack_due": "2026-02-06", "response_due": None,
      "response_due_projected": "2026-02-20", "response_backstop": "2026-02-20"}),
    # a late acknowledgement moves the literal date and not the backstop (A000-04)
    ("south-cambs-corporate", "stage1", "2026-02-03T10:15:00+00:00",
     {"ack_sent": "2026-02-10T09:00:00+00:00"},
     {"ack_on_time": False, "response_due": "2026-02-24", "response_backstop": "2026-02-20"}),
    ("complaint-handling-code", "stage1", "2026-02-03T10:15:00+00:00",
     {"ack_sent": "2026-02-12T09:00:00+00:00"},
     {"ack_on_time": False, "response_due": "2026-02-26", "extended_due_max": "2026-03-12"}),
    ("south-cambs-corporate", "comment", "2026-05-18T09:00:00+01:00", {"reply_requested": False},
     {"receipt_date": "2026-05-18", "ack_due": None, "response_due": None}),
    ("brighton-hove", "comment", "2026-05-18T09:00:00+01:00", {"reply_requested": True},
     {"response_due": None}),
    ("south-cambs-corporate", "age_limit", "2026-03-11T09:00:00+00:00",
     {"start_date": "2025-03-10", "basis": "issue_date"},
     {"last_in_time_date": "2026-03-10", "in_time": False,
      "override_authority": "chief_executive"}),
    ("south-cambs-2021", "age_limit", "2026-05-06T09:00:00+01:00",
     {"start_date": "2025-05-05", "basis": "awareness_date"},
     {"last_in_time_date": "2026-05-05", "in_time": False, "override_authority": None}),
    ("complaint-handling-code", "age_limit", "2026-03-11T09:00:00+00:00",
     {"issue_date": "2024-01-01", "awareness_date": "2025-06-01"},
     {"last_in_time_date": "2026-06-01", "in_time": True}),
    ("south-cambs-housing", "delay_contact", "2026-06-02T09:00:00+01:00",
     {"ack_sent": "2026-06-04T09:00:00+01:00", "stage": 1}, {"delay_contact_due": "2026-06-18"}),
    ("south-cambs-housing", "delay_contact", "2026-06-02T09:00:00+01:00",
     {"ack_sent": "2026-06-04T09:00:00+01:00", "stage": 1}, {"contact_due": "2026-06-18"}),
    # the law of 1 October 2022, and a wait that it cut short
    ("south-cambs-housing", "housing_ombudsman_direct", "2026-06-30T12:00:00+01:00",
     {"stage2_completed": "2026-06-30", "apply_law_change_2022_10_01": True},
     {"designated_person_referral_from": None, "direct_referral_from": "2026-06-30"}),
    ("south-cambs-2021", "housing_ombudsman_direct", "2022-09-15T12:00:00+01:00",
     {"stage2_completed": "2022-09-15", "apply_law_change_2022_10_01": True},
     {"designated_person_referral_from": "2022-09-15", "direct_referral_from": "2022-10-01"}),
    ("south-cambs-2021", "stage1_second_extension", "2026-02-03T10:15:00+00:00",
     {"extensions_already_used": 1},
     {"second_extension_allowed": True, "beyond_max_needs_good_reason": True,
      "extended_due_max": "2026-03-03"}),
    ("cambridge-city", "stage1_second_extension", "2026-02-03T10:15:00+00:00",
     {"extensions_already_used": 1},
     {"second_extension_allowed": False, "extensions_allowed": 1,
      "beyond_max_needs_good_reason": False}),
    ("brighton-hove", "informal_failed_then_stage1", "2026-02-03T10:00:00+00:00", {},
     {"receipt_date": "2026-02-03", "ack_due": "2026-02-05", "response_due": "2026-02-17",
      "informal_due": "2026-02-04T10:00:00+00:00"}),
    # a Saturday's problem has until the same hour of Monday (rule 11)
    ("brighton-hove", "informal_24h", "2026-02-07T10:00:00+00:00", {},
     {"informal_due": "2026-02-09T10:00:00+00:00", "elapsed_hours": 48.0}),
    ("cambridge-city", "escalation_window", "2026-04-01T09:00:00+01:00",
     {"stage1_response_sent": "2026-02-17", "significant_new_issue": True},
     {"in_window": True, "outcome": "new_stage1"}),
    ("south-cambs-2021", "escalation_window", "2030-04-01T09:00:00+01:00",
     {"stage1_response_sent": "2026-02-17", "significant_new_issue": False},
     {"window_end": None, "in_window": True, "outcome": "stage2"}),
    ("cambridge-city", "reopen", "2026-06-10T10:00:00+01:00",
     {"raised": "2025-06-10", "new_information": True},
     {"last_reopen_date": "2026-06-09", "may_reopen": False}),
    ("cambridge-city", "reopen", "2026-06-01T10:00:00+01:00",
     {"raised": "2025-06-10", "new_information": False}, {"may_reopen": False}),
    # a pause asked for on the due day, or after it, moves nothing
    ("cambridge-city", "stage1_paused", "2026-06-01T09:00:00+01:00",
     {"pause_from": "2026-06-15", "pause_to": "2026-06-19"},
     {"paused_working_days": 0, "response_due": "2026-06-15"}),
    # closure days inside a pause were never counted, so they are not given back: 15-18 and 21-24
    # December are days 1 to 8, 4 and 5 January 9 and 10; of the pause only 23 and 24 had counted
    ("cambridge-city", "stage1_paused", "2026-12-14T09:00:00+00:00",
     {"pause_from": "2026-12-22", "pause_to": "2026-12-31",
      "closure_days": ["2026-12-29", "2026-12-30", "2026-12-31"]},
     {"paused_working_days": 2, "original_due": "2027-01-05", "response_due": "2027-01-07"}),
    ("cambridge-city", "ombudsman_eligibility", "2026-03-10T09:00:00+00:00",
     {"stage2_response_sent": "2026-03-10", "service": "housing_repairs"}, {"ombudsman": "HOS"}),
    ("cambridge-city", "ombudsman_eligibility", "2026-03-10T09:00:00+00:00",
     {"stage2_response_sent": "2026-03-10", "service": "noise_nuisance"},
     {"ombudsman": "LGSCO"}),
    ("south-cambs-housing", "stage3_ombudsman", "2026-02-03T09:00:00+00:00",
     {"unit": "working_days", "n": 15},
     {"notified_date": "2026-02-03", "response_due": "2026-02-24", "ack_due": None}),
    ("complaint-handling-code", "lgsco_12_months", "2026-01-10T12:00:00+00:00",
     {"first_notice": "2025-01-10"}, {"last_day": "2026-01-09", "in_time": False}),
    ("brighton-hove", "designation_review", "2026-01-31T12:00:00+00:00",
     {"decision_date": "2026-02-28"}, {"review_due_no_later_than": "2027-02-28"}),
    ("cambridge-city", "councillor_complaint", "2026-02-03T10:15:00+00:00", {},
     {"ack_due": "2026-02-17"}),
    ("south-cambs-2021", "feedback_confirmed", "2026-02-03T10:15:00+00:00",
     {"confirmed_at": "2026-02-09T10:00:00+00:00"}, {"response_due": "2026-02-23"}),
    ("south-cambs-2021", "feedback_confirmed", "2026-02-03T10:15:00+00:00", {},
     {"response_due": None}),
    # a cut-off on a Friday moves receipt to Saturday; deemed as well, to Monday
    ("brighton-hove", "stage1", "2026-02-06T18:00:00+00:00",
     {"convention": {"receipt_cutoff": "17:00"}},
     {"receipt_date": "2026-02-07", "response_due": "2026-02-20"}),
    ("brighton-hove", "stage1", "2026-02-06T18:00:00+00:00",
     {"convention": {"receipt_cutoff": "17:00", "nonworking_receipt": "deemed_next_working_day"}},
     {"receipt_date": "2026-02-09", "response_due": "2026-02-23"}),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "event", "received", "inputs", "expected"), FURTHER)
def test_further_cases_counted_by_hand(
    policy: str, event: str, received: str, inputs: dict[str, Any], expected: dict[str, Any]
) -> None:
    case = {"id": "X", "policy": policy, "event": event, "received": received, "inputs": inputs}
    assert compute({**case, "expected": expected}, policy_named) == expected


def test_without_expectations_every_key_that_has_a_value_is_told() -> None:
    case = {"policy": "brighton-hove", "event": "stage2", "received": "2026-02-03T10:15:00+00:00"}
    computed = compute(case, policy_named)
    assert computed["notify_department_manager_due"] == "2026-02-10"
    assert None not in computed.values()


def test_a_key_that_no_event_has_is_left_out_and_named() -> None:
    case = {
        "policy": "brighton-hove", "event": "stage1", "received": "2026-02-03T10:15:00+00:00",
        "expected": {"receipt_date": "2026-02-03", "moon": "full"},
    }  # fmt: skip
    computed = compute(case, policy_named)
    assert computed == {"receipt_date": "2026-02-03"}
    assert unknown_keys(case, computed) == ("moon",)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"event": "age_limit"}, "inputs.start_date is missing"),
        ({"event": "stage9"}, "has no stage 9"),
        ({"event": "full_moon"}, "'full_moon' is not known"),
        ({"event": "informal_24h", "policy": "cambridge-city"}, "has no informal step"),
        ({"event": "reopen"}, "says nothing of reopening"),
        ({"event": "stage1", "received": "soon"}, "received is no date or instant: 'soon'"),
        ({"event": "stage1", "received": "2026-02-03T10:00:00"}, "has no offset"),
        ({"event": "stage1", "inputs": {"convention": {"moon": 1}}}, "unknown key: moon"),
        ({"event": "stage1", "inputs": {"convention": {"receipt_cutoff": "noon"}}}, "convention"),
        ({"event": "stage1", "inputs": {"closure_days": ["never"]}}, "inputs.closure_days"),
        ({"event": "stage1", "inputs": {"stage": "one"}}, "inputs.stage must be a whole number"),
    ],
)
def test_a_case_that_cannot_be_computed_says_why(case: dict[str, Any], words: str) -> None:
    whole = {"policy": "south-cambs-corporate", "received": "2026-02-03T10:15:00+00:00", **case}
    with pytest.raises(CaseFault, match=words):
        compute(whole, policy_named)


def facts_at(number: int, at: datetime, **more: Any) -> StageFacts:
    given = {"acknowledged_at": at, "answered_at": None} | more
    return StageFacts(number, at, **given)


def test_a_pause_given_after_an_extension_moves_the_extended_date() -> None:
    received = datetime(2026, 6, 1, 9, tzinfo=LONDON)
    facts = facts_at(
        1,
        received,
        extended_to=date(2026, 6, 29),
        extended_on=date(2026, 6, 10),
        pauses=(PauseFacts(date(2026, 6, 16), date(2026, 6, 18)),),
    )
    dates = stage_dates(policy_named("cambridge-city"), facts, ENGLAND)
    assert dates.respond_by == date(2026, 7, 1)


def test_an_extension_never_shortens_the_time() -> None:
    # a late acknowledgement moved the answer past the date that was promised before it
    late = datetime(2026, 2, 20, 9, tzinfo=LONDON)
    facts = facts_at(
        1,
        datetime(2026, 2, 3, 9, tzinfo=LONDON),
        acknowledged_at=late,
        extended_to=date(2026, 2, 27),
    )
    dates = stage_dates(policy_named("complaint-handling-code"), facts, ENGLAND)
    assert dates.respond_by == date(2026, 3, 6)


def test_an_extension_once_used_leaves_no_other_where_the_policy_has_one_only() -> None:
    facts = facts_at(1, datetime(2026, 6, 1, 9, tzinfo=LONDON), extensions=1)
    assert stage_dates(policy_named("cambridge-city"), facts, ENGLAND).extendable_to is None
    assert stage_dates(policy_named("south-cambs-2021"), facts, ENGLAND).extendable_to == date(
        2026, 6, 29
    )


def test_the_escalation_window_stands_only_where_there_is_a_next_stage() -> None:
    answered = datetime(2025, 11, 30, 12, tzinfo=LONDON)
    received = datetime(2025, 11, 14, 9, tzinfo=LONDON)
    city = policy_named("cambridge-city")
    one = stage_dates(city, facts_at(1, received, answered_at=answered), ENGLAND)
    two = stage_dates(city, facts_at(2, received, answered_at=answered), ENGLAND)
    assert one.escalate_by == date(2026, 2, 28)
    assert two.escalate_by is None
