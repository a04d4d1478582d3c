"""Whether the clauses of a policy file agree with each other: stages in order, bodies that exist.

They look at the file as read, before its shapes are known to be right, so that a file with a wrong
unit still has its missing stage told; whatever has not the shape they look for they pass by. What
belongs to single cases is in `policy_case_checks`, what a council does around them in `policy_agreement`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from typing import Any

from mailroom.rules.policy_agreement import CHECKS as PEOPLE_CHECKS
from mailroom.rules.policy_case_checks import CHECKS as CASE_CHECKS
from mailroom.rules.policy_tables import (
    Disagreement,
    File,
    Path,
    is_external,
    is_number,
    own_stages,
    stages_of,
    table,
    tables,
    walk,
    words_of,
)


def disagreements(content: File) -> Iterator[Disagreement]:
    """Every key whose value does not go with another's, and why."""
    return chain.from_iterable(check(content) for check in (*_CHECKS, *PEOPLE_CHECKS, *CASE_CHECKS))


def _stage_order(content: File) -> Iterator[Disagreement]:
    """Stages are numbered 1, 2, … without a gap; the Ombudsman's is the last."""
    stages = sorted(stages_of(content), key=lambda item: int(item[0]))
    numbers = {int(number) for number, _ in stages}
    for missing in sorted(set(range(1, max(numbers, default=0) + 1)) - numbers):
        yield ("stages",), f"stage {missing} is missing"
    for number in table(content, "stages"):
        if not is_number(number):
            yield ("stages", number), "a stage is named by its number: 1, 2, 3"
    for number, _ in (found for found in stages if "number" in found[1]):
        yield ("stages", number, "number"), "the number stands in the heading: leave it out"
    external = [number for number, stage in stages if is_external(stage)]
    if "stages" in content and len(external) == len(stages):
        yield ("stages",), "the council has no stage of its own"
    for number in external:
        if int(number) != max(numbers):
            yield ("stages", number, "external"), "only the last stage can be the Ombudsman's"


def _stage_clocks(content: File) -> Iterator[Disagreement]:
    for number, stage in stages_of(content):
        path = ("stages", number)
        response = table(stage, "response")
        anchored = response.get("anchor") == "acknowledgement"
        if anchored and "acknowledgement" not in stage:
            words = "the answer is counted from an acknowledgement that this stage does not have"
            yield (*path, "response", "anchor"), words
        if response.get("backstop") is True and not anchored:
            words = "a backstop is for answers counted from the acknowledgement"
            yield (*path, "response", "backstop"), words
        if response.get("backstop") is True and "within" not in table(stage, "acknowledgement"):
            words = "a backstop needs the acknowledgement's own target (acknowledgement.within)"
            yield (*path, "response", "backstop"), words
        if not response and not is_external(stage):
            yield (*path, "response"), "this is missing: when is the answer due?"
        yield from _without_answer(path, stage, response)


def _without_answer(
    path: Path, stage: Mapping[str, Any], response: Mapping[str, Any]
) -> Iterator[Disagreement]:
    if response:
        return
    for key in ("extension", "pause", "progress"):
        if key in stage:
            yield (*path, key), "there is no answer due at this stage for this to move"


def _bodies(content: File) -> Iterator[Disagreement]:
    """Every ombudsman named is described, and every one described may be sent somebody."""
    review, described = table(content, "review"), table(content, "ombudsmen")
    for body in described:
        if "slug" in table(described, body):
            yield ("ombudsmen", body, "slug"), "the short word stands in the heading: leave it out"
    named = list(_named_bodies(review))
    for path, body in named:
        if body not in described:
            known = ", ".join(described) or "none"
            yield path, f"no ombudsman {body!r} is described under [ombudsmen] (known: {known})"
    used = {body for _, body in named}
    for body in described:
        if body not in used:
            yield ("ombudsmen", body), "no stage, service or override sends anybody to this body"


def _named_bodies(review: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for key in ("default", "landlord"):
        if isinstance(review.get(key), str):
            yield ("review", key), review[key]
    for body in words_of(review.get("bodies")):
        yield ("review", "bodies"), body
    for place, override in tables(review, "overrides"):
        named = override.get("ombudsman")
        if isinstance(named, str):
            yield ("review", "overrides", place, "ombudsman"), named


def _letters(content: File) -> Iterator[Disagreement]:
    """A repeat may be answered by one of the letters that answer repeats."""
    allowed = {
        "open": {"duplicate_open", "update_forwarded"},
        "closed_stage1": {"repeat_closed_stage1", "escalation_acknowledgement"},
        "closed_stage2": {"repeat_closed_stage2"},
        "closed_excluded": {"signpost"},
    }
    for key, letter in table(content, "duplicates").items():
        if key in allowed and isinstance(letter, str) and letter not in allowed[key]:
            choices = " or ".join(sorted(repr(name) for name in allowed[key]))
            yield ("duplicates", key), f"{letter!r} does not answer this repeat: write {choices}"


def _closing(content: File) -> Iterator[Disagreement]:
    closure = table(content, "closure")
    gate = closure.get("learning_form") == "gate"
    if (closure.get("when") == "learning_form") != gate:
        words = "when = 'learning_form' and learning_form = 'gate' go together, or neither stands"
        yield ("closure", "learning_form" if gate else "when"), words
    if closure.get("survey_questions") and closure.get("survey") is not True:
        yield ("closure", "survey_questions"), "there are questions, but survey is not true"


def _escalation(content: File) -> Iterator[Disagreement]:
    escalation = table(content, "escalation")
    numbers = [number for number, _ in own_stages(content)]
    for key in ("window", "needs_reasons", "asks_reasons", "in_writing", "direct_to_stage2"):
        if escalation.get(key) not in (None, False, "never") and numbers == ["1"]:
            yield ("escalation", key), "there is no second stage to escalate to"
    if escalation.get("decline_reasons") and "decline" not in words_of(escalation.get("options")):
        yield ("escalation", "decline_reasons"), "there are reasons, but 'decline' is no option"


def _kinds(content: File) -> Iterator[Disagreement]:
    kinds = words_of(table(content, "intake").get("kinds"))
    if "kinds" in table(content, "intake") and "complaint" not in kinds:
        yield ("intake", "kinds"), "'complaint' must be among the kinds"
    if "reply" in table(content, "comments") and kinds and "comment" not in kinds:
        yield ("comments", "reply"), "comments are answered, but 'comment' is not among the kinds"


def _dates(content: File) -> Iterator[Disagreement]:
    for path, clause in _dated(content):
        start, end = clause.get("valid_from"), clause.get("valid_to")
        if isinstance(start, date) and isinstance(end, date) and _day(end) < _day(start):
            yield (*path, "valid_to"), "this is before valid_from"


def _yearly(content: File) -> Iterator[Disagreement]:
    """The day of the yearly return is one that every year has."""
    rule = table(content, "annual_submission")
    month, day = rule.get("large_due_month"), rule.get("large_due_day")
    if isinstance(month, int) and isinstance(day, int) and 1 <= month <= 12 and 28 < day <= 31:
        longest = 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
        if day > longest:
            yield ("annual_submission", "large_due_day"), f"this month ends on day {longest}"


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _dated(content: File) -> Iterable[tuple[Path, Mapping[str, Any]]]:
    yield (), content
    yield from ((path, clause) for path, clause in walk(content) if isinstance(clause, Mapping))


_CHECKS = (
    _stage_order,
    _stage_clocks,
    _bodies,
    _letters,
    _closing,
    _escalation,
    _kinds,
    _dates,
    _yearly,
)
