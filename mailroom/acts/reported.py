"""A report goes to its readers: a letter to each with the files, once for each period; what was to be made is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from letters.envelope import Enclosure
from mailroom.acts import duties, letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules import reviews
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.report_periods import Period
from store import chores
from store import duties as record

# More open duties to make a report than any council has policies and reports.
_MOST = 1000
_HOW_OFTEN = {
    "weekly": "each week",
    "monthly": "each month",
    "quarterly": "each quarter",
    "annual": "each year",
}


@dataclass(frozen=True, slots=True)
class Promised:
    """A report that a policy promises, of one period."""

    policy: Policy
    rule: ReportRule
    period: Period

    @property
    def chore(self) -> str:
        """What the record calls the sending of this report, whatever the period."""
        return chore_of(self.policy, self.rule)

    @property
    def in_words(self) -> str:
        """For the journal and for whoever reads of a fault."""
        return f"{self.rule.name} of {self.policy.name}, {self.period}"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one reader gets: the files, what each is in words, and of which services it is ('' of all)."""

    to: Person
    files: tuple[Enclosure, ...]
    attached: tuple[str, ...]
    services: str = ""


def chore_of(policy: Policy, rule: ReportRule) -> str:
    """The name under which the record knows which period of a report was sent last."""
    return f"report {policy.name} {rule.name}"


def send(
    ledger: Ledger, promised: Promised, parcels: Sequence[Parcel], today: date, *, to_all: bool
) -> int:
    """Write the letters, once for the period whoever asks again; how many. `to_all`: no reader is left to a person."""
    if not chores.begin_chore(ledger.conn, promised.chore, promised.period.to_on):
        return 0
    for parcel in parcels:
        letters.write(ledger, _order(promised, parcel, today))
    many = "one reader" if len(parcels) == 1 else f"{len(parcels)} readers"
    ledger.note("report sent", f"{promised.in_words}, to {many}")
    if to_all and not promised.rule.published:
        _made(ledger, promised, f"mailed to {many}")
    return len(parcels)


def _order(promised: Promised, parcel: Parcel, today: date) -> Order:
    rule, period = promised.rule, promised.period
    told = {
        "title": rule.title,
        "period": str(period),
        "made_on": today,
        "policy": promised.policy.title,
        "readers": ", ".join(rule.readers),
        "cadence": _HOW_OFTEN.get(rule.cadence),
        "services": parcel.services or None,
        "anonymous": rule.anonymous or None,
        "published": rule.published or None,
        "attached": list(parcel.attached),
    }
    return Order(
        "report",
        letters.officer(parcel.to),
        f"{promised.chore} {period.from_on}..{period.to_on} {parcel.to.email}",
        extra={"report": told},
        enclosures=parcel.files,
        policy=promised.policy,
    )


def _made(ledger: Ledger, promised: Promised, note: str) -> None:
    """Nobody has to make by hand what was sent."""
    key = reviews.report_key(promised.policy, promised.rule, promised.period)
    for duty in record.open_named(ledger.conn, reviews.REPORT, _MOST):
        if duty.key == key:
            duties.finish(ledger, duty.id, duties.HOUSE, note)


def pass_over(ledger: Ledger, promised: Promised, why: str, today: date) -> None:
    """The report waits until tomorrow, and the journal says why."""
    chores.begin_chore(ledger.conn, f"{promised.chore} not made", today)
    ledger.note("report not sent", f"{promised.in_words}: {why}")
