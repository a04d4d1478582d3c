"""What came with a message, and what could be read in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from store.rows import as_row, columns_for, upserts
from store.schema import documents


@dataclass(frozen=True, slots=True)
class NewDocument:
    """One attachment; `pairs` as filled in, `fields` as understood, `problem` '' or why unread."""

    incoming_id: int
    position: int
    filename: str
    declared_type: str
    sniffed_type: str
    size: int
    sha256: str
    text: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    fields: Mapping[str, Any] | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An attachment's row."""

    id: int
    incoming_id: int
    position: int
    filename: str
    declared_type: str
    sniffed_type: str
    size: int
    sha256: str
    text: str
    pairs: tuple[tuple[str, str], ...]
    fields: dict[str, Any]
    problem: str


_READ_ANEW = ("text", "pairs", "fields", "problem")
_KEEP = {
    dialect: statement.on_conflict_do_update(
        index_elements=[documents.c.incoming_id, documents.c.position],
        set_={name: statement.excluded[name] for name in _READ_ANEW},
    )
    for dialect, statement in upserts(documents).items()
}
_OF_MESSAGE = (
    select(*columns_for(documents, Document))
    .where(documents.c.incoming_id == bindparam("incoming_id"))
    .order_by(documents.c.position)
)


def keep_documents(conn: Connection, found: Sequence[NewDocument]) -> None:
    """Write down what came with messages; one read again is replaced by what was read now."""
    if found:
        rows = [as_row(document) | {"fields": dict(document.fields or {})} for document in found]
        conn.execute(_KEEP[conn.dialect.name], rows)


def documents_of(conn: Connection, incoming_id: int) -> list[Document]:
    """A message's attachments, in the order they had in it."""
    return [Document(*row) for row in conn.execute(_OF_MESSAGE, {"incoming_id": incoming_id})]
