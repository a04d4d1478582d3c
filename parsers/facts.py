"""Facts in a text: postcodes and telephone numbers, as written."""

from __future__ import annotations

import re

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+44 ?|0)(?:\d[ -]?){8,9}\d(?!\d)")


def postcodes(text: str) -> tuple[str, ...]:
    """The postcodes in a text, in order."""
    return tuple(dict.fromkeys(_POSTCODE.findall(text)))


def phones(text: str) -> tuple[str, ...]:
    """The telephone numbers in a text, in order."""
    return tuple(dict.fromkeys(_PHONE.findall(text)))
