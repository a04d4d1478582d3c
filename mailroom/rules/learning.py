"""The learning form as an officer returns it: in a mail, by headings, or out of a document. Pure.

The questions are the policy's; "none" is an answer, an empty line is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mailroom.rules.policy_after import LearningField

_LEARNT = (
    *("lesson learnt", "lessons learnt", "lesson learned", "lessons learned", "what was learnt"),
    *("what was learned", "what we learnt", "what we learned", "what have we learnt"),
    *("what have we learned", "what did we learn", "learning points", "key learning"),
)
# What other forms call the same questions.
_ALSO = {
    "lessons": (*_LEARNT, "learning"),
    "learning": (*_LEARNT, "lessons"),
    "actions": (
        *("action", "action taken", "corrective action", "corrective action taken", "improvements"),
        *("what will change", "what has changed", "what we have changed", "what we will change"),
        *("what have we changed", "what has been done", "what we have done", "changes made"),
    ),
    "cause": ("root cause", "what went wrong", "why did it happen", "why it happened"),
    "recommendation": ("recommendations",),
}
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s*")
_NOTHING = re.compile(
    r"\s*(?:none|nothing|no learning|n/?a|no lessons?|not applicable)\b[\w\s]{0,40}[.!]?\s*\Z",
    re.IGNORECASE,
)
WHOLE = "text"


def is_nothing(words: str) -> bool:
    """Whether an answer says that there was nothing to learn: "none", "nothing to learn here"."""
    return _NOTHING.match(words) is not None


def read_answers(text: str, fields: Sequence[LearningField]) -> dict[str, str]:
    """What stands under or beside each question, by the policy's keys; all of it where the policy has no questions."""
    if not fields:
        return {WHOLE: text.strip()} if text.strip() else {}
    answers: dict[str, list[str]] = {}
    key = ""
    for line in text.split("\n"):
        found = _heading(line, fields)
        if found:
            key, rest = found
            answers.setdefault(key, [])
            line = rest
        if key and line.strip():
            answers[key].append(line.strip())
    return {key: "\n".join(lines) for key, lines in answers.items() if lines}


def from_form(read: Mapping[str, str], fields: Sequence[LearningField]) -> dict[str, str]:
    """The answers of a form that was read, under the policy's keys where one means the same."""
    if not fields:
        return dict(read)
    known = {name: field.key for field in fields for name in (field.key, *_ALSO.get(field.key, ()))}
    # The reader of forms has keys of its own: details for the cause, lessons for what was learnt.
    known |= {"details": "cause"} if any(field.key == "cause" for field in fields) else {}
    return {known.get(name, name): words for name, words in read.items() if words.strip()}


def unanswered(answers: Mapping[str, str], fields: Sequence[LearningField]) -> tuple[str, ...]:
    """The questions that have no answer."""
    return tuple(field.question for field in fields if not answers.get(field.key, "").strip())


def _heading(line: str, fields: Sequence[LearningField]) -> tuple[str, str] | None:
    """The question that a line asks, and what stands beside it."""
    bare = _NUMBER.sub("", line).strip()
    for field in fields:
        for name in (field.question, field.key.replace("_", " "), *_ALSO.get(field.key, ())):
            rest = _after(bare, name)
            if rest is not None:
                return field.key, rest
    return None


def _after(line: str, name: str) -> str | None:
    """What follows a question's own words on its line; None where the line does not ask it."""
    words = name.strip().rstrip("?:. ")
    if line[: len(words)].lower() != words.lower():
        return None
    rest = line[len(words) :]
    if rest and not re.match(r"\s*[?:–-]|\s*\Z", rest):
        return None
    return re.sub(r"^[\s?:–.-]+", "", rest)
