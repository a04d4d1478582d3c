"""What stands below a person's words: a signature, a gateway's disclaimer, a provider's advertisement.

Folded away, never lost: whoever reads the mail as a value still has every line. A foot is only what goes on to the
end of the text, so that nobody's postscript is folded with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.plain import even_out

# Lines and characters that a signature has at most: what is longer is a letter.
_SIGNATURE_LINES, _SIGNATURE_LINE = 14, 75
# Characters of a paragraph that are looked at.
_MAX_LOOK = 1_500
_MAX_ASIDE = 300
# Lines between two fences.
_FENCED_LINES = 50
# Lines of a paragraph that are looked at.
_PARAGRAPH_LINES = 100
# Paragraphs from the end that are looked at.
_MAX_PARAGRAPHS = 40

_MARK = re.compile(r"\s*-- ?\s*")
_RULE = re.compile(r"\s*[*_=~#-]{20,}\s*")
_FENCE = re.compile(r"[*_=~#•.\-\s]{5,}")
_DISCLAIMER = re.compile(
    r"\b(?:(?:this|the|any|our) (?:information (?:contained )?in this )?(?:e-?mail|message|communication|transmission|footnote)s?\b"
    r"(?=.{0,400}?\b(?:confidential|intended|intercepted|disclos|privileged|virus|recipient|private|monitored|in error|scanned|swept|personal to))"
    r"|(?:all |any )?(?:e-?mails?|messages|communications?) (?:sent|transmitted|via|to|and|may|are|is|will)\b"
    r"(?=.{0,300}?\b(?:monitored|recorded|logged|intercept|virus|scanned|disclos))"
    r"|(?:e-?mail )?disclaimer\b|confidentiality (?:note|notice|statement|warning)"
    r"|(?:scanned|swept|checked) (?:for|by)\b.{0,60}?virus|virus (?:free|scanning|checked)|\bMessageLabs\b|\bMimecast\b"
    r"|not (?:be |been )?(?:the )?intended recipient|received (?:this|it)\b.{0,60}?\bin error"
    r"|(?:views|opinions)\b.{0,60}?\b(?:are|is|not necessarily|expressed|reflect)\b.{0,120}?\b(?:author|sender|those of|necessarily)"
    r"|Data Protection (?:Act|legislation)(?=.{0,300}?\b(?:information|data|release|privacy))|privacy notice\b"
    r"|(?:may be|is) (?:legally )?privileged|freedom of information act(?=.{0,200}?\b(?:disclos|e-?mail))"
    r"|consider the environment|(?:before|do not|don'?t|need to) print(?:ing)? this"
    r"|footer\b.{0,40}?\bconfidential|\bconfidential\b.{0,80}?\b(?:intended|addressee|recipient))",
    re.I | re.S,
)
_ADVERT = re.compile(
    r"\s*(?:Do You Yahoo|Get (?:your|paid|free)|Virus-free\b|This email has been checked|Visit (?:us|\[?\d?\]?https?)"
    r"|Follow us|Find us on|Share information about|Join the|View this message in context|Sent from\b)",
    re.I,
)
_HEADING = re.compile(r"\s*(?:References|Visible links|Hidden links|Links:?)\s*", re.I)
_LINKS = re.compile(r"\s*(?:\[?\d{1,2}[.\]]\s*|<)?(?:https?://|www\.|mailto:)\S+>?\s*", re.I)

# What a signature tells that a letter's last lines do not.
_CONTACT = re.compile(
    r"(?<![\w.])(?:\+|\(|\b0)?\d[\d ()./-]{7,}\d\b|[\w.+-]+@[\w-]+\.[\w.-]+|\b(?:https?://|www\.)\S"
    r"|\b(?:tel|telephone|phone|ph|mob|mobile|cell|fax|facsimile|ext|extension|direct(?: line| dial)?|switchboard|e-?mail|web)\b\W{0,4}\S*\d"
    r"|\bx\d{3,}|\b\d-\d{4}\b|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\bP\.? ?O\.? Box\b",
    re.I,
)
_NAME = re.compile(
    r"\W*(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Prof|Rev)\.? )?[A-Z][\w.'’-]*(?:[ ,&/-]+(?:[A-Z][\w.'’()-]*|of|and|for|the|de|van|e-)){0,7}\W*"
)
_PROSE = re.compile(r"(?:(?<!\S)[a-z'’]+[,;]?\s+){3,}[a-z'’]+|[?!:]\s*$")
_CLOSING = re.compile(
    r"\W*(?:(?:many |kind(?:est)? |best |warm(?:est)? |with )*(?:regards|thanks|wishes)|yours|cheers|sincerely|faithfully|thank you|thanx|thx|cordially|best)\b"
    r"[^.?!]{0,40}\W*",
    re.I,
)


def fold_foot(text: str) -> tuple[str, str]:
    """A text in two: what somebody wrote, and the foot below it; never everything, and '' where there is none."""
    lines = text.rstrip().split("\n")
    end = _above(lines, _marked(lines, _below_which_is_nobodys(lines)))
    end = _above(lines, _signature(lines, end))
    own = "\n".join(lines[:end])
    if not own.strip():
        return text, ""
    return even_out(own), even_out("\n".join(lines[end:]))


def _below_which_is_nobodys(lines: Sequence[str]) -> int:
    """The line below which stand only a gateway's and a provider's words, the links that they refer to among them."""
    end = at = len(lines)
    for _ in range(_MAX_PARAGRAPHS):
        start = _fenced(lines, at)
        if start is None:
            start = _last_paragraph(lines, at)
        if start == 0 or at == 0:
            break
        if _is_nobodys(lines[start:at]):
            end = _above(lines, start)
        elif not all(_is_aside(line) for line in lines[start:at]):
            break
        at = _above(lines, start)
    return end


def _fenced(lines: Sequence[str], end: int) -> int | None:
    """Where the block between two fences begins, whose lower fence stands below a line; None where there is none."""
    if not any(_RULE.fullmatch(line) for line in lines[end : end + 2]):
        return None
    for at in range(end - 1, max(0, end - _FENCED_LINES) - 1, -1):
        if _RULE.fullmatch(lines[at]):
            return at if _is_nobodys(lines[at:end]) else None
    return None


def _last_paragraph(lines: Sequence[str], end: int) -> int:
    """Where the paragraph begins that ends at a line; a fence begins one, too."""
    start = end - 1
    first = max(0, end - _PARAGRAPH_LINES)
    while start > first and lines[start - 1].strip() and not _FENCE.fullmatch(lines[start - 1]):
        if _FENCE.fullmatch(lines[start]):
            break
        start -= 1
    return max(start, 0)


def _above(lines: Sequence[str], end: int) -> int:
    """The line after the last one with words above; a foot's own fence and mark go with it."""
    while end > 0 and (
        not lines[end - 1].strip()
        or _FENCE.fullmatch(lines[end - 1])
        or _MARK.fullmatch(lines[end - 1])
    ):
        end -= 1
    return end


