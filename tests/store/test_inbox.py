"""A message is kept once, claimed by one at a time, oldest first, and settled for good."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from store import claims, inbox
from store.rows import NoSuchRow
from store.session import Record
from store.states import IncomingState
from tests.store.crowd import in_threads
from tests.store.makers import AT, MINUTE, everything, keep, mail, open_case, open_stage, settled

LATER = AT + 15 * MINUTE


def test_a_message_is_kept_exactly_as_it_came(record: Record) -> None:
    raw = bytes(range(256)) * 300
    with record.write() as conn:
        (id_,) = keep(conn, mail(1, raw=raw))
    with record.read() as conn:
        assert inbox.raw_of(conn, id_) == raw
        row = inbox.get(conn, id_)
    assert (row.state, row.size, row.attempts) == (IncomingState.RECEIVED, len(raw), 0)
    assert (row.received_at, row.stored_at, row.handled_at) == (AT, AT, None)


def test_a_message_seen_again_is_not_kept_twice(record: Record) -> None:
    with record.write() as conn:
        assert inbox.keep(conn, [mail(1), mail(2)], AT) == 2
        assert inbox.keep(conn, [mail(2, raw=b"other"), mail(3), mail(3)], AT + MINUTE) == 1
        assert inbox.keep(conn, [], AT) == 0
        assert [row.stored_at for row in everything(conn)] == [AT, AT, AT + MINUTE]
        assert inbox.raw_of(conn, everything(conn)[1].id) != b"other"


def test_a_uid_means_another_message_in_another_mailbox_or_validity(record: Record) -> None:
    with record.write() as conn:
        mails = [mail(1), mail(1, mailbox="housing"), mail(1, uidvalidity=8)]
        assert inbox.keep(conn, mails, AT) == 3


def test_a_large_uidvalidity_fits(record: Record) -> None:
    with record.write() as conn:
        inbox.keep(conn, [mail(2**32 - 1, uidvalidity=2**32 - 1)], AT)
        assert inbox.missing_uids(conn, "feedback", 2**32 - 1, [2**32 - 1]) == []


def test_what_the_server_has_and_we_lack_is_found_in_order(record: Record) -> None:
    with record.write() as conn:
        inbox.keep(conn, [mail(uid) for uid in range(1, 4001, 2)], AT)
        missing = inbox.missing_uids(conn, "feedback", 7, range(4000, 0, -1))
        assert missing == list(range(2, 4001, 2))
        assert inbox.missing_uids(conn, "feedback", 7, []) == []
        assert inbox.missing_uids(conn, "housing", 7, [3, 1]) == [1, 3]


def test_a_message_left_on_the_server_is_known_but_not_whole(record: Record) -> None:
    with record.write() as conn:
        inbox.keep(conn, [mail(1), mail(2, left_there="60 MB"), mail(3)], AT)
        assert inbox.missing_uids(conn, "feedback", 7, [1, 2, 3, 4]) == [4]
        assert inbox.whole_uids(conn, "feedback", 7, [1, 2, 3, 4]) == [1, 3]
        assert inbox.whole_uids(conn, "feedback", 7, []) == []
        claimed = inbox.claim(conn, "me", 9, AT, LATER)
    assert [one.left_there for one in claimed] == ["", "60 MB", ""]


def test_the_oldest_come_first_whatever_the_order_they_were_kept_in(record: Record) -> None:
    with record.write() as conn:
        late, early, same = keep(
            conn, mail(1), mail(2, received_at=AT - MINUTE), mail(3, raw=b"the third")
        )
        assert [one.id for one in inbox.claim(conn, "me", 2, AT, LATER)] == [early, late]
        (last,) = inbox.claim(conn, "me", 2, AT, LATER)
    assert last == inbox.Claimed(same, b"the third", "feedback", AT, 1)


def test_a_claimed_message_is_free_again_when_the_claim_has_run_out(record: Record) -> None:
    with record.write() as conn:
        keep(conn, mail(1))
        assert len(inbox.claim(conn, "me", 9, AT, LATER)) == 1
        assert inbox.claim(conn, "you", 9, LATER - MINUTE, LATER) == []
        (again,) = inbox.claim(conn, "you", 9, LATER, LATER + MINUTE)
        assert again.attempts == 2
        assert inbox.still_ours(conn, [again.id], "me") == set()
        assert inbox.still_ours(conn, [again.id], "you") == {again.id}


def test_a_claim_given_back_costs_no_attempt_unless_the_message_was_to_blame(
    record: Record,
) -> None:
    with record.write() as conn:
        ids = keep(conn, mail(1), mail(2))
        inbox.claim(conn, "me", 9, AT, LATER)
        inbox.release(conn, ids[:1])
        inbox.release(conn, ids[1:], uncount=False)
        assert [one.attempts for one in everything(conn)] == [0, 1]
        assert [one.attempts for one in inbox.claim(conn, "me", 9, AT, LATER)] == [1, 2]


def test_no_two_claim_the_same_message(record: Record) -> None:
    with record.write() as conn:
        inbox.keep(conn, [mail(uid) for uid in range(200)], AT)

    def work(number: int) -> list[int]:
        mine: list[int] = []
        while True:
            with record.write() as conn:
                batch = inbox.claim(conn, f"worker {number}", 7, AT, LATER)
            if not batch:
                return mine
            mine += [one.id for one in batch]

    claimed = list(chain.from_iterable(in_threads(4, work)))
    assert len(claimed) == len(set(claimed)) == 200


def test_clues_are_noted_in_lower_case_and_cut(record: Record) -> None:
    with record.write() as conn:
        (id_,) = keep(conn, mail(1))
        inbox.note_clues(conn, [inbox.CluesRow(id_, "a@b", "Ann@Resident.EXAMPLE", "x" * 900)])
        inbox.note_clues(conn, [])
        row = inbox.get(conn, id_)
    assert (row.message_id, row.sender, len(row.subject)) == ("a@b", "ann@resident.example", 500)


def test_a_settled_message_bears_what_became_of_it_and_is_nobodys(record: Record) -> None:
    with record.write() as conn:
        (id_,) = keep(conn, mail(1))
        stage_id = open_stage(conn)
        case_id = open_case(conn)
        inbox.claim(conn, "me", 1, AT, LATER)
        proposal = {"kind": "complaint", "sure": 0.75, "words": ["bins"]}
        inbox.settle(
            conn,
            [
                settled(
                    id_,
                    IncomingState.HELD,
                    reason="two cases fit",
                    case_id=case_id,
                    stage_id=stage_id,
                    proposal=proposal,
                    fingerprint="f1",
                )
            ],
        )
        inbox.settle(conn, [])
        row = inbox.get(conn, id_)
        assert inbox.claim(conn, "me", 1, LATER, LATER + MINUTE) == []
    assert (row.state, row.reason, row.proposal) == (IncomingState.HELD, "two cases fit", proposal)
    assert (row.case_id, row.stage_id, row.fingerprint) == (case_id, stage_id, "f1")
    assert (row.claimed_by, row.claimed_until, row.handled_at) == (None, None, AT)


def test_a_held_message_sent_round_again_is_as_new(record: Record) -> None:
    with record.write() as conn:
        held, handled = keep(conn, mail(1), mail(2))
        inbox.claim(conn, "me", 9, AT, LATER)
        inbox.settle(conn, [settled(held, IncomingState.HELD, reason="why", fingerprint="f")])
        inbox.settle(conn, [settled(handled, IncomingState.HANDLED)])
        inbox.send_round_again(conn, held)
        inbox.send_round_again(conn, handled)
        row = inbox.get(conn, held)
        assert (row.state, row.attempts, row.reason) == (IncomingState.RECEIVED, 0, "")
        assert inbox.first_with(conn, "f") is None
        assert inbox.get(conn, handled).state is IncomingState.HANDLED
        assert [one.id for one in inbox.claim(conn, "me", 9, AT, LATER)] == [held]


def test_two_messages_with_one_fingerprint_are_first_and_copies(record: Record) -> None:
    with record.write() as conn:
        first, copy, another = keep(conn, mail(1), mail(2), mail(3))
        done = IncomingState.HANDLED
        inbox.settle(
            conn,
            [
                settled(first, done, fingerprint="f"),
                settled(copy, done, fingerprint="f", copy_of=first),
                settled(another, done, fingerprint="f", copy_of=first),
            ],
        )
        assert inbox.first_with(conn, "f") == first


def test_a_second_first_of_a_fingerprint_is_impossible(record: Record) -> None:
    with record.write() as conn:
        ids = keep(conn, mail(1), mail(2))
    both = [settled(id_, IncomingState.HANDLED, fingerprint="f") for id_ in ids]
    with pytest.raises(IntegrityError), record.write() as conn:
        inbox.settle(conn, both)


def test_the_queue_comes_in_pages(record: Record) -> None:
    with record.write() as conn:
        ids = keep(conn, *(mail(uid) for uid in range(1, 8)))
        inbox.settle(conn, [settled(id_, IncomingState.HELD) for id_ in ids[1:5]])
        inbox.settle(conn, [settled(ids[5], IncomingState.FAILED)])
        first = inbox.queue(conn, limit=3)
        rest = inbox.queue(conn, limit=3, after_id=first[-1].id)
        failed = inbox.queue(conn, [IncomingState.FAILED])
    assert [row.id for row in first + rest] == ids[1:6]
    assert [row.id for row in failed] == [ids[5]]


def test_the_count_names_every_state(record: Record) -> None:
    with record.write() as conn:
        ids = keep(conn, mail(1), mail(2), mail(3))
        inbox.settle(conn, [settled(ids[0], IncomingState.HELD)])
        assert inbox.counts(conn) == {"RECEIVED": 2, "HANDLED": 0, "HELD": 1, "FAILED": 0}


def test_the_oldest_that_waits_tells_how_far_behind_the_house_is(record: Record) -> None:
    with record.write() as conn:
        assert inbox.oldest_received_at(conn) is None
        old, _ = keep(conn, mail(1, received_at=AT - timedelta(days=3)), mail(2))
        assert inbox.oldest_received_at(conn) == AT - timedelta(days=3)
        inbox.settle(conn, [settled(old, IncomingState.HANDLED)])
        assert inbox.oldest_received_at(conn) == AT


def test_a_message_that_is_not_there_is_an_error(record: Record) -> None:
    with record.read() as conn:
        with pytest.raises(NoSuchRow, match="999"):
            inbox.get(conn, 999)
        with pytest.raises(NoSuchRow, match="999"):
            inbox.raw_of(conn, 999)


def test_an_id_is_never_given_twice(record: Record) -> None:
    with record.write() as conn:
        (first,) = keep(conn, mail(1))
        conn.exec_driver_sql("DELETE FROM originals")
        conn.exec_driver_sql("DELETE FROM incoming")
        (second,) = keep(conn, mail(1))
    assert second > first


def test_what_a_dead_daemon_had_in_hand_is_free_when_it_starts_again(record: Record) -> None:
    with record.write() as conn:
        keep(conn, mail(1), mail(2))
        inbox.claim(conn, "me", 1, AT, LATER)
        inbox.claim(conn, "you", 1, AT, LATER)
        claims.take_back(conn, "me", AT)
        assert len(inbox.claim(conn, "me", 9, AT, LATER)) == 1


def test_others_that_wait_are_told_from_ours(record: Record) -> None:
    with record.write() as conn:
        one, two = keep(conn, mail(1), mail(2, received_at=AT + MINUTE))
        assert not claims.others_waiting(conn, [one], AT)
        assert claims.others_waiting(conn, [one], AT + MINUTE)
        assert not claims.others_waiting(conn, [one, two], AT + MINUTE)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(st.text(st.characters()), st.text(st.characters(categories=["Cs", "Cc", "L"])))
def test_any_words_of_a_mail_can_be_kept(record: Record, subject: str, reason: str) -> None:
    with record.write() as conn:
        inbox.keep(conn, [mail(1)], AT)
        (row,) = everything(conn)
        inbox.note_clues(conn, [inbox.CluesRow(row.id, subject, subject, subject)])
        proposal = {"words": [reason], reason: subject}
        inbox.settle(conn, [settled(row.id, IncomingState.HELD, reason=reason, proposal=proposal)])
        kept = inbox.get(conn, row.id)
    assert len(kept.reason) == len(reason)
    # No database takes a NUL or half of a surrogate pair.
    assert kept.subject == re.sub("[\0\ud800-\udfff]", "\ufffd", subject[:500])
