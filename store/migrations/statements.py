"""The statements of a migration, written out beside it for each database."""

from __future__ import annotations

from pathlib import Path

from alembic import op


def run_statements(migration: str) -> None:
    """Run `<migration>.<database>.sql`, found beside the migration's own file.

    A statement ends with a semicolon at the end of a line that is not indented.
    """
    conn = op.get_bind()
    sql = Path(migration).with_suffix(f".{conn.dialect.name}.sql").read_text("utf-8")
    for statement in read_statements(sql):
        conn.exec_driver_sql(statement)


def read_statements(sql: str) -> list[str]:
    """The statements in a file of SQL; drivers take one at a time."""
    statements, lines = [], list[str]()
    for line in sql.splitlines():
        lines.append(line)
        if line.endswith(";") and not line.startswith(" "):
            statements.append("\n".join(lines).strip())
            lines = []
    return statements
