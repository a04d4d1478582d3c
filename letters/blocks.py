"""A letter's page taken apart into blocks, for a document on paper: headings, paragraphs, items, quotes, rows.

What is for the screen alone (the line above which to reply) stays behind. Sees markup of ours, or a
council's own page; whatever it does not know is words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from letters.compose import Letter
from letters.envelope import MARKER
from letters.words import clean, one_line

if TYPE_CHECKING:
    from lxml import html


class Kind(StrEnum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; a line end in them is a line end."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a letter: its runs, or its rows of label and value."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """All it says, as text."""
        lines = [f"{label}: {value}" for label, value in self.rows]
        return "\n".join(lines) or "".join(run.words for run in self.runs).strip()


_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Kind.HEADING),
    "li": Kind.ITEM,
    "blockquote": Kind.QUOTE,
    "p": Kind.PARAGRAPH,
}
_STRONG = frozenset(("strong", "b", "em", "i", "th"))
_UNSEEN = frozenset(("head", "style", "script", "title", "template"))
# What begins a new block wherever it stands.
_APART = frozenset((*_KINDS, "div", "table", "ul", "ol", "section", "article", "hr", "body"))


def blocks_of(letter: Letter) -> tuple[Block, ...]:
    """The blocks of a letter in their order, none of them empty."""
    if not letter.html.strip():
        return tuple(_plain(letter.text))
    from lxml import html as reading  # only where a document is made

    root = reading.document_fromstring(letter.html)
    found = [*_blocks(root)]
    return tuple(one for one in found if one.words and one.words != MARKER)


def _plain(text: str) -> Iterator[Block]:
    for part in text.split("\n\n"):
        words = clean(part).strip("\n")
        if words.strip() and words.strip() != MARKER:
            yield Block(Kind.PARAGRAPH, (Run(words),))


def _blocks(node: html.HtmlElement) -> Iterator[Block]:
    """The blocks below a node; words that lie loose between them are paragraphs of their own."""
    loose: list[Run] = [*_text(node.text, strong=False)]
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _APART:
            yield from _paragraph(loose)
            loose = []
            yield from _apart(child, tag)
        elif tag not in _UNSEEN:
            loose += _runs(child, strong=tag in _STRONG)
        loose += _text(child.tail, strong=False)
    yield from _paragraph(loose)


def _apart(node: html.HtmlElement, tag: str) -> Iterator[Block]:
    if tag == "table":
        yield from _table(node)
    elif tag in _KINDS and not any(one.tag in _APART for one in node):
        yield Block(_KINDS[tag], _joined(_runs(node, strong=False)))
    else:
        yield from _blocks(node)


def _paragraph(runs: list[Run]) -> Iterator[Block]:
    joined = _joined(runs)
    if any(run.words.strip() for run in joined):
        yield Block(Kind.PARAGRAPH, joined)


def _table(node: html.HtmlElement) -> Iterator[Block]:
    rows = []
    for line in node.iter("tr"):
        cells = [one_line(cell.text_content()) for cell in line if cell.tag in ("th", "td")]
        if any(cells):
            rows.append((cells[0], " ".join(cells[1:])))
    if rows:
        yield Block(Kind.ROWS, rows=tuple(rows))


def _runs(node: html.HtmlElement, *, strong: bool) -> list[Run]:
    """The words of a node in order; a <br> is a line end."""
    if node.tag == "br":
        return [Run("\n")]
    if not isinstance(node.tag, str) or node.tag in _UNSEEN:
        return []
    found = [*_text(node.text, strong=strong)]
    for child in node:
        found += _runs(child, strong=strong or child.tag in _STRONG)
        found += _text(child.tail, strong=strong)
    return found


def _text(words: str | None, *, strong: bool) -> Iterator[Run]:
    """The words with their spaces as a browser shows them: line ends of the source are spaces."""
    text = clean(words)
    if not text:
        return
    inner = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    after = " " if inner and text[-1].isspace() else ""
    yield Run(f"{before}{inner}{after}", strong)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Runs that look alike as one, without spaces around line ends or at the edges."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        words = run.words
        if last is None or last.words.endswith(("\n", " ")):
            words = words.lstrip(" ")
        if words.startswith("\n") and last is not None:
            merged[-1] = last = Run(last.words.rstrip(" "), last.strong)
        if last is not None and last.strong == run.strong:
            merged[-1] = Run(last.words + words, run.strong)
        elif words:
            merged.append(Run(words, run.strong))
    if merged:
        merged[-1] = Run(merged[-1].words.rstrip(), merged[-1].strong)
    return tuple(run for run in merged if run.words)
