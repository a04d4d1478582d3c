"""What the house keeps of itself: which record this is, its policies' texts, what it does once a day."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    LargeBinary,
    Table,
    text,
)

from store.columns import (
    Utc,
    Words,
    at_column,
    metadata,
)

identity = Table(
    "identity",
    metadata,
    Column("id", Words, primary_key=True),
    # By the database: whoever migrates it is handed no clock, and nothing is reckoned from it.
    Column("made_at", Utc, nullable=False, server_default=text("CURRENT_TIMESTAMP")),
    comment="Which record this is: one row, made by chance with the database and never changed.",
)


policies = Table(
    "policies",
    metadata,
    Column("digest", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    at_column("kept_at"),
    comment="Every policy that a case was opened under, word for word, by the digest of its text.",
)


chores = Table(
    "chores",
    metadata,
    Column("name", Words, primary_key=True),
    Column("done_on", Date, nullable=False),
    comment="What is done once a day at most, and the day on which it was done last.",
)
