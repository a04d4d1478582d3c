"""Who wrote and to whom: mailboxes out of address fields, read by mail-parser and stood in for where it gives up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parsers.headers import decode_words

# Characters: an address field longer than this is a list of thousands; the rest only costs time.
_MAX_FIELD = 100_000
# The plain form nine senders in ten use; mail-parser reads it the same (a test holds them equal), only slower.
_PLAIN = re.compile(
    r'(?:"([\w ,.\'&-]*)"|([\w \'-]*?))[ \t]*<([\w.+=-]+@[\w-]+(?:\.[\w-]+)+)>', re.A
)
_BARE = re.compile(r"[\w.+=-]+@[\w-]+(?:\.[\w-]+)+", re.A)
_ANYWHERE = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+")


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: the name shown and the address, lower-cased; '' where it could not be read."""

    name: str
    email: str


@lru_cache(maxsize=32)  # a From is asked for by several who read a mail
def read_addresses(value: str) -> tuple[Address, ...]:
    """The mailboxes of an address field (RFC 5322 3.4); never fails, and leaves out what is no mailbox."""
    value = value[:_MAX_FIELD].strip()
    if not value:
        return ()
    plain = _PLAIN.fullmatch(value)
    if plain:
        return (Address(_tidy(plain.group(1) or plain.group(2) or ""), plain.group(3).lower()),)
    if _BARE.fullmatch(value):
        return (Address("", value.lower()),)
    return _read_with_mail_parser(value) or _read_roughly(value)


def _read_with_mail_parser(value: str) -> tuple[Address, ...]:
    from mailparser.utils import get_addresses  # loaded with the first field that is not plain

    try:
        found = get_addresses(value, decode_names=True)
    except Exception:  # mail-parser raises five kinds of error on hostile fields
        return ()
    return tuple(Address(_tidy(name), email.lower()) for name, email in found if "@" in email)


def _read_roughly(value: str) -> tuple[Address, ...]:
    """Where no rule of RFC 5322 fits: whatever looks like an address, else the words as a name."""
    decoded = decode_words(value)
    found = _ANYWHERE.search(decoded)
    if found is None:
        return (Address(_tidy(re.sub(r"[<>]", "", decoded)), ""),)
    name = decoded[: found.start()].rstrip("<").strip() if found.start() else ""
    return (Address(_tidy(name), found.group().strip("'.").lower()),)


def _tidy(name: str) -> str:
    return " ".join(decode_words(name).split()).strip("\"'")[:300]
