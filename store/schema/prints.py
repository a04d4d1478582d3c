"""Letters on paper: the batches in which they were printed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from store.columns import (
    Id,
    Words,
    at_column,
    count_column,
    id_column,
    metadata,
    to_column,
    words_column,
)

print_batches = Table(
    "print_batches",
    metadata,
    id_column(),
    at_column("begun_at"),
    Column("begun_by", Words, nullable=False),
    count_column("letters"),
    # When the file was safely written; a batch without it was begun and is made again.
    at_column("made_at", nullable=True),
    words_column("filename"),
    Column("sha256", String(64)),
    comment="Letters printed together, in one file; one that was begun and not made is made again.",
    sqlite_autoincrement=True,
)


printed = Table(
    "printed",
    metadata,
    Column("outgoing_id", Id, ForeignKey("outgoing.id"), primary_key=True, autoincrement=False),
    to_column("batch_id", "print_batches"),
    Index(None, "batch_id"),
    comment="Which letter is in which batch; each in one.",
)
