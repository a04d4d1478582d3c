"""What a policy has a council do from time to time, whatever cases there are: reviews, training, the yearly return.

Pure. Each comes as a duty of the house with a key that is the same on every day until it is due again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import ReportRule
from mailroom.rules.policy_terms import Duration
from mailroom.rules.report_periods import Period, last_ended
from mailroom.rules.workdays import add_months

# Whoever begins with the house is not told on the first day that something was due years ago.
_TO_FIND_OUT = 1
# The name of the duty to make a report.
REPORT = "make_the_report"
# Who reads more often than this looks up what they want.
_SCHEDULED = ("quarterly", "annual")
# The yearly return is spoken of so many months before its day.
_RETURN_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done by a day; `every` says after how long it comes again, '' where its key does."""

    key: str
    name: str
    words: str
    due_on: date
    every: str = ""


def chores(policy: Policy, today: date) -> tuple[Chore, ...]:
    """What the policy has done from time to time, as far as it can be told today."""
    return (
        *_review(policy, today),
        *_self_assessment(policy, today),
        *_training(policy, today),
        *_yearly_return(policy, today),
    )


def reports_due(policy: Policy, today: date) -> tuple[Chore, ...]:
    """The reports of the quarter, or year, that is just over: each made once, within the month that follows."""
    found = []
    for rule in policy.reports:
        over = last_ended(rule.cadence, today) if rule.cadence in _SCHEDULED else None
        by = add_months(over.to_on, 1) if over else today
        if over is None or today > by:
            continue
        words = f"Make the report “{rule.title}” of {over} for {', '.join(rule.readers)}"
        words += f" (mailroom report show {rule.name} --policy {policy.name})"
        found.append(Chore(report_key(policy, rule, over), REPORT, words, by))
    return tuple(found)


def report_key(policy: Policy, rule: ReportRule, over: Period) -> str:
    """The key of the duty to make a report of a period."""
    return f"house:report:{policy.name}:{rule.name}:{over.from_on}"


def _review(policy: Policy, today: date) -> Iterator[Chore]:
    every = policy.reviews.policy_every
    if every is None:
        return
    due = add_months(policy.valid_from, every.count) if policy.valid_from else None
    also = _also(policy.reviews.policy_also)
    words = f"Review the policy “{policy.title}” ({policy.name}). This is due every {every.count} months{also}"
    yield _chore(policy, "review_of_policy", words, every, due, today)


def _self_assessment(policy: Policy, today: date) -> Iterator[Chore]:
    every = policy.reviews.self_assessment_every
    if every is not None:
        also = _also(policy.reviews.self_assessment_also)
        words = f"Assess ourselves against the Ombudsman's Code ({policy.name}){also}"
        yield _chore(policy, "self_assessment", words, every, None, today)


def _training(policy: Policy, today: date) -> Iterator[Chore]:
    every = policy.reviews.training_every
    if every is not None:
        words = f"See that everybody who handles complaints has been trained ({policy.name})"
        yield _chore(policy, "training", words, every, None, today)


def _chore(
    policy: Policy, name: str, words: str, every: Duration, due: date | None, today: date
) -> Chore:
    """Due on its day; where that is past or unknown, soon, so that somebody finds out when it was done last."""
    soon = add_months(today, _TO_FIND_OUT if due is not None else every.count)
    at = due if due is not None and due > today else soon
    return Chore(f"house:{name}:{policy.name}", name, words, at, str(every))


def _also(occasions: tuple[str, ...]) -> str:
    return f", and sooner if need be ({'; '.join(occasions)})" if occasions else ""


def _yearly_return(policy: Policy, today: date) -> Iterator[Chore]:
    rule = policy.annual_submission
    if rule is None:
        return
    due = date(today.year, rule.large_due_month, rule.large_due_day)
    if due < today:
        due = date(today.year + 1, rule.large_due_month, rule.large_due_day)
    if add_months(today, _RETURN_AHEAD) < due:
        return
    words = (
        f"Send the Ombudsman the yearly return ({policy.name}). A landlord with fewer than"
        f" {rule.large_from_homes} homes sends it within {rule.small_within} of the end of its own year"
    )
    yield Chore(f"house:yearly_return:{policy.name}:{due.year}", "yearly_return", words, due)
