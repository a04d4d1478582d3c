"""Which duties, words and parts a policy has: each condition by itself, and what comes round by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.rules.duties import (
    DutyFacts,
    due_on,
    duties_for,
    holds,
    notes_for,
    outlasts_the_case,
    required_for,
)
from mailroom.rules.journey import alarm_on
from mailroom.rules.policy import Policy, built_in_folder, load_policy, read_policy
from mailroom.rules.policy_duties import When
from mailroom.rules.policy_roles import roles_named
from mailroom.rules.policy_terms import read_duration
from mailroom.rules.reviews import chores
from mailroom.rules.workdays import Calendar

CASE = DutyFacts(
    stage=2,
    flags=frozenset({"vulnerable"}),
    service="housing_repairs",
    outcome="partly",
    exclusion="appeal",
    on=date(2026, 2, 3),
)
OWN = """
[[duties]]
name = "tell_head"
on = "registered"
flags = ["vulnerable"]
holder = "head"
words = "Ring the resident"
within = "2 working days"

[[duties]]
name = "tell_all"
on = "registered"
holder = "owner"
words = "Read it"

[[notes]]
on = "acknowledgement"
stages = [1]
words = "You can ask how far we have come."

[[notes]]
on = "acknowledgement"
words = "We may ask you things."

[[required]]
letter = "holding"
parts = { new_date = "S004-56" }