def _is_nobodys(lines: Sequence[str]) -> bool:
    """Whether a paragraph is a gateway's or a provider's."""
    told = " ".join(line.strip() for line in lines)[:_MAX_LOOK]
    first = next((line for line in lines if line.strip() and not _FENCE.fullmatch(line)), "")
    return bool(_DISCLAIMER.search(told) or _ADVERT.match(first))


def _is_aside(line: str) -> bool:
    """A link, a fence, a heading or a name, which is a gateway's only where more of it stands above."""
    kinds = (_LINKS, _FENCE, _HEADING, _NAME)
    return len(line) <= _MAX_ASIDE and any(one.fullmatch(line) for one in kinds)


def _marked(lines: Sequence[str], end: int) -> int:
    """Where a signature under the mark of RFC 3676 (`-- `) begins; `end` where there is none."""
    for at in range(end - 1, max(0, end - _SIGNATURE_LINES) - 1, -1):
        if _MARK.fullmatch(lines[at]):
            return at
    return end


def _signature(lines: Sequence[str], end: int) -> int:
    """Where a signature without a mark begins: a name, then short lines of which one tells how to reach somebody."""
    start = end
    for at in range(end - 1, max(0, end - _SIGNATURE_LINES) - 1, -1):
        line = lines[at]
        if len(line) > _SIGNATURE_LINE or _PROSE.search(line) or _CLOSING.fullmatch(line):
            break
        if not line.strip() and not lines[at - 1].strip():
            break
        if line.strip() and _begins(lines, at):
            start = at
    block = [line for line in lines[start:end] if line.strip()]
    told = any(_CONTACT.search(line) for line in block)
    return start if told and start > 0 else end


def _begins(lines: Sequence[str], at: int) -> bool:
    """Whether a signature may begin at a line: after an empty line, a fence or a closing, and with a name."""
    above = lines[at - 1] if at else ""
    if _CLOSING.fullmatch(above) or _FENCE.fullmatch(above):
        return True
    return not above.strip() and bool(_NAME.fullmatch(lines[at]))
