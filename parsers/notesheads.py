"""The heads of Lotus Notes and GroupWise, which councils still run: a name, a day and hour, then To and Subject.

None of these lines is a label by itself that tells who wrote; only together are they a program's and no person's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Lines over which a name, its day and the first field may be spread, and those that a long list of people takes.
_TOP, _LONGEST = 7, 60
_MAX_NAME = 120

_WHEN = r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s+[A-Z]{3,4})?"
_DAY_LINE = re.compile(rf"\s*{_WHEN}\s*", re.I)
# `From:  A Person @ PLACE      12/07/2000 10:45 AM`, `A Person <a@b> on 05/18/2001 01:28:43 PM`
_NAMED_DAY = re.compile(rf"\s*(?:From:\s*)?\S.{{1,100}}?(?:\s{{2,}}|\s+on\s+){_WHEN}\s*", re.I)
_BESIDE = re.compile(r"\s*(?:Sent by|Please respond to|Reply-To)\b", re.I)
_TO = re.compile(r"\s*To\s*:", re.I)
_SUBJECT = re.compile(r"\s*Subject\s*:", re.I)
_FROM = re.compile(r"\s*From\s*:\s*", re.I)
_GROUPWISE = re.compile(r"\s*>>>\s+.{3,120}?\d{1,2}[:.]\d{2}.{0,20}>>>\s*", re.I)


def notes_head(lines: Sequence[str], at: int) -> int | None:
    """The line after the head that begins at one line, or None."""
    line = lines[at]
    if len(line) > _MAX_NAME * 2:
        return None
    if line.lstrip().startswith(">>>"):
        return at + 1 if _GROUPWISE.fullmatch(line) else None
    to = _addressed(lines, at)
    return None if to is None else _subject_below(lines, to)


def _addressed(lines: Sequence[str], at: int) -> int | None:
    """The `To:` of a head whose name, and day and hour, stand on the lines above it; the first is `at`."""
    dated = bool(_NAMED_DAY.fullmatch(lines[at]))
    if not dated and not _is_name(lines[at]):
        return None
    for place in range(at + 1, min(at + _TOP, len(lines))):
        line = lines[place]
        if dated and _TO.match(line):
            return place
        if line.strip() and not _BESIDE.match(line):
            if dated or not _DAY_LINE.fullmatch(line):
                return None
            dated = True
    return None


def _is_name(line: str) -> bool:
    """Few words and no sentence, or the label that Notes puts before them."""
    name = _FROM.sub("", line, count=1).strip()
    return 0 < len(name) <= _MAX_NAME and len(name.split()) <= 8 and name[-1] not in ".!?:,;"


def _subject_below(lines: Sequence[str], to: int) -> int | None:
    blank = 0
    for place in range(to + 1, min(to + _LONGEST, len(lines))):
        if _SUBJECT.match(lines[place]):
            return place + 1
        blank = 0 if lines[place].strip() else blank + 1
        if blank > 2:
            return None
    return None
