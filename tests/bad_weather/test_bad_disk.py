"""A disk that is full, a database that is shut, locked, damaged or gone: words, nothing lost, and on it goes."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from store import sqlite
from tests.bad_weather.test_bad_folders import bound
from tests.bad_weather.town import Town


@pytest.fixture
def small_disk(town: Town) -> Iterator[Path]:
    """A disk of eight megabytes with the town's record and post on it; skips where none can be mounted."""
    disk = town.folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "mailroom-test", str(disk)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        pytest.skip("no small disk can be mounted here")
    try:
        shutil.move(town.record, disk / "record.sqlite")
        shutil.move(town.folder / "post", disk / "post")
        town.change(("record.sqlite", "disk/record.sqlite"), ('"post"', '"disk/post"'))
        (town.folder / "post").symlink_to(disk / "post")
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(disk: Path, leave: int = 0) -> Path:
    """Leave only so many bytes free."""
    ballast = disk / "ballast"
    ballast.write_bytes(b"")
    with ballast.open("r+b", buffering=0) as out:
        free = shutil.disk_usage(disk).free - leave
        written = 0
        while written < free:
            try:
                written += out.write(b"x" * min(4096, free - written))
            except OSError:
                break
    return ballast


def count(record: Path, what: str) -> int:
    with sqlite3.connect(record) as conn:
        number: int = conn.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
    return number


@pytest.mark.parametrize("leave", [0, 64 * 1024, 256 * 1024])
def test_a_full_disk_is_said_and_nothing_is_lost(town: Town, small_disk: Path, leave: int) -> None:
    ballast = fill(small_disk, leave)
    people = ("ann", "bob", "una", "zoe", "kim", "lou")
    town.complain(*people)
    said = town.run("round", code=1).output
    assert "The disk under the database is full." in said or "No space left on device" in said
    assert "in mailroom itself" not in said
    for _ in range(4):
        town.run("round", code=1)
    ballast.unlink()
    town.round()
    assert "Nothing waits" in town.queue(), "mail was blamed for the disk"
    # What was put off goes some minutes later: all of it is written.
    assert count(small_disk / "record.sqlite", "cases") == len(people)
    assert count(small_disk / "record.sqlite", "outgoing WHERE role = 'resident'") == len(people)
    assert "whole" in town.run("journal", "verify").output
    assert all(town.letters_to(who) <= 1 for who in people)


def test_a_record_that_may_not_be_written_is_said_in_words(town: Town) -> None:
    town.complain("una")
    town.record.chmod(0o400)
    said = bound(town, "round", code=1)
    assert "The database may not be written." in said
    assert "Check who owns the file, those beside it (-wal and -shm) and their folder." in said
    for file in town.folder.glob("record.sqlite*"):
        file.chmod(0o600)
    town.folder.chmod(0o500)
    said = bound(town, "round", code=1)
    assert "Check who owns" in said
    town.folder.chmod(0o700)
    assert "1 new, 1 handled" in bound(town, "round")


def test_a_record_in_a_folder_that_may_not_be_entered(town: Town) -> None:
    shut = town.folder / "shut"
    shut.mkdir()
    shutil.move(town.record, shut / "record.sqlite")
    town.change(("record.sqlite", "shut/record.sqlite"))
    shut.chmod(0o000)
    for command in ("round", "check", "migrate"):
        said = bound(town, command, code=1)
        assert "cannot be used: Permission denied" in said
    shut.chmod(0o700)
    assert "0 new" in bound(town, "round")


def test_a_record_that_is_not_there_is_not_made_anew_by_the_way(town: Town) -> None:
    town.change(("record.sqlite", "mounted/record.sqlite"))
    for command in ("round", "run", "status"):
        said = town.run(command, code=1).output
        assert "There is no record in the database yet" in said
        assert "find its disk or its last backup first" in said
    assert "There is no folder" in town.run("migrate", code=1).output
    assert not (town.folder / "mounted").exists()


@pytest.mark.parametrize("damage", ["its head", "its middle", "all of it"])
def test_a_damaged_record_is_said_and_left_as_it_is(town: Town, damage: str) -> None:
    town.complain("una")
    town.round()
    with sqlite3.connect(town.record) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    broken = bytearray(town.record.read_bytes())
    if damage == "all of it":
        broken = bytearray(b"not a database at all " * 1000)
    elif damage == "its head":
        broken[:100] = b"\0" * 100
    else:
        broken[4096:] = b"\xa5" * (len(broken) - 4096)
    town.record.write_bytes(broken)
    town.complain("bob")
    said = town.run("round", code=1).output
    assert "The database file is damaged, or no database." in said
    assert "Restore it from the last backup." in said
    assert "in mailroom itself" not in said
    assert (town.folder / "mailbox" / "new" / "bob").exists()


def test_a_record_locked_by_another_program_is_waited_for_and_then_said(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = tuple(one.replace("= 30000", "= 200") for one in sqlite._PRAGMAS)
    assert hasty != sqlite._PRAGMAS
    monkeypatch.setattr(sqlite, "_PRAGMAS", hasty)
    town.complain("una")
    other = sqlite3.connect(town.record, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = town.run("round", code=1).output
    assert "The database was locked by somebody else" in said
    assert "See that no other program keeps it open for writing" in said
    assert "0 handled" in town.run("status").output, "readers stand in nobody's way"
    other.execute("ROLLBACK")
    other.close()
    assert "1 new, 1 handled" in town.round()
    assert count(town.record, "incoming WHERE attempts > 1") == 0
