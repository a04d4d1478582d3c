"""What a report is reckoned from: the rows of its period, read once, with the council's services, policies and days.

Every block is a function of it; `narrowed` gives the same of some services or one policy. Reads nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from mailroom.config import Config, ServiceConfig
from mailroom.reports.redaction import redacted
from mailroom.rules.policy import Policy
from mailroom.rules.report_periods import Period
from mailroom.rules.stage_clock import receipt_date
from mailroom.rules.workdays import Calendar, local_date
from store.figure_rows import (
    CaseRow,
    DueRow,
    LearningRow,
    RefusalRow,
    RemedyRow,
    StageRow,
    SurveyRow,
)
from store.restrictions import Restriction

REFUSED, INFORMAL, WITHDRAWN = "refused", "resolved informally", "withdrawn"
NO_SERVICE = "No service named"


class OfCase(Protocol):
    """A row that says which case it belongs to."""

    @property
    def case(self) -> CaseRow | None:
        """The case; None where there is none."""
        ...


Row = TypeVar("Row", bound=OfCase)
# How many cases of a kind by policy, service and category, and in which span.
Counted = tuple[str, str, str, int, int]


@dataclass(frozen=True, slots=True)
class Statistic:
    """How large a service is, as the council counts it: so many homes, tenancies, permits."""

    of: str
    number: int


# Without slots, so that what every block asks for is picked out once.
@dataclass(frozen=True)
class Seen:
    """The rows of a period and what is needed to understand them.

    `today` is the day the report is made: what is due from then on is not late. `policies` are those
    the cases were opened under, by digest; `in_use` those that are reported on.
    """

    period: Period
    today: date
    config: Config
    calendar: Calendar
    policies: Mapping[str, Policy]
    in_use: tuple[Policy, ...]
    anonymous: bool = True
    services: tuple[str, ...] | None = None
    received: tuple[CaseRow, ...] = ()
    before: tuple[CaseRow, ...] = ()
    closed: tuple[CaseRow, ...] = ()
    stages: tuple[StageRow, ...] = ()
    open: tuple[StageRow, ...] = ()
    due: tuple[DueRow, ...] = ()
    remedies: tuple[RemedyRow, ...] = ()
    overdue: tuple[RemedyRow, ...] = ()
    actions: tuple[RemedyRow, ...] = ()  # every remedy of the cases that something was learnt from
    learnt: tuple[LearningRow, ...] = ()
    surveyed: tuple[SurveyRow, ...] = ()
    refused: tuple[RefusalRow, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    counted: tuple[Counted, ...] = ()  # for what is unusual
    parents: Mapping[int, str] | None = None  # the kinds of the cases that others grew out of
    texts: Mapping[int, tuple[str, str]] | None = None  # never of an anonymous report
    people: Mapping[int, tuple[tuple[str, ...], ...]] | None = None  # to leave them out
    statistics: Mapping[str, Statistic] | None = None

    @property
    def last_on(self) -> date:
        """The last day that can be spoken of: of a period that is not over, today."""
        return min(self.period.to_on, self.today)

    @cached_property
    def _named(self) -> Mapping[str, ServiceConfig]:
        return {one.id: one for one in self.config.services}

    @cached_property
    def own_stages(self) -> tuple[StageRow, ...]:
        """The stages of complaints that are the council's own."""
        return tuple(
            row
            for row in self.stages
            if is_complaint(row) and not self.is_external(row.case, row.number)
        )

    @cached_property
    def external_stages(self) -> tuple[StageRow, ...]:
        """The stages of complaints at which the council answers an ombudsman."""
        return tuple(
            row
            for row in self.stages
            if is_complaint(row) and self.is_external(row.case, row.number)
        )

    @cached_property
    def answered(self) -> tuple[StageRow, ...]:
        """The council's own stages of complaints that were answered in the period."""
        return tuple(row for row in self.own_stages if _is_answered(self, row))

    def service_name(self, service: str) -> str:
        """A service as the council calls it; its id where the configuration has it no longer."""
        found = self._named.get(service)
        return found.name if found else service or NO_SERVICE

    def area_of(self, service: str) -> str:
        """The area that a service belongs to; in words where it has none."""
        found = self._named.get(service)
        return (found.area if found else "") or "No area named"

    def policy_of(self, case: CaseRow) -> Policy | None:
        """The policy that a case was opened under; None where its text is lost."""
        return self.policies.get(case.policy_digest)

    def is_external(self, case: CaseRow, number: int) -> bool:
        """Whether a stage is one at which the council answers an ombudsman."""
        policy = self.policy_of(case)
        stage = policy.stage(number) if policy else None
        return stage is not None and stage.external

    def stage_name(self, number: int) -> str:
        """A stage as the policies in use call it, where they agree."""
        found = {policy.stages[number].name for policy in self.in_use if number in policy.stages}
        return found.pop() if len(found) == 1 else f"Stage {number}"

    def received_on(self, row: CaseRow | StageRow) -> date:
        """The day a case, or a stage's request, counts as received."""
        policy = self.policy_of(row.case)
        if policy is None:
            return local_date(row.received_at)
        return receipt_date(policy.receipt, row.received_at, self.calendar)

    def said(self, text: str, case: CaseRow) -> str:
        """Officers' words; without what would tell who a resident is, where the report names nobody."""
        if case.confidential:
            return "(kept confidential)"
        words = " ".join(text.split())
        return redacted(words, (self.people or {}).get(case.id, ())) if self.anonymous else words


