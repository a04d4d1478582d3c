"""Who may come in: links that work once, and the visits that they begin. Only hashes of what people hold are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from store.rows import columns_for
from store.schema import links, visits


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who signed in; over once `ended_at` is set."""

    id: int
    email: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None


def add_link(
    conn: Connection, token_hash: str, email: str, asked_at: datetime, until_at: datetime
) -> None:
    """Keep a link that was sent to somebody."""
    new = {"token_hash": token_hash, "email": email, "asked_at": asked_at, "until_at": until_at}
    conn.execute(insert(links).values(new))


def links_since(conn: Connection, email: str, since: datetime) -> int:
    """How many links somebody was sent after an instant."""
    theirs = select(func.count()).where(links.c.email == email, links.c.asked_at > since)
    return conn.execute(theirs).scalar_one()


def use_link(conn: Connection, token_hash: str, at: datetime) -> str | None:
    """The address a link was sent to, and the link is used up; None where it is not, or no longer, good."""
    good = (
        links.c.token_hash == token_hash,
        links.c.used_at.is_(None),
        links.c.until_at >= at,
    )
    used = update(links).where(*good).values(used_at=at).returning(links.c.email)
    return conn.execute(used).scalar_one_or_none()


def begin_visit(conn: Connection, key_hash: str, email: str, at: datetime) -> None:
    """Somebody is signed in from now on."""
    conn.execute(insert(visits).values(key_hash=key_hash, email=email, began_at=at, seen_at=at))


def find_visit(conn: Connection, key_hash: str) -> Visit | None:
    """The visit of a key, over or not; None where there never was one."""
    row = conn.execute(
        select(*columns_for(visits, Visit)).where(visits.c.key_hash == key_hash)
    ).first()
    return Visit(*row) if row else None


def note_seen(conn: Connection, visit_id: int, at: datetime) -> None:
    """They did something just now."""
    conn.execute(update(visits).where(visits.c.id == visit_id).values(seen_at=at))


def end_visits(
    conn: Connection, at: datetime, *, visit_id: int | None = None, email: str | None = None
) -> int:
    """End one visit, or all of a person's; how many were ended."""
    still = update(visits).where(visits.c.ended_at.is_(None)).values(ended_at=at)
    if visit_id is not None:
        still = still.where(visits.c.id == visit_id)
    if email is not None:
        still = still.where(visits.c.email == email)
    return conn.execute(still).rowcount


def open_visits(conn: Connection, since: datetime, limit: int = 200) -> list[Visit]:
    """Who is signed in and was seen after an instant, the latest first."""
    rows = (
        select(*columns_for(visits, Visit))
        .where(visits.c.ended_at.is_(None), visits.c.seen_at > since)
        .order_by(visits.c.seen_at.desc())
        .limit(limit)
    )
    return [Visit(*row) for row in conn.execute(rows)]
