"""The plain readers of HTML: no layout of tables, but they survive any depth and any length, and lose no word."""

from __future__ import annotations

import html as entities
import re

from selectolax.lexbor import LexborNode

# The line ends around a block: two leave an empty line, as paragraphs do.
_GAPS = dict.fromkeys(
    "address article aside body center dd div dl dt fieldset figcaption figure footer form header "
    "hr html li main nav option section tbody tfoot thead title tr".split(),
    1,
) | dict.fromkeys("blockquote h1 h2 h3 h4 h5 h6 ol p pre table ul".split(), 2)
_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "-comment"})
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.I)
# Outlook's paragraphs have no margin: each is a line, an empty one is an empty paragraph.
_TIGHT = ("MsoNormal", "MsoPlainText", "MsoListParagraph")
_TAG = re.compile(r"<(/?)([a-zA-Z!?][^\s<>/]*)[^<>]*>")
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _Page:
    """Words as they come, with the line ends that blocks ask for evened out between them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._gap = 0
        self._spaced = True

    def say(self, text: str) -> None:
        """Words of a text node; white space is one space, none at the start of a line."""
        words = text.split()
        if not words and "\xa0" not in text:
            if text and not self._gap and not self._spaced:
                self.words.append(" ")
                self._spaced = True
            return
        if self._gap:
            self.words.append("\n" * min(self._gap, 3) if self.words else "")
            self._gap, self._spaced = 0, True
        before = "" if self._spaced or not text[0].isspace() else " "
        self._spaced = text[-1].isspace()
        self.words.append(f"{before}{' '.join(words)}{' ' if self._spaced else ''}")

    def end_block(self, gap: int) -> None:
        """A block begins or ends: so many line ends at least."""
        self._gap = max(self._gap, gap)

    def break_line(self) -> None:
        """A line break."""
        self._gap += 1


def walk(root: LexborNode, *, hidden: bool = True) -> str:
    """The words below a node in order, blocks on their own lines; `hidden`: leave out what the page hides."""
    page = _Page()
    node: LexborNode | None = root
    while node is not None:
        if _enter(node, page, hidden):
            child = node.child
            if child is not None:
                node = child
                continue
            _leave(node, page)
        node = _next(node, page, root)
    return "".join(page.words)


def _next(node: LexborNode, page: _Page, root: LexborNode) -> LexborNode | None:
    """The node after this one and all below it; blocks that end on the way say so."""
    at: LexborNode | None = node
    while at is not None and at.mem_id != root.mem_id:
        following = at.next
        if following is not None:
            return following
        at = at.parent
        if at is not None:
            _leave(at, page)
    return None


def _enter(node: LexborNode, page: _Page, hidden: bool) -> bool:
    """Write what a node begins with; whether to go below it."""
    tag = node.tag
    if tag == "-text":
        page.say(node.text_content or "")
        return False
    if tag in _SKIPPED:
        return False
    if tag == "br":
        page.break_line()
    elif tag in _GAPS:
        page.end_block(_gap(node))
        if tag == "li":
            page.say("* ")
    return not (hidden and _HIDDEN.search(node.attributes.get("style") or ""))


def _leave(node: LexborNode, page: _Page) -> None:
    tag = node.tag
    if tag in _GAPS:
        page.end_block(_gap(node))
    elif tag in ("td", "th"):
        page.say("\xa0 ")


def _gap(node: LexborNode) -> int:
    tag = node.tag
    if tag == "p" and (node.attributes.get("class") or "").startswith(_TIGHT):
        return 1
    return _GAPS[tag or "div"]


def strip_tags(source: str) -> str:
    """The words of a page too long or too deep to parse: tags off by one linear scan."""
    words: list[str] = []
    end, skipping = 0, ""
    for match in _TAG.finditer(source):
        closing, name = match.group(1), match.group(2).lower()
        if not skipping:
            words.append(_SPACES.sub(" ", source[end : match.start()]))
            if name in _GAPS or name == "br":
                words.append("\n")
            elif name in _SKIPPED and not closing:
                skipping = name
        elif closing and name == skipping:
            skipping = ""
        end = match.end()
    if not skipping:
        words.append(_SPACES.sub(" ", source[end:]))
    return entities.unescape("".join(words))
