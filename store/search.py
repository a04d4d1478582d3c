"""The register searched: by reference, by words in it, by the people of a case, by service and day. Changes nothing.

Words are found by FTS5 on SQLite and by a text index on PostgreSQL (migration 0004). What somebody types is never taken
for a query's own language: each word of it must be there, the last one perhaps unfinished.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    and_,
    any_,
    bindparam,
    func,
    literal,
    or_,
    select,
    text,
)

from store.casefile import Case
from store.rows import columns_for
from store.schema import cases, stages
from store.states import CaseStatus

_WORD = re.compile(r"\w+")
# More words than anybody means; each costs a look into the index.
_MOST_WORDS = 12

# One word is a common one: so many of the newest are looked through for what else is asked.
_MOST_FOUND = 2000

# By the reference, or the story, or the people: each index is asked by itself, for an OR over all three would walk
# through the whole register. Of SQLite by the reference's place in the index, which it does not use for LIKE.
_BY_SQLITE = text("""
    SELECT * FROM (SELECT id FROM cases WHERE reference BETWEEN :begins AND :ends LIMIT :most)
    UNION
    SELECT * FROM (SELECT rowid FROM words_of_cases WHERE words_of_cases MATCH :words
        ORDER BY rowid DESC LIMIT :most)
    UNION
    SELECT case_id FROM parties WHERE id IN (SELECT rowid FROM words_of_parties WHERE words_of_parties MATCH :words
        ORDER BY rowid DESC LIMIT :most)
""")
# MATERIALIZED: of a common word PostgreSQL would else take the newest cases apart, one by one, until it has enough.
_BY_POSTGRES = text("""
    WITH told AS MATERIALIZED (
        SELECT id FROM cases WHERE to_tsvector('english'::regconfig, subject || ' ' || summary)
            @@ to_tsquery('english'::regconfig, :words)),
    named AS MATERIALIZED (
        SELECT id, case_id FROM parties WHERE to_tsvector('simple'::regconfig,
            name || ' ' || translate(email, '@.-_+', '     ') || ' ' || postcode || ' ' || organisation)
            @@ to_tsquery('simple'::regconfig, :words))
    (SELECT id FROM cases WHERE :begins <> '' AND starts_with(reference, :begins) LIMIT :most)
    UNION
    (SELECT id FROM told ORDER BY id DESC LIMIT :most)
    UNION
    (SELECT case_id FROM (SELECT id, case_id FROM named ORDER BY id DESC LIMIT :most) AS newest)
""")


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


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_WHOLE: Any = select(*columns_for(cases, Case)).where(cases.c.id.in_(_IDS))


def find_cases(conn: Connection, asked: Asked) -> list[Case]:
    """A page of the register, the newest first; the next page is before the last one."""
    terms = _terms(asked)
    if asked.words.strip():
        found = _with_words(conn, asked.words)
        if not found:
            return []
        terms.append(_among(conn, found))
    # Rows are long: only those of the page are read whole.
    newest = select(cases.c.id).where(*terms)
    newest = newest.order_by(cases.c.received_at.desc(), cases.c.id.desc()).limit(asked.limit)
    ids = list(conn.execute(newest).scalars())
    rows = {row[0]: Case(*row) for row in conn.execute(_WHOLE, {"ids": ids})} if ids else {}
    return [rows[id_] for id_ in ids]


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
    of_service = and_(cases.c.service.in_(sorted(services)), cases.c.confidential.is_(False))
    if not reader:
        return of_service
    own = select(stages.c.case_id).where(
        (stages.c.owner_email == reader) | (stages.c.accountable_email == reader)
    )
    return or_(of_service, cases.c.id.in_(own))


def _with_words(conn: Connection, written: str) -> list[int]:
    """Cases with this reference, or all these words in the story, or all of them in one of its people."""
    begins = written.strip().upper()
    if " " in begins or not any(map(str.isdigit, begins)):
        begins = ""  # no reference begins so
    terms: dict[str, Any] = {"begins": begins, "most": _MOST_FOUND, "words": _query(conn, written)}
    if conn.dialect.name == "sqlite":
        terms["ends"] = f"{begins}\uffff" if begins else ""
        return list(conn.execute(_BY_SQLITE, terms).scalars())
    return list(conn.execute(_BY_POSTGRES, terms).scalars())


def _among(conn: Connection, ids: list[int]) -> ColumnElement[bool]:
    """Whether a case is one of these: all of them as one value, for each by itself has to be read and planned."""
    if conn.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(ids)).table_valued("value")
        return cases.c.id.in_(select(listed.c.value))
    return cases.c.id == any_(literal(ids, ARRAY(BigInteger)))


def _query(conn: Connection, written: str) -> str:
    """Every word, the last one as a beginning, in the database's own language of queries."""
    words = _WORD.findall(written)[:_MOST_WORDS]
    if conn.dialect.name == "sqlite":
        # Of no word at all: what stands in no text.
        return " ".join([*(f'"{one}"' for one in words[:-1]), f'"{words[-1]}"*']) if words else '""'
    return " & ".join([*(f"'{one}'" for one in words[:-1]), f"'{words[-1]}':*"]) if words else ""
