"""Words into the bytes of an email that every server takes and every reader shows (RFC 5322, 2045
to 2047, 2231, 3834).

The header block is put together here, by hand: the standard library's generator turns long message
ids into encoded words, which breaks the thread, and is ten times slower. What comes from outside is
checked or encoded on its way in, so no name, subject or file name can begin a header of its own.
The same letter in the same envelope gives the same bytes, always.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from letters.faults import LetterFault
from letters.transfer import encoded_words, for_file, for_text, quoted_phrase
from letters.words import cut, one_line

if TYPE_CHECKING:
    from letters.compose import Letter

# Cut at by the room that reads replies, which has its own copy of the words: neither room knows the
# other.
MARKER = "-- Please write your reply above this line --"
SUBJECT_LONGEST = 200  # characters; more is not shown by any reader, and some gateways refuse it
REFERENCES_KEPT = 8  # the first, which readers group by, and the latest
LINE_LONGEST = 998  # octets without the line end, RFC 5322 section 2.1.1
# Not 'All': that also stops the reports of failed delivery, which tell us that a resident never had
# the letter, and the out-of-office notes that tell us an officer is away ([MS-OXCMAIL] 2.1.3.2.20).
# Read receipts and chatty machines are stopped.
SUPPRESSED = "DR, RN, NRN, AutoReply"
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,900}")
_EMAIL = re.compile(
    r'(?:"[ !#-\[\]-~]+"|[^\s"(),:;<>@\[\\\]\x00-\x20\x7f-\U0010ffff]+)@[A-Za-z0-9._-]+'
)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A document that goes with a letter."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom, in which thread and when; message ids without their angle brackets,
    `date` aware. What goes by post is for `to_name`, and for no address.
    """

    from_name: str
    from_email: str
    to: tuple[str, ...]
    to_name: str
    reply_to: str | None
    message_id: str
    in_reply_to: str | None
    references: tuple[str, ...]
    date: datetime
    auto: bool
    case_reference: str | None
    attachments: tuple[Enclosure, ...] = ()
    cc: tuple[str, ...] = ()
    by_post: bool = False


def seal(letter: Letter, envelope: Envelope) -> bytes:
    """The letter as RFC 5322 bytes with CRLF line ends, all 7 bit; raises LetterFault for an
    address that cannot be written.
    """
    mark = hashlib.sha256(envelope.message_id.encode("utf-8", "replace")).hexdigest()[:24]
    content = _words(letter, f"=_words_{mark}")
    if envelope.attachments:
        files = [
            for_file(one.filename, one.content_type, one.content) for one in envelope.attachments
        ]
        content = _together("mixed", f"=_letter_{mark}", [content, *files])
    head = "\r\n".join(_head(letter, envelope))
    return f"{head}\r\nMIME-Version: 1.0\r\n".encode("ascii") + content


def threading(references: Sequence[str], in_reply_to: str | None = None) -> tuple[str, ...]:
    """The ids for References (RFC 5322 section 3.6.4), the answered one last: the first and the
    latest, together on one line.

    Ids that no server could have made (spaces, brackets, not ASCII, hundreds of characters) come
    from broken or hostile mail and are left out.
    """
    named = [*references, in_reply_to] if in_reply_to else list(references)
    latest = dict.fromkeys(reversed([one for one in named if _MESSAGE_ID.fullmatch(one)]))
    kept = list(reversed(latest))
    if len(kept) > REFERENCES_KEPT:
        kept = [kept[0], *kept[1 - REFERENCES_KEPT :]]
    while len(kept) > 1 and len(_reference_line(kept)) > LINE_LONGEST:
        del kept[1 if len(kept) > 2 else 0]
    return tuple(kept)


def _reference_line(ids: Sequence[str]) -> str:
    return "References: " + " ".join(f"<{one}>" for one in ids)


