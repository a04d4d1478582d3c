"""docs/requirements.md held against the code: every row is there, and all it points to is real.

A row that is missing, a key that no policy file has, a letter, act or command that is not there, a test that does not
say it proves the row: each is told with its row.
"""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from letters.compose import letter_names
from mailroom.cli import main
from mailroom.rules.policy import built_in_folder

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "requirements.md"
# How many rows each text has, and the policy that carries them.
TEXTS = {
    "S000": (77, "south-cambs-corporate"),
    "S001": (125, "brighton-hove"),
    "S002": (74, "south-cambs-housing"),
    "S003": (103, "south-cambs-2021"),
    "S004": (102, "cambridge-city"),
    "CODE": (67, "complaint-handling-code"),
}
# What names an item of a list in a policy file.
_NAMES = ("code", "name", "on", "letter", "key")
_ROW = re.compile(r"\| ((?:S\d{3}|CODE)-\d{2,3}) \|")


@dataclass(frozen=True)
class Row:
    """A row of the page: its ID, what carries it and what proves it."""

    id: str
    carried_by: tuple[str, ...]
    proved_by: tuple[str, ...]

    @property
    def policy(self) -> str:
        """The policy whose text it comes from."""
        return TEXTS[self.id.partition("-")[0]][1]


@cache
def rows() -> tuple[Row, ...]:
    """Every row of the page, in order."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := _ROW.match(line):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            found.append(Row(match[1], _ticked(cells[-2]), _ticked(cells[-1])))
    return tuple(found)


def _ticked(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))


def agreed(faults: Iterator[str]) -> None:
    """Fail with every fault on a line of its own."""
    told = list(faults)
    assert not told, f"{len(told)} faults in docs/requirements.md\n" + "\n".join(told)


def test_every_row_stands_on_the_page_once_and_in_order() -> None:
    wanted = [f"{text}-{n:02}" for text, (count, _) in TEXTS.items() for n in range(1, count + 1)]
    assert [row.id for row in rows()] == wanted


def test_every_row_is_carried_by_something_and_proved_by_something() -> None:
    agreed(f"{row.id}: nothing carries it" for row in rows() if not row.carried_by)
    agreed(f"{row.id}: nothing proves it" for row in rows() if not row.proved_by)


def test_whatever_carries_a_row_is_there() -> None:
    agreed(
        f"{row.id}: {fault}"
        for row in rows()
        for token in row.carried_by
        for fault in _why_not(row, token)
    )


def _why_not(row: Row, token: str) -> Iterator[str]:
    sort, colon, what = token.partition(": ")
    match sort if colon else "":
        case "policy":
            if not _has(_policy(row.policy), what.split(".")):
                yield f"{row.policy} has no {what}"
        case "letter":
            if what not in letter_names():
                yield f"there is no letter {what}"
        case "code":
            if not _can_be_had(what):
                yield f"there is no {what}"
        case "command":
            if not _is_command(what.split()):
                yield f"there is no command {what}"
        case _:
            yield f"`{token}` is none of policy:, letter:, code:, command:"


@cache
def _policy(name: str) -> Mapping[str, Any]:
    return tomllib.loads((built_in_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def _has(value: object, path: list[str]) -> bool:
    """Whether a policy file has a key; the items of a list go by their names, an item named twice is any of them."""
    if not path:
        return True
    if isinstance(value, Mapping):
        return path[0] in value and _has(value[path[0]], path[1:])
    if isinstance(value, list):
        named = [
            one for one in value if isinstance(one, Mapping) and path[0] in map(one.get, _NAMES)
        ]
        return any(_has(_inside(one), path[1:]) for one in named) or path[0] in [
            one for one in value if isinstance(one, str)
        ]
    return False


def _inside(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """A required clause's parts stand beside its own keys."""
    parts = item.get("parts")
    return {**item, **parts} if isinstance(parts, Mapping) else item


def _can_be_had(dotted: str) -> bool:
    """Whether a module has a name, or a class in it has."""
    parts = dotted.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            found = getattr(found, name, None)
        return found is not None
    return False


def _is_command(words: list[str]) -> bool:
    command: click.Command | None = main
    for word in words[words[0] == "mailroom" :]:
        if not isinstance(command, click.Group):
            return False
        command = command.get_command(click.Context(command), word)
        if command is None:
            return False
    return True


def test_whatever_proves_a_row_says_so() -> None:
    agreed(
        f"{row.id}: {fault}"
        for row in rows()
        for proof in row.proved_by
        for fault in _no_proof(row, proof)
    )


def _no_proof(row: Row, proof: str) -> Iterator[str]:
    file, _, function = proof.partition("::")
    if not (ROOT / file).is_file():
        yield f"there is no {file}"
    elif function not in _tests(file):
        yield f"{file} has no test {function}"
    elif row.id not in _tests(file)[function]:
        yield f"{proof} is not marked with it"


@cache
def _tests(file: str) -> Mapping[str, frozenset[str]]:
    """The tests of a file, each with the rows that its marks name; marks may stand in a table above it."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    tables = {
        target.id: _rows_in(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in ([node.target] if isinstance(node, ast.AnnAssign) else node.targets)
        if isinstance(target, ast.Name)
    }
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marks = frozenset(_rows_in(*node.decorator_list))
            used = {
                one.id
                for mark in node.decorator_list
                for one in ast.walk(mark)
                if isinstance(one, ast.Name)
            }
            found[node.name] = marks.union(*(tables.get(name, set()) for name in used))
    return found


def _rows_in(*nodes: ast.AST) -> set[str]:
    return {
        one.value
        for node in nodes
        for one in ast.walk(node)
        if isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and _ROW.match(f"| {one.value} |")
    }


def test_a_key_that_is_not_there_is_found_out() -> None:
    policy = _policy("brighton-hove")
    assert _has(policy, ["stages", "1", "response", "within"])
    assert not _has(policy, ["stages", "1", "response", "without"])
    assert not _has(policy, ["exclusions", "no_such_code"])


@pytest.mark.parametrize(
    "wrong", ["mailroom.acts.cases.no_such_act", "mailroom.no_such_room.act", "nowhere.at_all"]
)
def test_code_that_is_not_there_is_found_out(wrong: str) -> None:
    assert not _can_be_had(wrong)
    assert _can_be_had("mailroom.acts.cases.register")
