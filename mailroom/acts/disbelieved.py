"""A mail in an officer's name is not believed to be theirs: they are told, at their address in the directory.

Not a word of the mail is carried to them, nor to anybody else: whoever forged it would have us carry theirs.
"""

from __future__ import annotations

from mailroom.acts import letters, officers
from mailroom.acts.ledger import Ledger
from mailroom.acts.letters import Order
from mailroom.clock import LONDON
from mailroom.config import Person
from mailroom.house import House
from mailroom.rules.decision import Decision, Facts
from mailroom.rules.disbelief import disbelief
from mailroom.rules.matching import Match
from mailroom.rules.officers import Command
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from store import cases, outbox

LETTER = "mail_not_believed"


def tell_why_held(
    ledger: Ledger,
    file: cases.CaseFile | None,
    reading: Reading,
    decision: Decision,
    facts: Facts,
    command: Command | None,
) -> None:
    """An officer's mail, or one in their name, waits for a person: they hear why."""
    officers.tell_held(ledger, file, reading, decision, facts.claim)
    _tell_of_disbelief(ledger, reading, decision, facts, command)


def _tell_of_disbelief(
    ledger: Ledger,
    reading: Reading,
    decision: Decision,
    facts: Facts,
    command: Command | None,
) -> None:
    """Tell whose name a held mail bears, or whose link it came by, why nothing was done; once a day for each case of
    theirs, however many a forger writes.
    """
    why = disbelief(decision, facts, command)
    told = named_in(ledger.house, reading, facts)
    if not why or told is None:
        return
    sender = reading.message.sender
    in_their_name = sender is not None and sender.email in ledger.house.config.directory
    _write(ledger, reading, told, _place(ledger, facts, told), why, in_their_name)


def named_in(house: House, reading: Reading, facts: Facts) -> Person | None:
    """Whose name a mail bears, or else whose link it came by; None where they are not in the directory."""
    directory, sender = house.config.directory, reading.message.sender
    bears = directory.get(sender.email) if sender else None
    link = directory.get(facts.claim.address_of) if facts.claim else None
    found = bears or link
    return found.person if found else None


def _place(
    ledger: Ledger, facts: Facts, person: Person
) -> tuple[cases.CaseFile, cases.Stage] | None:
    """The case that the mail is about and the stage that is theirs; None where they do not deal with it: whoever
    quotes a reference learns nothing by it.
    """
    if not isinstance(facts.match, Match):
        return None
    file = cases.get_case(ledger.conn, facts.match.clue.case_id)
    theirs = [
        one for one in file.stages if person.email in (one.owner_email, one.accountable_email)
    ]
    return (file, theirs[-1]) if theirs else None


def _write(
    ledger: Ledger,
    reading: Reading,
    person: Person,
    place: tuple[cases.CaseFile, cases.Stage] | None,
    why: str,
    in_their_name: bool,
) -> None:
    file, stage = place or (None, None)
    case_id = file.case.id if file else None
    key = f"{LETTER}:{person.email}:{case_id or 0}:{local_date(ledger.at)}"
    written = any(one.key == key for one in ledger.letters)
    if written or outbox.has_key(ledger.conn, key):
        return
    came = f"{reading.received_at.astimezone(LONDON):%H:%M on %A %-d %B %Y}"
    doubted = {"came": came, "why": why, "in_your_name": in_their_name}
    order = Order(LETTER, letters.officer(person), key, file, stage, extra={"doubted": doubted})
    letters.write(ledger, order)
    words = f"{person.name} was told at their address in the directory: {why}"
    ledger.note(
        "told of a mail not believed", words, case_id=case_id, incoming_id=reading.incoming_id
    )
