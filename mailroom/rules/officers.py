"""What an officer's reply asks for, and whether it is believed. Pure.

An officer says what is meant by the address that a link in our letter opens, or by a word at the head of a
plain reply: `ANSWER`, `HOLDING`, `EXTEND TO 3 March 2026`, `ACCEPT`. A reply without either is a note on the
file: it is kept, and it is never sent to the resident by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Verb(StrEnum):
    """What an officer can ask for; each is also the verb in a signed address."""

    ANSWER = "answer"
    HOLDING = "holding"
    EXTEND = "extend"
    ACCEPT = "accept"
    NOTE = "note"


OUTCOMES = {
    "upheld": "upheld",
    "partly upheld": "partly",
    "partially upheld": "partly",
    "not upheld": "not",
}
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
}
_HEAD = re.compile(
    r"\A\s*(holding reply|answer|response|holding|extend|extension|accept(?:ed)?|note)\b[ \t]*"
    r"(?:[:.\-–—]|(?=\n)|\Z|(?=[ \t]*(?:to|until|till|upheld|partly|partially|not)\b))[ \t]*([^\n]*)(?:\n|\Z)",
    re.IGNORECASE,
)
_OUTCOME_LINE = re.compile(
    r"^\s*outcome\s*[:\-–]\s*(partly upheld|partially upheld|not upheld|upheld)\.?\s*$", re.I | re.M
)
_DATE = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?P<y>20\d\d)"
    r"|(?P<iso>20\d\d-\d\d-\d\d)|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>20\d\d))\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Command:
    """What an officer asks for: verb, words for the resident, a new date, an outcome.

    The outcome is 'upheld', 'partly', 'not', or '' where none was named.
    """

    verb: Verb
    text: str
    until: date | None = None
    outcome: str = ""


def read_command(text: str, verb: str = "") -> Command:
    """The command in an officer's own words; `verb` is the one of the signed address that the mail was sent to."""
    head = _HEAD.match(text)
    if head:
        asked = _HEADS[head.group(1).lower()]
        rest = text[head.end() :].strip()
        remark = head.group(2).strip()
    else:
        asked = Verb(verb) if verb in Verb.__members__.values() else Verb.NOTE
        rest, remark = text.strip(), ""
    outcome = OUTCOMES.get(remark.lower().strip(" .:"), "")
    if remark and not outcome and asked is not Verb.EXTEND:
        rest = f"{remark}\n{rest}".strip()
    line = _OUTCOME_LINE.search(rest)
    if line:
        outcome = OUTCOMES[line.group(1).lower()]
        rest = (rest[: line.start()] + rest[line.end() :]).strip()
    until = _find_date(f"{remark}\n{rest}") if asked in (Verb.EXTEND, Verb.HOLDING) else None
    return Command(asked, _reason(remark, rest) if asked is Verb.EXTEND else rest, until, outcome)


def _reason(remark: str, rest: str) -> str:
    """Why an extension is asked for: what follows the date on the first line, and all below."""
    after = _DATE.sub("", re.sub(r"^(?:to|until|till)\b", "", remark, flags=re.IGNORECASE), count=1)
    after = re.sub(r"^[\s,.:;–—-]*(?:because|as|since)?\s*", "", after, flags=re.IGNORECASE)
    return "\n".join(part for part in (after.strip(), rest) if part)


def _find_date(text: str) -> date | None:
    match = _DATE.search(text)
    if not match:
        return None
    found = match.groupdict()
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["month"]:
            return date(int(found["y"]), _MONTHS.index(found["month"].lower()) + 1, int(found["d"]))
        return date(int(found["y2"]), int(found["m2"]), int(found["d2"]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Claim:
    """Who an officer's mail says it is from, and what proves it."""

    sender: str
    authenticated: bool
    in_directory: bool
    is_coordinator: bool
    # Who owns the stage, and the person the signed address was given to ('' where the mail came without one).
    owner: str
    address_is_signed: bool
    address_is_theirs: bool


def doubt(claim: Claim) -> str:
    """Why an officer's mail is not to be acted on, in words; '' where signature, sender and authentication agree."""
    if not claim.in_directory:
        return "the sender is not in the council's directory"
    if not claim.authenticated:
        return "the council's own mail server did not confirm that the sender is who the mail says"
    if not claim.address_is_signed:
        return "the mail does not answer a letter of ours"
    if claim.is_coordinator or claim.sender == claim.owner:
        return "" if claim.address_is_theirs or claim.is_coordinator else _not_theirs()
    return "the sender does not deal with this case: it was sent to somebody else"


def _not_theirs() -> str:
    return "the address in the letter was given to somebody else"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a stage stands, as far as a command depends on it."""

    answered_at: datetime | None
    extensions: int
    due_on: date | None
    extendable_to: date | None
    extensions_allowed: int | None
    may_extend: bool
    # Whether the council is at work on the day that the command names.
    open_that_day: bool = True


def objection(command: Command, standing: Standing, today: date) -> str:
    """Why a command cannot be carried out under the policy, in words an officer can act on; '' where it can."""
    if standing.answered_at is not None and command.verb in (
        Verb.ANSWER,
        Verb.HOLDING,
        Verb.EXTEND,
    ):
        return "this stage has been answered already"
    if command.verb in (Verb.ANSWER, Verb.HOLDING) and not command.text:
        return "there is no text for the resident in the mail: write it below the word, above the quoted letter"
    if command.verb is Verb.EXTEND:
        return _objection_to_extending(command, standing, today)
    return ""


def _objection_to_extending(command: Command, standing: Standing, today: date) -> str:
    if not standing.may_extend:
        return "the policy knows no extension at this stage"
    if command.until is None:
        return "no new date was found: write for example EXTEND TO 3 March 2026, and the reason below it"
    if not command.text:
        return (
            "no reason was given: the resident has to be told why, so write it below the first line"
        )
    if (
        standing.extensions_allowed is not None
        and standing.extensions >= standing.extensions_allowed
    ):
        return "the policy allows no further extension at this stage"
    if not standing.open_that_day:
        return f"{command.until:%A %-d %B %Y} is no working day: choose one on which the council is open"
    if command.until <= today or (standing.due_on and command.until <= standing.due_on):
        return "the new date is not after the date the reply is due now"
    if standing.extendable_to and command.until > standing.extendable_to:
        return f"the policy allows an extension to {standing.extendable_to:%-d %B %Y} at the latest"
    return ""
