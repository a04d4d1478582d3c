"""A policy is data: what a council's own file says of stages, clocks, letters and ombudsmen.

Reads a TOML file into a frozen `Policy`, or raises `PolicyFault` with every fault and its place. No
council's number, word or role is here; `mailroom/policies/*.toml` has them, each with its row.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from mailroom.errors import PolicyFault
from mailroom.rules import policy_after, policy_duties, policy_scope
from mailroom.rules import policy_clauses as clauses
from mailroom.rules.policy_clauses import Duplicates, Escalation, Ombudsman
from mailroom.rules.policy_faults import Fault
from mailroom.rules.policy_faults import read_policy as read_clauses
from mailroom.rules.policy_stages import Acknowledgement, Extension, Reminders, Stage
from mailroom.rules.policy_terms import Clause, Duration, Kind


class Policy(Clause):
    """One council's policy. Two policies are the same where their files are, byte for byte."""

    name: str
    digest: str
    title: str
    council: str
    version: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    receipt: clauses.Receipt = clauses.Receipt()
    intake: clauses.Intake
    stages: dict[int, Stage]
    reminders: Reminders = Reminders()
    informal: clauses.Informal | None = None
    comments: clauses.Comments = clauses.Comments()
    feedback: clauses.Feedback = clauses.Feedback()
    councillor_complaints: clauses.CouncillorComplaints | None = None
    duplicates: Duplicates = Duplicates()
    escalation: Escalation = Escalation()
    age_limit: clauses.AgeLimit | None = None
    delay: clauses.Delay = clauses.Delay()
    closure: clauses.Closure = clauses.Closure()
    ombudsmen: dict[str, Ombudsman] = Field(default_factory=dict)
    review: clauses.Review
    designated_person: clauses.DesignatedPerson | None = None
    designation: policy_after.Restriction | None = None
    annual_submission: clauses.AnnualSubmission | None = None
    journey_alarm: clauses.JourneyAlarm | None = None
    definitions: policy_scope.Definitions | None = None
    values: tuple[str, ...] = ()
    exclusions: tuple[policy_scope.Exclusion, ...] = ()
    refusal: policy_scope.Refusal = policy_scope.Refusal()
    third_parties: policy_scope.ThirdParties = policy_scope.ThirdParties()
    services: policy_scope.Services = policy_scope.Services()
    collective: policy_scope.Collective = policy_scope.Collective()
    policy_complaints: policy_scope.PolicyComplaints | None = None
    disrepair: policy_scope.Disrepair | None = None
    duties: tuple[policy_duties.Duty, ...] = ()
    notes: tuple[policy_duties.Note, ...] = ()
    required: tuple[policy_duties.Required, ...] = ()
    remedies: policy_after.Remedies = policy_after.Remedies()
    learning: policy_after.Learning = policy_after.Learning()
    surveys: policy_after.Survey = policy_after.Survey()
    adjustments: policy_after.Adjustments = policy_after.Adjustments()
    compliments: policy_after.Compliments = policy_after.Compliments()
    reports: tuple[policy_after.ReportRule, ...] = ()
    reviews: policy_after.Reviews = policy_after.Reviews()
    unusual: policy_after.Unusual | None = None
    # Whom the council appoints beside the services' own people, by role, and what for.
    appointments: dict[policy_duties.RoleName, str] = Field(default_factory=dict)
    confidentiality: policy_after.Confidentiality = policy_after.Confidentiality()
    retention: policy_after.Retention = policy_after.Retention()

    def __hash__(self) -> int:
        """By the file's digest: hashing every clause would be slow, and no truer."""
        return hash(self.digest)

    def stage(self, number: int) -> Stage | None:
        """The stage of this number, the Ombudsman's included."""
        return self.stages.get(number)

    def next_stage(self, number: int) -> Stage | None:
        """The council's own stage after this one; None after the last."""
        following = self.stages.get(number + 1)
        return following if following and not following.external else None

    @cached_property
    def last_stage(self) -> int:
        """The number of the council's own last stage."""
        return max(number for number, stage in self.stages.items() if not stage.external)

    @cached_property
    def external_stage(self) -> Stage | None:
        """The stage at which the council answers an ombudsman."""
        return next((stage for stage in self.stages.values() if stage.external), None)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of contact that get a place on the register."""
        return self.intake.kinds

    @property
    def anonymous(self) -> Literal["register", "feedback", "decline"]:
        """What becomes of a complaint whose writer cannot be reached."""
        return self.intake.anonymous

    @property
    def comment_reply(self) -> Duration | None:
        """Within what time a comment is answered where an answer was asked for."""
        return self.comments.reply

    @property
    def ombudsman_on_delay(self) -> bool:
        """Whether letters that move a date carry the ombudsman's details."""
        return self.delay.ombudsman_details

    @property
    def survey(self) -> bool:
        """Whether the complainant is asked afterwards how it was."""
        return self.closure.survey

    @property
    def learning_form(self) -> Literal["gate", "task", "none"]:
        """Whether a form about lessons learnt bars the closing, is a task, or is not wanted."""
        return self.closure.learning_form

    @property
    def closing(self) -> str:
        """What closes a complaint: response, learning_form, outcome_recorded or action_told."""
        return self.closure.when

    @property
    def reopen_months(self) -> int | None:
        """Within how many months an answered complaint may be opened again; None: silent."""
        return self.closure.reopen.within.count if self.closure.reopen else None

    def acknowledges(self, kind: str, stage: int = 1) -> bool:
        """Whether mail of this kind is acknowledged at this stage: only complaints have stages."""
        found = self.stage(stage)
        return kind == "complaint" and found is not None and found.acknowledges

    def acknowledgement(self, stage: int) -> Acknowledgement | None:
        """The acknowledgement of a stage."""
        found = self.stage(stage)
        return found.acknowledgement if found else None

    def extension(self, stage: int) -> Extension | None:
        """How a stage may be extended; None where the policy knows no extension."""
        found = self.stage(stage)
        return found.extension if found else None

    def pause_allowed(self, stage: int) -> bool:
        """Whether the clock of a stage may be paused for the complainant's information."""
        found = self.stage(stage)
        return bool(found and found.pause and found.pause.allowed)

    def reminders_for(self, stage: int) -> Reminders:
        """A stage's own reminders, or the policy's."""
        found = self.stage(stage)
        return (found.reminders if found else None) or self.reminders

    def ombudsman_for(self, service_id: str, ombudsman_of_service: str, on: date) -> Ombudsman:
        """Who reviews a service, given what the council's own table says of it and the day.

        An override that holds that day wins; then the council's table, where the policy knows the
        body; then the policy's default.
        """
        for override in self.review.overrides:
            if _holds(override.valid_from, override.valid_to, on) and covers(
                override.services, service_id
            ):
                return self.ombudsmen[override.ombudsman]
        known = ombudsman_of_service in self.review.bodies
        return self.ombudsmen[ombudsman_of_service if known else self.review.default]

    def designated_person_holds(self, on: date) -> bool:
        """Whether tenants had to take the designated person's road, or wait, on that day."""
        rule = self.designated_person
        return rule is not None and _holds(rule.valid_from, rule.valid_to, on)


