"""What this person wrote, told from what they quote: our marker line, reply heads of every usual client, banners.

Losing a resident's word is the dangerous fault, keeping an old one is not: each cut needs a sign that people do not
write by themselves, a forward is never cut, and where nothing would be left the whole is kept.
mail-parser-reply proposes a cut where our own rules found none; our own judgement disposes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.banners import drop_banners, drop_phone_lines
from parsers.plain import even_out
from parsers.proposals import propose_cut
from parsers.replyheads import find_reply_head

# The line our letters carry above the quoted letter; parsers and letters each have it, a test holds them equal.
MARKER = "-- Please write your reply above this line --"
# Characters: the cutter looks no further; what lies beyond goes where the text before it goes.
MAX_TEXT = 200_000
# Lines looked at for a reply head: a resident's own text is hardly ever longer.
MAX_LINES = 5_000

# Characters: a quoted line so long may have been broken on the way.
_WRAPPED_AT = 68
_BROKEN_AT = 60
# Lines of a quote that are looked at for others that were broken.
_MAX_BLOCK = 400
# Lines that the tail of a broken one may have.
_MAX_TAIL = 12
_SENTENCE_ENDS = ".?!"

_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|wg|tr|rv|pd|i)\s*:", re.I)
_FORWARD_LINE = re.compile(
    r"^[>\s*]*(?:-{2,}\s*(?:Forwarded (?:message|by)|Weitergeleitete Nachricht)\b.*|Begin forwarded message\s*:?)\s*\*?$",
    re.I | re.M,
)
_FORWARD_WORD = re.compile(r"orwarded |Weitergeleitete ", re.I)
_MARKER_WORD = "above"
_MARKER_LINE = re.compile(
    r"^.*" + r"\s+".join(re.escape(word) for word in MARKER.strip("- ").split()) + r".*$", re.M
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in two: the newest words, and what was cut off; `forwarded` is the mail a forward carries."""

    newest: str
    quoted: str
    forwarded: str = ""


def is_forward(subject: str) -> bool:
    """Whether a subject says that the mail passes another on (Fw:, Fwd:, WG:, TR:); a reply to such a mail does not."""
    return bool(_FORWARD_SUBJECT.match(subject))


def cut_quotes(text: str, subject: str = "") -> Cut:
    """Divide an evened-out text; nothing is cut from a forward but the banner that a server put on top."""
    kept = drop_banners(text)
    forwarded = _forwarded_part(kept, subject)
    if forwarded:
        return Cut(kept or text, "", forwarded.strip("\n"))
    head = kept[:MAX_TEXT]
    newest, quoted = _cut_at_marker(head)
    newest, more = _cut_at_heads(newest)
    quoted = f"{more}\n{quoted}".strip("\n")
    if not quoted:
        newest, quoted = propose_cut(newest)
    newest = drop_phone_lines(_without_quoted_lines(newest))
    if not newest.strip():
        return Cut(kept or text, "")
    if not quoted:
        newest += kept[MAX_TEXT:]
    return Cut(even_out(newest), even_out(quoted))


def _forwarded_part(text: str, subject: str) -> str:
    """The mail inside a forward: from its first head to the end; '' where the mail is no forward."""
    marker = _find_marker(text)
    line = _FORWARD_LINE.search(text[:MAX_TEXT]) if _FORWARD_WORD.search(text) else None
    if line and not (marker and marker.start() < line.start()) and not line.group().startswith(">"):
        first = find_reply_head(text[: line.start()].split("\n"))
        return text[line.start() :] if first is None else ""
    if not is_forward(subject):
        return ""
    lines = text[:MAX_TEXT].split("\n")[:MAX_LINES]
    found = find_reply_head(lines)
    return "\n".join(lines[found.start :]) if found else ""


def _find_marker(text: str) -> re.Match[str] | None:
    return _MARKER_LINE.search(text) if _MARKER_WORD in text else None


