"""An officer's own words, for those that go on to a resident: cut at the first sign of anybody else's.

The opposite of `parsers.quotes`. There, losing a word is the dangerous fault; here it is keeping one, for an internal
mail below an officer's answer would reach the resident. So any sign cuts, whatever the subject says, and where the
officer may have written below the cut, or the sign may be the officer's own, the words are not to be acted on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from parsers.banners import cut_banners, drop_phone_lines
from parsers.body import Body
from parsers.plain import even_out
from parsers.quotes import MARKER, MAX_LINES, MAX_TEXT, is_wrapped
from parsers.replyheads import head_at, labels_at, marked_below

# Characters of a line or sentence that are looked at, and lines over which one sentence is wrapped.
_MAX_LINE = 1_000
_MAX_WRAP = 4

_MARKER = re.compile(r"\W+".join(re.escape(word) for word in MARKER.strip("- ").split()), re.I)
_FORWARDED = re.compile(
    r"[\s*_-]*(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)"
    r"|Début du (?:message|courriel) (?:transféré|réexpédié)|Inicio del mensaje reenviado"
    r"|Inizio (?:del )?messaggio inoltrato)\b",
    re.I,
)
# `---------- Forwarded message ---------` and its like, a rule on one side being enough.
_RULED_OFF = re.compile(
    r"[\s*]*[-_=]{2,}\s*(?:(?:Forwarded|Original|Reply)(?: to)? (?:message|e-?mail|mail|appointment|by)\b"
    r"|(?:Weitergeleitete|Ursprüngliche) |Message (?:d'origine|transféré)|Mensaje (?:original|reenviado)"
    r"|Messaggio (?:originale|inoltrato)|Wiadomość oryginalna|Neges (?:Wreiddiol|.{0,30}(?:ymlaen|anfon)))",
    re.I,
)
_WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|napisał(?:a|\(a\))?|ysgrifennodd)\s*[:：]\W{0,3}$"
    r"|\bwrote on\b.{4,60}:\W{0,3}$",
    re.I,
)
_OWN_VOICE = re.compile(
    r"\b(?:I|you|we|he|she|they)\s+(?:also |then |first )?(?:wrote|writes)\b", re.I
)
_ON = re.compile(r"\W{0,3}(?:On|Ar)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b")
# A head in the midst of a line, where a program made one line of many.
_FLATTENED = re.compile(
    r"\b(?:From|Oddi wrth):\s.{1,200}?\s(?:Sent|Date|Anfonwyd):\s|-{3,}\s?(?:Original|Forwarded) Message\s?-{2,}"
    r"|Begin forwarded message:|\bOn\s[^@]{5,200}@[^\s]{1,100}\s*wrote:",
    re.I,
)
_FLATTENED_WORDS = ("Sent:", "Date:", "Anfonwyd:", "essage", "MESSAGE", "wrote:")
# What stands between an answer and the head below it.
_LEAD = re.compile(r"\s*(?:[_\-=*]{3,}(?:\s*[^\s_\-=*].{0,80}[_\-=*]{3,})?\s*)?")
_SIGNATURE = re.compile(r"-- ?")
# What a gateway sets below everything: nobody's answer.
_DISCLAIMER = re.compile(
    r"\W*(?:(?:This|The (?:information|contents?)(?: contained)?(?: in this)?)\s(?:e-?mail|message|communication)"
    r"|(?:e-?mail )?disclaimer|confidentiality|important notice)\b(?=.{0,600}\b(?:confidential|intended|recipient))",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an officer wrote; `quoted_inside` where more of it may stand below the cut, so that nobody may act on it."""

    text: str
    quoted_inside: bool


@dataclass(frozen=True, slots=True)
class _Sign:
    """The lines that announce other people's words; `sure` where no officer writes so, `marked` where `>` follows."""

    start: int
    end: int
    sure: bool
    marked: bool


def own_words(text: str) -> OwnWords:
    """An officer's words above the first sign of other people's; never raises, never more than it was given."""
    lines = even_out(text[:MAX_TEXT]).split("\n")
    sign = _first_sign(lines)
    if sign is None:
        unread = len(text) > MAX_TEXT or len(lines) > MAX_LINES
        return OwnWords(_tidy(lines[:MAX_LINES]), unread)
    return OwnWords(_tidy(lines[: sign.start]), not sign.sure or _answered_below(lines, sign))


def read_own_words(body: Body) -> OwnWords:
    """An officer's words of a mail's body: what its page marks as quoted is nobody's own, either."""
    whole = own_words(body.text)
    if not body.quoted:
        return whole
    newest = own_words(body.newest)
    less, more = sorted((whole.text.split(), newest.text.split()), key=len)
    if more[: len(less)] != less:
        return OwnWords(_shared(whole.text, newest.text), True)
    if len(newest.text) < len(whole.text):
        return OwnWords(newest.text, whole.quoted_inside or newest.quoted_inside)
    below = " ".join(more[len(less) :])
    return OwnWords(whole.text, whole.quoted_inside or not (not below or _is_nobodys(below)))


