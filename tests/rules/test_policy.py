"""The built-in policies: that they load, what they answer, and that each value names its row."""

from __future__ import annotations

import ast
import hashlib
import os
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from mailroom.errors import PolicyFault
from mailroom.rules import policy_page
from mailroom.rules.policy import Policy, built_in_folder, covers, find_policies, load_policy
from mailroom.rules.policy_page import page
from mailroom.rules.policy_terms import Duration, Unit, read_duration

NAMES = (
    "brighton-hove",
    "cambridge-city",
    "complaint-handling-code",
    "south-cambs-2021",
    "south-cambs-corporate",
    "south-cambs-housing",
)
ON = date(2026, 2, 3)


@cache
def policy_named(name: str) -> Policy:
    return load_policy(find_policies()[name])


def test_the_six_built_in_policies_are_found() -> None:
    assert tuple(sorted(find_policies())) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_bears_the_digest_of_its_file(name: str) -> None:
    raw = (built_in_folder() / f"{name}.toml").read_bytes()
    assert policy_named(name).digest == hashlib.sha256(raw).hexdigest()
    assert policy_named(name).name == name


@pytest.mark.parametrize(
    ("name", "owners"),
    [
        # S000-22, S000-31, S000-38; S001-38, A001-03; S002-21, S002-26; A003-01; S004-71; CODE-42
        ("south-cambs-corporate", ["head", "director", "director"]),
        ("brighton-hove", ["manager", "coordinator", "coordinator"]),
        ("south-cambs-housing", ["manager", "head", "head"]),
        ("south-cambs-2021", ["manager", "head", "head"]),
        ("cambridge-city", ["manager", "head", "coordinator"]),
        ("complaint-handling-code", ["manager", "head", "coordinator"]),
    ],
)
def test_each_stage_has_its_owner_and_the_third_is_the_ombudsmans(
    name: str, owners: list[str]
) -> None:
    policy = policy_named(name)
    assert [stage.owner_role for stage in policy.stages.values()] == owners
    assert [stage.number for stage in policy.stages.values()] == [1, 2, 3]
    assert [stage.external for stage in policy.stages.values()] == [False, False, True]
    assert policy.last_stage == 2
    assert policy.next_stage(1) == policy.stage(2)
    assert policy.next_stage(2) is None
    assert policy.stage(4) is None


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        # acknowledgement target, answer, counted from: policy_comparison.md, section 2
        ("south-cambs-corporate", "3 working days; 10 working days; acknowledgement",
         "3 working days; 20 working days; acknowledgement"),
        ("brighton-hove", "2 working days; 10 working days; receipt",
         "2 working days; 20 working days; receipt"),
        ("south-cambs-housing", "3 working days; 10 working days; acknowledgement",
         "3 working days; 20 working days; acknowledgement"),
        ("south-cambs-2021", "None; 10 working days; receipt", "None; 20 working days; receipt"),
        ("cambridge-city", "5 working days; 10 working days; receipt",
         "5 working days; 10 working days; receipt"),
        ("complaint-handling-code", "5 working days; 10 working days; acknowledgement",
         "5 working days; 20 working days; acknowledgement"),
    ],
)  # fmt: skip
def test_the_clocks_are_those_of_the_comparison(name: str, first: str, second: str) -> None:
    def said(number: int) -> str:
        stage = policy_named(name).stages[number]
        assert stage.acknowledgement is not None
        assert stage.response is not None
        target = stage.acknowledgement.within
        return f"{target}; {stage.response.within}; {stage.response.anchor}"

    assert (said(1), said(2)) == (first, second)


