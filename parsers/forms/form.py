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
)


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in form: only what was filled in stands in `fields`."""

    name: str  # the form's heading, or 'complaint form'
    fields: Mapping[str, str]  # keys are those of KEYS
    confidence: float  # 0 to 1: how sure the reader is that this is a form, rightly read
