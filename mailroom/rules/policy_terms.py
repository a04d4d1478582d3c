"""The words a policy file is written in: durations with their unit, roles, kinds, letters.

A council's own numbers, titles and texts are never here; only the engine's own vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
)


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
# Every letter of the house; a test holds this equal to what `letters` can write.
LetterName = Literal[
    "acknowledgement",
    "acknowledgement_overdue",
    "anonymous_feedback",
    "assignment",
    "bounce_alert",
    "closure",
    "collective_notice",
    "comment_acknowledgement",
    "comment_pass_on",
    "comment_reply_reminder",
    "complaint_offer",
    "compliment_pass_on",
    "compliment_thanks",
    "consent_request",
    "contact_limits",
    "daily_word",
    "duplicate_open",
    "duty",
    "duty_reminder",
    "escalation_acknowledgement",
    "escalation_declined",
    "extension",
    "external_acknowledgement",
    "external_stage_notice",
    "formal_notice",
    "held_notice",
    "holding",
    "house_alert",
    "informal_request",
    "information_request",
    "learning_form_chase",
    "mail_not_believed",
    "member_copy",
    "officer_overdue",
    "officer_receipt",
    "officer_reminder",
    "referred_back",
    "refusal_notice",
    "remedy_dropped",
    "remedy_reminder",
    "repeat_closed_stage1",
    "repeat_closed_stage2",
    "report",
    "response",
    "restriction_notice",
    "restriction_review",
    "restriction_warning",
    "signpost",
    "staff_copy",
    "status_reply",
    "survey",
    "systemic_notice",
    "transfer",
    "update_forwarded",
    "update_notice",
]
LETTERS: tuple[str, ...] = get_args(LetterName)
# Where the policy's own words can be shown to a person who decides.
PAGES = ("queue", "closing", "escalation", "restriction")
# What a case can be marked with: what the reading of mail finds, and what a person or an act adds. A clause for
# any other flag would never hold.
FLAGS = frozenset(
    (
        "abusive",
        "adjustment_requested",
        "anonymous",
        "asked_in_writing",
        "compensation_sought",
        "contractor",
        "data_protection",
        "discrimination",
        "elected_member",
        "extra_mile_nomination",
        "fluency_duty",
        "form_attached",
        "group_complaint",
        "informal_tried",
        "legal_threat",
        "misconduct",
        "multi_service",
        "names_staff",
        "paused",
        "reply_requested",
        "restricted",
        "safeguarding",
        "scanned_form",
        "shared_service",
        "spoofed",
        "staff_behaviour",
        "third_party",
        "third_party_consent_given",
        "vulnerable",
    )
)


Many = Annotated[int, Field(ge=1)]


class Clause(BaseModel):
    """A table of a policy file: nothing in it can be changed, and no unknown key passes."""

    model_config = ConfigDict(frozen=True, extra="forbid")
