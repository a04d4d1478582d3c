"""A mail whose writer has another one lying on the queue: it is put beside that one, and never acted on past it. Pure.

What waits has no case yet, so nothing on the record explains a reply, a chase or a permission that belongs to it; by
their words alone these read like matters of their own.
"""

from __future__ import annotations

from mailroom.rules.decision import Decision, Facts, Writer, hold

_GO_ON = frozenset(("follow_up", "escalation"))


def beside_what_waits(facts: Facts) -> Decision | None:
    """A question to a person where the same person's earlier mail waits for one, but for what is plainly another
    matter.
    """
    waits = facts.waits
    if waits is None or facts.match is not None or facts.writer is not Writer.RESIDENT:
        return None
    beside = f"an earlier mail of the same person waits (number {waits.number})"
    if waits.is_again:
        return hold(f"it tells again what {beside} tells")
    proposal = facts.proposal
    if waits.is_answered or proposal.kind in _GO_ON or proposal.follows:
        return hold(f"it goes on with what was written before, and {beside}")
    apart = waits.services and set(waits.services).isdisjoint(proposal.services)
    if proposal.services and (apart or proposal.kind == "compliment"):
        return None
    return hold(f"{beside}, and this may be about the same")
