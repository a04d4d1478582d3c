"""Where a policy departs from the Ombudsmen's Complaint Handling Codes of 2024: advice, never a fault. Pure.

The Housing Ombudsman's Code (HO) binds landlords, the Local Government and Social Care Ombudsman's (LG) guides
councils. Rows are those of docs/requirements.md. What is stricter than a Code is no departure.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from mailroom.rules import policy_lint_stages
from mailroom.rules.policy import Policy
from mailroom.rules.policy_lint_words import Departure, departure
from mailroom.rules.policy_page_words import WIDTH, listed

# A complaint by the Codes, and the words that a definition has where it says the same.
_DEFINITION = (
    ("however it is made", ("however", "whatever way", "any way")),
    ("by staff or by those acting for the council", ("act for", "acting for", "on behalf", "contractor")),
    ("one person or a group", ("group",)),
)  # fmt: skip
# Words by which an exclusion for legal proceedings says that they need not have begun, and what it is about.
_NOT_YET = ("intend", "mean to begin", "means to begin", "threat", "may begin", "is considering")
_PROCEEDINGS = ("proceedings", "legal action", "court")
_COMMENTS = (
    "they cannot",
    "cannot investigate",
    "cannot look into",
    "cannot consider",
    "does not look into",
)


@dataclass(frozen=True, slots=True)
class Lint:
    """What a policy's reading against the Codes found."""

    policy: str
    departures: tuple[Departure, ...]


def lint(policy: Policy) -> Lint:
    """Every departure, in the order of the Codes' rows."""
    found = [departure for check in _CHECKS for departure in check(policy)]
    return Lint(policy.name, tuple(sorted(found, key=lambda one: (one.row, one.rows))))


def lint_page(policy: Policy) -> str:
    """The departures as a page: the row, what the Code says, what the policy says."""
    found = lint(policy).departures
    if not found:
        return f"{policy.name}: nothing departs from the Ombudsmen's Codes of 2024."
    many = "one point" if len(found) == 1 else f"{len(found)} points"
    lines = [
        f"{policy.name} departs from the Ombudsmen's Codes of 2024 in {many}.",
        "This is advice: the policy is followed as it stands.",
    ]
    for rows, alike in groupby(found, key=lambda one: one.rows):
        first, *others = alike
        lines.append(f"\n{rows} ({first.paragraphs})")
        lines.append(_filled(f"The Code: {first.code}"))
        lines += [_filled(f"This policy: {one.policy}") for one in (first, *others)]
    return "\n".join(lines)


def _filled(words: str) -> str:
    return textwrap.fill(words, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _definition(policy: Policy) -> Iterator[Departure]:
    rule = policy.definitions
    if rule is None:
        yield departure("CODE-01", "does not say what a complaint is.")
        return
    words = rule.complaint.lower()
    lacking = [what for what, signs in _DEFINITION if not any(sign in words for sign in signs)]
    if lacking:
        yield departure("CODE-01", f"does not say in its definition: {listed(lacking)}.")
    if rule.requires_response:
        yield departure("CODE-01", "calls only that a complaint which requires a response.")


def _anonymous(policy: Policy) -> Iterator[Departure]:
    if policy.anonymous != "register":
        yield departure("CODE-01", "does not take what somebody writes without a name or address.")


def _exclusions(policy: Policy) -> Iterator[Departure]:
    for one in policy.exclusions:
        words = f"{one.title} {one.reason} {one.check}".lower()
        if any(sign in words for sign in _PROCEEDINGS) and any(
            sign in f"{one.title} {one.reason}".lower() for sign in _NOT_YET
        ):
            said = f"refuses for legal proceedings that are only intended ({one.title})."
            yield departure("CODE-07", said)


def _age(policy: Policy) -> Iterator[Departure]:
    rule = policy.age_limit
    if rule is None:
        return
    if rule.within.count < 12:
        yield departure("CODE-08", f"takes a matter only within {rule.within}.")
    if rule.basis == "issue":
        yield departure("CODE-08", "counts from the day the matter arose only.")
    if rule.override_authority is None:
        yield departure("CODE-08", "lets nobody take an older matter.")


def _published(policy: Policy) -> Iterator[Departure]:
    bodies = {policy.review.default, *policy.review.bodies}
    if len(bodies) == 1 and policy.review.landlord is None:
        name = policy.ombudsmen[policy.review.default].name
        yield departure("CODE-14", f"sends everybody to the {name}, tenants of the council too.")
    if not policy.review.any_time:
        yield departure("CODE-14", "lets people go to the Ombudsman only once it is at its end.")


def _people(policy: Policy) -> Iterator[Departure]:
    for stage in policy.stages.values():
        if not stage.owner_title.strip():
            yield departure("CODE-16", f"does not say who answers at {stage.name}.")


def _restriction(policy: Policy) -> Iterator[Departure]:
    rule = policy.designation
    if rule is None:
        yield departure(
            "CODE-29", "says nothing of how restrictions are decided on and looked at again."
        )
        return
    if rule.house_default and not rule.policy_words:
        yield departure("CODE-29", "sets no day on which a restriction is looked at again.")
    if not rule.equality_check:
        yield departure("CODE-29", "does not look at equality before contact is restricted.")
    if not rule.new_matters_as_ever:
        yield departure(
            "CODE-17", "treats the new matters of somebody who was restricted otherwise."
        )


def _informal(policy: Policy) -> Iterator[Departure]:
    rule = policy.informal
    if rule is not None:
        time = f", for which a service has {rule.within}" if rule.within else ""
        yield departure("CODE-18", f"has an informal step before stage 1{time}.")


def _ombudsmen(policy: Policy) -> Iterator[Departure]:
    landlord = policy.review.landlord
    body = policy.ombudsmen.get(landlord) if landlord else None
    if body and body.limit and body.limit.count != 12:
        yield departure(
            "CODE-63", f"tells tenants that the Ombudsman has to be asked within {body.limit}."
        )
    if policy.designated_person is not None:
        yield departure("CODE-64", "sends tenants by a designated person, or lets them wait.")
    for note in policy.notes:
        words = note.words.lower()
        if "ombudsman" in words and any(sign in words for sign in _COMMENTS):
            yield departure("CODE-67", "tells people what the Ombudsman cannot investigate.")
            return  # once is enough


_CHECKS = (
    _definition,
    _anonymous,
    _exclusions,
    _age,
    _published,
    _people,
    _restriction,
    _informal,
    _ombudsmen,
    *policy_lint_stages.CHECKS,
)
