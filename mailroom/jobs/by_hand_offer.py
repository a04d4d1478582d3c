"""A person has the writer of a mail that waits asked whether to make it a complaint; it goes on waiting."""

from __future__ import annotations

from mailroom.acts import offers
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone, taken
from parsers.documents import Reader


def offer_for_mail(house: House, reader: Reader, incoming_id: int, by: str, words: str) -> str:
    """Ask them; their address."""
    with taken(house, reader, incoming_id, by) as at_hand:
        services = at_hand.known.proposal.services
        policy = house.policy_for(services[0] if services else None, at_hand.mail.mailbox)
        told = offers.offer(at_hand.ledger, at_hand.read, policy, words)
        if not told:
            raise CannotBeDone(f"Message {incoming_id}: there is no address to write to.")
        at_hand.ledger.flush()
        return told
