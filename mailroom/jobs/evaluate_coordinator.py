"""Plays a corpus with the house's own eyes, and a coordinator who decides at once whatever the house asks about.

What the house takes a mail for is its own and is written down before anybody decides; the truth answers only where
the house asked, as a council's coordinator would, so that a conversation goes on after the question. What the house
does unasked is its own, right or wrong.
"""

from __future__ import annotations

from mailroom.acts import messages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs import evaluate_account as account
from mailroom.jobs import facts as known
from mailroom.jobs.evaluate_truth import Told, by_a_coordinator, one_by_one, settled_as_copy
from mailroom.rules.disposition import Act, decide
from mailroom.rules.labels import label
from mailroom.rules.reading import Reading
from parsers.documents import Reader
from store import cases, inbox


def handle_with_coordinator(house: House, reader: Reader, told: Told) -> None:
    """Handle what waits as the house reads it; what it holds is decided as the truth says."""
    one_by_one(house, reader, lambda mailbox, read: _handle(house, mailbox, read, told))


def _handle(house: House, mailbox: str, read: Reading, told: Told) -> None:
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now())
        if settled_as_copy(ledger, read):
            return
        uid = inbox.get(conn, read.incoming_id).uid
        found = known.gather(conn, house, read, mailbox)
        decision = decide(found.facts)
        if decision.act is Act.HOLD:
            case_id = decision.case_id
            file = cases.get_case(conn, case_id) if case_id is not None else None
            believed = label(decision, found.facts, found.command).as_json()
            told.believed[uid] = account.of_label(
                believed, file.case.reference if file else None, decision.reason
            )
            by_a_coordinator(ledger, read, found, told.mails[uid - 1], told, mailbox)
            return
        messages.carry_out(
            ledger,
            read,
            decision,
            found.facts,
            mailbox=mailbox,
            fingerprint_text=found.fingerprint_text,
            command=found.command,
        )
        ledger.flush()
