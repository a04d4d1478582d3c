"""Worked examples of what is no stage: comments, age limits, windows, ombudsmen, yearly dates.

Only names what the policy and the counting rules give, as clock_cases.json does.
"""

from __future__ import annotations

from datetime import date, timedelta

from mailroom.rules.policy import covers
from mailroom.rules.policy_clauses import Ombudsman
from mailroom.rules.report_periods import submission_due
from mailroom.rules.stage_clock import StageFacts, last_day, reckon, stage_dates
from mailroom.rules.workdays import add_months, same_time_after
from mailroom.rules.worked_case import (
    CaseFault,
    Computed,
    WorkedCase,
    elapsed_hours,
)
from mailroom.rules.worked_stages import stage_keys


def comment(case: WorkedCase) -> Computed:
    """A comment: never acknowledged by a date, answered by one where its writer asked."""
    requested = bool(case.inputs.get("reply_requested") or case.inputs.get("reply_appropriate"))
    facts = StageFacts(0, case.received_at, None, None, kind="comment", reply_requested=requested)
    dates = stage_dates(case.policy, facts, case.calendar)
    return {
        "receipt_date": dates.receipt_on,
        "ack_due": None,
        "response_due": dates.respond_by,
    }


def age_limit(case: WorkedCase) -> Computed:
    """Whether a matter is still young enough, and who may look at it all the same."""
    rule = case.policy.age_limit
    if rule is None:
        raise CaseFault(f"the policy {case.policy.name} has no age limit")
    last = last_day(_matter_began(case), rule.within, rule.ends)
    in_time = case.received_on <= last
    return {
        "last_in_time_date": last,
        "in_time": in_time,
        "override_authority": None if in_time else rule.override_authority,
    }


def _matter_began(case: WorkedCase) -> date:
    """The start of the matter; where a policy takes either the later of the two days counts."""
    given = [
        key for key in ("issue_date", "knowledge_date", "awareness_date") if case.inputs.get(key)
    ]
    if case.inputs.get("start_date") is not None or not given:
        return case.date("start_date")
    return max(case.date(key) for key in given)


def escalation_window(case: WorkedCase) -> Computed:
    """Whether a request for the next stage is in time, and what is done with it."""
    rule = case.policy.escalation
    answered = case.date("stage1_response_sent")
    end = last_day(answered, rule.window, rule.window_ends) if rule.window else None
    in_window = end is None or case.received_on <= end
    outcome: str = "stage2" if in_window else rule.late_outcome
    if case.inputs.get("significant_new_issue"):
        outcome = rule.new_issue_outcome
    return {"window_end": end, "in_window": in_window, "outcome": outcome}


def reopen(case: WorkedCase) -> Computed:
    """Whether an answered complaint may be opened again."""
    rule = case.policy.closure.reopen
    if rule is None:
        raise CaseFault(f"the policy {case.policy.name} says nothing of reopening")
    last = last_day(case.date("raised"), rule.within, rule.ends)
    new = bool(case.inputs.get("new_information")) or not rule.needs_new_information
    return {"last_reopen_date": last, "may_reopen": new and case.received_on <= last}


def informal(case: WorkedCase) -> Computed:
    """The informal step: the same hour of the next working day."""
    rule = case.policy.informal
    if rule is None or rule.within is None:
        raise CaseFault(f"the policy {case.policy.name} has no informal step with a time")
    due = same_time_after(case.received_at, rule.within.count, case.calendar)
    return {
        "informal_due": due,
        "elapsed_hours": elapsed_hours(case.received_at, due),
        "register_stage1_if_unresolved": rule.register_if_unresolved,
    }


def informal_then_stage1(case: WorkedCase) -> Computed:
    """An informal try that failed: stage 1 keeps the original receipt (S001-15, A001-06)."""
    return stage_keys(case) | informal(case)


