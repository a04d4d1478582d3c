"""An officer's command as it is written at the head of a mail, from what a form has in its places. Pure.

The other way round from `officers_words.read_command`, which reads it: what is done on a web page stands in the
record in the very words of the mail that would have done it, and is read, tried and carried out as that mail.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from mailroom.rules.officers_words import Command, Verb, read_command

Places = Mapping[str, str]

# What the outcomes, and the ways of speaking with somebody, are called in a mail.
OUTCOMES = {"upheld": "upheld", "partly": "partly upheld", "not": "not upheld"}
CONTACTS = ("call", "meeting", "visit")


def write_command(verb: Verb, places: Places) -> str:
    """The mail's text. `places` are by the form's own names; days stand in them as 2026-03-04."""
    head, body = _WRITTEN[verb](places)
    return "\n".join((*head, "", body)).strip()


def read_back(verb: Verb, text: str) -> Command:
    """The command that the text is read as; `wrong` where the words of a place made another one of it."""
    command = read_command(text)
    if command.verb is verb:
        return command
    why = "what stands in the form reads as something else than was asked for: write it in other words"
    return Command(verb, text, wrong=why)


def _line(places: Places, name: str) -> str:
    """What stands in a place, on one line."""
    return " ".join(places.get(name, "").split())


def _text(places: Places, name: str = "text") -> str:
    return places.get(name, "").replace("\r\n", "\n").strip()


def _lines(places: Places, name: str) -> list[str]:
    return [" ".join(one.split()) for one in _text(places, name).split("\n") if one.strip()]


def _day(places: Places, name: str) -> str:
    """A day in words; '' where there is none."""
    written = _line(places, name)
    return f"{date.fromisoformat(written):%-d %B %Y}" if written else ""


def _labelled(places: Places, labels: Sequence[tuple[str, str]]) -> list[str]:
    """A labelled line for each place that is filled in."""
    return [f"{label}: {words}" for name, label in labels if (words := _line(places, name))]


_BESIDE = (
    ("learning", "Learning"),
    ("cause", "Cause"),
    ("channel", "Channel"),
    ("complexity", "Complexity"),
)


def _answer(places: Places) -> tuple[list[str], str]:
    outcome = OUTCOMES.get(_line(places, "outcome"), "")
    head = [
        "ANSWER" + (" ALL" if places.get("to_all") else "") + (f" {outcome}" if outcome else "")
    ]
    return [*head, *_promised(places), *_labelled(places, _BESIDE), *_signed(places)], _text(places)


def _promised(places: Places) -> list[str]:
    said = (("remedy", "Remedy"), ("action", "Action"), ("recommendation", "Recommendation"))
    return [f"{label}: {words}" for name, label in said for words in _lines(places, name)]


def _signed(places: Places) -> list[str]:
    name, absent = _line(places, "signed_by"), _line(places, "in_absence_of")
    return [f"Signed by: {name}" + (f", in the absence of {absent}" if absent else "")] * bool(name)


def _record(places: Places) -> tuple[list[str], str]:
    outcome = OUTCOMES.get(_line(places, "outcome"), "")
    said = [f"Outcome: {outcome}"] * bool(outcome)
    return ["RECORD", *said, *_promised(places), *_labelled(places, _BESIDE)], ""


def _dated(word: str, joint: str) -> Callable[[Places], tuple[list[str], str]]:
    def write(places: Places) -> tuple[list[str], str]:
        on = _day(places, "until")
        return [f"{word} {joint} {on}" if on else word], _text(places)

    return write


def _extend(places: Places) -> tuple[list[str], str]:
    good = _line(places, "good_reason")
    body = "\n".join(
        part for part in (_text(places), f"Good reason: {good}" if good else "") if part
    )
    return [f"EXTEND TO {_day(places, 'until')}"], body


def _to(word: str) -> Callable[[Places], tuple[list[str], str]]:
    return lambda places: ([f"{word} {_line(places, 'to')}"], _text(places))


def _plain(word: str) -> Callable[[Places], tuple[list[str], str]]:
    return lambda places: ([word], _text(places))


def _note(places: Places) -> tuple[list[str], str]:
    contact = _line(places, "contact")
    return [f"NOTE: {contact.upper()}" if contact in CONTACTS else "NOTE"], _text(places)


def _accept(places: Places) -> tuple[list[str], str]:
    points = _lines(places, "points")
    return ["ACCEPT", *([f"Points: {points[0]}", *points[1:]] if points else [])], _text(places)


def _done(places: Places) -> tuple[list[str], str]:
    return [f"DONE: {_line(places, 'which')}"], _text(places)


def _drop(places: Places) -> tuple[list[str], str]:
    said = [f"Why: {_line(places, 'text')}"]
    instead = _line(places, "instead")
    return [
        f"DROP: {_line(places, 'which')}",
        *said,
        *([f"Instead: {instead}"] * bool(instead)),
    ], ""


def _learning(places: Places) -> tuple[list[str], str]:
    """Each question with its answer below it, as the form has them: the places are called by the questions."""
    asked = [(name, words.strip()) for name, words in places.items() if name.endswith(QUESTION)]
    text = "\n\n".join(f"{name.removesuffix(QUESTION)}\n{words}" for name, words in asked if words)
    return ["LEARNING"], text or _text(places)


# A place of the learning form is called by its question's own words, with this at the end.
QUESTION = " ?"

_WRITTEN: Mapping[Verb, Callable[[Places], tuple[list[str], str]]] = {
    Verb.ACCEPT: _accept,
    Verb.ANSWER: _answer,
    Verb.HOLDING: _dated("HOLDING", "UNTIL"),
    Verb.EXTEND: _extend,
    Verb.ASK: _dated("ASK", "BY"),
    Verb.UPDATE: _plain("UPDATE"),
    Verb.PASS_ON: _to("PASS ON TO"),
    Verb.CONSULT: _to("ASK COLLEAGUE"),
    Verb.OUT_OF_SCOPE: _plain("OUT OF SCOPE"),
    Verb.NOTE: _note,
    Verb.CONCERN: _plain("CONCERN"),
    Verb.RECORD: _record,
    Verb.LEARNING: _learning,
    Verb.DONE: _done,
    Verb.DROP: _drop,
    Verb.CLOSE: _plain("CLOSE"),
}