def _shared(one: str, other: str) -> str:
    """The lines with which both of two texts begin."""
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    return "\n".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)).strip()


def _first_sign(lines: Sequence[str]) -> _Sign | None:
    marker = _find_marker(lines)
    end = len(lines) if marker is None else marker
    for at in range(min(end, MAX_LINES)):
        sign = _sign_at(lines, at)
        if sign:
            return sign
    return _Sign(end, end + 1, True, False) if end < min(len(lines), MAX_LINES) else None


def _find_marker(lines: Sequence[str]) -> int | None:
    """The line on which our marker begins; a program may have wrapped it."""
    text = "\n".join(lines)
    found = _MARKER.search(text)
    return text.count("\n", 0, found.start()) if found else None


def _sign_at(lines: Sequence[str], at: int) -> _Sign | None:
    """The sign that begins at one line, the surest first."""
    line = lines[at]
    if not line.strip():
        return None
    if _is_quoted(line):
        return _Sign(at, at + 1, True, True)
    found = head_at(lines, at)
    if found:
        return _Sign(found.start, found.end, True, found.marked)
    if _RULED_OFF.match(line[:_MAX_LINE]) or _FORWARDED.match(line[:_MAX_LINE]):
        return _Sign(at, at + 1, True, marked_below(lines, at + 1))
    return _labels(lines, at) or _sentence(lines, at) or _flattened(lines, at)


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _labels(lines: Sequence[str], at: int) -> _Sign | None:
    """From with any other field, or three without it; From and To alone may be the officer's: two dates, two places."""
    block = labels_at(lines, at)
    if block is None:
        return None
    whole = block.sender and (block.dated or block.count > 2)
    if block.sender and (block.count > 1 or block.addressed):
        return _Sign(at, block.end, whole or block.addressed, block.marked)
    return _Sign(at, block.end, False, block.marked) if block.count > 2 else None


def _sentence(lines: Sequence[str], at: int) -> _Sign | None:
    """`On … wrote:` over some lines, or `… wrote:` on one; what you wrote may be the officer's own telling."""
    opens = bool(_ON.match(lines[at]))
    joined = ""
    for end in range(at + 1, min(at + 1 + (_MAX_WRAP if opens else 1), len(lines) + 1)):
        joined = f"{joined} {lines[end - 1].strip()}".strip()
        if len(joined) > _MAX_LINE or not lines[end - 1].strip():
            return None
        if _WROTE.search(joined):
            told = bool(_OWN_VOICE.search(joined))
            if told and not opens:
                return None
            marked = marked_below(lines, end)
            dated = bool(_YEAR.search(joined)) and not told
            return _Sign(at, end, dated or marked or "@" in joined, marked)
    return None


def _flattened(lines: Sequence[str], at: int) -> _Sign | None:
    """A head in the midst of a line: all of the line is left out, for nobody knows where the answer ends."""
    line = lines[at]
    if any(word in line for word in _FLATTENED_WORDS) and _FLATTENED.search(line):
        return _Sign(at, at + 1, False, False)
    return None


def _answered_below(lines: Sequence[str], sign: _Sign) -> bool:
    """Whether unquoted words that are no head stand below the first `>` line; below other heads all is quoted."""
    at, marked = sign.end, sign.marked
    while marked and at < len(lines) and not _SIGNATURE.fullmatch(lines[at]):
        if not re.search(r"\w", lines[at]) or _is_quoted(lines[at]) or is_wrapped(lines, at):
            at += 1
            continue
        if _is_nobodys("\n".join(lines[at : at + 20])):
            return False
        found = _sign_at(lines, at)
        if found is None or not found.sure:
            return True
        at, marked = found.end, found.marked
    return False


def _is_nobodys(text: str) -> bool:
    """Whether a text is what programs set below an answer: a gateway's notice, the line of a phone."""
    return bool(_DISCLAIMER.match(text)) or not drop_phone_lines(f"\n{text}").strip()


def _tidy(lines: Sequence[str]) -> str:
    """Own lines without warning on top, signature, phone's line, and the rules that led to what was cut."""
    kept = cut_banners("\n".join(lines)).split("\n")
    for at, line in enumerate(kept):
        if _SIGNATURE.fullmatch(line):
            kept = kept[:at]
            break
    while kept and len(kept[-1]) < _MAX_LINE and _LEAD.fullmatch(kept[-1]):
        kept.pop()
    text = drop_phone_lines("\n" + "\n".join(kept))
    return even_out(text)
