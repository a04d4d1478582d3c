"""A migrated database is the one `schema` describes, whether made anew or found made."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from store.faults import RecordFault
from store.migrations import migrate, pending
from store.migrations.statements import read_statements
from store.schema import metadata
from store.session import Record
from tests.servers.postgres import Cluster


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.empty()
    yield url
    cluster.drop(url)


def test_a_migrated_database_is_what_the_schema_says(record: Record) -> None:
    with record.read() as conn:
        # SQLite writes a default otherwise than it was given; PostgreSQL can be asked.
        defaults = {"compare_server_default": record.dialect == "postgresql"}
        context = MigrationContext.configure(conn, opts=defaults)
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_migrated_once(empty_url: str) -> None:
    assert pending(empty_url) == ["0001", "0002"]
    assert migrate(empty_url) == ["0001", "0002"]
    assert pending(empty_url) == []
    assert migrate(empty_url) == []


def test_asking_what_is_pending_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    assert pending(f"sqlite:///{file}") == ["0001", "0002"]
    assert not file.exists()


def test_two_who_migrate_at_once_wait_for_each_other(empty_url: str) -> None:
    ran: list[list[str]] = []
    threads = [threading.Thread(target=lambda: ran.append(migrate(empty_url))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ran) == [[], [], ["0001", "0002"]]


def test_a_database_never_migrated_says_so_in_words(empty_url: str) -> None:
    record = Record(empty_url, create=True)
    with pytest.raises(RecordFault, match="Run the migrations"), record.read() as conn:
        conn.exec_driver_sql("SELECT * FROM incoming")
    record.close()


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "half.db"
    with sqlite3.connect(file) as conn:
        conn.execute("CREATE TABLE entries (id INTEGER)")
    conn.close()
    with pytest.raises(RecordFault):
        migrate(f"sqlite:///{file}")
    with sqlite3.connect(file) as conn:
        tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    conn.close()
    assert tables == [("entries",)]


def test_a_statement_ends_at_an_unindented_semicolon() -> None:
    table, trigger = "CREATE TABLE a (\n    b TEXT\n);", "CREATE TRIGGER t BEGIN SELECT 1; END;"
    assert read_statements(f"{table}\n{trigger}\n\n{table}\n") == [table, trigger, table]
