"""Who may sign an answer, and to whom it may be passed on, as a stage of the policy has it. Pure.

Roles and ranks are the engine's own words; who has them is the council's configuration, what they may is the policy's.
Independence and seniority at later stages are asked where a stage is given to somebody (`acts.owners`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.rules.policy_stages import Stage

# From the lowest; whoever has none of these (a coordinator, a monitoring officer) stands outside them.
_RANKS = ("manager", "head", "director", "chief_executive")


@dataclass(frozen=True, slots=True)
class Signer:
    """Whoever is to sign an answer, with all that they are for the service and the council."""

    name: str
    roles: frozenset[str]
    # Whether the council's configuration has this very person for the role, if only as a stand-in.
    has_the_office: bool = False
    in_absence: bool = False  # whoever should sign was away: the officer says so
    # Whether the stage is theirs to answer, or theirs to answer for.
    owns_it: bool = False


def may_sign(rules: Stage, signer: Signer, office: str) -> str:
    """Why somebody may not sign the answer of a stage, in words; '' where they may. `office` names who should."""
    coordinates = "coordinator" in signer.roles or not signer.roles
    has_no_rank = signer.roles.isdisjoint(("officer", *_RANKS))
    if not rules.coordinator_answers and coordinates and has_no_rank and not signer.owns_it:
        return (
            "under the policy a coordinator does not answer a complaint: write “Signed by:” and the"
            " name of whoever answers it above the letter"
        )
    wanted = rules.signatory_role
    if wanted is None or (wanted == "owner" and signer.owns_it):
        return ""
    if signer.has_the_office or _is_or_above(signer.roles, wanted):
        return ""
    stand_in = rules.signatory_absence_role
    may_stand_in = stand_in is not None and _is_or_above(signer.roles, stand_in)
    if may_stand_in and signer.in_absence:
        return ""
    title = rules.signatory_title or wanted.replace("_", " ")
    why = (
        f"at this stage the answer is signed by the {title} ({office}): have it signed, and write"
        f" “Signed by: {office}” on a line above the letter"
    )
    if may_stand_in:
        why += f"; while they are away, “Signed by: {signer.name}, in the absence of {office}”"
    return why


def may_pass_on(rules: Stage | None, roles: Iterable[str], *, by_coordinator: bool) -> str:
    """Why an owner may not give a stage to somebody of these roles, in words; '' where they may.

    A coordinator may give it to anybody whom the policy lets answer at all.
    """
    if by_coordinator or rules is None or not set(roles).isdisjoint(rules.delegates):
        return ""
    if not rules.delegates:
        return "under the policy only a coordinator gives it to somebody else: ask them to"
    named = " or ".join(role.replace("_", " ") for role in rules.delegates)
    return (
        f"you may pass it on to a {named} of your service only: ask a coordinator where it belongs"
        " to somebody else"
    )


def _is_or_above(roles: Iterable[str], wanted: str) -> bool:
    """Whether somebody has a role, or ranks above it."""
    if wanted in roles:
        return True
    if wanted not in _RANKS:
        return False
    return any(role in _RANKS[_RANKS.index(wanted) + 1 :] for role in roles)
