"""On which line of a TOML file a key stands, so that a fault can be found by who has to mend it.

`tomllib` keeps no positions. This reads headers and keys only, and only of a file that it has
accepted; where a key's line cannot be told, its table's line is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=\s*(.*)$"""
)
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_MARK = re.compile(r"[\[\]{}]|[\w-]+(?=\s*=)")
_STRING = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*\'""")


def lines_of(text: str) -> dict[Path, int]:
    """The line of each table and key, counted from 1; items of a list of tables are numbered."""
    places: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    value = _Value(())
    for number, line, outside in _lines(text):
        if not outside:
            value.read(line, number, places)
        elif header := _HEADER.match(line):
            table = _table(header[1], _parts(header[2]), counts)
            places.setdefault(table, number)
        elif key := _KEY.match(line):
            value = _Value((*table, *_parts(key[1])))
            places.setdefault(value.path, number)
            value.read(key[2], number, places)
    return places


class _Value:
    """A value that may go on for lines: where the tables written in braces inside it stand, and their keys."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: list[str] = []
        self._items = -1

    def read(self, line: str, number: int, places: dict[Path, int]) -> None:
        """Go through one line of it, or what of its first line comes after the key."""
        plain = _STRING.sub(lambda text: " " * len(text[0]), line).partition("#")[0]
        for found in _MARK.finditer(plain):
            mark = found[0]
            if mark in "[{":
                self._items += mark == "{" and self._open == ["["]
                self._open.append(mark)
            elif mark in "]}":
                del self._open[-1:]
            if mark != "]" and mark != "}" and self._open in (["{"], ["[", "{"]):
                item = (str(self._items),) if self._open[0] == "[" else ()
                key = () if mark == "{" else (mark,)
                places.setdefault((*self.path, *item, *key), number)


def line_of(places: dict[Path, int], path: tuple[str | int, ...]) -> int:
    """The line of the nearest thing that has one; 1 where nothing has."""
    words = tuple(str(part) for part in path)
    for length in range(len(words), 0, -1):
        if words[:length] in places:
            return places[words[:length]]
    return 1


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _table(bracket: str, named: Path, counts: dict[Path, int]) -> Path:
    """A table's path with the numbers of the list items it lies in, as pydantic writes it."""
    table: Path = ()
    for part in named[:-1]:
        table = (*table, part)
        if table in counts:
            table = (*table, str(counts[table] - 1))
    table = (*table, named[-1])
    if bracket == "[[":
        counts[table] = counts.get(table, 0) + 1
        return (*table, str(counts[table] - 1))
    return table


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line but those inside a long string, and whether a header or key can stand there: not inside a list."""
    quote, depth = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if quote:
            quote = "" if quote in line else quote
            continue
        yield number, line, depth == 0
        value = key[2] if depth == 0 and (key := _KEY.match(line)) else line if depth else ""
        for mark in ('"""', "'''"):
            if value.count(mark) == 1:
                quote = mark
        if not quote:
            plain = _STRING.sub("", value).partition("#")[0]
            depth += plain.count("[") - plain.count("]")
