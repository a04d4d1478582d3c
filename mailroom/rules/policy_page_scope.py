"""What a policy takes and does not take, as a page tells it: kinds, exclusions, who may write for whom."""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.rules.policy import Policy
from mailroom.rules.policy_page_words import (
    items,
    listed,
    people,
    period,
    spoken,
    stopped,
    the,
)
from mailroom.rules.policy_scope import Exclusion

_ANONYMOUS = {
    "register": "A complaint whose writer cannot be reached is registered and investigated",
    "feedback": "A complaint whose writer cannot be reached is passed on as feedback",
    "decline": "A complaint whose writer cannot be reached is not taken up",
}
_ACKNOWLEDGED = {
    "always": "Its writer hears at once that it came.",
    "asked": "Its writer hears at once that it came, where a reply was asked for.",
    "never": "The house does not write that it came.",
}
_UNSAID = {
    "register": "is registered as one all the same",
    "offer": "is offered that it be made one",
    "ask": "is looked at by a person, who asks whether it is one",
}
_BASES = {
    "issue": "the matter arose",
    "knowledge": "the complainant knew of it",
    "awareness": "the complainant became aware of it",
    "issue_or_awareness": "it arose or the complainant became aware of it, whichever is later",
}
_EXCEPTIONS = {
    "guide": "The list is a guide: {who} may take a matter on it all the same.",
    "merits": "Each is decided on its merits: {who} may take a matter on the list all the same.",
    "age_only": "Only for the age of a matter is there an exception: {who} may make it.",
    "none": "There are no exceptions.",
}


def definition_words(policy: Policy) -> Iterator[str]:
    """What the policy's words mean, and what it stands for."""
    rule = policy.definitions
    if rule is not None:
        for name, meaning in (
            ("complaint", rule.complaint),
            ("service request", rule.service_request),
            ("comment", rule.comment),
            ("compliment", rule.compliment),
            ("feedback", rule.feedback),
        ):
            if meaning:
                yield f"{name.capitalize()}: {stopped(meaning)}"
        if rule.requires_response:
            yield "Dissatisfaction that wants no answer is feedback."
        yield f"Whoever is dissatisfied without calling it a complaint {_UNSAID[rule.without_the_word]}."
        if rule.categories:
            yield f"What a complaint may be about: {listed(rule.categories, 'or')}."
    if policy.values:
        yield "What the council wants to be measured by:"
        yield from items(policy.values)


def intake_words(policy: Policy) -> Iterator[str]:
    """What is registered, by which way it may come, and the step before."""
    rule = policy.intake
    yield f"Kinds: {listed(spoken(kind) for kind in policy.kinds)}."
    if rule.channels:
        liked = f"; best by {rule.preferred_channel}" if rule.preferred_channel else ""
        yield f"They may come by {listed(rule.channels, 'or')}{liked}."
    owner = f"; {the(rule.anonymous_owner_role)} deals with it" if rule.anonymous_owner_role else ""
    yield f"{_ANONYMOUS[policy.anonymous]}{owner}."
    yield from _informal(policy)
    comments = policy.comments
    reply = f"; where a reply is asked for, within {comments.reply}" if comments.reply else ""
    if "comment" in policy.kinds:
        yield f"A comment goes to {the(comments.owner_role)}{reply}."
        yield _ACKNOWLEDGED[comments.acknowledged]
    if policy.feedback.becomes_complaint:
        yield "Feedback becomes a complaint once its writer, asked, has confirmed that it is one."
    if councillors := policy.councillor_complaints:
        within = councillors.acknowledgement
        yield f"A complaint about a councillor is acknowledged within {within}."
        if councillors.confidential:
            yield "Only the coordinators and whoever deals with one see it."
    if many := policy.policy_complaints:
        yield (
            f"Complaints about a policy are recorded; {many.many} about one within {many.within} "
            f"go to {the(many.refer_to)}."
        )


def _informal(policy: Policy) -> Iterator[str]:
    rule = policy.informal
    if rule is None:
        return
    if rule.ask_first:
        yield "People are asked to try the service before they complain."
    time = f", which has {rule.within}" if rule.within else ""
    yield f"A simple problem is first put to the service{time}."
    if rule.register_if_unresolved:
        yield "What that does not settle is registered; its days count from its first receipt."
    if rule.formal_told:
        yield "The writer is told when the formal way begins."


def exclusion_words(policy: Policy) -> Iterator[str]:
    """Each matter that is not taken, why, and where it goes; and how somebody is refused."""
    if policy.exclusions:
        yield "A person decides on each. Whoever is refused is told why, and where to go instead."
    for one in policy.exclusions:
        yield from _exclusion(one)
    rule = policy.refusal
    if policy.exclusions or rule.exceptions != "none":
        yield _EXCEPTIONS[rule.exceptions].format(who=the(rule.exception_by))
    if rule.explain_first:
        yield "The complainant is told first; only then is the case closed."
    if rule.ombudsman_review:
        yield "The letter says that the Ombudsman can look at the decision."
    if rule.evidence_needed:
        yield "It is recorded with what shows its ground."
    if rule.ombudsman_returns:
        yield "What the Ombudsman sends back is investigated after all."
    if rule.otherwise:
        yield f"Where there is nowhere else to go: {stopped(rule.otherwise)}"


