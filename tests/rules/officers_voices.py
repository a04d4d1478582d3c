"""A council's people and what stands around a mail of theirs, for tests of how officers' plain words are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mailroom.rules.officers_greeting import Names
from mailroom.rules.officers_plain import Around, read_plain
from mailroom.rules.officers_signature import Hand
from mailroom.rules.officers_words import Command

PEOPLE = ("Sam Lee", "Kit Roe", "Dee Fox", "Pat Ivy", "Jo Park", "Una Hart")
HOUSES = ("Ashford Moor Council", "Customer Feedback Team", "Waste", "Parking", "Place")
# Tuesday; the answer is due on the Monday after next.
TUESDAY = date(2026, 2, 10)
DUE = date(2026, 2, 23)

SAM = Around(
    names=Names(("Iris O'Neill",), PEOPLE, ("Ashford Moor Council", "Customer Feedback Team")),
    hand=Hand("Sam Lee", "Waste Manager", tuple(one for one in PEOPLE if one != "Sam Lee"), HOUSES),
    received_on=TUESDAY,
    due_on=DUE,
    services=("Waste", "Parking"),
)


def says(text: str, around: Around = SAM, **changed: object) -> Command:
    """What Sam's words are read as; `changed` is what is otherwise around them."""
    return read_plain(text, replace(around, **changed))  # type: ignore[arg-type]


def residents(*names: str) -> Names:
    """A case of these residents, in the same council."""
    return replace(SAM.names, residents=names)
