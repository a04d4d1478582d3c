"""Letters on paper: the batches in which they are printed."""

from __future__ import annotations

from store.migrations.statements import run_statements

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    run_statements(__file__)