def narrowed(
    seen: Seen, *, services: Iterable[str] | None = None, policy: Policy | None = None
) -> Seen:
    """The same of some services, or of the cases under one policy. A case is its leading service's alone."""
    named = None if services is None else frozenset(services)
    # What belongs to no case is the council's, under the policy that it follows unless another is named.
    at_home = policy is None or policy.name == seen.config.policy.default

    def keeps(row: OfCase) -> bool:
        case = row.case
        if case is None:
            return named is None and at_home
        if policy is not None and case.policy != policy.name:
            return False
        return named is None or case.service in named

    kept: dict[str, Any] = {name: _kept(getattr(seen, name), keeps) for name in _ROWS}
    kept["counted"] = tuple(
        one
        for one in seen.counted
        if (policy is None or one[0] == policy.name) and (named is None or one[1] in named)
    )
    if named is not None:
        kept["services"] = tuple(sorted(named))
        kept["restrictions"] = ()  # contact is restricted with the council, not with a service
    elif policy is not None:
        kept["restrictions"] = tuple(r for r in seen.restrictions if r.policy == policy.name)
    if policy is not None:
        kept["in_use"] = (policy,)
    return replace(seen, **kept)


_ROWS = (
    "received",
    "before",
    "closed",
    "stages",
    "open",
    "due",
    "remedies",
    "overdue",
    "actions",
    "learnt",
    "surveyed",
    "refused",
)


def _kept(rows: tuple[Row, ...], keeps: Callable[[OfCase], bool]) -> tuple[Row, ...]:
    return tuple(row for row in rows if keeps(row))


def cases_of(*rows: Iterable[OfCase]) -> Iterator[CaseRow]:
    """The cases of some rows, one after the other; a row without one is left out."""
    return (row.case for some in rows for row in some if row.case is not None)


def is_anonymous(case: CaseRow) -> bool:
    """Whether nobody knows who wrote."""
    return "anonymous" in case.flags


def is_informal(case: CaseRow) -> bool:
    """Whether a complaint was settled on the spot, or may yet be: it is counted by itself (S000-02)."""
    return case.closing == INFORMAL or case.informal_until is not None


def is_complaint(row: OfCase) -> bool:
    """Whether it is of a complaint that goes, or went, through the stages: not settled on the spot."""
    return row.case is not None and row.case.kind == "complaint" and not is_informal(row.case)


def is_taken_up(row: OfCase) -> bool:
    """Whether it is of such a complaint that was not refused: only these are answered."""
    return is_complaint(row) and row.case is not None and row.case.closing != REFUSED


def _is_answered(seen: Seen, row: StageRow) -> bool:
    return (
        row.answered_at is not None
        and is_taken_up(row)
        and local_date(row.answered_at) in seen.period
    )


def answered_in(seen: Seen, *, external: bool = False) -> tuple[StageRow, ...]:
    """The stages of complaints that were answered in the period; the council's own, or those of an ombudsman."""
    if not external:
        return seen.answered
    return tuple(row for row in seen.external_stages if _is_answered(seen, row))


def opened_in(seen: Seen, *, external: bool = False) -> list[StageRow]:
    """The stages of complaints that were opened in the period."""
    rows = seen.external_stages if external else seen.own_stages
    return [row for row in rows if local_date(row.opened_at) in seen.period]


def is_waiting(seen: Seen, row: StageRow) -> bool:
    """Whether a stage had no answer on the last day that the report speaks of."""
    return row.answered_at is None or local_date(row.answered_at) > seen.last_on
