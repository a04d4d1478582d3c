"""When the diary has to look at a stage again."""

from __future__ import annotations

from datetime import date, timedelta

from mailroom.rules.deadlines import PauseFacts, next_look_on
from tests.rules.test_deadlines_reminders import ENGLAND, policy_named, stage


def test_a_stage_that_stands_still_is_looked_at_once_a_week() -> None:
    asked = PauseFacts(date(2026, 2, 4), None)
    facts = stage("2026-02-03T10:15", pauses=(asked,))
    today = date(2026, 2, 5)
    again = next_look_on(policy_named("south-cambs-corporate"), facts, ENGLAND, today)
    assert again == today + timedelta(days=7)
