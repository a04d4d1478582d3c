"""What officers wrote, for a report that names no resident: names, addresses and numbers of a case's people left out.

The record knows who is in a case; letters, postcodes and telephone numbers are known by their form as well. Pure.
What stays are officers' own words: whoever publishes them reads them first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LEFT_OUT = "[left out]"
_TITLES = frozenset("mr mrs ms miss mx dr prof sir dame lady lord rev cllr councillor".split())
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?<![\w£.])(?:\+44\s?|0)(?:[\s()-]*\d){9,10}\b")
# A name of one or two letters is only known with its capital: "Jo", not the "jo" in no word.
_SHORT = 2
# A line of an address shorter than this is a number or a flat, and is found with the next.
_ADDRESS_CHARACTERS = 5


def redacted(text: str, people: Iterable[tuple[str, ...]]) -> str:
    """The text without what would tell who these people are.

    `people` are name, email, telephone, address, postcode and organisation of each.
    """
    for person in people:
        for pattern in _patterns(*person):
            text = pattern.sub(LEFT_OUT, text)
    for form in (_EMAIL, _POSTCODE, _TELEPHONE):
        text = form.sub(LEFT_OUT, text)
    return re.sub(rf"{re.escape(LEFT_OUT)}(?:[\s,]*{re.escape(LEFT_OUT)})+", LEFT_OUT, text)


def _patterns(
    name: str, email: str, phone: str, address: str, postcode: str, organisation: str
) -> Iterable[re.Pattern[str]]:
    for whole in (email, organisation, *_lines(address)):
        if whole.strip():
            yield _spaced(whole)
    digits = re.sub(r"\D", "", phone)
    if digits:
        yield re.compile(r"[\s()-]*".join(digits))
    if postcode.strip():
        yield re.compile(r"\s*".join(map(re.escape, "".join(postcode.split()))), re.IGNORECASE)
    for word in re.findall(r"[\w'’-]+", name):
        if word.lower() in _TITLES:
            continue
        case = re.NOFLAG if len(word) <= _SHORT else re.IGNORECASE
        # A single letter is an initial: it tells nobody, and stands in every other word.
        if len(word) > 1:
            yield re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", case)


def _lines(address: str) -> list[str]:
    lines = [line.strip() for line in re.split(r"[,\n]", address)]
    return [address, *(line for line in lines if len(line) >= _ADDRESS_CHARACTERS)]


def _spaced(words: str) -> re.Pattern[str]:
    return re.compile(r"[\s,]+".join(map(re.escape, re.split(r"[\s,]+", words.strip()))), re.I)
