"""How a reader sees a letter: the page as plain words, and what is amiss in the text of one."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = frozenset(("meta", "br", "hr", "img"))


class Page(HTMLParser):
    """The words of a page, what it loads, and whether its tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.headings_without_words: list[str] = []
        self.faults: list[str] = []
        self.tags: set[str] = set()
        self._open: list[str] = []
        self._heading = ""
        self.feed(html)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self._open]
        if self._heading:
            self.headings_without_words.append(self._heading)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self._open.append(tag)
        if tag == "h2" and self._heading:
            self.headings_without_words.append(self._heading)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"{tag} is closed out of order")

    def handle_data(self, data: str) -> None:
        if "title" in self._open or not data.strip():
            return
        self.words.append(data)
        self._heading = data if "h2" in self._open else ""


def said(text: str) -> list[str]:
    """The words alone, to compare a text with its page."""
    return re.findall(r"\w+", text)


# A fact that is missing leaves its preposition, bracket or comma behind: 'by .', '()', ' ,'.
_LEFT_BEHIND = (
    r"\bNone\b",
    r"\bUndefined\b",
    r"\(\s*\)",
    r"[ \t][,.;:!?](?:\s|$)",
    r"[,;:]\s*[,.;]",
    r"\.\.",
    r"\n{3,}",
    r"[ \t]\n",
    r"(?m)^[ \t]",
    r"(?m)^[,.;:)]",
    r"(?<=\S)  +(?=\S)",
    r"(?m)\b(?:by|on|at|of|the|to|with|from|about|for|and|or|is|was|until)[.,;]?$(?<!; or)",
    r"(?m)^- *$",
    r"(?m)^.*:[ \t]*$(?!\n\n(?:QUOTED|QUESTION))",
    r"\b(?:automatic|automated|do not reply|donotreply|no-?reply)\b",
)


def amiss(text: str) -> list[str]:
    """What a careful clerk would strike out in a letter, quoted with its surroundings."""
    own = re.sub(r"(?m)(?:^>.*\n)+", "QUOTED\n", text)
    own = re.sub(r"(?<=ask you something:\n\n)", "QUESTION", own)
    return [
        own[max(0, found.start() - 40) : found.end() + 20]
        for pattern in _LEFT_BEHIND
        for found in re.finditer(pattern, own, re.IGNORECASE if "auto" in pattern else 0)
    ]
