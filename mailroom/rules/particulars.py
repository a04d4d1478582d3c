"""What a clerk copies out of a message: who wrote, where they live, when it happened, what they want. Pure.

A form's own fields come first; of a mail without one only what can be found without guessing.
"""

from __future__ import annotations

import re
from datetime import date

from mailroom.rules.reading import Reading
from mailroom.rules.signed import address_in, name_signed
from mailroom.rules.told_dates import happened_on
from mailroom.rules.workdays import local_date
from parsers.facts import dates

# What an Ombudsman calls a complaint: "Our ref: 25 013 884", "Our reference 202412345".
_REFERENCE = re.compile(
    r"\b(?:our|my) (?:case )?ref(?:erence)?(?: (?:no|number))?\b\.?\s*(?:is\s*)?[:#-]?\s*"
    r"((?:[A-Z]{1,6}[ /-]?)?\d[\dA-Z]*(?:[ /.-]\d[\dA-Z]*)*)",
    re.IGNORECASE,
)
# Quoted by name, on a line of its own or at a line's head: "Account ref 40018827X".
_ACCOUNT = re.compile(
    r"^[ \t]*(?:(?:my|our|your) )?(?:\w+ ){0,2}(?:account|acct|a/c|tenancy|claim|rent|tenant|customer)"
    r"(?:[ \t](?:no|number|num|ref(?:erence)?)\b\.?)?(?: (?:no|number|is))*[ \t]*[:#]?[ \t]*"
    r"((?:[A-Z]{1,6}[/ -]?)?\d[\dA-Z]*(?:(?:[/.-]|[ \t](?=\d))[\dA-Z]+)*)",
    re.IGNORECASE | re.MULTILINE,
)
# What anybody quotes: a planning application, a penalty charge notice, or whatever follows "ref" or "account".
_QUOTED = (
    re.compile(r"\b\d{2,4}/\d{3,6}(?:/[A-Z]{2,5}\d?)?\b"),
    re.compile(
        r"\b(?:ref(?:erence)?s?|account|acct|a/c|claim|case|job|order|receipt|invoice|applicant|customer|"
        r"complaint|incident)\b\.?"
        r"(?: (?:no|number|num|ref(?:erence)?|is))*\.?\s*[:#]?\s*((?:[A-Z]{1,6}[/ -]?)?\d[\dA-Z]*(?:[/.-][\dA-Z]+)*)",
        re.IGNORECASE,
    ),
    re.compile(r"\b([A-Z]{1,6}[-/](?:[A-Z0-9]{1,6}[-/])*\d{2,}[A-Z0-9]*(?:[-/]\d+)*)\b"),
    re.compile(r"\b([A-Z]{1,4}\d{5,}[A-Z]?)\b"),
)
# A machine that sends what is laid on it: no name of anybody.
_DEVICE = re.compile(
    r"\bscan(?:ner|ned)?\b|\bmfd\b|copier|printer|no.?reply|do not reply", re.IGNORECASE
)
# How somebody says what they want done, in a sentence of their own.
_WANTED = re.compile(
    r"(?:^|(?<=[.!?\n]))\s*([^.!?\n]{0,120}\b(?:(?:i|we)(?:'d| would| should)? (?:just |only |simply |"
    r"also )?(?:like|want|expect|ask|request"
    r"|wish|need|demand)\b|(?:i am|i'm|we are) asking\b|i would be grateful\b|please (?:can|could|"
    r"would) you\b|what i want)[^.!?\n]{3,300}[.!?]?)",
    re.IGNORECASE,
)


def particulars(reading: Reading) -> dict[str, str]:
    """What the house understands of the person and the matter, by the names of a form's fields; no empty ones.

    `asks_for` is the sentence in which they say what they want, in their own words; `desired_outcome` is a form's.
    """
    fields = reading.form.fields if reading.form else {}
    text = reading.words.text
    name = _name(reading)
    found = {
        "name": name,
        "email": fields.get("email") or _email(reading),
        "phone": fields.get("phone") or reading.phone,
        "postcode": fields.get("postcode") or reading.postcode,
        "address": _without_postcode(fields.get("address", "")) or address_in(text, name),
        "incident_date": _incident(reading, fields.get("incident_date", "")),
        "desired_outcome": fields.get("desired_outcome", ""),
        "reference_quoted": fields.get("reference_quoted") or _quoted(reading),
        "asks_for": _asked_for(text),
    }
    return {key: value for key, value in found.items() if value}


def their_reference(reading: Reading) -> str:
    """What whoever wrote calls the matter, by the words "our reference" before it; '' where they do not say."""
    for text in (reading.message.body.newest, reading.message.subject):
        found = _REFERENCE.search(text)
        if found:
            return " ".join(found.group(1).split())
    return ""


def _name(reading: Reading) -> str:
    fields = reading.form.fields if reading.form else {}
    if fields.get("name"):
        return fields["name"]
    person = reading.complainant
    header = person.name if person else ""
    return name_signed(reading.words.text, header) or ("" if _DEVICE.search(header) else header)


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


def _quoted(reading: Reading) -> str:
    """The first reference quoted, in the subject or below it; an Ombudsman's by the words "our reference"."""
    if (theirs := their_reference(reading)) and " " in theirs:
        return theirs
    texts = (reading.message.subject, reading.words.text)
    for text in texts:
        if named := _ACCOUNT.search(text):
            return named.group(1)
    for text in texts:
        found = [hit for pattern in _QUOTED if (hit := pattern.search(text))]
        if found:
            first = min(found, key=lambda hit: hit.start())
            return first.group(first.lastindex or 0)
    return ""


def _asked_for(text: str) -> str:
    found = _WANTED.search(text)
    return " ".join(found.group(1).split())[:300] if found else ""


def _incident(reading: Reading, written: str) -> str:
    received_on = local_date(reading.received_at)
    if written:
        return _as_date(written, received_on)
    told = happened_on(reading.words.text, received_on)
    told = told or happened_on(reading.message.subject, received_on)
    return told.on.isoformat() if told else ""


def _as_date(written: str, received_on: date) -> str:
    """The first date in the words as ISO 8601; the words themselves where no date is in them."""
    found = dates(written, received_on)
    return found[0][0].isoformat() if found else written
