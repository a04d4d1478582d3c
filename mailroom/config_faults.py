"""A fault of the configuration, from pydantic's words into those of a council's IT desk.

"mailboxes[1].port: must be a number between 1 and 65535, you wrote 'imaps'". Never decides what
is a fault; that is the sections' business and `config_checks`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Schema = dict[str, Any]

_NUMBERS = {
    "float_parsing",
    "float_type",
    "greater_than",
    "greater_than_equal",
    "int_from_float",
    "int_parsing",
    "int_type",
    "less_than",
    "less_than_equal",
}
_LISTS = {"frozen_set_type", "list_type", "set_type", "tuple_type"}
_TEXTS = {"string_type", "path_type"}
_SECTIONS = {"dict_type", "model_attributes_type", "model_type"}
# What a person wrote under these keys may be a secret put into the wrong place: it is not repeated.
_NOT_REPEATED = ("password", "secret", "key", "token", "url")


def in_words(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """Every fault pydantic found: where, what it must be, and what was written there instead."""
    schema = model.model_json_schema()
    faults = error.errors(include_url=False)
    return [_sentence(one, schema) for one in faults if not _follows_from_others(one, faults)]


def _follows_from_others(fault: ErrorDetails, faults: list[ErrorDetails]) -> bool:
    """Whether a list is only too short because what stands in it is wrong and told by itself."""
    within = (one["loc"][: len(fault["loc"])] for one in faults if one is not fault)
    return fault["type"] == "too_short" and fault["loc"] in within


def where(loc: Sequence[int | str]) -> str:
    """A place in the configuration as a person would point to it: `mailboxes[1].port`."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return "".join(parts).lstrip(".") or "the file"


def _sentence(fault: ErrorDetails, schema: Schema) -> str:
    loc = tuple(step for step in fault["loc"] if step != "[key]")
    if fault["type"] == "extra_forbidden":
        return f"{where(loc)}: {_unknown_key(loc, schema)}"
    return f"{where(loc)}: {_must(fault, _at(loc, schema))}{_written(fault, loc)}"


def _unknown_key(loc: tuple[int | str, ...], schema: Schema) -> str:
    known = _at(loc[:-1], schema).get("properties", {})
    near = get_close_matches(str(loc[-1]), known, n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    return f"there is no such key{meant}"


def _must(fault: ErrorDetails, schema: Schema) -> str:
    """What the place must hold."""
    kind, told = fault["type"], fault.get("ctx", {})
    if kind in _NUMBERS:
        return f"must be a {'whole ' if kind == 'int_from_float' else ''}number{_bounds(schema)}"
    if kind == "literal_error":
        return f"must be one of {told['expected'].replace(' or ', ', ')}"
    if kind == "value_error":
        return str(told["error"])
    for kinds, words in _SIMPLE:
        if kind in kinds:
            return words(told)
    return fault["msg"]


_SIMPLE: tuple[tuple[set[str], Callable[[dict[str, Any]], str]], ...] = (
    ({"missing"}, lambda _: "must be given"),
    ({"bool_parsing", "bool_type"}, lambda _: "must be true or false"),
    (_LISTS, lambda _: "must be a list: [ … ]"),
    (_TEXTS, lambda _: 'must be text in quotes: "…"'),
    (_SECTIONS, lambda _: "must be a section with keys of its own"),
    ({"string_too_short"}, lambda _: "must not be empty"),
    ({"too_short"}, lambda told: f"must name at least {told['min_length']}"),
    (
        {"date_type", "date_parsing", "date_from_datetime_parsing"},
        lambda _: "must be a day such as 2026-12-29",
    ),
)


def _bounds(schema: Schema) -> str:
    """' between 1 and 65535', as the place allows."""
    low, above = schema.get("minimum"), schema.get("exclusiveMinimum")
    high = schema.get("maximum")
    if low is not None and high is not None:
        return f" between {low:g} and {high:g}"
    if low is not None:
        return f", {low:g} or more"
    return f" above {above:g}" if above is not None else ""


def _written(fault: ErrorDetails, loc: tuple[int | str, ...]) -> str:
    """', you wrote …', where that helps and gives no secret away."""
    value = fault["input"]
    key = str(loc[-1]) if loc else ""
    if fault["type"] == "missing" or value == "" or not isinstance(value, str | int | float):
        return ""
    if any(word in key for word in _NOT_REPEATED):
        return ""
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return f", you wrote {shown[:80]}"


def _at(loc: Sequence[int | str], schema: Schema) -> Schema:
    """The part of a JSON schema that speaks of a place; empty where it says nothing."""
    found = schema
    for step in loc:
        found = next(_below(step, found, schema.get("$defs", {})), {})
    return next((one for one in _choices(found, schema.get("$defs", {})) if len(one) > 1), found)


def _below(step: int | str, schema: Schema, named: Schema) -> Iterator[Schema]:
    for choice in _choices(schema, named):
        if isinstance(step, int) and "items" in choice:
            yield choice["items"]
        elif step in choice.get("properties", {}):
            yield choice["properties"][step]
        elif isinstance(choice.get("additionalProperties"), dict):
            yield choice["additionalProperties"]


def _choices(schema: Schema, named: Schema) -> Iterator[Schema]:
    """A schema without its references and alternatives."""
    if "$ref" in schema:
        yield from _choices(named[schema["$ref"].rpartition("/")[2]], named)
    elif "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from _choices(one, named)
    else:
        yield schema
