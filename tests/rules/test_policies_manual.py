"""`docs/policies.md` tells every key of a policy with what holds unless it is written, and no key that there is not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from mailroom.rules.policy import Policy
from mailroom.rules.policy_duties import When
from mailroom.rules.policy_terms import Duration

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "policies.md").read_text()
_ROW = re.compile(r"\| `(\w+)` \| (.+) \| (.+) \|$")
_HEAD = re.compile(r"### (?:`\[+([\w.]+)\]+`|(.+))$")
# Given by the file's name, its bytes or its headings.
_NOT_WRITTEN = {"name", "digest"}, {"number", "slug"}
_AT_THE_HEAD, _WHICH_CASES = "At the head of the file", "Which cases a clause is for"


def told() -> dict[tuple[str, str], str]:
    """Each (table, key) in the manual, and what holds unless it is written."""
    found, table = {}, ""
    for line in MANUAL.splitlines():
        if head := _HEAD.match(line):
            table = (head[1] or head[2]).replace("stages.1", "stages").replace(".NAME", "")
        elif row := _ROW.match(line):
            found[table, row[1]] = row[3]
    return found


def models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for arg in get_args(annotation) for model in models_in(arg)]


def keys(model: type[BaseModel], table: str) -> Iterator[tuple[str, str, Any]]:
    """Each key of a model: its table, its name, its field."""
    for key, field in model.model_fields.items():
        if inner := models_in(field.annotation):
            if f"{table}.{key}" != "stages.reminders":  # as [reminders]
                yield from keys(inner[0], f"{table}.{key}".lstrip("."))
        elif table == "":
            if key not in _NOT_WRITTEN[0] | {"appointments"}:
                yield _AT_THE_HEAD, key, field
        elif issubclass(model, When) and key in When.model_fields:
            yield _WHICH_CASES, key, field
        elif key not in _NOT_WRITTEN[1]:
            yield table, key, field


KNOWN = {(table, key): field for table, key, field in keys(Policy, "")}


def test_every_key_of_a_policy_is_told_in_the_manual() -> None:
    assert KNOWN.keys() - told().keys() == set()


def test_the_manual_tells_no_key_that_there_is_not() -> None:
    assert told().keys() - KNOWN.keys() == set()


@pytest.mark.parametrize(("table", "key"), sorted(KNOWN))
def test_what_holds_unless_a_key_is_written_is_told(table: str, key: str) -> None:
    field, said = KNOWN[table, key], told()[table, key]
    if field.is_required():
        assert said == "required"
        return
    default = field.get_default(call_default_factory=True)
    written = None if said == "none" else tomllib.loads(f"x = {said.strip('`')}")["x"]
    default = list(default) if isinstance(default, tuple) else default
    assert not isinstance(default, Duration)
    assert (default or None if default == "" else default) == written


def test_the_manual_is_named_where_a_council_begins() -> None:
    assert "docs/policies.md" in (ROOT / "README.md").read_text()
