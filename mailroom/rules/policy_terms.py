"""The words a policy file is written in: durations with their unit, roles, kinds, letters.

A council's own numbers, titles and texts are never here; only the engine's own vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer


class Unit(StrEnum):
    """What a duration counts."""

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"


class Anchor(StrEnum):
    """What a clock counts from (counting_days.md, rule 5)."""

    RECEIPT = "receipt"
    ACKNOWLEDGEMENT = "acknowledgement"
    NOTIFICATION = "notification"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Duration:
    """A number with its unit, as "10 working days"."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        """As a policy file writes it, and as a reader says it: "1 working day"."""
        return f"{self.count} {self.unit.removesuffix('s') if self.count == 1 else self.unit}"


_WRITTEN = re.compile(r"(\d{1,4}) +(working|calendar)? *(day|week|month|hour)s?")


def read_duration(written: object) -> Duration:
    """A duration from its written form; ValueError says in words what is wrong with it."""
    if isinstance(written, Duration):
        return written
    if not isinstance(written, str):
        raise ValueError('write a number with its unit, in quotes, as "10 working days"')
    found = _WRITTEN.fullmatch(written.strip().lower())
    if not found:
        units = ", ".join(f'"{unit}"' for unit in Unit)
        raise ValueError(f'"{written}" is no duration: write a number and one of {units}')
    count, sort, noun = found.groups()
    if (noun == "day") != bool(sort):
        raise ValueError(f'"{written}": say "working days" or "calendar days"')
    return Duration(int(count), Unit(f"{sort} {noun}s" if sort else f"{noun}s"))


def _in_units(*units: Unit) -> Callable[[Duration], Duration]:
    def check(duration: Duration) -> Duration:
        if duration.unit not in units:
            allowed = " or ".join(f'"{unit}"' for unit in units)
            raise ValueError(f'"{duration}" has the wrong unit: here it is {allowed}')
        return duration

    return check


def _whole_days(duration: Duration) -> Duration:
    if duration.count % 24 or duration.count == 0:
        raise ValueError(f'"{duration}" is no whole number of days: write "24 hours" or "48 hours"')
    return duration


_AS_WRITTEN = (BeforeValidator(read_duration), PlainSerializer(str))
# A response may be due in any of these; hours are the informal step's alone (rule 11).
Term = Annotated[
    Duration,
    *_AS_WRITTEN,
    AfterValidator(_in_units(Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.WEEKS, Unit.MONTHS)),
]
WorkingDays = Annotated[Duration, *_AS_WRITTEN, AfterValidator(_in_units(Unit.WORKING_DAYS))]
Months = Annotated[Duration, *_AS_WRITTEN, AfterValidator(_in_units(Unit.MONTHS))]
Weeks = Annotated[Duration, *_AS_WRITTEN, AfterValidator(_in_units(Unit.WEEKS))]
Hours = Annotated[
    Duration, *_AS_WRITTEN, AfterValidator(_in_units(Unit.HOURS)), AfterValidator(_whole_days)
]

Kind = Literal[
    "complaint",
    "comment",
    "compliment",
    "service_request",
    "feedback",
    "nomination",
    "anonymous_feedback",
    "policy_complaint",
    "councillor_complaint",
]
# Roles of people a council's configuration names; the last three only sign or decide.
Role = Literal[
    "manager", "head", "director", "coordinator", "chief_executive", "monitoring_officer", "owner"
]
# Whose desk a stage can lie on: what a council's configuration says of each service.
OwnerRole = Literal["manager", "head", "director", "coordinator"]
LetterName = Literal[
    "acknowledgement",
    "assignment",
    "officer_reminder",
    "officer_overdue",
    "holding",
    "extension",
    "response",
    "escalation_acknowledgement",
    "duplicate_open",
    "repeat_closed_stage1",
    "repeat_closed_stage2",
    "signpost",
    "anonymous_feedback",
    "compliment_thanks",
    "compliment_pass_on",
    "comment_pass_on",
    "comment_reply_reminder",
    "information_request",
    "consent_request",
    "update_forwarded",
    "survey",
    "learning_form_chase",
    "closure",
    "bounce_alert",
]


class Clause(BaseModel):
    """A table of a policy file: nothing in it can be changed, and no unknown key passes."""

    model_config = ConfigDict(frozen=True, extra="forbid")
