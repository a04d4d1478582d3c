"""South Cambridgeshire's clocks: each row by the days that the worked cases give, counted by hand long before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mailroom.rules.policy import find_policies, load_policy
from mailroom.rules.worked_dates import compute

HERE = Path(__file__).parent
CASES = {
    one["id"]: one for one in json.loads((HERE.parent / "rules" / "clock_cases.json").read_text())
}
POLICIES = {name: load_policy(path) for name, path in find_policies().items()}

# Row -> the worked cases that show it, and the days in them that are this row's alone.
ROWS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "S000-04": (("C000-26",), ("response_due", "ack_due")),
    "S000-21": (
        ("C000-01", "C000-03", "C000-09", "C000-11", "C000-17", "C000-32", "C000-34"),
        ("receipt_date", "ack_due", "ack_on_time"),
    ),
    "S000-24": (
        ("C000-01", "C000-05", "C000-07", "C000-13", "C000-15"),
        ("response_due", "response_backstop"),
    ),
    "S000-30": (("C000-19", "C000-21"), ("ack_due", "ack_on_time")),
    "S000-32": (("C000-19", "C000-21"), ("response_due", "response_backstop")),
    "S000-37": (("C000-22", "C000-24"), ("notified_date", "ack_due")),
    "S000-39": (("C000-22", "C000-24"), ("response_due", "internal_target")),
    "S000-43": (("C000-28", "C000-30"), ("last_in_time_date", "in_time")),
    "S000-71": (("C000-36", "C000-38"), ("delay_letter_due", "progress_letter_due")),
    "S000-72": (("C000-36",), ("copy_to_coordinator",)),
    "S002-10": (("C002-07",), ("response_due", "ack_due")),
    "S002-15": (
        ("C002-09", "C002-11"),
        ("designated_person_referral_from", "direct_referral_from"),
    ),
    "S002-20": (("C002-01", "C002-03"), ("receipt_date", "ack_due", "ack_on_time")),
    "S002-22": (("C002-01", "C002-03"), ("response_due", "response_backstop")),
    "S002-25": (("C002-05",), ("ack_due", "ack_on_time")),
    "S002-27": (("C002-05",), ("response_due", "response_backstop")),
    "S002-42": (("C002-13",), ("last_in_time_date", "in_time")),
}


@pytest.mark.parametrize(
    ("cases", "days"),
    [
        pytest.param(cases, days, marks=pytest.mark.rows(row), id=row)
        for row, (cases, days) in ROWS.items()
    ],
)
def test_the_days_of_a_row_are_those_counted_by_hand(
    cases: tuple[str, ...], days: tuple[str, ...]
) -> None:
    compared = 0
    for one in (CASES[name] for name in cases):
        reckoned, expected = compute(one, POLICIES.__getitem__), one["expected"]
        for day in days:
            if day in expected:
                assert reckoned[day] == expected[day], (one["id"], day)
                compared += 1
    assert compared >= len(cases)
