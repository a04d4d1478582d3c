"""A person decides on the wish to go further: looked into again, referred back, or declined for a reason.

The resident is told each time, in the words of whoever decided.
"""

from __future__ import annotations

from mailroom.acts import authority, referrals, stages
from mailroom.acts.ledger import Ledger
from mailroom.config import Person
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone, case_named, taken
from mailroom.jobs.by_hand_case import case_at_hand
from mailroom.rules.disposition import Act, Decision
from mailroom.rules.policy import Policy
from mailroom.rules.refusals import find_exclusion, ground_to_decline, is_late
from mailroom.rules.workdays import local_date
from parsers.documents import Reader
from store import cases


def decline_mail(
    house: House, reader: Reader, incoming_id: int, by: str, reference: str, ground: str, why: str
) -> None:
    """A request for a further stage that waits in the queue is declined: no stage is opened for it."""
    with taken(house, reader, incoming_id, by) as at_hand:
        file = case_named(at_hand.ledger.conn, reference)
        policy = stages.policy_of(house, file.case)
        stage = file.stages[-1]
        if file.case.kind != "complaint" or stage.answered_at is None:
            raise CannotBeDone(f"{file.case.reference}: stage {stage.number} is still open.")
        if policy.next_stage(stage.number) is None:
            raise CannotBeDone(
                f"{file.case.reference}: stage {stage.number} was the last: there is none to decline."
            )
        last_on = stages.dates_of(house, file.case, stage).escalate_by
        late = is_late(local_date(at_hand.read.received_at), last_on)
        found = _ground(policy, file, ground, late=f"{last_on:%-d %B %Y}" if late else "")
        _needs_words(why)
        decision = Decision(Act.FILE, f"declined by {by}: {found.title}", case_id=file.case.id)
        referrals.decline(at_hand.ledger, file, at_hand.read, found, why)
        at_hand.decide(decision)


def _needs_words(why: str) -> None:
    if not why.strip():
        raise CannotBeDone(
            "The resident has to be told why, in full.", do="Say --why, as they will read it."
        )


def _ground(
    policy: Policy, file: cases.CaseFile, named: str, *, late: str = ""
) -> referrals.Ground:
    """A ground to decline; CannotBeDone, with those that there are, where the policy has none such."""
    if "decline" not in policy.escalation.options and not late:
        options = ", ".join(one.replace("_", " ") for one in policy.escalation.options)
        raise CannotBeDone(
            f"The policy {policy.title} declines no further stage; it knows: {options}."
        )
    if late and named.strip().lower() == "late":
        words = f"the time to ask for it was over on {late}"
        return referrals.Ground("late", words, words[:1].upper() + words[1:])
    reason = ground_to_decline(policy, named)
    if reason:
        return referrals.of_reason(reason)
    exclusion = find_exclusion(policy, named)
    if exclusion is not None and exclusion.at_escalation:
        return referrals.of_exclusion(exclusion, file.case.service)
    reasons = policy.escalation.decline_reasons
    listed_here = [f"  {number}: {one}" for number, one in enumerate(reasons, 1)]
    listed_here += [f"  {one.code}: {one.title}" for one in policy.exclusions if one.at_escalation]
    listed_here += [f"  late: it could be asked for until {late}"] if late else []
    raise CannotBeDone(
        f"{named or 'Nothing'} is no reason of the policy {policy.title} to decline a further stage.",
        do="Say --reason with one of:\n" + "\n".join(listed_here),
    )


def decide(
    house: House,
    reference: str,
    by: str,
    ruling: str,
    why: str,
    *,
    reason: str = "",
    to: str = "",
    recommend: str = "",
) -> None:
    """What is made of a stage that was asked for: investigate, refer_back or decline."""
    with case_at_hand(house, reference, by) as (ledger, file):
        policy = stages.policy_of(house, file.case)
        wrong = referrals.objection(policy, file, ruling)
        if wrong:
            raise CannotBeDone(f"{file.case.reference}: {wrong}.")
        _needs_words(why)
        match ruling:
            case referrals.INVESTIGATE:
                referrals.investigate(ledger, file, why)
            case referrals.REFER_BACK:
                person = _to_whom(ledger, file, to)
                referrals.refer_back(ledger, file, why, recommend or why, person)
            case _:
                referrals.decline(ledger, file, None, _ground(policy, file, reason), why)


def _to_whom(ledger: Ledger, file: cases.CaseFile, named: str) -> Person:
    """Who looks again: whoever is named, else who answered the stage before, else the service's manager."""
    if named:
        person = authority.person_named(ledger, named)
        if person is None:
            raise CannotBeDone(f"Nobody in the configuration is called {named}.")
        return person
    number = file.stages[-1].number - 1
    before = next((one for one in reversed(file.stages) if one.number == number), None)
    entry = ledger.house.config.directory.get(before.owner_email) if before else None
    return entry.person if entry else ledger.house.config.holder(file.case.service, "manager")[0]
