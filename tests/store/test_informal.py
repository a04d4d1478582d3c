"""Cases that a service may settle on the spot: found when their hours are over, and only then."""

from __future__ import annotations

from datetime import timedelta

from store import cases, diary
from store.session import Record
from store.states import CaseStatus
from tests.store.makers import AT, new_case


def test_a_case_is_found_when_its_hours_are_over_and_not_before(record: Record) -> None:
    with record.write() as conn:
        first = cases.open_case(conn, new_case(reference="FB-1", informal_until=AT))
        later = cases.open_case(
            conn, new_case(reference="FB-2", informal_until=AT + timedelta(hours=1))
        )
        cases.open_case(conn, new_case(reference="FB-3"))
    with record.read() as conn:
        assert diary.informal_over(conn, AT - timedelta(seconds=1)) == []
        assert diary.informal_over(conn, AT) == [first.id]
        assert diary.informal_over(conn, AT + timedelta(hours=2)) == [first.id, later.id]


def test_a_closed_case_is_no_longer_waited_for(record: Record) -> None:
    with record.write() as conn:
        case = cases.open_case(conn, new_case(reference="FB-1", informal_until=AT))
        cases.change_case(conn, case.id, status=CaseStatus.CLOSED)
        assert diary.informal_over(conn, AT) == []
