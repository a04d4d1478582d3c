"""What a resident filled in on a council's form, under the house's own keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KEYS = (
    "name",
    "email",
    "phone",
    "postcode",
    "address",
    "incident_date",
    "desired_outcome",
    "reference_quoted",
    "service",
    "details",
    "consent",
    "kind",  # the option ticked: complaint, escalation, comment, compliment, service_request
    "on_behalf_of",  # the person complained for, as written, or 'yes'
    "adjustments",  # what the resident needs done differently
    "discrimination",  # 'yes' or the words, where unfair treatment is claimed
)


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in form: only what was filled in stands in `fields`."""

    name: str  # which reader read it: 'complaint', 'consent' or 'learning'
    fields: Mapping[str, str]  # keys of KEYS; dates and references as written
    confidence: float  # 0 to 1: how sure the reader is that this is a form, rightly read
