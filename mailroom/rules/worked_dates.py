"""Computes a council's worked examples from its policy file: which event asks for which dates.

Source: counting_days.md, "Events and their keys". A council holds its own policy against its own
examples with it; nothing else in the house depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from mailroom.rules import worked_periods as periods
from mailroom.rules import worked_stages as stages
from mailroom.rules.policy import Policy
from mailroom.rules.worked_case import CaseFault, Computed, WorkedCase, read_calendar, read_case
from mailroom.rules.worked_case import read_date as _read_date

_EVENTS: Mapping[str, Callable[[WorkedCase], Computed]] = {
    "stage3_ombudsman": stages.external_keys,
    "journey_max_without_extension": stages.longest_journey,
    "comment": periods.comment,
    "age_limit": periods.age_limit,
    "escalation_window": periods.escalation_window,
    "reopen": periods.reopen,
    "informal_24h": periods.informal,
    "informal_failed_then_stage1": periods.informal_then_stage1,
    "feedback_confirmed": periods.feedback_confirmed,
    "councillor_complaint": periods.councillor_complaint,
    "designation_review": periods.designation_review,
    "housing_ombudsman_direct": periods.housing_ombudsman_direct,
    "ombudsman_eligibility": periods.ombudsman_eligibility,
    "hos_12_months": periods.ombudsman_limit,
    "lgsco_12_months": periods.ombudsman_limit,
    "hos_annual_submission": periods.annual_submission,
    "journey_alarm": periods.journey_alarm,
}
# Every other event of a stage asks for some of the same keys: "stage1_paused_and_extended".
_STAGE_EVENT = re.compile(r"stage\d(_\w+)?")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def compute(case: Mapping[str, Any], policies: Callable[[str], Policy]) -> Computed:
    """The keys a worked case expects, or all of its event's; CaseFault where it cannot be done.

    `policies` gives a policy by its name, and raises where there is none.
    """
    if case.get("event") == "is_working_day":
        return _chosen(_working_day(case), case)
    worked = read_case(case, policies(str(case.get("policy", ""))))
    return _chosen(_find_event(worked)(worked), case)


def _find_event(case: WorkedCase) -> Callable[[WorkedCase], Computed]:
    if case.event in _EVENTS:
        return _EVENTS[case.event]
    every = (rule for stage in case.policy.stages.values() for rule in stage.progress)
    if case.event in {rule.event for rule in every}:
        return stages.letter_keys
    if _STAGE_EVENT.fullmatch(case.event):
        return stages.stage_keys
    raise CaseFault(f"the event {case.event!r} is not known under {case.policy.name}")


def _working_day(case: Mapping[str, Any]) -> Computed:
    inputs = case.get("inputs") or {}
    day = _read_date(inputs.get("date", case.get("received")), "inputs.date")
    worked = read_calendar(inputs).is_working_day(day)
    return {"is_working_day": worked, "weekday": _WEEKDAYS[day.weekday()]}


def _chosen(computed: Computed, case: Mapping[str, Any]) -> Computed:
    """The keys expected, in their order, or every key that has a value; dates as ISO words."""
    expected = case.get("expected")
    if not isinstance(expected, Mapping) or not expected:
        return {key: _plain(value) for key, value in computed.items() if value is not None}
    named = computed | _letter_under_another_name(computed, expected)
    return {key: _plain(named[key]) for key in expected if key in named}


def _letter_under_another_name(computed: Computed, expected: Mapping[str, Any]) -> Computed:
    """A council may call the date of its letter on delay what it likes: "contact_due"."""
    if "letter_due" not in computed:
        return {}
    named = (key for key in expected if key.endswith("_due") and key not in computed)
    return dict.fromkeys(named, computed["letter_due"])


def unknown_keys(case: Mapping[str, Any], computed: Computed) -> tuple[str, ...]:
    """The expected keys that this event does not have."""
    expected = case.get("expected")
    return tuple(key for key in expected or () if key not in computed)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
