"""docs/reports.md tells every name in the JSON, and no other; the JSON has the shape it tells."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from mailroom.reports.as_json import VERSION, as_json
from mailroom.reports.counts import by_service
from mailroom.reports.report import BLOCKS
from mailroom.reports.seen import Statistic
from mailroom.reports.words import sections
from mailroom.rules.policy_after import Block
from tests.reports.conftest import Reported
from tests.reports.seed import Seed

MANUAL = (Path(__file__).parents[2] / "docs" / "reports.md").read_text()
Told = dict[str, tuple[set[str], dict[str, list[str]]]]


def told() -> Told:
    """Figures, and tables with their columns, of each block as the manual has them."""
    found: Told = {}
    for block, figures, tables in re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", MANUAL, re.M):
        if block in BLOCKS:
            listed = re.findall(r"`(\w+)` \(([\w, ]+)\)", tables)
            columns = {name: words.split(", ") for name, words in listed}
            found[block] = (set(re.findall(r"`(\w+)`", figures)), columns)
    return found


def test_every_block_of_a_policy_has_its_section() -> None:
    assert set(BLOCKS) == set(get_args(Block)) == set(sections()) == set(told())


def test_the_manual_has_every_name_and_no_other() -> None:
    for block, (figures, tables) in told().items():
        words = sections()[block]
        assert figures == set(words.get("figures", {})), block
        assert tables == {
            name: list(one["columns"]) for name, one in words.get("tables", {}).items()
        }, block


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_json_has_the_names_of_the_manual(reported: Reported, anonymous: bool) -> None:
    reported.fill(Seed.by_hand)
    manual = told()
    made = as_json(reported.figures(anonymous=anonymous))
    for section in made["parts"][0]["sections"]:
        figures, tables = manual[section["block"]]
        assert {one["name"] for one in section["figures"]} == figures
        for table in section["tables"]:
            names = [one["name"] for one in table["columns"]]
            known = [name for name in names if not re.fullmatch(r"stage_\d|policy", name)]
            hidden = {"words", "name"} if anonymous else set()
            assert set(tables[table["name"]]) - set(known) <= hidden
            assert [name for name in tables[table["name"]] if name in known] == known
            assert all(list(row) == names for row in table["rows"])
        assert {one["name"] for one in section["tables"]} <= set(tables)


def cells(made: dict[str, Any]) -> list[Any]:
    found = []
    for section in made["parts"][0]["sections"]:
        found += [one["value"] for one in section["figures"]]
        found += [cell for table in section["tables"] for row in table["rows"] for cell in row.values()]  # fmt: skip
    return found


def test_the_json_has_the_shape_of_the_manual(reported: Reported) -> None:
    reported.fill(Seed.by_hand)
    made = as_json(reported.figures())
    assert json.loads(json.dumps(made)) == made
    assert made["version"] == VERSION == 1
    keys = re.findall(r"`(\w+)`", MANUAL.partition("| key | what |")[2].partition("| block |")[0])
    assert set(made) <= set(keys)
    assert made["period"] == {
        "from": "2026-01-01",
        "to": "2026-03-31",
        "words": "January to March 2026",
    }
    for cell in cells(made):
        if isinstance(cell, dict):
            assert set(cell) == {"count", "of", "share", "nothing"}
            assert (cell["share"] is None) is (cell["of"] == 0) is bool(cell["nothing"])
        else:
            assert cell is None or isinstance(cell, int | float | str)


def test_every_definition_is_a_sentence() -> None:
    for words in sections().values():
        said = [definition for _, definition in words.get("figures", {}).values()]
        said += [one["says"] for one in words.get("tables", {}).values()]
        assert all(one[0].isupper() and one.endswith(".") for one in said), said


def test_a_services_own_size_stands_beside_its_complaints(reported: Reported) -> None:
    reported.fill(Seed.by_hand)
    seen = replace(reported.seen(), statistics={"waste": Statistic("homes", 2000)})
    table = next(one for one in by_service(seen).tables if one.name == "beside_statistics")
    assert table.rows == (("Waste", 4, "2,000 homes", 2.0),)
