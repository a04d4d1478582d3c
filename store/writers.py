"""Whether the record knows whoever writes: asked in one go, for of most of them it has nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, Connection, bindparam, exists, func, select

from store.restrictions import IN_FORCE
from store.schema import incoming, outgoing, parties, restrictions
from store.threads import WAITS


@dataclass(frozen=True, slots=True)
class Known:
    """What there is of somebody: cases, mail that waits for a person, a restriction, answers to mail of theirs."""

    has_cases: bool
    waits: bool
    is_restricted: bool
    answers: int


_SENDER: BindParameter[str] = bindparam("sender")
_PERSON: BindParameter[str] = bindparam("person")
_HAS_CASES = exists().where(parties.c.email == _PERSON)
_WAITS = exists().where(WAITS, (incoming.c.sender == _SENDER) | (incoming.c.sender == _PERSON))
_IS_RESTRICTED = exists().where(IN_FORCE, restrictions.c.email == _PERSON)
_ANSWERS = (
    select(func.count())
    .select_from(outgoing.join(incoming, outgoing.c.incoming_id == incoming.c.id))
    .where(
        outgoing.c.recipient == _SENDER,
        outgoing.c.written_at > bindparam("since"),
        incoming.c.sender == _SENDER,
    )
)
_KNOWN = select(_HAS_CASES, _WAITS, _IS_RESTRICTED, _ANSWERS.scalar_subquery())


def known_of(conn: Connection, sender: str, person: str, since: datetime, day: date) -> Known:
    """What the record has of the address that sent a mail, and of the person behind it.

    Answers are those written to the sender after an instant; a restriction is one in force that day.
    """
    # Who has no address is not the same as another who has none: NULL equals nothing.
    terms = {"sender": sender.lower() or None, "person": person.lower() or None}
    return Known(*conn.execute(_KNOWN, {**terms, "since": since, "day": day}).one())
