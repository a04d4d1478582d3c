"""Messages find what they answer, and wait for what came before."""

from __future__ import annotations

import pytest

from store import inbox, outbox
from store.session import Record
from store.states import IncomingState, OutgoingState
from tests.store.makers import AT, MINUTE, keep, letter, mail, open_case, open_stage, settled


@pytest.mark.parametrize(
    ("sender", "thread", "waits"),
    [
        ("ann@resident.example", [], True),
        ("ANN@resident.example", [], True),
        ("bob@resident.example", [], False),
        ("bob@resident.example", ["first@resident.example"], True),
        ("bob@resident.example", ["other@resident.example", ""], False),
        ("", [], False),
        ("", [""], False),
    ],
)
def test_a_message_waits_for_an_earlier_one_of_its_sender_or_thread(
    record: Record, sender: str, thread: list[str], waits: bool
) -> None:
    with record.write() as conn:
        first, nameless, second = keep(conn, mail(1), mail(2), mail(3))
        clues = [
            inbox.CluesRow(first, "first@resident.example", "ann@resident.example", ""),
            inbox.CluesRow(nameless, "", "", ""),
        ]
        inbox.note_clues(conn, clues)
        assert inbox.earlier_unhandled(conn, second, AT, sender, thread) is waits
        # The first waits for nobody, though the others are of the same sender.
        assert not inbox.earlier_unhandled(conn, first, AT, sender, thread)
        done = [settled(first, IncomingState.HELD), settled(nameless, IncomingState.HELD)]
        inbox.settle(conn, done)
        assert not inbox.earlier_unhandled(conn, second, AT, sender, thread)


def test_earlier_means_received_earlier(record: Record) -> None:
    with record.write() as conn:
        kept_first, older = keep(conn, mail(1), mail(2, received_at=AT - MINUTE))
        sender = "ann@resident.example"
        inbox.note_clues(conn, [inbox.CluesRow(id_, "", sender, "") for id_ in (kept_first, older)])
        assert inbox.earlier_unhandled(conn, kept_first, AT, sender, [])
        assert not inbox.earlier_unhandled(conn, older, AT - MINUTE, sender, [])


def test_an_answer_finds_the_letter_by_our_id_and_by_the_servers(record: Record) -> None:
    with record.write() as conn:
        stage_id = open_stage(conn)
        case_id = open_case(conn)
        outbox.write(conn, [letter("k", case_id=case_id, stage_id=stage_id)])
        (ready,) = outbox.claim_ready(conn, "me", 1, AT, AT + MINUTE)
        sent = outbox.Result(ready.id, OutgoingState.SENT, "250", AT, server_message_id="theirs")
        outbox.settle(conn, [sent])
        by_ours, by_theirs = (
            inbox.cases_of_messages(conn, [known, "unknown"])
            for known in ("k@council.example", "theirs")
        )
    told = (case_id, stage_id, True, "acknowledgement", "resident", "ann@resident.example")
    assert by_ours == [inbox.ThreadHit("k@council.example", *told)]
    assert by_theirs == [inbox.ThreadHit("theirs", *told)]


def test_a_message_in_a_case_is_found_by_its_id(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        known, homeless = keep(conn, mail(1), mail(2))
        clues = [inbox.CluesRow(known, "a@r", "", ""), inbox.CluesRow(homeless, "b@r", "", "")]
        inbox.note_clues(conn, clues)
        inbox.settle(conn, [settled(known, IncomingState.HANDLED, case_id=case_id)])
        hits = inbox.cases_of_messages(conn, ["b@r", "a@r", ""])
    assert hits == [inbox.ThreadHit("a@r", case_id, None, False, "", "", "")]


def test_no_ids_find_nothing(record: Record) -> None:
    with record.write() as conn:
        keep(conn, mail(1))
        assert inbox.cases_of_messages(conn, []) == []
        assert inbox.cases_of_messages(conn, [""]) == []


def test_what_was_read_in_a_message_stands_in_its_order(record: Record) -> None:
    def found(position: int, **more: object) -> inbox.NewDocument:
        plain = ("form.pdf", "application/pdf", "application/pdf", 100, "0" * 64)
        return inbox.NewDocument(id_, position, *plain, **more)  # type: ignore[arg-type]

    with record.write() as conn:
        (id_,) = keep(conn, mail(1))
        pairs = (("Name", "Ann\0"), ("Name", "again"))
        inbox.keep_documents(conn, [found(1, pairs=pairs, fields={"name": "Ann"}), found(0)])
        inbox.keep_documents(conn, [found(0, problem="took longer than 60 seconds")])
        inbox.keep_documents(conn, [])
        first, second = inbox.documents_of(conn, id_)
    assert (first.position, first.problem) == (0, "took longer than 60 seconds")
    assert second.pairs == (("Name", "Ann\ufffd"), ("Name", "again"))
    assert (second.fields, first.fields) == ({"name": "Ann"}, {})
