"""The clauses of a policy beside its stages: intake, comments, escalation, closing, ombudsmen.

Only shapes: every number, title and sentence comes from a policy file. What is not taken stands in
`policy_scope`, what people owe and letters must say in `policy_duties`, the rest in `policy_after`.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

from mailroom.rules.policy_after import Need
from mailroom.rules.policy_duties import Slug
from mailroom.rules.policy_terms import (
    Clause,
    Hours,
    Kind,
    LetterName,
    Months,
    OwnerRole,
    Role,
    Weeks,
    WorkingDays,
)

# Where a period of months ends: on the anniversary ("within 12 months") or on its eve ("less than
# 12 months", "12 months beginning with"); counting_days.md, rule 10.
Ends = Literal["anniversary", "eve"]
Channel = Literal["form", "email", "letter", "telephone", "counter", "social media"]


class Receipt(Clause):
    """When mail counts as received (AGEN-01): by default on its London date, whatever the hour."""

    cutoff: time | None = None
    nonworking_receipt: Literal["own_date", "deemed_next_working_day"] = "own_date"


class Intake(Clause):
    """What is registered, and what becomes of mail that nobody can answer."""

    kinds: tuple[Kind, ...]
    channels: tuple[Channel, ...] = ()  # how a complaint may come; absent: any way
    preferred_channel: Channel | None = None
    anonymous: Literal["register", "feedback", "decline"]
    anonymous_owner_role: OwnerRole | None = None


class Informal(Clause):
    """The step before stage 1: the service has so many hours (rule 11)."""

    within: Hours | None = None
    register_if_unresolved: bool = True
    ask_first: bool = False  # people are asked to try this before they complain
    formal_told: bool = False  # where it does not do, they are told that the formal way begins


class Comments(Clause):
    """Comments stand outside the complaints process."""

    owner_role: OwnerRole = "manager"
    reply: WorkingDays | None = None  # only where a reply was asked for
    # Whether the house writes at once that it came: always, where a reply was asked for, or never (S000-04).
    acknowledged: Literal["always", "asked", "never"] = "always"


class Feedback(Clause):
    """Feedback that its writer may turn into a complaint by saying so."""

    becomes_complaint: bool = False


class CouncillorComplaints(Clause):
    """Complaints about councillors, where the policy carries a clock for them."""

    acknowledgement: WorkingDays
    confidential: bool = False  # seen by nobody but the coordinators and whoever deals with one


class Duplicates(Clause):
    """The letter a repeat gets, by the state of the older case."""

    open: LetterName | None = None
    closed_stage1: LetterName | None = None
    closed_stage2: LetterName | None = None
    closed_excluded: LetterName | None = None
    same_matter_months: Months | None = None  # not looked at again within this time

    @property
    def repeat_escalates(self) -> bool:
        """Whether a repeat after stage 1 is itself taken as the request for stage 2."""
        return self.closed_stage1 == "escalation_acknowledgement"


class Escalation(Clause):
    """How a complaint comes to the next stage."""

    window: Months | None = None  # None: no limit
    window_ends: Ends = "anniversary"
    needs_reasons: bool = False
    asks_reasons: bool = False
    in_writing: bool = False
    options: tuple[Literal["investigate", "refer_back", "decline", "new_stage1"], ...] = (
        "investigate",
    )
    decline_reasons: tuple[str, ...] = ()
    late_outcome: str = "decline_explain_signpost_ombudsman"
    new_issue_outcome: Literal["new_stage1", "stage2"] = "stage2"
    direct_to_stage2: Literal["never", "exceptional"] = "never"
    direct_confirmed_by: Role | None = None


class AgeLimit(Clause):
    """How old a matter may be."""

    within: Months
    basis: Literal["issue", "knowledge", "awareness", "issue_or_awareness"]
    ends: Ends = "anniversary"
    exclusion: Slug = (
        "older_than_12_months"  # the ground under which an older one is put to a person
    )
    override_authority: str | None = None  # None: nobody may
    override_when: str = ""


class Delay(Clause):
    """What every letter that moves a date must carry or promise."""

    ombudsman_details: bool = False
    agreed_intervals: bool = False  # updates at intervals agreed with the complainant


class Reopen(Clause):
    """When an answered complaint may be opened again."""

    within: Months
    ends: Ends = "eve"
    needs_new_information: bool = True


class Closure(Clause):
    """When a complaint may be called closed, and what follows."""

    when: Literal["response", "learning_form", "outcome_recorded", "action_told"] = "response"
    learning_form: Literal["gate", "task", "none"] = "none"
    needs: tuple[Need, ...] = ()  # what a complaint must have before it may be called closed
    by: Literal["itself", "coordinator"] = "itself"  # once it has all of that
    survey: bool = False
    survey_questions: tuple[str, ...] = ()
    reopen: Reopen | None = None


class Ombudsman(Clause):
    """Where a complainant may go next; addresses are printed for the reader and never mailed."""

    slug: str
    name: str
    short: str
    address: str
    phone: str
    url: str
    limit: Months | None = None
    limit_ends: Ends = "eve"


class Override(Clause):
    """Services that go to another ombudsman than their own table says, for a time or for good."""

    services: tuple[str, ...]
    ombudsman: str
    valid_from: date | None = None
    valid_to: date | None = None


class Review(Clause):
    """Which ombudsman reviews which service, and when one may go there."""

    default: str
    bodies: tuple[str, ...]
    landlord: str | None = None  # the body for the council's tenants
    landlord_services: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    any_time: bool = True


class DesignatedPerson(Clause):
    """The tenants' way to the Housing Ombudsman by a councillor or MP, while the law had it."""

    persons: tuple[str, ...]
    direct_after: Weeks
    direct_from: Literal["the day", "the day after"] = "the day"
    speaks_any_time: bool = True  # for the tenant, before the stages are exhausted too
    request_in_writing: bool = False  # nothing of the case is told them before
    outcomes: tuple[Slug, ...] = ()  # what can come of it, for the record
    too_early: str = ""  # for the coordinator: why they cannot refer it yet
    valid_from: date
    valid_to: date


class AnnualSubmission(Clause):
    """The yearly return to the Housing Ombudsman, by size of the landlord."""

    large_from_homes: int
    large_due_month: Annotated[int, Field(ge=1, le=12)]
    large_due_day: Annotated[int, Field(ge=1, le=31)]
    small_within: Months


class JourneyAlarm(Clause):
    """How long the whole way through the council's stages may take before an alarm."""

    within: Weeks
