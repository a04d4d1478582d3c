"""Whether the clauses of a policy file agree with each other: stages in order, bodies that exist.

They look at the file as read, before its shapes are known to be right, so that a file with a wrong
unit still has its missing stage told; whatever has not the shape they look for they pass by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

Disagreement = tuple[tuple[str | int, ...], str]
File = Mapping[str, Any]


def disagreements(content: File) -> Iterator[Disagreement]:
    """Every key whose value does not go with another's, and why."""
    checks = (_stage_order, _stage_clocks, _bodies, _letters, _closing, _escalation, _kinds, _dates)
    return chain.from_iterable(check(content) for check in checks)


def _table(content: object, *path: str) -> Mapping[str, Any]:
    for part in path:
        content = content.get(part) if isinstance(content, Mapping) else None
    return content if isinstance(content, Mapping) else {}


def _words(value: object) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _stages(content: File) -> list[tuple[str, Mapping[str, Any]]]:
    stages = _table(content, "stages")
    return [(number, _table(stages, number)) for number in stages if str(number).isdigit()]


def _stage_order(content: File) -> Iterator[Disagreement]:
    """Stages are numbered 1, 2, … without a gap; the Ombudsman's is the last."""
    stages = sorted(_stages(content), key=lambda item: int(item[0]))
    numbers = {int(number) for number, _ in stages}
    for missing in sorted(set(range(1, max(numbers, default=0) + 1)) - numbers):
        yield ("stages",), f"stage {missing} is missing"
    for number in _table(content, "stages"):
        if not str(number).isdigit() or int(number) < 1:
            yield ("stages", number), "a stage is named by its number: 1, 2, 3"
    for number, _ in (found for found in stages if "number" in found[1]):
        yield ("stages", number, "number"), "the number stands in the heading: leave it out"
    external = [number for number, stage in stages if stage.get("external") is True]
    if stages and len(external) == len(stages):
        yield ("stages",), "the council has no stage of its own"
    for number in external:
        if int(number) != max(numbers):
            yield ("stages", number, "external"), "only the last stage can be the Ombudsman's"


def _stage_clocks(content: File) -> Iterator[Disagreement]:
    for number, stage in _stages(content):
        path = ("stages", number)
        response = _table(stage, "response")
        anchored = response.get("anchor") == "acknowledgement"
        if anchored and "acknowledgement" not in stage:
            words = "the answer is counted from an acknowledgement that this stage does not have"
            yield (*path, "response", "anchor"), words
        if response.get("backstop") is True and not anchored:
            words = "a backstop is for answers counted from the acknowledgement"
            yield (*path, "response", "backstop"), words
        if response.get("backstop") is True and "within" not in _table(stage, "acknowledgement"):
            words = "a backstop needs the acknowledgement's own target (acknowledgement.within)"
            yield (*path, "response", "backstop"), words
        if not response and stage.get("external") is not True:
            yield (*path, "response"), "this is missing: when is the answer due?"
        yield from _without_answer(path, stage, response)


def _without_answer(
    path: tuple[str, ...], stage: Mapping[str, Any], response: Mapping[str, Any]
) -> Iterator[Disagreement]:
    if response:
        return
    for key in ("extension", "pause", "progress"):
        if key in stage:
            yield (*path, key), "there is no answer due at this stage for this to move"


def _bodies(content: File) -> Iterator[Disagreement]:
    """Every ombudsman named is described, and every one described may be sent somebody."""
    review, described = _table(content, "review"), _table(content, "ombudsmen")
    for body in described:
        if "slug" in _table(described, body):
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


def _named_bodies(review: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key in ("default", "landlord"):
        if isinstance(review.get(key), str):
            yield ("review", key), review[key]
    for body in _words(review.get("bodies")):
        yield ("review", "bodies"), body
    overrides = review.get("overrides")
    for place, override in enumerate(overrides if isinstance(overrides, list) else ()):
        named = _table(override).get("ombudsman")
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
    for key, letter in _table(content, "duplicates").items():
        if key in allowed and isinstance(letter, str) and letter not in allowed[key]:
            choices = " or ".join(sorted(repr(name) for name in allowed[key]))
            yield ("duplicates", key), f"{letter!r} does not answer this repeat: write {choices}"


def _closing(content: File) -> Iterator[Disagreement]:
    closure = _table(content, "closure")
    gate = closure.get("learning_form") == "gate"
    if (closure.get("when") == "learning_form") != gate:
        words = "when = 'learning_form' and learning_form = 'gate' go together, or neither stands"
        yield ("closure", "learning_form" if gate else "when"), words
    if closure.get("survey_questions") and closure.get("survey") is not True:
        yield ("closure", "survey_questions"), "there are questions, but survey is not true"


def _escalation(content: File) -> Iterator[Disagreement]:
    escalation = _table(content, "escalation")
    numbers = [number for number, stage in _stages(content) if stage.get("external") is not True]
    if "window" in escalation and numbers == ["1"]:
        yield ("escalation", "window"), "there is no second stage to escalate to"
    if escalation.get("decline_reasons") and "decline" not in _words(escalation.get("options")):
        yield ("escalation", "decline_reasons"), "there are reasons, but 'decline' is no option"


def _kinds(content: File) -> Iterator[Disagreement]:
    kinds = _words(_table(content, "intake").get("kinds"))
    if kinds and "complaint" not in kinds:
        yield ("intake", "kinds"), "'complaint' must be among the kinds"
    if "reply" in _table(content, "comments") and kinds and "comment" not in kinds:
        yield ("comments", "reply"), "comments are answered, but 'comment' is not among the kinds"


def _dates(content: File) -> Iterator[Disagreement]:
    for path, clause in _dated(content):
        start, end = clause.get("valid_from"), clause.get("valid_to")
        if start is not None and end is not None and type(start) is type(end) and end < start:
            yield (*path, "valid_to"), "this is before valid_from"


def _dated(content: File) -> Iterable[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    yield (), content
    yield ("designated_person",), _table(content, "designated_person")
    overrides = _table(content, "review").get("overrides")
    for place, override in enumerate(overrides if isinstance(overrides, list) else ()):
        yield ("review", "overrides", place), _table(override)
