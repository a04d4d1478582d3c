"""Somebody who writes for somebody else: who is who in the case, the request for permission, and what comes of it.

Until the complainant has given permission nothing about the case goes to whoever writes for them (S003-56, A003-11);
the clock runs as the policy says. Whether permission is the complainant's own a person decides.
"""

from __future__ import annotations

from mailroom.acts import additions, duties, letters, paper, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order, Thread
from mailroom.rules.reading import Reading
from store import cases
from store.states import PartyRole


def representative(file: cases.CaseFile) -> cases.Party | None:
    """Whoever writes for the complainant, with or without permission."""
    return next((one for one in file.parties if one.role == PartyRole.REPRESENTATIVE), None)


def awaited(file: cases.CaseFile) -> bool:
    """Whether somebody writes for the complainant and has no permission yet."""
    party = representative(file)
    return party is not None and not (party.consent or {}).get("given_at")


def ask(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """Ask for permission, of whoever wrote or of the complainant as the policy has it; says nothing of the case."""
    party = representative(file)
    policy = stages.policy_of(ledger.house, file.case)
    person = next((one for one in file.parties if one.role == PartyRole.COMPLAINANT), None)
    if party is None or person is None:
        return
    reached = paper.addressee(person, "resident")
    to_person = policy.third_parties.ask == "person" and reached is not None
    to = reached if to_person else paper.addressee(party, "third_party")
    if to is None:
        return
    consent = {
        "to_writer": not to_person,
        "person_name": person.name,
        "writer_name": party.name,
    }
    letters.write(
        ledger,
        Order(
            "consent_request",
            to,
            f"consent_request:{file.case.id}:{to.reached_at}",
            file,
            file.stages[-1],
            reading.incoming_id,
            Thread() if to_person else _thread(reading),
            {"consent": consent},
        ),
    )
    ledger.note("permission asked for", case_id=file.case.id, incoming_id=reading.incoming_id)


def _thread(reading: Reading) -> Thread:
    message = reading.message
    ids = (*message.references, message.message_id) if message.message_id else ()
    return Thread(message.message_id, ids)


def give(
    ledger: Ledger, file: cases.CaseFile, shown_by: str, reading: Reading | None = None
) -> None:
    """The complainant has given permission: from now on letters go to whoever writes for them."""
    party = representative(file)
    assert party is not None  # whoever decided was shown that there is one
    consent = {**(party.consent or {}), "given_at": ledger.at.isoformat(), "how": shown_by}
    if reading is not None:
        consent["document"] = str(reading.incoming_id)
    cases.change_party(ledger.conn, party.id, consent=consent)
    incoming_id = reading.incoming_id if reading else None
    ledger.note("permission given", shown_by, case_id=file.case.id, incoming_id=incoming_id)
    if reading is not None:
        _note_address(ledger, file, reading)
        additions.add(ledger, cases.get_case(ledger.conn, file.case.id), reading)
    _acknowledge(ledger, cases.get_case(ledger.conn, file.case.id))


def _acknowledge(ledger: Ledger, file: cases.CaseFile) -> None:
    """They are told now who deals with it and by when to expect the answer, which they could not be told before."""
    stage, resident = file.stages[-1], letters.complainant(file)
    waits = stage.number == 1 and stage.answered_at is None and stage.acknowledged_at is None
    begun = file.case.kind == "complaint" and file.case.informal_until is None
    if not (waits and begun) or resident is None:
        return
    letters.write(
        ledger,
        Order(
            "acknowledgement",
            resident,
            f"acknowledgement:{file.case.id}:{stage.id}",
            file,
            stage,
            file.case.opened_by,
            letters.latest_thread(ledger, file, resident.email),
        ),
    )
    policy = stages.policy_of(ledger.house, file.case)
    owed = duties.formal_acknowledgement(ledger, policy, file, stage)
    duties.open_all(ledger, owed, file, stage)


def _note_address(ledger: Ledger, file: cases.CaseFile, reading: Reading) -> None:
    """The complainant's own address, where the permission brought it."""
    person = next((one for one in file.parties if one.role == PartyRole.COMPLAINANT), None)
    sender = reading.message.sender
    known = {one.email for one in file.parties}
    if person is not None and not person.email and sender and sender.email not in known:
        cases.change_party(ledger.conn, person.id, email=sender.email)


def withdraw(ledger: Ledger, file: cases.CaseFile, why: str) -> None:
    """The complainant does not want it, or wants it no longer: letters go to them alone."""
    party = representative(file)
    assert party is not None
    consent = {k: v for k, v in (party.consent or {}).items() if k != "given_at"}
    ended = {**consent, "ended_at": ledger.at.isoformat(), "why": why}
    cases.change_party(ledger.conn, party.id, consent=ended)
    ledger.note("permission ended", why, case_id=file.case.id)
