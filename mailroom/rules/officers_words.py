"""How an officer says what is meant: a word that stands alone on the first line, or a signed address. Pure.

`ANSWER`, `EXTEND TO 3 March 2026`, `PASS ON TO Jo Hill`: with nothing beside it but what belongs to it. Whatever is
not surely a command is a note on the file, which never goes to the resident.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mailroom.rules.officers_dates import DATE, find_date
from mailroom.rules.officers_lines import (
    CHANNELS,
    NOTHING_SAID,
    OUTCOMES,
    Said,
    label_of,
    take_lines,
)


class Verb(StrEnum):
    """What an officer can ask for; each is also the verb in a signed address, so of twelve letters at most."""

    ANSWER = "answer"
    HOLDING = "holding"
    EXTEND = "extend"
    ACCEPT = "accept"
    NOTE = "note"
    ASK = "ask"
    PASS_ON = "reassign"  # noqa: S105 (it is no password)
    OUT_OF_SCOPE = "scope"
    LEARNING = "learning"
    DONE = "done"
    DROP = "drop"
    CLOSE = "close"
    UPDATE = "update"
    RECORD = "record"
    CONCERN = "concern"
    CONSULT = "consult"


_HEADS = {
    "answer": Verb.ANSWER,
    "response": Verb.ANSWER,
    "holding": Verb.HOLDING,
    "holding reply": Verb.HOLDING,
    "extend": Verb.EXTEND,
    "extension": Verb.EXTEND,
    "accept": Verb.ACCEPT,
    "accepted": Verb.ACCEPT,
    "note": Verb.NOTE,
    "ask": Verb.ASK,
    "ask the resident": Verb.ASK,
    "question": Verb.ASK,
    "question to the resident": Verb.ASK,
    "pass on": Verb.PASS_ON,
    "pass": Verb.PASS_ON,
    "reassign": Verb.PASS_ON,
    "stand-in": Verb.PASS_ON,
    "stand in": Verb.PASS_ON,
    "out of scope": Verb.OUT_OF_SCOPE,
    "refuse": Verb.OUT_OF_SCOPE,
    "learning form": Verb.LEARNING,
    "learning": Verb.LEARNING,
    "done": Verb.DONE,
    "cannot be done": Verb.DROP,
    "drop": Verb.DROP,
    "close": Verb.CLOSE,
    "update": Verb.UPDATE,
    "update to the resident": Verb.UPDATE,
    "update to resident": Verb.UPDATE,
    "update for the resident": Verb.UPDATE,
    "record": Verb.RECORD,
    "concern": Verb.CONCERN,
    "ask colleague": Verb.CONSULT,
    "ask a colleague": Verb.CONSULT,
    "input from": Verb.CONSULT,
}
_HEAD = re.compile(
    rf"\A\s*({'|'.join(sorted(_HEADS, key=len, reverse=True))})\b([^\n]*)(?:\n|\Z)", re.IGNORECASE
)
# Words that stand over many an internal note as well: a command only where they are written large.
_ONLY_IN_CAPITALS = frozenset(
    (
        *("question", "update", "ask", "ask colleague", "ask a colleague", "input from"),
        *("stand-in", "stand in"),
    )
)
# What may follow on the same line after a colon, since nothing of it goes to the resident.
_WITH_WORDS = frozenset(
    (
        Verb.OUT_OF_SCOPE,
        Verb.DONE,
        Verb.DROP,
        Verb.CLOSE,
        Verb.CONCERN,
        Verb.LEARNING,
        Verb.RECORD,
        Verb.ACCEPT,
        Verb.NOTE,
    )
)
_TO_RESIDENT = frozenset((Verb.ANSWER, Verb.HOLDING, Verb.ASK, Verb.UPDATE))
_TO_A_DATE = re.compile(r"\s*[:.,\-–—]?\s*(?:to|until|till)\b\s*", re.IGNORECASE)
_BY_A_DATE = re.compile(r"\s*[:.,\-–—]?\s*(?:by|until)\b\s*", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"\s*[:.,\-–—]?\s*to\b\s*[:]?\s*", re.IGNORECASE)
# "ANSWER ALL": one report to everybody whose complaints were put together (S001-22).
ALL = "all"
_TO_ALL = re.compile(r"\A\s*all\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[:.\-–—]?\s*")
_ENCLOSED = re.compile(
    r"(?:is |as )?(?:attached|enclosed|below|returned|completed)\Z", re.IGNORECASE
)
_CLOSED_WHY = re.compile(r"withdrawn\b", re.IGNORECASE)
_CONTACT = re.compile(r"(call|telephone|phone|meeting|visit)\b", re.IGNORECASE)
_RECORDED = frozenset(
    ("outcome", "remedy", "action", "learning", "cause", "recommendation", "complexity")
)
_LONGEST_TARGET = 80


@dataclass(frozen=True, slots=True)
class Command:
    """What an officer asks for: verb, words for the resident, a new date, an outcome.

    The outcome is 'upheld', 'partly', 'not', or '' where none was named. `wrong` tells why the command cannot be
    understood safely: it looks like one, and sending on what stands there could send the wrong words. `to` is who
    should have the case; `said` what is to be recorded beside; `contact` how the resident was spoken to.
    Of plain words `because` tells by which of them they were read so, and `asks` why a person has to look first;
    `is_letter` where `text` greets a resident and is signed.
    """

    verb: Verb
    text: str
    until: date | None = None
    outcome: str = ""
    wrong: str = ""
    to: str = ""
    said: Said = NOTHING_SAID
    contact: str = ""
    because: str = ""
    asks: str = ""
    is_letter: bool = False


def read_command(text: str, verb: str = "", *, quoted_inside: bool = False) -> Command:
    """The command in an officer's own words; `verb` is the one of the signed address that the mail was sent to.

    A word counts as a command only where it stands alone on the first line, but for an outcome or a date: "Response
    to follow" is a note. `quoted_inside` says that other people's words stand between the officer's own.
    """
    command = _read(text, verb)
    if quoted_inside and command.verb in (*_TO_RESIDENT, Verb.EXTEND):
        why = "there is quoted mail between your own words: write them all above the quoted letter"
        return replace(command, wrong=command.wrong or why)
    return command


def is_spelt_out(text: str) -> bool:
    """Whether a word of ours stands at the head of a text, and nothing beside it but what belongs to it."""
    head = _head(text)
    return head is not None and _is_command_line(head[0], head[1])


def _read(text: str, verb: str) -> Command:
    head = _head(text)
    if head is not None:
        asked, remark, rest = head
        if _is_command_line(asked, remark):
            return _spelt_out(asked, remark, rest)
        if remark.lstrip().startswith(":") and asked in (Verb.ANSWER, Verb.HOLDING):
            why = f"put the word {asked.upper()} alone on the first line, and what the resident is to read below it"
            return Command(asked, text.strip(), wrong=why)
    if verb != Verb.LEARNING and _only_lines(text):
        return _recorded(text)
    if verb in Verb.__members__.values():
        return _spelt_out(Verb(verb), "", text.strip())
    return Command(Verb.NOTE, text.strip())


def _head(text: str) -> tuple[Verb, str, str] | None:
    """The verb that a text begins with, what stands beside it, and what below."""
    found = _HEAD.match(text)
    if not found:
        return None
    word, remark = found[1], found[2]
    if word.lower() == "learning" and remark.lstrip().startswith(":"):
        return None  # a labelled line, and no form
    if word.lower() in _ONLY_IN_CAPITALS and not word.isupper():
        return None
    if word.lower().startswith("stand"):
        # A stand-in is named without a "to": they answer it, and whoever named them stays accountable.
        remark = f" to {_SEPARATOR.sub('', remark, count=1)}"
    return _HEADS[word.lower()], remark, text[found.end() :].strip()


def _only_lines(text: str) -> bool:
    """Whether a reply is nothing but labelled lines: what an officer was asked for after the answer."""
    first = text.strip().partition("\n")[0]
    # Points, channel and signature belong to something else.
    return label_of(first) in _RECORDED and not take_lines(text).text


def _recorded(text: str) -> Command:
    taken = take_lines(text)
    return Command(
        Verb.RECORD, taken.text, outcome=taken.outcome, wrong=taken.wrong, said=taken.said
    )


def _is_command_line(verb: Verb, remark: str) -> bool:
    """Whether nothing but what belongs to the verb stands beside it."""
    rest = _SEPARATOR.sub("", remark, count=1).strip(" .:")
    if not rest:
        return True
    match verb:
        case Verb.ANSWER:
            return _TO_ALL.sub("", rest).strip(" .:").lower() in ("", *OUTCOMES)
        case Verb.EXTEND:
            return _TO_A_DATE.match(remark) is not None or find_date(remark) is not None
        case Verb.HOLDING:
            return _TO_A_DATE.match(remark) is not None and find_date(remark) is not None
        case Verb.ASK:
            return _BY_A_DATE.match(remark) is not None and find_date(remark) is not None
        case Verb.PASS_ON:
            return _TO_SOMEBODY.match(remark) is not None and len(rest) <= _LONGEST_TARGET
        case Verb.CONSULT:
            return len(rest) <= _LONGEST_TARGET
        case Verb.LEARNING if _ENCLOSED.match(rest):
            return True
        case Verb.CLOSE if _CLOSED_WHY.match(rest):
            return True
        case Verb.NOTE if _CONTACT.match(rest):
            return True
    return verb in _WITH_WORDS and remark.lstrip().startswith(":")


def _spelt_out(verb: Verb, remark: str, rest: str) -> Command:
    beside = _SEPARATOR.sub("", remark, count=1).strip()
    match verb:
        case Verb.ANSWER:
            return _answer(beside, rest)
        case Verb.EXTEND:
            return _extension(remark, rest)
        case Verb.PASS_ON | Verb.CONSULT:
            return replace(_passed_on(remark, rest), verb=verb)
        case Verb.NOTE:
            return _note(beside, rest)
        case Verb.RECORD:
            return _recorded("\n".join(part for part in (beside, rest) if part))
        case Verb.ACCEPT:
            taken = take_lines(rest)
            return Command(verb, taken.text, said=taken.said)
        case Verb.LEARNING if _ENCLOSED.match(beside.strip(" .")):
            return Command(verb, rest)
        case Verb.HOLDING | Verb.ASK | Verb.UPDATE:
            return Command(verb, rest, find_date(remark))
    return Command(verb, "\n".join(part for part in (beside, rest) if part))


def _answer(beside: str, rest: str) -> Command:
    to_all = _TO_ALL.match(beside) is not None
    outcome = OUTCOMES.get(_TO_ALL.sub("", beside).strip(" .:").lower(), "")
    taken = take_lines(rest)
    return Command(
        Verb.ANSWER,
        taken.text,
        outcome=taken.outcome or outcome,
        wrong=taken.wrong,
        to=ALL if to_all else "",
        said=taken.said,
    )


def _extension(remark: str, rest: str) -> Command:
    # Opened by the link, the mail has "EXTEND TO" in no line of its own: the first line with a date is it.
    first, _, below = rest.partition("\n")
    if not remark and find_date(first):
        remark, rest = first, below.strip()
    return Command(Verb.EXTEND, _reason(remark, rest), find_date(remark))


def _reason(remark: str, rest: str) -> str:
    """Why an extension is asked for: what follows the date on the first line, and all below."""
    after = DATE.sub("", _TO_A_DATE.sub("", remark, count=1), count=1)
    after = re.sub(r"^[\s,.:;–—-]*(?:because|as|since)?\s*", "", after, flags=re.IGNORECASE)
    return "\n".join(part for part in (after.strip(), rest) if part)


def _passed_on(remark: str, rest: str) -> Command:
    """To whom, and what they should know: the name stands beside the word, or on the first line of its own."""
    to = _TO_SOMEBODY.sub("", remark, count=1).strip()
    if not to:
        to, _, rest = rest.partition("\n")
    to = re.sub(r",?\s*\bplease\b", "", to, flags=re.IGNORECASE)
    return Command(Verb.PASS_ON, rest.strip(), to=to.strip(" .,;:<>"))


def _note(beside: str, rest: str) -> Command:
    """A note; `NOTE: CALL`, MEETING or VISIT tells that the resident was spoken to."""
    text = "\n".join(part for part in (beside, rest) if part)
    found = _CONTACT.match(beside)
    return Command(Verb.NOTE, text, contact=CHANNELS[found[1].lower()] if found else "")
