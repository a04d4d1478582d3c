"""How somebody of a case is written to, as a person says: one transaction, journalled with who and why."""

from __future__ import annotations

from dataclasses import replace

from letters.envelope import can_be_written_to
from mailroom.acts import letters, paper, reaching
from mailroom.acts.reaching import Way
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_case import case_at_hand


def write_by(house: House, reference: str, by: str, way: Way, why: str) -> str:
    """Whoever is written to in a case is written to that way from now on; in words, with the letters that follow.

    CannotBeDone where nothing could reach them so, or nobody said why.
    """
    if not why.strip():
        raise CannotBeDone("Say why they are written to another way.", do="Add --why.")
    way = replace(way, email=way.email.strip().lower())
    with case_at_hand(house, reference, by) as (ledger, file):
        party = letters.party_written_to(file)
        name = file.case.reference
        if party is None:
            raise CannotBeDone(f"{name}: nobody is written to in it.")
        known = replace(party, address=way.address or party.address, by_post=way.by_post)
        if way.by_post and not paper.postal_lines(known):
            raise CannotBeDone(
                f"{name}: no postal address is known.",
                do='Add --address "14 Pound Close, Fenbridge FB4 7QT".',
            )
        if not way.by_post and not can_be_written_to(way.email or party.email):
            raise CannotBeDone(f"{name}: no address for email is known.", do="Add --email.")
        if way.email and (house.config.is_own_address(way.email) or _is_ours(house, way.email)):
            raise CannotBeDone(
                f"{way.email} is the council's own: nobody outside is reached there."
            )
        to, following = reaching.change(ledger, file, way, why.strip())
    follow = ", ".join(one.replace("_", " ") for one in following)
    told = f"; {follow} {'follows' if len(following) == 1 else 'follow'}" if following else ""
    return f"{'by post' if to.by_post else 'by email'} to {to.reached_at}{told}"


def _is_ours(house: House, email: str) -> bool:
    return house.config.in_own_domain(email) or email in house.config.directory
