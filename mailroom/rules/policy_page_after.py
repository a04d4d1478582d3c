"""What a policy says of the time around a case, as a page tells it: putting right, closing, restricting, reporting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mailroom.rules.policy import Policy
from mailroom.rules.policy_after import Restriction
from mailroom.rules.policy_clauses import Ombudsman
from mailroom.rules.policy_page_words import (
    day,
    first_up,
    items,
    listed,
    people,
    period,
    spoken,
    stopped,
    the,
)

_CLOSED = {
    "response": "when the answer has been sent",
    "learning_form": "when the answer has been sent and the learning form has come",
    "outcome_recorded": "when the answer, its outcome and what was learnt are recorded",
    "action_told": "when the coordinator has the date of contact and the action",
}
_NEEDS = {
    "answer": "the answer",
    "written_answer": "a written answer",
    "note_of_call": "a note of the call or visit, where it was answered so",
    "right_told": "that the complainant was told of the next step",
    "copy": "the coordinator's copy of the answer",
    "outcome": "its outcome",
    "remedy": "what puts it right, or that nothing has to be",
    "dated_action": "a date for each thing that was promised",
    "contact_date": "the date of contact",
    "action": "what was done",
    "learning": "what was learnt",
    "cause_and_recommendation": "its cause and what is recommended",
    "learning_form": "the learning form",
    "duties": "everything that people owe it",
}


def remedy_words(policy: Policy) -> Iterator[str]:
    """How what went wrong is put right, and what is learnt from it."""
    rule, learning = policy.remedies, policy.learning
    if rule.kinds:
        yield "What the council can do to put things right:"
    for kind in rule.kinds:
        wanted = ["a day"] * kind.needs_date + [
            "what was paid and who allowed it"
        ] * kind.needs_amount
        yield f"  - {first_up(kind.words)}{f' (with {listed(wanted)})' if wanted else ''}"
    if rule.apology_when_upheld:
        yield "There is an apology whenever a complaint is upheld."
    if rule.remind:
        yield f"Whoever promised something is reminded {rule.remind} before its day, and until it is done."
    if rule.tell_when_dropped:
        yield "Where it cannot be had, the complainant is told why, what instead, and of the Ombudsman."
    if learning.fields:
        yield f"The learning form{_after_stages(learning.stages)} asks:"
        yield from items(f"{one.question}{_after_stages(one.stages)}" for one in learning.fields)
    if learning.chase:
        yield f"It is asked for again after {learning.chase}."
    if learning.issues_to:
        yield f"Told of major and of systemic issues: {people(learning.issues_to)}."
    if learning.shared_with:
        yield f"What is learnt is shared with {listed(learning.shared_with)}."


def _after_stages(stages: tuple[int, ...]) -> str:
    return f" (stage {listed(str(number) for number in stages)})" if stages else ""


def closing_words(policy: Policy) -> Iterator[str]:
    """What closes a case, what opens it again, and how people are asked afterwards."""
    rule = policy.closure
    if rule.needs:
        yield f"Before a complaint is closed, it must have {listed(_NEEDS[need] for need in rule.needs)}."
        yield (
            "It then closes by itself."
            if rule.by == "itself"
            else "The coordinator then closes it."
        )
    else:
        yield f"A complaint is closed {_CLOSED[policy.closing]}."
    if policy.learning_form == "task":
        yield "A learning form is owed as well; it does not hold up the closing."
    if reopen := rule.reopen:
        on = " on new information" if reopen.needs_new_information else ""
        yield f"It may be opened again{on} within {period(reopen.within, reopen.ends)}."


def survey_words(policy: Policy) -> Iterator[str]:
    """How people are asked afterwards."""
    rule = policy.surveys
    questions = policy.closure.survey_questions or rule.questions
    if not policy.survey and not questions:
        return
    if policy.survey:
        yield f"After a {listed((spoken(kind) for kind in rule.kinds), 'or')} people are asked how it was:"
    else:
        yield "People may be asked how it was; nothing goes by itself."
    yield from items(questions)
    if rule.tells_how_to_complain:
        yield "The survey says how to complain."
    if rule.offer_complaint:
        yield "Whoever is dissatisfied is asked whether to make it a complaint."
    if rule.reply_within:
        yield f"Whoever answers it hears within {rule.reply_within}."


def ombudsman_words(policy: Policy) -> Iterator[str]:
    """Who reviews which service, when, and how they are reached."""
    review = policy.review
    yield f"Services go to the {policy.ombudsmen[review.default].name} unless said otherwise."
    if review.landlord:
        yield f"The council's tenants go to the {policy.ombudsmen[review.landlord].name}."
        if review.landlord_services:
            services = listed(spoken(service) for service in review.landlord_services)
            yield f"Tenants' services: {services}."
    for (body, since, until), alike in groupby(
        review.overrides, key=lambda one: (one.ombudsman, one.valid_from, one.valid_to)
    ):
        services = listed(spoken(service) for one in alike for service in one.services)
        start = f" from {day(since)}" if since else ""
        end = f" until {day(until)}" if until else ""
        yield f"Always to the {policy.ombudsmen[body].name}{start}{end}: {services}."
    if review.any_time:
        yield "An Ombudsman may be asked at any time, and usually expects the stages to be tried."
    yield from _designated_person(policy)
    yield from (_address(body) for body in policy.ombudsmen.values())


def _designated_person(policy: Policy) -> Iterator[str]:
    rule = policy.designated_person
    if rule is None:
        return
    after = " and a day" if rule.direct_from == "the day after" else ""
    yield (
        f"From {day(rule.valid_from)} to {day(rule.valid_to)} tenants went through "
        f"{listed(rule.persons, 'or')}, or waited {rule.direct_after}{after}."
    )
    if rule.speaks_any_time:
        yield "Such a person may speak for a tenant before the stages are exhausted too."
    if rule.request_in_writing:
        yield "Nothing of a case is told them before they ask in writing."
    if rule.outcomes:
        yield f"What can come of it: {listed((spoken(one) for one in rule.outcomes), 'or')}."
    if rule.too_early:
        yield f"Before that: {stopped(rule.too_early)}"


def _address(body: Ombudsman) -> str:
    limit = f" Within {period(body.limit, body.limit_ends)}." if body.limit else ""
    return f"  - {body.name} ({body.short}): {body.address}; {body.phone}; {body.url}{limit}"


def restriction_words(policy: Policy) -> Iterator[str]:
    """Restricted contact: who decides, on what, what may be done, and when it is looked at again."""
    rule = policy.designation
    if rule is None:
        return
    if rule.name:
        yield f"The policy speaks of: {rule.name}."
    yield from _restricting(rule)
    own = " (the house's own rule: the policy is silent)" if rule.house_default else ""
    yield f"Restricted contact is looked at again within {rule.review_within} by {_reviewer(rule)}{own}."
    if rule.lift_unless_grounds:
        yield "It is lifted then, unless there are grounds to go on."
    if rule.appeal_role:
        yield f"An appeal goes to {the(rule.appeal_role)}."
    if rule.no_appeal:
        yield "There is no appeal inside the council; the Ombudsman can be asked."
    if rule.tell_roles:
        yield f"Told of it: {people(rule.tell_roles)}."
    if rule.log_requests:
        yield "Every request is kept, those that were not granted too."
    if rule.new_matters_as_ever:
        yield "New matters of the same person are dealt with as anybody's."
    yield f"More than {rule.indicator} contacts in a month are shown to a person; nothing follows by itself."
    if rule.policy_words:
        yield stopped(rule.policy_words)


def _reviewer(rule: Restriction) -> str:
    title = (
        rule.reviewed_by
        if rule.reviewed_by.lower().startswith("the ")
        else f"the {rule.reviewed_by}"
    )
    held = rule.reviewed_by_role
    return (
        f"{title} (role: {spoken(held)})" if held and spoken(held) not in title.lower() else title
    )


def _restricting(rule: Restriction) -> Iterator[str]:
    if rule.decided_by:
        agreed = f", with the agreement of {people(rule.agreed_with)}" if rule.agreed_with else ""
        yield f"Decided by {people(rule.decided_by)}{agreed}."
    yield f"It may be about a {listed(rule.targets, 'or')}."
    if rule.warning_first:
        yield "There is a warning first."
    for heading, words in (
        (
            "Before it is decided, each of these is confirmed, with what shows it:",
            rule.preconditions,
        ),
        ("What may lead to it:", rule.behaviours),
        ("What may be done:", tuple(measure.words for measure in rule.measures)),
    ):
        if words:
            yield heading
            yield from items(words)
    if rule.equality_check:
        yield "Equality and adjustments are looked at each time."


def adjustment_words(policy: Policy) -> Iterator[str]:
    """Reasonable adjustments."""
    rule = policy.adjustments
    if rule.discuss:
        yield "What somebody needs is discussed with them, agreed and kept on the case."
    if rule.review_within:
        yield f"It is looked at again within {rule.review_within}."
    if rule.formats:
        yield f"Formats that can be had: {listed(rule.formats)}."
    if rule.factors:
        yield "What is weighed:"
        yield from items(rule.factors)


def compliment_words(policy: Policy) -> Iterator[str]:
    """Praise."""
    rule = policy.compliments
    if "compliment" not in policy.kinds and rule.nomination == "none":
        return
    yield f"Praise is kept, and passed on to {the(rule.owner_role)}."
    if rule.share_words:
        yield stopped(rule.share_words)
    if rule.nomination != "none":
        who = {"officer": "An officer", "customer": "Whoever writes"}[rule.nomination]
        yield f"{who} may nominate somebody for the council's award. {stopped(rule.nomination_words)}"


def report_words(policy: Policy) -> Iterator[str]:
    """The reports: how often, to whom, of what."""
    for rule in policy.reports:
        per = "" if rule.per == "council" else f", one for each {rule.per}"
        yield f"  - {rule.title}: {rule.cadence}{per}, to {listed(rule.readers)}."
        yield f"    In it: {listed(spoken(block) for block in rule.blocks)}."
        if rule.published:
            yield "    It is published."
        if not rule.anonymous:
            yield "    It may name complainants."
    if rule_ := policy.unusual:
        yield (
            f"{rule_.times} times what is usual, and {rule_.least} at least within {rule_.within}: "
            f"{the(rule_.tell_role)} is told. {stopped(rule_.words)}"
        )


def review_words(policy: Policy) -> Iterator[str]:
    """When the policy itself is looked at, the yearly return, and how long cases are kept."""
    rule = policy.reviews
    for what, every, also in (
        ("The policy", rule.policy_every, rule.policy_also),
        (
            "The self-assessment against the Code",
            rule.self_assessment_every,
            rule.self_assessment_also,
        ),
    ):
        if every:
            yield f"{what} is looked at every {every} by {the(rule.holder)}{_also(also)}."
        elif also:
            yield f"{what} is looked at when {listed(also, 'or')}."
    if rule.training_every:
        yield f"Whoever handles complaints is trained every {rule.training_every}."
    if rule.published:
        yield f"The council publishes {listed(rule.published)}."
    if rule.unable_to_comply:
        yield "Where the council cannot keep to the Code for a time:"
        yield from items(rule.unable_to_comply)
    for role, what in policy.appointments.items():
        yield f"{first_up(the(role))} is appointed: {stopped(what)}"
    if yearly := policy.annual_submission:
        due = f"{yearly.large_due_day}.{yearly.large_due_month}."
        yield (
            f"The yearly return is due on {due} from {yearly.large_from_homes} homes on, else "
            f"within {yearly.small_within} of the end of the financial year."
        )
    if alarm := policy.journey_alarm:
        yield f"The whole way through the stages should take no more than {alarm.within}."
    if policy.retention.keep:
        yield f"A closed case is kept for {policy.retention.keep}."
    if policy.retention.words:
        yield stopped(policy.retention.words)


def _also(occasions: tuple[str, ...]) -> str:
    return f", and sooner if need be ({'; '.join(occasions)})" if occasions else ""
