"""Who is written to on paper, whatever addresses they have."""

from __future__ import annotations

from store.migrations.statements import run_statements

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    run_statements(__file__)
