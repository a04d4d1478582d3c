"""The dates in `explain`'s first paragraph: no day twice, and none that an answered stage was due by."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.commands.explained_outcome import _dates
from mailroom.rules.deadlines import StageDates
from tests.commands.conftest import Council, mail_from
from tests.commands.test_explain import explain
from tests.commands.test_explain_officers import ANSWER, reply

MON, WED, FRI = date(2026, 8, 31), date(2026, 9, 2), date(2026, 9, 4)


@pytest.mark.parametrize(
    ("latest", "told"),
    [
        (WED, ["to be answered by, if acknowledged at once"]),
        (FRI, ["to be answered by, if acknowledged at once", "at the very latest"]),
    ],
)
def test_the_last_day_is_told_where_it_is_another(latest: date, told: list[str]) -> None:
    dates = StageDates(MON, projected_by=WED, backstop_on=latest)
    assert [words for words, _ in _dates(dates)] == told


def test_of_a_stage_that_was_answered_is_told_when(council: Council) -> None:
    council.drop(reply(council, ANSWER), "2")
    council.run("round")
    said = explain(council, mail_from("una@home.example", "AMC-2026-00001-W", "Thank you."))
    assert "answered on " in said
    assert "to be answered by" not in said
