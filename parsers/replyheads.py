"""The line or lines with which mail programs begin what they quote, in the shapes seen in real mail.

A head is only a head if people do not write so themselves: several labelled fields together, or a date, a time
and an address in one sentence that ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.notesheads import notes_head

# Characters of one line that are looked at; a longer line is prose or an attack.
_MAX_LINE = 1_000
# Lines over which a client wraps one sentence "On … wrote:".
_MAX_WRAP = 4

_QUOTE = r"[>\s|]*"
_SEPARATOR = re.compile(
    _QUOTE
    + r"(?:[-_=*]{3,}\s*(?:Original (?:Message|Appointment|Email|Mail)|Ursprüngliche Nachricht|Message d'origine"
    r"|Reply message|Reply to message|Mensaje original|Messaggio originale|Wiadomość oryginalna|Neges Wreiddiol|Reply Separator)\s*[-_=*]{0,}"
    r"|[-_]{2,} ?Original Message ?[-_]{2,}|-{3,} ?.{2,100} wrote ?:? ?-{3,})\s*",
    re.I,
)
_QUOTE_SIGNS = "> \t|"
_RULES = ("_", "-", "=", "*")
_RULE = re.compile(r"\s*[_\-=*]{10,}\s*")
_LABEL = (
    r"[*_]{0,2}(From|Sent|To|Cc|Bcc|Date|Subject|Reply-To|Importance|Attachments?"
    r"|Von|Gesendet|An|Betreff|Datum|De|Envoyé|À|Objet|Od|Wysłano|Do|Temat|Da|Inviato|A|Oggetto|Enviado|Para|Asunto"
    r"|Oddi wrth|Anfonwyd|Dyddiad|At|Copi|Pwnc)[*_]{0,2}"
)
_FIELD = re.compile(_QUOTE + _LABEL + r"\s?:[*_]{0,2}(?:\s|$)", re.I)
# The same where a program or a person was careless with the spaces, or wrote the colon of another script.
_LOOSE_FIELD = re.compile(r"[>\s|*_•·-]*" + _LABEL + r"\s*[:：]", re.I)
_FIRST = frozenset({"from", "von", "de", "od", "da", "oddi wrth"})
_SECOND = frozenset(
    {
        "sent",
        "date",
        "gesendet",
        "datum",
        "envoyé",
        "wysłano",
        "inviato",
        "enviado",
        "anfonwyd",
        "dyddiad",
    }
)
_OTHER = frozenset(
    {
        "to",
        "subject",
        "cc",
        "an",
        "betreff",
        "à",
        "objet",
        "do",
        "temat",
        "oggetto",
        "para",
        "asunto",
        "at",
        "pwnc",
    }
)

_WROTE = re.compile(
    r"(?:wrote|writes|schrieb(?:en)?(?: .{0,100})?|a écrit|escribió|ha scritto|napisał(?:\(a\)|a)?|pisze|scrisese|a scris"
    r"|escreveu|schreef(?: .{0,100})?|skrev(?: .{0,100})?|написал(?:\(а\)|а)?|ysgrifennodd|rašė|írta|said)\s?:\s*$",
    re.I,
)
_ADDRESS = re.compile(r"[^\s<>\[\]()]{1,100}@[^\s<>\[\]()]{1,100}")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b")
# A list's archive names the writer and sets no colon; only `>` lines below make it a head.
_NAMED = re.compile(r"(?!(?:I|You|We|He|She|They)\b)[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4} wrote")
_OWN_VOICE = re.compile(r"\b(?:I|we|you|your|my|our|he|she|they|council|officer|letter)\b", re.I)
_DATED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ReplyHead:
    """A head's first line, the line after it, and whether the quoted lines below are marked with `>`."""

    start: int
    end: int
    marked: bool


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """Labelled fields below each other: the line after them, how many, and what they tell."""

    end: int
    count: int
    sender: bool
    dated: bool
    addressed: bool
    marked: bool


def find_reply_head(lines: Sequence[str]) -> ReplyHead | None:
    """The first reply head among some lines, or None."""
    closing = [at for at, line in enumerate(lines) if line.endswith(":")]
    opening = {at for end in closing for at in range(end - _MAX_WRAP + 1, end + 1)}
    for at, line in enumerate(lines):
        if not line or len(line) > _MAX_LINE:
            continue
        found = _separator(lines, at) or _fields(lines, at) or _notes(lines, at)
        if found is None and at in opening:
            found = _sentence(lines, at)
        if found:
            return found
    return None


def head_at(lines: Sequence[str], at: int) -> ReplyHead | None:
    """The reply head that begins at one line, as `find_reply_head` knows them, or None."""
    if not lines[at] or len(lines[at]) > _MAX_LINE:
        return None
    return _separator(lines, at) or _fields(lines, at) or _notes(lines, at) or _sentence(lines, at)


