"""The stages of a policy: who owns them, what clocks they have, what stops or lengthens a clock.

Only shapes: every number, title and sentence comes from a policy file.
"""

from __future__ import annotations

from typing import Literal

from mailroom.rules.policy_duties import RoleName
from mailroom.rules.policy_terms import (
    Anchor,
    Clause,
    LetterName,
    Many,
    OwnerRole,
    Role,
    Term,
    WorkingDays,
)


class Acknowledgement(Clause):
    """What the writer is sent at the start of a stage, and by when."""

    within: WorkingDays | None = None  # absent: sent, but the policy sets no target
    anchor: Anchor = Anchor.RECEIPT
    automatic: bool = True  # the house writes it at once
    formal_also: bool = False  # a person's own acknowledgement is owed as well
    by_role: Role = "coordinator"


class Response(Clause):
    """When the answer is due, and to whom it goes."""

    within: Term
    anchor: Anchor
    backstop: bool = False  # counted from the acknowledgement's own due date as well
    internal_target: bool = False  # show the last working day on or before the due date
    recipient: Literal["complainant", "ombudsman"] = "complainant"


class Extension(Clause):
    """How far an answer may be put off, and how often."""

    max: Term  # of each, where count says how many; else of all together
    count: Many | None = None  # None: no cap on how often
    granted_by: Role = "owner"
    beyond: Literal["never", "good reason"] = "good reason"
    needs_reason: bool = True
    letter: LetterName = "extension"


class Pause(Clause):
    """Whether the clock may stand still while the complainant is asked something."""

    allowed: bool
    asked_by: Role = "owner"
    confirmed_by: Role = "coordinator"
    reminder: WorkingDays | None = None


class Progress(Clause):
    """A letter owed or prompted while the answer is awaited: a delay letter, a holding reply."""

    name: str  # the council's word for it: "delay letter"
    event: str  # the worked cases' word for it: "delay_letter"
    letter: LetterName  # the letter of the house that meets it
    after: WorkingDays | None = None  # absent: by the day the answer is due
    anchor: Anchor = Anchor.RECEIPT
    owed: bool = True  # False: prompted, no duty
    writer_role: Role = "owner"
    copy_to_coordinator: bool = False
    any_channel: bool = False  # a call or a visit with a note will do
    words: str  # what the officer is told


class Notice(Clause):
    """Somebody inside the council who must be told of the stage."""

    who: str
    role: Role
    within: WorkingDays
    anchor: Anchor = Anchor.RECEIPT
    words: str


class Reminders(Clause):
    """When an owner is reminded, and who hears that an answer is overdue."""

    before: tuple[WorkingDays, ...] = ()
    on_the_day: bool = True
    overdue_to: tuple[Literal["officer", "coordinator"], ...] = ("officer", "coordinator")
    overdue_every: WorkingDays | None = None
    overdue_every_to: Literal["officer", "coordinator"] = "coordinator"
    copied_roles: tuple[RoleName, ...] = ()  # who gets a copy of what the owner is told


class Stage(Clause):
    """One stage: the council's own, or the Ombudsman's (external)."""

    number: int
    name: str
    external: bool = False
    owner_role: OwnerRole
    owner_title: str
    owner_fallback_role: OwnerRole | None = None
    independent: bool = False  # nobody who dealt with the stage before
    senior: bool = False  # of higher rank than whoever answered the stage before
    signatory_role: Role | None = None
    signatory_title: str = ""
    signatory_absence_role: Role | None = None
    signatory_absence_title: str = ""
    accountable_role: OwnerRole | None = None  # who stays accountable where somebody else answers
    # To whom the owner may pass it; "officer" is anybody of the council's own.
    delegates: tuple[Role | Literal["officer"], ...] = ()
    copied_roles: tuple[RoleName, ...] = ()  # who gets the assignment too
    sends_case_file: bool = False  # with all that came before
    # Of at least this rank is whoever answers a complaint about a member of staff, and never that person.
    staff_named_rank: OwnerRole | None = None
    copy_to_coordinator: bool = False
    coordinator_answers: bool = True  # False: a coordinator asks and points the way, never answers
    written: bool = True  # False: the answer may be given by visit or telephone, with a note
    spoken_when: Literal["straightforward", "always"] = "always"  # of those that may be spoken
    acknowledgement: Acknowledgement | None = None
    response: Response | None = None
    extension: Extension | None = None
    pause: Pause | None = None
    progress: tuple[Progress, ...] = ()
    notify: tuple[Notice, ...] = ()
    reminders: Reminders | None = None  # absent: the policy's own

    @property
    def acknowledges(self) -> bool:
        """Whether anything is sent to say that it came."""
        return self.acknowledgement is not None
