"""A person closes a message that waits as settled where it arose, with a note of how."""

from __future__ import annotations

from dataclasses import replace

from mailroom.acts.cases import Registration
from mailroom.acts.settling import settle_at_source
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone, taken
from mailroom.jobs.by_hand_register import service_named
from mailroom.rules.disposition import Act, Decision
from parsers.documents import Reader


def settle(house: House, reader: Reader, incoming_id: int, by: str, service: str, why: str) -> str:
    """On the register as settled at source; its reference. CannotBeDone without words on how."""
    service_named(house, service)
    if not why.strip():
        raise CannotBeDone("The resident is told how it was settled.", do="Say --why.")
    with taken(house, reader, incoming_id, by) as at_hand:
        known = at_hand.known
        proposal = replace(
            known.proposal, kind="complaint", services=(service,), exclusion="", confidence=1.0
        )
        what = Registration(
            "complaint",
            service,
            flags=known.proposal.flags,
            mailbox=at_hand.mail.mailbox,
            informal=True,
        )
        decision = Decision(Act.REGISTER, f"settled at source by {by}: {why}", "new")
        at_hand.decide(decision, replace(known, proposal=proposal), what)
        settle_at_source(at_hand.ledger, at_hand.case(), why)
        at_hand.ledger.flush()
        return at_hand.case().case.reference
