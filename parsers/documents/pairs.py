"""Labels and what was filled in beside or under them, out of lines of text.

It knows how labels look, not what they say: meaning is the room of `parsers.forms`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from parsers.documents.document import Pair
from parsers.documents.guidance import is_guidance, without_guidance
from parsers.documents.ticks import has_boxes, left_over, plain_boxes, tick_pairs

MOST_LABEL_WORDS = 14
MOST_LABEL_CHARACTERS = 160
MOST_NUMBERED = 400  # characters of a question with a number before it and guidance behind
INLINE = re.compile(r"\s*(?P<label>[^:\n]{1,90}?)\s*:(?!//|\d)\s*(?P<value>.*)", re.DOTALL)
ASKED = re.compile(
    r"\s*(?P<label>(?:(?:[a-z]\.?)?\d{1,2}(?:\.\d{1,2})?[.):]?\s*)?(?:what|which|when|where|who|how|do|does|did|are|is|have|has"
    r"|may|can|would)\b[^?\n]{2,110}\?)\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\s*(?:(?:section|part|question|q)\s*\d{1,2}[a-z]?\b|\d{1,2}[a-z]?[.)](?!\d)"
    r"|[a-z]\.\d{1,2}\b[.):]?|[a-z]\d{1,2}[.):](?=\s))\s*\S",
    re.IGNORECASE,
)
LEADERS = re.compile(r"_{2,}|\.{4,}|…{2,}")  # the dotted line one writes on
RULED_OFF = re.compile(r"[=*~#+\u2013\u2014-]{4,}")  # a line drawn between two parts
# A sentence ends within it, after some words: 'Tel. no.' does not, what a person tells does.
TOLD = re.compile(r"(?:\S+\s+){3,}\S*\w{2}[.!]\s+[A-Z]")


def tidy_label(label: str) -> str:
    """A label on one line, without its colon and the star of 'must be filled in'."""
    return " ".join(LEADERS.sub(" ", label).split()).strip(" *").rstrip(": ").strip(" *")


def tidy_value(value: str) -> str:
    """What was filled in, without the line it was written on and what the form says over it."""
    lines = [" ".join(line.split()) for line in LEADERS.sub(" ", value).strip().split("\n")]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(without_guidance(lines))).strip()
    return "" if is_guidance(" ".join(tidy.split())) else tidy


def looks_like_label(text: str) -> bool:
    """True where the words could stand before a box: short, on one line, and no answer."""
    words = text.split()
    return (
        0 < len(words) <= 30
        and len(text) <= MOST_LABEL_CHARACTERS
        and "\n" not in text.strip()
        and "@" not in text
        and any(character.isalpha() for character in text)
    )


def asks(text: str) -> bool:
    """True where the words plainly ask: a question mark, a colon, a numbered question."""
    words = text.strip()
    if not looks_like_label(words):  # a numbered question, and at length what is to be said to it
        return len(words) <= MOST_NUMBERED and "?" in words and bool(NUMBERED.match(words))
    return words.endswith(("?", ":")) or bool(NUMBERED.match(words))


def is_told(text: str) -> bool:
    """True where a person tells something: more words than a label has, and no question."""
    return len(text.split()) > MOST_LABEL_WORDS and not asks(text) and "?" not in text


def inline_pair(line: str) -> Pair | None:
    """The pair in 'Label: value' or 'Which service? Parks'."""
    found = INLINE.fullmatch(line)
    if found and found["value"] and _is_inline_label(found["label"]):
        return tidy_label(found["label"]), tidy_value(found["value"])
    asked = ASKED.fullmatch(line)
    # "8. What went wrong? Please give dates" is all label: what was filled in stands below.
    value = tidy_value(asked["value"]) if asked else ""
    return (tidy_label(asked["label"]), value) if asked and value else None


def _is_inline_label(label: str) -> bool:
    words = label.split()
    return (
        0 < len(words) <= MOST_LABEL_WORDS
        and any(letter.isalpha() for letter in label)
        and not TOLD.match(label)
    )


def line_pairs(lines: Sequence[str], headings: Collection[int] = ()) -> tuple[Pair, ...]:
    """The pairs in a text, in order; `headings` are the numbers of lines known to be labels."""
    gathering = Gathering()
    for number, line in enumerate(lines):
        for piece in _pieces(line):
            gathering.add(plain_boxes(piece), number in headings)
    return gathering.finished()


def _pieces(line: str) -> list[str]:
    """'Name: A Clay    Phone: 01632 960733' as its two halves."""
    line = LEADERS.sub("   ", line)
    halves = re.split(r"\t+|\s{3,}(?=[^\W\d_](?:(?!\s{3})[^:]){0,40}:)", line.strip())
    if len(halves) == 2 and not any(":" in half for half in halves):
        return [f"{halves[0]}: {halves[1]}"] if looks_like_label(halves[0]) else [line]
    return halves if all(":" in half for half in halves) else [line.replace("\t", " ")]


class Gathering:
    """Pairs as lines come by: an open question takes the lines up to the next one."""

    def __init__(self) -> None:
        self._pairs: list[Pair] = []
        self._label = ""
        self._answer: list[str] = []
        self._more = False  # the last value ended in a comma: an address goes on

    def add(self, line: str, heading: bool = False) -> None:
        """Take the next line, which is a label if it looks like one or is said to be `heading`."""
        words = LEADERS.sub(" ", line).strip()
        if RULED_OFF.fullmatch(words):
            self._close()
        elif has_boxes(words):
            self._tick(words)
        elif self._label and not any(self._answer) and not heading and is_guidance(words):
            return
        elif pair := None if heading else inline_pair(words):
            self._say(pair)
        elif heading or asks(words):
            self._ask(words)
        elif self._label:
            self._answer.append(words)
        elif self._more and words:
            label, value = self._pairs[-1]
            self._say((label, f"{value}\n{words}"), again=True)
        else:
            self._more = False

    def idle(self, line: str) -> bool:
        """True where no question waits for its answer, and so `line` begins one."""
        if not line or inline_pair(line):
            return False
        return asks(line) or not self._label or any(self._answer)

    def finished(self) -> tuple[Pair, ...]:
        """All pairs; the last question is closed."""
        self._close()
        return tuple(self._pairs)

    def _ask(self, words: str) -> None:
        self._close()
        self._label = words

    def _tick(self, words: str) -> None:
        label = self._label if self._label and not any(self._answer) else ""
        options = tick_pairs("", words)
        if label and len(options) == 1 and options[0][1] in ("", "yes"):
            self._close()  # a list of boxes under a question: each option for itself
        elif label:
            self._label, options = "", tick_pairs(label, words)
        else:
            self._close()
        self._pairs += [(tidy_label(option), value) for option, value in options]
        if rest := left_over(words):
            self._pairs += line_pairs(rest.split("\n"))

    def _say(self, pair: Pair, again: bool = False) -> None:
        self._close()
        if again:
            self._pairs.pop()
        self._pairs.append(pair)
        self._more = pair[1].endswith(",")

    def _close(self) -> None:
        if self._label:
            self._pairs.append((tidy_label(self._label), tidy_value("\n".join(self._answer))))
        self._label, self._answer, self._more = "", [], False
