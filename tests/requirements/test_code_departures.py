"""Where a policy departs from the Complaint Handling Codes of 2024, row by row: `policy lint` says so."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from mailroom.commands.policy import policy as policy_command
from mailroom.rules.policy import built_in_folder, load_policy, read_policy
from mailroom.rules.policy_lint import lint
from tests.requirements.brighton import CODE


def _one(name: str, row: str, words: str) -> object:
    return pytest.param(name, row, words, marks=pytest.mark.rows(row), id=f"{row} {name}")


DEPARTURES = [
    _one("south-cambs-2021", "CODE-01", "requires a response"),
    _one("brighton-hove", "CODE-07", "only intended"),
    _one("cambridge-city", "CODE-08", "the day the matter arose only"),
    _one("south-cambs-corporate", "CODE-18", "informal step"),
    _one("brighton-hove", "CODE-18", "24 hours"),
    _one("brighton-hove", "CODE-29", "no day on which a restriction"),
    _one("brighton-hove", "CODE-41", "to say why"),
    _one("south-cambs-housing", "CODE-64", "designated person"),
    _one("cambridge-city", "CODE-67", "cannot investigate"),
]


@pytest.mark.parametrize(("name", "row", "words"), DEPARTURES)
def test_where_a_policy_departs_from_the_codes_it_is_told(name: str, row: str, words: str) -> None:
    found = lint(load_policy(built_in_folder() / f"{name}.toml")).departures
    assert [one for one in found if one.row == row and words in one.policy]
    shown = CliRunner().invoke(policy_command, ["lint", name])
    assert row in shown.output


@pytest.mark.rows("CODE-01", "CODE-18", "CODE-19", "CODE-41")
def test_the_codes_own_policy_departs_in_nothing_and_a_third_stage_is_told() -> None:
    assert lint(load_policy(built_in_folder() / f"{CODE}.toml")).departures == ()
    text = (built_in_folder() / f"{CODE}.toml").read_text()
    own = '[stages.3.response]\nwithin = "10 working days"\nanchor = "receipt"\n\n[reminders]\n'
    external = "external = true             # CODE-19: two stages, then the Ombudsman\n"
    third = text.replace(external, "").replace("[reminders]\n", own, 1)
    assert third != text
    found = lint(read_policy(third.encode(), "own")).departures
    assert any(one.row == "CODE-19" and "3 stages of its own" in one.policy for one in found)
