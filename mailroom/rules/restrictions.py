"""What a policy wants before contact with somebody is restricted, and what a request for it still lacks. Pure.

Everything that lacks is told at once, in words for whoever asks. Nothing is restricted by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mailroom.rules.policy_after import Measure, Restriction
from mailroom.rules.workdays import add_months

# The measure that needs somebody who is the one to write to.
SINGLE_CONTACT = "single_point_of_contact"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for restricted contact, as far as it was made out."""

    target: str = "person"
    behaviours: tuple[str, ...] = ()
    reasons: str = ""
    # Codes of the policy's measures, each with what it means in this case.
    measures: tuple[tuple[str, str], ...] = ()
    # The number of each precondition that is confirmed, with what shows it.
    confirmed: Mapping[int, str] = field(default_factory=dict)
    # When they were warned, or why they were not.
    warned_on: date | None = None
    no_warning_why: str = ""
    # What the Equality Act asks here, and what was thought of it (CODE-29).
    equality: str = ""
    # Who decided, by the role that the policy names.
    decided: Mapping[str, str] = field(default_factory=dict)
    # Absent: the last day that the policy allows.
    review_on: date | None = None
    spoc_email: str = ""


def furthest_review(rule: Restriction, today: date) -> date:
    """The last day on which a restriction that begins today has to be looked at again."""
    return add_months(today, rule.review_within.count)


def deciding_roles(rule: Restriction) -> tuple[str, ...]:
    """Everybody who has to be named: those who decide and those they have to agree it with."""
    return tuple(dict.fromkeys((*rule.decided_by, *rule.agreed_with)))


def measures_of(rule: Restriction, asked: Asked) -> list[str]:
    """The measures as the letter says them, each with its detail."""
    words = {one.code: one.words for one in rule.measures}
    return [
        f"{words.get(code, '')} {detail}".strip()
        for code, detail in asked.measures
        if code in words
    ]


def lacks(rule: Restriction, asked: Asked, today: date) -> tuple[str, ...]:
    """What a request lacks before it may be granted, each in words; whether who decided may is asked elsewhere."""
    return (
        *_about_whom(rule, asked),
        *_unconfirmed(rule, asked),
        *_about_warning(rule, asked),
        *_about_measures(rule, asked),
        *_about_review(rule, asked, today),
    )


def _about_whom(rule: Restriction, asked: Asked) -> Iterable[str]:
    if asked.target not in rule.targets:
        yield f"the policy lets it be about: {', '.join(rule.targets)} (--target)"
    if not asked.reasons.strip():
        yield "the reasons, as the person will read them (--reasons)"
    if rule.equality_check and not asked.equality.strip():
        yield "what was considered under the Equality Act, and what may lie behind it (--equality)"


def _unconfirmed(rule: Restriction, asked: Asked) -> Iterable[str]:
    for number, words in enumerate(rule.preconditions, 1):
        if not asked.confirmed.get(number, "").strip():
            yield f'that this is so, and what shows it: {words} (--confirm "{number}=what shows it")'
    for number in sorted(set(asked.confirmed) - set(range(1, len(rule.preconditions) + 1))):
        yield f"the policy has no condition {number}"


def _about_warning(rule: Restriction, asked: Asked) -> Iterable[str]:
    if rule.warning_first and asked.warned_on is None and not asked.no_warning_why.strip():
        yield "a warning that went before (--warned DAY), or why there was none (--no-warning WHY)"


def _about_measures(rule: Restriction, asked: Asked) -> Iterable[str]:
    known = {one.code for one in rule.measures}
    codes = [code for code, _ in asked.measures]
    unknown = [code for code in codes if code not in known]
    if not codes or unknown:
        told = f"there is no {', '.join(unknown)}; " if unknown else ""
        yield f"a measure of the policy (--measure): {told}there are {_listed(rule.measures)}"
    if SINGLE_CONTACT in codes and not asked.spoc_email:
        yield "who the one person to write to is (--spoc EMAIL)"


def _listed(measures: tuple[Measure, ...]) -> str:
    return ", ".join(one.code for one in measures) or "none"


def _about_review(rule: Restriction, asked: Asked, today: date) -> Iterable[str]:
    last = furthest_review(rule, today)
    if asked.review_on is not None and not today < asked.review_on <= last:
        yield f"a day to look at it again that is after today and not after {last:%-d %B %Y} (--review-on)"


def review_lacks(
    rule: Restriction, outcome: str, why: str, next_on: date | None, today: date
) -> tuple[str, ...]:
    """What a review lacks: its reasons, and to go on the next day; a restriction is lifted unless there are grounds."""
    found = [] if why.strip() else ["the reasons, as the person will read them (--why)"]
    last = furthest_review(rule, today)
    if outcome != "lift" and (next_on is None or not today < next_on <= last):
        found.append(f"the day of the next review, not after {last:%-d %B %Y} (--next)")
    return tuple(found)
