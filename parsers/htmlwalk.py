"""The plain readers of HTML: no layout of tables, but they survive any depth and any length, and lose no word."""

from __future__ import annotations

import html as entities
import re

from selectolax.lexbor import LexborNode

# Blocks begin and end a line; those of the second kind stand apart by an empty line, as paragraphs do.
_LINES = (
    "address, article, aside, center, dd, div, dl, dt, fieldset, figcaption, figure, footer, form, header, hr, li, "
    "main, nav, option, section, tbody, tfoot, thead, tr, p.MsoNormal, p.MsoPlainText, p.MsoListParagraph, p.MsoNoSpacing"
)
_APART = (
    "blockquote, h1, h2, h3, h4, h5, h6, ol, pre, table, ul, "
    "p:not(.MsoNormal, .MsoPlainText, .MsoListParagraph, .MsoNoSpacing)"
)
_HIDDEN = '[style*="display:none" i], [style*="display: none" i], [style*="mso-hide:all" i], [style*="mso-hide: all" i]'
# Private-use characters that stand for line ends and spaces while white space is evened out.
_LINE, _GAP, _BREAK, _SPACE, _CELL = "\ue0e1", "\ue0e2", "\ue0e3", "\ue0e4", "\ue0e5"
_RUN = re.compile(f"[{_LINE}{_GAP}{_BREAK}][{_LINE}{_GAP}{_BREAK} ]*")
# Levels and lines: so many empty lines at most.
_MOST_LINES = 3

_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript"})
_TAG = re.compile(r"<(/?)([a-zA-Z!?][^\s<>/]*)[^<>]*>")
_BREAKING = frozenset(re.findall(r"\w+", f"{_LINES}, {_APART}, br"))
_SPACES = re.compile(r"[ \t\r\n\f]+")


def walk(body: LexborNode, *, hidden: bool = False) -> str:
    """The words of a page in order, blocks on their own lines; `hidden`: some are not to be seen and left out.

    The tree is marked and read at one go, for a step in Python at each node takes longer than all the rest;
    it is not to be used again.
    """
    if hidden:
        for node in body.css(_HIDDEN):
            node.decompose()
    for node in body.css("pre"):
        node.replace_with(
            _GAP + node.text(deep=True).replace(" ", _SPACE).replace("\n", _BREAK) + _GAP
        )
    for selector, mark in ((_APART, _GAP), (_LINES, _LINE)):
        for node in body.css(selector):
            node.insert_before(mark)
            node.insert_after(mark)
    for node in body.css("br"):
        node.insert_before(_BREAK)
    for node in body.css("td, th"):
        node.insert_after(_CELL)
    for node in body.css("li"):
        if node.child is not None:
            node.child.insert_before(f"*{_SPACE}")
    text = body.text(deep=True).replace("\xa0", _SPACE)
    lines = _RUN.sub(_line_ends, " ".join(text.split()))
    lines = lines.replace(_CELL + "\n", "\n").replace(" \n", "\n")
    return lines.replace(_CELL, "  ").replace(_SPACE, " ").strip("\n")


def _line_ends(run: re.Match[str]) -> str:
    """So many line ends as the widest block of a run asks for, and one more for each break."""
    gap = 0
    for mark in run.group():
        if mark == _BREAK:
            gap += 1
        elif mark == _LINE:
            gap = max(gap, 1)
        elif mark == _GAP:
            gap = max(gap, 2)
    return "\n" * min(gap, _MOST_LINES)


def strip_tags(source: str) -> str:
    """The words of a page too long or too deep to parse: tags off by one linear scan."""
    words: list[str] = []
    end, skipping = 0, ""
    for match in _TAG.finditer(source):
        closing, name = match.group(1), match.group(2).lower()
        if not skipping:
            words.append(_SPACES.sub(" ", source[end : match.start()]))
            if name in _BREAKING:
                words.append("\n")
            elif name in _SKIPPED and not closing:
                skipping = name
        elif closing and name == skipping:
            skipping = ""
        end = match.end()
    if not skipping:
        words.append(_SPACES.sub(" ", source[end:]))
    return entities.unescape("".join(words))
