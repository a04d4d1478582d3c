"""The mail inside a forward as its writer sent it: who, when, about what, in which words. None without an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parsers.addresses import Address, read_addresses
from parsers.facts import dates

# A head has so many lines at most, the line above it and wrapped ones included.
_MOST_LINES = 16
_FIELD = re.compile(
    r"[>\s*]*(from|sent|date|to|cc|subject|importance|attachments?)\s*:\**\s*(.*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Original:
    """A mail that somebody sent on; `sent_on` is None where its head tells no day that can be read."""

    sender: Address
    sent_on: date | None
    subject: str
    text: str


def read_original(forwarded: str, passed_on: date) -> Original | None:
    """The mail that a forward carries, by the labelled lines above it; `passed_on` is the day of the forward."""
    lines = forwarded.split("\n")
    fields, end = _head(lines)
    senders = [one for one in read_addresses(fields.get("from", "")) if one.email]
    text = "\n".join(lines[end:]).strip()
    if len(senders) != 1 or not text:
        return None
    told = dates(fields.get("sent") or fields.get("date", ""), passed_on)
    return Original(senders[0], told[0][0] if told else None, fields.get("subject", ""), text)


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
