"""What people owe and decide around a case: duties, refusals, restrictions, and more of each case."""

from __future__ import annotations

from store.migrations.statements import run_statements

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns to what is there, and the new tables."""
    run_statements(__file__)
