"""Looks nearer at what the triage found: how long ago it happened, whom praise names, a member's own casework. Pure.

Each only ever brings a person in: an old matter is held and never refused, a named colleague is somebody to nominate.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from mailroom.rules.hearing import Because
from mailroom.rules.policy import Policy
from mailroom.rules.stage_clock import last_day
from mailroom.rules.told_dates import told_vaguely
from mailroom.rules.triage import Proposal
from parsers.facts import dates

# "in February 2024": the last day of it counts, so that nobody is held for a fortnight.
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (20\d\d)\b", re.IGNORECASE
)
# What goes on still is not of the year in which it began.
_GOES_ON = re.compile(
    r"\b(?:still|again|ongoing|waiting|every (?:day|week|month)|keeps?|to this day)\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PRAISE = ("compliment", "nomination")
_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][a-z]+"
    r"|\b(?:called|named|name was|thank(?:s| you)? (?:so much |very much )?to|praise(?: for)?|how (?:kind|good|patient"
    r"|helpful|polite)|(?i:nominate)) (?:your )?[A-Z][a-z]+"
)
_FURTHER = re.compile(
    r"\b(?:extra mile|nominat(?:e|ing|ion)|put (?:him|her|them|some(?:one|body)) forward)\b",
    re.IGNORECASE,
)


def look_nearer(
    policy: Policy, proposal: Proposal, text: str, happened: str, received_on: date
) -> Proposal:
    """The proposal with what the words bear out; `happened` is the day as a form has it, '' without one."""
    if proposal.kind in _PRAISE:
        return _praised(proposal, text)
    if "elected_member" in proposal.flags and proposal.exclusion == "councillor_conduct":
        # Who writes for a constituent says "councillor" of themselves.
        proposal = replace(proposal, exclusion="")
    if proposal.kind == "complaint" and not proposal.exclusion:
        return _aged(policy, proposal, happened or text, received_on)
    return proposal


def _praised(proposal: Proposal, text: str) -> Proposal:
    """Praise of somebody by name, or for more than their job."""
    found = {"names_staff": _NAMED.search(text), "extra_mile_nomination": _FURTHER.search(text)}
    told = {flag: " ".join(hit.group().split()) for flag, hit in found.items() if hit}
    if not told:
        return proposal
    because = tuple(Because(flag, words) for flag, words in told.items())
    flags = tuple(sorted({*proposal.flags, *told}))
    return replace(proposal, flags=flags, because=(*proposal.because, *because))


def _aged(policy: Policy, proposal: Proposal, text: str, received_on: date) -> Proposal:
    """A matter of which the latest day told lies further back than the policy looks: it may be too old."""
    rule = policy.age_limit
    latest = _latest(text, received_on) if rule else None
    if rule is None or latest is None or received_on <= last_day(latest[0], rule.within, rule.ends):
        return proposal
    because = Because(rule.exclusion, latest[1])
    return replace(proposal, exclusion=rule.exclusion, because=(*proposal.because, because))


def _latest(text: str, received_on: date) -> tuple[date, str] | None:
    """The latest day told that is not to come, with its words: older ones may be how it began."""
    days = dates(text, received_on)
    found = list(days)
    for one in _MONTH.finditer(text) if " 20" in text else ():
        if any(one.group() in words for _, words in days):
            continue  # it is the month of a day that is told
        month, year = _MONTHS.index(one[1].lower()[:3]) + 1, int(one[2])
        found.append((date(year, month, calendar.monthrange(year, month)[1]), one.group()))
    vaguely = told_vaguely(text, received_on)
    if vaguely and not _GOES_ON.search(text):
        found += [(one.on, one.words) for one in vaguely]
    past = [(day, words) for day, words in found if day <= received_on]
    return max(past, default=None, key=lambda told: told[0])
