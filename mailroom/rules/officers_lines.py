"""What an officer wants recorded beside an answer: labelled lines at its head or foot. Pure.

`Remedy:`, `Action:`, `Learning:`, `Signed by:` and the like are taken out of what the resident reads. A line for
inside the house that stands in the midst of a letter is a fault and never a guess: sent on, it would tell the
resident what was not meant for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailroom.rules.officers_promises import Promise, read_promise

OUTCOMES = {
    "upheld": "upheld",
    "partly upheld": "partly",
    "partially upheld": "partly",
    "not upheld": "not",
}
CHANNELS = {
    "telephone": "telephone",
    "phone": "telephone",
    "call": "telephone",
    "meeting": "meeting",
    "visit": "visit",
    "letter": "written",
    "email": "written",
    "in writing": "written",
    "written": "written",
}
SPOKEN = frozenset(("telephone", "meeting", "visit"))
_COMPLEXITIES = ("straightforward", "complex")

_LABELS = {
    "remedy": "remedy",
    "remedies": "remedy",
    "action": "action",
    "actions": "action",
    "learning": "learning",
    "lesson": "learning",
    "lessons": "learning",
    "cause": "cause",
    "root cause": "cause",
    "recommendation": "recommendation",
    "recommendations": "recommendation",
    "channel": "channel",
    "signed by": "signed_by",
    "outcome": "outcome",
    "complexity": "complexity",
    "points": "points",
    "point": "points",
}
_LINE = re.compile(
    rf"\s*(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*[:–]\s*(?P<value>.*?)\s*\Z",
    re.IGNORECASE,
)
# What a mail program's wrapping may have put on several lines; the others are one line each.
_LONG = frozenset(("remedy", "action", "learning", "cause", "recommendation", "points"))
# Words of the house's own, which no resident may read.
_INSIDE = frozenset(("learning", "cause", "recommendation", "channel", "signed_by", "complexity"))
_GREETING = re.compile(
    r"\s*(?:dear|hello|hi|good (?:morning|afternoon|evening)|to whom)\b", re.IGNORECASE
)
_AWAY = re.compile(r"\b(?:absen(?:ce|t)|away|on leave|not (?:here|in))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What the labelled lines say; '' and () where nothing was said."""

    promises: tuple[Promise, ...] = ()
    learning: str = ""
    cause: str = ""
    recommendation: str = ""
    channel: str = ""  # telephone, meeting, visit, written
    channel_note: str = ""
    signed_by: str = ""
    in_absence: bool = False  # whoever should have signed was away
    complexity: str = ""
    points: tuple[str, ...] = ()

    @property
    def lessons(self) -> dict[str, str]:
        """What was learnt, by the names under which it is kept."""
        found = {
            "learning": self.learning,
            "cause": self.cause,
            "recommendation": self.recommendation,
        }
        return {name: words for name, words in found.items() if words}


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Taken:
    """A text without its labelled lines, what they said, the outcome among them, and why it cannot be trusted."""

    text: str
    said: Said = Said()
    outcome: str = ""
    wrong: str = ""


Block = tuple[str, str]  # a label and its words


def take_lines(text: str) -> Taken:
    """Part an officer's text from the labelled lines at its head and foot."""
    lines = text.strip().split("\n")
    head, at = _head(lines)
    foot, end = _foot(lines, at)
    inner = "\n".join(lines[at:end]).strip()
    outcome, inner = _outcome_anywhere(inner)
    taken = _read([*head, *foot])
    stray = _stray(inner)
    if stray:
        why = (
            f"the line “{stray}” is not for the resident and stands in the midst of the letter: put it above"
            " the letter or at its very end, with an empty line between"
        )
        return replace(taken, text=inner, outcome=taken.outcome or outcome, wrong=why)
    return replace(taken, text=inner, outcome=taken.outcome or outcome)


def label_of(line: str) -> str:
    """The label that a line begins with, '' where it is no labelled line."""
    found = _LINE.match(line)
    if not found:
        return ""
    label, value = _LABELS[" ".join(found["label"].lower().split())], found["value"]
    # "Outcome: we shall see" is a sentence of the letter's own.
    return "" if label == "outcome" and value and not _outcome(value) else label


def _head(lines: Sequence[str]) -> tuple[list[Block], int]:
    """The labelled lines that a text begins with, and the line after them."""
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        if not label_of(lines[at]):
            break
        block, at = _block(lines, at, len(lines))
        blocks.append(block)
    return blocks, at


def _block(lines: Sequence[str], at: int, end: int) -> tuple[Block, int]:
    """A labelled line with those that a program wrapped it into."""
    found = _LINE.match(lines[at])
    assert found
    label, words = label_of(lines[at]), [found["value"]]
    at += 1
    while label in _LONG and at < end and _goes_on(lines[at]):
        words.append(lines[at].strip())
        at += 1
    joined = ("\n" if label == "points" else " ").join(word for word in words if word)
    return (label, joined), at


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and not label_of(line) and not _GREETING.match(line)


