"""What a resident says in reply to a survey: a score for each question, and words of their own. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# At or below this a resident is not satisfied.
DISSATISFIED = 2
_NUMBERED = re.compile(r"\s*\d{1,2}\s*[.):]\s+(?=\S)")
_LIST = re.compile(r"[\s(]*[1-5](?!\d)(?:\s*[,;/ ]\s*(?:and\s+)?[1-5](?!\d))+")
_LABELLED = re.compile(r"[^\n]*?[:=–-]\s*([1-5])\b(?!\d)")
_UNHAPPY = re.compile(
    r"\b(?:not (?:at all )?(?:happy|satisfied|good enough)|dissatisfied|unhappy|disappointed|complain(?:t|ing)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply to a survey: the scores in the order of the questions, () where they were not surely read."""

    scores: tuple[int, ...]
    words: str

    @property
    def is_dissatisfied(self) -> bool:
        """Whether the scores, or without any the words, say that the resident is not satisfied."""
        if self.scores:
            return min(self.scores) <= DISSATISFIED
        return _UNHAPPY.search(self.words) is not None


def read_reply(text: str, questions: int) -> Reply:
    """The reply in a resident's own words; scores only where there is one for each question, no more and no fewer."""
    lines = [line for line in text.split("\n") if line.strip()]
    for line in lines:
        listed = _LIST.match(line)
        found = [int(one) for one in re.findall(r"[1-5]", listed[0])] if listed else []
        if len(found) == questions:
            return Reply(tuple(found), text.strip())
    beside = [score for score in map(_score_of, lines) if score is not None]
    return Reply(tuple(beside) if len(beside) == questions else (), text.strip())


def _score_of(line: str) -> int | None:
    """The score on a line of its own, or beside a question; None where it has none, or might have two."""
    bare = _NUMBERED.sub("", line, count=1) if _NUMBERED.match(line) else line
    alone = re.fullmatch(r"\s*([1-5])(?:\s*(?:/|out of)\s*5)?\s*\W?\s*(?:\(.*)?", bare)
    labelled = _LABELLED.match(bare)
    found = alone or labelled
    return int(found[1]) if found else None


# A question of ours with a mark beside it; what they add after the mark is their own.
_MARKED = re.compile(
    r"[^\n:?]{3,80}[:?=\u2013-]\s*(?:[0-9]|10|yes|no|n/?a|very (?:good|poor)|excellent|good|fair|ok(?:ay)?|poor|"
    r"(?:strongly )?(?:dis)?agree)\b(?:\s*(?:/|out of)\s*\d{1,2})?(?=\s*(?:[,.;(]|$))",
    re.IGNORECASE,
)


def without_marks(text: str) -> str:
    """A reply to a survey without our questions and the marks beside them: "How my complaint was handled: 4" is no
    complaint.
    """
    lines = text.split("\n")
    return "\n".join(
        line[found.end() :] if (found := _MARKED.match(line)) else line for line in lines
    )
