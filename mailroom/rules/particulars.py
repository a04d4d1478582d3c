"""What a clerk copies out of a message: who wrote, where they live, when it happened, what they want. Pure.

A form's own fields come first; of a mail without one only what can be found without guessing.
"""

from __future__ import annotations

import re
from datetime import date

from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from parsers.facts import dates

# What an Ombudsman calls a complaint: "Our ref: 25 013 884", "Our reference 202412345".
_REFERENCE = re.compile(
    r"\b(?:our|my) (?:case )?ref(?:erence)?(?: (?:no|number))?\b\.?\s*(?:is\s*)?[:#-]?\s*"
    r"((?:[A-Z]{1,6}[ /-]?)?\d[\dA-Z]*(?:[ /.-]\d[\dA-Z]*)*)",
    re.IGNORECASE,
)
_AS_WRITTEN = ("address", "desired_outcome", "reference_quoted")


def particulars(reading: Reading) -> dict[str, str]:
    """What the house understands of the person and the matter, by the names of a form's fields; no empty ones."""
    person = reading.complainant
    fields = reading.form.fields if reading.form else {}
    found = {
        "name": fields.get("name") or (person.name if person else ""),
        "email": fields.get("email") or (person.email if person else ""),
        "phone": fields.get("phone") or reading.phone,
        "postcode": fields.get("postcode") or reading.postcode,
        "incident_date": _as_date(fields.get("incident_date", ""), local_date(reading.received_at)),
        **{key: fields.get(key, "") for key in _AS_WRITTEN},
    }
    return {key: value for key, value in found.items() if value}


def their_reference(reading: Reading) -> str:
    """What whoever wrote calls the matter, by the words "our reference" before it; '' where they do not say."""
    for text in (reading.message.body.newest, reading.message.subject):
        found = _REFERENCE.search(text)
        if found:
            return " ".join(found.group(1).split())
    return ""


def _as_date(written: str, received_on: date) -> str:
    """The first date in the words as ISO 8601; the words themselves where no date is in them."""
    found = dates(written, received_on)
    return found[0][0].isoformat() if found else written
