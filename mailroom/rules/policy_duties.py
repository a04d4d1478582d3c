"""What a policy asks of people beside the clocks: duties, words for a letter, and what a letter must say.

Only shapes: every condition, number and sentence comes from a policy file. `rules/duties` asks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import StringConstraints

from mailroom.rules.policy_terms import Clause, Kind, Term

# A role of the council's configuration: a service's own, or one under [roles].
RoleName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Rows = Annotated[
    str, StringConstraints(pattern=r"^(?:[A-Z]+\d*-\d+|House)(?:, (?:[A-Z]+\d*-\d+|House))*$")
]

# When a duty begins. `added`: mail came for an open case; `restricted_mail`: from somebody whose contact is restricted;
# `external_view`: an Ombudsman's provisional view came; `concern`: somebody on the staff is worried by behaviour.
Event = Literal[
    "registered",
    "informal",
    "stage_opened",
    "added",
    "answered",
    "outcome",
    "closed",
    "extended",
    "refused",
    "escalation_asked",
    "external_notice",
    "external_view",
    "external_decision",
    "remedy_promised",
    "remedy_dropped",
    "restricted",
    "restricted_mail",
    "concern",
    "survey_answered",
    "complaint_offered",
]
# What a duty bars until it is done, if anything.
Bar = Literal["nothing", "answering", "closing", "restricting"]
# What a letter can be asked to say; `letters.parts` finds each in a finished letter.
Part = Literal[
    "greeting",
    "reference",
    "stage",
    "received_on",
    "who_deals",
    "how_to_reach",
    "reply_by",
    "understanding",
    "outcome_sought",
    "not_ours",
    "outcome",
    "reasons",
    "grounds",
    "apology",
    "remedies",
    "actions",
    "learning",
    "points",
    "what_was_done",
    "notes",
    "next_stage",
    "escalate_by",
    "how_to_escalate",
    "asks_why",
    "ombudsman",
    "ombudsman_any_time",
    "ombudsman_last",
    "ombudsman_from",
    "ombudsman_by",
    "ombudsman_review",
    "final_answer",
    "designated_person",
    "reason_for_delay",
    "new_date",
    "reason_for_refusal",
    "where_to_go",
    "alternatives",
    "how_to_complain",
    "older_case",
    "questions",
    "clock_stands_still",
    "permission",
    "complaint",
    "documents",
    "due_date",
    "learning_form",
    "measures",
    "how_long",
    "review_on",
    "appeal",
    "nomination",
    "share_words",
    "signatory",
]


class When(Clause):
    """When a clause holds for a case; an empty list leaves it open."""

    kinds: tuple[Kind, ...] = ("complaint",)
    stages: tuple[int, ...] = ()
    flags: tuple[Slug, ...] = ()  # any of them
    services: tuple[str, ...] = ()  # by their words, as in [review]
    outcomes: tuple[Literal["upheld", "partly", "not"], ...] = ()
    exclusions: tuple[Slug, ...] = ()
    unless: tuple[Slug, ...] = ()  # flags or exclusions with which it does not hold
    valid_from: date | None = None  # where the law behind it came
    valid_to: date | None = None  # … or went


class Duty(When):
    """Something a person owes: told to them, shown on the case until it is done, and what it bars till then."""

    name: Slug
    on: Event
    holder: RoleName | Literal["owner", "writer"]
    words: str  # what is to be done, as the holder reads it
    within: Term | None = None  # absent: no day of its own
    bars: Bar = "nothing"
    note: str = ""  # what has to be noted when it is done; '': that it is done is enough
    # accept: the owner's acceptance does it; decision: what is made of the wish to go further; date: the day noted
    # with it is the day by which the stage is answered.
    done_with: Literal["hand", "accept", "date", "decision"] = "hand"
    every: Term | None = None  # comes again after so long, while the case is open
    letter: bool = (
        True  # the holder is written to; False: only shown on the case and in the daily word
    )
    told: bool = False  # only told: nothing is owed, and the letter itself is its doing


class Note(When):
    """Words of the policy's own for a letter of the house, or for a page where a person decides."""

    on: Slug  # a letter's name, or queue, closing, escalation, restriction
    words: str


class Required(When):
    """What a letter must say under the policy: each part with the rows that ask for it."""

    letter: Slug
    parts: Mapping[Part, Rows]