def _exclusion(one: Exclusion) -> Iterator[str]:
    only = f" (only: {listed(spoken(service) for service in one.services)})" if one.services else ""
    yield f"  - {one.title}{only}. {stopped(one.reason)}"
    if one.where:
        yield f"    Instead: {one.where}"
    for road in one.roads:
        services = listed((spoken(service) for service in road.services), "or")
        yield f"    For {services}: {stopped(road.where)} {road.contact}"
    if one.contact or one.contact_role:
        who = listed(
            said
            for said in (the(one.contact_role) if one.contact_role else "", one.contact)
            if said
        )
        yield f"    To be reached: {stopped(who)}"
    for words in (
        f"To look at first: {stopped(one.check)}" if one.check else "",
        f"Told of it: {people(one.tell_roles)}." if one.tell_roles else "",
        f"Exceptions: {the(one.exception_by)}." if one.exception_by else "",
        f"Words that point to it: {listed(one.words, 'or')}." if one.words else "",
        f"Mail that looks like this: {listed((spoken(s) for s in one.signs), 'or')}."
        if one.signs
        else "",
        "The rest of the complaint may go on." if one.partial else "",
        "Confidential: only the coordinators and those who are told may see it."
        if one.confidential
        else "",
        "" if one.at_escalation else "It is no reason to decline the next stage.",
    ):
        if words:
            yield f"    {words}"


def age_words(policy: Policy) -> Iterator[str]:
    """How old a matter may be."""
    rule = policy.age_limit
    if rule is None:
        return
    yield f"Taken within {period(rule.within, rule.ends)} of the day {_BASES[rule.basis]}."
    if rule.override_authority:
        who = spoken(rule.override_authority)
        yield f"Older matters are taken where {rule.override_when} (decided by: {who})."
    else:
        yield "Older matters are not taken."
    ground = next((one for one in policy.exclusions if one.code == rule.exclusion), None)
    if ground is not None:
        yield f"An older one is put to a person under the ground “{ground.title}”."


def third_party_words(policy: Policy) -> Iterator[str]:
    """Who may write for whom; councillors and MPs; several people about one matter."""
    rule = policy.third_parties
    if rule.consent == "written":
        asked = {"writer": "whoever writes", "person": "the person"}[rule.ask]
        clock = "runs meanwhile" if rule.clock_runs else "waits for it"
        yield (
            "Somebody who writes for somebody else gets nothing of the case without that person's "
            f"written permission; {asked} is asked for it, and the clock {clock}."
        )
    else:
        yield "Whoever writes for somebody else needs no written permission."
    if rule.members == "ask":
        yield "Mail of a councillor or MP is looked at by a person: is it a complaint?"
    else:
        yield "Mail of a councillor or MP is registered as any other."
    if rule.member_copies:
        yield "A councillor or MP who writes for a resident gets copies."
    if rule.member_may_be_principal:
        yield "A councillor or MP may be the one whom the council writes to."
    if policy.collective.one_report:
        yield "Several people's complaints about one matter are investigated together, with one report."
    if policy.collective.one_report and policy.collective.personal_points_apart:
        yield "What is one person's own is answered apart."
    if policy.confidentiality.basis or policy.confidentiality.outside == "permission":
        yield from _confidentiality(policy)


def _confidentiality(policy: Policy) -> Iterator[str]:
    rule = policy.confidentiality
    if rule.basis:
        old = " (no longer in force: have it looked at)" if rule.basis_is_old else ""
        yield f"Personal information is handled under: {rule.basis}{old}."
    exempt = f", but to {people(rule.exempt)}" if rule.exempt else ""
    if rule.outside == "permission":
        yield f"Nothing of a case leaves the council without express permission{exempt}."
    else:
        yield "The policy asks no permission for what leaves the council."


def service_words(policy: Policy) -> Iterator[str]:
    """Whose services the policy is for, and matters of several, of shared ones and of contractors."""
    rule = policy.services
    if rule.only:
        others = f"; the others have the policy {rule.others}" if rule.others else ""
        yield f"Only for: {listed(spoken(service) for service in rule.only)}{others}."
    if rule.several == "agreed":
        yield f"A matter of several services: {people(rule.agreed_by)} agree who answers."
    else:
        yield "A matter of several services: one of them leads."
    if rule.joint_answer:
        yield "There is one answer for all of them."
    if rule.shared == "here":
        yield "What is shared with another council is handled here, under this policy."
    else:
        yield "What is shared with another council goes to the lead authority."
    if rule.contractor_answers == "agreed":
        yield "A contractor answers where that was agreed; the council sees everything."
    else:
        yield "Complaints about contractors are answered by the council."
    if repairs := policy.disrepair:
        services = listed(spoken(service) for service in repairs.services)
        first = (
            "a request for service" if repairs.first_report == "service_request" else "a complaint"
        )
        after = " once the stages are exhausted" if repairs.legal_after == "exhausted" else ""
        yield f"Repairs ({services}): a first report is {first}."
        yield f"A legal claim for disrepair goes to {the(repairs.legal_role)}{after}."
