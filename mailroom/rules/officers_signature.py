"""Where an officer's letter ends: its signature, and what programs and servers set below it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailroom.rules.officers_greeting import name_words

_SIGN_OFF = re.compile(
    r"[ \t]*(?:yours(?:[ \t]+(?:sincerely|faithfully|truly))?"
    r"|(?:with[ \t]+)?(?:my[ \t]+)?(?:very[ \t]+)?(?:kind(?:est)?|best|warm(?:est)?)[ \t]+(?:regards|wishes)"
    r"|regards|sincerely|best|all the best|cheers|ta|(?:many[ \t]+)?thanks|thank you)[ \t]*[,.]?[ \t]*\Z",
    re.IGNORECASE,
)
# The lines below "Yours sincerely" among which the name stands.
_NAME_WITHIN = 3
# Lines below a name that may tell whose post it is: "Head of Waste", "Directorate of Place", the council.
_POST_LINES = 3
_ROLES = re.compile(
    r"\b(?:manager|head|director|officer|lead|leader|supervisor|executive|coordinator|co-ordinator|adviser|advisor"
    r"|inspector|surveyor|planner|engineer|solicitor|assistant|deputy|team|member|chief|warden|specialist|partner"
    r"|administrator|investigator|department|services?|directorate|council|practitioner|technician)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "of the and for to in at on a an with & - / | covering acting interim for".split()
)
_CONTACT = re.compile(
    r"\s*(?:(?:t|m|e|w|f|a|tel|telephone|phone|mobile|mob|direct(?: dial| line)?|ddi|office"
    r"|switchboard|email|e-mail|web"
    r"|website|fax|ext|extension|teams)\s*[:.|]|\+?\(?\d[\d ()/.-]{6,}\b|(?:https?://|www\.)\S+\s*\Z"
    r"|<?[\w.+-]+@[\w.-]+>?"
    r"|\[?(?:cid|image|logo|inline)\b)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}\b")
_OF_THE_WRITER = re.compile(
    r"\W*(?:(?:my )?(?:pronouns?|working (?:days|hours|pattern)|office hours)\b"
    r"|(?:she|he|they)\s*/\s*(?:her|him|them)\b"
    r"|i (?:usually |normally |currently )?work\b[^.]{0,40}\b(?:mon|tue|wed|thu|fri|part[- ]time"
    r"|days|hours|flexibl))",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:confidential(?:ity)?|intended (?:only |solely )?(?:for|recipient)|intended (?:addressee|recipient)s?"
    r"|virus(?:es)?|monitor(?:ed|ing)?|freedom of information|disclaimer|privacy (?:notice|policy)|data protection"
    r"|before printing|think before you print|environment|registered (?:office|charity|in england)"
    r"|follow us|facebook|twitter|linkedin|newsletter|sign up|security classification|unsubscribe)\b",
    re.IGNORECASE,
)
# A notice of a server's is long, or one of these few lines; a remark of a person's own is neither.
_LONG_NOTICE = 120
_SHORT_NOTICE = re.compile(
    r"\W*(?:please consider the environment\b.*|think before you print.*|follow us\b.*|sign up\b.*newsletter.*"
    r"|(?:classification|protective marking|sensitivity)\s*:.*|official(?:[ -]sensitive)?\W*|disclaimer\W*"
    r"|confidentiality(?: notice)?\W*)\Z",
    re.IGNORECASE,
)
_RULE = re.compile(r"\W*\Z")


# What a program sets above or below a mail to say who may read it.
_MARKING = re.compile(
    r"\W*(?:(?:classification|protective marking|sensitivity|security marking)\s*[:\u2013-]\s*)?"
    r"(?:official(?:[\s:\u2013-]*sensitive)?(?:\W+(?:commercial|personal|staff|locsen)\w*)?|not protectively marked"
    r"|unclassified)\W*\Z",
    re.IGNORECASE,
)


def without_marking(text: str) -> str:
    """A text without the lines above and below it in which a program says who may read it: "OFFICIAL"."""
    lines = text.strip().split("\n")
    while lines and (not lines[0].strip() or _MARKING.match(lines[0])):
        lines = lines[1:]
    while lines and (not lines[-1].strip() or _MARKING.match(lines[-1])):
        lines = lines[:-1]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose mail it is: the sender's name and title, the colleagues who may have signed, the council's own names."""

    name: str
    title: str = ""
    colleagues: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """Where a letter ends: the line after its last, the line after the name below it, and whose name that is.

    `signed_by` is '' where the sender signed; `is_signed` is false where neither greeting nor name was found.
    """

    letter: int
    name: int
    signed_by: str = ""
    is_signed: bool = False


