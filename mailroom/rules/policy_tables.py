"""How the checks of a policy file look into it while its shapes are not yet known to be right.

Whatever has not the shape that is looked for is passed by: its own fault is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]
Disagreement = tuple[Path, str]
File = Mapping[str, Any]
# No policy has so many stages; a heading such as [stages.9999999] is a slip of the pen.
MOST_STAGES = 20


def table(content: object, *path: str) -> Mapping[str, Any]:
    """The table at this path; an empty one where there is none."""
    for part in path:
        content = content.get(part) if isinstance(content, Mapping) else None
    return content if isinstance(content, Mapping) else {}


def tables(content: object, *path: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The tables of a list at this path, each with its place in it, counted from 0."""
    found = table(content, *path[:-1]).get(path[-1])
    items = found if isinstance(found, list) else []
    return [(place, item) for place, item in enumerate(items) if isinstance(item, Mapping)]


def words_of(value: object) -> list[str]:
    """The words of a list of words."""
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def is_number(key: str) -> bool:
    """Whether a stage's heading is a plain number that a stage can have: not "01", "²" or "0"."""
    return (
        key.isascii() and key.isdecimal() and not key.startswith("0") and len(key) < len("1000")
    ) and int(key) <= MOST_STAGES


def stages_of(content: File) -> list[tuple[str, Mapping[str, Any]]]:
    """The stages under a number, in the order of the file."""
    stages = table(content, "stages")
    return [(number, table(stages, number)) for number in stages if is_number(number)]


def own_stages(content: File) -> list[tuple[str, Mapping[str, Any]]]:
    """The council's own stages: not the Ombudsman's."""
    return [(number, stage) for number, stage in stages_of(content) if not is_external(stage)]


def is_external(stage: Mapping[str, Any]) -> bool:
    """Whether this stage is the Ombudsman's."""
    return stage.get("external") is True


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every key below with its value, tables and lists of tables too."""
    items: list[tuple[str | int, object]] = []
    if isinstance(value, Mapping):
        items = list(value.items())
    elif isinstance(value, list):
        items = [(n, one) for n, one in enumerate(value) if isinstance(one, Mapping | list)]
    for key, inner in items:
        yield (*path, key), inner
        yield from walk(inner, (*path, key))
