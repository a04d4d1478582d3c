"""What a letter may say of the policy: the next stage, the Ombudsman and until when, who else can go there."""

from __future__ import annotations

from datetime import date, timedelta

from letters.words import in_words
from mailroom.acts import stages
from mailroom.house import House
from mailroom.rules.policy import Policy, covers
from mailroom.rules.policy_clauses import Ombudsman
from mailroom.rules.stage_clock import last_day, reckon
from mailroom.rules.workdays import local_date
from store import cases

# For policies that ask for reasons (S001-38): asked for once; nobody is refused for want of them (A001-04).
ESCALATE_WITH_REASONS = (
    "Please reply to this email and tell us why you are not satisfied,"
    " and what you would like us to do"
)


def gather(
    house: House, on: date, case: cases.Case, stage: cases.Stage, role: str
) -> dict[str, object]:
    """The facts of the policy for a letter of that day to somebody in that role."""
    policy = stages.policy_of(house, case)
    # What was referred back to who answered before can still be looked at by the stage that was asked for.
    asked = stage.number - (stage.decision == "refer_back")
    following = policy.next_stage(asked)
    body = _body(house, policy, case, on)
    praise = policy.compliments
    to_nominate = praise.nomination == ("officer" if role == "officer" else "customer")
    return {
        "title": policy.title,
        "next_stage": following.number if following else None,
        "next_stage_name": following.name if following else None,
        "escalate_how": ESCALATE_WITH_REASONS if policy.escalation.needs_reasons else None,
        "learning_form": policy.learning_form != "none",
        "ombudsman": {
            "name": body.name,
            "address": body.address,
            "phone": body.phone,
            "url": body.url,
        },
        "ombudsman_on_delay": policy.ombudsman_on_delay,
        "designated_person": _designated_person(policy, case, body, on),
        "nomination": (praise.nomination_words or None) if to_nominate else None,
        "share_words": praise.share_words or None,
        "reopen_months": policy.reopen_months,
    }


def ombudsman_dates(house: House, case: cases.Case, stage: cases.Stage) -> dict[str, object]:
    """From when and until when the Ombudsman can be asked, where the council's last answer sets the days (CODE-63).

    Days that run from when somebody first knew of the matter are not known here, and not printed.
    """
    policy = stages.policy_of(house, case)
    if stage.answered_at is None or stage.number != policy.last_stage:
        return {"ombudsman_from": None, "ombudsman_by": None}
    answered_on = local_date(stage.answered_at)
    body = _body(house, policy, case, answered_on)
    landlord = _is_landlords(policy, case, body)
    rule = policy.designated_person
    waits = rule is not None and landlord and policy.designated_person_holds(answered_on)
    direct = None
    if rule is not None and waits:
        direct = reckon(answered_on, rule.direct_after, house.calendar)
        direct += timedelta(days=rule.direct_from == "the day after")
    until = last_day(answered_on, body.limit, body.limit_ends) if body.limit and landlord else None
    return {"ombudsman_from": direct, "ombudsman_by": until}


def is_landlords(house: House, case: cases.Case, on: date) -> bool:
    """Whether a case is one of the council's tenants, which the Ombudsman for them reviews on that day."""
    policy = stages.policy_of(house, case)
    return _is_landlords(policy, case, _body(house, policy, case, on))


def _body(house: House, policy: Policy, case: cases.Case, on: date) -> Ombudsman:
    service = house.config.find_service(case.service)
    return policy.ombudsman_for(case.service, service.ombudsman if service else "", on)


def _is_landlords(policy: Policy, case: cases.Case, body: Ombudsman) -> bool:
    """Whether the body is the one for the council's tenants, and the case is a tenant's."""
    if policy.review.landlord is None or body.slug != policy.review.landlord:
        return False
    named = policy.review.landlord_services
    return not named or any(covers((one,), case.service) for one in named)


def _designated_person(policy: Policy, case: cases.Case, body: Ombudsman, on: date) -> str | None:
    """Who may take a tenant's complaint to the Ombudsman for them, while the law has it so."""
    rule = policy.designated_person
    if rule is None or not policy.designated_person_holds(on):
        return None
    if not _is_landlords(policy, case, body):
        return None
    persons = in_words(rule.persons).replace(" and ", " or ")
    return f"{persons} can help to settle your complaint, or take it to the {body.name} for you at any time"
