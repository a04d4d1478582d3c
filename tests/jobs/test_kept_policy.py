"""A case keeps the policy it was opened under, whatever becomes of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailroom.errors import ConfigFault
from mailroom.rules.policy import built_in_folder
from tests.commands.conftest import COMPLAINT, CONFIG, Council
from tests.jobs.town import UNA, Town

OWN = CONFIG.replace('default = "south-cambs-2021"', 'default = "mine"\nfolder = "policies"')
TEXT = (built_in_folder() / "south-cambs-2021.toml").read_text()
MINE = TEXT.replace('name = "south-cambs-2021"', 'name = "mine"')


def _under_mine(town: Town) -> Path:
    """A case opened under the council's own policy; gives that policy's file."""
    file = town.folder / "policies" / "mine.toml"
    file.write_text(MINE)
    town.open(OWN)
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    town.letters()
    return file


def _is_told_it_is_overdue(town: Town) -> bool:
    town.days_pass(21)
    town.round()
    return any("overdue" in str(one["Subject"]).lower() for one in town.letters())


def test_an_edited_policy_leaves_open_cases_their_dates(town: Town) -> None:
    file = _under_mine(town)
    file.write_text(MINE.replace("10 working days", "60 working days"))
    town.open()
    assert _is_told_it_is_overdue(town)


def test_so_does_one_that_was_removed(town: Town) -> None:
    _under_mine(town).unlink()
    town.open(CONFIG)
    assert _is_told_it_is_overdue(town)


def test_a_new_case_is_opened_under_the_new_text(town: Town) -> None:
    file = _under_mine(town)
    file.write_text(MINE + "\n# another text\n")
    town.open()
    town.mail("ben@home.example", "Complaint: my bin", COMPLAINT.replace("Una Firth", "Ben Moss"))
    town.round()
    assert town.case(1).case.policy_digest != town.case(2).case.policy_digest
    assert len(town.sql("SELECT digest FROM policies")) == 2


def test_a_text_that_nobody_has_is_said_in_words(town: Town) -> None:
    with pytest.raises(ConfigFault, match="neither in its file nor in the record"):
        town.house.kept_policy("south-cambs-2021", "ff" * 32)


def test_check_tells_of_cases_under_an_older_text(town: Town) -> None:
    file = _under_mine(town)
    council = Council(town.folder)
    assert "text of the policy" not in council.run("check").output
    file.write_text(MINE + "\n# another text\n")
    assert "1 open case is under an older text of the policy 'mine'" in council.run("check").output
