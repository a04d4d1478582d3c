"""Bringing a database to this version of mailroom, from nothing or from an older version.

A revision is a module in `versions` and, beside it, its statements for each database, written out:
what a migration does must not change when the tables in `schema` do. It runs whole or not at all.
A new one: add `NNNN_name.py` like the last, and the SQL; the tests hold the outcome equal to
`schema` on both databases.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, make_url

from store.identity import find_identity, give_identity
from store.session import Record

if (
    TYPE_CHECKING
):  # Alembic is loaded when a database is looked at: few who import the store migrate one
    from alembic.config import Config

# 128 bits: no two records are ever taken for one another.
_BY_CHANCE = partial(secrets.token_hex, 16)


def migrate(url: str, identity: Callable[[], str] = _BY_CHANCE) -> list[str]:
    """Bring the database up to date, a SQLite file being made where there is none.

    A record without an identity is given one. Gives the revisions run, oldest first. Two who
    start it at once wait for each other. Raises RecordFault where the database cannot be used.
    """
    from alembic import command

    record = Record(url, create=True)
    try:
        with record.write() as conn:
            missing = _missing(conn)
            if missing:
                config = _make_config()
                config.attributes["connection"] = conn
                command.upgrade(config, "head")
            if find_identity(conn) is None:
                give_identity(conn, identity())
            return missing
    finally:
        record.close()


def pending(url: str) -> list[str]:
    """The revisions the database lacks, oldest first; it is neither changed nor made."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and not _is_there(Path(place.database or "")):
        return _missing(None)
    record = Record(url)
    try:
        with record.read() as conn:
            return _missing(conn)
    finally:
        record.close()


def is_unmade(behind: list[str]) -> bool:
    """Whether a database that lacks these revisions has none: it is empty, or not there at all."""
    return behind == _missing(None)


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        return True  # a folder that may not be entered: whoever opens the file says so


def _make_config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _missing(conn: Connection | None) -> list[str]:
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_make_config())
    there = () if conn is None else MigrationContext.configure(conn).get_current_heads()
    revisions = scripts.iterate_revisions("heads", there or "base")
    return [script.revision for script in revisions][::-1]
