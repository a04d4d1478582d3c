"""How a due date was reckoned, in words that name the days left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailroom.rules.due_words import answer_due_in_words
from mailroom.rules.policy import find_policies, policy_text, read_policy
from mailroom.rules.stage_clock import PauseFacts, StageFacts
from mailroom.rules.workdays import Calendar

POLICY = read_policy(policy_text(find_policies()["south-cambs-2021"]), "south-cambs-2021", place="")
EASTER = datetime(2026, 4, 2, 9, tzinfo=UTC)


def _words(calendar: Calendar | None = None, **more: object) -> str:
    facts = StageFacts(1, EASTER, None, None, **more)  # type: ignore[arg-type]
    return answer_due_in_words(POLICY, facts, calendar or Calendar())


def test_bank_holidays_are_named() -> None:
    assert _words() == "10 working days from 2 April; 3 and 6 April are bank holidays"


def test_scotland_works_on_easter_monday() -> None:
    assert _words(Calendar("SCT")) == "10 working days from 2 April; 3 April is a bank holiday"


def test_days_on_which_the_council_is_closed_are_named_apart() -> None:
    closed = Calendar(closure_days=[date(2026, 4, 7), date(2026, 4, 8)])
    assert _words(closed).endswith("; on 7 and 8 April the council is closed")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"extended_to": date(2026, 5, 1)}, "; extended to 1 May"),
        ({"pauses": (PauseFacts(date(2026, 4, 9), None),)}, "; the clock stands still now"),
        (
            {"pauses": (PauseFacts(date(2026, 4, 8), date(2026, 4, 10)),)},
            "; the clock stood still for 2 working days",
        ),
    ],
)
def test_what_moved_it_is_told(more: dict[str, object], told: str) -> None:
    assert _words(**more).endswith(told)


def test_over_the_turn_of_a_month_each_month_is_named() -> None:
    facts = StageFacts(1, datetime(2026, 12, 22, 9, tzinfo=UTC), None, None)
    words = answer_due_in_words(POLICY, facts, Calendar())
    assert (
        words == "10 working days from 22 December; 25, 28 December and 1 January are bank holidays"
    )


def test_a_comment_has_no_such_words() -> None:
    facts = StageFacts(1, EASTER, None, None, kind="comment")
    assert answer_due_in_words(POLICY, facts, Calendar()) == ""
