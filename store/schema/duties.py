"""What people owe and have decided around a case: duties, refusals, restricted contact."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Table,
    true,
)

from store.columns import (
    Words,
    at_column,
    id_column,
    list_column,
    metadata,
    to_column,
    words_column,
)

refusals = Table(
    "refusals",
    metadata,
    id_column(),
    words_column("code"),
    words_column("title"),
    words_column("reason"),
    words_column("by"),
    at_column("at"),
    to_column("case_id", "cases", nullable=True),
    to_column("incoming_id", "incoming", nullable=True),
    words_column("evidence"),
    Column("stage_number", Integer),
    words_column("what"),
    words_column("allowed_by"),
    Index(None, "case_id"),
    Index(None, "at"),
    comment="What was not taken up, or not taken further, by whose decision and why.",
    sqlite_autoincrement=True,
)


restrictions = Table(
    "restrictions",
    metadata,
    id_column(),
    words_column("email"),
    words_column("name"),
    words_column("organisation"),
    words_column("target"),
    to_column("case_id", "cases", nullable=True),
    Column("granted", Boolean, nullable=False),
    words_column("requested_by"),
    list_column("decided_by"),
    words_column("reasons"),
    list_column("behaviours"),
    list_column("measures"),
    list_column("checks"),
    Column("from_on", Date, nullable=False),
    Column("review_on", Date, nullable=False),
    words_column("spoc_email"),
    Column("warned_on", Date),
    at_column("at"),
    words_column("by"),
    words_column("policy"),
    words_column("policy_digest"),
    Column("ended_on", Date),
    words_column("ended_why"),
    Index(None, "email"),
    Index(None, "case_id"),
    comment="Contact that was restricted, or asked to be: who decided, why, how and until when.",
    sqlite_autoincrement=True,
)
_IN_FORCE = restrictions.c.granted & restrictions.c.ended_on.is_(None)
Index(
    "ix_restrictions_in_force",
    restrictions.c.review_on,
    sqlite_where=_IN_FORCE,
    postgresql_where=_IN_FORCE,
)


restriction_reviews = Table(
    "restriction_reviews",
    metadata,
    id_column(),
    to_column("restriction_id", "restrictions"),
    Column("reviewed_on", Date, nullable=False),
    words_column("by"),
    words_column("outcome"),
    words_column("reason"),
    Column("next_review_on", Date),
    Index(None, "restriction_id"),
    comment="Each time a restriction was looked at again, and what came of it.",
)


duties = Table(
    "duties",
    metadata,
    id_column(),
    Column("key", Words, nullable=False, unique=True),
    words_column("name"),
    words_column("words"),
    words_column("holder_name"),
    words_column("holder_email"),
    words_column("holder_role"),
    at_column("opened_at"),
    to_column("case_id", "cases", nullable=True),
    to_column("stage_id", "stages", nullable=True),
    to_column("incoming_id", "incoming", nullable=True),
    to_column("restriction_id", "restrictions", nullable=True),
    Column("due_on", Date),
    words_column("bars"),
    words_column("wants_note"),
    words_column("every"),
    Column("letter", Boolean, nullable=False, server_default=true()),
    at_column("done_at", nullable=True),
    words_column("done_by"),
    words_column("note"),
    at_column("told_at", nullable=True),
    Column("reminded_on", Date),
    Index(None, "case_id"),
    comment="What a person owes beside the clocks, under a key that makes a second one impossible.",
    sqlite_autoincrement=True,
)
_OPEN = duties.c.done_at.is_(None)
Index("ix_duties_open", duties.c.due_on, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index(
    "ix_duties_open_holder",
    duties.c.holder_email,
    duties.c.due_on,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
