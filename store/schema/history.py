"""What was done and decided: the journal, only ever added to, and the triage's lessons."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Column,
    Index,
    String,
    Table,
    event,
)

from store.columns import (
    Json,
    Words,
    at_column,
    id_column,
    metadata,
    to_column,
    words_column,
)
from store.triggers import KEEP_JOURNAL

decisions = Table(
    "decisions",
    metadata,
    id_column(),
    to_column("incoming_id", "incoming"),
    Column("proposed", Json),
    Column("made", Json),
    words_column("by"),
    at_column("at"),
    Index(None, "incoming_id"),
    comment="What the rules proposed and what a person made of it: the triage's lessons.",
)


entries = Table(
    "entries",
    metadata,
    id_column(),
    at_column("at"),
    words_column("by"),
    Column("act", Words, nullable=False),
    to_column("case_id", "cases", nullable=True),
    to_column("incoming_id", "incoming", nullable=True),
    to_column("outgoing_id", "outgoing", nullable=True),
    words_column("why"),
    # Exact: the hash is taken over these very characters, and JSONB would rewrite numbers.
    Column("trail", Json(as_tuples=True, exact=True), nullable=False),
    words_column("policy_digest"),
    # Unique: two entries after one would be two histories.
    Column("previous_hash", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False),
    Index(None, "case_id"),
    comment="The journal: who did what, when and why; each entry bears the hash before it.",
    sqlite_autoincrement=True,
)

for _dialect, _statements in KEEP_JOURNAL.items():
    for _statement in _statements:
        event.listen(
            entries,
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
