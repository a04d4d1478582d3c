"""A record is told from every other, a pilot's too; a copy of it is the same record."""

from __future__ import annotations

import re
import shutil
from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import select

from store.faults import RecordFault
from store.migrations import migrate
from store.schema import identity
from store.session import Record


def test_a_migrated_record_has_an_identity_that_stays(record_url: str) -> None:
    first = Record(record_url)
    made = first.identity()
    first.close()
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert migrate(record_url) == []
    again = Record(record_url)
    assert again.identity() == made
    again.close()


def test_two_records_differ_and_a_copy_is_the_same(tmp_path: Path) -> None:
    for name in ("a", "b"):
        migrate(f"sqlite:///{tmp_path / name}")
    shutil.copy(tmp_path / "a", tmp_path / "copy")
    ids = [_identity(tmp_path / name) for name in ("a", "b", "copy")]
    assert ids[0] != ids[1]
    assert ids[0] == ids[2]


def test_it_says_when_the_record_was_made(record: Record) -> None:
    with record.read() as conn:
        made_at = conn.execute(select(identity.c.made_at)).scalar_one()
    assert made_at.tzinfo is UTC


def test_chance_is_an_argument(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path / 'a'}", lambda: "0" * 32)
    assert _identity(tmp_path / "a") == "0" * 32


def test_a_record_that_lost_it_says_so_and_is_given_one_by_migrating(sqlite_url: str) -> None:
    record = Record(sqlite_url)
    with record.write() as conn:
        conn.exec_driver_sql("DELETE FROM identity")
    with pytest.raises(RecordFault, match="Run the migrations"):
        record.identity()
    assert migrate(sqlite_url) == []
    assert len(record.identity()) == 32
    record.close()


def _identity(file: Path) -> str:
    record = Record(f"sqlite:///{file}")
    try:
        return record.identity()
    finally:
        record.close()
