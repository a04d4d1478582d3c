"""What an officer's reply asks for, and whether it is believed. Pure.

An officer says what is meant by the address that a link in our letter opens, or by a word at the head of a
plain reply: `ANSWER`, `HOLDING`, `EXTEND TO 3 March 2026`, `ACCEPT`. A reply without either is a note on the
file: it is kept, and it is never sent to the resident by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailroom.rules.officers_lines import OUTCOMES, SPOKEN
from mailroom.rules.officers_words import ALL, Command, Verb, read_command

__all__ = [
    "ALL",
    "OUTCOMES",
    "Claim",
    "Command",
    "Standing",
    "Verb",
    "doubt",
    "objection",
    "read_command",
]

# A date further away than this is a slip of the pen.
FURTHEST_PROMISE = timedelta(days=366)
# Verbs that are of a stage still to be answered.
_BEFORE_THE_ANSWER = frozenset(
    (
        *(Verb.ANSWER, Verb.HOLDING, Verb.EXTEND, Verb.ASK),
        *(Verb.PASS_ON, Verb.OUT_OF_SCOPE, Verb.CONSULT),
    )
)
# Verbs whose text goes to the resident.
_TO_THE_RESIDENT = frozenset((Verb.ANSWER, Verb.HOLDING, Verb.ASK, Verb.UPDATE))


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
    # Who stays accountable for a stage that was passed on, and may still speak for it.
    accountable: str = ""
    # The colleague whom the signed address was given to, where it was not the sender.
    address_of: str = ""
    # Whether the policy has the sender told of the stage; whether they only note something on it.
    is_copied: bool = False
    only_notes: bool = False
    # Whether the sender was told to do something on the case; whether they only say that it is done.
    owes: bool = False
    only_finishes: bool = False
    # Of plain words: why a person has to look first, and by which of them they were read so.
    asks: str = ""
    because: str = ""


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
    theirs = claim.sender in (claim.owner, claim.accountable)
    may_note = (claim.is_copied or claim.owes) and claim.only_notes
    may_finish = claim.owes and claim.only_finishes
    if not (claim.is_coordinator or theirs or may_note or may_finish):
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
    # Whether the policy lets this stage be answered by telephone or visit, of which complaints, and of which it is.
    may_speak: bool = False
    speaks_of: str = "always"  # 'straightforward': only of such
    complexity: str = ""
    closed: bool = False
    # Whether the policy lets a date lie beyond its last one, for a good reason that is said to be one.
    further_for_good_reason: bool = False


def objection(command: Command, standing: Standing, today: date) -> str:
    """Why a command cannot be carried out under the policy, in words an officer can act on; '' where it can."""
    if command.wrong:
        return command.wrong
    if standing.answered_at is not None and command.verb in _BEFORE_THE_ANSWER:
        return "this stage has been answered already"
    if standing.closed and command.verb in _BEFORE_THE_ANSWER:
        return "the case is closed: ask a coordinator to open it again"
    if command.verb in _TO_THE_RESIDENT and not command.text:
        return "there is no text for the resident in the mail: write it below the word, above the quoted letter"
    match command.verb:
        case Verb.ANSWER:
            return _objection_to_speaking(command, standing)
        case Verb.EXTEND:
            return _objection_to_extending(command, standing, today)
        case Verb.HOLDING if command.until is not None:
            return _objection_to_date(command.until, standing, today)
        case Verb.ASK if command.until is not None and command.until <= today:
            return "the day by which the resident should reply has come already"
        case Verb.RECORD:
            return _objection_to_recording(command, standing)
        case Verb.PASS_ON | Verb.CONSULT if not command.to:
            return _MISSING[command.verb]
        case Verb.PASS_ON:
            return ""
    return "" if command.text else _MISSING.get(command.verb, "")


# What is said of a verb that came with nothing to go by.
_MISSING = {
    Verb.PASS_ON: "nobody was named: write for example PASS ON TO Jo Hill, or their email address",
    Verb.CONSULT: "nobody was named, or nothing asked: write ASK COLLEAGUE Jo Hill, and your question below",
    Verb.OUT_OF_SCOPE: "no reason was given: write below the words why the policy does not cover it",
    Verb.CONCERN: "nothing was said: write below the word what the concern is",
    Verb.DROP: "no reason was given: write which remedy it is, and why it cannot be done",
}


def _objection_to_speaking(command: Command, standing: Standing) -> str:
    """A complaint may be answered by word of mouth only where the policy says so, and only those it names."""
    if command.said.channel not in SPOKEN:
        return ""
    if not standing.may_speak:
        return "the policy wants the answer in writing at this stage: send it as a letter"
    complexity = command.said.complexity or standing.complexity
    if standing.speaks_of == "straightforward" and complexity != "straightforward":
        return (
            "the policy lets only a straightforward complaint be answered so: if it is one, write a line"
            " “Complexity: straightforward”, else send the answer as a letter"
        )
    return ""


def _objection_to_recording(command: Command, standing: Standing) -> str:
    if command.outcome and standing.answered_at is None:
        return "this stage has not been answered yet: the outcome goes with the answer"
    said = command.said
    if command.outcome or said.promises or said.lessons or said.complexity or said.channel:
        return ""
    return (
        "nothing to record was found: write for example Outcome: upheld, Remedy: apology,"
        " Action: what, by 3 March 2026, who, or Learning: what was learnt, a line each"
    )


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
    return _objection_to_going_further(command.until, command.text, standing)


# The line on which an officer says that more time than the policy's has a good reason.
GOOD_REASON = re.compile(r"^[ \t]*good reason[ \t]*[:–-][ \t]*(?=\S)", re.IGNORECASE | re.MULTILINE)


def _objection_to_going_further(until: date, text: str, standing: Standing) -> str:
    if standing.extendable_to is None or until <= standing.extendable_to:
        return ""
    if standing.further_for_good_reason and GOOD_REASON.search(text):
        return ""
    why = f"the policy allows an extension to {standing.extendable_to:%-d %B %Y} at the latest"
    if standing.further_for_good_reason:
        why += "; where there is a good reason for more, write it below on a line “Good reason:”"
    return why


def _objection_to_date(until: date, standing: Standing, today: date) -> str:
    if not standing.open_that_day:
        return f"{until:%A %-d %B %Y} is no working day: choose one on which the council is open"
    if until <= today or (standing.due_on and until <= standing.due_on):
        return "the new date is not after the date the reply is due now"
    if until - today > FURTHEST_PROMISE:
        return "the new date is more than a year away: is the year right?"
    return ""
