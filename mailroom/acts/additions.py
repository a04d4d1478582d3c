"""Puts on a case's file what comes in for it, and answers a complaint that is sent again.

Decides nothing: the rules or a person did. All in the ledger's transaction.
"""

from __future__ import annotations

from mailroom.acts import letters, stages
from mailroom.acts.cases import thread_of
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.reading import Reading
from mailroom.rules.similarity import fingerprint_of
from mailroom.rules.workdays import local_date
from store import cases


def add(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """What came for a case goes on its file, and its owner is told."""
    stage = file.stages[-1]
    ledger.note("added to the file", case_id=file.case.id, incoming_id=reading.incoming_id)
    if not stage.owner_email:
        return
    owner = letters.officer(Person(name=stage.owner_name, email=stage.owner_email))
    update = {
        "text": reading.summary,
        "from_name": _who(file, reading),
        "received_on": local_date(reading.received_at),
    }
    letters.write(
        ledger,
        Order(
            "update_forwarded",
            owner,
            f"update_forwarded:{file.case.id}:{reading.incoming_id}",
            file,
            stage,
            reading.incoming_id,
            extra={
                "update": update,
                "documents": [one.attachment.filename for one in reading.enclosed],
            },
            enclosures=letters.enclosures(reading),
        ),
    )


def _who(file: cases.CaseFile, reading: Reading) -> str:
    """Who wrote, as the owner is told: a name proves nothing, so a stranger's address stands beside it."""
    sender = reading.message.sender
    if sender is None:
        return ""
    if sender.email in {party.email for party in file.parties}:
        return sender.name or sender.email
    return f"{sender.name} <{sender.email}>, which is not the complainant's address,".strip()


def says_more(file: cases.CaseFile, reading: Reading) -> bool:
    """Whether a complaint sent again brings more than the first: other words, or something enclosed."""
    same = fingerprint_of(reading.summary) == file.case.fingerprint_text
    return not same or bool(letters.enclosures(reading))


def answer_repeat(
    ledger: Ledger, file: cases.CaseFile, reading: Reading, *, answered: bool
) -> None:
    """The same complaint again: the letter that the policy names for the older case's state, at most one each day."""
    policy = stages.policy_of(ledger.house, file.case)
    stage = file.stages[-1]
    last = policy.next_stage(stage.number) is None
    duplicates = policy.duplicates
    letter = (
        duplicates.open
        if not answered
        else duplicates.closed_stage2
        if last
        else duplicates.closed_stage1
    )
    ledger.note(
        "repeated", letter or "no letter", case_id=file.case.id, incoming_id=reading.incoming_id
    )
    resident = letters.complainant(file)
    if letter is None or resident is None:
        return
    older = {
        "reference": file.case.reference,
        "stage": stage.number,
        "answered_on": local_date(stage.answered_at) if stage.answered_at else None,
    }
    # Sent ten times in an hour, a complaint is answered once.
    key = f"{letter}:{file.case.id}:{stage.id}:{local_date(ledger.at)}"
    letters.write(
        ledger,
        Order(
            letter,
            resident,
            key,
            file,
            stage,
            reading.incoming_id,
            thread_of(reading),
            {"older": older},
        ),
    )
