"""How a difference between two policies is said: whom it concerns, under what heading, what each key is called.

A key without words of its own here is called as the file calls it, with spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum

from pydantic import BaseModel

from mailroom.rules.policy_page_words import day, spoken
from mailroom.rules.policy_terms import Anchor

NOTHING = "nothing said"


class Audience(StrEnum):
    """Whom a difference concerns first."""

    RESIDENTS = "For residents"
    OFFICERS = "For officers"
    COORDINATORS = "For coordinators, and those who govern"


# Heading and audience of each table of a policy, in the order in which they are told.
SECTIONS: Mapping[str, tuple[str, Audience]] = {
    "definitions": ("What the words mean", Audience.RESIDENTS),
    "values": ("What the words mean", Audience.RESIDENTS),
    "intake": ("What is registered", Audience.RESIDENTS),
    "informal": ("Informal step", Audience.RESIDENTS),
    "comments": ("Comments", Audience.RESIDENTS),
    "feedback": ("Comments", Audience.RESIDENTS),
    "exclusions": ("What is not taken", Audience.RESIDENTS),
    "refusal": ("What is not taken", Audience.RESIDENTS),
    "age_limit": ("How old a matter may be", Audience.RESIDENTS),
    "third_parties": ("Who may write for whom", Audience.RESIDENTS),
    "collective": ("Who may write for whom", Audience.RESIDENTS),
    "stages": ("Stages", Audience.RESIDENTS),
    "delay": ("When an answer is late", Audience.RESIDENTS),
    "escalation": ("The next stage", Audience.RESIDENTS),
    "duplicates": ("The same complaint again", Audience.RESIDENTS),
    "adjustments": ("Adjustments", Audience.RESIDENTS),
    "compliments": ("Compliments", Audience.RESIDENTS),
    "surveys": ("Asking afterwards", Audience.RESIDENTS),
    "review": ("Ombudsmen", Audience.RESIDENTS),
    "ombudsmen": ("Ombudsmen", Audience.RESIDENTS),
    "designated_person": ("Ombudsmen", Audience.RESIDENTS),
    "reminders": ("Reminders", Audience.OFFICERS),
    "duties": ("What people owe beside the answer", Audience.OFFICERS),
    "remedies": ("Putting right and learning", Audience.OFFICERS),
    "learning": ("Putting right and learning", Audience.OFFICERS),
    "required": ("What each letter must say", Audience.OFFICERS),
    "notes": ("The policy's own words", Audience.OFFICERS),
    "services": ("Services", Audience.OFFICERS),
    "disrepair": ("Services", Audience.OFFICERS),
    "closure": ("Closing and opening again", Audience.COORDINATORS),
    "designation": ("Restricted contact", Audience.COORDINATORS),
    "policy_complaints": ("Complaints about policies and councillors", Audience.COORDINATORS),
    "councillor_complaints": ("Complaints about policies and councillors", Audience.COORDINATORS),
    "reports": ("Reports", Audience.COORDINATORS),
    "confidentiality": ("What leaves the council", Audience.COORDINATORS),
    "receipt": ("How days are counted", Audience.COORDINATORS),
}
# Every other table, and what the file says of itself.
_REST = ("The policy itself, reviews and dates", Audience.COORDINATORS)
# What of a stage is the officers' concern rather than the residents'.
_OF_A_STAGE = frozenset(
    (
        "accountable_role",
        "coordinator_answers",
        "copied_roles",
        "copy_to_coordinator",
        "delegates",
        "notify",
        "owner_fallback_role",
        "owner_role",
        "owner_title",
        "progress",
        "reminders",
        "sends_case_file",
        "staff_named_rank",
    )
)
# Tables told under another's heading: their keys are called with the table's own name.
_UNDER_ANOTHER = frozenset(
    (
        "annual_submission",
        "appointments",
        "collective",
        "councillor_complaints",
        "designated_person",
        "disrepair",
        "journey_alarm",
        "learning",
        "policy_complaints",
        "retention",
        "reviews",
        "unusual",
    )
)
# By the end of a key's path; the longest that fits holds.
_LABELS = {
    "acknowledgement.within": "acknowledgement",
    "acknowledgement.automatic": "acknowledged by the house at once",
    "acknowledgement.formal_also": "a person's own acknowledgement as well",
    "acknowledgement.by_role": "who acknowledges",
    "response.within": "answer",
    "response.backstop": "a late acknowledgement gives no more time",
    "response.internal_target": "the last working day before counts inside",
    "response.recipient": "who is answered",
    "extension.max": "longest extension",
    "extension.count": "how often it may be extended",
    "extension.granted_by": "who extends",
    "extension.beyond": "further than that",
    "pause.allowed": "the clock may stand still",
    "written": "answered in writing only",
    "independent": "never whoever answered before",
    "senior": "always somebody senior to whoever answered before",
    "sends_case_file": "the owner is sent all that came before",
    "copy_to_coordinator": "a copy to the coordinator",
    "owner_role": "who answers (role)",
    "owner_title": "who answers",
    "owner_fallback_role": "who answers otherwise (role)",
    "accountable_role": "who stays accountable",
    "delegates": "to whom it may be passed",
    "intake.kinds": "what is registered",
    "intake.anonymous": "a complaint whose writer cannot be reached",
    "intake.anonymous_owner_role": "who deals with one whose writer cannot be reached",
    "informal.within": "time the service has",
    "informal.ask_first": "people are asked to try it before they complain",
    "age_limit.within": "taken within",
    "age_limit.basis": "counted from",
    "age_limit.ends": "last day",
    "age_limit.override_authority": "who may take an older one",
    "escalation.window": "to be asked for within",
    "escalation.window_ends": "last day",
    "escalation.needs_reasons": "reasons are asked for once more",
    "escalation.asks_reasons": "reasons are asked for",
    "escalation.options": "what can become of the request",
    "delay.ombudsman_details": "the Ombudsman's details in every letter that moves a date",
    "delay.agreed_intervals": "news at intervals agreed together",
    "duplicates.open": "while the first is open",
    "duplicates.closed_stage1": "after the answer at stage 1",
    "duplicates.closed_stage2": "after the answer at stage 2",
    "duplicates.closed_excluded": "after it was found out of scope",
    "duplicates.same_matter_months": "the same matter is not looked at again for",
    "review.default": "who reviews, unless said otherwise",
    "review.landlord": "who reviews tenants' complaints",
    "review.any_time": "may be asked at any time",
    "closure.when": "closed once there is",
    "closure.learning_form": "learning form",
    "closure.needs": "what must be there before closing",
    "closure.survey": "people are asked afterwards",
    "reopen.within": "may be opened again within",
    "comments.reply": "a reply that was asked for, within",
    "designation.review_within": "looked at again within",
    "designation.reviewed_by": "looked at again by",
    "designation.no_appeal": "no appeal inside the council",
    "definitions.requires_response": "only what wants an answer is a complaint",
    "definitions.without_the_word": "whoever does not call it a complaint",
    "definitions.categories": "what it may be about",
    "feedback.becomes_complaint": "feedback may become a complaint",
    "values": "what the council wants to be measured by",
    "third_parties.consent": "permission of whom it is about",
    "third_parties.clock_runs": "the clock runs while permission is awaited",
}
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_WORDS = {
    "register": "registered",
    "feedback": "taken as feedback",
    "decline": "declined",
}


def place_of(path: tuple[str, ...]) -> tuple[str, Audience]:
    """Under which heading a key's difference is told, and to whom."""
    if path[0] == "stages" and len(path) > 1:
        audience = Audience.OFFICERS if {*path[2:3]} & _OF_A_STAGE else Audience.RESIDENTS
        return f"Stage {path[1]}", audience
    heading, audience = SECTIONS.get(path[0], _REST)
    return heading, audience


