"""What triage has learnt from people's decisions, a version a row."""

from __future__ import annotations

from store.migrations.statements import run_statements

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    run_statements(__file__)
