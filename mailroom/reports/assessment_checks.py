"""What a policy, or the figures, answer of a paragraph of the Codes: yes, partly or no, with what shows it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mailroom.reports.seen import Seen
from mailroom.rules.policy import Policy

YES, PARTLY, NO = "yes", "partly", "no"


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with its evidence."""

    answer: str
    evidence: str


Check = Callable[[Policy, Seen], Finding]


def _without_the_word(policy: Policy, seen: Seen) -> Finding:
    rule = policy.definitions.without_the_word if policy.definitions else "register"
    said = {
        "register": (YES, "Dissatisfaction is registered as a complaint without the word."),
        "offer": (YES, "Whoever is dissatisfied is asked whether to make it a complaint."),
        "ask": (PARTLY, "A person is asked first where the word is missing."),
    }
    return Finding(*said[rule])


def _service_requests(policy: Policy, seen: Seen) -> Finding:
    if "service_request" in policy.kinds:
        return Finding(YES, "Requests have a place on the register and are counted.")
    return Finding(NO, "The policy gives requests no place on the register.")


def _survey_tells(policy: Policy, seen: Seen) -> Finding:
    if not policy.survey:
        return Finding(YES, "The policy sends no survey.")
    if policy.surveys.tells_how_to_complain:
        return Finding(YES, "The survey tells people how to complain.")
    return Finding(NO, "The survey does not tell people how to complain.")


def _refusals_have_reasons(policy: Policy, seen: Seen) -> Finding:
    refused = [one.refusal for one in seen.refused if one.refusal.what == "refused"]
    bare = sum(not (one.reason.strip() and one.evidence.strip()) for one in refused)
    if bare:
        said = f"{bare} of {len(refused)} refusals of the period lack a reason or what shows it."
        return Finding(PARTLY, said)
    return Finding(YES, "Each refusal of the period has its reason, and what shows it.")


def _person_refuses(policy: Policy, seen: Seen) -> Finding:
    said = "The software only ever proposes an exclusion; a person decides each, and may make exceptions."
    if policy.refusal.exceptions == "none":
        return Finding(
            PARTLY, "A person decides each refusal; the policy lets nobody make exceptions."
        )
    return Finding(YES, said)


def _several_channels(policy: Policy, seen: Seen) -> Finding:
    channels = policy.intake.channels
    if len(channels) == 1:
        return Finding(NO, f"Complaints are taken by {channels[0]} only.")
    ways = f"by {', '.join(channels)}" if channels else "in any way"
    return Finding(YES, f"Complaints are taken {ways}; adjustments are kept on the case.")


def _officer_named(policy: Policy, seen: Seen) -> Finding:
    return Finding(YES, f"Coordinators are named: {len(seen.config.coordinators)}.")


def _contractors(policy: Policy, seen: Seen) -> Finding:
    if policy.services.contractor_answers == "never":
        return Finding(YES, "Contractors do not answer complaints.")
    return Finding(YES, "A contractor may answer where agreed; it is the council's own stage.")


def _adjustments(policy: Policy, seen: Seen) -> Finding:
    within = policy.adjustments.review_within
    if within is None:
        return Finding(PARTLY, "Adjustments are recorded; the policy sets no day to look again.")
    return Finding(YES, f"Adjustments are recorded and looked at again within {within}.")


def _declining(policy: Policy, seen: Seen) -> Finding:
    if "decline" not in policy.escalation.options:
        return Finding(YES, "The policy lets nobody decline the next stage.")
    if policy.escalation.decline_reasons or policy.exclusions:
        return Finding(YES, "It can be declined only on grounds of the policy, told in a letter.")
    return Finding(PARTLY, "It can be declined, and the policy names no grounds.")


def _outcomes_recorded(policy: Policy, seen: Seen) -> Finding:
    return Finding(
        YES,
        "Mail, letters, days and outcomes are kept on the case, in a journal that shows changes.",
    )


def _remedies_at_any_stage(policy: Policy, seen: Seen) -> Finding:
    return Finding(YES, "A remedy can be promised with the answer of any stage.")


