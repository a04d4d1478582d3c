"""The plain readers of HTML: no layout, but they survive any depth and any length, and lose no word."""

from __future__ import annotations

import html as entities
import re

from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript"})
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z!?][^\s<>/]*)[^<>]*>")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def walk(root: LexborNode) -> str:
    """The words below a node in order, a new line where a block begins or ends, a gap between table cells."""
    words: list[str] = []
    node: LexborNode | None = root
    while node is not None:
        entered = _enter(node, words)
        if entered and node.child is not None:
            node = node.child
            continue
        while node is not None and node.next is None:
            node = _leave(node, words, root)
        if node is not None:
            _leave_one(node, words)
            node = None if _is(node, root) else node.next
    return "".join(words)


def _is(node: LexborNode, other: LexborNode) -> bool:
    return bool(node.mem_id == other.mem_id)


def _leave(node: LexborNode, words: list[str], root: LexborNode) -> LexborNode | None:
    _leave_one(node, words)
    parent = node.parent
    return None if parent is None or _is(node, root) or _is(parent, root) else parent


def _leave_one(node: LexborNode, words: list[str]) -> None:
    if node.tag in _BLOCKS:
        words.append("\n")
    elif node.tag in ("td", "th"):
        words.append("  ")


def _enter(node: LexborNode, words: list[str]) -> bool:
    """Write what a node begins with; whether to go below it."""
    tag = node.tag
    if tag == "-text":
        words.append(_SPACES.sub(" ", node.text_content or ""))
        return False
    if tag in _SKIPPED or tag == "-comment":
        return False
    if tag == "br":
        words.append("\n")
    elif tag in _BLOCKS:
        words.append("\n")
        if tag == "li":
            words.append("* ")
    return not _HIDDEN.search(node.attributes.get("style") or "")


def strip_tags(source: str) -> str:
    """The words of a page too long or too deep to parse: tags off by one linear scan."""
    words: list[str] = []
    end, skipping = 0, ""
    for match in _TAG.finditer(source):
        closing, name = match.group(1), match.group(2).lower()
        if not skipping:
            words.append(_SPACES.sub(" ", source[end : match.start()]))
            if name in _BLOCKS or name == "br":
                words.append("\n")
            elif name in _SKIPPED and not closing:
                skipping = name
        elif closing and name == skipping:
            skipping = ""
        end = match.end()
    if not skipping:
        words.append(_SPACES.sub(" ", source[end:]))
    return entities.unescape("".join(words))
