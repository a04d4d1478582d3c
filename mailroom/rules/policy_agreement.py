"""Whether a policy's clauses about people, names and what follows a case agree with each other.

They look at the file as read, as `policy_checks` does.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from mailroom.rules.policy_tables import (
    Disagreement,
    File,
    Path,
    stages_of,
    table,
    tables,
    walk,
    words_of,
)
from mailroom.rules.policy_terms import Role

# Lists of tables in which every item has a name of its own, and the key that has it.
_NAMED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("exclusions",), "code"),
    (("duties",), "name"),
    (("reports",), "name"),
    (("remedies", "kinds"), "code"),
    (("learning", "fields"), "key"),
    (("designation", "measures"), "code"),
)
# Keys that hold one role, or a list of roles; a stage's own four are checked by its shape.
_ROLE_KEYS = frozenset(
    (
        "agreed_by",
        "agreed_with",
        "appeal_role",
        "contact_role",
        "copied_roles",
        "decided_by",
        "exception_by",
        "holder",
        "issues_to",
        "legal_role",
        "owner_role",
        "refer_to",
        "reviewed_by_role",
        "tell_role",
        "tell_roles",
    )
)
# A role so like one of the house's own is a slip of the pen: nobody would have it.
_ALIKE = 0.85
# What a way of closing asks for in closure.needs, where that is given.
_WHEN_NEEDS = {
    "learning_form": "learning_form",
    "outcome_recorded": "outcome",
    "action_told": "action",
}
_EVERY = ("every", "overdue_every", "policy_every", "self_assessment_every")


def _once(content: File) -> Iterator[Disagreement]:
    """Nothing is named twice."""
    for path, key in _NAMED:
        yield from _twice(tables(content, *path), path, key)
    for number, stage in stages_of(content):
        yield from _twice(tables(stage, "progress"), ("stages", number, "progress"), "event")


def _twice(
    items: list[tuple[int, Mapping[str, Any]]], path: Path, key: str
) -> Iterator[Disagreement]:
    seen: set[str] = set()
    for place, item in items:
        name = item.get(key)
        if isinstance(name, str) and name in seen:
            yield (*path, place, key), f"there is another {name!r} above: each has its own {key}"
        elif isinstance(name, str):
            seen.add(name)


def _roles(content: File) -> Iterator[Disagreement]:
    """A role that is almost one of the house's own is misspelt; none stands twice in a list."""
    for path, value in walk(content):
        if path[-1] not in _ROLE_KEYS:
            continue
        named = [value] if isinstance(value, str) else words_of(value)
        for word in named:
            near = difflib.get_close_matches(word, get_args(Role), n=1, cutoff=_ALIKE)
            if near and near[0] != word and path[0] != "stages":
                yield path, f"is {near[0]!r} meant, not {word!r}?"
        if isinstance(value, list) and len(set(named)) < len(named):
            yield path, "a role stands here twice"


def _stage_people(content: File) -> Iterator[Disagreement]:
    """Whoever else has to do with a stage is not its owner; the first has none before it."""
    for number, stage in stages_of(content):
        path, owner = ("stages", number), stage.get("owner_role")
        for key in ("delegates", "copied_roles"):
            if owner in words_of(stage.get(key)):
                yield (*path, key), f"{owner!r} owns the stage: name others here, or leave it out"
        if "spoken_when" in stage and stage.get("written", True) is not False:
            words = "answers are written here: this holds only with written = false"
            yield (*path, "spoken_when"), words
        for key in ("independent", "senior"):
            if number == "1" and stage.get(key) is True:
                yield (*path, key), "there is no stage before the first"


