"""What a clerk copies out of a message: who wrote, where they live, when it happened, what they want. Pure.

A form's own fields come first; of a mail without one only what can be found without guessing.
"""

from __future__ import annotations

import re
from datetime import date
from textwrap import shorten

from mailroom.rules.doors import door_signed
from mailroom.rules.happened import happened_on
from mailroom.rules.homes import address_in
from mailroom.rules.quoted import reference_quoted
from mailroom.rules.reading import Reading
from mailroom.rules.signed import name_signed, person_of
from mailroom.rules.told_dates import month_told
from mailroom.rules.workdays import local_date
from parsers.automatic import AutomaticKind
from parsers.facts import dates

# A machine that sends what is laid on it: no name of anybody.
_DEVICE = re.compile(
    r"\bscan(?:ner|ned)?\b|\bmfd\b|copier|printer|no.?reply|do not reply", re.IGNORECASE
)
# How somebody says what they want done, in a sentence of their own; not what they want to say.
_WANTED = re.compile(
    r"\b(?:(?:i|we)(?:['\u2019]d| would| should)? (?:just |only |simply |also )?"
    r"(?:like|want|expect|ask|request|wish|need|demand)\b"
    r"|(?:i am|i['\u2019]m|we are) asking\b|i would be grateful\b|please (?:can|could|would) you\b|what i want\b)"
    r"(?! to (?:say|add|mention|point out|stress|explain|thank|tell you|begin|start)\b)(?=[\s,:]+[\w\u00a3])",
    re.IGNORECASE,
)
# A line's end within a sentence: the line is as long as programs make them, or the next begins small. A name below
# a letter is no part of its last sentence.
_LINE_GOES_ON = re.compile(
    r"(?<=[^\n]{50}[^.!?:\n])\n(?=[^\W_])(?![A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*){0,2}\s*(?:\n|\Z))"
    r"|(?<=[^\n]{30}[^.!?:\n])\n(?=[a-z])"
)
# A sentence's end, which no decimal point is, nor that of "2 p.m." and "Mrs.".
_SENTENCE_END = re.compile(
    r"(?<=[.!?][\"')\u201d])\s+|(?<=[.!?])(?<!\b[ap]\.m\.)(?<!\be\.g\.)(?<!\b[Mm]r\.)(?<!\b[Dd]r\.)(?<!\b[Mm]rs\.)\s+|(?<=[a-z]{2}[.!?])(?=[A-Z])|\n+"
)
# So far into a sentence what is wanted may stand for the whole to be shown; and so much is shown.
_WANTED_WITHIN, _SHOWN = 120, 300
# Their mail has nothing that a clerk would copy out but who wrote: nothing happened to a machine, and it wants nothing.
_MACHINES = (AutomaticKind.OUT_OF_OFFICE, AutomaticKind.DELIVERY_REPORT, AutomaticKind.READ_RECEIPT)
# What a resident tells of themselves and of the matter.
_RESIDENTS = ("phone", "address", "postcode", "incident_date", "desired_outcome", "asks_for")


def particulars(reading: Reading, *, of_ours: bool = False) -> dict[str, str]:
    """What the house understands of the person and the matter, by the names of a form's fields; no empty ones.

    `asks_for` is the sentence in which they say what they want, in their own words; `desired_outcome` is a form's.
    Of a colleague's mail (`of_ours`) and of a machine's only who wrote, and what they quote.
    """
    fields = reading.form.fields if reading.form else {}
    text = reading.words.text
    name = _name(reading)
    found = {
        "name": name,
        "email": fields.get("email") or _email(reading),
        "phone": fields.get("phone") or reading.phone,
        "postcode": fields.get("postcode") or reading.postcode,
        "address": _without_postcode(fields.get("address", ""))
        or address_in(text, name)
        or address_in(reading.words.subject, name)
        or door_signed(reading.words.subject, text, name),
        "incident_date": _incident(reading, fields.get("incident_date", "")),
        "desired_outcome": fields.get("desired_outcome", ""),
        "reference_quoted": fields.get("reference_quoted") or reference_quoted(reading),
        "asks_for": _asked_for(text),
    }
    automatic = reading.message.automatic
    machines = automatic is not None and automatic.kind in _MACHINES and automatic.by_header
    left_out = _RESIDENTS if (of_ours or machines) and reading.form is None else ()
    return {key: value for key, value in found.items() if value and key not in left_out}


def _name(reading: Reading) -> str:
    fields = reading.form.fields if reading.form else {}
    if fields.get("name"):
        return fields["name"]
    person = reading.complainant
    header = person.name if person else ""
    signed = name_signed(reading.words.text, header, person.email if person else "")
    return signed or ("" if _DEVICE.search(header) else person_of(header))


def _email(reading: Reading) -> str:
    return reading.complainant.email if reading.complainant else ""


def _without_postcode(address: str) -> str:
    """A form's address without the postcode, which has a field of its own."""
    return re.sub(
        r"[,\s]*\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b\.?$",
        "",
        " ".join(address.split()),
        flags=re.IGNORECASE,
    )


def _asked_for(text: str) -> str:
    """The first sentence that says what they want; of a very long one from these words on."""
    for sentence in _SENTENCE_END.split(_LINE_GOES_ON.sub(" ", text)):
        if wanted := _WANTED.search(sentence):
            start = wanted.start() if wanted.start() > _WANTED_WITHIN else 0
            return shorten(sentence[start:], _SHOWN, placeholder=" \u2026")
    return ""


def _incident(reading: Reading, written: str) -> str:
    received_on = local_date(reading.received_at)
    if written:
        return _as_date(written, received_on)
    told = happened_on(reading.words.text, received_on)
    told = told or happened_on(reading.message.subject, received_on)
    return told.on.isoformat() if told else month_told(reading.words.text, received_on)


def _as_date(written: str, received_on: date) -> str:
    """The first date in the words as ISO 8601; the words themselves where no date is in them."""
    found = dates(written, received_on)
    return found[0][0].isoformat() if found else written
