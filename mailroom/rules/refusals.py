"""What a policy says of refusing a complaint: which ground, where the resident goes instead, who may make an exception.

Pure. A ground is only ever proposed: a person refuses (CODE-10).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from mailroom.rules.policy import Policy, covers
from mailroom.rules.policy_scope import Exclusion
from mailroom.rules.stage_clock import last_day
from mailroom.rules.workdays import local_date

# What a case that is not taken up is closed as, from the day of the decision on.
REFUSED = "refused"


def find_exclusion(policy: Policy, code: str) -> Exclusion | None:
    """The ground of that code; None where the policy has none such."""
    wanted = code.strip().lower().replace("-", "_")
    return next((one for one in policy.exclusions if one.code == wanted), None)


def listed(policy: Policy) -> str:
    """The policy's grounds, a line each, for whoever has to choose one."""
    return "\n".join(f"  {one.code}: {one.title}" for one in policy.exclusions) or "  (none)"


def pointed_at(policy: Policy, signs: Iterable[str], text: str) -> tuple[Exclusion, ...]:
    """The grounds that a message may be about: by what the triage calls it, or by words that stand in it."""
    known = frozenset(signs) - {""}
    return tuple(
        one
        for one in policy.exclusions
        if not known.isdisjoint((one.code, *one.signs)) or _says(text, one.words)
    )


def _says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in the text as words of their own: "ASB" is not in "asbestos"."""
    return bool(phrases) and _pattern(phrases).search(text) is not None


@lru_cache(maxsize=512)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    said = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\b(?:{said})s?\b", re.IGNORECASE)


def road(exclusion: Exclusion, service: str) -> tuple[str, str]:
    """Where the resident goes instead, and how to reach it, for a case about that service."""
    for one in exclusion.roads:
        if not one.services or covers(one.services, service):
            return one.where, one.contact or exclusion.contact
    return exclusion.where, exclusion.contact


def is_about(exclusion: Exclusion, service: str) -> bool:
    """Whether the ground holds for that service; one that names no services holds for all."""
    return not exclusion.services or covers(exclusion.services, service)


def excepting_role(policy: Policy, exclusion: Exclusion) -> str | None:
    """Who may take the matter up all the same; None where nobody may."""
    match policy.refusal.exceptions:
        case "none":
            return None
        case "age_only":
            age = policy.age_limit.exclusion if policy.age_limit else ""
            by = policy.refusal.exception_by if exclusion.code == age else None
            return exclusion.exception_by or by
        case _:
            return exclusion.exception_by or policy.refusal.exception_by


def is_legal_claim(policy: Policy, exclusion: Exclusion, service: str) -> bool:
    """Whether the ground hands a claim about the state of a home to the lawyers (S004-24)."""
    rule = policy.disrepair
    if rule is None or rule.legal_after != "exhausted" or not exclusion.services:
        return False
    theirs = rule.legal_role in (exclusion.contact_role, *exclusion.tell_roles)
    return theirs and covers(rule.services, service)


def ground_to_decline(policy: Policy, words: str) -> str:
    """The policy's reason to decline a further stage that these words name, by number or by how it begins; ''."""
    reasons = policy.escalation.decline_reasons
    wanted = " ".join(words.lower().split())
    if wanted.isdigit() and 0 < int(wanted) <= len(reasons):
        return reasons[int(wanted) - 1]
    found = [one for one in reasons if wanted and wanted in one.lower()]
    exact = [one for one in found if one.lower() == wanted]
    return (exact or found)[0] if len(exact or found) == 1 else ""


def same_matter_until(policy: Policy, answered_at: datetime | None) -> date | None:
    """Until when a matter is not looked at again that was answered then (S004-35); None where there is no such time."""
    months = policy.duplicates.same_matter_months
    if months is None or answered_at is None:
        return None
    return last_day(local_date(answered_at), months, "eve")


def is_late(asked_on: date, escalate_by: date | None) -> bool:
    """Whether a further stage was asked for after the policy's time for it."""
    return escalate_by is not None and asked_on > escalate_by
