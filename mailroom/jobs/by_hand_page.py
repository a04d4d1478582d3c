"""Everything about a case, gathered for one screen. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from mailroom.acts import absences, closing, designated, stages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs.by_hand import case_named
from mailroom.rules.duties import notes_for
from mailroom.rules.policy import Policy
from mailroom.rules.workdays import local_date
from store import caselists, cases, journal, outbox, restrictions
from store import duties as duty_record
from store import inbox as mail_record
from store import learning as learning_record
from store import refusals as refusal_record
from store import remedies as remedy_record
from store.duties import Duty
from store.learning import Learning
from store.refusals import Refusal
from store.remedies import Remedy
from store.restrictions import Restriction
from store.session import Connection
from store.states import CaseStatus, PartyRole

# "In the last month", as a policy's indicator has it.
_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Page:
    """A case with all that belongs to it."""

    file: cases.CaseFile
    policy: Policy
    mails: tuple[mail_record.Incoming, ...]
    letters: tuple[outbox.Outgoing, ...]
    duties: tuple[Duty, ...]
    remedies: tuple[Remedy, ...]
    refusals: tuple[Refusal, ...]
    learning: tuple[Learning, ...]
    group: tuple[str, ...]
    parent: str
    children: tuple[str, ...]
    restriction: Restriction | None
    contacts: int
    lacks: tuple[str, ...]
    notes: tuple[str, ...]
    # What is known of an owner's absence, the newest last.
    away: tuple[str, ...] = ()


def page(house: House, reference: str) -> Page:
    """All there is of a case; CannotBeDone where there is none such."""
    with house.record.read() as conn:
        file = case_named(conn, reference)
        ledger, policy, case = (
            Ledger(house, conn, house.now()),
            stages.policy_of(house, file.case),
            file.case,
        )
        today = local_date(house.now())
        facts = stages.duty_facts(case, file.stages[-1], today)
        latest = file.stages[-1]
        on = ["closing"] if latest.answered_at else []
        on += ["escalation"] if latest.number > 1 and not latest.answered_at else []
        on += ["restriction"] if "restricted" in case.flags else []
        mails = tuple(caselists.mails_of(conn, case.id))
        person = next((one for one in file.parties if one.role == PartyRole.COMPLAINANT), None)
        email = person.email if person else ""
        group = cases.cases_in_group(conn, case.group_id) if case.group_id else []
        parent = cases.get_case(conn, case.parent_id).case.reference if case.parent_id else ""
        return Page(
            file,
            policy,
            mails,
            tuple(outbox.letters_of(conn, case.id)),
            tuple(duty_record.duties_of(conn, case.id)),
            tuple(remedy_record.remedies_of(conn, case.id)),
            tuple(refusal_record.refusals_of(conn, case.id)),
            tuple(learning_record.learning_of(conn, case.id)),
            tuple(
                one.case.reference
                for one in cases.case_files(conn, group).values()
                if one.case.id != case.id
            ),
            parent,
            tuple(
                one.case.reference
                for one in cases.case_files(conn, cases.children_of(conn, case.id)).values()
            ),
            restrictions.restriction_of(conn, email, today),
            sum(_is_recent(one, email, house) for one in mails),
            () if case.status is CaseStatus.CLOSED else closing.lacks(ledger, file),
            (
                *(words for name in on for words in notes_for(policy, name, facts)),
                *_of_designated(house, file),
            ),
            tuple(_away(house, conn, file)),
        )


def _away(house: House, conn: Connection, file: cases.CaseFile) -> Iterator[str]:
    """The owner's days away as the directory has them, and the last note of their own program."""
    today, owner = local_date(house.now()), file.stages[-1].owner_email
    known = house.config.away(owner, today)
    if known is not None:
        until = f" until {known.to_on:%-d %B %Y}" if known.to_on else ""
        acting = house.config.stand_in(owner, today)
        yield f"away{until}" + (f"; {acting.name} stands in" if acting else "")
    noted = journal.last_of(conn, file.case.id, absences.AWAY)
    if noted:
        yield f"{noted.why} ({local_date(noted.at):%-d %B %Y})"


def _of_designated(house: House, file: cases.CaseFile) -> tuple[str, ...]:
    """What a designated person of the tenant's cannot do yet."""
    rule = designated.rule_for(house, file.case)
    early = rule is not None and designated.of(file) and not designated.is_exhausted(house, file)
    return (rule.too_early,) if rule is not None and early else ()


def _is_recent(one: mail_record.Incoming, email: str, house: House) -> bool:
    return bool(email) and one.sender == email and house.now() - one.received_at <= _MONTH
