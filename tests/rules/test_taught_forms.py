"""A council's file for a form of its own: read, or told what is wrong with it, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailroom.errors import ConfigFault
from mailroom.rules.taught_forms import load_forms

GOOD = """
title = "Have a word"
recognised_by = ["HW/7 have a word"]

[labels]
"What's up?" = "details"
"""


def test_a_form_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "word.toml").write_text(GOOD)
    (form,) = load_forms(tmp_path)
    assert form.title == "Have a word"
    assert form.meanings == {"what's up": "details"}
    assert load_forms(None) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("details", "story"), "'story' is none of name, email"),
        (GOOD.replace("HW/7 have a word", "HW"), "would stand in many a letter"),
        (GOOD.replace("recognised_by", "recognized_by"), "recognized_by: no such key"),
        (GOOD.replace("title", "#title"), "title: what the form is called is missing"),
        (GOOD.partition("[labels]")[0], "labels: which label asks for what is missing"),
        ("title =", "is no TOML"),
    ],
)
def test_each_fault_is_told_in_words(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "word.toml").write_text(text)
    with pytest.raises(ConfigFault, match=words) as told:
        load_forms(tmp_path)
    assert "word.toml" in str(told.value)


def test_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text("title = 3")
    with pytest.raises(ConfigFault) as told:
        load_forms(tmp_path)
    assert str(told.value).count("labels:") == 2


def test_a_folder_without_a_form_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match=r"holds no \.toml file"):
        load_forms(tmp_path)


def test_the_example_of_the_manual_can_be_used(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "forms.md").read_text()
    example = next(one for one in manual.split("```") if "# forms/have-a-word.toml" in one)
    (tmp_path / "word.toml").write_text(example.removeprefix("toml"))
    (form,) = load_forms(tmp_path)
    assert form.labels["What now?"] == "desired_outcome"
