"""The journal is one whole chain, whoever writes and whatever is written; tampering shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError, IntegrityError

from store import journal
from store.session import Connection, Record
from tests.store.crowd import in_threads
from tests.store.makers import AT, open_case

REWRITES = {
    "an entry's reason changed": "UPDATE entries SET why = 'for no reason' WHERE id = 3",
    "an entry's time changed": "UPDATE entries SET at = '2020-01-01 00:00:00+00' WHERE id = 3",
    "an entry's trail changed": "UPDATE entries SET trail = '[]' WHERE id = 3",
    "an entry removed": "DELETE FROM entries WHERE id = 3",
    "the first entry removed": "DELETE FROM entries WHERE id = 1",
    "an entry put in another place": "UPDATE entries SET id = 99 WHERE id = 3",
}
UNLOCK = {
    "sqlite": ("DROP TRIGGER entries_refuse_update", "DROP TRIGGER entries_refuse_delete"),
    "postgresql": ("DROP TRIGGER entries_refuse ON entries",),
}


def entry(act: str = "opened", **more: Any) -> journal.NewEntry:
    return journal.NewEntry(AT, "rules", act, **{"trail": ("asked", {"sure": 0.5}), **more})


def write(record: Record, entries: Sequence[journal.NewEntry]) -> None:
    with record.write() as conn:
        journal.append(conn, entries)


def broken(record: Record) -> journal.Broken | None:
    with record.read() as conn:
        return journal.verify(conn)


def test_entries_stand_as_written_each_with_the_hash_before_it(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        assert journal.head(conn) == journal.BEGINNING
        journal.append(conn, [entry("opened", case_id=case_id, why="a complaint"), entry("held")])
        journal.append(conn, [entry("sent", case_id=case_id, policy_digest="d1")])
        journal.append(conn, [])
        first, second, third = journal.entries(conn)
        assert [one.act for one in journal.entries_of(conn, case_id)] == ["opened", "sent"]
        assert journal.acts_of(conn, case_id) == {"opened", "sent"}
        assert journal.last_of(conn, case_id, "opened") == first
        assert journal.last_of(conn, case_id, "held") is None
        assert journal.head(conn) == third.hash
    assert (first.at, first.by, first.why) == (AT, "rules", "a complaint")
    assert first.trail == ("asked", {"sure": 0.5})
    assert [first.previous_hash, second.previous_hash, third.previous_hash] == [
        journal.BEGINNING,
        first.hash,
        second.hash,
    ]
    assert broken(record) is None


def test_an_empty_journal_is_whole(record: Record) -> None:
    assert broken(record) is None


def test_the_journal_comes_in_pages_and_from_its_end(record: Record) -> None:
    write(record, [entry(str(number)) for number in range(7)])
    with record.read() as conn:
        first = journal.entries(conn, limit=4)
        rest = journal.entries(conn, after_id=first[-1].id)
        latest = journal.latest(conn, 2)
    assert [one.act for one in first + rest] == list("0123456")
    assert [one.act for one in latest] == ["5", "6"]


@pytest.mark.parametrize("statement", REWRITES.values(), ids=REWRITES.keys())
def test_the_database_refuses_to_rewrite_history(record: Record, statement: str) -> None:
    write(record, [entry(str(number)) for number in range(5)])
    with pytest.raises(DBAPIError, match="only ever added to"), record.write() as conn:
        conn.exec_driver_sql(statement)


@pytest.mark.server
def test_the_journal_cannot_be_emptied_at_a_stroke(postgres_url: str) -> None:
    record = Record(postgres_url)
    with pytest.raises(DBAPIError, match="only ever added to"), record.write() as conn:
        conn.exec_driver_sql("TRUNCATE entries")
    record.close()


@pytest.mark.parametrize("statement", REWRITES.values(), ids=REWRITES.keys())
def test_history_rewritten_behind_the_databases_back_shows(record: Record, statement: str) -> None:
    write(record, [entry(str(number)) for number in range(5)])
    with record.write() as conn:
        _rewrite(conn, statement)
    found = broken(record)
    assert found is not None
    assert found.entry_id in {2, 3, 4}


def _rewrite(conn: Connection, statement: str) -> None:
    for trigger in UNLOCK[conn.dialect.name]:
        conn.exec_driver_sql(trigger)
    conn.exec_driver_sql(statement)


def test_an_entry_slipped_in_shows(record: Record) -> None:
    write(record, [entry("0"), entry("1")])
    with record.write() as conn:
        conn.exec_driver_sql(
            "INSERT INTO entries (id, at, act, trail, previous_hash, hash) "
            "VALUES (50, '2026-11-02 09:30:00+00', 'forged', '[]', 'x', 'y')"
        )
    assert broken(record) == journal.Broken(50, "an entry before it was removed, added or changed")


def test_two_entries_after_one_are_impossible(record: Record) -> None:
    write(record, [entry()])
    with pytest.raises(IntegrityError), record.write() as conn:
        conn.exec_driver_sql(
            "INSERT INTO entries (at, act, trail, previous_hash, hash) VALUES "
            f"('2026-11-02 09:30:00+00', 'forged', '[]', '{journal.BEGINNING}', 'y')"
        )


def test_four_writers_leave_one_whole_chain(record_url: str, record: Record) -> None:
    def work(number: int) -> None:
        mine = Record(record_url)
        for turn in range(15):
            write(mine, [entry(f"{number}/{turn}/{part}") for part in range(3)])
        mine.close()

    in_threads(4, work)
    with record.read() as conn:
        acts = [one.act for one in journal.entries(conn, limit=1000)]
        assert journal.verify(conn) is None
    assert len(acts) == len(set(acts)) == 180
    for number in range(4):
        mine = [act for act in acts if act.startswith(f"{number}/")]
        assert mine == [f"{number}/{turn}/{part}" for turn in range(15) for part in range(3)]


def test_work_undone_leaves_no_gap_in_the_chain(record: Record) -> None:
    def undone() -> None:
        with record.write() as conn:
            journal.append(conn, [entry("never")])
            raise InterruptedError

    write(record, [entry("0")])
    with pytest.raises(InterruptedError):
        undone()
    write(record, [entry("1")])
    assert broken(record) is None


def test_a_number_that_is_none_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match="JSON"), record.write() as conn:
        journal.append(conn, [entry(trail=(float("nan"),))])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(st.text(), st.text(), st.lists(json_values))
def test_whatever_is_written_the_chain_verifies(
    record: Record, act: str, why: str, trail: list[Any]
) -> None:
    write(record, [replace(entry(act, why=why), trail=trail)])
    with record.read() as conn:
        (kept,) = journal.latest(conn, 1)
    assert json.dumps(kept.trail).replace("\\ufffd", "") == json.dumps(_storable(trail)).replace(
        "\\ufffd", ""
    )
    assert broken(record) is None


def _storable(value: Any) -> Any:
    match value:
        case str():
            return value.replace("\0", "\ufffd")
        case list():
            return [_storable(item) for item in value]
        case dict():
            return {_storable(key): _storable(item) for key, item in value.items()}
        case _:
            return value
