"""One worked example of a council: what came when, under which policy, and what else is given.

`worked_stages` and `worked_periods` compute from it, `worked_dates` chooses which. Reads values out
of a JSON case and says in words what is missing; it knows no event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from mailroom.errors import MailroomError
from mailroom.rules.policy import Policy
from mailroom.rules.policy_clauses import Receipt
from mailroom.rules.workdays import Calendar, local_date

Computed = dict[str, object]


class CaseFault(MailroomError):
    """A worked example that cannot be computed, and why."""


@dataclass(frozen=True)
class WorkedCase:
    """A case's event with its inputs, and the policy and calendar it is computed by."""

    event: str
    policy: Policy
    calendar: Calendar
    received_at: datetime
    inputs: Mapping[str, Any]

    @property
    def received_on(self) -> date:
        """The London date of receipt, without any convention."""
        return local_date(self.received_at)

    def date(self, *keys: str) -> date:
        """The date under the first of these keys that is there; an instant gives its London day."""
        for key in keys:
            if self.inputs.get(key) is not None:
                return read_date(self.inputs[key], f"inputs.{key}")
        raise CaseFault(f"{' or '.join(f'inputs.{key}' for key in keys)} is missing")

    def instant(self, key: str) -> datetime | None:
        """The instant under this key; None where it is missing or null."""
        written = self.inputs.get(key)
        return None if written is None else read_instant(written, f"inputs.{key}")

    def number(self, key: str, default: int | None = None) -> int:
        """The whole number under this key."""
        given = self.inputs.get(key, default)
        if not isinstance(given, int) or isinstance(given, bool):
            raise CaseFault(f"inputs.{key} must be a whole number, not {given!r}")
        return given


def read_case(case: Mapping[str, Any], policy: Policy) -> WorkedCase:
    """A worked case with its own closure days and conventions laid over the policy's."""
    inputs = case.get("inputs") or {}
    if not isinstance(inputs, Mapping):
        raise CaseFault("inputs must be an object")
    return WorkedCase(
        event=str(case.get("event", "")),
        policy=_under_convention(policy, inputs.get("convention")),
        calendar=read_calendar(inputs),
        received_at=read_instant(case.get("received"), "received"),
        inputs=inputs,
    )


def read_calendar(inputs: Mapping[str, Any]) -> Calendar:
    """England's calendar, less the closure days of the case."""
    closed = inputs.get("closure_days") or []
    if not isinstance(closed, list):
        raise CaseFault("inputs.closure_days must be a list of dates")
    return Calendar("ENG", [read_date(day, "inputs.closure_days") for day in closed])


def read_date(written: object, where: str) -> date:
    """A date from ISO words, or the London date of an instant."""
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return local_date(read_instant(written, where))


def read_instant(written: object, where: str) -> datetime:
    """An aware instant from ISO words with an offset."""
    try:
        at = datetime.fromisoformat(str(written))
    except ValueError as fault:
        raise CaseFault(f"{where} is no date or instant: {written!r}") from fault
    if at.tzinfo is None:
        raise CaseFault(f"{where} has no offset from UTC: {written!r}")
    return at


def elapsed_hours(start: datetime, end: datetime) -> float:
    """Real hours between two instants, clock changes counted."""
    return (end.timestamp() - start.timestamp()) / timedelta(hours=1).total_seconds()


def _under_convention(policy: Policy, convention: object) -> Policy:
    """The policy with the case's own receipt convention (counting_days.md, rule 4)."""
    if convention is None:
        return policy
    if not isinstance(convention, Mapping):
        raise CaseFault("inputs.convention must be an object")
    named = {"receipt_cutoff": "cutoff", "nonworking_receipt": "nonworking_receipt"}
    if unknown := set(convention) - set(named):
        raise CaseFault(f"inputs.convention has an unknown key: {', '.join(sorted(unknown))}")
    given = {named[key]: value for key, value in convention.items() if value is not None}
    try:
        receipt = Receipt.model_validate(policy.receipt.model_dump() | given)
    except ValidationError as fault:
        raise CaseFault(f"inputs.convention cannot be read: {dict(convention)!r}") from fault
    return policy.model_copy(update={"receipt": receipt})