def end_of_letter(lines: Sequence[str], begins: int, hand: Hand) -> End:
    """Where the letter that begins at a line ends; the sign-off belongs to it, the name below does where it follows."""
    for at in range(begins, len(lines)):
        if _SIGN_OFF.match(lines[at]):
            return _after_sign_off(lines, at, hand)
    for at in range(begins, len(lines)):
        if _is_name_line(lines[at], hand.name):
            return End(at, _with_post(lines, at + 1, hand), is_signed=True)
    return End(len(lines), len(lines))


def _after_sign_off(lines: Sequence[str], at: int, hand: Hand) -> End:
    """The name that follows a sign-off: the sender's, or that of a colleague who signed."""
    below = [place for place in range(at + 1, len(lines)) if lines[place].strip()][:_NAME_WITHIN]
    is_formal = _is_letters(lines[at])
    for place in below:
        name = _whose_name(lines[place], hand)
        if name is not None:
            ends = _with_post(lines, place + 1, hand)
            return End(ends if is_formal else at, ends, name, is_signed=True)
    return End(at + 1 if is_formal else at, at + 1, is_signed=not below)


def _whose_name(line: str, hand: Hand) -> str | None:
    """'' for the sender's own name, a colleague's as the directory has it; None for any other line."""
    if _is_name_line(line, hand.name):
        return ""
    return next((one for one in hand.colleagues if _is_whole_name(line, one)), None)


def _with_post(lines: Sequence[str], at: int, hand: Hand) -> int:
    """The line after those that tell the post of whoever's name stands above them."""
    until = min(at + _POST_LINES, len(lines))
    while at < until and _ROLES.search(lines[at]) and _is_a_title(lines[at].strip(), hand):
        at += 1
    return at


def _is_letters(line: str) -> bool:
    """Whether a sign-off is one that the house's own letters know, so that none has to be added."""
    return (
        re.match(
            r"\s*(?:yours|(?:with |my )*(?:kind|best|warm)|regards|sincerely|many)", line, re.I
        )
        is not None
    )


def _is_name_line(line: str, name: str) -> bool:
    """Whether a line is the sender's name: whole, the first alone, or initials; a post may follow the whole name."""
    said, known = name_words(_before_post(line)), name_words(name)
    if not said or not known:
        return False
    initials = "".join(one[0] for one in known)
    return (
        said == known
        or said == known[:1]
        or (len(said) == 1 and said[0] in (initials, known[0][0]))
        or (len(said) == len(known) and said[-1] == known[-1] and said[0][0] == known[0][0])
    )


def _is_whole_name(line: str, name: str) -> bool:
    return len(name_words(name)) > 1 and name_words(_before_post(line)) == name_words(name)


def _before_post(line: str) -> str:
    """A line up to what follows a name: "Kit Roe, Head of Waste", "Kit Roe (she/her)", "Kit Roe | Waste"."""
    return re.split(r"[,(|\[]|\s[-\u2013]\s", line, maxsplit=1)[0]


def stray_below(lines: Sequence[str], hand: Hand) -> str:
    """The first words below a letter's name that may be somebody's own; '' where all is signature or a notice."""
    for paragraph in _paragraphs(lines):
        whole = " ".join(line.strip() for line in paragraph)
        if _is_notice(whole):
            continue
        for line in paragraph:
            if not _is_of_signature(line.strip(), hand):
                return " ".join(line.split())[:60]
    return ""


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if _RULE.match(line):
            found.append([])
        else:
            found[-1].append(line)
    return [one for one in found if one]


def _is_notice(text: str) -> bool:
    """Whether a paragraph is what a server sets below mails."""
    is_long = len(text) >= _LONG_NOTICE and len(_NOTICE.findall(text)) >= 2
    return is_long or _SHORT_NOTICE.match(text) is not None


def _is_of_signature(line: str, hand: Hand) -> bool:
    """Whether a line below a name is a post, a place, a number, or says when its writer works."""
    words = name_words(line)
    known = (hand.name, hand.title, *hand.houses)
    if not words or any(words == name_words(one) for one in known if one):
        return True
    if _CONTACT.match(line) or _OF_THE_WRITER.match(line) or _POSTCODE.search(line):
        return True
    return _ROLES.search(line) is not None and _is_a_title(line, hand)


def _is_a_title(line: str, hand: Hand) -> bool:
    """Whether a line reads like a post: capitals and small words only, "(covering for Kit Roe)" among them."""
    bare = re.sub(r"[()|,/&\u2013-]", " ", line).split()
    names = {word for one in (*hand.colleagues, hand.name) for word in one.split()}
    return (
        len(bare) <= 10
        and line[-1:] not in ".?!:"
        and all(word in _SMALL or word in names or word[:1].isupper() for word in bare)
        and sum(word.lower() in _REMARK for word in bare) == 0
    )


# Words of a remark, however it is written.
_REMARK = frozenset(
    "please send check call ring ask do don't not i you we me my fyi nb ps hold wait read see note sent chase he she"
    " they him her them this that before after is are was no yes ok okay can could will".split()
)
