"""A PostgreSQL of our own: made for one run of the tests in a folder of its own, gone afterwards.

It listens on a Unix socket only. Every test gets a database copied from a migrated one. Under
pytest-xdist each worker has its own server: a cluster takes a second to make.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from store.migrations import migrate
from tests.servers import needs_server

USER = "mailroom"
TEMPLATE = "migrated"

# Durability is the one thing tests need not wait for: the cluster does not outlive them.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "200",
    # Far from UTC, so that what forgets to say which zone it means is found.
    "timezone": "Asia/Kathmandu",
}


class Cluster:
    """A running server; `fresh` gives the URL of a new migrated database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        conninfo = f"host={self.folder} user={USER} dbname=postgres"
        with psycopg.connect(conninfo, autocommit=True) as conn:
            conn.execute(statement.encode())

    def empty(self) -> str:
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def fresh(self) -> str:
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self.url(name)

    def drop(self, url: str) -> None:
        name = url.split("@/")[1].split("?")[0]
        self.run(f"DROP DATABASE {name} WITH (FORCE)")


def find_binaries() -> Path | None:
    """Where initdb and pg_ctl are: on the path, or where Debian puts them."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "pg_ctl").exists()), None)


@contextmanager
def run_cluster(**settings: str) -> Iterator[Cluster]:
    """A server for as long as the block, its `SETTINGS` changed; skips the test where PostgreSQL is not installed."""
    binaries = find_binaries()
    needs_server("PostgreSQL", binaries is not None)
    assert binaries is not None
    # Not pytest's own folder: a socket's path may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="mailroom-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        prefix = _as_postgres(folder)
        _start(prefix, binaries, folder, settings)
        try:
            cluster = Cluster(folder)
            cluster.run(f"CREATE DATABASE {TEMPLATE}")
            migrate(cluster.url(TEMPLATE))
            yield cluster
        finally:
            stop: list[str | Path] = ["-D", folder / "data", "-m", "immediate", "stop"]
            _run(*prefix, binaries / "pg_ctl", *stop)


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: where we are, the server runs as its own account."""
    if os.geteuid() != 0:
        return []
    account = next((each for each in pwd.getpwall() if each.pw_name == "postgres"), None)
    needs_server("PostgreSQL's own account", account is not None)
    assert account is not None
    os.chown(folder, account.pw_uid, account.pw_gid)
    return ["setpriv", "--clear-groups", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}"]


def _start(prefix: list[str], binaries: Path, folder: Path, changed: dict[str, str]) -> None:
    data = folder / "data"
    make = ["-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    _run(*prefix, binaries / "initdb", "-D", data, *make)
    settings = {**SETTINGS, **changed, "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {name}={value!r}" for name, value in settings.items())
    start: list[str | Path] = ["-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
    _run(*prefix, binaries / "pg_ctl", *start)


def _run(*command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd="/", capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command}\n{done.stdout}{done.stderr}")
