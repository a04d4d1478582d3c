"""A refusal is kept with who decided it, and found by its case and by when it was."""

from __future__ import annotations

from datetime import timedelta

from store import refusals
from store.refusals import NewRefusal
from store.session import Record
from tests.store.makers import AT, MINUTE, keep, mail, open_case


def test_a_refusal_comes_back_as_it_was_kept(record: Record) -> None:
    with record.write() as conn:
        case_id, (incoming_id,) = open_case(conn), keep(conn, mail(1))
        plain = NewRefusal("too_old", "Too old", "Two years ago.", "Co", AT, None, incoming_id)
        first = refusals.add_refusal(conn, plain)
        declined = NewRefusal(
            "none",
            "",
            "Nothing new.",
            "Co",
            AT,
            case_id,
            evidence="the letter of May",
            stage_number=2,
            what="escalation declined",
            allowed_by="Head",
        )
        second = refusals.add_refusal(conn, declined)
        assert refusals.refusals_of(conn, case_id) == [second]
    assert (first.case_id, first.incoming_id, first.what) == (None, incoming_id, "refused")
    assert (first.code, first.title, first.by, first.at) == ("too_old", "Too old", "Co", AT)
    assert (second.stage_number, second.evidence) == (2, "the letter of May")
    assert (second.what, second.allowed_by) == ("escalation declined", "Head")


def test_refusals_are_found_by_when_they_were_the_end_left_out(record: Record) -> None:
    with record.write() as conn:
        times = [AT + MINUTE, AT, AT + timedelta(days=1), AT - MINUTE]
        made = [refusals.add_refusal(conn, NewRefusal("c", "", "", "Co", at)).id for at in times]
        found = refusals.refusals_between(conn, AT, AT + timedelta(days=1))
    assert [one.id for one in found] == [made[1], made[0]]
