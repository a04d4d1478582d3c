"""Asks the writer of a mail that waits whether to make it a complaint, and makes it one when they say yes.

Nothing is a case until they do, and a person sees meanwhile what they need. Of feedback that is on the register already
it is `confirmations`' to ask.
"""

from __future__ import annotations

from letters.envelope import can_be_written_to
from mailroom.acts import confirmations, duties, letters
from mailroom.acts.cases import Registration, register, thread_of
from mailroom.acts.enclosed import enclosed_in
from mailroom.acts.ledger import Ledger
from mailroom.acts.letter_facts import Addressee
from mailroom.acts.letters import Order
from mailroom.acts.surveys import OFFERED
from mailroom.rules.offers import Offered
from mailroom.rules.policy import Policy
from mailroom.rules.reading import Reading
from mailroom.rules.similarity import fingerprint_of
from mailroom.rules.workdays import local_date
from parsers.message import read_message
from store import cases, inbox
from store.states import IncomingState


def offer(ledger: Ledger, reading: Reading, policy: Policy, words: str = "") -> str:
    """Ask whoever wrote whether to make it a complaint, once a message; their address, '' where there is none."""
    person = reading.complainant
    if person is None or not can_be_written_to(person.email):
        return ""
    feedback = {
        "text": reading.summary,
        "received_on": local_date(reading.received_at),
        "from_name": person.name,
        "from_email": person.email,
    }
    order = Order(
        confirmations.LETTER,
        Addressee(person.name, person.email, "resident"),
        f"{confirmations.LETTER}:mail:{reading.incoming_id}",
        incoming_id=reading.incoming_id,
        thread=thread_of(reading),
        extra={"offer": {"words": words, "survey": False}, "feedback": feedback},
        policy=policy,
    )
    letters.write(ledger, order)
    ledger.note("complaint offered", incoming_id=reading.incoming_id)
    return person.email


def take_up(ledger: Ledger, asked: Offered, reply: Reading) -> cases.CaseFile:
    """They said yes: a complaint as of this reply, of what they wrote before (S004-06).

    Feedback becomes one itself; out of a case that stays what it was, as after a survey, the complaint has grown.
    """
    mail = inbox.get(ledger.conn, asked.incoming_id)
    before = cases.get_case(ledger.conn, asked.case_id) if asked.case_id else None
    if before is not None and before.case.kind in confirmations.KINDS:
        return confirmations.confirm(ledger, before, reply.received_at, reply)
    first = _first(ledger, mail)
    what = Registration(
        "complaint",
        asked.services[0],
        before.case.flags if before else (),
        mailbox=mail.mailbox,
        services=before.case.services if before else asked.services,
        received_at=reply.received_at,
        parent_id=before.case.id if before else None,
    )
    file = register(ledger, first, what, fingerprint_of(first.summary))
    if before is not None:
        duties.finish_all(ledger, before, OFFERED, "they said yes")
        return file
    ledger.settled.append(
        inbox.Settled(
            mail.id,
            IncomingState.HANDLED,
            "the writer was asked, and made it a complaint",
            case_id=file.case.id,
            fingerprint=first.message.fingerprint,
            at=ledger.at,
        )
    )
    return file


def _first(ledger: Ledger, mail: inbox.Incoming) -> Reading:
    """What they wrote then, with its attachments as they came."""
    message = read_message(inbox.raw_of(ledger.conn, mail.id))
    enclosed = enclosed_in(ledger.conn, mail.id, message)
    return Reading(mail.id, mail.received_at, message, enclosed)
