"""Envelope addresses as they may be written on the wire (RFC 5321, 4.1.2), or not at all.

The last guard against an address that is really a second command; no address is repaired here.
"""

from __future__ import annotations

import re

# Dot-atoms (RFC 5322, 3.2.3), with UTF-8 letters as RFC 6531 allows them. Quoted local parts are
# legal and unheard of among residents; they are not worth a way into the envelope.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u00a1-\U0010ffff]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets


class Unwritable(ValueError):
    """No server could be given this as an address."""


def wire_address(address: str) -> str:
    """The address with its domain in ASCII (IDNA); Unwritable where it is none."""
    local, at, domain = address.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = ""
    written = f"{local}@{ascii_domain}"
    sound = at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(ascii_domain)
    if not sound or len(written.encode("utf-8")) > LONGEST:
        raise Unwritable(f"{address[:LONGEST]!r} is no address that a letter can be sent to.")
    return written
