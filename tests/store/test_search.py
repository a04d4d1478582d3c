"""The register searched, on either database: words, names, references, days, and what somebody may see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store import agenda, cases, diary, search
from store.search import Asked
from store.session import Connection, Record
from store.states import CaseStatus, PartyRole
from tests.store.makers import AT, new_stage, open_case


def _party(conn: Connection, case_id: int, **more: str) -> None:
    cases.add_parties(conn, [cases.NewParty(case_id, PartyRole.COMPLAINANT, **more)])


@pytest.fixture
def three(record: Record) -> Record:
    with record.write() as conn:
        first = open_case(conn, reference="MR-2026-00001-A", summary="The bins were missed again.")
        second = open_case(
            conn,
            reference="MR-2026-00002-B",
            service="housing",
            subject="Dämp",
            summary="Mould in the hall; the O'Brien boiler is broken.",
            received_at=AT + timedelta(days=2),
        )
        third = open_case(
            conn,
            reference="MR-2026-00003-C",
            kind="compliment",
            status=CaseStatus.CLOSED,
            confidential=True,
            summary="Thank you for the bins.",
            received_at=AT + timedelta(days=4),
        )
        _party(conn, first, name="Una Firth", email="una@home.example", postcode="AW1 9RT")
        _party(conn, second, name="Bo O'Brien", email="bo@else.example")
        cases.add_stages(conn, [new_stage(one) for one in (first, second)])
        cases.add_stages(conn, [new_stage(third, owner_email="cy@council.example")])
    return record


def _found(record: Record, **asked: object) -> str:
    """The last letters of the references found, in order."""
    with record.read() as conn:
        return "".join(
            one.reference[-1]
            for one in search.find_cases(conn, Asked(**asked))  # type: ignore[arg-type]
        )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "CBA"),
        ("bins", "CA"),
        ("missed bins", "A"),
        ("bin miss", "A"),
        ("MR-2026-00002", "B"),
        ("mr-2026-00002-b", "B"),
        ("una firth", "A"),
        ("una@home", "A"),
        ("AW1 9RT", "A"),
        ("o'brien", "B"),
        ("hamster", ""),
        # No language of queries reaches the database, nor a wildcard.
        ('" OR 1', ""),
        ("NEAR bins", ""),
        ("*", ""),
        ("%", ""),
        ("')--", ""),
        ("bins & | ! <-> :*", "CA"),
    ],
)
def test_words_are_found_wherever_they_stand(three: Record, words: str, found: str) -> None:
    assert _found(three, words=words) == found


def test_kind_state_service_and_days_narrow_it(three: Record) -> None:
    assert _found(three, kind="compliment") == "C"
    assert _found(three, status="OPEN") == "BA"
    assert _found(three, service="housing") == "B"
    assert _found(three, since=AT + timedelta(days=1), until=AT + timedelta(days=3)) == "B"
    assert _found(three, words="bins", status="OPEN") == "A"


def test_an_officer_finds_their_services_cases_and_their_own_but_nothing_confidential(
    three: Record,
) -> None:
    waste = frozenset({"waste"})
    assert _found(three, services=waste) == "A"
    assert _found(three, services=waste, words="bins") == "A"
    assert _found(three, services=waste, reader="cy@council.example") == "CA"
    assert _found(three, services=frozenset()) == ""


def test_the_next_page_begins_where_the_last_one_ended(three: Record) -> None:
    with three.read() as conn:
        first = search.find_cases(conn, Asked(limit=2))
    last = first[-1]
    assert _found(three, before=(last.received_at, last.id)) == "A"


def test_what_is_changed_is_found_by_its_new_words_alone(three: Record) -> None:
    with three.write() as conn:
        cases.change_case(conn, 1, summary="The hedge is too high.")
        party = cases.get_case(conn, 1).parties[0]
        cases.change_party(conn, party.id, name="Una Grange")
    assert _found(three, words="hedge") == "A"
    assert _found(three, words="missed") == ""
    assert _found(three, words="grange") == "A"
    assert _found(three, words="firth") == ""


def test_what_is_due_is_listed_and_counted(three: Record) -> None:
    today = AT.date()
    with three.write() as conn:
        stage = cases.get_case(conn, 1).stages[0]
        cases.change_stage(conn, stage.id, respond_by=today - timedelta(days=1))
        diary.set_deadlines(conn, [(stage.id, "response", today - timedelta(days=1))])
        assert agenda.count_due(conn, today - timedelta(days=9), today) == 1
        (due,) = agenda.due_on(conn, today - timedelta(days=9), today)
        assert agenda.due_on(conn, today - timedelta(days=9), today, {"housing"}) == []
        answers = agenda.open_answers(conn, today, today + timedelta(days=3))
    assert (due.reference, due.name, due.owner_name) == ("MR-2026-00001-A", "response", "Ola Owner")
    assert sorted(answers) == [("housing", "no day", 1), ("waste", "late", 1)]
