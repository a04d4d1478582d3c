"""How whole conversations of labelled mail are followed, with a floor for each figure: it may rise and must not rot.

What the house alone is right about, and what it is where a coordinator decides at once what it asks.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from mailroom.commands.evaluate import evaluate

CORPORA = Path(__file__).parents[1] / "corpus"
Floors = Mapping[str, float]
MARROWBY: dict[str, Floors] = {
    "nobody": {
        "relation": 0.95,
        "act": 0.95,
        "cases_opened": 0.79,
        "right_alone": 0.95,
        "right_case": 0.75,
        "letter_in_time": 0.8,
        "never_kept": 0.99,
        "whole": 0.6,
    },
    "truth": {
        "relation": 0.98,
        "act": 0.95,
        "cases_opened": 0.99,
        "right_case": 0.98,
        "letter_in_time": 0.93,
        "never_kept": 0.99,
        "whole": 0.85,
    },
}
SKERNDALE: dict[str, Floors] = {
    "nobody": {
        "relation": 0.96,
        "act": 0.93,
        "right_alone": 0.97,
        "right_case": 0.57,
        "letter_in_time": 0.39,
        "never_kept": 0.99,
    },
    "truth": {
        "relation": 0.98,
        "act": 0.95,
        "cases_opened": 0.99,
        "right_case": 0.98,
        "letter_in_time": 0.95,
        "never_kept": 0.99,
        "whole": 0.9,
    },
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
    found += letters_in(scenario, played, {mine: label for label, mine in meant.items()})
    told = [right for name, right in found if name not in ("act", "right_alone")]
    return [*found, ("whole", all(told))]


def letters_in(
    scenario: dict[str, Any], played: dict[str, Any], label_of: Mapping[str | None, str]
) -> list[tuple[str, bool]]:
    """Whether each letter that is owed went to whom it is owed on its day or before, and none that never should."""
    sent = [
        {**one, "label": label_of.get(one["case"]), "day": day_of(one["at"])}
        for one in played["letters"]
    ]
    free, found = list(sent), []
    for owed in scenario["letters"]:
        mine = next((one for one in free if is_owed(owed, one)), None)
        found.append(("letter_in_time", mine is not None))
        if mine is not None:
            free.remove(mine)
    for never in scenario["never"]:
        since = received_on(scenario, never.get("after"))
        later = [one for one in map(instant, scenario["messages"]) if since and one > since]
        until = min(later, default=None)
        broken = any(
            one["letter"] == never["letter"]
            and (not never.get("case") or one["label"] == never["case"])
            and (since is None or datetime.fromisoformat(one["at"]) >= since)
            and (until is None or datetime.fromisoformat(one["at"]) < until)
            for one in sent
        )
        found.append(("never_kept", not broken))
    return found


def is_owed(owed: dict[str, Any], sent: dict[str, Any]) -> bool:
    """Whether a letter is one that is owed: the name, the case, the reader, the day."""
    same = (owed["letter"], owed.get("case")) == (sent["letter"], sent["label"])
    reader = not owed.get("to") or owed["to"] == sent["role"]
    on, by = owed.get("on"), owed.get("by")
    in_time = (not on or sent["day"] == on) and (not by or sent["day"] <= by)
    return same and reader and in_time


def day_of(stamp: str) -> str:
    """The day in London of an instant, as 2026-05-14."""
    return datetime.fromisoformat(stamp).astimezone(ZoneInfo("Europe/London")).date().isoformat()


def instant(mail: dict[str, Any]) -> datetime:
    """When a mail came."""
    return datetime.fromisoformat(mail["received"])


def received_on(scenario: dict[str, Any], file: str | None) -> datetime | None:
    """When the mail of a file came; None where none is named."""
    return next((instant(one) for one in scenario["messages"] if one["file"] == file), None)
