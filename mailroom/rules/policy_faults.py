"""What is wrong with a policy file: every fault at once, with its key, its line and plain words.

First the file must be TOML; then each value must have its shape, and the values must agree with
each other (`policy_checks`): these two are told together.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from mailroom.rules.policy_checks import disagreements
from mailroom.rules.policy_places import line_of, lines_of
from mailroom.rules.policy_tables import Disagreement, Path

_Model = TypeVar("_Model", bound=BaseModel)
# A longer list of what may stand somewhere is not read, and a longer value is not shown, by anybody.
_MOST_CHOICES, _MOST_SHOWN = 16, 60
_HUGE = 2**63
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
    raw: bytes, name: str, digest: str, model: type[_Model], *, agreeing: bool = True
) -> tuple[_Model | None, tuple[Fault, ...]]:
    """The policy in these bytes, or every fault in them, in order of their lines.

    Unless its clauses have to be `agreeing`, only their shapes are looked at.
    """
    text, content, broken = _toml(raw)
    if broken is not None:
        return None, (broken,)
    policy, shape = _validate(content | {"name": name, "digest": digest}, model)
    found = shape
    if agreeing or policy is None:
        found = [*shape, *_disagreeing(content, {path for path, _ in shape})]
    places = lines_of(text) if found else {}
    faults = [Fault(_dotted(path), line_of(places, path), words) for path, words in found]
    return (None if faults else policy), tuple(sorted(faults, key=lambda f: (f.line, f.place)))


def _disagreeing(content: Mapping[str, Any], told: Container[Path]) -> Iterator[Disagreement]:
    """What does not go together, but for keys whose own shape is told to be wrong."""
    yield from (one for one in disagreements(content) if one[0] not in told)
    for key in _GIVEN & set(content):
        yield (key,), "the house gives this itself: leave it out"


def _toml(raw: bytes) -> tuple[str, dict[str, Any], Fault | None]:
    """The file's text and tables, or why it has none."""
    try:
        text = raw.decode("utf-8-sig")
        content = tomllib.loads(text)
        if _has_huge_number(content):
            return "", {}, Fault("", 1, "this is no TOML: a number of more than 18 digits")
        return text, content, None
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        return "", {}, Fault("", line, "this is no UTF-8 text")
    except ValueError as fault:  # a TOMLDecodeError, or a number of thousands of digits
        return "", {}, _no_toml(str(fault))
    except RecursionError:
        return "", {}, Fault("", 1, "this is no TOML: brackets within brackets without end")


def _has_huge_number(value: object) -> bool:
    """Whether a number is beyond what TOML lets a file have; Python would not even print it."""
    if isinstance(value, int):
        return abs(value) >= _HUGE
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_has_huge_number(one) for one in inner)


def _validate(
    content: Mapping[str, Any], model: type[_Model]
) -> tuple[_Model | None, list[Disagreement]]:
    try:
        return model.model_validate(_numbered(content)), []
    except ValidationError as faults:
        return None, [
            (tuple(part for part in fault["loc"] if part != "[key]"), _words(fault, model))
            for fault in faults.errors(include_url=False)
            if not _told_elsewhere(fault["loc"])
        ]


def _told_elsewhere(path: tuple[str | int, ...]) -> bool:
    """A stage's key that is no number is told by `policy_checks`, once and in plain words."""
    return (path[0] == "stages" and path[-1] == "[key]") or path[2:] in {("number",), ("slug",)}


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
    context, written = fault.get("ctx", {}), _shown(fault["input"])
    match fault["type"]:
        case "missing":
            return "this is missing"
        case "extra_forbidden":
            return _unknown_key(fault["loc"], model)
        case "value_error":
            return str(context["error"])
        case "literal_error" | "enum":
            return _no_choice(fault["input"], written, context["expected"])
        case "string_pattern_mismatch":
            return _no_pattern(written, context["pattern"])
        case "bool_type" | "bool_parsing":
            return f"write true or false, not {written}"
        case "string_type":
            return f"write words in quotes, not {written}"
        case "tuple_type" | "list_type":
            return "write a list in square brackets"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "this must be a table with keys of its own"
        case "greater_than_equal":
            return f"write a number of at least {context['ge']}, not {written}"
        case "less_than_equal":
            return f"write a number of at most {context['le']}, not {written}"
        case _:
            return f"{fault['msg'].removeprefix('Input should be ')}, not {written}"


def _shown(value: object) -> str:
    """What stands in the file, as far as a reader wants to see it again."""
    shown = repr(value)
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}…"


def _no_choice(value: object, written: str, expected: str) -> str:
    """What may stand here, or the nearest of it where the list is long."""
    choices = re.findall(r"'([^']*)'", expected)
    near = difflib.get_close_matches(str(value), choices, n=1) if isinstance(value, str) else []
    if len(choices) > _MOST_CHOICES:
        expected = "the words that can stand here (docs/policies.md)"
    return f"{written} is not one of {expected}{f'; is {near[0]!r} meant?' if near else ''}"


def _no_pattern(written: str, pattern: str) -> str:
    if pattern.startswith("^[a-z]"):
        return f"{written}: write one word of small letters, digits and underscores"
    return f'{written}: name the rows it rests on, as "S004-46, CODE-38", or "House"'


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
