"""Makes a corpus's reply a reply to the letter really sent: a corpus is written before any Message-ID of ours is known.

Such a mail bears `X-Corpus-Reply-To: {"letter": NAME, "case": LABEL}`. Changes a mail's header and nothing below it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.header import Header

from parsers.message import Message, read_message
from store import outbox
from store.session import Connection

MARK = "x-corpus-reply-to"
# "Re:", "RE:", "Automatic reply:": what a program set before the subject of our letter.
_PREFIX = re.compile(
    r"((?:re|aw|sv|antw|fwd?|automatic reply|out of office)\s*:\s*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The letter that a mail of the corpus answers: its name, and its case's label."""

    letter: str
    case: str


def wanted(raw: bytes) -> Wanted | None:
    """The letter that a mail says it answers; None where it bears no such mark that can be read."""
    for line in _fields(raw)[0]:
        if _name(line) == MARK:
            try:
                written = json.loads(line.partition(b":")[2])
                return Wanted(str(written["letter"]), str(written.get("case") or ""))
            except (ValueError, KeyError, TypeError, AttributeError):
                return None
    return None


def find_letter(
    conn: Connection, case_id: int, name: str, writer: str
) -> tuple[outbox.Outgoing, Message] | None:
    """The latest letter of that name in a case: to the writer if any was; copies to coordinators come last."""
    named = [one for one in outbox.letters_of(conn, case_id) if one.letter == name]
    for group in (
        [one for one in named if one.recipient == writer],
        [one for one in named if one.role != "coordinator"],
        named,
    ):
        if group:
            return group[-1], read_message(outbox.raw_of(conn, group[-1].id))
    return None


def unmarked(raw: bytes) -> bytes:
    """The mail without the mark: as it would come where no such letter was sent."""
    fields, rest = _fields(raw)
    return b"".join(line for line in fields if _name(line) != MARK) + rest


def filled_in(raw: bytes, letter: Message, own_address: str) -> bytes:
    """The mail as a reply to that letter: thread, subject, and the address that the letter asked to be answered at."""
    fields, rest = _fields(raw)
    is_report = any(
        _name(one) == "content-type" and b"multipart/report" in one.lower() for one in fields
    )
    references = " ".join(f"<{one}>" for one in (*letter.references, letter.message_id))
    kept = [line for line in fields if _name(line) not in (MARK, "in-reply-to", "references")]
    if not is_report:  # a server reports to the envelope's sender and under a subject of its own
        to = letter.reply_to[0].email if letter.reply_to else own_address
        kept = [_addressed(_renamed(line, letter.subject), own_address, to) for line in kept]
    thread = f"In-Reply-To: <{letter.message_id}>\r\nReferences: {references}\r\n"
    return b"".join(kept) + thread.encode() + rest


def _renamed(line: bytes, subject: str) -> bytes:
    """The Subject field with our letter's own subject behind what the program set before it."""
    if _name(line) != "subject":
        return line
    prefix = _PREFIX.match(line.partition(b":")[2].decode("ascii", "replace").strip())
    if prefix is None:
        return line
    encoded = Header(prefix.group(1) + subject, None if subject.isascii() else "utf-8")
    return f"Subject: {encoded.encode(linesep=chr(13) + chr(10))}\r\n".encode()


def _addressed(line: bytes, own_address: str, to: str) -> bytes:
    """To and Cc with the address of the letter's Reply-To in place of the mailbox's own."""
    if _name(line) not in ("to", "cc"):
        return line
    own = re.compile(re.escape(own_address.encode()), re.IGNORECASE)
    return own.sub(to.encode(), line)


def _name(line: bytes) -> str:
    return line.partition(b":")[0].strip().lower().decode("ascii", "replace")


def _fields(raw: bytes) -> tuple[Sequence[bytes], bytes]:
    """The header's fields, folded lines together, and the rest from the empty line on."""
    end = re.search(rb"\r?\n(?=\r?\n)", raw)
    cut = end.end() if end else len(raw)
    lines = raw[:cut].splitlines(keepends=True)
    fields: list[bytes] = []
    for line in lines:
        if line[:1] in b" \t" and fields:
            fields[-1] += line
        else:
            fields.append(line)
    return fields, raw[cut:]
