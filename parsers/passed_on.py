"""The mail inside a forward as its writer sent it: who, when, about what, in which words. None without an address.

It stands in the text below labelled lines, or is attached as a file of its own (message/rfc822).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from parsers.addresses import Address, read_addresses
from parsers.facts import dates
from parsers.message import Message, read_message
from parsers.quotes import is_forward

# A head has so many lines at most, the line above it and wrapped ones included.
_MOST_LINES = 16
_FIELD = re.compile(
    r"[>\s*]*(from|sent|date|to|cc|subject|importance|attachments?)\s*:\**\s*(.*)", re.IGNORECASE
)

# "Una Firth [mailto:una@home.example]"; "Una Firth <una@home.example<mailto:una@home.example>>".
_LINK_ALONE = re.compile(r"\[mailto:([^\]\s]+)\]", re.IGNORECASE)
_LINK_BESIDE = re.compile(r"<mailto:[^>\s]*>", re.IGNORECASE)
_MARK = re.compile(r"^\s*> ?")
# So few words of one's own go with a mail that is only sent on.
_COVERING_WORDS = 60


@dataclass(frozen=True, slots=True)
class Original:
    """A mail that somebody sent on; `sent_on` is None where its head tells no day that can be read."""

    sender: Address
    sent_on: date | None
    subject: str
    text: str


def enclosed_mail(message: Message) -> Message | None:
    """The one mail that somebody sends on as a file; None where there are more, or they tell a story of their own."""
    mails = [one for one in message.attachments if one.sniffed_type == "message/rfc822"]
    covering = len(message.body.own.split()) <= _COVERING_WORDS or is_forward(message.subject)
    if len(mails) != 1 or message.automatic is not None or not covering:
        return None
    return read_message(mails[0].content)


def read_enclosed(message: Message) -> Original | None:
    """The mail that is attached to a forward, by its own head."""
    inside = enclosed_mail(message)
    if inside is None or inside.sender is None or not inside.sender.email:
        return None
    if inside.automatic is not None or any(one.code == "several-from" for one in inside.defects):
        return None
    text = inside.body.newest.strip()
    if not text and not inside.attachments:
        return None
    return Original(
        inside.sender, inside.sent_at.date() if inside.sent_at else None, inside.subject, text
    )


def read_original(forwarded: str, passed_on: date) -> Original | None:
    """The mail that a forward carries, by the labelled lines above it; `passed_on` is the day of the forward."""
    lines = _unquoted(forwarded.split("\n"))
    fields, end = _head(lines)
    senders = [one for one in read_addresses(_bare(fields.get("from", ""))) if one.email]
    text = "\n".join(lines[end:]).strip()
    if len(senders) != 1 or not text:
        return None
    told = dates(fields.get("sent") or fields.get("date", ""), passed_on)
    return Original(senders[0], told[0][0] if told else None, fields.get("subject", ""), text)


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines of a mail that was quoted to be sent on, as Apple Mail does, without the marks; others as they are."""
    begins = next((at for at, one in enumerate(lines[:_MOST_LINES]) if _FIELD.match(one)), None)
    if begins is None or not lines[begins].lstrip().startswith(">"):
        return list(lines)
    quoted = takewhile(lambda one: not one.strip() or one.lstrip().startswith(">"), lines[begins:])
    return [_MARK.sub("", one) for one in quoted]


def _bare(named: str) -> str:
    """A sender without the links that Outlook writes beside the address."""
    return _LINK_BESIDE.sub("", _LINK_ALONE.sub(r"<\1>", named))


def _head(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The labelled fields with which a forward begins, and the line after them."""
    fields: dict[str, str] = {}
    last = ""
    for at, line in enumerate(lines[:_MOST_LINES]):
        found = _FIELD.match(line)
        if found:
            last = found[1].lower()
            fields.setdefault(last, found[2].strip())
        elif fields and not line.strip():
            return fields, at + 1
        elif last:
            fields[last] = f"{fields[last]} {line.strip()}"
    return {}, 0