# name: anonymous, closing, learning form, survey, delay, window, reasons, reopen, comment, pause
ANSWERS = {
    "south-cambs-corporate":
        "register learning_form gate True False None False None 10 working days False",
    "brighton-hove": "register outcome_recorded none False False None True None None False",
    "south-cambs-housing":
        "register action_told task False False None False None 10 working days False",
    "south-cambs-2021": "feedback response none False True None False None None False",
    "cambridge-city": "feedback response none False True 3 months False 12 None True",
    "complaint-handling-code": "register response none False True None False None None False",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_questions_the_house_asks_are_answered(name: str) -> None:
    policy = policy_named(name)
    said = (
        policy.anonymous, policy.closing, policy.learning_form, policy.survey,
        policy.ombudsman_on_delay, policy.escalation.window, policy.escalation.needs_reasons,
        policy.reopen_months, policy.comment_reply, policy.pause_allowed(1),
    )  # fmt: skip
    assert " ".join(str(answer) for answer in said) == ANSWERS[name]


def test_extensions_are_capped_as_each_policy_has_it() -> None:
    ten, twenty = read_duration("10 working days"), read_duration("20 working days")
    found = {
        (name, number): (extension.max, extension.count)
        for name in NAMES
        for number in (1, 2)
        if (extension := policy_named(name).extension(number))
    }
    assert found == {
        ("south-cambs-2021", 1): (ten, None),  # S003-31, A003-03
        ("south-cambs-2021", 2): (ten, None),  # S003-38
        ("cambridge-city", 1): (ten, 1),  # S004-57
        ("cambridge-city", 2): (ten, 1),
        ("complaint-handling-code", 1): (ten, None),  # CODE-33
        ("complaint-handling-code", 2): (twenty, None),  # CODE-44
    }


def test_a_repeat_after_stage_one_is_the_next_stage_but_for_one_policy() -> None:
    assert policy_named("brighton-hove").duplicates.repeat_escalates
    assert policy_named("south-cambs-2021").duplicates.closed_stage1 == "repeat_closed_stage1"
    for name in NAMES:
        duplicates = policy_named(name).duplicates
        assert duplicates.closed_stage2 == "repeat_closed_stage2"
        assert duplicates.repeat_escalates == (name != "south-cambs-2021")


@pytest.mark.parametrize(
    ("name", "service", "own", "short"),
    [
        ("south-cambs-corporate", "housing_repairs", "housing", "LGO"),  # S000-35: no other
        ("brighton-hove", "housing_repairs", "housing", "HOS"),
        ("brighton-hove", "waste", "lgsco", "LGSCO"),
        ("south-cambs-housing", "tenancy", "housing", "HOS"),  # S002-35
        ("south-cambs-housing", "housing_options", "housing", "LGO"),  # S002-36
        ("south-cambs-housing", "somewhere", "", "HOS"),
        ("south-cambs-2021", "housing_options", "housing", "LGO"),  # S003-49
        ("cambridge-city", "noise", "housing", "LGSCO"),  # S004-85
        ("cambridge-city", "benefits", "housing", "LGSCO"),
        ("cambridge-city", "tenancy", "housing", "HOS"),
        ("complaint-handling-code", "planning", "", "LGSCO"),
    ],
)
def test_each_service_goes_to_its_ombudsman(name: str, service: str, own: str, short: str) -> None:
    body = policy_named(name).ombudsman_for(service, own, ON)
    assert body.short == short
    assert all((body.name, body.address, body.phone, body.url, body.slug))


def test_a_service_is_covered_by_its_words() -> None:
    assert covers(("noise",), "noise_nuisance")
    assert covers(("housing_options",), "housing_options")
    assert not covers(("housing_options",), "housing")


def test_the_designated_person_ended_with_the_law() -> None:
    policy = policy_named("south-cambs-housing")
    assert policy.designated_person_holds(date(2022, 9, 30))
    assert not policy.designated_person_holds(date(2022, 10, 1))
    assert not policy_named("brighton-hove").designated_person_holds(date(2020, 1, 1))


def test_only_complaints_are_acknowledged_and_only_where_a_stage_has_it() -> None:
    policy = policy_named("cambridge-city")
    assert policy.acknowledges("complaint")
    assert not policy.acknowledges("compliment")
    assert not policy.acknowledges("complaint", 3)


def test_a_policy_cannot_be_changed_and_can_be_a_key() -> None:
    policy = policy_named("brighton-hove")
    with pytest.raises(ValueError, match="frozen"):
        policy.title = "another"
    assert {policy: 1}[load_policy(find_policies()["brighton-hove"])] == 1


def test_a_councils_own_file_wins_over_a_built_in_one(tmp_path: Path) -> None:
    text = (built_in_folder() / "brighton-hove.toml").read_text()
    (tmp_path / "brighton-hove.toml").write_text(
        text.replace('"2 working days"', '"4 working days"')
    )
    found = find_policies(tmp_path)
    assert sorted(found) == sorted(NAMES)
    own = load_policy(found["brighton-hove"]).stages[1].acknowledgement
    assert own is not None
    assert own.within == Duration(4, Unit.WORKING_DAYS)


def test_a_file_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault, match="cannot be read"):
        load_policy(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("written", "unit", "said"),
    [
        ("10 working days", Unit.WORKING_DAYS, "10 working days"),
        ("1 working day", Unit.WORKING_DAYS, "1 working day"),
        ("28 Calendar Days", Unit.CALENDAR_DAYS, "28 calendar days"),
        ("8 weeks", Unit.WEEKS, "8 weeks"),
        ("3 months", Unit.MONTHS, "3 months"),
        ("24 hours", Unit.HOURS, "24 hours"),
    ],
)
def test_durations_are_written_with_their_unit(written: str, unit: Unit, said: str) -> None:
    duration = read_duration(written)
    assert duration.unit is unit
    assert str(duration) == said


