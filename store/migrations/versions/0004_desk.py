"""What the desk keeps (links, visits, instructions), and the register's words made findable."""

from __future__ import annotations

from store.migrations.statements import run_statements

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the new tables and what finds words; nothing that is there is changed."""
    run_statements(__file__)
