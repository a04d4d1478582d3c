"""Worked examples of a stage: its acknowledgement, answer, extension, pause and letters on delay.

The dates come from `stage_clock`, the very module that the diary asks; this one only names them as
clock_cases.json does (counting_days.md, "Events and their keys").
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from mailroom.rules.policy_stages import Extension, Progress, Stage
from mailroom.rules.policy_terms import Duration, Unit, read_duration
from mailroom.rules.reminders import progress_due
from mailroom.rules.stage_clock import (
    PauseFacts,
    StageDates,
    StageFacts,
    clock_start,
    paused_days,
    reckon,
    stage_dates,
)
from mailroom.rules.workdays import local_date
from mailroom.rules.worked_case import CaseFault, Computed, WorkedCase

_STAGE = re.compile(r"_?stage(\d)_?")


def stage_of(case: WorkedCase) -> Stage:
    """The stage a case is about: by its inputs, by its event's name, or the first."""
    named = _STAGE.search(case.event)
    number = case.number("stage", int(named[1]) if named else 1)
    stage = case.policy.stage(number)
    if stage is None:
        raise CaseFault(f"the policy {case.policy.name} has no stage {number}")
    return stage


def stage_facts(case: WorkedCase, number: int) -> StageFacts:
    """What the record would know of such a stage."""
    pauses: tuple[PauseFacts, ...] = ()
    if case.inputs.get("pause_from") is not None:
        pauses = (PauseFacts(case.date("pause_from"), case.date("pause_to")),)
    return StageFacts(
        number=number,
        received_at=case.received_at,
        acknowledged_at=case.instant("ack_sent"),
        answered_at=None,
        extensions=case.number("extensions_already_used", 0),
        pauses=pauses,
    )


def stage_keys(case: WorkedCase) -> Computed:
    """Every key of a stage under its policy; None where the policy sets nothing."""
    stage = stage_of(case)
    facts = stage_facts(case, stage.number)
    dates = stage_dates(case.policy, facts, case.calendar)
    due = dates.respond_by or dates.projected_by
    keys: Computed = {
        "receipt_date": dates.receipt_on,
        "ack_due": dates.acknowledge_by,
        "response_due": dates.respond_by,
        "response_due_projected": dates.projected_by,
        "response_backstop": dates.backstop_on,
        "original_due": dates.original_by,
        "ombudsman_details_required": case.policy.ombudsman_on_delay,
    }
    if facts.acknowledged_at is not None and dates.acknowledge_by is not None:
        keys["ack_on_time"] = local_date(facts.acknowledged_at) <= dates.acknowledge_by
    for notice in stage.notify:
        who = notice.who.replace(" ", "_")
        keys[f"notify_{who}_due"] = reckon(dates.receipt_on, notice.within, case.calendar)
    for rule in stage.progress:
        if rule.after is not None:
            keys[letter_key(rule)] = progress_due(rule, facts, dates, case.calendar)
    if facts.pauses:
        keys["paused_working_days"] = _paused(case, stage, facts, dates)
    if stage.extension is not None and due is not None:
        keys |= _extension_keys(case, stage.extension, facts, due)
    return keys


def _paused(case: WorkedCase, stage: Stage, facts: StageFacts, dates: StageDates) -> int:
    if stage.response is None or dates.original_by is None:
        return 0
    anchor = stage.response.anchor
    start = clock_start(anchor, facts, dates.receipt_on) or dates.acknowledge_by
    return paused_days(
        facts.pauses,
        Unit.WORKING_DAYS,
        start or dates.receipt_on,
        dates.original_by,
        case.calendar,
    )[0]


def _extension_keys(
    case: WorkedCase, extension: Extension, facts: StageFacts, due: date
) -> Computed:
    """How far and how often; the last key shows A003-02's other reading beside the one taken."""
    in_calendar_days = due + timedelta(days=extension.max.count)
    allowed = extension.count is None or facts.extensions < extension.count
    furthest = reckon(due, extension.max, case.calendar)
    keys: Computed = {
        "extended_due_max": furthest,
        "extended_due_max_if_calendar_days": in_calendar_days,
        "extensions_allowed": extension.count,
        "extension_allowed": allowed,
        "second_extension_allowed": extension.count is None or extension.count >= 2,
        "beyond_max_needs_good_reason": extension.beyond == "good reason",
    }
    if case.inputs.get("extension_working_days") is not None:
        asked = Duration(case.number("extension_working_days"), Unit.WORKING_DAYS)
        extended = reckon(due, asked, case.calendar)
        keys |= {"extended_due": extended, "within_max": extended <= furthest}
    return keys


def letter_key(rule: Progress) -> str:
    """What clock_cases.json calls the date of this letter: "holding_reply_due"."""
    return f"{_STAGE.sub('', rule.event)}_due"


def letter_keys(case: WorkedCase) -> Computed:
    """A letter on delay: its date, and whether the coordinator has a copy."""
    stage = stage_of(case)
    rules = [rule for rule in stage.progress if rule.event == case.event]
    if not rules:
        raise CaseFault(
            f"the policy {case.policy.name} has no {case.event} at stage {stage.number}"
        )
    keys = stage_keys(case)
    due = keys.get(letter_key(rules[0]), keys["response_due"])
    return keys | {
        letter_key(rules[0]): due,
        "letter_due": due,
        "copy_to_coordinator": rules[0].copy_to_coordinator,
    }


def external_keys(case: WorkedCase) -> Computed:
    """The Ombudsman's stage: by the policy's clock, or by the Ombudsman's own letter (A002-05)."""
    stage = case.policy.external_stage
    if stage is None:
        raise CaseFault(f"the policy {case.policy.name} has no stage at an ombudsman")
    dates = stage_dates(case.policy, stage_facts(case, stage.number), case.calendar)
    due = dates.respond_by
    if due is None:
        unit = str(case.inputs.get("unit", "calendar_days")).replace("_", " ")
        due = reckon(dates.receipt_on, read_duration(f"{case.number('n')} {unit}"), case.calendar)
    return {
        "notified_date": dates.receipt_on,
        "ack_due": dates.acknowledge_by,
        "response_due": due,
        "internal_target": case.calendar.on_or_before(due),
    }


def longest_journey(case: WorkedCase) -> Computed:
    """The last dates of each of the council's stages, begun on the day the one before ended."""
    day = case.received_on
    keys: Computed = {}
    for number in range(1, case.policy.last_stage + 1):
        stage = case.policy.stage(number)
        if stage is None or stage.response is None:
            raise CaseFault(f"stage {number} of {case.policy.name} sets no date for its answer")
        ack = stage.acknowledgement.within if stage.acknowledgement else None
        acknowledged = reckon(day, ack, case.calendar) if ack else day
        start = acknowledged if stage.response.anchor == "acknowledgement" else day
        day = reckon(start, stage.response.within, case.calendar)
        keys |= {f"stage{number}_ack": acknowledged, f"stage{number}_response": day}
    return keys