def labels_at(lines: Sequence[str], at: int) -> LabelBlock | None:
    """The block of labelled fields that begins at one line, however few they are, or None; no judgement."""
    if len(lines[at]) > _MAX_LINE or _LOOSE_FIELD.match(lines[at]) is None:
        return None
    names, end = _field_names(lines, at, _LOOSE_FIELD)
    block = lines[at:end]
    return LabelBlock(
        end=end,
        count=len(names),
        sender=bool(names & _FIRST),
        dated=bool(names & _SECOND),
        addressed=any(_ADDRESS.search(line[:_MAX_LINE]) for line in block),
        marked=marked_below(lines, end),
    )


def marked_below(lines: Sequence[str], at: int) -> bool:
    """Whether the next line with words begins with `>`."""
    for line in lines[at : at + 4]:
        if line.strip():
            return line.lstrip().startswith(">")
    return False


def _separator(lines: Sequence[str], at: int) -> ReplyHead | None:
    line = lines[at]
    if line.endswith("wrote") and _NAMED.fullmatch(line) and marked_below(lines, at + 1):
        return ReplyHead(at, at + 1, True)
    if line.lstrip(_QUOTE_SIGNS)[:1] not in _RULES or not _SEPARATOR.fullmatch(line):
        return None
    return ReplyHead(at, at + 1, marked_below(lines, at + 1) and not line.lstrip().startswith(">"))


def _notes(lines: Sequence[str], at: int) -> ReplyHead | None:
    end = notes_head(lines, at)
    return None if end is None else ReplyHead(at, end, marked_below(lines, end))


def _fields(lines: Sequence[str], at: int) -> ReplyHead | None:
    """Outlook's block of From, Sent or Date, and To or Subject on following lines; or the rule above it."""
    start = at
    if lines[at].strip()[:1] in _RULES and _RULE.fullmatch(lines[at]):
        at = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip()), at)
    if ":" not in lines[at]:
        return None
    if _FIELD.match(lines[at]) is None:
        return None
    names, end = _field_names(lines, at)
    if not (names & _FIRST and names & _SECOND and names & _OTHER):
        return None
    if not any(_ADDRESS.search(line) or _TIME.search(line) for line in lines[at:end]):
        return None  # people head a letter so too, but a program gives an address or the hour
    return ReplyHead(start, end, marked_below(lines, end))


def _field_names(
    lines: Sequence[str], at: int, field: re.Pattern[str] = _FIELD
) -> tuple[set[str], int]:
    """The labels that follow each other, blank and wrapped lines between them allowed, and the line after the last."""
    names: set[str] = set()
    end, others = at, 0
    for place in range(at, min(at + 16, len(lines))):
        match = field.match(lines[place][:_MAX_LINE])
        if match:
            names.add(match.group(1).lower())
            end, others = place + 1, 0
        elif lines[place].strip():
            others += 1
            if others > 2:
                break
    return names, end


def _sentence(lines: Sequence[str], at: int) -> ReplyHead | None:
    """`On … wrote:` and its like, on one line or wrapped over some."""
    if not _starts_sentence(lines[at]):
        return None
    joined = ""
    for end in range(at + 1, min(at + 1 + _MAX_WRAP, len(lines) + 1)):
        joined = f"{joined} {lines[end - 1].strip()}".strip()
        if len(joined) > _MAX_LINE or not lines[end - 1].strip():
            return None
        if end > at + 1 and lines[end - 1].lstrip("> \t").startswith("On "):
            return (
                None  # the head begins there; the line above, a telephone number, is the writer's
            )
        if joined.endswith(":"):
            return _judge(joined, lines, at, end)
    return None


def _starts_sentence(line: str) -> bool:
    stripped = line.lstrip("> \t")
    return bool(stripped) and (
        stripped[:3].lower() == "on " or bool(_DATED.search(stripped)) or "@" in stripped
    )


def _judge(sentence: str, lines: Sequence[str], at: int, end: int) -> ReplyHead | None:
    """Whether a sentence that ends with a colon is a client's: by its verb, its date, its address, the `>` below."""
    marked = marked_below(lines, end)
    dated = bool(_TIME.search(sentence)) and bool(_YEAR.search(sentence))
    addressed = bool(_ADDRESS.search(sentence))
    wrote = bool(_WROTE.search(sentence))
    prose = bool(_OWN_VOICE.search(_ADDRESS.sub("", sentence))) and not addressed
    sure = (
        (wrote and marked)
        or (wrote and dated and not prose)
        or (wrote and addressed and bool(_YEAR.search(sentence)))
        or (dated and addressed)
    )
    return ReplyHead(at, end, marked) if sure else None