def _actions_followed(policy: Policy, seen: Seen) -> Finding:
    return Finding(
        YES,
        "Actions outlive the case: they are reminded of until done, and told in the daily word when late.",
    )


def _two_stages(policy: Policy, seen: Seen) -> Finding:
    if policy.last_stage == 2:
        return Finding(YES, "There are two stages, and the second is the last.")
    return Finding(NO, f"The council's own stages: {policy.last_stage}.")


def _remedy_kinds(policy: Policy, seen: Seen) -> Finding:
    kinds = policy.remedies.kinds
    if not kinds:
        return Finding(NO, "The policy names no remedies.")
    return Finding(YES, f"The policy names {len(kinds)} kinds of remedy.")


def _remedies_dated(policy: Policy, seen: Seen) -> Finding:
    dated = [kind for kind in policy.remedies.kinds if kind.needs_date]
    needs = {"dated_action", "remedy"} & set(policy.closure.needs)
    if dated or needs:
        return Finding(YES, "What is promised has a day, and is reminded of until it is done.")
    return Finding(PARTLY, "What is promised may have a day; the policy does not ask for one.")


def _told_when_dropped(policy: Policy, seen: Seen) -> Finding:
    if policy.remedies.tell_when_dropped:
        return Finding(YES, "A letter tells why, what there is instead, and of the Ombudsman.")
    return Finding(NO, "The policy has no letter for it.")


def _annual_report(policy: Policy, seen: Seen) -> Finding:
    return _reported(
        policy,
        ("annual",),
        {"self_assessment", "volume", "refused", "learning", "ombudsman"},
        "yearly report",
    )


def _governing_report(policy: Policy, seen: Seen) -> Finding:
    return _reported(
        policy,
        ("monthly", "quarterly", "annual"),
        {"volume", "by_category", "outcomes", "timeliness", "themes", "ombudsman"},
        "regular report",
    )


def _learning_reported(policy: Policy, seen: Seen) -> Finding:
    return _reported(
        policy, ("weekly", "monthly", "quarterly", "annual"), {"learning"}, "regular report"
    )


def _reported(policy: Policy, cadences: tuple[str, ...], wanted: set[str], what: str) -> Finding:
    """Whether one report of such a cadence has every section that is wanted; by the one that has most."""
    of_cadence = [rule for rule in policy.reports if rule.cadence in cadences]
    if not of_cadence:
        return Finding(NO, f"The policy has no {what}.")
    best = min(of_cadence, key=lambda rule: len(wanted - set(rule.blocks)))
    lacking = sorted(wanted - set(best.blocks))
    if not lacking:
        return Finding(YES, f"The report {best.name} has all of it.")
    if len(lacking) == len(wanted):
        return Finding(NO, f"No {what} of the policy has it.")
    named = ", ".join(name.replace("_", " ") for name in lacking)
    return Finding(PARTLY, f"The report {best.name} lacks: {named}.")


def _assessed_again(policy: Policy, seen: Seen) -> Finding:
    also = policy.reviews.self_assessment_also
    if also:
        return Finding(YES, f"The policy has it made again: {'; '.join(also)}.")
    return Finding(NO, "The policy does not say when it is made again.")


def _unable_to_comply(policy: Policy, seen: Seen) -> Finding:
    if policy.reviews.unable_to_comply:
        return Finding(YES, "The policy lists what is done where the Code cannot be kept.")
    return Finding(PARTLY, "The policy does not list what is done where the Code cannot be kept.")


CHECKS: Mapping[str, Check] = {
    check.__name__.removeprefix("_"): check
    for check in (
        _without_the_word,
        _service_requests,
        _survey_tells,
        _refusals_have_reasons,
        _person_refuses,
        _several_channels,
        _officer_named,
        _contractors,
        _adjustments,
        _declining,
        _outcomes_recorded,
        _remedies_at_any_stage,
        _actions_followed,
        _two_stages,
        _remedy_kinds,
        _remedies_dated,
        _told_when_dropped,
        _annual_report,
        _governing_report,
        _learning_reported,
        _assessed_again,
        _unable_to_comply,
    )
}
