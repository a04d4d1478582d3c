"""Lists of what belongs together: the mails of a case, the cases of a kind. Changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from store.received import Incoming
from store.rows import columns_for
from store.schema import cases, incoming, stages
from store.states import CaseStatus

_MAILS: Any = (
    select(*columns_for(incoming, Incoming))
    .where(incoming.c.case_id == bindparam("of_case"))
    .order_by(incoming.c.received_at, incoming.c.id)
)
_OF_KIND = select(func.count()).where(
    cases.c.kind == bindparam("kind"),
    cases.c.service == bindparam("service"),
    cases.c.received_at >= bindparam("since"),
)
_OPEN: Any = (
    select(cases.c.id)
    .join_from(cases, stages)
    .where(cases.c.status == CaseStatus.OPEN)
    .group_by(cases.c.id)
    .order_by(func.max(stages.c.respond_by).nulls_last(), cases.c.id)
    .limit(bindparam("most"))
)


def mails_of(conn: Connection, case_id: int) -> list[Incoming]:
    """Every message of a case, in order of receipt."""
    return [Incoming(*row) for row in conn.execute(_MAILS, {"of_case": case_id})]


def count_of_kind(conn: Connection, kind: str, service: str, since: datetime) -> int:
    """How many cases of a kind about a service were received since an instant."""
    terms = {"kind": kind, "service": service, "since": since}
    return conn.execute(_OF_KIND, terms).scalar_one()


def opened_at(conn: Connection, at: datetime) -> list[str]:
    """The references of the cases opened at this very instant."""
    rows = select(cases.c.reference).where(cases.c.opened_at == at)
    return list(conn.execute(rows.order_by(cases.c.id)).scalars())


def open_cases(conn: Connection, most: int) -> list[int]:
    """The open cases by id, those due first at the head, so many at most."""
    return list(conn.execute(_OPEN, {"most": most}).scalars())
