"""Cases and what hangs on them: stages, their clocks, people, remedies and what was learnt."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Float,
    Index,
    Integer,
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
    list_column,
    metadata,
    state_of,
    to_column,
    words_column,
    yes_column,
)
from store.states import (
    CaseStatus,
    PartyRole,
    StepHow,
)

series = Table(
    "series",
    metadata,
    Column("name", Words, primary_key=True),
    Column("last", Id, nullable=False),
    comment="The last number given in each series of references.",
)


cases = Table(
    "cases",
    metadata,
    id_column(),
    Column("reference", Words, nullable=False, unique=True),
    words_column("kind"),
    words_column("service"),
    words_column("policy"),
    words_column("policy_digest"),
    Column("status", state_of(CaseStatus, "case_status"), nullable=False),
    words_column("subject"),
    words_column("summary"),
    at_column("received_at"),
    at_column("opened_at"),
    at_column("closed_at", nullable=True),
    # No foreign key: incoming points to cases, and a ring of tables cannot be made in any order.
    Column("opened_by", Id),
    Column("confidence", Float, nullable=False, server_default="0"),
    Column("flags", Json(as_tuples=True), nullable=False),
    words_column("fingerprint_text"),
    words_column("desired_outcome"),
    words_column("not_ours"),
    words_column("category"),
    words_column("complexity"),
    words_column("channel"),
    list_column("services"),
    to_column("parent_id", "cases", nullable=True),
    to_column("group_id", "cases", nullable=True),
    words_column("closing"),
    words_column("assisted_by"),
    at_column("informal_until", nullable=True),
    Column("update_days", Integer),
    words_column("characteristic"),
    yes_column("confidential"),
    Index(None, "fingerprint_text"),
    Index(None, "status", "received_at"),
    Index(None, "received_at", "id"),
    # The picture of today counts from it alone: the rows themselves are long.
    Index(None, "status", "service", "id"),
    comment="One matter a person brought to the council, under one reference.",
    sqlite_autoincrement=True,
)
# Few cases have any: an index of those alone costs the others nothing when they are opened.
for _column in (cases.c.parent_id, cases.c.group_id, cases.c.informal_until):
    Index(
        f"ix_cases_{_column.name}",
        _column,
        sqlite_where=_column.is_not(None),
        postgresql_where=_column.is_not(None),
    )


stages = Table(
    "stages",
    metadata,
    id_column(),
    to_column("case_id", "cases"),
    Column("number", Integer, nullable=False),
    words_column("owner_name"),
    words_column("owner_email"),
    words_column("owner_role"),
    at_column("received_at"),
    at_column("opened_at"),
    at_column("acknowledged_at", nullable=True),
    Column("respond_by", Date),
    Column("extended_to", Date),
    Column("extended_on", Date),
    count_column("extensions"),
    at_column("holding_at", nullable=True),
    at_column("answered_at", nullable=True),
    Column("outcome", Words),
    Column("looked_on", Date),
    words_column("signatory_name"),
    words_column("signatory_role"),
    words_column("channel"),
    words_column("accountable_name"),
    words_column("accountable_email"),
    words_column("decision"),
    words_column("decision_why"),
    words_column("their_reference"),
    UniqueConstraint("case_id", "number", "opened_at"),
    comment="One look at a case by one owner, with one clock; a stage started again is a new row.",
    sqlite_autoincrement=True,
)
Index(
    "ix_stages_unanswered",
    stages.c.looked_on,
    stages.c.id,
    sqlite_where=stages.c.answered_at.is_(None),
    postgresql_where=stages.c.answered_at.is_(None),
)
Index(
    "ix_stages_to_answer",
    stages.c.case_id,
    stages.c.respond_by,
    sqlite_where=stages.c.answered_at.is_(None),
    postgresql_where=stages.c.answered_at.is_(None),
)


pauses = Table(
    "pauses",
    metadata,
    id_column(),
    to_column("stage_id", "stages"),
    Column("from_on", Date, nullable=False),
    Column("to_on", Date),
    words_column("reason"),
    Index(None, "stage_id"),
    comment="Days on which a stage's clock stood still; without an end it still stands.",
)


deadlines = Table(
    "deadlines",
    metadata,
    id_column(),
    to_column("stage_id", "stages"),
    Column("name", Words, nullable=False),
    Column("due_on", Date, nullable=False),
    at_column("met_at", nullable=True),
    UniqueConstraint("stage_id", "name"),
    Index(None, "due_on"),
    comment="What a stage owes by which day, as the policy has it now.",
)
Index(
    "ix_deadlines_unmet",
    deadlines.c.due_on,
    deadlines.c.stage_id,
    sqlite_where=deadlines.c.met_at.is_(None),
    postgresql_where=deadlines.c.met_at.is_(None),
)


steps = Table(
    "steps",
    metadata,
    id_column(),
    to_column("stage_id", "stages"),
    Column("key", Words, nullable=False),
    at_column("at"),
    Column("how", state_of(StepHow, "step_how"), nullable=False),
    UniqueConstraint("stage_id", "key"),
    comment="Steps of the diary that are done, so that a second round writes nothing twice.",
)


parties = Table(
    "parties",
    metadata,
    id_column(),
    to_column("case_id", "cases"),
    Column("role", state_of(PartyRole, "party_role"), nullable=False),
    words_column("name"),
    words_column("email"),
    words_column("phone"),
    words_column("address"),
    words_column("postcode"),
    Column("consent", Json),
    words_column("adjustments"),
    Column("restricted_until", Date),
    yes_column("principal"),
    words_column("organisation"),
    yes_column("by_post"),
    Index(None, "case_id"),
    Index(None, "email"),
    comment="The people of a case, and what must be heeded when writing to them.",
)


actions = Table(
    "actions",
    metadata,
    id_column(),
    to_column("case_id", "cases"),
    words_column("what"),
    Column("by_on", Date),
    at_column("done_at", nullable=True),
    words_column("done_by"),
    to_column("stage_id", "stages", nullable=True),
    # No remedy lacks it; SQLite cannot add a column to a table that is there and have it NOT NULL.
    at_column("promised_at", nullable=True),
    words_column("kind"),
    words_column("owner_name"),
    words_column("owner_email"),
    words_column("amount"),
    words_column("allowed_by"),
    at_column("dropped_at", nullable=True),
    words_column("dropped_by"),
    words_column("why"),
    words_column("instead"),
    Column("reminded_on", Date),
    Index(None, "case_id"),
    comment="Remedies promised to a resident.",
)
_OWED = actions.c.done_at.is_(None) & actions.c.dropped_at.is_(None)
Index("ix_actions_owed", actions.c.by_on, sqlite_where=_OWED, postgresql_where=_OWED)


learning = Table(
    "learning",
    metadata,
    id_column(),
    to_column("case_id", "cases"),
    Column("answers", Json),
    at_column("returned_at", nullable=True),
    to_column("stage_id", "stages", nullable=True),
    words_column("by"),
    Index(None, "case_id"),
    comment="The learning form: what the council took from a case.",
)


surveys = Table(
    "surveys",
    metadata,
    id_column(),
    to_column("case_id", "cases"),
    at_column("sent_at"),
    Column("answers", Json),
    at_column("returned_at", nullable=True),
    words_column("outgoing_key"),
    Index(None, "case_id"),
    comment="What residents said of how they were dealt with.",
)
