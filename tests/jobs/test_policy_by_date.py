"""A council changes its policy on a day: what was received before keeps the old one, what comes after has the new."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from tests.jobs.town import START, UNA, Town

COMPLAINT = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported each missed"
    " collection online, and nobody has come.\n\nUna Firth, 3 Hill Road"
)


def test_a_case_has_the_policy_of_the_day_it_was_received(tmp_path: Path, reader: Reader) -> None:
    town = Town(tmp_path, reader)
    change = f'changes = [{{ on = {local_date(START).isoformat()}, default = "brighton-hove" }}]'
    town.open(town.config.replace("[policy]\n", f"[policy]\n{change}\n"))
    before = START.replace(day=2)
    town.mail(UNA, "Missed bin", COMPLAINT, at=before)
    town.mail("bea@home.example", "Missed bin", COMPLAINT.replace("Una Firth, 3", "Bea Roe, 9"))
    town.round()
    old, new = town.case(1), town.case(2)
    assert (old.case.policy, new.case.policy) == (town.house.config.policy.default, "brighton-hove")
    assert new.stages[0].respond_by == date(2026, 2, 17)
    town.record.close()
