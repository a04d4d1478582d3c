"""Rich text (RTF): striprtf takes the words out, cells and form boxes are marked before.

Source: RTF specification 1.9.1, "Table definitions" and "Form fields".
"""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from parsers.documents.document import Document, Pair, Table
from parsers.documents.pairs import line_pairs
from parsers.documents.tables import table_pairs
from parsers.documents.ticks import TICKED, UNTICKED

CELL, ROW, START = (
    "\ue000",
    "\ue001",
    "\ue002",
)  # private characters: cell ends, row ends, row begins
CELL_END = re.compile(r"\\(?:nest)?cell(?![a-z0-9-])")
ROW_START = re.compile(r"\\trowd(?![a-z0-9-])")
ROW_END = re.compile(r"\\(?:nest)?row(?![a-z0-9-])")
FORM_BOX = re.compile(r"FORMCHECKBOX(?P<properties>[^;]{0,600}?)(?P<result>\\fldrslt\b)", re.DOTALL)
UNDECIDED = 25  # \ffres of a box nobody touched: the default counts


def read_richtext(content: bytes) -> Document:
    """The words, tables and ticked boxes of an RTF file; pictures and objects are not opened."""
    source = content.decode("latin-1")
    source = CELL_END.sub(lambda _: _escaped(CELL), source)
    source = ROW_START.sub(lambda found: found[0] + _escaped(START), source)
    source = ROW_END.sub(lambda _: _escaped(ROW), source)
    source = FORM_BOX.sub(_with_sign, source)
    words = rtf_to_text(source, encoding="cp1252", errors="ignore")  # type: ignore[no-untyped-call]
    return _document(words)


def _escaped(sign: str) -> str:
    """A character as RTF writes it: a signed 16-bit number and a stand-in for old readers."""
    number = ord(sign)
    return f"\\u{number - 65536 if number > 32767 else number}?"


def _with_sign(found: re.Match[str]) -> str:
    properties = found["properties"]
    numbers = {
        name: int(number) for name, number in re.findall(r"\\(ffres|ffdefres)(\d+)", properties)
    }
    state = numbers.get("ffres", UNDECIDED)
    ticked = numbers.get("ffdefres", 0) == 1 if state == UNDECIDED else state == 1
    sign = _escaped(TICKED if ticked else UNTICKED)
    return f"FORMCHECKBOX{properties}{found['result']} {{{sign}}}"


def _document(words: str) -> Document:
    pairs: list[Pair] = []
    lines: list[str] = []
    tables: list[Table] = []
    rows: list[list[str]] = []
    for stretch in words.split(ROW):
        outside, cells = _cells(stretch)
        if outside and rows:
            pairs += table_pairs(rows)
            tables.append(tuple(tuple(row) for row in rows))
            rows = []
        pairs += line_pairs(outside)
        lines += outside
        if cells:
            rows.append(cells)
            lines.append(" | ".join(cell for cell in cells if cell))
    if rows:
        pairs += table_pairs(rows)
        tables.append(tuple(tuple(row) for row in rows))
    return Document("rtf", "\n".join(lines).strip(), tuple(pairs), tuple(tables))


def _cells(stretch: str) -> tuple[list[str], list[str]]:
    """The lines before a row, and its cells; Word writes the row's beginning twice."""
    outside, start, row = stretch.partition(START)
    if not start and CELL in stretch:
        outside, row = "", stretch
    cells = [cell.strip() for cell in row.replace(START, "").split(CELL)][:-1]
    return (outside.split("\n") if outside.strip() else []), cells