[[required]]
letter = "holding"
flags = ["vulnerable"]
parts = { new_date = "S004-59", apology = "House" }
"""


def _policy(more: str = OWN, base: str = "south-cambs-housing") -> Policy:
    text = (built_in_folder() / f"{base}.toml").read_text()
    return read_policy((text + more).encode(), "own")


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, True),
        ({"kinds": ("comment",)}, False),
        ({"kinds": ()}, True),
        ({"stages": (1, 2)}, True),
        ({"stages": (1,)}, False),
        ({"flags": ("vulnerable", "discrimination")}, True),
        ({"flags": ("discrimination",)}, False),
        ({"services": ("repairs",)}, True),
        ({"services": ("waste",)}, False),
        ({"outcomes": ("partly",)}, True),
        ({"outcomes": ("upheld",)}, False),
        ({"exclusions": ("appeal",)}, True),
        ({"exclusions": ("schools",)}, False),
        ({"unless": ("vulnerable",)}, False),
        ({"unless": ("appeal",)}, False),
        ({"unless": ("schools",)}, True),
        ({"valid_from": date(2026, 2, 4)}, False),
        ({"valid_from": date(2026, 2, 3), "valid_to": date(2026, 2, 3)}, True),
        ({"valid_to": date(2026, 2, 2)}, False),
        ({"stages": (2,), "flags": ("discrimination",)}, False),
    ],
)
def test_a_clause_holds_where_all_its_conditions_do(
    conditions: dict[str, object], expected: bool
) -> None:
    assert holds(When.model_validate(conditions), CASE) is expected


def test_duties_begin_with_their_event_and_for_their_cases() -> None:
    policy = _policy()
    named = [one.name for one in duties_for(policy, "registered", CASE)]
    assert named[-2:] == ["tell_head", "tell_all"]
    plain = DutyFacts(stage=1, service="waste")
    assert "tell_head" not in [one.name for one in duties_for(policy, "registered", plain)]
    assert "tell_all" not in [one.name for one in duties_for(policy, "closed", CASE)]


def test_notes_stand_in_the_policys_order_for_their_stage() -> None:
    policy = _policy()
    first = notes_for(policy, "acknowledgement", DutyFacts(stage=1))
    assert first[-2:] == ("You can ask how far we have come.", "We may ask you things.")
    assert "You can ask how far we have come." not in notes_for(policy, "acknowledgement", CASE)


def test_a_part_that_two_clauses_ask_for_has_the_rows_of_both() -> None:
    policy = _policy(base="cambridge-city")
    before = required_for(load_policy(built_in_folder() / "cambridge-city.toml"), "holding", CASE)
    found = required_for(policy, "holding", CASE)
    assert found["new_date"].endswith("S004-56, S004-59")
    assert found["apology"].endswith("House")
    assert set(before) <= set(found)
    assert required_for(policy, "no_such_letter", CASE) == {}


def test_a_term_counts_from_the_day_of_the_event() -> None:
    friday = date(2026, 4, 2)  # Maundy Thursday: Good Friday and Easter Monday do not count
    assert due_on(read_duration("2 working days"), friday, Calendar()) == date(2026, 4, 8)
    assert due_on(read_duration("2 calendar days"), friday, Calendar()) == date(2026, 4, 4)
    assert due_on(None, friday, Calendar()) is None


@pytest.mark.parametrize(
    ("event", "bars", "expected"),
    [
        ("remedy_promised", "nothing", True),
        ("closed", "nothing", True),
        ("answered", "closing", False),
        ("registered", "nothing", False),
    ],
)
def test_what_is_still_owed_when_a_case_is_closed(event: str, bars: str, expected: bool) -> None:
    assert outlasts_the_case(event, bars) is expected


def _reviewed(base: str, reviews: str, head: str = "") -> Policy:
    text = (built_in_folder() / f"{base}.toml").read_text()
    kept = [line for line in text.split("\n[") if not line.startswith("reviews]")]
    return read_policy((head + "\n[".join(kept) + "\n" + reviews).encode(), "own")


def test_a_policy_is_reviewed_so_long_after_it_began() -> None:
    policy = _reviewed(
        "cambridge-city", '[reviews]\npolicy_every = "24 months"\n', "valid_from = 2025-05-01\n"
    )
    (chore,) = chores(policy, date(2026, 2, 3))
    assert (chore.name, chore.due_on, chore.every) == (
        "review_of_policy",
        date(2027, 5, 1),
        "24 months",
    )
    assert chore.key == chores(policy, date(2026, 9, 3))[0].key


def test_a_review_that_was_due_before_the_house_began_is_to_be_found_out_soon() -> None:
    policy = _reviewed(
        "cambridge-city", '[reviews]\npolicy_every = "12 months"\n', "valid_from = 2020-05-01\n"
    )
    assert chores(policy, date(2026, 2, 3))[0].due_on == date(2026, 3, 3)


def test_the_yearly_return_is_spoken_of_two_months_before() -> None:
    submission = (
        "[annual_submission]\nlarge_from_homes = 1000\nlarge_due_month = 9\nlarge_due_day = 30\n"
        'small_within = "6 months"\n'
    )
    policy = _reviewed("cambridge-city", submission)
    assert chores(policy, date(2026, 7, 29)) == ()
    (chore,) = chores(policy, date(2026, 7, 30))
    assert (chore.name, chore.due_on) == ("yearly_return", date(2026, 9, 30))
    assert "1000 homes" in chore.words
    assert chores(policy, date(2026, 10, 1)) == ()


def test_the_whole_journey_has_an_alarm_where_the_policy_sets_one() -> None:
    policy = _reviewed("cambridge-city", '[journey_alarm]\nwithin = "12 weeks"\n')
    assert alarm_on(policy, "complaint", 2, date(2026, 2, 3)) == date(2026, 4, 29)
    assert alarm_on(policy, "complaint", 3, date(2026, 2, 3)) is None
    assert alarm_on(policy, "comment", 1, date(2026, 2, 3)) is None


def test_every_role_a_policy_counts_on_is_named_with_what_for() -> None:
    named = roles_named(_policy())
    assert "the duty tell head" in named["head"]
    assert not {"owner", "writer", "contributors"} & set(named)
    councillors = roles_named(load_policy(built_in_folder() / "cambridge-city.toml"))
    assert "complaints about councillors" in councillors["monitoring_officer"]