@pytest.mark.parametrize("written", ["10 days", "ten working days", "10", "-1 months", 10, None])
def test_what_is_no_duration_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="working days"):
        read_duration(written)


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_can_be_read_as_a_page(name: str) -> None:
    policy = policy_named(name)
    text = page(policy)
    assert text.startswith(f"{policy.council}\n{policy.title}\n")
    assert max(len(line) for line in text.splitlines()) <= 100
    for traces_of_the_file in ("[", "]", " = ", '"', "None", "True", "False"):
        assert traces_of_the_file not in text
    text = " ".join(text.split())
    for stage in policy.stages.values():
        assert stage.name in text
        assert stage.response is None or f"within {stage.response.within}" in text
    for body in policy.ombudsmen.values():
        assert body.phone in text
    for said in (
        *(exclusion.reason for exclusion in policy.exclusions),
        *(duty.words for duty in policy.duties),
        *(note.words for note in policy.notes),
        *(report.title for report in policy.reports),
    ):
        assert " ".join(said.split()) in text


# On a page by another word, or nothing a reader asks after.
_NOT_SAID = {"bodies", "code", "event", "external", "key", "number", "role", "slug"}
# The policy tells these itself: `closing`, `ombudsman_on_delay`.
_NOT_SAID |= {"when", "ombudsman_details"}


def _keys_of(model: type[BaseModel]) -> set[str]:
    found = set(model.model_fields)
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            found |= _keys_of(inner)
    return found


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for arg in get_args(annotation) for model in _models_in(arg)]


def test_every_key_of_a_policy_is_told_on_its_page() -> None:
    rooms = Path(policy_page.__file__).parent.glob("policy_page*.py")
    told = {
        node.attr
        for room in rooms
        for node in ast.walk(ast.parse(room.read_text()))
        if isinstance(node, ast.Attribute)
    }
    assert _keys_of(Policy) - told - _NOT_SAID == set()


_TERM = re.compile(r'"\d+ (?:working days?|calendar days?|weeks?|months?|hours?)"')
_ROW = re.compile(r"(?:S00\d-\d+|CODE-\d+|A(?:GEN|CODE|00\d)-\d+|C\d{3}-\d+)")


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_days_names_its_row_or_says_that_it_is_the_houses(name: str) -> None:
    lines = (built_in_folder() / f"{name}.toml").read_text().splitlines()
    for line in lines:
        if _TERM.search(line):
            _, _, comment = line.partition("#")
            assert _ROW.search(comment) or "House" in comment, line


def test_every_row_named_exists() -> None:
    shared = Path(os.environ.get("MAILROOM_SHARED", Path(__file__).parents[3] / "shared"))
    if not (shared / "rules").exists():
        pytest.skip("the rules of the trade are not beside the repository")
    known = "".join(path.read_text() for path in sorted((shared / "rules").iterdir()))
    for name in NAMES:
        text = (built_in_folder() / f"{name}.toml").read_text()
        assert [row for row in _ROW.findall(text) if row not in known] == []
