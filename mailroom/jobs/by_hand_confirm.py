"""A person asks whether feedback is meant as a complaint, notes the answer, and tells of what a case stands for."""

from __future__ import annotations

from datetime import date, datetime, time

from mailroom.acts import confirmations, issues
from mailroom.acts.duties import open_all
from mailroom.clock import LONDON
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone, taken
from mailroom.jobs.by_hand_case import case_at_hand
from mailroom.rules.disposition import Act, Decision
from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from store.duties import NewDuty

# Said by telephone on a day whose hour nobody noted: when an office has just opened.
_OPENING = time(9)
ANNUAL_LETTER = "annual_letter"


def offer(house: House, reference: str, by: str, words: str) -> str:
    """Ask whoever gave feedback whether to make it a complaint; their address."""
    with case_at_hand(house, reference, by) as (ledger, file):
        why_not = confirmations.objection(ledger, file)
        if why_not:
            raise CannotBeDone(f"{file.case.reference}: {why_not}.")
        if confirmations.is_offered(ledger, file):
            raise CannotBeDone(f"{file.case.reference}: they have been asked already.")
        return confirmations.offer(ledger, file, words.strip())


def confirm(house: House, reference: str, by: str, on: date, how: str) -> None:
    """They said yes, and not in answer to our letter: a complaint, whose days count from that one."""
    with case_at_hand(house, reference, by) as (ledger, file):
        why_not = confirmations.objection(ledger, file)
        if why_not:
            raise CannotBeDone(f"{file.case.reference}: {why_not}.")
        if not confirmations.is_offered(ledger, file):
            raise CannotBeDone(
                f"{file.case.reference}: they have not been asked whether it is a complaint.",
                do=f"Ask them: mailroom case offer {file.case.reference}",
            )
        if not local_date(file.case.received_at) <= on <= local_date(ledger.at):
            raise CannotBeDone(
                "They can have said so only between the day it came and today (--on)."
            )
        said_at = min(datetime.combine(on, _OPENING, LONDON), ledger.at)
        ledger.note("confirmed", how, case_id=file.case.id)
        confirmations.confirm(ledger, file, said_at)


def tell_issue(house: House, reference: str, by: str, why: str) -> tuple[str, ...]:
    """Tell whoever the policy names of a major issue behind a case; who was told."""
    with case_at_hand(house, reference, by) as (ledger, file):
        if not why.strip():
            raise CannotBeDone("They have to be told what the issue is.", do="Say --why.")
        told = issues.tell(ledger, file, why.strip())
        if not told:
            raise CannotBeDone(
                f"{file.case.reference}: nobody is named to whom such issues are told.",
                do="`mailroom policy show` says who should be; name them under [roles].",
            )
        return told


def keep_annual_letter(house: House, reader: Reader, incoming_id: int, by: str, why: str) -> str:
    """An Ombudsman's annual letter is kept, and whoever looks after the policy owes a look at it; their name."""
    with taken(house, reader, incoming_id, by) as at_hand:
        ledger = at_hand.ledger
        policy = house.policy_for(None, at_hand.mail.mailbox)
        person, role = house.config.holder("", policy.reviews.holder)
        duty = NewDuty(
            key=f"house:{ANNUAL_LETTER}:{incoming_id}",
            name=ANNUAL_LETTER,
            words=(
                "An Ombudsman's annual letter has come. Look at what it says of us, and put it into the next review of"
                " decisions and annual letters"
            ),
            holder_name=person.name,
            holder_email=person.email,
            holder_role=role,
            opened_at=ledger.at,
            incoming_id=incoming_id,
            wants_note="what we take from it",
        )
        open_all(ledger, [duty], None, None)
        at_hand.decide(Decision(Act.FILE, f"an Ombudsman's annual letter, kept by {by}: {why}"))
        return person.name
