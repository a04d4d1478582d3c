"""What came with a mail of the record, as it may go on to somebody: what a virus scanner withheld stays withheld."""

from __future__ import annotations

from mailroom.rules.reading import Enclosed, withheld
from parsers.documents import Document
from parsers.message import Message
from store import inbox
from store.session import Connection


def enclosed_in(conn: Connection, incoming_id: int, message: Message) -> tuple[Enclosed, ...]:
    """The attachments of a message as it came, unread, each with what was found in it when it was looked at."""
    problems = {one.position: one.problem for one in inbox.documents_of(conn, incoming_id)}
    return tuple(
        Enclosed(one, _refused(problems.get(position, "")), None)
        for position, one in enumerate(message.attachments)
    )


def is_withheld(conn: Connection, incoming_id: int, position: int | None = None) -> str:
    """Why nobody may be given an attachment, or (without a position) the mail as it came; '' where they may."""
    return next(
        (
            f"{one.filename}: {withheld(one.problem)}"
            for one in inbox.documents_of(conn, incoming_id)
            if withheld(one.problem) and position in (None, one.position)
        ),
        "",
    )


def _refused(problem: str) -> Document | None:
    return Document("unknown", problem=problem) if withheld(problem) else None