def other_policy(policy: Policy, service_id: str) -> str:
    """The name of the policy for a service that this one is not for; '' where it is (S002-05)."""
    only = policy.services.only
    return "" if not only or covers(only, service_id) else policy.services.others


def covers(services: tuple[str, ...], service_id: str) -> bool:
    """Whether a service is one of these, by its words: "noise" covers "noise_nuisance"."""
    words = set(service_id.split("_"))
    return any(set(service.split("_")) <= words for service in services)


def _holds(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or on <= end)


def built_in_folder() -> Path:
    """Where the policies that come with the house lie."""
    return Path(__file__).resolve().parent.parent / "policies"


def find_policies(*folders: Path) -> dict[str, Path]:
    """Every policy file by name: the built-in ones, and a council's own, which win."""
    return {
        path.stem: path
        for folder in (built_in_folder(), *folders)
        for path in sorted(folder.glob("*.toml"))
    }


def load_policy(path: Path | str) -> Policy:
    """The policy in a file; PolicyFault lists every fault in it with key and line."""
    path = Path(path)
    return read_policy(policy_text(path), path.stem, place=f"The policy file {path}")


def read_policy(raw: bytes, name: str, *, place: str = "", kept: bool = False) -> Policy:
    """The policy in a file's bytes; PolicyFault lists every fault in it, under `place` where one is told.

    Of one that was `kept` only the shapes must be right: it was in force already, and a case is not left alone
    because a later version of the house asks more of new files.
    """
    policy, faults = _checked(raw, name, agreeing=not kept)
    if policy is None:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise PolicyFault(f"{place or f'The policy {name}'} has faults:\n{listed}")
    return policy


def check_policy(path: Path | str) -> tuple[Policy | None, tuple[Fault, ...]]:
    """The policy in a file, or its faults; PolicyFault where there is no such file to read."""
    path = Path(path)
    return _checked(policy_text(path), path.stem)


def policy_text(path: Path) -> bytes:
    """A policy file's bytes; PolicyFault where there is no such file to read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise PolicyFault(f"The policy file {path} cannot be read: {fault.strerror}.") from fault


@lru_cache(maxsize=64)
def _checked(
    raw: bytes, name: str, *, agreeing: bool = True
) -> tuple[Policy | None, tuple[Fault, ...]]:
    """The same text is read once in a process: the day's checks and each replayed council have it again."""
    digest = hashlib.sha256(raw).hexdigest()
    return read_clauses(raw, name, digest, Policy, agreeing=agreeing)