def _cut_at_marker(text: str) -> tuple[str, str]:
    """All above our marker line; where nothing is above, the person wrote below, and nothing is cut here."""
    found = _find_marker(text)
    if found is None:
        return text, ""
    above = text[: found.start()]
    return (above, text[found.start() :]) if _own_words(above) else (text, "")


def _own_words(text: str) -> bool:
    """Whether a text holds words that are neither quoted nor a reply's head."""
    lines = text.split("\n")[:MAX_LINES]
    found = find_reply_head(lines)
    own = lines[: found.start] if found else lines
    return any(line.strip(" -_*>\t") and not line.lstrip().startswith(">") for line in own)


def _cut_at_heads(text: str) -> tuple[str, str]:
    """Cut at the first reply head; below one with `>` lines only those go, for the answer may stand below them."""
    lines = text.split("\n")
    kept: list[str] = []
    quoted: list[str] = []
    at = 0
    for _ in range(50):
        found = find_reply_head(lines[at : at + MAX_LINES])
        if found is None:
            break
        kept += lines[at : at + found.start]
        if not found.marked:
            return "\n".join(kept), "\n".join(quoted + lines[at + found.start :])
        end = _end_of_marked(lines, at + found.end)
        quoted += lines[at + found.start : end]
        at = end
    return "\n".join(kept + lines[at:]), "\n".join(quoted)


def _end_of_marked(lines: list[str], at: int) -> int:
    """The line after a block of `>` lines; a blank line or a wrapped one between two `>` lines belongs to it."""
    end = at
    gap = 0
    for place in range(at, len(lines)):
        if lines[place].lstrip().startswith(">"):
            end, gap = place + 1, 0
        elif is_wrapped(lines, place) or _is_broken(lines, place, at):
            continue
        elif lines[place].strip():
            break
        else:
            gap += 1
            if gap > 3:
                break
    return end


def is_wrapped(lines: Sequence[str], place: int) -> bool:
    """The tail of a long `>` line that some server broke: it goes on in the midst of a sentence, in small letters.

    A tail may be of some lines, all but the last as long as the first; below it the `>` go on, with no blank line.
    """
    first = place
    while first > 0 and place - first < _MAX_TAIL and _is_plain(lines[first - 1]):
        first -= 1
    end = place
    while end < len(lines) and end - place < _MAX_TAIL and _is_plain(lines[end]):
        end += 1
    if first == 0 or end == len(lines) or not lines[first][:1].islower():
        return False
    broken = lines[first - 1 : end - 1]
    above, below = broken[0], lines[end]
    return (
        above.startswith(">")
        and below.startswith(">")
        and above[-1:] not in _SENTENCE_ENDS
        and all(len(line) >= _WRAPPED_AT for line in broken)
    )


def _is_empty(line: str) -> bool:
    return not line.strip(" >\t")


def _is_broken(lines: Sequence[str], place: int, at: int) -> bool:
    """A line between two `>` lines of a quote in which some server broke others: it broke this one, too."""
    above, below = lines[place - 1], lines[place + 1] if place + 1 < len(lines) else ""
    if not (above.startswith(">") and below.startswith(">") and len(above) >= _BROKEN_AT):
        return False
    near = range(at, min(at + _MAX_BLOCK, len(lines)))
    broken = (_is_plain(lines[near_by]) and is_wrapped(lines, near_by) for near_by in near)
    return sum(broken) >= 2


def _is_plain(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(">")


def _without_quoted_lines(text: str) -> str:
    """Without runs of `>` lines, where other words remain.

    A single one may be the writer's own sign, or a relay's (`>From`), and stays.
    """
    if ">" not in text:
        return text
    lines = text.split("\n")
    signed = [line.lstrip().startswith(">") for line in lines]
    alone = [False, *signed, False]
    own = [
        line
        for place, line in enumerate(lines)
        if not signed[place] or not (alone[place] or alone[place + 2] or _is_empty(line))
    ]
    return "\n".join(own) if any(line.strip() for line in own) else text
