"""Restricted contact holds from its day until a person ends it, and every request stays in the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from store import restrictions
from store.restrictions import NewRestriction, RestrictionReview
from store.rows import NoSuchRow
from store.session import Connection, Record
from tests.store.makers import AT, open_case

TODAY = date(2026, 11, 2)
TOMORROW = TODAY + timedelta(days=1)
IN_MAY = date(2027, 5, 4)


def restrict(conn: Connection, **more: Any) -> restrictions.Restriction:
    plain = {
        "email": "Ann@Resident.example",
        "name": "Ann",
        "organisation": "",
        "target": "person",
        "case_id": None,
        "granted": True,
        "requested_by": "Ola",
        "decided_by": (("chief", "Kim"), ("monitoring", "Mo")),
        "reasons": "Forty calls in a week.",
        "behaviours": ("abuse",),
        "measures": (("one_channel", "email only"),),
        "checks": (("warned", "letter of 1 October"),),
        "from_on": TODAY,
        "review_on": IN_MAY,
        "at": AT,
        "by": "Co",
        "policy": "corporate",
        "policy_digest": "d1",
    }
    return restrictions.add_restriction(conn, NewRestriction(**{**plain, **more}))


def test_a_restriction_comes_back_as_it_was_decided(record: Record) -> None:
    with record.write() as conn:
        made = restrict(conn, spoc_email="spoc@council.example", warned_on=TODAY)
        assert restrictions.get_restriction(conn, made.id) == made
    assert made.email == "ann@resident.example"
    assert made.decided_by == (("chief", "Kim"), ("monitoring", "Mo"))
    assert made.measures == (("one_channel", "email only"),)
    assert made.checks == (("warned", "letter of 1 October"),)
    assert (made.behaviours, made.spoc_email) == (("abuse",), "spoc@council.example")
    assert (made.warned_on, made.ended_on, made.reviews) == (TODAY, None, ())


def test_it_holds_from_its_day_for_that_person_alone(record: Record) -> None:
    with record.write() as conn:
        made = restrict(conn)
        restrict(conn, email="", target="organisation", organisation="Grumble Ltd")
        find = restrictions.restriction_of
        assert find(conn, "ANN@resident.example", TODAY) == made
        assert find(conn, "ann@resident.example", TODAY - timedelta(days=1)) is None
        assert find(conn, "ann@resident.example", IN_MAY + timedelta(days=99)) == made
        assert find(conn, "bob@resident.example", TODAY) is None
        assert find(conn, "", TODAY) is None


def test_what_was_not_granted_is_in_the_log_and_restricts_nobody(record: Record) -> None:
    with record.write() as conn:
        refused = restrict(conn, granted=False)
        assert restrictions.restriction_of(conn, "ann@resident.example", TODAY) is None
        assert restrictions.restrictions_to_review(conn, IN_MAY) == []
        granted = restrict(conn)
        assert restrictions.restrictions(conn) == [refused, granted]


def test_one_of_a_single_matter_does_not_hide_one_of_the_person(record: Record) -> None:
    with record.write() as conn:
        wide = restrict(conn)
        newer = restrict(conn, from_on=TOMORROW)
        restrict(conn, target="matter", case_id=open_case(conn), from_on=TOMORROW)
        assert restrictions.restriction_of(conn, "ann@resident.example", TODAY) == wide
        assert restrictions.restriction_of(conn, "ann@resident.example", TOMORROW) == newer


def test_a_review_sets_the_next_day_or_ends_it(record: Record) -> None:
    with record.write() as conn:
        made = restrict(conn)
        (due,) = restrictions.restrictions_to_review(conn, IN_MAY)
        assert due == made
        review, autumn = restrictions.review_restriction, date(2027, 11, 2)
        review(conn, made.id, IN_MAY, "Kim", "kept", "Calls go on.", autumn)
        assert restrictions.restrictions_to_review(conn, IN_MAY) == []
        review(conn, made.id, autumn, "Kim", "lifted", "Calm since June.", None)
        ended = restrictions.get_restriction(conn, made.id)
        find = restrictions.restriction_of
        assert find(conn, made.email, autumn - timedelta(days=1)) == ended
        assert find(conn, made.email, autumn) is None
        assert restrictions.restrictions_to_review(conn, autumn) == []
    assert (ended.review_on, ended.ended_on) == (autumn, autumn)
    assert ended.ended_why == "Calm since June."
    assert ended.reviews == (
        RestrictionReview(IN_MAY, "Kim", "kept", "Calls go on.", autumn),
        RestrictionReview(autumn, "Kim", "lifted", "Calm since June.", None),
    )


def test_what_is_to_be_reviewed_comes_oldest_due_first(record: Record) -> None:
    with record.write() as conn:
        later, sooner, _ = (
            restrict(conn, review_on=day) for day in (IN_MAY, TOMORROW, date(2028, 1, 1))
        )
        assert restrictions.restrictions_to_review(conn, IN_MAY) == [sooner, later]


def test_a_restriction_that_is_not_there_is_an_error(record: Record) -> None:
    with record.write() as conn:
        with pytest.raises(NoSuchRow, match="999"):
            restrictions.get_restriction(conn, 999)
        with pytest.raises(NoSuchRow, match="999"):
            restrictions.review_restriction(conn, 999, TODAY, "Kim", "kept", "", IN_MAY)
