"""What a policy says of the time around a case: putting right, learning, asking how it was, telling who governs.

Only shapes: every number, reader and sentence comes from a policy file.
"""

from __future__ import annotations

from typing import Literal

from mailroom.rules.policy_duties import RoleName, Slug
from mailroom.rules.policy_terms import Clause, Many, Months, Term, WorkingDays

# What a case must have before it may be called closed; `rules.closing` asks each.
Need = Literal[
    "answer",
    "written_answer",
    "note_of_call",
    "right_told",
    "copy",
    "outcome",
    "remedy",
    "dated_action",
    "contact_date",
    "action",
    "learning",
    "cause_and_recommendation",
    "learning_form",
    "duties",
]
Block = Literal[
    "volume",
    "by_stage",
    "by_area",
    "by_service",
    "by_category",
    "timeliness",
    "days_taken",
    "themes",
    "outcomes",
    "learning",
    "remedies",
    "compliments",
    "comments",
    "service_requests",
    "feedback",
    "refused",
    "escalations",
    "extensions",
    "restricted_contact",
    "discrimination",
    "recommendations",
    "overdue_actions",
    "ombudsman",
    "survey",
    "anonymous",
    "self_assessment",
    "open_cases",
]


class Remedy(Clause):
    """A kind of remedy that the policy names."""

    code: Slug
    words: str
    needs_date: bool = True  # promised for a day, and reminded of until done
    needs_amount: bool = False  # with what was paid, and who allowed it


class Remedies(Clause):
    """How what went wrong is put right."""

    kinds: tuple[Remedy, ...] = ()
    apology_when_upheld: bool = True
    remind: WorkingDays | None = None  # before the day it was promised for
    tell_when_dropped: bool = False  # reasons, what instead, and the Ombudsman again


class LearningField(Clause):
    """A question of the learning form."""

    key: Slug
    question: str
    stages: tuple[int, ...] = ()  # asked after these; absent: after each


class Learning(Clause):
    """What the council takes from a complaint, and who hears of it."""

    fields: tuple[LearningField, ...] = ()
    stages: tuple[int, ...] = ()
    chase: WorkingDays | None = None
    shared_with: tuple[str, ...] = ()
    issues_to: tuple[RoleName, ...] = ()  # who is written to of a major or systemic issue


class Survey(Clause):
    """How people are asked afterwards."""

    kinds: tuple[Literal["complaint", "service_request"], ...] = ("complaint",)
    questions: tuple[str, ...] = ()
    tells_how_to_complain: bool = False
    offer_complaint: bool = False  # somebody dissatisfied is asked whether to make it a complaint
    reply_within: WorkingDays | None = None


class Measure(Clause):
    """A way in which contact may be restricted."""

    code: Slug
    words: str  # for the letter


class Restriction(Clause):
    """Restricted contact: who decides, what must be true before, what may be done, and when it is looked at again."""

    name: str = ""  # the policy's word for it
    decided_by: tuple[RoleName, ...] = ()  # each of them has to be named
    agreed_with: tuple[RoleName, ...] = ()
    targets: tuple[Literal["person", "organisation", "matter"], ...] = ("person",)
    preconditions: tuple[str, ...] = ()  # each is confirmed, with what shows it
    behaviours: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    warning_first: bool = False
    review_within: Months
    reviewed_by: str
    reviewed_by_role: RoleName | None = None
    house_default: bool = False  # the policy is silent: this is the engine's own rule
    lift_unless_grounds: bool = False
    appeal_role: RoleName | None = None
    no_appeal: bool = False
    equality_check: bool = True  # CODE-29
    tell_roles: tuple[RoleName, ...] = ()
    log_requests: bool = True  # requests that were not granted are kept too
    new_matters_as_ever: bool = True
    policy_words: str = ""  # where the fuller policy can be read
    indicator: Many = 10  # so many contacts in a month are shown; nothing follows by itself


class Adjustments(Clause):
    """Reasonable adjustments: asked, discussed, agreed, kept, looked at again."""

    discuss: bool = True
    review_within: Months | None = None
    formats: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()


class Compliments(Clause):
    """Praise: kept, passed on, and somebody nominated where the council has such a scheme."""

    owner_role: RoleName = "manager"
    nomination: Literal["none", "officer", "customer"] = "none"
    nomination_words: str = ""
    share_words: str = ""


class ReportRule(Clause):
    """A report that the policy promises: how often, to whom, of what."""

    name: Slug
    title: str
    cadence: Literal["weekly", "monthly", "quarterly", "annual", "on request"]
    readers: tuple[str, ...]
    blocks: tuple[Block, ...]
    anonymous: bool = True  # without anything that names a complainant
    published: bool = False
    per: Literal["council", "area", "service"] = "council"


class Reviews(Clause):
    """When the policy itself, or the self-assessment against the Ombudsman's Code, is looked at."""

    policy_every: Months | None = None
    policy_also: tuple[str, ...] = ()
    self_assessment_every: Months | None = None
    self_assessment_also: tuple[str, ...] = ()
    training_every: Months | None = None  # that whoever handles complaints has been trained
    holder: RoleName = "coordinator"
    published: tuple[str, ...] = ()  # what the council publishes beside the policy
    # What is done where the council cannot keep to the Code for a time: a list to go through.
    unable_to_comply: tuple[str, ...] = ()


class Unusual(Clause):
    """More complaints of a service or kind than usual: somebody looks at it, nothing follows by itself."""

    times: Many  # so many times what is usual
    least: Many  # and never fewer than so many
    within: Months
    tell_role: RoleName = "coordinator"
    words: str  # what whoever is told does


class Confidentiality(Clause):
    """What leaves the council, and on what ground."""

    basis: str = ""
    basis_is_old: bool = False
    outside: Literal["permission", "free"] = "permission"
    exempt: tuple[str, ...] = ("ombudsman",)


class Retention(Clause):
    """How long a closed case is kept; absent: the council's own schedule."""

    keep: Term | None = None
    words: str = ""
