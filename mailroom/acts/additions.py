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
from mailroom.rules.workdays import local_date
from store import cases


def add(
    ledger: Ledger, file: cases.CaseFile, reading: Reading, *, disclose_to_owner: bool = True
) -> None:
    """What came for a case goes on its file, and its owner is told."""
    stage = file.stages[-1]
    sender = reading.message.sender
    ledger.note("added to the file", case_id=file.case.id, incoming_id=reading.incoming_id)
    if not disclose_to_owner or not stage.owner_email:
        return
    owner = letters.officer(Person(name=stage.owner_name, email=stage.owner_email))
    update = {
        "text": reading.summary,
        "from_name": (sender.name or sender.email) if sender else "",
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
