"""An officer's command as the truth of a corpus has it, with the words of the mail. Decides nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mailroom.acts import stages
from mailroom.gates.corpus import Truth
from mailroom.house import House
from mailroom.rules.officers import ALL, Command, Verb
from mailroom.rules.officers_lines import Said
from mailroom.rules.reading import Reading
from mailroom.rules.workdays import local_date
from parsers.facts import dates
from store import cases

# How far ahead an officer's new date lies at most: a date without its year is read so.
_AHEAD = timedelta(days=70)
_VERBS = {
    "response": Verb.ANSWER,
    "holding": Verb.HOLDING,
    "extension": Verb.EXTEND,
    "question": Verb.ASK,
    "reassign": Verb.PASS_ON,
    "not_upheld_scope": Verb.OUT_OF_SCOPE,
    "learning_form": Verb.LEARNING,
}


def command_of(
    house: House, read: Reading, truth: Truth, file: cases.CaseFile, stage: cases.Stage
) -> Command:
    """What the officer asks for by the truth, with the words of the mail; acts the house does not know are notes."""
    verb = _VERBS.get(truth.act, Verb.NOTE)
    text = read.message.body.newest.strip() or read.summary
    if verb is Verb.PASS_ON:
        return Command(verb, text, to=_named_in(house, read, text))
    if verb not in (Verb.HOLDING, Verb.EXTEND):
        to = ALL if "group_complaint" in truth.flags else ""
        return Command(verb, text, to=to, said=Said(signed_by=_signed_by(house, text)))
    due = stages.dates_of(house, file.case, stage)
    return Command(verb, text, _new_date(read, due.respond_by or due.projected_by))


def _named_in(house: House, read: Reading, text: str) -> str:
    """The colleague whom an officer's mail goes to as well, or names; '' where it is none of the directory."""
    sender = read.message.sender.email if read.message.sender else ""
    also = {one.email for one in (*read.message.to, *read.message.cc)}
    others = [entry.person for email, entry in house.config.directory.items() if email != sender]
    found = [one for one in others if one.email in also or one.name in text]
    found += [one for one in others if one.name.split()[0] in text.split()]
    return found[0].email if found else ""


_SIGNED_OFF = re.compile(r"\bsigned(?: off)? by (\w+(?: [A-Z]\w+)?)")


def _signed_by(house: House, text: str) -> str:
    """Whom an officer says to have signed what they send: "signed off by Paul"; '' where they signed themselves."""
    named = _SIGNED_OFF.search(text)
    people = [entry.person for entry in house.config.directory.values()]
    found = [one for one in people if named and named[1] in (one.name, one.name.split()[0])]
    return found[0].email if found else ""


def _new_date(read: Reading, due_on: date | None) -> date | None:
    """The first date in an officer's words that lies after the day on which the reply is due."""
    received_on = local_date(read.received_at)
    named = dates(read.message.body.newest, received_on + _AHEAD)
    later = [on for on, _ in named if on > max(received_on, due_on or received_on)]
    return later[0] if later else None
