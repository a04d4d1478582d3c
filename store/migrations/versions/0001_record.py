"""The record as first made: mail in and out, cases, the diary, the journal."""

from __future__ import annotations

from store.migrations.statements import run_statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    run_statements(__file__)
