"""The queue in pages, by reason and service; and decisions that wait, on either database."""

from __future__ import annotations

from datetime import timedelta

from store import inbox, instructions, links, worklist
from store.instructions import Instruction
from store.session import Connection, Record
from store.states import IncomingState
from store.worklist import Wanted
from tests.store.makers import AT, MINUTE, keep, mail, open_case, settled


def _hold(conn: Connection, many: int) -> list[int]:
    ids = keep(conn, *(mail(n, received_at=AT + n * MINUTE) for n in range(1, many + 1)))
    proposals = [{"kind": "complaint", "services": ["waste"]}, {"services": []}, None]
    inbox.settle(
        conn,
        [
            settled(one, IncomingState.HELD, reason=f"not sure ({n}%)", proposal=proposals[n % 3])
            for n, one in enumerate(ids)
        ],
    )
    return ids


def test_the_longest_waiting_come_first_page_after_page(record: Record) -> None:
    with record.write() as conn:
        ids = _hold(conn, 7)
        first = worklist.page(conn, Wanted(limit=4))
        last = first[-1]
        rest = worklist.page(conn, Wanted(after=(last.received_at, last.id), limit=4))
        assert [one.id for one in (*first, *rest)] == ids
        assert worklist.next_after(conn, rest[-1]) == ids[0]
        assert worklist.next_after(conn, first[0]) == ids[1]


def test_reasons_are_told_without_what_is_one_messages_own(record: Record) -> None:
    with record.write() as conn:
        ids = _hold(conn, 6)
        assert worklist.reasons(conn) == [("not sure", 6)]
        assert worklist.count(conn, Wanted(reason="not sure")) == 6
        assert worklist.count(conn, Wanted(reason="not_sure")) == 0
        by_service = worklist.page(conn, Wanted(service="waste"))
        none = worklist.page(conn, Wanted(service="-"))
    assert [one.id for one in by_service] == ids[::3]
    assert len(none) == 4


def _instruction(incoming_id: int, by: str) -> Instruction:
    return Instruction(incoming_id, "file", {"why": "spam"}, "filed", by, AT, AT + 5 * MINUTE)


def test_one_message_has_one_decision_until_that_fails(record: Record) -> None:
    with record.write() as conn:
        first, second = _hold(conn, 2)
        assert instructions.give(conn, _instruction(first, "jo"))
        assert not instructions.give(conn, _instruction(first, "ana"))
        assert [one.id for one in worklist.page(conn, Wanted())] == [second]
        assert instructions.ripe(conn, AT + 4 * MINUTE) == []
        assert [one.by for one in instructions.ripe(conn, AT + 5 * MINUTE)] == ["jo"]
        instructions.note_fault(conn, first, "no such case")
        assert instructions.ripe(conn, AT + 5 * MINUTE) == []
        assert worklist.count(conn) == 2
        assert instructions.give(conn, _instruction(first, "ana"))
        assert instructions.remove(conn, first)
        assert not instructions.remove(conn, first)


def test_a_link_is_good_once_and_until_its_hour(record: Record) -> None:
    with record.write() as conn:
        links.add_link(conn, "a" * 64, "jo@council.example", AT, AT + 15 * MINUTE)
        links.add_link(conn, "b" * 64, "jo@council.example", AT, AT + 15 * MINUTE)
        assert links.links_since(conn, "jo@council.example", AT - MINUTE) == 2
        assert links.use_link(conn, "a" * 64, AT + MINUTE) == "jo@council.example"
        assert links.use_link(conn, "a" * 64, AT + MINUTE) is None
        assert links.use_link(conn, "b" * 64, AT + 16 * MINUTE) is None
        links.begin_visit(conn, "k" * 64, "jo@council.example", AT)
        visit = links.find_visit(conn, "k" * 64)
        assert visit is not None
        assert [one.id for one in links.open_visits(conn, AT - timedelta(hours=1))] == [visit.id]
        assert links.end_visits(conn, AT, email="jo@council.example") == 1
        assert links.open_visits(conn, AT - timedelta(hours=1)) == []


def test_what_is_written_on_the_desk_stands_on_its_case_and_waits(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        new = inbox.NewIncoming(inbox.WRITTEN_HERE, 1_800_000_000, (1 << 52) - 1, b"ANSWER", AT)
        number = inbox.keep_written_here(conn, new, case_id, "written on the desk", AT)
        said = {"verb": "answer", "places": {"What was learnt? ?": "“none”"}}
        given = Instruction(number, "as-officer", said, "sent", "sam", AT, AT + 5 * MINUTE)
        assert instructions.give(conn, given)
        assert instructions.of_case(conn, case_id) == [given]
        assert instructions.of_case(conn, case_id + 1) == []
        # It waits for nobody until it could not be done, and is never handled as a mail.
        assert worklist.page(conn, Wanted()) == []
        assert inbox.claim(conn, "one", 9, AT, AT + MINUTE) == []
        assert inbox.get(conn, number).state is IncomingState.HELD
        assert inbox.raw_of(conn, number) == b"ANSWER"
        instructions.note_fault(conn, number, "answered already")
        assert [one.id for one in worklist.page(conn, Wanted())] == [number]