def label_of(path: tuple[str, ...]) -> str:
    """What a key is called, after the table it lies in: "answer"; "insurance, where"."""
    rest = path[2:] if path[0] == "stages" else path[path[0] not in _UNDER_ANOTHER :]
    if path[0] == "stages" and not rest:
        return "the whole stage"
    for length in (2, 1):
        known = _LABELS.get(".".join(path[-length:]))
        if known and length <= len(path):
            named = [spoken(part) for part in rest[:-length]]
            return ", ".join([*named, known])
    return ", ".join(spoken(part) for part in rest) or spoken(path[0])


def said(value: object, path: tuple[str, ...] = ()) -> str:
    """A value as a reader reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "" or value == ():
        return NOTHING
    if isinstance(value, tuple):
        items = [said(one) for one in value]
        return ("; " if any("," in one for one in items) else ", ").join(items)
    if isinstance(value, Mapping):
        return ", ".join(spoken(str(key)) for key in value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    words = str(value)
    if path[-1:] == ("anonymous",):
        return _WORDS.get(words, words)
    return spoken(words) if _CODE.fullmatch(words) else words


def timed(clause: BaseModel, key: str) -> str:
    """A time with what it is counted from: "10 working days of receipt"."""
    term, anchor = getattr(clause, key, None), getattr(clause, "anchor", None)
    of = "receipt" if anchor is Anchor.RECEIPT else f"the {anchor}"
    return f"{term} of {of}" if term is not None else NOTHING
