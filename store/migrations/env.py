"""What alembic runs around a migration: on the connection of `migrate`, in its transaction."""

from __future__ import annotations

from alembic import context

from store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite undoes a CREATE TABLE like anything else, since we and not Python say BEGIN.
    transactional_ddl=True,
)
context.run_migrations()
