"""The rows that reports are counted from: what each holds of its case, and what it never holds.

No row has anything that a resident wrote or is called, but a remedy's, a lesson's and a survey's own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.refusals import Refusal
from store.remedies import Remedy
from store.states import CaseStatus


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What a case is, without anything that its people wrote or are called."""

    id: int
    reference: str
    kind: str
    service: str
    policy: str
    policy_digest: str
    status: CaseStatus
    received_at: datetime
    closed_at: datetime | None
    flags: tuple[str, ...]
    category: str
    channel: str
    parent_id: int | None
    closing: str
    informal_until: datetime | None
    characteristic: str
    confidential: bool

    @property
    def case(self) -> CaseRow:
        """Itself: every row of a report has the case it belongs to."""
        return self


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with its case; `taken_further`: a further stage was opened once this one had been answered."""

    case: CaseRow
    id: int
    number: int
    owner_name: str
    received_at: datetime
    opened_at: datetime
    respond_by: date | None
    extensions: int
    answered_at: datetime | None
    outcome: str | None
    channel: str
    decision: str
    their_reference: str
    taken_further: bool
    stands_still: bool


@dataclass(frozen=True, slots=True)
class DueRow:
    """What a stage owed by a day, with its case; `stands_still`: its clock is stopped, and has not moved the day."""

    case: CaseRow
    stage_id: int
    number: int
    name: str
    due_on: date
    met_at: datetime | None
    extensions: int
    stands_still: bool


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """A remedy with its case."""

    case: CaseRow
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class LearningRow:
    """What was taken from a case; `number` is of the stage, None where none is named."""

    case: CaseRow
    answers: dict[str, Any]
    returned_at: datetime
    number: int | None


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A resident who was asked, and what they answered."""

    case: CaseRow
    sent_at: datetime
    answers: dict[str, Any] | None
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A decision against, with its case where it has one."""

    case: CaseRow | None
    refusal: Refusal
