"""How reading mailboxes has gone, and what people decided, is remembered."""

from __future__ import annotations

from store import decisions, polls
from store.session import Record
from tests.store.makers import AT, MINUTE, keep, mail


def test_a_mailbox_bears_its_last_success_and_its_last_failure(record: Record) -> None:
    with record.write() as conn:
        polls.poll_failed(conn, "housing", AT, "the login was refused")
        polls.poll_ok(conn, "feedback", AT, 7)
        polls.poll_failed(conn, "feedback", AT + MINUTE, "no answer")
        polls.poll_ok(conn, "feedback", AT + 2 * MINUTE, 8)
        assert polls.polls(conn) == [
            polls.Poll("feedback", AT + 2 * MINUTE, "no answer", AT + MINUTE, 8),
            polls.Poll("housing", None, "the login was refused", AT, None),
        ]


def test_decisions_are_kept_in_order_with_what_was_proposed(record: Record) -> None:
    with record.write() as conn:
        one, two = keep(conn, mail(1), mail(2))
        new = [
            decisions.NewDecision(one, {"kind": "complaint"}, {"kind": "comment"}, "Co", AT),
            decisions.NewDecision(two, None, {"kind": "request"}, "Co", AT),
        ]
        decisions.add_decisions(conn, new)
        decisions.add_decisions(conn, [])
        first, second = decisions.decisions(conn)
        assert decisions.decisions(conn, after_id=first.id) == [second]
        assert decisions.decisions_of(conn, one) == [first]
    assert (first.proposed, first.made) == ({"kind": "complaint"}, {"kind": "comment"})
    assert (second.proposed, second.by, second.at) == (None, "Co", AT)
