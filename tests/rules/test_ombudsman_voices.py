"""An Ombudsman's letter is told by its words from a resident who speaks of one."""

from __future__ import annotations

import pytest

from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Words, propose

COUNCIL = Services((Offered("housing_repairs", "Repairs"), Offered("waste", "Waste")))


@pytest.mark.parametrize(
    "text",
    [
        "Mr A Hill has brought his complaint about repairs to us. It has exhausted your process.",
        "The tenant has contacted our service. Please provide us with the complaint file by 3 May.",
        "We have decided not to investigate Mrs Hill's complaint about bins. Our final decision is attached.",
        "We understand that the complaint completed your complaints procedure. Please let us have the full file.",
    ],
)
def test_an_ombudsman_writes_of_what_was_brought_to_them(text: str) -> None:
    found = propose(Words("Complaint by a resident", text), COUNCIL)
    assert (found.kind, found.exclusion) == ("ombudsman", "")


@pytest.mark.parametrize(
    "text",
    [
        "I have been through your complaints procedure and I am taking it to the Ombudsman.",
        "I sent you my complaint three weeks ago and have heard nothing. Please send me the file.",
        "My bins were missed again. If nothing is done I shall refer my complaint to the Ombudsman.",
    ],
)
def test_who_speaks_of_an_ombudsman_is_none(text: str) -> None:
    assert propose(Words("My complaint", text), COUNCIL).kind != "ombudsman"
