"""A person has somebody asked whether to make a complaint of what they wrote; the mail, or the case, stays as it is."""

from __future__ import annotations

from mailroom.acts import offers, stages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs import reading
from mailroom.jobs.by_hand import CannotBeDone, taken
from mailroom.jobs.by_hand_case import case_at_hand
from mailroom.rules.reading import Reading
from parsers.documents import Reader
from store import inbox

_NOBODY = "there is no address to write to"


def offer_for_mail(house: House, reader: Reader, incoming_id: int, by: str, words: str) -> str:
    """Ask the writer of a message that waits; it goes on waiting. Their address."""
    with taken(house, reader, incoming_id, by) as at_hand:
        services = at_hand.known.proposal.services
        policy = house.policy_for(services[0] if services else None, at_hand.mail.mailbox)
        told = offers.offer(at_hand.ledger, at_hand.read, policy, words=words)
        if not told:
            raise CannotBeDone(f"Message {incoming_id}: {_NOBODY}.")
        at_hand.ledger.flush()
        return told


def offer_on_case(house: House, reader: Reader, reference: str, by: str, words: str) -> str:
    """Ask whoever gave feedback, a comment or asked for a service; their address (S003-08)."""
    with case_at_hand(house, reference, by) as (ledger, file):
        if file.case.kind == "complaint":
            raise CannotBeDone(f"{file.case.reference}: it is a complaint already.")
        if file.case.opened_by is None:
            raise CannotBeDone(f"{file.case.reference}: nothing that they wrote is on it.")
        policy = stages.policy_of(house, file.case)
        read = _read(ledger, reader, file.case.opened_by)
        told = offers.offer(ledger, read, policy, file=file, words=words)
        if not told:
            raise CannotBeDone(f"{file.case.reference}: {_NOBODY}.")
        return told


def _read(ledger: Ledger, reader: Reader, incoming_id: int) -> Reading:
    house, mail = ledger.house, inbox.get(ledger.conn, incoming_id)
    raw = inbox.raw_of(ledger.conn, incoming_id)
    trusted = house.config.council.trusted_authserv
    started = reading.start(incoming_id, raw, mail.received_at, reader, trusted, house.now())
    return reading.finish(started)
