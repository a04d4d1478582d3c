"""No reminder is lost over a day that the diary noted wrongly."""

from __future__ import annotations

from datetime import timedelta

from mailroom.daemon import take_back_claims
from tests.commands.conftest import COMPLAINT
from tests.jobs.town import UNA, Town


def _with_a_case(town: Town) -> None:
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    town.letters()


def _looked_on(town: Town) -> object:
    return town.sql("SELECT looked_on FROM stages")[0][0]


def test_a_day_far_ahead_is_not_believed(town: Town) -> None:
    _with_a_case(town)
    town.sql("UPDATE stages SET looked_on = '2099-01-01'")
    town.days_pass(60)
    town.round()
    assert town.letters()
    assert str(_looked_on(town)) < "2026-06-01"


def test_four_weeks_ahead_is_no_fault_and_is_waited_for(town: Town) -> None:
    _with_a_case(town)
    ahead = town.house.today() + timedelta(days=28)
    town.sql(f"UPDATE stages SET looked_on = '{ahead}'")
    town.round()
    assert _looked_on(town) == str(ahead)


def test_a_start_has_every_stage_looked_at_but_once_a_day(town: Town) -> None:
    _with_a_case(town)
    take_back_claims(town.house)
    assert _looked_on(town) is None
    town.round()
    take_back_claims(town.house)
    assert _looked_on(town) is not None
    town.days_pass(1)
    take_back_claims(town.house)
    assert _looked_on(town) is None


def test_a_daily_word_that_cannot_be_written_keeps_no_reminder_back(town: Town) -> None:
    _with_a_case(town)
    own = town.folder / "letters" / "daily_word"
    own.mkdir()
    (own / "body.txt").write_text("{{ no_such_fact.name }}")
    town.mail("bea@home.example", "", "Is anyone going to ring me back or not?")
    town.round()
    town.days_pass(30)
    done = town.round()
    assert any("daily word" in one for one in done.faults)
    assert any("overdue" in str(one["Subject"]) for one in town.letters())
