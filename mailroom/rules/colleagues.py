"""Whether a mail is a colleague's own, and what it is read as where a person reads of it. Pure."""

from __future__ import annotations

from mailroom.rules.decision import Facts, Writer
from mailroom.rules.labels import OFFICER
from mailroom.rules.officers import Command, Verb
from mailroom.rules.reading import Reading

_OUR_PEOPLE = (Writer.OFFICER, Writer.COORDINATOR)
_OUTCOMES = {"upheld": "complaint upheld", "partly": "upheld in part", "not": "not upheld"}
_READ_AS = {
    Verb.ANSWER: "the answer to the resident",
    Verb.HOLDING: "a letter to the resident that it takes longer",
    Verb.EXTEND: "asks for more time",
    Verb.ACCEPT: "takes the case on",
    Verb.NOTE: "a note for the file",
    Verb.ASK: "a question to the resident",
    Verb.PASS_ON: "passes the case on",
    Verb.OUT_OF_SCOPE: "says that the complaint is outside the policy",
    Verb.LEARNING: "brings back the learning form",
    Verb.DONE: "says that what they were asked to do is done",
    Verb.DROP: "says that what was promised cannot be done",
    Verb.CLOSE: "asks for the case to be closed",
    Verb.UPDATE: "news for the resident",
    Verb.RECORD: "something to be recorded on the case",
    Verb.CONCERN: "raises a concern",
    Verb.CONSULT: "asks a colleague",
}


def is_by_colleague(facts: Facts, read: Reading) -> bool:
    """Whether a colleague wrote it themselves of a case, and the mail server vouches for it; what they pass on is its
    writer's, and what they write of nothing that is known may be a matter of their own.
    """
    of_a_case = facts.match is not None or facts.proposal.kind == OFFICER
    return facts.writer in _OUR_PEOPLE and of_a_case and not (read.passed_on_by or facts.forged)


def is_in_our_name(facts: Facts) -> bool:
    """Whether it bears a colleague's name or answers a colleague's letter, and is not surely theirs."""
    return facts.forged or (facts.proposal.kind == OFFICER and facts.writer not in _OUR_PEOPLE)


def is_by_resident(facts: Facts, read: Reading) -> bool:
    """Whether what stands in it is somebody's own matter, for a clerk to copy out."""
    return not (is_by_colleague(facts, read) or is_in_our_name(facts))


def read_as(command: Command) -> str:
    """What an officer's mail asks for, in a clerk's words."""
    until = f", until {command.until:%-d %B %Y}" if command.until else ""
    outcome = _OUTCOMES.get(command.outcome, command.outcome.replace("_", " "))
    to = f" to {command.to}" if command.to and command.verb is Verb.PASS_ON else ""
    return f"{_READ_AS[command.verb]}{to}{until}" + (f", {outcome}" if outcome else "")
