"""A remedy is owed until it is done or dropped, and whoever owes it is reminded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from store import cases, remedies
from store.rows import NoSuchRow
from store.session import Connection, Record
from tests.store.makers import AT, MINUTE, new_stage, open_case

TODAY = date(2026, 11, 2)
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def promised(conn: Connection, *days: date | None, **more: Any) -> list[int]:
    case_id = open_case(conn)
    new = [remedies.NewRemedy(case_id, "Mend it.", AT, by_on=day, **more) for day in days]
    return ids(remedies.add_remedies(conn, new))


def ids(found: list[remedies.Remedy]) -> list[int]:
    return [one.id for one in found]


def test_a_remedy_comes_back_as_it_was_promised(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        (stage_id,) = cases.add_stages(conn, [new_stage(case_id)])
        paid = {"kind": "payment", "amount": "£50", "allowed_by": "Head of Finance"}
        first, second = remedies.add_remedies(
            conn,
            [
                remedies.NewRemedy(case_id, "An apology.", AT),
                remedies.NewRemedy(case_id, "Money back.", AT, stage_id, by_on=TODAY, **paid),
            ],
        )
        assert remedies.remedies_of(conn, case_id) == [first, second]
        assert remedies.remedies_of(conn, case_id + 1) == remedies.add_remedies(conn, []) == []
        assert remedies.get_remedy(conn, second.id) == second
    assert (first.what, first.promised_at, first.by_on) == ("An apology.", AT, None)
    assert (second.stage_id, second.amount, second.by_on) == (stage_id, "£50", TODAY)


def test_a_remedy_is_done_or_dropped_once(record: Record) -> None:
    with record.write() as conn:
        done, dropped = promised(conn, TODAY, TODAY)
        remedies.finish_remedy(conn, done, AT, "Ola")
        remedies.finish_remedy(conn, done, AT + MINUTE, "Pat")
        remedies.drop_remedy(conn, done, AT, "Pat", "too dear", "none")
        remedies.drop_remedy(conn, dropped, AT, "Pat", "no such tree", "another tree")
        remedies.finish_remedy(conn, dropped, AT, "Ola")
        one, two = (remedies.get_remedy(conn, id_) for id_ in (done, dropped))
        assert remedies.remedies_to_remind(conn, TODAY, 9) == []
        assert remedies.overdue_remedies(conn, TOMORROW, 9) == (0, [])
    assert (one.done_at, one.done_by, one.dropped_at) == (AT, "Ola", None)
    assert (two.dropped_at, two.dropped_by, two.done_at) == (AT, "Pat", None)
    assert (two.why, two.instead) == ("no such tree", "another tree")


def test_a_remedy_is_reminded_of_before_its_day_and_once_more_when_late(record: Record) -> None:
    with record.write() as conn:
        soon, _, _ = promised(conn, TODAY, TOMORROW, None)
        assert ids(remedies.remedies_to_remind(conn, TODAY, 9)) == [soon]
        remedies.remedy_reminded(conn, [soon], YESTERDAY)
        assert remedies.remedies_to_remind(conn, TODAY, 9, today=TODAY) == []
        assert ids(remedies.remedies_to_remind(conn, TODAY, 9, today=TOMORROW)) == [soon]
        remedies.remedy_reminded(conn, [soon], TOMORROW)
        assert remedies.remedies_to_remind(conn, TODAY, 9, today=TOMORROW) == []
        assert remedies.get_remedy(conn, soon).reminded_on == TOMORROW


def test_reminders_come_oldest_first_and_so_many_at_most(record: Record) -> None:
    with record.write() as conn:
        later, first = promised(conn, TODAY, YESTERDAY)
        assert ids(remedies.remedies_to_remind(conn, TODAY, 9)) == [first, later]
        assert ids(remedies.remedies_to_remind(conn, TODAY, 1)) == [first]


def test_overdue_remedies_are_counted_and_the_oldest_shown(record: Record) -> None:
    with record.write() as conn:
        days = [TODAY - timedelta(days=number) for number in range(5)]
        made = promised(conn, *days, None)
        count, oldest = remedies.overdue_remedies(conn, TODAY, 2)
    assert (count, ids(oldest)) == (4, [made[4], made[3]])


def test_a_remedy_that_is_not_there_is_an_error(record: Record) -> None:
    with record.write() as conn:
        with pytest.raises(NoSuchRow, match="999"):
            remedies.get_remedy(conn, 999)
        with pytest.raises(NoSuchRow, match="999"):
            remedies.finish_remedy(conn, 999, AT, "Ola")
        with pytest.raises(NoSuchRow, match="999"):
            remedies.drop_remedy(conn, 999, AT, "Ola", "why", "")
