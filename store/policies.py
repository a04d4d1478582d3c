"""The policies' texts, kept by digest: what a case was opened under can be read when its file is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from store.rows import upserts
from store.schema import cases
from store.schema import policies as table
from store.states import CaseStatus


@dataclass(frozen=True, slots=True)
class InForce:
    """A policy's text that cases not closed are kept under, and how many."""

    name: str
    digest: str
    cases: int


_KEEP = {
    dialect: statement.on_conflict_do_nothing(index_elements=[table.c.digest])
    for dialect, statement in upserts(table).items()
}
_RAW = select(table.c.raw).where(table.c.digest == bindparam("wanted"))
_IN_FORCE = (
    select(cases.c.policy, cases.c.policy_digest, func.count())
    .where(cases.c.status.in_([CaseStatus.OPEN, CaseStatus.ANSWERED]))
    .group_by(cases.c.policy, cases.c.policy_digest)
    .order_by(cases.c.policy, cases.c.policy_digest)
)


def keep_policy(conn: Connection, name: str, digest: str, raw: bytes, at: datetime) -> None:
    """Keep a policy's text; one already kept stays as it is."""
    row = {"digest": digest, "name": name, "raw": raw, "kept_at": at}
    conn.execute(_KEEP[conn.dialect.name], row)


def find_policy_text(conn: Connection, digest: str) -> bytes | None:
    """The text that bears the digest, byte for byte; None where it was never kept."""
    found: bytes | None = conn.execute(_RAW, {"wanted": digest}).scalar()
    return found


def policies_in_force(conn: Connection) -> list[InForce]:
    """The policies that cases not closed are kept under, by name."""
    return [InForce(*row) for row in conn.execute(_IN_FORCE)]
