"""What an officer's reply asks for, and whether it is believed. Pure.

An officer says what is meant by the address that a link in our letter opens, or by a word at the head of a
plain reply: `ANSWER`, `HOLDING`, `EXTEND TO 3 March 2026`, `ACCEPT`. A reply without either is a note on the
file: it is kept, and it is never sent to the resident by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum


class Verb(StrEnum):
    """What an officer can ask for; each is also the verb in a signed address."""

    ANSWER = "answer"
    HOLDING = "holding"
    EXTEND = "extend"
    ACCEPT = "accept"
    NOTE = "note"


# A date further away than this is a slip of the pen.
FURTHEST_PROMISE = timedelta(days=366)
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
    r"\A\s*(holding reply|answer|response|holding|extend|extension|accept(?:ed)?|note)\b([^\n]*)(?:\n|\Z)",
    re.IGNORECASE,
)
_TO_A_DATE = re.compile(r"\s*[:.,\-–—]?\s*(?:to|until|till)\b\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[:.\-–—]?\s*")
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

    The outcome is 'upheld', 'partly', 'not', or '' where none was named. `wrong` tells why the command cannot be
    understood safely: it looks like one, and sending on what stands there could send the wrong words.
    """

    verb: Verb
    text: str
    until: date | None = None
    outcome: str = ""
    wrong: str = ""


def read_command(text: str, verb: str = "", *, quoted_inside: bool = False) -> Command:
    """The command in an officer's own words; `verb` is the one of the signed address that the mail was sent to.

    A word counts as a command only where it stands alone on the first line, but for an outcome or a date: "Response
    to follow" is a note. `quoted_inside` says that other people's words stand between the officer's own.
    """
    head = _HEAD.match(text)
    asked = _HEADS[head.group(1).lower()] if head else Verb.NOTE
    remark = head.group(2) if head else ""
    if head and _is_command_line(asked, remark):
        command = _spelt_out(asked, remark, text[head.end() :].strip())
    elif head and remark.lstrip().startswith(":") and asked in (Verb.ANSWER, Verb.HOLDING):
        why = f"put the word {asked.upper()} alone on the first line, and what the resident is to read below it"
        command = Command(asked, text.strip(), wrong=why)
    elif verb in Verb.__members__.values():
        command = _spelt_out(Verb(verb), "", text.strip())
    else:
        command = Command(Verb.NOTE, text.strip())
    if quoted_inside and command.verb in (Verb.ANSWER, Verb.HOLDING, Verb.EXTEND):
        why = "there is quoted mail between your own words: write them all above the quoted letter"
        return replace(command, wrong=command.wrong or why)
    return command


def _is_command_line(verb: Verb, remark: str) -> bool:
    """Whether nothing but what belongs to the verb stands beside it."""
    rest = _SEPARATOR.sub("", remark, count=1).strip(" .:")
    if not rest:
        return True
    if verb is Verb.ANSWER:
        return rest.lower() in OUTCOMES
    if verb is Verb.EXTEND:
        return _TO_A_DATE.match(remark) is not None or _find_date(remark) is not None
    if verb is Verb.HOLDING:
        return _TO_A_DATE.match(remark) is not None and _find_date(remark) is not None
    return False


def _spelt_out(verb: Verb, remark: str, rest: str) -> Command:
    outcome = OUTCOMES.get(_SEPARATOR.sub("", remark, count=1).strip(" .:").lower(), "")
    line = _OUTCOME_LINE.search(rest) if verb is Verb.ANSWER else None
    if line:
        outcome = OUTCOMES[line.group(1).lower()]
        rest = (rest[: line.start()] + rest[line.end() :]).strip()
    if verb is Verb.EXTEND:
        # Opened by the link, the mail has "EXTEND TO" in no line of its own: the first line with a date is it.
        first, _, below = rest.partition("\n")
        if not remark and _find_date(first):
            remark, rest = first, below.strip()
        return Command(verb, _reason(remark, rest), _find_date(remark))
    return Command(verb, rest, _find_date(remark), outcome)


def _reason(remark: str, rest: str) -> str:
    """Why an extension is asked for: what follows the date on the first line, and all below."""
    after = _DATE.sub("", _TO_A_DATE.sub("", remark, count=1), count=1)
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
    # A coordinator too acts on a letter of their own only: a resident's letter in the wrong hands carries no power.
    if not claim.address_is_theirs:
        return "the letter that it answers was written to somebody else"
    if not claim.is_coordinator and claim.sender != claim.owner:
        return "the sender does not deal with this case: it was sent to somebody else"
    return ""


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
    if command.wrong:
        return command.wrong
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
    if command.verb is Verb.HOLDING and command.until is not None:
        return _objection_to_date(command.until, standing, today)
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
    wrong = _objection_to_date(command.until, standing, today)
    if wrong:
        return wrong
    if standing.extendable_to and command.until > standing.extendable_to:
        return f"the policy allows an extension to {standing.extendable_to:%-d %B %Y} at the latest"
    return ""


def _objection_to_date(until: date, standing: Standing, today: date) -> str:
    if not standing.open_that_day:
        return f"{until:%A %-d %B %Y} is no working day: choose one on which the council is open"
    if until <= today or (standing.due_on and until <= standing.due_on):
        return "the new date is not after the date the reply is due now"
    if until - today > FURTHEST_PROMISE:
        return "the new date is more than a year away: is the year right?"
    return ""
