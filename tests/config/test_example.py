"""`config.example.toml` is the manual: every key of the schema stands in it, and nothing else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from mailroom.config import Config, load_config
from mailroom.rules.policy import find_policies

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
_KEY = re.compile(r"#?(?P<key>[a-z_]+) = ")
_HEAD = re.compile(r"#?\[{1,2}(?P<section>[a-z_.]+)\]{1,2}$")
# The same key is told once; the second time it stands "as with a mailbox".
_TOLD_BEFORE = {"post.oauth", "policy.by_service", "roles"}


def uncommented() -> str:
    """The example with every key that may be left out put in."""
    return re.sub(r"(?m)^#(?=[a-z_]+ = |\[)", "", EXAMPLE.read_text())


def with_files(folder: Path, text: str) -> Path:
    """The example in a folder where all files it names are there."""
    for name in re.findall(r'_file = "([^"]+)"', text):
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x" * 64)
        file.chmod(0o600)
    (folder / "policies").mkdir()
    # The people's file names who stands in in the example; nobody else need be in it.
    (folder / "people.csv").write_text("email,name\nlee.marsh@examplebury.example,Lee Marsh\n")
    (folder / "config.toml").write_text(text)
    return folder / "config.toml"


def keys_written(values: Any, at: str = "") -> Iterator[str]:
    """Every key of a TOML document, lists taken together: `mailboxes.port`."""
    for one in values if isinstance(values, list) else [values]:
        for key, value in one.items() if isinstance(one, dict) else ():
            yield f"{at}{key}"
            yield from keys_written(value, f"{at}{key}.")


def fields_of(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a section by the names that people write."""
    return {field.alias or key: field for key, field in model.model_fields.items()}


def keys_known(model: type[BaseModel], at: str = "") -> Iterator[str]:
    """Every key of the schema, in the same form."""
    for key, field in fields_of(model).items():
        yield f"{at}{key}"
        for inner in _models(field.annotation):
            yield from keys_known(inner, f"{at}{key}.")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif getattr(annotation, "__origin__", None) not in (dict, Mapping):
        for inner in getattr(annotation, "__args__", ()):
            yield from _models(inner)


def told() -> Iterator[tuple[str, str, str]]:
    """Every key told in the example: section, key, the words above it."""
    section, words = "", ""
    for line in EXAMPLE.read_text().splitlines():
        if head := _HEAD.match(line):
            section, words = head["section"], ""
        elif key := _KEY.match(line):
            yield section, key["key"], words
            words = ""
        else:
            words = f"{words} {line[2:]}" if line.startswith("# ") else ""


FIRST_TOLD = {
    (section, key): words
    for section, key, words in reversed([*told()])
    if section not in _TOLD_BEFORE
}


@pytest.mark.parametrize("text", [EXAMPLE.read_text(), uncommented()], ids=["as it is", "all keys"])
def test_the_example_is_a_sound_configuration(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILROOM_SIGNING_KEY", "x" * 64)
    config = load_config(with_files(tmp_path, text))
    assert config.council.name == "Examplebury Borough Council"


def test_the_example_names_a_policy_that_comes_with_the_house() -> None:
    assert tomllib.loads(EXAMPLE.read_text())["policy"]["default"] in find_policies()


def test_every_key_of_the_schema_stands_in_the_example() -> None:
    missing = {*keys_known(Config)} - {*keys_written(tomllib.loads(uncommented()))}
    # People are written in one line; their title is told at the head of the file.
    assert {
        key for key in missing if not key.endswith(".title") and "post.oauth" not in key
    } == set()


def test_every_key_of_the_example_is_in_the_schema() -> None:
    free = ("policy.by_service.", "policy.changes.by_service.", "services.roles.", "roles.")
    written = {*keys_written(tomllib.loads(uncommented()))}
    assert {key for key in written - {*keys_known(Config)} if not key.startswith(free)} == set()


@pytest.mark.parametrize(("section", "key"), sorted(FIRST_TOLD))
def test_every_key_is_told_with_its_default_or_as_required(section: str, key: str) -> None:
    words = FIRST_TOLD[section, key]
    assert "Default: " in words or "Required" in words, f"[{section}] {key}"


@pytest.mark.parametrize(("section", "key"), sorted(FIRST_TOLD))
def test_the_default_told_is_the_one_that_holds(section: str, key: str) -> None:
    model: type[BaseModel] = Config
    for name in section.split("."):
        model = next(_models(fields_of(model)[name].annotation))
    field, words = fields_of(model)[key], FIRST_TOLD[section, key]
    if found := re.search(r'Default: ("[^"]*"|\[[^]]*\]|[\w.]+\b)', words):
        assert _plain(field.get_default(call_default_factory=True)) == _plain(_value(found[1]))
        assert not field.is_required()
    else:
        assert field.is_required() or field.get_default() == ""


def _value(written: str) -> Any:
    return None if written == "none" else tomllib.loads(f"x = {written.rstrip('.')}")["x"]


def _plain(value: Any) -> Any:
    """Lists alike whatever their kind; an empty one of keys is none."""
    if isinstance(value, dict):
        return value or None
    return list(value) if isinstance(value, tuple | frozenset) else value