def _closing_needs(content: File) -> Iterator[Disagreement]:
    """What closing waits for is said once, and the same way, where it is said twice."""
    closure = table(content, "closure")
    needs = words_of(closure.get("needs"))
    if not needs:
        return
    gate = closure.get("learning_form") == "gate"
    if gate and "learning_form" not in needs:
        words = "learning_form = 'gate' bars the closing: 'learning_form' must be among these"
        yield ("closure", "needs"), words
    if "learning_form" in needs and not gate:
        words = "'learning_form' is needed to close: then learning_form must be 'gate'"
        yield ("closure", "needs"), words
    when = closure.get("when")
    needed = _WHEN_NEEDS.get(when) if isinstance(when, str) else None
    if needed and needed not in needs and needed != "learning_form":
        yield ("closure", "needs"), f"when = {when!r} asks for {needed!r} among these"


def _learning(content: File) -> Iterator[Disagreement]:
    learning, closure = table(content, "learning"), table(content, "closure")
    if "learning" not in content or closure.get("learning_form") not in ("gate", "task"):
        return
    if not learning.get("fields"):
        yield ("learning", "fields"), "the learning form has no questions"


def _restriction(content: File) -> Iterator[Disagreement]:
    """Restricted contact is decided by somebody, and can be appealed against or cannot."""
    rule = table(content, "designation")
    if rule.get("measures") and not rule.get("decided_by"):
        yield ("designation", "measures"), "nobody decides on these: name them in decided_by"
    if rule.get("appeal_role") and rule.get("no_appeal") is True:
        yield ("designation", "no_appeal"), "there is no appeal, and appeal_role hears it: choose"
    if rule.get("targets") == []:
        yield (
            ("designation", "targets"),
            "whom or what may it restrict? person, organisation, matter",
        )
    if rule.get("decided_by") == [] and "agreed_with" in rule:
        yield ("designation", "agreed_with"), "somebody agrees, but nobody decides (decided_by)"


def _services(content: File) -> Iterator[Disagreement]:
    rule = table(content, "services")
    if rule.get("several") == "agreed" and not rule.get("agreed_by"):
        yield ("services", "several"), "'agreed' by whom? Name them in agreed_by"
    if rule.get("agreed_by") and rule.get("several") != "agreed":
        yield ("services", "agreed_by"), "this holds only with several = 'agreed'"
    if table(content, "disrepair").get("services") == []:
        yield ("disrepair", "services"), "no service is named: which are repairs?"
    kinds = words_of(table(content, "intake").get("kinds"))
    if "policy_complaints" in content and kinds and "policy_complaint" not in kinds:
        yield (
            ("policy_complaints",),
            "these are counted, but 'policy_complaint' is not among the kinds",
        )


def _channels(content: File) -> Iterator[Disagreement]:
    intake = table(content, "intake")
    preferred, channels = intake.get("preferred_channel"), words_of(intake.get("channels"))
    if preferred and channels and preferred not in channels:
        yield ("intake", "preferred_channel"), f"{preferred!r} is not among the channels"


def _reports(content: File) -> Iterator[Disagreement]:
    for place, report in tables(content, "reports"):
        for key, what in (("readers", "who reads it?"), ("blocks", "what is in it?")):
            if report.get(key) == []:
                yield ("reports", place, key), f"this is empty: {what}"


def _survey(content: File) -> Iterator[Disagreement]:
    """The survey's questions stand in one place."""
    older, newer = table(content, "closure"), table(content, "surveys")
    both = older.get("survey_questions"), newer.get("questions")
    if all(both) and both[0] != both[1]:
        words = "these differ from closure.survey_questions: write them in one place"
        yield ("surveys", "questions"), words


def _again(content: File) -> Iterator[Disagreement]:
    """What comes again comes after some time."""
    for path, value in walk(content):
        if path[-1] in _EVERY and isinstance(value, str) and value.split(" ")[0].strip("0") == "":
            yield path, "this would come again at once, without end: write 1 or more"


CHECKS = (
    _once,
    _roles,
    _stage_people,
    _closing_needs,
    _learning,
    _restriction,
    _services,
    _channels,
    _reports,
    _survey,
    _again,
)