def _head(letter: Letter, envelope: Envelope) -> list[str]:
    """The header block, a field an item; folded fields have their line ends in them."""
    if envelope.date.tzinfo is None:
        raise LetterFault("the date of a letter needs its time zone", letter=letter.name)
    return [
        f"From: {_mailbox(envelope.from_name, envelope.from_email)}",
        f"To: {_recipients(envelope.to, envelope.to_name) if not envelope.by_post else _on_paper(envelope)}",
        *([f"Cc: {_recipients(envelope.cc)}"] if envelope.cc else ()),
        *([f"Reply-To: {_mailbox('', envelope.reply_to)}"] if envelope.reply_to else ()),
        _worded("Subject", letter.subject),
        f"Date: {format_datetime(envelope.date)}",
        f"Message-ID: <{_own_id(envelope.message_id)}>",
        *_thread(envelope),
        *(_automatic(envelope) if envelope.auto else ()),
        *([_worded("X-Case-Reference", case)] if (case := envelope.case_reference) else ()),
        "Content-Language: en-GB",
    ]


def _thread(envelope: Envelope) -> list[str]:
    answered = envelope.in_reply_to
    ids = threading(envelope.references, answered)
    fields = [f"In-Reply-To: <{answered}>"] if answered and _MESSAGE_ID.fullmatch(answered) else []
    # One id a line: folded where the grammar allows it, and never through an id.
    return [*fields, "References: " + "\r\n ".join(f"<{one}>" for one in ids)] if ids else fields


def _automatic(envelope: Envelope) -> list[str]:
    """RFC 3834: an answer to one message is auto-replied, what the diary sends auto-generated."""
    kind = "auto-replied" if envelope.in_reply_to else "auto-generated"
    return [f"Auto-Submitted: {kind}", f"X-Auto-Response-Suppress: {SUPPRESSED}"]


def _worded(field: str, words: str) -> str:
    """A field of free words, cut where no reader would show more."""
    return f"{field}: {encoded_words(cut(one_line(words), SUBJECT_LONGEST), len(field) + 2)}"


def _recipients(emails: Sequence[str], name: str = "") -> str:
    if not emails:
        raise LetterFault("a letter needs somebody to go to")
    return ",\r\n ".join(
        _mailbox(name if at == 0 else "", email) for at, email in enumerate(emails)
    )


def _on_paper(envelope: Envelope) -> str:
    """Whom a letter for the post is for: a group of nobody (RFC 5322 section 3.4), so that no server could send it."""
    phrase = quoted_phrase(cut(one_line(envelope.to_name), SUBJECT_LONGEST))
    return f"{phrase or 'resident'}:;"


def _mailbox(name: str, email: str) -> str:
    phrase = quoted_phrase(cut(one_line(name), SUBJECT_LONGEST))
    return f"{phrase} <{_address(email)}>" if phrase else _address(email)


def can_be_written_to(email: str) -> bool:
    """Whether a letter can be addressed so; what a resident types into a form sometimes cannot."""
    try:
        return bool(_address(email))
    except LetterFault:
        return False


def _address(email: str) -> str:
    """The address if it can stand in a header as it is; a domain in another script is written in
    its ASCII form (RFC 5891).
    """
    local, _, domain = email.rpartition("@")
    if domain and not domain.isascii():
        with suppress(UnicodeError):  # refused below, in words
            email = f"{local}@{domain.encode('idna').decode('ascii')}"
    if not _EMAIL.fullmatch(email) or len(email) > 320:
        raise LetterFault(
            f"this is not an address that mail can be sent to: {one_line(email)[:80]!r}"
        )
    return email


def _own_id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise LetterFault(f"this cannot be a message id: {one_line(message_id)[:80]!r}")
    return message_id


def _words(letter: Letter, boundary: str) -> bytes:
    """Text and page as alternatives, the page last because the last is the richest (RFC 2046
    section 5.1.4).
    """
    text = for_text("plain", letter.text)
    if not letter.html:
        return text
    return _together("alternative", boundary, [text, for_text("html", letter.html)])


def _together(kind: str, boundary: str, parts: Sequence[bytes]) -> bytes:
    edge = f"\r\n--{boundary}".encode("ascii")
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n'.encode("ascii")
    # Neither encoding can write '=_', so the boundary cannot stand within a part.
    return head + b"".join(edge + b"\r\n" + part for part in parts) + edge + b"--\r\n"
