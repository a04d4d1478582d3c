"""The register searched: by reference, by words in it, by the people of a case, by service and day. Changes nothing.

Words are found by FTS5 on SQLite and by a text index on PostgreSQL (migration 0004). What somebody types is never taken
for a query's own language: each word of it must be there, the last one perhaps unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, text

from store.casefile import Case
from store.rows import columns_for
from store.schema import cases, parties, stages
from store.states import CaseStatus

_WORD = re.compile(r"\w+")
# More words than anybody means; each costs a look into the index.
_MOST_WORDS = 12

# One word is a common one: so many of the newest are looked through for what else is asked.
_MOST_FOUND = 2000

_BY_SQLITE = {
    "cases": "SELECT rowid FROM words_of_cases WHERE words_of_cases MATCH :{0}"
    " ORDER BY rowid DESC LIMIT {1}",
    "parties": "SELECT rowid FROM words_of_parties WHERE words_of_parties MATCH :{0}"
    " ORDER BY rowid DESC LIMIT {1}",
}
_BY_POSTGRES = {
    "cases": "SELECT id FROM cases WHERE to_tsvector('english'::regconfig, subject || ' ' || summary)"
    " @@ to_tsquery('english'::regconfig, :{0}) ORDER BY id DESC LIMIT {1}",
    "parties": "SELECT id FROM parties WHERE to_tsvector('simple'::regconfig,"
    " name || ' ' || translate(email, '@.-_+', '     ') || ' ' || postcode || ' ' || organisation)"
    " @@ to_tsquery('simple'::regconfig, :{0}) ORDER BY id DESC LIMIT {1}",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; empty is everything. `services`: only these, as far as somebody may see."""

    words: str = ""
    status: str = ""
    kind: str = ""
    service: str = ""
    since: datetime | None = None
    until: datetime | None = None
    services: frozenset[str] | None = None
    # Of cases that are confidential only those that this person's stage is in.
    reader: str = ""
    before: tuple[datetime, int] | None = None
    limit: int = 25


def find_cases(conn: Connection, asked: Asked) -> list[Case]:
    """A page of the register, the newest first; the next page is before the last one."""
    rows: Select[Any] = select(*columns_for(cases, Case)).where(*_terms(asked))
    if asked.words.strip():
        rows = rows.where(_with_words(conn, asked.words))
    rows = rows.order_by(cases.c.received_at.desc(), cases.c.id.desc()).limit(asked.limit)
    return [Case(*row) for row in conn.execute(rows)]


def _terms(asked: Asked) -> list[ColumnElement[bool]]:
    terms: list[ColumnElement[bool]] = []
    if asked.status:
        terms.append(cases.c.status == CaseStatus(asked.status))
    if asked.kind:
        terms.append(cases.c.kind == asked.kind)
    if asked.service:
        terms.append(cases.c.service == asked.service)
    if asked.since is not None:
        terms.append(cases.c.received_at >= asked.since)
    if asked.until is not None:
        terms.append(cases.c.received_at < asked.until)
    if asked.services is not None:
        terms.append(_may_see(asked.services, asked.reader))
    if asked.before is not None:
        at, number = asked.before
        same = and_(cases.c.received_at == at, cases.c.id < number)
        # The first term is all that an index can use; the second is exact.
        terms += [cases.c.received_at <= at, or_(cases.c.received_at < at, same)]
    return terms


def _may_see(services: Collection[str], reader: str) -> ColumnElement[bool]:
    """Cases that somebody of these services may see: their services' open ones, and those that are their own."""
    own = select(stages.c.case_id).where(
        (stages.c.owner_email == reader) | (stages.c.accountable_email == reader)
    )
    of_service = and_(cases.c.service.in_(sorted(services)), cases.c.confidential.is_(False))
    return or_(of_service, cases.c.id.in_(own))


def _with_words(conn: Connection, written: str) -> ColumnElement[bool]:
    """Cases with this reference, or all these words in the story, or all of them in one of its people.

    Each index is asked by itself: an OR over all three would walk through the whole register.
    """
    begins = written.strip().upper()
    named_so = cases.c.reference.startswith(begins, autoescape=True)
    if conn.dialect.name == "sqlite":
        # By its place in the index, which SQLite does not use for LIKE.
        named_so = cases.c.reference.between(begins, f"{begins}\uffff")
    found = set(conn.execute(select(cases.c.id).where(named_so).limit(_MOST_FOUND)).scalars())
    query = _query(conn, written)
    if query:
        asked = _BY_SQLITE if conn.dialect.name == "sqlite" else _BY_POSTGRES
        story = text(asked["cases"].format("words", _MOST_FOUND))
        people = text(asked["parties"].format("words", _MOST_FOUND))
        found |= set(conn.execute(story, {"words": query}).scalars())
        named = list(conn.execute(people, {"words": query}).scalars())
        of_people = select(parties.c.case_id).where(parties.c.id.in_(named))
        found |= set(conn.execute(of_people).scalars())
    return cases.c.id.in_(sorted(found))


def _query(conn: Connection, written: str) -> str:
    """Every word, the last one as a beginning, in the database's own language of queries."""
    words = _WORD.findall(written)[:_MOST_WORDS]
    if not words:
        return ""
    if conn.dialect.name == "sqlite":
        return " ".join([*(f'"{one}"' for one in words[:-1]), f'"{words[-1]}"*'])
    return " & ".join([*(f"'{one}'" for one in words[:-1]), f"'{words[-1]}':*"])
