"""Restricted contact: each request for it, granted or not, how long it holds, when it is looked at again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, insert, select, update

from store.rows import NoSuchRow, as_row, batches, columns_for
from store.schema import restriction_reviews as reviews
from store.schema import restrictions as table


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRestriction:
    """A request for restricted contact and what was decided; `target` is person, organisation or matter.

    `decided_by` are roles and names, `measures` codes and details, `checks` preconditions and what
    shows each. One that was not granted is kept too: its days are those it was asked for.
    """

    email: str
    name: str
    organisation: str
    target: str
    case_id: int | None
    granted: bool
    requested_by: str
    decided_by: tuple[tuple[str, str], ...]
    reasons: str
    behaviours: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str], ...]
    from_on: date
    review_on: date
    spoc_email: str = ""
    warned_on: date | None = None
    at: datetime
    by: str
    policy: str
    policy_digest: str


@dataclass(frozen=True, slots=True)
class RestrictionReview:
    """A restriction looked at again; without a next day it ended with that."""

    reviewed_on: date
    by: str
    outcome: str
    reason: str
    next_review_on: date | None


@dataclass(frozen=True, slots=True)
class Restriction:
    """A restriction as the record has it, with its reviews in order; the email is in lower case.

    It holds until a person ends it: a review that is late ends nothing.
    """

    id: int
    email: str
    name: str
    organisation: str
    target: str
    case_id: int | None
    granted: bool
    requested_by: str
    decided_by: tuple[tuple[str, str], ...]
    reasons: str
    behaviours: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str], ...]
    from_on: date
    review_on: date
    spoc_email: str
    warned_on: date | None
    at: datetime
    by: str
    policy: str
    policy_digest: str
    ended_on: date | None = None
    ended_why: str = ""
    reviews: tuple[RestrictionReview, ...] = ()


_ADD = insert(table).returning(*columns_for(table, Restriction))
_ROW = select(*columns_for(table, Restriction))
_ONE = _ROW.where(table.c.id == bindparam("wanted"))
_ALL = _ROW.order_by(table.c.id)
IN_FORCE = and_(
    table.c.granted,
    table.c.from_on <= bindparam("day"),
    table.c.ended_on.is_(None) | (table.c.ended_on > bindparam("day")),
)
_OF_PERSON = (
    _ROW.where(table.c.email == bindparam("of_email"), IN_FORCE)
    # The widest first: one of a single matter does not hide one of the person.
    .order_by(table.c.case_id.is_not(None), table.c.from_on.desc(), table.c.id.desc())
    .limit(1)
)
_TO_REVIEW = _ROW.where(
    table.c.granted, table.c.ended_on.is_(None), table.c.review_on <= bindparam("day")
).order_by(table.c.review_on, table.c.id)
_REVIEWS = (
    select(reviews.c.restriction_id, *columns_for(reviews, RestrictionReview))
    .where(reviews.c.restriction_id.in_(bindparam("ids", expanding=True)))
    .order_by(reviews.c.id)
)
_GO_ON = update(table).where(table.c.id == bindparam("wanted")).values(review_on=bindparam("next"))
_END = (
    update(table)
    .where(table.c.id == bindparam("wanted"), table.c.ended_on.is_(None))
    .values(ended_on=bindparam("day"), ended_why=bindparam("why"))
)


def add_restriction(conn: Connection, new: NewRestriction) -> Restriction:
    """Keep a request and what was decided; gives it as the record has it."""
    row = as_row(new) | {"email": new.email.lower()}
    return Restriction(*conn.execute(_ADD, row).one())


def get_restriction(conn: Connection, restriction_id: int) -> Restriction:
    """A restriction with its reviews; raises NoSuchRow."""
    found = _read(conn, _ONE, {"wanted": restriction_id})
    if not found:
        raise NoSuchRow(f"there is no restriction {restriction_id}")
    return found[0]


def restriction_of(conn: Connection, email: str, on: date) -> Restriction | None:
    """The restriction in force for a person that day; one of the person before one of a single matter."""
    if not email:
        return None
    found = _read(conn, _OF_PERSON, {"of_email": email.lower(), "day": on})
    return found[0] if found else None


def restrictions(conn: Connection) -> list[Restriction]:
    """The log: every request in order, granted or not, in force or ended."""
    return _read(conn, _ALL, {})


def restrictions_to_review(conn: Connection, by: date) -> list[Restriction]:
    """The restrictions in force that are to be looked at again by that day, the oldest due first."""
    return _read(conn, _TO_REVIEW, {"day": by})


def review_restriction(
    conn: Connection,
    restriction_id: int,
    on: date,
    by: str,
    outcome: str,
    reason: str,
    next_review_on: date | None,
) -> None:
    """A restriction was looked at again; without a next day it ends with that. Raises NoSuchRow."""
    get_restriction(conn, restriction_id)
    review = RestrictionReview(on, by, outcome, reason, next_review_on)
    conn.execute(insert(reviews), as_row(review) | {"restriction_id": restriction_id})
    if next_review_on is None:
        conn.execute(_END, {"wanted": restriction_id, "day": on, "why": reason})
    else:
        conn.execute(_GO_ON, {"wanted": restriction_id, "next": next_review_on})


def _read(conn: Connection, statement: Select[Any], terms: dict[str, Any]) -> list[Restriction]:
    found = [Restriction(*row) for row in conn.execute(statement, terms)]
    of = _reviews_of(conn, [one.id for one in found])
    return [replace(one, reviews=tuple(of[one.id])) if one.id in of else one for one in found]


def _reviews_of(conn: Connection, ids: list[int]) -> dict[int, list[RestrictionReview]]:
    found: dict[int, list[RestrictionReview]] = defaultdict(list)
    for batch in batches(ids):
        for id_, *rest in conn.execute(_REVIEWS, {"ids": batch}):
            found[id_].append(RestrictionReview(*rest))
    return found
