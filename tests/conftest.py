"""Fixtures every room's tests may ask for: a migrated record, on each database in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.migrations import migrate
from store.session import Record
from tests.servers.postgres import Cluster, run_cluster

pytest_plugins = ["tests.servers.fixtures"]

# Whose tests play whole rounds on a record: half a second each, and eight hundred of them.
_PLAYED = frozenset(
    Path(__file__).parent / room
    for room in ("acts", "bad_weather", "commands", "demo", "desk", "jobs")
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what plays the whole house, by its room, so that `make check` stays short."""
    for item in items:
        if not _PLAYED.isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.house)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this session's own; skips where there is none, fails so in CI."""
    with run_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied and never written."""
    file = tmp_path_factory.mktemp("record") / "migrated.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The URL of a fresh migrated SQLite file."""
    file = tmp_path / "record.db"
    file.write_bytes(migrated_file.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    """The URL of a fresh migrated PostgreSQL database."""
    url = postgres_cluster.fresh()
    yield url
    postgres_cluster.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def record_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh migrated database, on each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """A fresh record, on each kind of database in turn."""
    record = Record(record_url)
    yield record
    record.close()
