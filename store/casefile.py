"""Cases as values: what is written of them, and a whole case as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from store.states import CaseStatus, PartyRole


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to open; `opened_by` is the message, None where a person opened it without one."""

    reference: str
    kind: str
    service: str
    policy: str
    policy_digest: str
    subject: str
    summary: str
    received_at: datetime
    opened_at: datetime
    status: CaseStatus = CaseStatus.OPEN
    closed_at: datetime | None = None
    opened_by: int | None = None
    confidence: float = 0.0
    flags: tuple[str, ...] = ()
    fingerprint_text: str = ""
    desired_outcome: str = ""
    not_ours: str = ""
    category: str = ""
    complexity: str = ""
    channel: str = ""
    services: tuple[str, ...] = ()
    parent_id: int | None = None
    group_id: int | None = None
    closing: str = ""
    assisted_by: str = ""
    informal_until: datetime | None = None
    update_days: int | None = None
    characteristic: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A case's row; `confidence` is the triage's when it was opened, from 0 to 1.

    `service` leads, `services` are all of them. `parent_id` is the case it grew out of, `group_id`
    the first of a matter many brought. `update_days` are working days, as agreed with the resident.
    """

    id: int
    reference: str
    kind: str
    service: str
    policy: str
    policy_digest: str
    status: CaseStatus
    subject: str
    summary: str
    received_at: datetime
    opened_at: datetime
    closed_at: datetime | None
    opened_by: int | None
    confidence: float
    flags: tuple[str, ...]
    fingerprint_text: str
    desired_outcome: str = ""
    not_ours: str = ""
    category: str = ""
    complexity: str = ""
    channel: str = ""
    services: tuple[str, ...] = ()
    parent_id: int | None = None
    group_id: int | None = None
    closing: str = ""
    assisted_by: str = ""
    informal_until: datetime | None = None
    update_days: int | None = None
    characteristic: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage to open; a stage begun again is a new one with its own `opened_at`."""

    case_id: int
    number: int
    owner_name: str
    owner_email: str
    owner_role: str
    received_at: datetime
    opened_at: datetime
    acknowledged_at: datetime | None = None
    respond_by: date | None = None
    extended_to: date | None = None
    extended_on: date | None = None
    extensions: int = 0
    holding_at: datetime | None = None
    answered_at: datetime | None = None
    outcome: str | None = None
    looked_on: date | None = None
    signatory_name: str = ""
    signatory_role: str = ""
    channel: str = ""
    accountable_name: str = ""
    accountable_email: str = ""
    decision: str = ""
    decision_why: str = ""
    their_reference: str = ""

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """Its clock has not stood still yet."""
        return ()


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a stage's clock stood still; `to_on` None: it still stands."""

    id: int
    stage_id: int
    from_on: date
    to_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage's row, with its pauses in order.

    `signatory` is who signs the answer, `accountable` who stands above the owner; `decision` is what
    was made of the wish to go further, `their_reference` another body's number for it.
    """

    id: int
    case_id: int
    number: int
    owner_name: str
    owner_email: str
    owner_role: str
    received_at: datetime
    opened_at: datetime
    acknowledged_at: datetime | None
    respond_by: date | None
    extended_to: date | None
    extended_on: date | None
    extensions: int
    holding_at: datetime | None
    answered_at: datetime | None
    outcome: str | None
    looked_on: date | None
    signatory_name: str = ""
    signatory_role: str = ""
    channel: str = ""
    accountable_name: str = ""
    accountable_email: str = ""
    decision: str = ""
    decision_why: str = ""
    their_reference: str = ""
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class NewParty:
    """Somebody of a case; `consent` says to what, None where none was needed or given.

    `by_post`: they are written to on paper, whatever addresses they have.
    """

    case_id: int
    role: PartyRole
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    consent: Mapping[str, Any] | None = None
    adjustments: str = ""
    restricted_until: date | None = None
    principal: bool = False
    organisation: str = ""
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A party's row; the email is in lower case. `principal`: the one a representative speaks for."""

    id: int
    case_id: int
    role: PartyRole
    name: str
    email: str
    phone: str
    address: str
    postcode: str
    consent: dict[str, Any] | None
    adjustments: str
    restricted_until: date | None
    principal: bool = False
    organisation: str = ""
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A whole case: its stages in the order opened, its parties in the order added."""

    case: Case
    stages: tuple[Stage, ...]
    parties: tuple[Party, ...]
