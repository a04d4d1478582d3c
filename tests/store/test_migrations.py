"""A migrated database is the one `schema` describes, whether made anew or found made."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from store import cases, learning, remedies
from store.faults import RecordFault
from store.migrations import migrate, pending, versions
from store.migrations.statements import read_statements
from store.schema import metadata
from store.session import Connection, Record
from tests.servers.postgres import Cluster
from tests.store.makers import AT


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.db'}"
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    url = cluster.empty()
    yield url
    cluster.drop(url)


# Every revision there is, the oldest first: a file of SQL each.
REVISIONS = sorted(one.name[:4] for one in Path(versions.__path__[0]).glob("*.sqlite.sql"))

# Rows as the program of 0001 wrote them, in SQL that both databases take.
_ROWS_OF_0001 = (
    "INSERT INTO cases (reference, kind, status, received_at, opened_at, flags) "
    "VALUES ('MR-1', 'complaint', 'OPEN', '2026-11-02 09:30:00+00', '2026-11-02 09:30:00+00', '[\"child\"]')",
    "INSERT INTO stages (case_id, number, owner_email, received_at, opened_at, respond_by) "
    "VALUES (1, 1, 'ola@council.example', '2026-11-02 09:30:00+00', '2026-11-02 09:30:00+00', '2026-11-16')",
    "INSERT INTO parties (case_id, role, name, consent) "
    "VALUES (1, 'complainant', 'Ann', '{\"how\": \"email\"}')",
    "INSERT INTO actions (case_id, what, by_on) VALUES (1, 'Mend it.', '2026-12-01')",
    "INSERT INTO surveys (case_id, sent_at) VALUES (1, '2026-11-02 09:30:00+00')",
)


def _is_described(name: str | None, kind: str, _: object) -> bool:
    """What finds words is each database's own; only its migration knows it."""
    return not (name or "").startswith("words_of_")


def _assert_as_described(conn: Connection) -> None:
    # SQLite writes a default otherwise than it was given; PostgreSQL can be asked.
    asks_defaults = conn.dialect.name == "postgresql"
    opts = {"compare_server_default": asks_defaults, "include_name": _is_described}
    context = MigrationContext.configure(conn, opts=opts)
    assert compare_metadata(context, metadata) == []


def _migrate_to(conn: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    command.upgrade(config, revision)


def test_a_migrated_database_is_what_the_schema_says(record: Record) -> None:
    with record.read() as conn:
        _assert_as_described(conn)


def test_what_0001_kept_is_still_there_after_0002(empty_url: str) -> None:
    record = Record(empty_url, create=True)
    with record.write() as conn:
        _migrate_to(conn, "0001")
        for statement in _ROWS_OF_0001:
            if conn.dialect.name == "sqlite":
                statement = statement.replace("+00'", ".000000'")
            conn.exec_driver_sql(statement)
    assert pending(empty_url) == REVISIONS[1:]
    assert migrate(empty_url) == REVISIONS[1:]
    with record.read() as conn:
        _assert_as_described(conn)
        file = cases.get_case(conn, 1)
        (remedy,) = remedies.remedies_of(conn, 1)
        survey = learning.survey_of(conn, 1)
    record.close()
    assert (file.case.reference, file.case.flags) == ("MR-1", ("child",))
    assert (file.case.services, file.case.parent_id, file.case.confidential) == ((), None, False)
    assert file.stages[0].owner_email == "ola@council.example"
    assert (file.stages[0].respond_by, file.stages[0].decision) == (date(2026, 11, 16), "")
    assert (file.parties[0].consent, file.parties[0].principal) == ({"how": "email"}, False)
    # When a remedy was promised was not kept; not before its case was opened.
    assert (remedy.by_on, remedy.promised_at) == (date(2026, 12, 1), file.case.opened_at)
    assert survey is not None
    assert (survey.sent_at, survey.outgoing_key) == (AT, "")


def test_an_empty_database_is_migrated_once(empty_url: str) -> None:
    assert pending(empty_url) == REVISIONS
    assert migrate(empty_url) == REVISIONS
    assert pending(empty_url) == []
    assert migrate(empty_url) == []


def test_asking_what_is_pending_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    assert pending(f"sqlite:///{file}") == REVISIONS
    assert not file.exists()


def test_two_who_migrate_at_once_wait_for_each_other(empty_url: str) -> None:
    ran: list[list[str]] = []
    threads = [threading.Thread(target=lambda: ran.append(migrate(empty_url))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ran) == [[], [], REVISIONS]


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
