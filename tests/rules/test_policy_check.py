"""What `policy check` finds: every fault at once, each with its key, its line and plain words."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from mailroom.rules.policy import built_in_folder, check_policy, find_policies
from mailroom.rules.policy_places import line_of, lines_of

GOOD = (built_in_folder() / "south-cambs-corporate.toml").read_text()
CITY = (built_in_folder() / "cambridge-city.toml").read_text()


def faults_in(text: str, folder: Path) -> list[str]:
    file = folder / "tried.toml"
    file.write_text(text)
    policy, faults = check_policy(file)
    assert (policy is None) == bool(faults)
    return [str(fault) for fault in faults]


def line_with(text: str, words: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if words in line)


# what is written instead of what, and the fault: its key, its words, and what stands on its line
FAULTS = [
    ('within = "10 working days"', 'within = "10 days"', "stages.1.response.within",
     'say "working days" or "calendar days"', 'within = "10 days"'),
    ('within = "10 working days"', "within = 10", "stages.1.response.within",
     "write a number with its unit", "within = 10"),
    ('within = "3 working days"', 'within = "3 months"', "stages.1.acknowledgement.within",
     "has the wrong unit", 'within = "3 months"'),
    ('\nowner_role = "head"', '\nowner_role = "clerk"', "stages.1.owner_role",
     "'clerk' is not one of 'manager', 'head', 'director' or 'coordinator'", '"clerk"'),
    ("backstop = true", "backstopp = true", "stages.1.response.backstopp",
     "no such key; is 'backstop' meant?", "backstopp"),
    ("backstop = true", "zzz = true", "stages.1.response.zzz", "no such key", "zzz"),
    ("backstop = true", 'backstop = "perhaps"', "stages.1.response.backstop",
     "write true or false", "perhaps"),
    ("needs_reasons = false", "need_reasons = false", "escalation.need_reasons",
     "is 'needs_reasons' meant?", "need_reasons"),
    ('letter = "holding"', 'letter = "hodling"', "stages.1.progress.1.letter",
     "'hodling' is not one of", "hodling"),
    ("survey = true", 'survey = false\nsurvey_questions = ["how?"]', "closure.survey_questions", "survey is not true",
     "survey_questions ="),
    ('learning_form = "gate"', 'learning_form = "task"', "closure.when", "go together",
     'when = "learning_form"'),
    ('default = "lgsco"', 'default = "moon"', "review.default", "no ombudsman 'moon'", "moon"),
    ("[ombudsmen.lgsco]", "[ombudsmen.moon]", "ombudsmen.moon", "sends anybody to this body",
     "moon"),
    ('kinds = ["complaint"', 'kinds = ["complant"', "intake.kinds.1", "'complant'", "complant"),
    ('open = "duplicate_open"', 'open = "survey"', "duplicates.open", "does not answer",
     'open = "survey"'),
    ('title = "', 'name = "x"\ntitle = "', "name", "leave it out", 'name = "x"'),
    ('name = "Stage 1"', 'name = "Stage 1"\nnumber = 7', "stages.1.number", "leave it out",
     "number = 7"),
    ('anchor = "notification"', 'anchor = "moonrise"', "stages.3.acknowledgement.anchor",
     "'moonrise' is not one of", "moonrise"),
    ("[receipt]", '[receipt]\ncutoff = "noon"', "receipt.cutoff", "'noon'", "noon"),
]  # fmt: skip


@pytest.mark.parametrize(("instead_of", "written", "place", "words", "on_line"), FAULTS)
def test_a_fault_is_told_with_its_key_and_its_line(
    instead_of: str, written: str, place: str, words: str, on_line: str, tmp_path: Path
) -> None:
    text = GOOD.replace(instead_of, written, 1)
    assert text != GOOD
    found = [fault for fault in faults_in(text, tmp_path) if f", {place}: " in fault]
    assert len(found) == 1
    assert words in found[0]
    assert found[0].startswith(f"line {line_with(text, on_line)}, ")


def test_every_fault_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = (
        CITY.replace("stages.2", "stages.5")
        .replace('within = "5 working days"', 'within = "5 fortnights"', 1)
        .replace('anonymous = "feedback"', 'anonymous = "shred"')
        .replace('window = "3 months"', 'window = "3 weeks"')
        .replace("any_time = true", "anytime = true")
        .replace('phone = "0300 061 0614"', "")
    )
    found = faults_in(text, tmp_path)
    for words in (
        "stages: stage 2 is missing", "stages: stage 4 is missing", "only the last stage",
        "fortnights", "'shred'", "wrong unit", "'any_time' meant?", "lgsco.phone: this is missing",
    ):  # fmt: skip
        assert any(words in fault for fault in found), words
    # Beside these only the clauses that were for the stage that is gone.
    assert len([fault for fault in found if "there is no stage" not in fault]) == 8
    lines = [int(fault.split()[1].rstrip(",")) for fault in found]
    assert lines == sorted(lines)


def test_two_stages_missing_are_two_faults(tmp_path: Path) -> None:
    text = GOOD.replace("stages.3", "stages.5")
    found = [fault for fault in faults_in(text, tmp_path) if "is missing" in fault]
    assert [fault.partition(": ")[2] for fault in found] == [
        "stage 3 is missing",
        "stage 4 is missing",
    ]


def test_an_answer_cannot_count_from_an_acknowledgement_that_is_not_sent(tmp_path: Path) -> None:
    start = GOOD.index("[stages.1.acknowledgement]")
    text = GOOD[:start] + GOOD[GOOD.index("[stages.1.response]") :]
    found = faults_in(text, tmp_path)
    assert any("an acknowledgement that this stage does not have" in fault for fault in found)


def test_a_stage_without_an_answer_is_a_fault_unless_it_is_the_ombudsmans(tmp_path: Path) -> None:
    start = CITY.index("[stages.1.response]")
    text = CITY[:start] + CITY[CITY.index("[stages.1.extension]") :]
    found = faults_in(text, tmp_path)
    assert any("stages.1.response: this is missing: when" in fault for fault in found)
    assert any("stages.1.extension: there is no answer due" in fault for fault in found)


def test_the_ombudsmans_stage_is_the_last(tmp_path: Path) -> None:
    text = CITY.replace('name = "Stage 1"', 'name = "Stage 1"\nexternal = true')
    assert any("only the last stage" in fault for fault in faults_in(text, tmp_path))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"title = ", "line 1, the file: this is no TOML"),
        (b'a = 1\nb = 2\nc = "x\n', "line 3, the file: this is no TOML"),
        (b'title = "\xff"', "line 1, the file: this is no UTF-8 text"),
        (b"", "line 1, title: this is missing"),
    ],
)
def test_a_file_that_is_no_policy_at_all(raw: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "tried.toml"
    file.write_bytes(raw)
    assert any(words in str(fault) for fault in check_policy(file)[1])


@pytest.mark.parametrize("name", sorted(find_policies()))
def test_every_key_of_a_policy_file_is_found_on_its_own_line(name: str) -> None:
    text = (built_in_folder() / f"{name}.toml").read_text()
    places, lines = lines_of(text), text.splitlines()

    def walk(value: object, path: tuple[str | int, ...]) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*path, key))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, inner in enumerate(value):
                walk(inner, (*path, number))
        else:
            assert f"{path[-1]} = " in lines[line_of(places, path) - 1], path

    walk(tomllib.loads(text), ())


def test_headers_inside_long_texts_and_lists_are_no_tables() -> None:
    text = 'a = """\n[b]\nc = 1\n"""\nd = [\n  "[e]",\n  "f = 1", # ]\n]\n[g]\nh = 2 # i = 3\n'
    assert lines_of(text) == {("a",): 1, ("d",): 5, ("g",): 9, ("g", "h"): 10}


@pytest.mark.parametrize("name", sorted(find_policies()))
def test_whatever_is_spoilt_it_is_told_and_nothing_breaks(name: str, tmp_path: Path) -> None:
    """Lines in turn are given a value of another kind, or are lost."""
    lines = (built_in_folder() / f"{name}.toml").read_text().splitlines()
    chance = random.Random(name)
    step = len(lines) // 100 + 1
    others = ["7", "true", '"x"', "[]", "[1]", "{}", '{a = "b"}', "2026-01-01", '["x", 2]']
    for number, line in [*enumerate(lines)][chance.randrange(step) :: step]:
        key, equals, _ = line.partition(" = ")
        spoilt = f"{key} = {chance.choice(others)}" if equals else ""
        text = "\n".join([*lines[:number], spoilt, *lines[number + 1 :]])
        file = tmp_path / "tried.toml"
        file.write_text(text)
        policy, faults = check_policy(file)
        assert (policy is None) == bool(faults)
        assert all(0 < fault.line <= len(lines) for fault in faults)
