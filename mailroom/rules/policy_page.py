"""A policy as a page for a reader: headed paragraphs, dates in words, no file format.

Only says what the policy's values say; whoever wants to change one looks in the file. The paragraphs
are written in `policy_page_scope`, `…_stages`, `…_duties` and `…_after`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailroom.rules import policy_page_after as after
from mailroom.rules import policy_page_duties as duties
from mailroom.rules import policy_page_scope as scope
from mailroom.rules.policy import Policy
from mailroom.rules.policy_page_stages import reminder_words, stage_words
from mailroom.rules.policy_page_words import day, first_up, listed, period, section, spoken, the

_REPEATS = {
    "duplicate_open": "a letter that points to the open one",
    "update_forwarded": "no letter: it is passed to the officer",
    "repeat_closed_stage1": "a letter that explains how to ask for the next stage",
    "escalation_acknowledgement": "the next stage, which it is taken to ask for",
    "repeat_closed_stage2": "a letter that points to the Ombudsman",
    "signpost": "the explanation of where to go once more",
}
_LATE = {
    "decline_explain_signpost_ombudsman": "is declined with reasons, and the Ombudsman's details",
}
_OPTIONS = {
    "investigate": "investigate it",
    "refer_back": "refer it back to the service",
    "decline": "decline it",
    "new_stage1": "begin a new stage 1",
}


def page(policy: Policy) -> str:
    """The whole policy in words."""
    parts = [_title(policy)]
    parts += [section(heading, sentences) for heading, sentences in _sections(policy)]
    return "\n\n".join(part for part in parts if part)


def _sections(policy: Policy) -> Iterator[tuple[str, Iterable[str]]]:
    yield "What the words mean", scope.definition_words(policy)
    yield "What is registered", scope.intake_words(policy)
    yield "What is not taken", scope.exclusion_words(policy)
    yield "How old a matter may be", scope.age_words(policy)
    yield "Who may write for whom", scope.third_party_words(policy)
    yield "Services", scope.service_words(policy)
    yield from ((stage.name, stage_words(stage)) for stage in policy.stages.values())
    yield "Reminders inside the council", reminder_words(policy.reminders)
    yield "The next stage", _escalation(policy)
    yield "The same complaint again", _duplicates(policy)
    yield "When an answer is late", _delay(policy)
    yield "What people owe beside the answer", duties.duty_words(policy)
    yield "The policy's own words", duties.note_words(policy)
    yield "What each letter must say", duties.required_words(policy)
    yield "Putting right and learning", after.remedy_words(policy)
    yield "Closing and opening again", after.closing_words(policy)
    yield "Asking afterwards", after.survey_words(policy)
    yield "Ombudsmen", after.ombudsman_words(policy)
    yield "Restricted contact", after.restriction_words(policy)
    yield "Adjustments", after.adjustment_words(policy)
    yield "Compliments", after.compliment_words(policy)
    yield "Reports", after.report_words(policy)
    yield "Reviews and other dates", after.review_words(policy)
    yield "How days are counted", _counting(policy)


def _title(policy: Policy) -> str:
    lines = [policy.council, policy.title, f"{policy.version}; source: {policy.source}"]
    start = f"from {day(policy.valid_from)} " if policy.valid_from else ""
    end = f"until {day(policy.valid_to)}" if policy.valid_to else ""
    lines += [f"In force {start}{end}".strip()] if start or end else []
    lines.append(f"Policy {policy.name}, digest {policy.digest[:12]}")
    return "\n".join(lines)


def _escalation(policy: Policy) -> Iterator[str]:
    if policy.last_stage == 1:
        yield "There is one stage. Whoever is not satisfied with its answer can go to the Ombudsman."
        return
    rule = policy.escalation
    if rule.window:
        yield f"It may be asked for within {period(rule.window, rule.window_ends)} of the answer."
    else:
        yield "It may be asked for at any time after the answer."
    if rule.in_writing:
        yield "The request is made in writing."
    if rule.needs_reasons:
        yield "Reasons are asked for once; a request is not refused for want of them."
    elif rule.asks_reasons:
        yield "Reasons are asked for; giving them is no condition."
    if len(rule.options) > 1:
        choices = listed((_OPTIONS[option] for option in rule.options), "or")
        yield f"Whoever it comes to can {choices}, with reasons."
    if rule.decline_reasons:
        yield f"It may be declined because: {listed(rule.decline_reasons, 'or')}."
    if rule.window:
        yield f"What comes too late {_LATE.get(rule.late_outcome, spoken(rule.late_outcome))}."
    if rule.new_issue_outcome == "new_stage1":
        yield "Significant new issues begin a new stage 1."
    if rule.direct_to_stage2 == "exceptional":
        by = the(rule.direct_confirmed_by)
        yield f"In exceptional cases it may begin there; {by} confirms."


def _duplicates(policy: Policy) -> Iterator[str]:
    rule = policy.duplicates
    for when, letter in (
        ("While the first is open", rule.open),
        ("After the answer at stage 1", rule.closed_stage1),
        ("After the answer at stage 2", rule.closed_stage2),
        ("After it was found out of scope", rule.closed_excluded),
    ):
        if letter:
            yield f"{when}: {first_up(_REPEATS.get(letter, letter))}."
    if rule.same_matter_months:
        yield f"The same matter is not looked at again within {rule.same_matter_months}."


def _delay(policy: Policy) -> Iterator[str]:
    if policy.ombudsman_on_delay:
        yield "Every letter that moves a date gives the Ombudsman's details."
    if policy.delay.agreed_intervals:
        yield "The complainant hears of progress at intervals agreed together."


def _counting(policy: Policy) -> Iterator[str]:
    yield (
        "The day after is day 1. Working days are Monday to Friday, without bank holidays and "
        "the council's own closure days. Months end on the same day of the month, or its last."
    )
    if policy.receipt.cutoff:
        yield f"Mail after {policy.receipt.cutoff:%H:%M} counts as the next day's."
    if policy.receipt.nonworking_receipt == "deemed_next_working_day":
        yield "Mail on a day the council does not work counts as the next working day's."
