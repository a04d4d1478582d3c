"""What triage has learnt from people's decisions: a version a row, and none is ever changed but to be undone."""

from __future__ import annotations

from sqlalchemy import Column, Table

from store.columns import Id, Json, at_column, count_column, id_column, metadata, words_column

models = Table(
    "models",
    metadata,
    id_column(),
    at_column("made_at"),
    words_column("by"),
    # The last decision that was there when it was made.
    Column("through_id", Id, nullable=False),
    count_column("lessons"),
    # Exact: what is undone to must be what was there.
    Column("learnt", Json(exact=True), nullable=False),
    Column("figures", Json),
    at_column("undone_at", nullable=True),
    words_column("undone_by"),
    comment="What triage has learnt from decisions, a version a row; the last that nobody undid is in use.",
    sqlite_autoincrement=True,
)
