"""Puts on a case's file what comes in for it, and answers a complaint that is sent again.

Decides nothing: the rules or a person did. All in the ledger's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailroom.acts import duties, letters, stages
from mailroom.acts.cases import thread_of
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.reading import Reading
from mailroom.rules.similarity import fingerprint_of
from mailroom.rules.workdays import local_date
from store import cases
from store.states import PartyRole


def add(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """What came for a case goes on its file, and its owner is told."""
    stage = file.stages[-1]
    ledger.note("added to the file", case_id=file.case.id, incoming_id=reading.incoming_id)
    told = [stage.owner_email]
    owed = duties.begin(ledger, "added", file, stage, reading=reading, told=told)
    forward(ledger, file, stage, reading, duties.in_words(owed, stage.owner_email))


def forward(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    notes: Sequence[str] = (),
    *,
    withdrawn: bool = False,
) -> None:
    """The owner has what came, with what is enclosed; `notes` are paragraphs for them alone. `withdrawn`: the
    complaint is closed with it, by what came or by a coordinator's word.
    """
    if not stage.owner_email:
        return
    owner = letters.officer(Person(name=stage.owner_name, email=stage.owner_email))
    update = {
        "text": reading.summary if reading else None,
        "from_name": _who(file, reading) if reading else None,
        "received_on": local_date(reading.received_at if reading else ledger.at),
        "withdrawn": withdrawn,
    }
    incoming_id = reading.incoming_id if reading else None
    letters.write(
        ledger,
        Order(
            "update_forwarded",
            owner,
            f"update_forwarded:{file.case.id}:{incoming_id or ledger.at.isoformat()}",
            file,
            stage,
            incoming_id,
            extra={
                "update": update,
                "documents": [one.attachment.filename for one in reading.enclosed]
                if reading
                else [],
                "notes": list(notes),
            },
            enclosures=letters.enclosures(reading) if reading else (),
        ),
    )


# What an owner reads when somebody asks how their complaint stands.
_ASKED = (
    "The resident asks how it stands. We have told them the stage, that you deal with it, and by when to expect the"
    " answer."
)


def status(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """Somebody asks how their complaint stands: they are told, once a day at most, and its owner hears that they
    asked. What we write to an Ombudsman is no stage of theirs.
    """
    stage = _own_stage(ledger, file)
    case_id, incoming_id = file.case.id, reading.incoming_id
    ledger.note("asked how it stands", case_id=case_id, incoming_id=incoming_id)
    resident = letters.complainant(file)
    if resident is None or not _is_theirs(file, resident.email, reading):
        add(ledger, file, reading)
        return
    closed_at, answered_at = file.case.closed_at, stage.answered_at
    paused = answered_at is None and stages.dates_of(ledger.house, file.case, stage).paused
    told = {
        "answered_on": local_date(answered_at) if answered_at else None,
        "closed_on": local_date(closed_at) if closed_at else None,
        "waiting_for": "what we asked you for" if paused else None,
        "words": None,
    }
    letters.write(
        ledger,
        Order(
            "status_reply",
            resident,
            f"status_reply:{case_id}:{stage.id}:{local_date(ledger.at)}",
            file,
            stage,
            incoming_id,
            thread_of(reading),
            {"status": told},
        ),
    )
    forward(ledger, file, stage, reading, [] if answered_at else [_ASKED])


def _own_stage(ledger: Ledger, file: cases.CaseFile) -> cases.Stage:
    """The latest of the council's own stages."""
    policy = stages.policy_of(ledger.house, file.case)
    external = policy.external_stage
    own = [one for one in file.stages if external is None or one.number != external.number]
    return (own or list(file.stages))[-1]


def _is_theirs(file: cases.CaseFile, answered_at: str, reading: Reading) -> bool:
    """Whether the complainant wrote, or whoever is answered for them: nobody else has a case's standing told."""
    sender = reading.message.sender
    theirs = {one.email for one in file.parties if one.role == PartyRole.COMPLAINANT}
    return sender is not None and sender.email in {*theirs, answered_at}


def _who(file: cases.CaseFile, reading: Reading) -> str:
    """Who wrote, as the owner is told: a name proves nothing, so a stranger's address stands beside it."""
    sender = reading.message.sender
    if sender is None:
        return ""
    known = next((one for one in file.parties if one.email == sender.email), None)
    if known is not None:
        return sender.name or known.name or sender.email
    named = f"{sender.name} <{sender.email}>" if sender.name else sender.email
    return f"{named}, which is not the complainant's address,"


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
