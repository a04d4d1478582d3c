"""mail-parser-reply's proposal where to cut, for the languages our own rules do not know; judged before it is taken.

The library cuts at any two labelled lines, which residents write too, and some texts keep it busy for minutes:
so it sees only texts that look quoted, short ones, and its head must bear a date and an address or quoted lines below.
"""

from __future__ import annotations

import re

# Characters and lines: the library's expressions are quadratic in both.
_MAX_TEXT = 20_000
_MAX_LINES = 400
_MAX_LINE = 500

_LANGUAGES = ["en", "de", "fr", "es", "it", "pl", "nl", "da", "sv", "cs", "ja", "ko", "zh"]
_HINT = re.compile(r"^(?=.{0,400}\d)(?=.{0,400}[@>(年일]).{8,400}[:：]\s*$", re.M)
_DATED = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}")
_ADDRESS = re.compile(r"[^\s<>]@[^\s<>]")


def propose_cut(text: str) -> tuple[str, str]:
    """The text in two where the library's cut is to be believed; else whole, with nothing cut."""
    if ":\n" not in text and "：\n" not in text:
        return text, ""
    if not _bearable(text) or not _HINT.search(text):
        return text, ""
    from mailparser_reply import EmailReplyParser  # loaded with the first text that looks so

    try:
        replies = EmailReplyParser(languages=list(_LANGUAGES)).read(text).replies
    except Exception:  # the library promises nothing for hostile texts
        return text, ""
    if len(replies) < 2:
        return text, ""
    head = (replies[1].headers or "").strip()
    at = text.find(head.split("\n")[0].strip()) if head else -1
    if at <= 0 or not text[:at].strip() or not _believable(head, text[at + len(head) :]):
        return text, ""
    return text[:at], text[at:]


def _bearable(text: str) -> bool:
    lines = text.split("\n")
    return len(text) <= _MAX_TEXT and len(lines) <= _MAX_LINES and max(map(len, lines)) <= _MAX_LINE


def _believable(head: str, below: str) -> bool:
    """A date with an address in the head, or `>` lines right below it."""
    quoted_below = below.lstrip().startswith(">")
    return bool(_DATED.search(head)) and (quoted_below or bool(_ADDRESS.search(head)))
