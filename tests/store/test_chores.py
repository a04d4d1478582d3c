"""A chore is begun once a day, whoever asks, and a clock that was wrong once does not put it off."""

from __future__ import annotations

from datetime import date

from store.chores import begin_chore
from store.session import Record

TODAY, TOMORROW = date(2026, 11, 2), date(2026, 11, 3)


def test_a_chore_is_begun_once_a_day(record: Record) -> None:
    with record.write() as conn:
        assert begin_chore(conn, "look anew", TODAY)
        assert not begin_chore(conn, "look anew", TODAY)
        assert begin_chore(conn, "another", TODAY)
        assert begin_chore(conn, "look anew", TOMORROW)


def test_a_day_in_the_far_future_puts_nothing_off(record: Record) -> None:
    with record.write() as conn:
        assert begin_chore(conn, "look anew", date(2099, 1, 1))
        assert begin_chore(conn, "look anew", TODAY)


def test_what_was_begun_and_undone_is_still_to_do(record: Record) -> None:
    class Undone(Exception):
        pass

    try:
        with record.write() as conn:
            assert begin_chore(conn, "look anew", TODAY)
            raise Undone
    except Undone:
        pass
    with record.write() as conn:
        assert begin_chore(conn, "look anew", TODAY)
