"""A policy as a page for a reader: headed paragraphs, dates in words, no file format.

Only says what the policy's values say; whoever wants to change one looks in the file.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from mailroom.rules.policy import Policy
from mailroom.rules.policy_clauses import Ends, Ombudsman
from mailroom.rules.policy_stages import Extension, Reminders, Response, Stage
from mailroom.rules.policy_terms import Anchor, Duration

_WIDTH = 88
_ANCHORS = {
    Anchor.RECEIPT: "of its receipt",
    Anchor.ACKNOWLEDGEMENT: "of the acknowledgement",
    Anchor.NOTIFICATION: "of the Ombudsman's notice",
    Anchor.CONFIRMATION: "of its writer's confirmation",
}
_ANONYMOUS = {
    "register": "A complaint whose writer cannot be reached is registered and investigated.",
    "feedback": "A complaint whose writer cannot be reached is passed on as feedback.",
    "decline": "A complaint whose writer cannot be reached is not taken up.",
}
_CLOSED = {
    "response": "when the answer has been sent",
    "learning_form": "when the answer has been sent and the learning form has come",
    "outcome_recorded": "when the answer, its outcome and what was learnt are recorded",
    "action_told": "when the coordinator has the date of contact and the action",
}
_REPEATS = {
    "duplicate_open": "a letter that points to the open one",
    "update_forwarded": "no letter: it is passed to the officer",
    "repeat_closed_stage1": "a letter that explains how to ask for the next stage",
    "escalation_acknowledgement": "the next stage, which it is taken to ask for",
    "repeat_closed_stage2": "a letter that points to the Ombudsman",
    "signpost": "the explanation of where to go once more",
}
_BASES = {
    "issue": "the matter arose",
    "knowledge": "the complainant knew of it",
    "awareness": "the complainant became aware of it",
    "issue_or_awareness": "it arose or the complainant became aware of it, whichever is later",
}


def page(policy: Policy) -> str:
    """The whole policy in words."""
    parts = [_title(policy)]
    parts += [_section(stage.name, _stage(policy, stage)) for stage in policy.stages.values()]
    for heading, sentences in (
        ("What is registered", _intake(policy)),
        ("Reminders inside the council", _reminders(policy.reminders)),
        ("The next stage", _escalation(policy)),
        ("The same complaint again", _duplicates(policy)),
        ("How old a matter may be", _age(policy)),
        ("Closing and opening again", _closing(policy)),
        ("When an answer is late", _delay(policy)),
        ("Ombudsmen", _ombudsmen(policy)),
        ("Other dates", _other_dates(policy)),
        ("How days are counted", _counting(policy)),
    ):
        parts.append(_section(heading, sentences))
    return "\n\n".join(part for part in parts if part)


def _title(policy: Policy) -> str:
    lines = [policy.council, policy.title, f"{policy.version}; source: {policy.source}"]
    lines.append(f"Policy {policy.name}, digest {policy.digest[:12]}")
    return "\n".join(lines)


def _section(heading: str, sentences: Iterable[str]) -> str:
    text = "\n".join(textwrap.fill(sentence, _WIDTH) for sentence in sentences)
    return f"{heading}\n{'-' * len(heading)}\n{text}" if text else ""


def _stage(policy: Policy, stage: Stage) -> Iterator[str]:
    yield from _owner(stage)
    if stage.acknowledgement is None:
        yield "It is not acknowledged."
    elif stage.acknowledgement.within is None:
        yield "It is acknowledged at once; the policy sets no time for that."
    else:
        ack = stage.acknowledgement
        yield f"It is acknowledged within {ack.within} {_ANCHORS[ack.anchor]}."
        if ack.formal_also:
            yield "The automatic acknowledgement does not do for that: a person's own is owed too."
    if stage.response is None:
        yield "The policy sets no time for the answer."
        return
    yield from _response(stage, stage.response)
    if stage.extension is not None:
        yield _extension(stage.extension)
    if stage.pause is not None and stage.pause.allowed:
        yield "The clock may stand still while the complainant is asked for information."
    for rule in stage.progress:
        when = f"{rule.after} {_ANCHORS[rule.anchor]}" if rule.after else "the day it is due"
        duty = "is owed" if rule.owed else "is prompted"
        copy = ", with a copy to the coordinator" if rule.copy_to_coordinator else ""
        yield f"If there is no answer by {when}, a {rule.name} {duty}{copy}."
    for notice in stage.notify:
        yield f"The {notice.who} is told within {notice.within} {_ANCHORS[notice.anchor]}."
    if stage.reminders is not None:
        yield from _reminders(stage.reminders)


def _owner(stage: Stage) -> Iterator[str]:
    sentence = f"Dealt with by the {stage.owner_title} (role: {stage.owner_role}"
    if stage.owner_fallback_role:
        sentence += f", else {stage.owner_fallback_role}"
    yield f"{sentence})."
    if stage.independent:
        yield "It is never whoever dealt with the stage before."
    if stage.senior:
        yield "It is always somebody senior to whoever answered the stage before."
    if stage.signatory_title:
        absence = stage.signatory_absence_title
        yield f"Signed by: {stage.signatory_title}{f'; in absence: {absence}' if absence else ''}."


def _response(stage: Stage, response: Response) -> Iterator[str]:
    to = "the Ombudsman" if response.recipient == "ombudsman" else "the complainant"
    yield f"It is answered to {to} within {response.within} {_ANCHORS[response.anchor]}."
    if response.backstop:
        yield (
            "The owner is reminded by the date it would have if the acknowledgement went on its "
            "last day: a late one gives no more time."
        )
    if response.internal_target:
        yield "Inside the council the last working day on or before that date counts."
    if not stage.written:
        yield "The answer may be given by visit or telephone, with a note of it."
    if stage.copy_to_coordinator:
        yield "A copy of the answer goes to the coordinator."


def _extension(extension: Extension) -> str:
    often = {None: "as often as there is a reason", 1: "once"}.get(
        extension.count, f"up to {extension.count} times"
    )
    beyond = (
        "never further" if extension.beyond == "never" else "further only with a recorded reason"
    )
    return f"It may be extended {often}, by no more than {extension.max}, {beyond}."


def _intake(policy: Policy) -> Iterator[str]:
    yield f"Kinds: {_listed(kind.replace('_', ' ') for kind in policy.kinds)}."
    yield _ANONYMOUS[policy.anonymous]
    if policy.informal and policy.informal.within:
        yield f"A simple problem is first put to the service, which has {policy.informal.within}."
    if policy.comment_reply:
        yield f"A comment whose writer asks for a reply has one within {policy.comment_reply}."
    if policy.feedback.becomes_complaint:
        yield "Feedback becomes a complaint once its writer, asked, has confirmed that it is one."


def _reminders(reminders: Reminders) -> Iterator[str]:
    days = [f"{term} before" for term in reminders.before]
    days += ["on the day"] if reminders.on_the_day else []
    if days:
        yield f"The owner is reminded {_listed(days)}."
    if reminders.overdue_to:
        who = _listed(f"the {role}" for role in reminders.overdue_to)
        yield f"On the first working day after it, {who} hear that it is overdue."
    if reminders.overdue_every:
        every = reminders.overdue_every
        yield f"The {reminders.overdue_every_to} hears so again every {every}."


def _escalation(policy: Policy) -> Iterator[str]:
    rule = policy.escalation
    if rule.window:
        yield f"It may be asked for within {_period(rule.window, rule.window_ends)} of the answer."
    else:
        yield "It may be asked for at any time after the answer."
    if rule.in_writing:
        yield "The request is made in writing."
    if rule.needs_reasons:
        yield "Reasons are asked for once; a request is not refused for want of them."
    elif rule.asks_reasons:
        yield "Reasons are asked for; giving them is no condition."
    if rule.decline_reasons:
        yield f"It may be declined because: {_listed(rule.decline_reasons)}."
    if rule.new_issue_outcome == "new_stage1":
        yield "Significant new issues begin a new stage 1."
    if rule.direct_to_stage2 == "exceptional":
        yield f"In exceptional cases it may begin there; the {rule.direct_confirmed_by} confirms."


def _duplicates(policy: Policy) -> Iterator[str]:
    rule = policy.duplicates
    for when, letter in (
        ("While the first is open", rule.open),
        ("After the answer at stage 1", rule.closed_stage1),
        ("After the answer at stage 2", rule.closed_stage2),
        ("After it was found out of scope", rule.closed_excluded),
    ):
        if letter:
            yield f"{when}: {_REPEATS.get(letter, letter)}."
    if rule.same_matter_months:
        yield f"The same matter is not looked at again within {rule.same_matter_months}."


def _age(policy: Policy) -> Iterator[str]:
    rule = policy.age_limit
    if rule is None:
        return
    yield f"Taken within {_period(rule.within, rule.ends)} of the day {_BASES[rule.basis]}."
    if rule.override_authority:
        who = rule.override_authority.replace("_", " ")
        yield f"Older matters are taken where {rule.override_when} (decided by: {who})."
    else:
        yield "Older matters are not taken."


def _closing(policy: Policy) -> Iterator[str]:
    yield f"A complaint is closed {_CLOSED[policy.closing]}."
    if policy.learning_form == "task":
        yield "A learning form is owed as well; it does not hold up the closing."
    if policy.survey:
        yield "After closing, the complainant is asked how it was."
        yield from (f"  {question}" for question in policy.closure.survey_questions)
    reopen = policy.closure.reopen
    if reopen:
        on = " on new information" if reopen.needs_new_information else ""
        yield f"It may be opened again{on} within {_period(reopen.within, reopen.ends)}."


def _delay(policy: Policy) -> Iterator[str]:
    if policy.ombudsman_on_delay:
        yield "Every letter that moves a date gives the Ombudsman's details."
    if policy.delay.agreed_intervals:
        yield "The complainant hears of progress at intervals agreed together."


def _ombudsmen(policy: Policy) -> Iterator[str]:
    review = policy.review
    yield f"Services go to the {policy.ombudsmen[review.default].name} unless said otherwise."
    if review.landlord:
        yield f"The council's tenants go to the {policy.ombudsmen[review.landlord].name}."
    for override in review.overrides:
        services = _listed(service.replace("_", " ") for service in override.services)
        yield f"Always to the {policy.ombudsmen[override.ombudsman].name}: {services}."
    if review.any_time:
        yield "An Ombudsman may be asked at any time, and usually expects the stages to be tried."
    if rule := policy.designated_person:
        yield (
            f"From {_day(rule.valid_from)} to {_day(rule.valid_to)} tenants went through "
            f"{_listed(rule.persons, 'or')}, or waited {rule.direct_after}."
        )
    yield from (_address(body) for body in policy.ombudsmen.values())


def _address(body: Ombudsman) -> str:
    limit = f" Within {_period(body.limit, body.limit_ends)}." if body.limit else ""
    return f"{body.name} ({body.short}): {body.address}; {body.phone}; {body.url}{limit}"


def _other_dates(policy: Policy) -> Iterator[str]:
    if rule := policy.designation:
        own = " (the house's own rule: the policy is silent)" if rule.house_default else ""
        yield (
            f"Restricted contact is looked at again within {rule.review_within} by the "
            f"{rule.reviewed_by}{own}."
        )
    if councillors := policy.councillor_complaints:
        within = councillors.acknowledgement
        yield f"A complaint about a councillor is acknowledged within {within}."
    if yearly := policy.annual_submission:
        due = f"{yearly.large_due_day}.{yearly.large_due_month}."
        yield (
            f"The yearly return is due on {due} from {yearly.large_from_homes} homes on, else "
            f"within {yearly.small_within} of the end of the financial year."
        )
    if alarm := policy.journey_alarm:
        yield f"The whole way through the stages should take no more than {alarm.within}."


def _counting(policy: Policy) -> Iterator[str]:
    yield (
        "The day after is day 1. Working days are Monday to Friday, without bank holidays and "
        "the council's own closure days. Months end on the same day of the month, or its last."
    )
    if policy.receipt.cutoff:
        yield f"Mail after {policy.receipt.cutoff:%H:%M} counts as the next day's."
    if policy.receipt.nonworking_receipt == "deemed_next_working_day":
        yield "Mail on a day the council does not work counts as the next working day's."


def _period(term: Duration, ends: Ends) -> str:
    return str(term) if ends == "anniversary" else f"{term} less a day"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _listed(words: Iterable[str], last: str = "and") -> str:
    *most, final = list(words)
    return f"{', '.join(most)} {last} {final}" if most else final
