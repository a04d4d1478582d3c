"""How whole conversations of labelled mail are followed, with a floor for each figure: it may rise and must not rot.

What the house alone is right about, and what it is where a coordinator decides at once what it asks.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mailroom.commands.evaluate import evaluate

CORPORA = Path(__file__).parents[1] / "corpus"
Floors = Mapping[str, float]
MARROWBY: dict[str, Floors] = {
    "nobody": {"relation": 0.9, "act": 0.9, "cases_opened": 0.7, "right_alone": 0.93},
    "truth": {"relation": 0.95, "act": 0.93, "cases_opened": 0.99, "right_case": 0.94},
}
SKERNDALE: dict[str, Floors] = {
    "nobody": {"relation": 0.96, "act": 0.9, "right_alone": 0.97},
    "truth": {"relation": 0.98, "act": 0.93, "cases_opened": 0.99, "right_case": 0.97},
}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("who", ["nobody", "truth"])
@pytest.mark.parametrize(
    ("folder", "floors"),
    [("marrowby", MARROWBY), ("skerndale", SKERNDALE)],
    ids=["marrowby", "skerndale"],
)
def test_a_conversation_is_followed_as_a_clerk_would(
    tmp_path: Path, folder: str, floors: Mapping[str, Floors], who: str
) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    shutil.copytree(CORPORA / folder, corpus, ignore=shutil.ignore_patterns("singles"))
    (corpus / "singles").mkdir()
    (corpus / "singles" / "truth.jsonl").touch()
    done = CliRunner().invoke(evaluate, [str(corpus), "--out", str(out), "--coordinator", who])
    assert done.exit_code == 0, done.output
    hits, of = counted(corpus, out)
    below = {
        name: hits[name] / of[name]
        for name in floors[who]
        if hits[name] / of[name] < floors[who][name]
    }
    assert below == {}


def counted(corpus: Path, out: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each figure was right, and of how many."""
    hits, of = Counter[str](), Counter[str]()
    for line in (out / "scenarios.jsonl").read_text(encoding="utf-8").splitlines():
        played = json.loads(line)
        for told in corpus.glob("scenarios/*/scenario.json"):
            scenario = json.loads(told.read_text(encoding="utf-8"))
            if scenario["id"] == played["id"]:
                for name, right in judged(scenario, played):
                    hits[name] += right
                    of[name] += 1
    return hits, of


def judged(scenario: dict[str, Any], played: dict[str, Any]) -> list[tuple[str, bool]]:
    """Each figure of a conversation, right or wrong."""
    opened = {one["opened_by"]: one["reference"] for one in played["cases"]}
    meant = {one["label"]: opened.get(one["opened_by"]) for one in scenario["cases"]}
    found = [("cases_opened", set(opened) == {one["opened_by"] for one in scenario["cases"]})]
    said = {one["file"]: one["decision"] for one in played["messages"]}
    for mail in scenario["messages"]:
        truth, decision = mail["truth"], said[mail["file"]]
        if truth.get("act"):
            found.append(("act", truth["act"] == decision["act"]))
        relation = truth.get("relation") or "none"
        if relation == "none":
            continue
        right = relation == decision["relation"]
        found.append(("relation", right))
        if truth.get("relates_to") and relation != "new":
            of_it = meant.get(truth["relates_to"]) is not None
            found.append(
                ("right_case", of_it and meant[truth["relates_to"]] == decision["relates_to"])
            )
        if not decision["queued"]:
            found.append(("right_alone", right and truth["kind"] == decision["kind"]))
    return found
