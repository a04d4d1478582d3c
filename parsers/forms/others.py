"""Forms that are no complaint: a permission to act, an officer's learning form, a nomination.

Each is known by its heading, so that the general reader does not take an officer for a resident.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.documents.document import Document, Pair
from parsers.forms import values
from parsers.forms.form import Form
from parsers.forms.labels import plain_label

HEADING_LINES = 6
TITLES = {
    "consent": re.compile(
        r"third[- ]party|permission for|consent form|authori[sz]ation form|authority to act"
        r"|permission to (?:act|share|discuss)|form of (?:consent|authority)",
        re.IGNORECASE,
    ),
    "learning": re.compile(
        r"learning (?:from (?:complaints|feedback)|form|log|record)", re.IGNORECASE
    ),
    "nomination": re.compile(r"nominat|extra mile|staff (?:award|recognition)", re.IGNORECASE),
}

_HEADINGS = tuple(TITLES.values())
FEWEST_PLACES = 3  # so many, and a table is a form

CONSENT = (
    (
        "name",
        r"name of (?:the )?(?:person with|complainant|person making)"
        r"|^(?:my|your) (?:full )?name$",
    ),
    (
        "representative",
        r"(?:person|name of).{0,20}\bacting|representative'?s? name"
        r"|name of (?:your |the )?(?:representative|agent|advocate)",
    ),
    (
        "representative_details",
        r"(?:representative|agent|advocate).{0,20}(?:address|phone|email|contact)",
    ),
    ("address", r"\baddress"),
    ("details", r"what .{0,20}(?:complaint|matter)|about$|complaint$"),
    ("relationship", r"relationship"),
    ("consent", r"\bi (?:agree|consent|give|authori[sz]e)"),
    ("until", r"until|expires?|lasts"),
    ("signature", r"^sign"),
    ("date", r"^date"),
)

LEARNING = (
    ("reference_quoted", r"reference|\bref\b|^complaint$|case"),
    ("service", r"^service|department|team"),
    ("outcome", r"outcome|decision|upheld"),
    ("details", r"went wrong|root cause|cause|what happened"),
    ("lessons", r"learn|lesson"),
    (
        "actions",
        r"\bchang(?:e|es|ed|ing)\b|corrective|action|improvement|what (?:has been|have we|we have|will be|was) done"
        r"|prevent|who will",
    ),
    ("remedy", r"remedy|redress"),
    ("name", r"officer|completed by|signed"),
)


def names_another_form(document: Document) -> str:
    """Which of the other forms the heading names: 'consent', 'learning', 'nomination' or ''."""
    heading = "\n".join(
        [line for line in document.text.split("\n") if line.strip()][:HEADING_LINES]
    )
    return next((name for name, words in TITLES.items() if words.search(heading)), "")


def read_consent(document: Document) -> Form | None:
    """A permission for somebody to act for the complainant; `consent` only where it was given."""
    if names_another_form(document) != "consent" or document.problem:
        return None
    fields = _filled(document.pairs, CONSENT)
    fields["address"], postcode = values.without_postcode(
        values.tidy("address", fields.get("address", ""))
    )
    fields["postcode"] = postcode
    return _form("consent", fields, ("name", "representative", "consent"))


def read_learning(document: Document) -> Form | None:
    """An officer's learning form: outcome, lessons, actions, under those keys."""
    if names_another_form(document) != "learning" or document.problem:
        return None
    asked = [pair for pair in document.pairs if not TITLES["learning"].search(pair[0])]
    return _form("learning", _filled(asked, LEARNING), ("outcome", "lessons", "actions"))


def _filled(pairs: Sequence[Pair], table: Sequence[tuple[str, str]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for label, value in pairs:
        words = plain_label(label)
        keys = [key for key, pattern in table if re.search(pattern, words)]
        # 'What have we learned / changed': one place for both.
        for key in keys if keys == ["lessons", "actions"] else keys[:1]:
            if value.strip():
                fields.setdefault(key, value.strip())
    return fields


def is_filled_in(document: Document) -> bool:
    """Whether a form has no place left empty; its headings are no places."""
    asked = [
        value for label, value in document.pairs if not any(one.search(label) for one in _HEADINGS)
    ]
    return len(asked) >= FEWEST_PLACES and all(value.strip() for value in asked)


def _form(name: str, fields: dict[str, str], wanted: Sequence[str]) -> Form:
    kept = {key: value for key, value in fields.items() if value}
    got = sum(key in kept for key in wanted)
    return Form(name, kept, round(0.4 + 0.55 * got / len(wanted), 2))
