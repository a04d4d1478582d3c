"""Which reference a writer quotes: a case's, an account's, a licence's, an Ombudsman's. Pure.

Told by the word before it, or by its own shape. No telephone number, no amount and no day is one.
"""

from __future__ import annotations

import re

from mailroom.rules.reading import Reading
from parsers.facts import phones

# What an Ombudsman calls a complaint: "Our ref: 25 013 884", "Our reference 202412345".
_THEIRS = re.compile(
    r"\b(?:our|my) (?:case )?ref(?:erence)?(?: (?:no|number))?\b\.?\s*(?:is\s*)?[:#-]?\s*"
    r"((?:[A-Z]{1,6}[ /-]?)?\d[\dA-Z]*(?:[ /.-]\d[\dA-Z]*)*)",
    re.IGNORECASE,
)
# A reference as it is written: capitals may stand before it with a gap ("HB 551907"), small letters only joined to it
# ("hb551907"), for "on 29" is none; figures may stand in groups ("7710 3392 4", "25 013 884").
_WRITTEN = (
    r"((?-i:[A-Z]{1,6} )?(?:(?:[a-z]{1,6}\d{0,3}[/-])+[a-z]{0,6}|[a-z]{1,6})?"
    r"(?:\d{2,4}(?: \d{2,4}){1,3}(?: \d)?(?![\d/:-]|\.\d)|\d[\da-z]*(?:[/.-][\da-z]+)*))"
)
_NAMED_SO = r"(?:[ \t]*\(?(?:no|number|num|nos|ref(?:erence)?|is|id)\b\.?)*[ \t]*[:#.]?[ \t]*"
# Quoted by name, on a line of its own or at a line's head: "Account ref 40018827X".
_ACCOUNT = re.compile(
    r"^[ \t]*(?:(?:my|our|your) )?(?:\w+ ){0,2}(?:account|acct|a/c|tenancy|claim|rent|tenant|customer)"
    rf"{_NAMED_SO}{_WRITTEN}",
    re.IGNORECASE | re.MULTILINE,
)
_NAMED = re.compile(
    r"\b(?:ref(?:erence)?s?|account|acct|acc|a/c|claim|case|job|order|receipt|invoice|applicant|application|customer|"
    r"complaint|incident|log|permit|licence|badge|member(?:ship)?|payroll|policy|contract|report|booking|ticket|"
    rf"(?:my|app) number){_NAMED_SO}{_WRITTEN}",
    re.IGNORECASE,
)
# What shows by its shape: a planning application, a penalty charge notice, a purchase order.
_SHAPES = (
    re.compile(r"\b\d{2,4}/\d{3,6}(?:/[A-Z]{2,5}\d?)?\b"),
    re.compile(r"\b\d{2,4}/[A-Z]{2,5}/\d{2,6}\b"),
    re.compile(r"\b([A-Z]{1,6}\d{0,3}[-/](?:[A-Z0-9]{1,6}[-/])*\d{2,}[A-Z0-9]*(?:[-/]\d+)*)\b"),
    re.compile(r"\b([A-Z]{2,4}\d{4}|[A-Z]{1,4}\d{5,}[A-Z]?)\b"),
    re.compile(r"\b([A-Z]{2,4} \d{4,12})\b(?![/:.]\d)"),
)
# A long number that nothing names, and that is no telephone's: an account's.
_LONG = re.compile(r"(?<![\w\u00a3$+/.,:@-])[1-9]\d{6,11}(?![\w/@-]|[.,]\d)")
# Capitals before a figure that are words, a norm's or a year's.
_WORDS = re.compile(
    r"(?:THE|IN|ON|AT|OF|TO|BY|FOR|FROM|AND|OR|NO|IS|WAS|ALL|OVER|ONLY|SINCE|PAID|TEL|MOB|FAX|CALL|RING|PIN|OWED|AM|PM|"
    r"JAN|FEB|MAR|APR|MAY|JUN|JUNE|JUL|JULY|AUG|SEP|SEPT|OCT|NOV|DEC|EST|BS|ISO|EN|ACT|REG|AD|GMT|UK|RE|REF) ",
)
_YEAR = re.compile(r"[A-Z]+ (?:19\d|20[0-4])\d\Z|(?:0?[1-9]|1[0-2])/20\d\d\Z")
_BARE_YEAR = re.compile(r"(?:19\d|20[0-4])\d")
# So short a number is a house's, a day's or a count, whatever word is before it.
_TOO_SHORT = 4
# The machine that a letter was scanned on: "MFD-0442".
_MACHINE = re.compile(r"(?:MFD|MFP|SCAN|IMG|DOC|PC)[ -]")
_FIGURES = re.compile(r"\d")


def reference_quoted(reading: Reading) -> str:
    """The first reference quoted, in the subject or below it; an Ombudsman's by the words "our reference"."""
    if (theirs := their_reference(reading)) and " " in theirs:
        return theirs
    return quoted_in(reading.message.subject, reading.words.text)


def their_reference(reading: Reading) -> str:
    """What whoever wrote calls the matter, by the words "our reference" before it; '' where they do not say."""
    for text in (reading.message.body.newest, reading.message.subject):
        found = _THEIRS.search(text)
        if found:
            return " ".join(found.group(1).split())
    return ""


def quoted_in(*texts: str) -> str:
    """The first reference in the texts, the first text before the others; '' where none is quoted."""
    texts = tuple(_without_phones(text) for text in texts if _FIGURES.search(text))
    for text in texts:
        if named := next(filter(_is_long_enough, _ACCOUNT.finditer(text)), None):
            return named.group(1)
    for text in texts:
        if found := [hit for hit in _found(text) if not _is_words(hit)]:
            first = min(found, key=lambda hit: (hit.start(hit.lastindex or 0), -len(hit.group())))
            return first.group(first.lastindex or 0)
    return next((hit.group() for text in texts if (hit := _LONG.search(text))), "")


def _found(text: str) -> list[re.Match[str]]:
    named = [hit for hit in _NAMED.finditer(text) if _is_long_enough(hit)]
    return named[:1] + [hit for shape in _SHAPES for hit in shape.finditer(text)]


def _is_long_enough(hit: re.Match[str]) -> bool:
    """Whether what follows the word has figures enough, or stands behind "no.", to be a reference."""
    written = hit.group(1)
    figures = len(_FIGURES.findall(written))
    if _BARE_YEAR.fullmatch(written):
        return False
    return figures >= _TOO_SHORT or (figures >= 2 and not written.isdigit() and " " not in written)


def _is_words(hit: re.Match[str]) -> bool:
    written = hit.group(hit.lastindex or 0)
    return any(words.match(written) for words in (_WORDS, _YEAR, _MACHINE))


def _without_phones(text: str) -> str:
    for number in phones(text):
        text = text.replace(number, " ; ")
    return text
