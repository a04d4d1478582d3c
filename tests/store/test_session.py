"""Reading sees one instant, writing is alone and whole or nothing, and faults come in words."""

from __future__ import annotations

import stat
from datetime import timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from store import cases, inbox, polls
from store.faults import RecordFault, in_words
from store.migrations import migrate
from store.session import Record
from tests.store.crowd import in_threads
from tests.store.makers import AT, keep, mail, new_case, open_case


def _take(record: Record) -> int:
    with record.write() as conn:
        return cases.take_numbers(conn, "n", 1)[0]


def test_what_was_written_is_there(record: Record) -> None:
    with record.write() as conn:
        keep(conn, mail(1))
    with record.read() as conn:
        assert inbox.missing_uids(conn, "feedback", 7, [1, 2]) == [2]


def test_an_exception_undoes_the_whole_of_it(record: Record) -> None:
    def half_of_it() -> None:
        with record.write() as conn:
            keep(conn, mail(1))
            cases.take_numbers(conn, "n", 5)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        half_of_it()
    assert _take(record) == 1
    with record.read() as conn:
        assert inbox.missing_uids(conn, "feedback", 7, [1]) == [1]


def test_a_reader_sees_one_instant_and_keeps_no_writer_waiting(record: Record) -> None:
    with record.read() as reader:
        assert inbox.missing_uids(reader, "feedback", 7, [1]) == [1]
        with record.write() as conn:
            keep(conn, mail(1))
        assert inbox.missing_uids(reader, "feedback", 7, [1]) == [1]


def test_a_reader_cannot_write(record: Record) -> None:
    with pytest.raises((RecordFault, DBAPIError)), record.read() as conn:
        polls.poll_ok(conn, "feedback", AT, 7)
    with record.read() as conn:
        assert polls.polls(conn) == []


def test_no_update_is_lost_between_reading_and_writing(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn, confidence=0)

    def add(times: int) -> None:
        for _ in range(times):
            with record.write() as conn:
                seen = cases.get_case(conn, case_id).case.confidence
                cases.change_case(conn, case_id, confidence=seen + 1)

    in_threads(4, lambda _: add(20))
    with record.read() as conn:
        assert cases.get_case(conn, case_id).case.confidence == 80


def test_numbers_taken_at_once_are_all_different(record: Record) -> None:
    taken = in_threads(4, lambda _: [_take(record) for _ in range(15)])
    assert sorted(chain.from_iterable(taken)) == list(range(1, 61))


def test_a_name_is_held_by_one_at_a_time(record: Record, record_url: str) -> None:
    other = Record(record_url)
    with (
        record.hold("feedback/INBOX @council") as first,
        other.hold("another") as elsewhere,
        other.hold("feedback/INBOX @council") as second,
    ):
        assert (first, elsewhere, second) == (True, True, False)
    with other.hold("feedback/INBOX @council") as again:
        assert again
    other.close()


def test_holding_a_name_keeps_no_writer_waiting(record: Record) -> None:
    with record.hold("feedback"):
        assert _take(record) == 1


def test_a_time_without_a_zone_is_refused(record: Record) -> None:
    with pytest.raises(Exception, match="zone"), record.write() as conn:
        polls.poll_ok(conn, "feedback", AT.replace(tzinfo=None), 7)


def test_times_come_back_in_utc_whatever_zone_they_had(record: Record) -> None:
    summer = (AT - timedelta(days=120)).astimezone(ZoneInfo("Europe/London"))
    with record.write() as conn:
        polls.poll_ok(conn, "feedback", summer, 7)
        (poll,) = polls.polls(conn)
    assert poll.last_ok_at == summer
    assert str(poll.last_ok_at).endswith("+00:00")


def test_a_fault_of_our_own_is_not_put_into_words(record: Record) -> None:
    twice = [new_case(reference="A1"), new_case(reference="A1")]
    with pytest.raises(IntegrityError), record.write() as conn:
        cases.add_cases(conn, twice)


def test_what_is_said_of_a_fault_bears_no_contents(record: Record) -> None:
    twice = [new_case(reference="A1", summary="my neighbour Zebedee") for _ in range(2)]
    with pytest.raises(IntegrityError) as caught, record.write() as conn:
        cases.add_cases(conn, twice)
    assert "Zebedee" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "mysql://h/d", "sqlite://", "sqlite:///:memory:"])
def test_a_record_that_cannot_be_is_refused_at_once(url: str) -> None:
    with pytest.raises((RecordFault, ModuleNotFoundError)):
        Record(url)


def test_a_missing_file_is_not_made_by_reading(tmp_path: Path) -> None:
    record = Record(f"sqlite:///{tmp_path / 'typo.db'}")
    with pytest.raises(RecordFault, match="no database at"), record.read():
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordFault, match="no folder"):
        migrate(f"sqlite:///{tmp_path / 'none' / 'record.db'}")


def test_a_new_file_is_nobody_elses_to_read(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    migrate(f"sqlite:///{file}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    file.write_bytes(b"Dear Sir or Madam, " * 400)
    record = Record(f"sqlite:///{file}")
    with pytest.raises(RecordFault, match="damaged"), record.read() as conn:
        inbox.counts(conn)
    record.close()


def test_a_full_disk_is_called_so(sqlite_url: str) -> None:
    record = Record(sqlite_url)
    with record.write() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    much = mail(1, raw=b"x" * 1_000_000)
    with pytest.raises(RecordFault, match="under the database is full"), record.write() as conn:
        inbox.keep(conn, [much], AT)
    record.close()


def test_a_writer_that_waits_too_long_says_who_is_to_blame(sqlite_url: str) -> None:
    slow, hasty = Record(sqlite_url), Record(sqlite_url)
    with hasty.write() as conn:
        conn.exec_driver_sql("PRAGMA busy_timeout = 10")
    with slow.write(), pytest.raises(RecordFault, match="locked by somebody"), hasty.write():
        pass
    slow.close()
    hasty.close()


@pytest.mark.server
def test_a_database_that_is_away_is_called_so(postgres_url: str) -> None:
    record = Record(postgres_url)
    with pytest.raises(RecordFault, match="connection to the database"), record.write() as conn:
        conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert _take(record) == 1
    record.close()


@pytest.mark.server
def test_a_database_that_does_not_exist_is_named(postgres_url: str) -> None:
    record = Record(postgres_url.replace("/test_", "/nowhere_"))
    with pytest.raises(RecordFault, match="nowhere_"), record.read():
        pass


def test_other_exceptions_pass_through_unchanged() -> None:
    with pytest.raises(KeyError), in_words("here"):
        raise KeyError("x")
