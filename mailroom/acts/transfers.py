"""A complaint that another council deals with: the resident is told, and it is closed here.

What the resident wrote leaves the council only by a person's decision, and only to an address of the configuration
(A003-12).
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.acts import cases as opening
from mailroom.acts import closing, letters
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order
from mailroom.config import Person
from mailroom.rules.reading import Reading
from store import cases, diary

TRANSFERRED = "transferred"
# The office of a service under which the configuration names whoever takes its complaints at the lead authority.
LEAD_AUTHORITY = "lead_authority"


@dataclass(frozen=True, slots=True)
class Destination:
    """Who deals with it: the authority's name, how a resident reaches it, and who there is written to."""

    authority: str
    contact: str
    person: Person | None = None


def lead_of(ledger: Ledger, service: str) -> Person | None:
    """Who takes a shared service's complaints at the council that leads it; None where this council does."""
    found = ledger.house.config.find_service(service)
    return found.roles.get(LEAD_AUTHORITY) if found else None


def transfer(
    ledger: Ledger,
    file: cases.CaseFile,
    reading: Reading | None,
    to: Destination,
    *,
    forward: bool,
    why: str,
) -> str:
    """Tell the resident who deals with it, pass it on where a person says so, and close it; in words what was done."""
    stage = file.stages[-1]
    told = _tell_resident(ledger, file, stage, reading, to, forward=forward)
    sent_to = _forward(ledger, file, stage, reading, to) if forward else ""
    how = f"passed on to {sent_to}" if sent_to else "not passed on: the resident writes to them"
    ledger.note(TRANSFERRED, f"{to.authority}, {how}: {why}", case_id=file.case.id)
    closing.close(ledger, file, ledger.by, TRANSFERRED)
    ledger.deadlines[:] = [due for due in ledger.deadlines if due[0] != stage.id]
    for name in ("acknowledgement", "response"):
        diary.meet_deadline(ledger.conn, stage.id, name, ledger.at)
    cases.change_stage(ledger.conn, stage.id, answered_at=ledger.at)
    reached = f"{told} was told" if told else "there is no address to tell the resident"
    return f"{reached}; {how}"


def _tell_resident(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    to: Destination,
    *,
    forward: bool,
) -> str:
    resident = letters.complainant(file)
    if resident is None:
        return ""
    facts = {
        "authority": to.authority,
        "contact": to.contact,
        "to_resident": True,
        "passed_on": forward,
    }
    order = Order(
        "transfer",
        resident,
        f"transfer:{file.case.id}:{resident.email}",
        file,
        stage,
        reading.incoming_id if reading else None,
        opening.thread_of(reading)
        if reading
        else letters.latest_thread(ledger, file, resident.email),
        {"transfer": facts},
    )
    letters.write(ledger, order)
    return resident.reached_at


def _forward(
    ledger: Ledger,
    file: cases.CaseFile,
    stage: cases.Stage,
    reading: Reading | None,
    to: Destination,
) -> str:
    if to.person is None:
        return ""
    facts = {"authority": to.authority, "contact": None, "to_resident": False}
    order = Order(
        "transfer",
        Addressee(to.person.name, to.person.email, "other", to.person.title),
        f"transfer:{file.case.id}:{to.person.email}",
        file,
        stage,
        reading.incoming_id if reading else None,
        extra={"transfer": facts},
        enclosures=letters.enclosures(reading) if reading else (),
    )
    letters.write(ledger, order)
    return to.person.email
