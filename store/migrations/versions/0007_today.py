"""What is open and what falls due, found without walking through every case there ever was."""

from __future__ import annotations

from store.migrations.statements import run_statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes; nothing that is there is changed."""
    run_statements(__file__)
