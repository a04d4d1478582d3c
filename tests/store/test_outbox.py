"""A letter is written once, sent by one at a time, and what became of it is not undone."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from sqlalchemy.exc import IntegrityError

from store import cases, claims, outbox
from store.rows import NoSuchRow
from store.session import Connection, Record
from store.states import Audience, Channel, OutgoingState
from tests.store.crowd import in_threads
from tests.store.makers import AT, MINUTE, letter, new_stage, open_case

UNDER_WAY = AT + 10 * MINUTE


def _claim_one(conn: Connection) -> outbox.Ready:
    (ready,) = outbox.claim_ready(conn, "me", 1, AT, UNDER_WAY)
    return ready


def _result(ready: outbox.Ready, state: OutgoingState, **more: object) -> outbox.Result:
    return replace(outbox.Result(ready.id, state, "a reply", AT + MINUTE), **more)  # type: ignore[arg-type]


def test_a_letter_is_written_once_however_often_it_is_asked_for(record: Record) -> None:
    with record.write() as conn:
        assert outbox.write(conn, [letter("a"), letter("b")]) == {"a", "b"}
        again = letter("b", message_id="new@council.example", raw=b"other")
        assert outbox.write(conn, [again, letter("c")]) == {"c"}
        assert outbox.write(conn, [again]) == set()
        assert outbox.write(conn, []) == set()
        kept = outbox.find_by_message_id(conn, "b@council.example")
        assert kept is not None
        assert outbox.raw_of(conn, kept.id) == letter("b").raw


def test_of_two_letters_under_one_key_the_first_is_written_bytes_and_row(record: Record) -> None:
    first = letter("a", message_id="first@council.example", raw=b"first")
    second = letter("a", message_id="second@council.example", raw=b"second")
    with record.write() as conn:
        assert outbox.write(conn, [first, letter("b"), second]) == {"a", "b"}
        kept = outbox.find_by_message_id(conn, "first@council.example")
        assert kept is not None
        assert outbox.raw_of(conn, kept.id) == b"first"
        assert outbox.find_by_message_id(conn, "second@council.example") is None


def test_the_last_letter_to_somebody_is_found_if_it_is_new_enough(record: Record) -> None:
    with record.write() as conn:
        for number, at in enumerate((AT, AT + 2 * MINUTE, AT + MINUTE)):
            outbox.write(conn, [letter(str(number), written_at=at)])
        outbox.write(conn, [letter("x", recipient="ben@home.example", written_at=AT + 9 * MINUTE)])
        last = outbox.latest_to(conn, "ann@resident.example", AT)
        assert last is not None
        assert last.key == "1"
        assert outbox.latest_to(conn, "ann@resident.example", AT + 2 * MINUTE) is None
        assert outbox.latest_to(conn, "nobody@home.example", AT) is None


def test_whom_a_letter_of_a_stage_was_written_to_is_known_by_their_roles(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        (stage_id,) = cases.add_stages(conn, [new_stage(case_id)])
        own = {"case_id": case_id, "stage_id": stage_id, "letter": "response"}
        outbox.write(
            conn,
            [
                letter("1", **own),
                letter("2", **own, role=Audience.THIRD_PARTY),
                letter("3", **(own | {"letter": "extension"})),
                letter("4", **(own | {"stage_id": None})),
            ],
        )
        assert set(outbox.roles_written(conn, case_id, stage_id, "response")) == {
            letter("1").role,
            Audience.THIRD_PARTY,
        }


def test_two_letters_with_one_message_id_are_impossible(record: Record) -> None:
    both = [letter("a", message_id="same"), letter("b", message_id="same")]
    with pytest.raises(IntegrityError), record.write() as conn:
        outbox.write(conn, both)


def test_letters_are_claimed_when_due_and_oldest_first(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("soon", try_at=AT + MINUTE), letter("now")])
        outbox.write(conn, [letter("before", written_at=AT - MINUTE)])
        ready = outbox.claim_ready(conn, "me", 9, AT, UNDER_WAY)
    assert [one.message_id.split("@")[0] for one in ready] == ["before", "now"]
    assert [(one.attempts, one.again) for one in ready] == [(1, False), (1, False)]
    assert ready[1].raw == letter("now").raw


def test_what_is_to_be_printed_is_nobodys_to_send(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("paper", channel=Channel.PRINT)])
        assert outbox.claim_ready(conn, "me", 9, AT, UNDER_WAY) == []
        assert outbox.counts(conn)[OutgoingState.QUEUED] == 1


def test_a_letter_whose_sender_died_is_taken_again_and_marked_so(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a"), letter("b")])
        _claim_one(conn)
        (fresh,) = outbox.claim_ready(conn, "you", 9, UNDER_WAY - MINUTE, UNDER_WAY)
        assert not fresh.again
        doubtful = outbox.claim_ready(conn, "you", 9, UNDER_WAY, UNDER_WAY + MINUTE)
    assert [(one.again, one.attempts) for one in doubtful] == [(True, 2), (True, 2)]


def test_a_daemon_that_starts_again_need_not_wait_for_its_own_claims(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a")])
        _claim_one(conn)
        claims.take_back(conn, "me", AT)
        (again,) = outbox.claim_ready(conn, "me", 9, AT, UNDER_WAY)
    assert again.again


def test_a_sent_letter_bears_when_and_under_which_id(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a")])
        ready = _claim_one(conn)
        outbox.settle(conn, [_result(ready, OutgoingState.SENT, server_message_id="theirs")])
        outbox.settle(conn, [])
        row = outbox.get(conn, ready.id)
        assert outbox.claim_ready(conn, "me", 9, UNDER_WAY, UNDER_WAY) == []
        assert outbox.find_by_message_id(conn, "theirs") == row
    assert (row.state, row.sent_at, row.last_reply) == (
        OutgoingState.SENT,
        AT + MINUTE,
        "a reply",
    )


def test_a_letter_put_off_comes_again_at_its_hour(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a")])
        put_off = _result(_claim_one(conn), OutgoingState.LATER, try_at=AT + 5 * MINUTE)
        outbox.settle(conn, [put_off])
        assert outbox.claim_ready(conn, "me", 9, AT + 4 * MINUTE, UNDER_WAY) == []
        (again,) = outbox.claim_ready(conn, "me", 9, AT + 5 * MINUTE, UNDER_WAY)
        assert (again.again, again.attempts) == (False, 2)
        assert outbox.get(conn, again.id).sent_at is None


def test_a_late_report_does_not_undo_what_the_next_sender_found(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a")])
        slow = _claim_one(conn)
        (next_,) = outbox.claim_ready(conn, "you", 1, UNDER_WAY, UNDER_WAY + MINUTE)
        outbox.settle(conn, [_result(next_, OutgoingState.SENT)])
        outbox.settle(conn, [_result(slow, OutgoingState.LATER, try_at=AT)])
        assert outbox.get(conn, slow.id).state is OutgoingState.SENT


def test_refused_letters_are_shown_newest_first(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a"), letter("b"), letter("c")])
        first, second, _ = outbox.claim_ready(conn, "me", 9, AT, UNDER_WAY)
        outbox.settle(conn, [_result(one, OutgoingState.REFUSED) for one in (first, second)])
        assert [one.id for one in outbox.refused(conn)] == [second.id, first.id]
        assert outbox.counts(conn) == {
            "QUEUED": 0,
            "SENDING": 1,
            "SENT": 0,
            "LATER": 0,
            "REFUSED": 2,
        }


def test_letters_claimed_and_not_tried_are_as_though_never_taken(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a")])
        claims.give_back(conn, "me", [_claim_one(conn).id])
        claims.give_back(conn, "me", [])
        again = _claim_one(conn)
    assert (again.attempts, again.again) == (1, False)


def test_a_letter_in_doubt_that_was_not_tried_stays_in_doubt(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a")])
        claims.leave_in_doubt(conn, "me", [_claim_one(conn).id], AT)
        claims.leave_in_doubt(conn, "me", [], AT)
        again = _claim_one(conn)
    assert (again.attempts, again.again) == (1, True)


def test_nobody_gives_back_what_another_has_in_hand(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a")])
        taken = _claim_one(conn).id
        claims.give_back(conn, "another", [taken])
        claims.leave_in_doubt(conn, "another", [taken], AT)
        assert outbox.claim_ready(conn, "another", 9, AT, UNDER_WAY) == []


def test_letters_under_way_elsewhere_are_those_in_others_hands_now(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a"), letter("b"), letter("c")])
        outbox.claim_ready(conn, "me", 1, AT, UNDER_WAY)
        outbox.claim_ready(conn, "another", 1, AT, UNDER_WAY)
        outbox.claim_ready(conn, "dead", 1, AT, AT)
        assert claims.under_way_elsewhere(conn, "me", AT) == 1
        assert claims.under_way_elsewhere(conn, "me", UNDER_WAY) == 0


def test_how_many_went_out_lately_counts_only_those_that_did(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter("a"), letter("b"), letter("c")])
        one, two, _ = outbox.claim_ready(conn, "me", 9, AT, UNDER_WAY)
        early = _result(two, OutgoingState.SENT, at=AT - MINUTE)
        outbox.settle(conn, [_result(one, OutgoingState.SENT), early])
        assert claims.sent_since(conn, AT) == 1


def test_a_cases_letters_are_found_in_order_and_the_latest_by_name(record: Record) -> None:
    with record.write() as conn:
        case_id = open_case(conn)
        names = ("acknowledgement", "officer_notice", "acknowledgement")
        for number, name in enumerate(names):
            outbox.write(conn, [letter(str(number), letter=name, case_id=case_id)])
        outbox.write(conn, [letter("elsewhere", role=Audience.OFFICER)])
        assert [one.key for one in outbox.letters_of(conn, case_id)] == ["0", "1", "2"]
        latest = outbox.find(conn, case_id, "acknowledgement")
        assert latest is not None
        assert latest.key == "2"
        assert outbox.find(conn, case_id, "survey") is None


def test_a_letter_that_is_not_there_is_an_error_or_none(record: Record) -> None:
    with record.read() as conn:
        with pytest.raises(NoSuchRow, match="999"):
            outbox.get(conn, 999)
        with pytest.raises(NoSuchRow, match="999"):
            outbox.raw_of(conn, 999)
        assert outbox.find_by_message_id(conn, "") is None
        assert outbox.find_by_message_id(conn, "nobody's") is None


def test_no_two_senders_take_the_same_letter(record: Record) -> None:
    with record.write() as conn:
        outbox.write(conn, [letter(str(number)) for number in range(120)])

    def send(number: int) -> list[int]:
        mine: list[int] = []
        while True:
            with record.write() as conn:
                ready = outbox.claim_ready(conn, f"sender {number}", 7, AT, UNDER_WAY)
            with record.write() as conn:
                outbox.settle(conn, [_result(one, OutgoingState.SENT) for one in ready])
            if not ready:
                return mine
            mine += [one.id for one in ready]

    sent = list(chain.from_iterable(in_threads(4, send)))
    assert len(sent) == len(set(sent)) == 120
