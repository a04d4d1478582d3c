"""Mail in and mail out.

The bytes stand in tables of their own: on SQLite every change of a row writes the whole row again,
and the state of a message changes three times.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from store.columns import (
    Id,
    Json,
    Words,
    at_column,
    count_column,
    id_column,
    metadata,
    state_of,
    to_column,
    words_column,
)
from store.states import (
    Audience,
    Channel,
    IncomingState,
    OutgoingState,
)

incoming = Table(
    "incoming",
    metadata,
    id_column(),
    Column("mailbox", Words, nullable=False),
    Column("uidvalidity", Id, nullable=False),
    Column("uid", Id, nullable=False),
    count_column("size"),
    at_column("received_at"),
    at_column("stored_at"),
    # Why the whole lies only in the mailbox (too large to fetch); '' where every byte is here.
    words_column("left_there"),
    Column("state", state_of(IncomingState, "incoming_state"), nullable=False),
    count_column("attempts"),
    Column("claimed_by", Words),
    at_column("claimed_until", nullable=True),
    words_column("message_id"),
    words_column("sender"),
    words_column("subject"),
    Column("fingerprint", Words),
    to_column("copy_of", "incoming", nullable=True),
    words_column("reason"),
    Column("proposal", Json),
    to_column("case_id", "cases", nullable=True),
    to_column("stage_id", "stages", nullable=True),
    at_column("handled_at", nullable=True),
    UniqueConstraint("mailbox", "uidvalidity", "uid"),
    Index(None, "state", "received_at", "id"),
    Index(None, "message_id"),
    Index(None, "sender", "received_at"),
    Index(None, "case_id"),
    comment="Every message received and how far it has come; HELD and FAILED are the desk's queue.",
    sqlite_autoincrement=True,
)
_FIRST_OF_ITS_KIND = incoming.c.copy_of.is_(None) & incoming.c.fingerprint.is_not(None)
Index(
    "uq_incoming_fingerprint",
    incoming.c.fingerprint,
    unique=True,
    sqlite_where=_FIRST_OF_ITS_KIND,
    postgresql_where=_FIRST_OF_ITS_KIND,
)


originals = Table(
    "originals",
    metadata,
    Column("incoming_id", Id, ForeignKey("incoming.id"), primary_key=True, autoincrement=False),
    Column("raw", LargeBinary, nullable=False),
    comment="The bytes of each message exactly as received; never changed.",
)


documents = Table(
    "documents",
    metadata,
    id_column(),
    to_column("incoming_id", "incoming"),
    Column("position", Integer, nullable=False),
    words_column("filename"),
    words_column("declared_type"),
    words_column("sniffed_type"),
    count_column("size"),
    Column("sha256", String(64), nullable=False),
    words_column("text"),
    Column("pairs", Json(as_tuples=True, exact=True), nullable=False),
    Column("fields", Json, nullable=False),
    words_column("problem"),
    UniqueConstraint("incoming_id", "position"),
    comment="What came with a message, and what could be read in it.",
)


outgoing = Table(
    "outgoing",
    metadata,
    id_column(),
    Column("key", Words, nullable=False, unique=True),
    to_column("case_id", "cases", nullable=True),
    to_column("stage_id", "stages", nullable=True),
    to_column("incoming_id", "incoming", nullable=True),
    Column("letter", Words, nullable=False),
    Column("role", state_of(Audience, "outgoing_role"), nullable=False),
    Column("channel", state_of(Channel, "outgoing_channel"), nullable=False),
    words_column("recipient"),
    words_column("sender"),
    Column("message_id", Words, nullable=False, unique=True),
    Column("server_message_id", Words),
    words_column("subject"),
    Column("state", state_of(OutgoingState, "outgoing_state"), nullable=False),
    at_column("written_at"),
    at_column("try_at"),
    count_column("attempts"),
    Column("claimed_by", Words),
    at_column("claimed_until", nullable=True),
    words_column("last_reply"),
    at_column("sent_at", nullable=True),
    Index(None, "state", "try_at"),
    Index(None, "case_id"),
    Index(None, "recipient", "written_at"),
    Index(None, "server_message_id"),
    comment="The outbox: every letter, under a key that makes a second writing impossible.",
    sqlite_autoincrement=True,
)


_SENT = outgoing.c.sent_at.is_not(None)
Index("ix_outgoing_sent", outgoing.c.sent_at, sqlite_where=_SENT, postgresql_where=_SENT)

sheets = Table(
    "sheets",
    metadata,
    Column("outgoing_id", Id, ForeignKey("outgoing.id"), primary_key=True, autoincrement=False),
    Column("raw", LargeBinary, nullable=False),
    comment="The bytes of each letter exactly as written; never changed once it has gone.",
)


polls = Table(
    "polls",
    metadata,
    Column("mailbox", Words, primary_key=True),
    at_column("last_ok_at", nullable=True),
    words_column("last_error"),
    at_column("last_error_at", nullable=True),
    Column("uidvalidity", Id),
    comment="When each mailbox was last read, and what last went wrong.",
)
