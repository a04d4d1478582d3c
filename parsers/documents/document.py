"""What was read out of one document; it knows nothing of how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

Pair = tuple[str, str]
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its words, what was filled in, and why it could not be read."""

    kind: str  # 'pdf', 'docx', 'odt', 'rtf', 'text', 'image' or 'unknown'
    text: str = ""
    pairs: tuple[Pair, ...] = ()  # (label, value) in the order of the page; '' = left empty
    tables: tuple[Table, ...] = ()
    problem: str = ""  # '' or why it could not be read, in words for a coordinator
    notes: tuple[str, ...] = ()  # what a person should know of a document that was read

    def noting(self, *notes: str) -> Document:
        """The same document with further notes."""
        return replace(self, notes=self.notes + notes)


def as_plain(document: Document) -> dict[str, Any]:
    """The document as plain lists and strings, for the pipe between parent and child."""
    return {
        "kind": document.kind,
        "text": document.text,
        "pairs": document.pairs,
        "tables": document.tables,
        "problem": document.problem,
        "notes": document.notes,
    }


def from_plain(plain: Mapping[str, Any]) -> Document:
    """The document that `as_plain` described; raises KeyError, TypeError or ValueError."""
    return Document(
        kind=str(plain["kind"]),
        text=str(plain["text"]),
        pairs=tuple((str(label), str(value)) for label, value in plain["pairs"]),
        tables=tuple(
            tuple(tuple(str(cell) for cell in row) for row in table) for table in plain["tables"]
        ),
        problem=str(plain["problem"]),
        notes=tuple(str(note) for note in plain["notes"]),
    )
