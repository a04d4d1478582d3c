"""`mailroom policy` as a person at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailroom.commands.policy import policy
from mailroom.rules.policy import built_in_folder

CASES = Path(__file__).parent / "clock_cases.json"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(policy, [str(word) for word in words])


def test_list_names_the_built_in_policies_and_the_councils_own(tmp_path: Path) -> None:
    text = (built_in_folder() / "cambridge-city.toml").read_text()
    (tmp_path / "fenbridge.toml").write_text(text)
    (tmp_path / "spoilt.toml").write_text("title = 1\n")
    result = run("list", "--policies", tmp_path)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "cambridge-city\tCambridge City Council: Complaints Policy\tbuilt in" in lines
    assert any(line.startswith("fenbridge\t") and line.endswith("fenbridge.toml") for line in lines)
    assert any(line.startswith("spoilt\thas ") for line in lines)


def test_show_prints_a_page() -> None:
    result = run("show", "south-cambs-2021")
    assert result.exit_code == 0
    assert (
        "It is answered to the complainant within 10 working days of its receipt." in result.stdout
    )


def test_show_of_a_policy_that_is_not_there_names_those_that_are() -> None:
    result = run("show", "nowhere")
    assert result.exit_code == 1
    assert "There is no policy 'nowhere'; there are brighton-hove," in result.stderr


def test_check_of_a_good_file_says_so() -> None:
    result = run("check", built_in_folder() / "brighton-hove.toml")
    assert result.exit_code == 0
    assert "no faults" in result.stdout


def test_check_prints_each_fault_and_exits_with_one(tmp_path: Path) -> None:
    text = (built_in_folder() / "brighton-hove.toml").read_text()
    file = tmp_path / "own.toml"
    file.write_text(text.replace('"2 working days"', '"2 days"').replace("source", "sauce", 1))
    result = run("check", file)
    assert result.exit_code == 1
    # each clock and reminder of that length, one unknown key, one missing
    assert len(result.stdout.splitlines()) == text.count('"2 working days"') + 2
    assert f"{file}: line " in result.stdout


def test_dates_prints_a_line_for_every_case_and_all_are_as_expected() -> None:
    result = run("dates", CASES)
    assert result.exit_code == 0
    cases = json.loads(CASES.read_text())
    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert printed == [{"id": case["id"], "computed": case["expected"]} for case in cases]
    assert "84 cases, 0 not computed" in result.stderr


def test_a_case_that_cannot_be_computed_does_not_hold_up_the_others(tmp_path: Path) -> None:
    cases = json.loads(CASES.read_text())[:2]
    wrong = [
        {**cases[0], "id": "W1", "policy": "nowhere"},
        {**cases[0], "id": "W2", "event": "full_moon"},
        {**cases[0], "id": "W3", "inputs": None, "received": 7},
        {**cases[0], "id": "W4", "received": "1066-10-14T09:00:00+00:00", "inputs": {}},
    ]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([cases[0], *wrong, cases[1]]))
    result = run("dates", file)
    assert result.exit_code == 1
    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert [set(line) - {"id"} for line in printed] == [
        {"computed"}, {"fault"}, {"fault"}, {"fault"}, {"fault"}, {"computed"}
    ]  # fmt: skip


def test_dates_by_a_councils_own_file_tell_which_are_not_as_expected(tmp_path: Path) -> None:
    text = (built_in_folder() / "brighton-hove.toml").read_text()
    own = text.replace('within = "2 working days"', 'within = "1 working day"')
    (tmp_path / "brighton-hove.toml").write_text(own)
    result = run("dates", CASES, "--policies", tmp_path)
    assert result.exit_code == 0
    assert "not as expected: C001-01" in result.stderr


@pytest.mark.parametrize("content", ["not json", "{}", "[1]"])
def test_a_file_that_is_no_list_of_cases_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text(content)
    result = run("dates", file)
    assert result.exit_code == 1
    assert str(file) in result.stderr
