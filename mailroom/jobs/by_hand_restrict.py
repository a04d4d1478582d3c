"""A person restricts contact, warns before, or looks at a restriction again; what lacks is told all at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mailroom.acts import authority, restrictions, stages
from mailroom.acts.ledger import Ledger
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_case import case_at_hand
from mailroom.rules.duties import notes_for
from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import Restriction as Rule
from mailroom.rules.restrictions import Asked, review_lacks
from mailroom.rules.workdays import local_date
from store import cases, outbox
from store import restrictions as record
from store.restrictions import Restriction
from store.rows import NoSuchRow


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of looking at a restriction again, and what whoever asked should know."""

    person: str
    warning: str = ""


def _rule(policy: Policy) -> Rule:
    if policy.designation is None:
        raise CannotBeDone(f"The policy {policy.title} says nothing of restricted contact.")
    return policy.designation


def restrict(
    house: House, reference: str, by: str, asked: Asked, requested_by: str, *, granted: bool
) -> Restriction:
    """Decide on a request; CannotBeDone, with all that lacks, before it may be granted."""
    with case_at_hand(house, reference, by) as (ledger, file):
        rule = _rule(stages.policy_of(house, file.case))
        asked = _with_our_warning(ledger, file, asked)
        if granted:
            lacking = restrictions.lacks(ledger, file, rule, asked)
            if lacking:
                listed = "\n".join(f"  - {one}" for one in lacking)
                raise CannotBeDone(
                    f"Contact cannot be restricted yet ({rule.name or 'restricted contact'}). It lacks:\n{listed}"
                    f"{_said_by_the_policy(ledger, file)}"
                )
        elif not asked.reasons.strip():
            raise CannotBeDone("A request is kept with its reasons.", do="Say --reasons.")
        return restrictions.decide(ledger, file, asked, requested_by=requested_by, granted=granted)


def _with_our_warning(ledger: Ledger, file: cases.CaseFile, asked: Asked) -> Asked:
    """The same with the day of the warning that we wrote ourselves, where nobody named another."""
    letter = outbox.find(ledger.conn, file.case.id, "restriction_warning")
    if letter is None or letter.sent_at is None or asked.warned_on is not None:
        return asked
    return replace(asked, warned_on=local_date(letter.sent_at))


def _said_by_the_policy(ledger: Ledger, file: cases.CaseFile) -> str:
    """The policy's own words for whoever decides on restricted contact; '' where it has none."""
    policy = stages.policy_of(ledger.house, file.case)
    facts = stages.duty_facts(file.case, file.stages[-1], local_date(ledger.at))
    words = notes_for(policy, "restriction", facts)
    return "".join(f"\nThe policy says: {one}" for one in words)


def warn(house: House, reference: str, by: str, asked: Asked) -> str:
    """Warn somebody before anything is restricted; their address."""
    with case_at_hand(house, reference, by) as (ledger, file):
        _rule(stages.policy_of(house, file.case))
        if not asked.reasons.strip():
            raise CannotBeDone("A warning says what it is about.", do="Say --reasons.")
        told = restrictions.warn(ledger, file, asked)
        if not told:
            raise CannotBeDone(f"{file.case.reference}: there is no address to write to.")
        return told


def review(
    house: House,
    restriction_id: int,
    by: str,
    outcome: str,
    why: str,
    next_on: date | None,
    decided_by: str,
) -> Reviewed:
    """A restriction is looked at again by whom the policy names: lifted, or going on with grounds and a next day."""
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        one = _in_force(ledger, restriction_id)
        file = _case_of(ledger, one)
        rule = _rule(stages.policy_of(house, file.case))
        lacking = list(review_lacks(rule, outcome, why, next_on, local_date(ledger.at)))
        if rule.reviewed_by_role is not None:
            wrong = authority.lacks(ledger, file.case.service, rule.reviewed_by_role, decided_by)
            lacking += [f"{wrong} (--decided-by)"] if wrong else []
        if lacking:
            listed = "\n".join(f"  - {words}" for words in lacking)
            raise CannotBeDone(f"The review is not complete. It lacks:\n{listed}")
        restrictions.review(ledger, file, one, outcome, why, next_on, decided_by or by)
        ledger.flush()
        same = rule.appeal_role is not None and rule.appeal_role == rule.reviewed_by_role
        warning = (
            "The same office hears appeals against restrictions and reviews them: if this person has appealed, see"
            " that somebody else looks at one of the two."
        )
        return Reviewed(one.name or one.email, warning if same else "")


def _in_force(ledger: Ledger, restriction_id: int) -> Restriction:
    try:
        one = record.get_restriction(ledger.conn, restriction_id)
    except NoSuchRow:
        raise CannotBeDone(
            f"There is no restriction {restriction_id}.",
            do="To see them: mailroom case restrictions",
        ) from None
    if not one.granted or one.ended_on is not None:
        raise CannotBeDone(f"Restriction {restriction_id} is not in force.")
    return one


def _case_of(ledger: Ledger, one: Restriction) -> cases.CaseFile:
    """The case that a restriction is of, else the person's latest under the same policy."""
    if one.case_id is not None:
        return cases.get_case(ledger.conn, one.case_id)
    theirs = cases.cases_of(ledger.conn, [one.email])
    same = [case for case in theirs if case.policy == one.policy] or theirs
    if not same:
        raise CannotBeDone(f"Restriction {one.id}: there is no case of this person any more.")
    return cases.get_case(ledger.conn, same[0].id)
