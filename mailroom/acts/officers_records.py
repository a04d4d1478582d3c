"""Carries out what an officer's command puts on record: outcome, remedies, learning, what is done, the closing."""

from __future__ import annotations

import re

from mailroom.acts import answers, closing, duties, learning, letters, remedies, stages
from mailroom.acts.ledger import Ledger
from mailroom.acts.officers_letters import (
    Matter,
    Outcome,
    Wrong,
    anew,
    done,
    is_coordinator,
    officer_of,
    to_resident,
)
from mailroom.rules.officers import Command
from mailroom.rules.officers_promises import read_promise
from mailroom.rules.officers_things import Thing, is_named, read_dropped, which_is_meant
from store import cases
from store.duties import Duty
from store.remedies import Remedy

_WITHDRAWN = re.compile(r"withdrawn\b", re.IGNORECASE)


def record(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """Outcome, remedies, actions and learning that were not said with the answer."""
    case, stage, said = matter.file.case, matter.stage, command.said
    if command.outcome:
        stages.change(ledger, stage, outcome=command.outcome)
    if said.complexity:
        cases.change_case(ledger.conn, case.id, complexity=said.complexity)
    if said.channel and stage.answered_at is not None:
        stages.change(ledger, stage, channel=said.channel)
    remedies.promise(ledger, matter.file, stage, said.promises)
    learning.keep_lessons(ledger, matter, said.lessons)
    fresh = anew(ledger, matter)
    if command.outcome and command.outcome != stage.outcome:
        duties.begin(
            ledger,
            "outcome",
            fresh.file,
            fresh.stage,
            reading=matter.reading,
            outcome=command.outcome,
        )
    named = [
        f"the outcome ({command.outcome})" if command.outcome else "",
        f"{len(said.promises)} of remedies and actions" if said.promises else "",
        *(f"the {name}" for name in said.lessons),
        f"that the complaint is {said.complexity}" if said.complexity else "",
    ]
    words = f"recorded {', '.join(one for one in named if one) or 'it'}; nothing was sent to the resident"
    return _and_close(ledger, matter, words)


def return_form(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """The learning form: kept if it answers every question of the policy, "none" being an answer."""
    policy = stages.policy_of(ledger.house, matter.file.case)
    answers = learning.answers_in(policy, matter.reading, command.text)
    missing = learning.unanswered(policy, answers, matter.reading)
    if missing:
        return Wrong(
            f"the learning form says nothing on this: {'; '.join(missing)}. Write the answer under each question;"
            " “none” is an answer"
        )
    learning.keep_form(ledger, matter, answers)
    return _and_close(ledger, matter, "kept the learning form; nothing was sent to the resident")


def _and_close(ledger: Ledger, matter: Matter, words: str) -> Outcome:
    """What was done, and whether the case could be closed with it."""
    fresh = anew(ledger, matter)
    if matter.stage.answered_at is None or fresh.file.stages[-1].id != matter.stage.id:
        return done(words)
    was_closed = bool(fresh.file.case.closed_at)
    waits = closing.close_if_ready(ledger, fresh.file)
    closed = "" if waits or was_closed else "closed the case"
    return done(words, closed, wanted=closing.wanted(ledger, fresh.file))


def close(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """Close the case, or say what it lacks; that it was withdrawn only a coordinator says for the resident."""
    withdrawn = _WITHDRAWN.match(command.text) is not None
    if withdrawn and not is_coordinator(ledger, matter):
        return Wrong(
            "only a coordinator closes a complaint as withdrawn: tell them how and when it was"
        )
    why = closing.WITHDRAWN if withdrawn else closing.ANSWERED
    wrong = closing.close(ledger, matter.file, matter.sender, why)
    return Wrong(wrong) if wrong else done("closed the case")


def update(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """News for the resident, in the officer's own words; it is a person's own acknowledgement, too."""
    officer = officer_of(ledger, matter)
    news: dict[str, object] = {
        "text": command.text,
        "from_name": officer.name,
        "answered": matter.stage.answered_at is not None,
    }
    if letters.complainant(matter.file) is None:
        return Wrong("there is no address to send it to")
    unfit = answers.not_for_residents(matter)
    if unfit:
        return Wrong(unfit)
    enclosed = answers.for_resident(matter, command.text)
    extra: dict[str, object] = {"update": news, "documents": [one.filename for one in enclosed]}
    sent_to = to_resident(ledger, matter, "update_notice", extra, enclosures=enclosed)
    acknowledged = not _is_external(ledger, matter) and duties.finish_named(
        ledger,
        matter.file,
        duties.FORMAL,
        matter.sender,
        "written to the resident",
        matter.stage,
    )
    also = "it counts as your acknowledgement" if acknowledged else ""
    gone = answers.sent_with(matter, enclosed)
    return done(f"sent your news{gone} to {sent_to}", also)


def _is_external(ledger: Ledger, matter: Matter) -> bool:
    """Whether it is the Ombudsman who waits for an acknowledgement: news for the resident is none to them."""
    rules = stages.policy_of(ledger.house, matter.file.case).stage(matter.stage.number)
    return rules is not None and rules.external


def finish(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """Something owed is done: a duty of the officer's, or a remedy of the case."""
    meant = _meant(ledger, matter, command.text)
    if isinstance(meant, Wrong):
        return meant
    thing, note = meant
    if isinstance(thing, Duty):
        left = duties.finish(ledger, thing.id, matter.sender, note)
        if left:
            return Wrong(left)
        words = thing.words
    else:
        remedies.finish(ledger, thing, matter.sender)
        words = thing.what
    return _and_close(ledger, matter, f"marked as done: {words.rstrip('.')}")


def drop(ledger: Ledger, matter: Matter, command: Command) -> Outcome:
    """A remedy cannot be done: why, what instead, and the resident told where the policy wants it."""
    said = read_dropped(command.text)
    if not said.why:
        return Wrong(
            "no reason was given: write which it is on the first line, then a line “Why:” and, if there is"
            " something to offer, a line “Instead:”"
        )
    owed = remedies.owed(ledger, matter.file.case.id)
    place = which_is_meant(said.which, [Thing(one.what) for one in owed])
    if place is None:
        return Wrong(_say_which("remedy", [one.what for one in owed]))
    instead = read_promise(said.instead, is_action=True) if said.instead else None
    told = remedies.drop(ledger, owed[place], matter.sender, said.why, instead)
    words = f"noted that this will not be done: {owed[place].what}"
    return _and_close(ledger, matter, words + (f", and told {told} why" if told else ""))


def _meant(ledger: Ledger, matter: Matter, text: str) -> tuple[Duty | Remedy, str] | Wrong:
    """Which of the things still owed an officer means, and what is noted with it."""
    owed: list[Duty | Remedy] = [
        one
        for one in duties.open_of(ledger, matter.file)
        if one.name != learning.OWED
        and (one.holder_email == matter.sender or is_coordinator(ledger, matter))
    ]
    owed += remedies.owed(ledger, matter.file.case.id)
    named = [one.words if isinstance(one, Duty) else one.what for one in owed]
    place = which_is_meant(text, [Thing(words) for words in named])
    if place is None:
        return Wrong(_say_which("thing", named))
    return owed[place], _note_in(text, place, named[place])


def _note_in(text: str, place: int, words: str) -> str:
    """What an officer wrote beside the number or the words of a thing; another number is part of the note."""
    if is_named(text, Thing(words)):
        return text.strip().partition("\n")[2].strip()
    return re.sub(rf"\A\s*{place + 1}\b[\s.,:;)–-]*", "", text).strip()


def _say_which(noun: str, named: list[str]) -> str:
    if not named:
        return "nothing is owed on this case that you could mark so"
    listed = "; ".join(f"{place}: {words.rstrip('.')}" for place, words in enumerate(named, 1))
    return f"which {noun} is meant was not clear: write its number after the word, as DONE: 1. There is {listed}"
