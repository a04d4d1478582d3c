"""What is wrong with a policy file: every fault at once, with its key, its line and plain words.

First the file must be TOML; then each value must have its shape, and the values must agree with
each other (`policy_checks`): these two are told together.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from mailroom.rules.policy_checks import Disagreement, disagreements
from mailroom.rules.policy_places import line_of, lines_of

_Model = TypeVar("_Model", bound=BaseModel)
# Given by the house when it loads a file, so no file may set them.
_GIVEN = frozenset(("name", "digest"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the key, dotted as a policy file writes it, its line, and what to do."""

    place: str
    line: int
    words: str

    def __str__(self) -> str:
        """As `policy check` prints it."""
        return f"line {self.line}, {self.place or 'the file'}: {self.words}"


def read_policy(
    raw: bytes, name: str, digest: str, model: type[_Model]
) -> tuple[_Model | None, tuple[Fault, ...]]:
    """The policy in these bytes, or every fault in them, in order of their lines."""
    try:
        text = raw.decode("utf-8-sig")
        content = tomllib.loads(text)
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        return None, (Fault("", line, "this is no UTF-8 text"),)
    except tomllib.TOMLDecodeError as fault:
        return None, (_no_toml(str(fault)),)
    policy, shape = _validate(content | {"name": name, "digest": digest}, model)
    taken = {path for path, _ in shape}
    found = [*shape]
    found += [(path, words) for path, words in disagreements(content) if path not in taken]
    found += [
        ((key,), "the house gives this itself: leave it out") for key in _GIVEN & set(content)
    ]
    places = lines_of(text)
    faults = [Fault(_dotted(path), line_of(places, path), words) for path, words in found]
    return (None if faults else policy), tuple(sorted(faults, key=lambda f: (f.line, f.place)))


def _validate(
    content: Mapping[str, Any], model: type[_Model]
) -> tuple[_Model | None, list[Disagreement]]:
    try:
        return model.model_validate(_numbered(content)), []
    except ValidationError as faults:
        return None, [
            (fault["loc"], _words(fault, model))
            for fault in faults.errors(include_url=False)
            if not _told_elsewhere(fault["loc"])
        ]


def _told_elsewhere(path: tuple[str | int, ...]) -> bool:
    """A stage's key that is no number is told by `policy_checks`, once and in plain words."""
    return path[-1] == "[key]" or path[2:] in {("number",), ("slug",)}


def _numbered(content: Mapping[str, Any]) -> dict[str, Any]:
    """The file's tables, each stage told its number and each ombudsman its slug by its key."""
    named = dict(content)
    for table, key in (("stages", "number"), ("ombudsmen", "slug")):
        items = content.get(table)
        if isinstance(items, Mapping):
            named[table] = {
                name: {**item, key: name} if isinstance(item, Mapping) else item
                for name, item in items.items()
            }
    return named


def _dotted(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _words(fault: Mapping[str, Any], model: type[BaseModel]) -> str:
    """What is wrong, for somebody who edits a policy and writes no programs."""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return "this is missing"
        case "extra_forbidden":
            return _unknown_key(fault["loc"], model)
        case "value_error":
            return str(context["error"])
        case "literal_error" | "enum":
            return f"{fault['input']!r} is not one of {context['expected']}"
        case "bool_type" | "bool_parsing":
            return f"write true or false, not {fault['input']!r}"
        case "string_type":
            return f"write words in quotes, not {fault['input']!r}"
        case "tuple_type" | "list_type":
            return "write a list in square brackets"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "this must be a table with keys of its own"
        case _:
            return f"{fault['msg'].removeprefix('Input should be ')}, not {fault['input']!r}"


def _unknown_key(loc: tuple[str | int, ...], model: type[BaseModel]) -> str:
    known = [*_fields_at(model, loc[:-1])]
    near = difflib.get_close_matches(str(loc[-1]), known, n=1)
    return f"no such key{f'; is {near[0]!r} meant?' if near else ''}"


def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> Iterator[str]:
    """The keys a table may have, found by walking the shapes to it."""
    for part in path:
        field = model.model_fields.get(str(part)) if isinstance(part, str) else None
        if field is None:
            continue  # the name of a stage or of an ombudsman, or a number in a list
        inner = _model_in(field.annotation)
        if inner is None:
            return
        model = inner
    yield from (name for name in model.model_fields if name not in _GIVEN | {"number", "slug"})


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _no_toml(message: str) -> Fault:
    """Python's message ends in "(at line 3, column 5)"; the line goes where all faults have it."""
    words, _, where = message.rpartition(" (at line ")
    number = where.partition(",")[0]
    line = int(number) if number.isdigit() else 1
    return Fault("", line, f"this is no TOML: {words or message}")