def _foot(lines: Sequence[str], start: int) -> tuple[list[Block], int]:
    """The labelled lines that a text ends with, and the line where they begin."""
    blocks: list[Block] = []
    end = len(lines)
    while True:
        while end > start and not lines[end - 1].strip():
            end -= 1
        top = end
        while top > start and lines[top - 1].strip():
            top -= 1
        found = _tail(lines, top, end)
        if not found:
            return blocks, end
        block, begins = found
        blocks = [*block, *blocks]
        if begins > top:
            return blocks, begins
        end = top


def _tail(lines: Sequence[str], top: int, end: int) -> tuple[list[Block], int] | None:
    """The labelled lines with which a paragraph ends, from the first after which nothing else comes."""
    for first in range(top, end):
        if not label_of(lines[first]):
            continue
        blocks, at = [], first
        while at < end and label_of(lines[at]):
            block, at = _block(lines, at, end)
            blocks.append(block)
        if at == end:
            return blocks, first
    return None


def _outcome_anywhere(text: str) -> tuple[str, str]:
    """An outcome that stands on a line of its own, wherever; and the text without it."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if label_of(line) == "outcome":
            found = _LINE.match(line)
            assert found
            rest = "\n".join([*lines[:at], *lines[at + 1 :]]).strip()
            return _outcome(found["value"]), rest
    return "", text


def _stray(text: str) -> str:
    """A labelled line for inside the house that was left in a letter; a bare heading is the letter's own."""
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found and found["value"] and label_of(line) in _INSIDE:
            return " ".join(line.split())[:60]
    return ""


def _outcome(words: str) -> str:
    return OUTCOMES.get(" ".join(words.strip(" .").lower().split()), "")


def _read(blocks: Sequence[Block]) -> Taken:
    """What labelled lines say; of two of one label the words are joined, but for the last of what is one choice."""
    taken = Taken("")
    for label, words in blocks:
        if words:
            taken = _with(taken, label, words)
    return taken


def _with(taken: Taken, label: str, words: str) -> Taken:
    said = taken.said
    match label:
        case "outcome":
            return replace(taken, outcome=_outcome(words))
        case "remedy" | "action":
            promise = read_promise(words, is_action=label == "action")
            return replace(taken, said=replace(said, promises=(*said.promises, promise)))
        case "channel":
            return _with_channel(taken, words)
        case "signed_by":
            name, away = read_signature(words)
            return replace(taken, said=replace(said, signed_by=name, in_absence=away))
        case "complexity":
            return _with_complexity(taken, words)
        case "points":
            return replace(taken, said=replace(said, points=(*said.points, *_points(words))))
        case "learning":
            more = replace(said, learning=_joined(said.learning, words))
        case "cause":
            more = replace(said, cause=_joined(said.cause, words))
        case _:
            more = replace(said, recommendation=_joined(said.recommendation, words))
    return replace(taken, said=more)


def _joined(before: str, words: str) -> str:
    return f"{before}\n{words}".strip()


def _with_channel(taken: Taken, words: str) -> Taken:
    named = words.lower()
    # The longest first: "telephone call" is no "call".
    found = next(
        (one for one in sorted(CHANNELS, key=len, reverse=True) if re.match(rf"{one}\b", named)), ""
    )
    if not found:
        known = "telephone, meeting, visit or letter"
        return replace(
            taken, wrong=f"“{words[:40]}” is no channel that is known: write Channel: {known}"
        )
    note = re.sub(r"^\s*call\b", "", words[len(found) :], flags=re.IGNORECASE).strip(" ,.;:–-")
    return replace(taken, said=replace(taken.said, channel=CHANNELS[found], channel_note=note))


def _with_complexity(taken: Taken, words: str) -> Taken:
    named = words.strip(" .").lower()
    if named not in _COMPLEXITIES:
        why = f"“{words[:40]}” is no complexity: write Complexity: straightforward, or complex"
        return replace(taken, wrong=why)
    return replace(taken, said=replace(taken.said, complexity=named))


def _points(words: str) -> tuple[str, ...]:
    """Points as a list: a line each, without its number or bullet."""
    parts = [re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•])\s*", "", line) for line in words.split("\n")]
    return tuple(part.strip() for part in parts if part.strip())


def read_signature(words: str) -> tuple[str, bool]:
    """Who signed, and whether in the absence of whoever should have: "Jo Hill, in the absence of Kit Roe"."""
    name = re.split(r"[,(;]|\s+[–-]\s+|\bin (?:the )?absence\b", words, maxsplit=1)[0]
    return " ".join(name.strip(" .").split()), _AWAY.search(words[len(name) :]) is not None
