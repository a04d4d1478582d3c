"""A policy's text is kept once, word for word, and the record knows which its open cases are under."""

from __future__ import annotations

from store import policies
from store.policies import InForce
from store.session import Record
from store.states import CaseStatus
from tests.store.makers import AT, MINUTE, open_case


def test_a_text_is_kept_once_and_found_by_its_digest(record: Record) -> None:
    raw = b"name = 'mine'\r\n# \xc3\xa9\n"
    with record.write() as conn:
        policies.keep_policy(conn, "mine", "d1", raw, AT)
        policies.keep_policy(conn, "other", "d1", b"other", AT + MINUTE)
    with record.read() as conn:
        assert policies.find_policy_text(conn, "d1") == raw
        assert policies.find_policy_text(conn, "d2") is None


def test_the_policies_of_cases_not_closed_are_counted(record: Record) -> None:
    with record.write() as conn:
        open_case(conn, policy="b", policy_digest="1")
        open_case(conn, policy="a", policy_digest="2", status=CaseStatus.ANSWERED)
        open_case(conn, policy="a", policy_digest="1")
        open_case(conn, policy="a", policy_digest="1")
        open_case(conn, policy="a", policy_digest="3", status=CaseStatus.CLOSED)
        found = policies.policies_in_force(conn)
    assert found == [InForce("a", "1", 2), InForce("a", "2", 1), InForce("b", "1", 1)]
