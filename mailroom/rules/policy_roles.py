"""Which roles of a council a policy counts on, and for what: a missing one is told before it is wanted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailroom.rules.policy import Policy
from mailroom.rules.policy_stages import Stage

# Whoever it is by then: nobody has to be named for them.
_OF_THE_CASE = frozenset(("owner", "writer", "contributors"))
_Named = tuple[str | None, str]


def roles_named(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Each role with what the policy names it for, in the policy's order."""
    found: dict[str, list[str]] = {}
    for role, what in _all(policy):
        if role is not None and role not in _OF_THE_CASE:
            places = found.setdefault(role, [])
            if what not in places:
                places.append(what)
    return {role: tuple(places) for role, places in found.items()}


def _all(policy: Policy) -> Iterator[_Named]:
    for stage in policy.stages.values():
        yield from _of_stage(stage)
    yield policy.intake.anonymous_owner_role, "anonymous complaints"
    yield policy.comments.owner_role, "comments"
    yield policy.compliments.owner_role, "compliments"
    yield from ((duty.holder, f"the duty {duty.name.replace('_', ' ')}") for duty in policy.duties)
    yield from _of_what_is_not_taken(policy)
    yield from _roles(policy.services.agreed_by, "matters of several services")
    if policy.councillor_complaints is not None:
        yield "monitoring_officer", "complaints about councillors"
    if policy.policy_complaints is not None:
        yield policy.policy_complaints.refer_to, "many complaints about one policy"
    if policy.disrepair is not None:
        yield policy.disrepair.legal_role, "claims for disrepair"
    yield from _of_restrictions(policy)
    yield from policy.appointments.items()
    if policy.unusual is not None:
        yield policy.unusual.tell_role, "unusual numbers of complaints"
    yield from _roles(policy.learning.issues_to, "hearing of major issues")
    if policy.reviews.policy_every or policy.reviews.self_assessment_every:
        yield policy.reviews.holder, "reviews of the policy"


def _of_stage(stage: Stage) -> Iterator[_Named]:
    yield stage.owner_role, f"the answer at {stage.name}"
    yield stage.accountable_role, f"being accountable at {stage.name}"
    yield stage.signatory_role, f"signing at {stage.name}"
    yield from _roles(stage.copied_roles, f"copies at {stage.name}")
    if stage.acknowledgement is not None:
        yield stage.acknowledgement.by_role, f"the acknowledgement at {stage.name}"
    if stage.pause is not None:
        yield stage.pause.confirmed_by, f"confirming a pause at {stage.name}"
    yield from ((notice.role, f"being told of {stage.name}") for notice in stage.notify)
    yield from ((rule.writer_role, f"the {rule.name} at {stage.name}") for rule in stage.progress)


def _of_what_is_not_taken(policy: Policy) -> Iterator[_Named]:
    if policy.refusal.exceptions != "none":
        yield policy.refusal.exception_by, "exceptions"
    for one in policy.exclusions:
        yield one.exception_by, "exceptions"
        yield one.contact_role, f"the address of {one.title}"
        yield from _roles(one.tell_roles, f"hearing of {one.title}")


def _of_restrictions(policy: Policy) -> Iterator[_Named]:
    rule = policy.designation
    if rule is None:
        return
    yield from _roles((*rule.decided_by, *rule.agreed_with), "deciding on restricted contact")
    yield rule.reviewed_by_role, "reviewing restricted contact"
    yield rule.appeal_role, "appeals against restricted contact"
    yield from _roles(rule.tell_roles, "hearing of restricted contact")


def _roles(roles: Iterable[str], what: str) -> Iterator[_Named]:
    return ((role, what) for role in roles)
