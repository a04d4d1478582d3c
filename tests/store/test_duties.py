"""A duty is opened once, found by who owes it and when, and is owed until it is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from store import duties
from store.rows import NoSuchRow
from store.session import Connection, Record
from tests.store.makers import AT, MINUTE, keep, mail, open_case

TODAY = date(2026, 11, 2)
TOMORROW = TODAY + timedelta(days=1)


def duty(key: str, **more: Any) -> duties.NewDuty:
    plain = {"name": "call_resident", "words": "Ring the resident.", "opened_at": AT}
    holder = {"holder_name": "Ola", "holder_email": "ola@council.example", "holder_role": "owner"}
    return duties.NewDuty(key, **{**plain, **holder, **more})


def ids(found: list[duties.Duty]) -> list[int]:
    return [one.id for one in found]


def opened(conn: Connection, *new: duties.NewDuty) -> list[int]:
    return ids(duties.add_duties(conn, new))


def test_a_duty_comes_back_as_it_was_opened(record: Record) -> None:
    with record.write() as conn:
        case_id, (incoming_id,) = open_case(conn), keep(conn, mail(1))
        new = duty("1", case_id=case_id, incoming_id=incoming_id, due_on=TODAY, letter=False)
        other = duty("2", case_id=case_id, bars="closing", wants_note="when", every="10wd")
        first, second = duties.add_duties(conn, [new, other])
        assert duties.duties_of(conn, case_id) == [first, second]
        assert duties.duties_of(conn, case_id + 1) == []
        assert duties.get_duty(conn, first.id) == first
        assert duties.add_duties(conn, []) == []
    assert (first.case_id, first.incoming_id, first.due_on) == (case_id, incoming_id, TODAY)
    assert (first.letter, first.bars, first.done_at) == (False, "nothing", None)
    assert (second.letter, second.bars, second.every) == (True, "closing", "10wd")


def test_a_known_key_adds_nothing_and_is_not_given_back(record: Record) -> None:
    with record.write() as conn:
        (known,) = duties.add_duties(conn, [duty("1", words="Ring.")])
        new = duties.add_duties(conn, [duty("3"), duty("1", words="Write."), duty("2"), duty("3")])
        assert [one.key for one in new] == ["3", "2"]
        assert duties.get_duty(conn, known.id) == known
        assert duties.add_duties(conn, [duty("2")]) == []


def test_open_duties_come_oldest_due_first_and_those_without_a_day_last(record: Record) -> None:
    with record.write() as conn:
        whenever, late, soon = opened(
            conn, duty("1"), duty("2", due_on=TODAY), duty("3", due_on=TOMORROW)
        )
        (done,) = opened(conn, duty("4", due_on=TODAY))
        duties.finish_duty(conn, done, AT, "Ola")
        assert ids(duties.open_duties(conn)) == [late, soon, whenever]
        assert ids(duties.open_duties(conn, limit=2)) == [late, soon]
        assert ids(duties.open_duties(conn, due_before=TOMORROW)) == [late]


def test_a_holder_is_found_however_the_address_is_written(record: Record) -> None:
    with record.write() as conn:
        one, _ = opened(conn, duty("1", holder_email="Pat@Council.example"), duty("2"))
        (found,) = duties.open_duties(conn, holder_email="PAT@council.example")
    assert (found.id, found.holder_email) == (one, "pat@council.example")


def test_late_duties_are_counted_and_the_oldest_shown(record: Record) -> None:
    with record.write() as conn:
        days = [TODAY - timedelta(days=number) for number in range(5)]
        made = opened(conn, *(duty(str(day), due_on=day) for day in days), duty("none"))
        count, oldest = duties.late_duties(conn, TODAY, 2)
        assert (count, ids(oldest)) == (4, [made[4], made[3]])
        assert duties.late_duties(conn, days[-1], 2) == (0, [])


def test_a_holder_is_reminded_once_of_each_day(record: Record) -> None:
    with record.write() as conn:
        first, _, _ = opened(conn, duty("1", due_on=TODAY), duty("2", due_on=TOMORROW), duty("3"))
        assert ids(duties.duties_to_remind(conn, TODAY, 10)) == [first]
        duties.reminded(conn, [first], TODAY)
        assert duties.duties_to_remind(conn, TODAY, 10) == []
        assert len(duties.duties_to_remind(conn, TOMORROW, 10)) == 1
        assert duties.get_duty(conn, first).reminded_on == TODAY


def test_reminders_come_in_portions_that_end(record: Record) -> None:
    with record.write() as conn:
        made = set(opened(conn, *(duty(str(number), due_on=TODAY) for number in range(7))))
        seen: set[int] = set()
        while some := duties.duties_to_remind(conn, TODAY, 3):
            duties.reminded(conn, ids(some), TODAY)
            seen |= set(ids(some))
    assert seen == made


def test_a_duty_is_done_once(record: Record) -> None:
    with record.write() as conn:
        (one,) = opened(conn, duty("1", due_on=TODAY))
        duties.finish_duty(conn, one, AT, "Ola", "Rang at ten.")
        duties.finish_duty(conn, one, AT + MINUTE, "Pat", "Rang again.")
        done = duties.get_duty(conn, one)
        assert duties.duties_to_remind(conn, TODAY, 10) == duties.open_duties(conn) == []
    assert (done.done_at, done.done_by, done.note) == (AT, "Ola", "Rang at ten.")


def test_that_a_holder_was_told_is_kept(record: Record) -> None:
    with record.write() as conn:
        one, two = opened(conn, duty("1"), duty("2"))
        duties.told(conn, [one], AT)
        assert duties.get_duty(conn, one).told_at == AT
        assert duties.get_duty(conn, two).told_at is None


def test_duties_are_handed_on(record: Record) -> None:
    with record.write() as conn:
        one, two = opened(conn, duty("1"), duty("2"))
        duties.hand_on(conn, [one], "Pat", "Pat@Council.example")
        (found,) = duties.open_duties(conn, holder_email="pat@council.example")
        assert (found.id, found.holder_name, found.name) == (one, "Pat", "call_resident")
        assert duties.get_duty(conn, two).holder_name == "Ola"


def test_a_duty_that_is_not_there_is_an_error(record: Record) -> None:
    with record.write() as conn:
        with pytest.raises(NoSuchRow, match="999"):
            duties.get_duty(conn, 999)
        with pytest.raises(NoSuchRow, match="999"):
            duties.finish_duty(conn, 999, AT, "Ola")
