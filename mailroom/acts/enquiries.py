"""An Ombudsman's enquiry about a case: who asks, under which reference, by when, and how long that is. Looks only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from letters.words import longdate
from mailroom.acts import stages
from mailroom.house import House
from mailroom.rules.officers_dates import find_deadline
from mailroom.rules.workdays import local_date
from parsers.message import read_message
from store import caselists, cases, inbox
from store.session import Connection


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What an Ombudsman asked and by when: the policy's day, and the day that their letter names, if any."""

    name: str
    reference: str
    notified_on: date
    due_on: date | None
    their_day: date | None
    answered_on: date | None
    owner: str

    @property
    def by_on(self) -> date | None:
        """The day that counts: the earlier of the two."""
        known = [one for one in (self.due_on, self.their_day) if one is not None]
        return min(known) if known else None

    @property
    def is_open(self) -> bool:
        """Whether they still wait for the council."""
        return self.answered_on is None


def of(house: House, conn: Connection, file: cases.CaseFile) -> Enquiry | None:
    """The last enquiry about a case; None where no Ombudsman has asked."""
    policy = stages.policy_of(house, file.case)
    external = policy.external_stage
    number = external.number if external else None
    stage = next((one for one in reversed(file.stages) if one.number == number), None)
    if stage is None:
        return None
    notified_on = local_date(stage.received_at)
    service = house.config.find_service(file.case.service)
    named = service.ombudsman if service else ""
    dates = stages.dates_of(house, file.case, stage)
    return Enquiry(
        policy.ombudsman_for(file.case.service, named, notified_on).name,
        stage.their_reference,
        notified_on,
        dates.respond_by or dates.projected_by,
        _their_day(conn, stage, notified_on),
        local_date(stage.answered_at) if stage.answered_at else None,
        stage.owner_name,
    )


def _their_day(conn: Connection, stage: cases.Stage, notified_on: date) -> date | None:
    """The day by which their own letter asks for an answer."""
    for one in caselists.mails_of(conn, stage.case_id):
        if one.received_at == stage.received_at:
            return find_deadline(read_message(inbox.raw_of(conn, one.id)).body.newest, notified_on)
    return None


def days_left(by_on: date, today: date) -> str:
    """How long there is until a day, in words: '12 days left', 'due today', '3 days late'."""
    days = (by_on - today).days
    if days == 0:
        return "due today"
    many = f"{abs(days)} day{'s' if abs(days) != 1 else ''}"
    return f"{many} left" if days > 0 else f"{many} late"


def in_words(enquiry: Enquiry, today: date) -> str:
    """The enquiry and its day as sentences."""
    theirs = f" (their reference {enquiry.reference})" if enquiry.reference else ""
    asked = f"The {enquiry.name} asked about this on {longdate(enquiry.notified_on)}{theirs}."
    if enquiry.answered_on is not None:
        return f"{asked} We answered on {longdate(enquiry.answered_on)}."
    if enquiry.by_on is None:
        return f"{asked} No day is set for the answer."
    due = f"{asked} The answer is due on {longdate(enquiry.by_on)}: {days_left(enquiry.by_on, today)}."
    if enquiry.their_day is None or enquiry.due_on in (None, enquiry.their_day):
        return due
    if enquiry.by_on == enquiry.their_day:
        return f"{due} That is the day that their letter names; the policy's own is {longdate(enquiry.due_on)}."
    return f"{due} That is the policy's own day; their letter asks for it by {longdate(enquiry.their_day)}."
