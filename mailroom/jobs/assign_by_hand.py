"""A coordinator gives an open stage to somebody else: its owner has left, is away, or was the wrong one.

Reads the mail that opened the stage again from its bytes, so that the new owner has all that the old one had.
"""

from __future__ import annotations

from mailroom.acts import owners, stages
from mailroom.acts.assignments import hand_over
from mailroom.acts.ledger import Ledger
from mailroom.config import DirectoryEntry
from mailroom.house import House
from mailroom.jobs import reading
from mailroom.jobs.by_hand import CannotBeDone, case_named
from mailroom.rules.reading import Reading
from parsers.documents import Reader
from store import cases, inbox, journal
from store.session import Connection
from store.states import CaseStatus


def assign_stage(
    house: House, reader: Reader, reference: str, email: str, by: str, agreed: str = ""
) -> str:
    """Give a case's open stage to somebody of the directory; their name. CannotBeDone in words, else.

    A contractor has it only where it was `agreed`, in words.
    """
    entry = _entry(house, email)
    with house.record.read() as conn:
        file = case_named(conn, reference)
        opened_by = _opened_by(conn, file, _open_stage(file, entry))
        mail = inbox.get(conn, opened_by) if opened_by is not None else None
        raw = inbox.raw_of(conn, mail.id) if mail else b""
    read = _read(house, reader, mail, raw) if mail else None
    with house.record.write() as conn:
        file = case_named(conn, reference)
        stage = _open_stage(file, entry)
        ledger = Ledger(house, conn, house.now(), by=by)
        _ask_policy(ledger, file, stage, entry)
        role = owners.role_of(house.config, entry.person.email, file.case.service)
        if role == owners.CONTRACTOR:
            _ask_for_agreement(ledger, file, agreed)
        hand_over(ledger, file, stage, entry.person, role, read)
        ledger.flush()
    return entry.person.name


def _ask_policy(
    ledger: Ledger, file: cases.CaseFile, stage: cases.Stage, entry: DirectoryEntry
) -> None:
    policy = stages.policy_of(ledger.house, file.case)
    why_not = owners.objection(ledger, policy, file, stage, entry.person)
    if why_not:
        raise CannotBeDone(
            f"{file.case.reference}: {why_not}.",
            do="Name somebody else, of higher rank if need be.",
        )


def _ask_for_agreement(ledger: Ledger, file: cases.CaseFile, agreed: str) -> None:
    """The council's own service answers, unless the policy lets the contractor, and it was agreed in this case."""
    may = stages.policy_of(ledger.house, file.case).services.contractor_answers == "agreed"
    if not may:
        raise CannotBeDone(
            f"{file.case.reference}: under the policy no contractor answers a complaint."
        )
    if not agreed.strip():
        raise CannotBeDone(
            f"{file.case.reference}: the council's own service answers, unless it is agreed that the contractor does.",
            do='Say with whom it was agreed: --agreed "by telephone with their manager, 3 March".',
        )
    ledger.note("contractor answers", f"agreed: {agreed.strip()}", case_id=file.case.id)


def _entry(house: House, email: str) -> DirectoryEntry:
    entry = house.config.directory.get(email.strip().lower())
    if entry is None:
        raise CannotBeDone(
            f"Nobody in the configuration has the address {email}.",
            do="Name them there first, as somebody of a service or among the roles.",
        )
    return entry


def _open_stage(file: cases.CaseFile, entry: DirectoryEntry) -> cases.Stage:
    latest = file.stages[-1]
    if latest.answered_at is not None or file.case.status is CaseStatus.CLOSED:
        raise CannotBeDone(f"{file.case.reference}: no stage of it is open.")
    if latest.owner_email == entry.person.email:
        raise CannotBeDone(
            f"{file.case.reference}: stage {latest.number} is {entry.person.name}'s already."
        )
    return latest


def _opened_by(conn: Connection, file: cases.CaseFile, stage: cases.Stage) -> int | None:
    """The message that opened a stage, as the journal has it; None where a person opened it without one."""
    acts = ("registered", f"stage {stage.number} opened")
    opened = [
        entry.incoming_id
        for entry in journal.entries_of(conn, file.case.id)
        if entry.act in acts and entry.at == stage.opened_at
    ]
    return opened[-1] if opened else None


def _read(house: House, reader: Reader, mail: inbox.Incoming, raw: bytes) -> Reading:
    trusted = house.config.council.trusted_authserv
    return reading.finish(
        reading.start(mail.id, raw, mail.received_at, reader, trusted, house.now())
    )