def feedback_confirmed(case: WorkedCase) -> Computed:
    """Feedback is a complaint from its writer's confirmation on, and not before (A003-06)."""
    confirmed = case.instant("confirmed_at")
    if confirmed is None or not case.policy.feedback.becomes_complaint:
        return {"receipt_date": case.received_on, "response_due": None}
    dates = stage_dates(case.policy, StageFacts(1, confirmed, None, None), case.calendar)
    return {"receipt_date": case.received_on, "response_due": dates.respond_by}


def councillor_complaint(case: WorkedCase) -> Computed:
    """A complaint about a councillor, where the policy gives it a clock."""
    rule = case.policy.councillor_complaints
    if rule is None:
        raise CaseFault(f"the policy {case.policy.name} has no clock for councillor complaints")
    due = reckon(case.received_on, rule.acknowledgement, case.calendar)
    return {"receipt_date": case.received_on, "ack_due": due}


def designation_review(case: WorkedCase) -> Computed:
    """By when restricted contact is looked at again; the policy's months before the case's."""
    rule = case.policy.designation
    months = rule.review_within.count if rule else case.number("max_months")
    return {"review_due_no_later_than": add_months(case.date("decision_date"), months)}


def housing_ombudsman_direct(case: WorkedCase) -> Computed:
    """When a tenant may go to the Housing Ombudsman, with a designated person or without.

    The road ended on the rule's last day (CODE-64): whoever still waited then could go at once.
    """
    completed = case.date("stage2_completed")
    rule = case.policy.designated_person
    by_law = bool(case.inputs.get("apply_law_change_2022_10_01", True))
    if rule is None or (by_law and not case.policy.designated_person_holds(completed)):
        return {"designated_person_referral_from": None, "direct_referral_from": completed}
    extra = timedelta(days=1 if rule.direct_from == "the day after" else 0)
    direct = reckon(completed, rule.direct_after, case.calendar) + extra
    if by_law:
        direct = min(direct, rule.valid_to + timedelta(days=1))
    return {"designated_person_referral_from": completed, "direct_referral_from": direct}


def ombudsman_eligibility(case: WorkedCase) -> Computed:
    """Which ombudsman a service goes to, and from when it normally looks."""
    answered = case.date("stage2_response_sent")
    service = str(case.inputs.get("service", ""))
    review = case.policy.review
    landlords = review.landlord is not None and covers(review.landlord_services, service)
    own = review.landlord if landlords and review.landlord else review.default
    body = case.policy.ombudsman_for(service, own, answered)
    return {
        "ombudsman": body.short,
        "normally_eligible_from": answered,
        "may_approach_any_time": review.any_time,
    }


def ombudsman_limit(case: WorkedCase) -> Computed:
    """The last day an ombudsman takes a complaint: "hos_12_months", "lgsco_12_months"."""
    body = _body(case)
    if body.limit is None:
        raise CaseFault(f"the policy {case.policy.name} gives {body.name} no limit")
    start = case.date("first_notice", "stage2_response_sent", "final_response_sent")
    last = last_day(start, body.limit, body.limit_ends)
    return {"last_day": last, "in_time": case.received_on <= last}


def _body(case: WorkedCase) -> Ombudsman:
    short = case.event.partition("_")[0]
    for body in case.policy.ombudsmen.values():
        if body.short.casefold() == short.casefold():
            return body
    raise CaseFault(f"the policy {case.policy.name} describes no ombudsman {short.upper()}")


def annual_submission(case: WorkedCase) -> Computed:
    """The yearly return to the Housing Ombudsman, by the size of the landlord (CODE-57)."""
    if case.policy.annual_submission is None:
        raise CaseFault(f"the policy {case.policy.name} has no annual submission")
    end, homes = case.date("financial_year_end"), case.number("homes")
    return {"submission_due": submission_due(case.policy, end, homes)}


def journey_alarm(case: WorkedCase) -> Computed:
    """When the whole way through the stages has taken too long (CODE-66)."""
    rule = case.policy.journey_alarm
    if rule is None:
        raise CaseFault(f"the policy {case.policy.name} has no alarm for the whole way")
    return {"alarm_on": reckon(case.received_on, rule.within, case.calendar)}
