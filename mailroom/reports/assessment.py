"""The self-assessment against the Ombudsmen's Codes, by paragraph, with figures beside (CODE-53, S004-09). Pure.

What policy, software and figures answer is answered; what only a person can is left to a person, with what to look
at. Nothing is taken as kept because nobody looked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mailroom.reports import contacts, counts, matters, results, times
from mailroom.reports.assessment_checks import CHECKS, NO, PARTLY, YES, Finding
from mailroom.reports.counts import put_off
from mailroom.reports.figures import Column, Section, Share
from mailroom.reports.seen import Seen, answered_in, narrowed
from mailroom.reports.timing import ACKNOWLEDGEMENT, RESPONSE, due_in, tally
from mailroom.reports.words import Listed, Row, Value, section
from mailroom.rules.policy import Policy
from mailroom.rules.policy_lint import lint

PERSON = "to be answered by a person"
_ORDER = (NO, PARTLY, YES)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the Codes, and what answers it."""

    row: str
    place: str
    asks: str
    lint: bool = False
    departs: str = NO
    letter: str = ""
    parts: tuple[str, ...] = ()
    check: str = ""
    role: str = ""
    share: str = ""
    person: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered of a paragraph, on what evidence, with the figures beside it."""

    paragraph: Paragraph
    answer: str
    evidence: str
    figures: str


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    """The Codes' paragraphs, in order."""
    written = Path(__file__).with_name("code.toml").read_text(encoding="utf-8")
    lists = ("parts", "figures")
    read: list[dict[str, Any]] = tomllib.loads(written)["paragraph"]
    return tuple(
        Paragraph(**one | {name: tuple(one.get(name, ())) for name in lists}) for one in read
    )


def self_assessment(seen: Seen) -> Section:
    """The assessment of each policy in use, one after the other."""
    answers = {one.name: assess(one, narrowed(seen, policy=one)) for one in seen.in_use}
    said = [one.answer for each in answers.values() for one in each]
    several = len(seen.in_use) > 1
    rows = [
        (*_as_row(one), name) if several else _as_row(one)
        for name, each in answers.items()
        for one in each
    ]
    figures = {
        "yes": said.count(YES),
        "partly": said.count(PARTLY),
        "no": said.count(NO),
        "person": said.count(PERSON),
    }
    more = (Column("policy", "Policy"),) if several else ()
    return section("self_assessment", figures, {"paragraphs": Listed(rows, more=more)})


def _as_row(one: Answer) -> Row:
    paragraph = one.paragraph
    place = (paragraph.row, paragraph.place, paragraph.asks)
    return (*place, one.answer, one.evidence, one.figures)


def assess(policy: Policy, seen: Seen) -> tuple[Answer, ...]:
    """Each paragraph's answer under a policy, from the cases under it."""
    beside = _beside(seen)
    found = lint(policy).departures
    return tuple(
        _answer(one, policy, seen, beside, [d.policy for d in found if one.row in (d.row, *d.also)])
        for one in paragraphs()
    )


def _answer(
    one: Paragraph, policy: Policy, seen: Seen, beside: Mapping[str, Value], departs: list[str]
) -> Answer:
    findings = [*_found(one, policy, seen, departs), *_by_share(one, beside)]
    figures = "; ".join(f"{_named(name)}: {_told(beside[name])}" for name in one.figures)
    worst = min(findings, key=lambda finding: _ORDER.index(finding.answer), default=None)
    if worst is None or (worst.answer == YES and one.person):
        shown = " ".join([*(finding.evidence for finding in findings), one.person])
        return Answer(one, PERSON, shown.strip(), figures)
    evidence = " ".join(f.evidence for f in findings if f.answer == worst.answer)
    return Answer(one, worst.answer, evidence, figures)


def _found(one: Paragraph, policy: Policy, seen: Seen, departs: list[str]) -> list[Finding]:
    found = []
    if one.lint:
        said = " ".join(f"{words[:1].upper()}{words[1:]}" for words in departs)
        found.append(
            Finding(one.departs, said) if departs else Finding(YES, "The policy keeps it.")
        )
    if one.letter:
        found.append(_letter(one, policy))
    if one.check:
        found.append(CHECKS[one.check](policy, seen))
    if one.role:
        found += _appointed(one.role, policy, seen)
    return found


def _appointed(role: str, policy: Policy, seen: Seen) -> list[Finding]:
    """Whether somebody has a role of the Codes; a council may call it otherwise, so that its want says nothing."""
    said = role.replace("_", " ")
    if role in seen.config.roles:
        return [Finding(YES, f"The configuration names a {said}.")]
    if role in policy.appointments:
        return [Finding(PARTLY, f"The policy has a {said}; the configuration names nobody.")]
    return []


def _letter(one: Paragraph, policy: Policy) -> Finding:
    """Whether the policy asks that a letter have each of these parts; what is asked is checked as it is written."""
    asked = {p for rule in policy.required if rule.letter == one.letter for p in rule.parts}
    lacking = [part.replace("_", " ") for part in one.parts if part not in asked]
    name = one.letter.replace("_", " ")
    if not lacking:
        return Finding(
            YES, f"The policy asks it of the letter {name}, which is checked when it is written."
        )
    answer = NO if len(lacking) == len(one.parts) else PARTLY
    return Finding(answer, f"The policy does not ask of the letter {name}: {', '.join(lacking)}.")


def _by_share(one: Paragraph, beside: Mapping[str, Value]) -> list[Finding]:
    share = beside.get(one.share)
    if isinstance(share, Share) and share.part is not None and share.part < 1:
        return [Finding(PARTLY, f"Not in every case of the period: {share}.")]
    return []


def _beside(seen: Seen) -> dict[str, Value]:
    """The figures that can stand beside a paragraph, by name."""
    sections = (
        counts.volume(seen),
        contacts.service_requests(seen),
        times.extensions(seen),
        times.escalations(seen),
        results.outcomes(seen),
        results.refused(seen),
        results.remedies(seen),
        results.overdue_actions(seen),
        results.learning(seen),
        matters.restricted_contact(seen),
    )
    found: dict[str, Value] = {one.name: one.value for each in sections for one in each.figures}
    answered = answered_in(seen)
    for number in (1, 2):
        for name, what in (("acknowledged", ACKNOWLEDGEMENT), ("answered", RESPONSE)):
            due = (row for row in due_in(seen, what) if row.number == number)
            found[f"{name}_{number}"] = tally(seen, due).share
        found[f"extended_{number}"] = put_off([row for row in answered if row.number == number])
    return found


def _named(name: str) -> str:
    words, _, number = name.rpartition("_")
    return f"{words} at stage {number}" if number in ("1", "2") else name.replace("_", " ")


def _told(value: Value) -> str:
    if isinstance(value, Share):
        return str(value) if value.of else value.nothing.rstrip(".").lower()
    return "none" if value is None else f"{value}"
