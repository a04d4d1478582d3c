"""What the record has of whoever writes is known from one question."""

from __future__ import annotations

from datetime import timedelta

from store import inbox, outbox, restrictions, writers
from store.session import Connection, Record
from store.states import IncomingState
from tests.store.makers import AT, MINUTE, keep, letter, mail, open_case, settled
from tests.store.test_restrictions import restrict

ANN, BOB = "ann@resident.example", "bob@resident.example"
STRANGER = writers.Known(has_cases=False, waits=False, is_restricted=False, answers=0)


def known(conn: Connection, sender: str, person: str | None = None) -> writers.Known:
    return writers.known_of(conn, sender, person or sender, AT - timedelta(days=1), AT.date())


def held(conn: Connection, sender: str, **more: object) -> int:
    (mail_id,) = keep(conn, mail(1, received_at=AT))
    inbox.note_clues(conn, [inbox.CluesRow(mail_id, f"{mail_id}@mail", sender, "Bins")])
    inbox.settle(conn, [settled(mail_id, IncomingState.HELD, **more)])
    return mail_id


def test_of_a_stranger_nothing_is_known_whatever_others_have(record: Record) -> None:
    with record.write() as conn:
        open_case(conn, BOB)
        held(conn, BOB)
        restrict(conn, email=BOB)
        assert known(conn, ANN) == STRANGER


def test_whoever_has_no_address_is_nobody_else_who_has_none(record: Record) -> None:
    with record.write() as conn:
        open_case(conn)
        held(conn, "")
        restrict(conn, email="")
        assert known(conn, "") == STRANGER


def test_a_case_and_a_restriction_are_the_persons_however_they_are_written(record: Record) -> None:
    with record.write() as conn:
        open_case(conn, ANN)
        restrict(conn, email=ANN)
        assert known(conn, BOB, "ANN@resident.example") == writers.Known(True, False, True, 0)
        assert known(conn, ANN, BOB) == STRANGER


def test_a_restriction_is_known_of_from_its_day_until_it_ends(record: Record) -> None:
    with record.write() as conn:
        made = restrict(conn, email=ANN)
        before = AT.date() - timedelta(days=1)
        assert not writers.known_of(conn, ANN, ANN, AT, before).is_restricted
        restrictions.review_restriction(conn, made.id, AT.date(), "Co", "ended", "Quiet.", None)
        assert not known(conn, ANN).is_restricted


def test_mail_of_the_sender_or_of_the_person_waits_until_it_is_a_cases(record: Record) -> None:
    with record.write() as conn:
        mail_id = held(conn, ANN)
        assert known(conn, ANN).waits
        assert known(conn, BOB, ANN).waits
        inbox.settle(conn, [settled(mail_id, IncomingState.HELD, case_id=open_case(conn))])
        assert not known(conn, ANN).waits


def test_answers_are_those_to_the_senders_own_mail_since_then(record: Record) -> None:
    with record.write() as conn:
        mail_id = held(conn, ANN)
        old = {"written_at": AT - timedelta(days=1)}
        letters = [
            letter("one", incoming_id=mail_id),
            letter("two", incoming_id=mail_id, written_at=AT - MINUTE),
            letter("old", incoming_id=mail_id, **old),
            letter("other", recipient=BOB, incoming_id=mail_id),
            letter("unasked"),
        ]
        outbox.write(conn, letters)
        assert known(conn, ANN, BOB).answers == 2
        assert known(conn, BOB).answers == 0
