"""What the desk keeps of those who work on it: their links, their visits, and what they decided a moment ago."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from store.columns import Id, Json, at_column, id_column, metadata, words_column

links = Table(
    "links",
    metadata,
    id_column(),
    # The token itself is only in the mail: whoever reads the record cannot sign in with it.
    Column("token_hash", String(64), nullable=False, unique=True),
    words_column("email"),
    at_column("asked_at"),
    at_column("until_at"),
    at_column("used_at", nullable=True),
    Index(None, "email", "asked_at"),
    Index(None, "asked_at"),
    comment="Links by which people of the directory sign in on the desk: each works once, and not for long.",
    sqlite_autoincrement=True,
)


visits = Table(
    "visits",
    metadata,
    id_column(),
    Column("key_hash", String(64), nullable=False, unique=True),
    words_column("email"),
    at_column("began_at"),
    at_column("seen_at"),
    at_column("ended_at", nullable=True),
    Index(None, "email"),
    comment="Who is signed in on the desk, since when, and when it ended; the key itself is only theirs.",
    sqlite_autoincrement=True,
)


instructions = Table(
    "instructions",
    metadata,
    Column("incoming_id", Id, ForeignKey("incoming.id"), primary_key=True, autoincrement=False),
    words_column("act"),
    Column("said", Json),
    words_column("words"),
    words_column("by"),
    at_column("at"),
    at_column("until_at"),
    words_column("fault"),
    Index(None, "until_at"),
    comment="What a person decided on the desk about a message; carried out once it can no longer be taken back.",
)
