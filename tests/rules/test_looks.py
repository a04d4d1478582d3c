"""When the diary has to look at a stage again, and when the coordinator is told again."""

from __future__ import annotations

from datetime import date, timedelta

from mailroom.rules.deadlines import PauseFacts, letters_due, next_look_on
from mailroom.rules.policy_terms import read_duration
from tests.rules.test_deadlines_reminders import ENGLAND, NONE, policy_named, stage


def test_a_stage_that_stands_still_is_looked_at_every_four_weeks() -> None:
    asked = PauseFacts(date(2026, 2, 4), None)
    facts = stage("2026-02-03T10:15", pauses=(asked,))
    today = date(2026, 2, 5)
    again = next_look_on(policy_named("south-cambs-corporate"), facts, ENGLAND, today)
    assert again == today + timedelta(days=28)


def test_a_policy_may_have_the_coordinator_told_again() -> None:
    policy = policy_named("south-cambs-corporate")
    again = policy.reminders.model_copy(update={"overdue_every": read_duration("5 working days")})
    weekly = policy.model_copy(update={"reminders": again, "digest": "weekly"})
    facts = stage("2026-02-03T10:15")
    _, coordinator = letters_due(weekly, facts, ENGLAND, date(2026, 3, 4), NONE)
    assert coordinator.due_on == date(2026, 3, 4)
    assert [key.rpartition(":")[2] for key in coordinator.overtaken] == ["2026-02-18", "2026-02-25"]
