"""Cases are numbered without a gap, opened together, changed by name, and found by many clues."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from store import cases
from store.rows import NoSuchRow
from store.session import Connection, Record
from store.states import CaseStatus, PartyRole
from tests.store.makers import AT, MINUTE, new_case, new_stage, open_case, open_stage

TODAY = date(2026, 11, 2)


def test_numbers_run_on_and_each_series_by_itself(record: Record) -> None:
    with record.write() as conn:
        assert list(cases.take_numbers(conn, "2026", 3)) == [1, 2, 3]
        assert list(cases.take_numbers(conn, "2027")) == [1]
        assert list(cases.take_numbers(conn, "2026", 2)) == [4, 5]
        assert list(cases.take_numbers(conn, "2026", 0)) == []


def test_ids_come_back_in_the_order_asked(record: Record) -> None:
    with record.write() as conn:
        new = [new_case(reference=f"R{9 - number}") for number in range(9)]
        ids = cases.add_cases(conn, new)
        found = cases.cases_by_reference(conn, [case.reference for case in new])
        assert [found[case.reference] for case in new] == ids
        stages = cases.add_stages(conn, [new_stage(id_, number=2) for id_ in reversed(ids)])
        files = cases.case_files(conn, ids)
        assert stages == [files[id_].stages[0].id for id_ in reversed(ids)]
        assert cases.add_cases(conn, []) == cases.add_stages(conn, []) == []


def test_a_whole_case_comes_back_as_it_was_written(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn, flags=("safeguarding", "child"), confidence=0.875)
        first = new_stage(case_id)
        second = new_stage(case_id, 2, opened_at=AT + MINUTE, respond_by=TODAY)
        ids = cases.add_stages(conn, [first, second])
        people = [
            cases.NewParty(case_id, PartyRole.COMPLAINANT, "Ann", "ANN@resident.example"),
            cases.NewParty(case_id, PartyRole.MEMBER, "Cllr Bo", consent={"by": "email"}),
        ]
        cases.add_parties(conn, people)
        cases.add_parties(conn, [])
        cases.add_pause(conn, ids[1], TODAY, "asked the resident")
        file = cases.get_case(conn, case_id)
    assert file.case.flags == ("safeguarding", "child")
    assert (file.case.status, file.case.confidence) == (CaseStatus.OPEN, 0.875)
    assert [stage.id for stage in file.stages] == ids
    assert [len(stage.pauses) for stage in file.stages] == [0, 1]
    assert file.stages[1].respond_by == TODAY
    assert [party.email for party in file.parties] == ["ann@resident.example", ""]
    assert file.parties[1].consent == {"by": "email"}


def test_a_stage_begun_again_is_a_stage_of_its_own(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        again = new_stage(case_id, opened_at=AT + timedelta(days=40))
        first, second = cases.add_stages(conn, [new_stage(case_id), again])
        assert first != second


def test_many_cases_are_read_in_as_many_queries_as_one(record: Record) -> None:
    with record.write() as conn:
        ids = [open_case(conn, email=f"r{number}@resident.example") for number in range(40)]
        cases.add_stages(conn, [new_stage(id_) for id_ in ids])
        one, many = _queries(conn, ids[:1]), _queries(conn, ids)
        assert one == many == 4
        assert set(cases.case_files(conn, [*ids, 99_999])) == set(ids)
        assert cases.case_files(conn, []) == {}


def _queries(conn: Connection, ids: list[int]) -> int:
    seen: list[str] = []

    def note(*args: object) -> None:
        seen.append(str(args[2]))

    event.listen(conn, "before_cursor_execute", note)
    cases.case_files(conn, ids)
    event.remove(conn, "before_cursor_execute", note)
    return len(seen)


def test_columns_are_changed_by_name(record: Record) -> None:
    with record.write() as conn:
        stage_id = open_stage(conn)
        cases.change_stage(conn, stage_id, owner_name="Pat", extended_to=TODAY, extensions=1)
        (case_id,) = cases.cases_by_reference(conn, [f"MR-{n}" for n in range(500)]).values()
        cases.change_case(conn, case_id, status=CaseStatus.CLOSED, closed_at=AT)
        cases.change_case(conn, case_id)
        file = cases.get_case(conn, case_id)
    assert (file.case.status, file.case.closed_at) == (CaseStatus.CLOSED, AT)
    assert (file.stages[0].owner_name, file.stages[0].extended_to) == ("Pat", TODAY)


@pytest.mark.parametrize("columns", [{"colour": "red"}, {"id": 5}])
def test_a_column_that_cannot_be_changed_is_an_error(
    record: Record, columns: dict[str, object]
) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        with pytest.raises(ValueError, match=next(iter(columns))):
            cases.change_case(conn, case_id, **columns)


def test_a_case_that_is_not_there_is_an_error(record: Record) -> None:
    with record.write() as conn:
        with pytest.raises(NoSuchRow, match="999"):
            cases.get_case(conn, 999)
        with pytest.raises(NoSuchRow, match="999"):
            cases.change_case(conn, 999, kind="comment")


def test_a_status_the_trade_does_not_know_is_refused(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        with pytest.raises(Exception, match="SHELVED"):
            cases.change_case(conn, case_id, status="SHELVED")


def test_a_persons_cases_are_found_by_any_of_their_addresses_newest_first(
    record: Record,
) -> None:
    with record.write() as conn:
        old = open_case(conn, "ann@resident.example", received_at=AT - timedelta(days=9))
        new = open_case(conn, "Ann@Work.example")
        open_case(conn, "bob@resident.example")
        found = cases.cases_of(conn, ["ann@work.example", "ANN@resident.example", ""])
        assert [case.id for case in found] == [new, old]
        assert cases.cases_of(conn, ["nobody@resident.example"]) == []
        assert cases.cases_of(conn, [""]) == cases.cases_of(conn, []) == []


def test_one_busy_person_does_not_hide_another(record: Record) -> None:
    with record.write() as conn:
        old = AT - timedelta(days=900)
        quiet = open_case(conn, "quiet@resident.example", received_at=old)
        busy = [open_case(conn, "busy@resident.example") for _ in range(25)]
        found = cases.cases_of(conn, ["busy@resident.example", "quiet@resident.example"])
        assert [case.id for case in found] == [*reversed(busy[5:]), quiet]


def test_a_case_is_named_once_though_a_person_is_in_it_twice(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn, "ann@resident.example")
        twice = cases.NewParty(case_id, PartyRole.SUBJECT, "Ann", "ann@resident.example")
        cases.add_parties(conn, [twice])
        assert [case.id for case in cases.cases_of(conn, ["ann@resident.example"])] == [case_id]


def test_cases_with_the_same_text_are_found_and_those_without_text_are_not(
    record: Record,
) -> None:
    with record.write() as conn:
        first = open_case(conn, fingerprint_text="f")
        open_case(conn)
        second = open_case(conn, fingerprint_text="f")
        assert cases.cases_with_text(conn, "f") == [first, second]
        assert cases.cases_with_text(conn, "") == []


def test_only_references_that_are_cases_are_found(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn, reference="MR-2026-0007")
        assert cases.cases_by_reference(conn, ["MR-2026-0007", "MR-2026-0008"]) == {
            "MR-2026-0007": case_id
        }
        assert cases.cases_by_reference(conn, []) == {}


def test_what_is_opened_comes_back_as_the_record_has_it(record: Record) -> None:
    with record.write() as conn:
        case = cases.open_case(conn, new_case(summary="a \x00 in it", flags=("one", "two")))
        stage = cases.open_stage(conn, new_stage(case.id))
        person = cases.NewParty(case.id, PartyRole.COMPLAINANT, "Ann", "Ann@Post.EXAMPLE")
        party = cases.join(conn, person)
        file = cases.get_case(conn, case.id)
    assert file == cases.CaseFile(case, (stage,), (party,))
    assert party.email == "ann@post.example"


def test_what_is_known_of_a_case_beside_its_clock_comes_back(record: Record) -> None:
    known: dict[str, Any] = {
        "desired_outcome": "An apology.",
        "not_ours": "The trams.",
        "category": "missed bin",
        "complexity": "complex",
        "channel": "telephone",
        "services": ("waste", "roads"),
        "assisted_by": "A neighbour",
        "informal_until": AT,
        "update_days": 10,
        "characteristic": "age",
        "confidential": True,
    }
    asked: dict[str, Any] = {"decision": "decline", "decision_why": "Nothing new."}
    asked["their_reference"] = "25-1"
    with record.write() as conn:
        case_id = open_case(conn, **known)
        signed: dict[str, Any] = {
            "signatory_name": "Kim",
            "accountable_email": "kim@council.example",
        }
        cases.add_stages(conn, [new_stage(case_id, **signed, **asked)])
        cases.change_case(conn, case_id, closing="withdrawn", services=("roads",))
        file = cases.get_case(conn, case_id)
    changed = {**known, "closing": "withdrawn", "services": ("roads",)}
    assert {name: getattr(file.case, name) for name in changed} == changed
    assert {name: getattr(file.stages[0], name) for name in asked | signed} == asked | signed
    assert file.stages[0].pauses == ()


def test_a_party_is_changed_by_name_and_the_email_kept_in_lower_case(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn, "ann@resident.example")
        (ann,) = cases.get_case(conn, case_id).parties
        given = {"given_at": "2026-11-02", "how": "letter"}
        cases.change_party(conn, ann.id, email="Ann@New.example", consent=given, principal=True)
        (changed,) = cases.get_case(conn, case_id).parties
        with pytest.raises(NoSuchRow, match="999"):
            cases.change_party(conn, 999, name="Bo")
        with pytest.raises(ValueError, match="colour"):
            cases.change_party(conn, ann.id, colour="red")
    assert (changed.email, changed.consent) == ("ann@new.example", given)
    assert (changed.name, changed.principal) == ("Ann", True)


def test_the_cases_of_one_matter_are_found_by_its_first(record: Record) -> None:
    with record.write() as conn:
        first = open_case(conn)
        others = [open_case(conn, group_id=first) for _ in range(3)]
        alone = open_case(conn)
        assert cases.cases_in_group(conn, first) == [first, *others]
        assert cases.cases_in_group(conn, alone) == [alone]
        assert cases.cases_in_group(conn, 99_999) == []


def test_the_cases_that_grew_out_of_one_are_found(record: Record) -> None:
    with record.write() as conn:
        parent = open_case(conn)
        children = [open_case(conn, parent_id=parent) for _ in range(2)]
        assert cases.children_of(conn, parent) == children
        assert cases.children_of(conn, children[0]) == []
        with pytest.raises(IntegrityError):
            open_case(conn, parent_id=99_999)
