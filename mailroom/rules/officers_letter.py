"""The letter to a resident that an officer's mail holds, cut out by its greeting and its signature. Pure.

Only what stands between the two is the letter. Whatever stands above or below has to be surely something else (a line
that introduces it, a signature, a notice that a server set there); else the letter is for a person to look at, and
is not sent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailroom.rules import officers_asides as asides
from mailroom.rules.officers_greeting import Greeted, Greeting, Names, find_greeting, is_named
from mailroom.rules.officers_signature import End, Hand, end_of_letter, stray_below

# A letter of fewer words than these holds no answer.
_SHORTEST = 8
_SEX = {"mr": "man", "mrs": "woman", "miss": "woman", "ms": "woman"}
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof)\b\.?"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter found in a mail: its words, whom it greets, whose name stands below it; and why it is not to be sent.

    `signed_by` is a colleague's name as the directory has it; '' where it is the sender's own.
    """

    text: str
    greets: str
    signed_by: str = ""
    doubt: str = ""


def find_letter(text: str, names: Names, hand: Hand) -> Letter | None:
    """The letter in a text; None where nobody but a colleague is greeted in it."""
    lines = text.strip().split("\n")
    greetings = {
        at: found for at, line in enumerate(lines) if (found := find_greeting(line, names))
    }
    outside = {at: one for at, one in greetings.items() if one.greeted is not Greeted.COLLEAGUE}
    residents = [at for at, one in outside.items() if one.greeted is Greeted.RESIDENT]
    begins = min(residents or outside, default=None)
    if begins is None or _is_small_talk(outside[begins], lines[begins]):
        return None
    greeting = greetings[begins]
    end = end_of_letter(lines, begins + 1, hand)
    body = "\n".join(lines[begins : end.letter]).strip()
    further = len(outside) > 1 or max(greetings) > begins
    doubt = (
        _whom(greeting, further=further)
        or _above(lines[:begins])
        or _below(lines, end, hand)
        or _within(body, greeting, names)
    )
    return Letter(body, greeting.who, end.signed_by, doubt)


def _is_small_talk(greeting: Greeting, line: str) -> bool:
    """Whether "Hi Sal" greets somebody whom the house does not know: no letter begins so."""
    return greeting.greeted is Greeted.OTHER and not line.strip().lower().startswith("dear")


def _whom(greeting: Greeting, *, further: bool) -> str:
    if greeting.greeted is Greeted.UNCLEAR:
        return f"{greeting.who} is the name of a colleague as well as of the resident"
    if greeting.greeted is not Greeted.RESIDENT:
        return (
            f"the letter in it greets {greeting.who}, who is not known to be anybody of this case"
        )
    if greeting.is_run_in:
        return "the greeting does not stand on a line of its own, so where the letter begins is not sure"
    if further:
        return "it holds more than one letter, or greets somebody else in the midst of it"
    return ""


def _above(lines: Sequence[str]) -> str:
    """Why what stands above the greeting may be more than an introduction; it is never sent."""
    text = "\n".join(lines).strip()
    if not text:
        return ""
    stop = asides.stop_in(text)
    if stop:
        return f"the words above the letter say “{stop}”, so whether it is to go out is not sure"
    if asides.introduces(text):
        return ""
    return "there are words above the letter, and whether it is to go out as it stands is not sure"


def _below(lines: Sequence[str], end: End, hand: Hand) -> str:
    if not end.is_signed:
        return "it is not signed by its sender or a colleague, so where the letter ends is not sure"
    stray = stray_below(lines[end.name :], hand)
    return (
        f"words stand below the signature that may not be for the resident: “{stray}”"
        if stray
        else ""
    )


def _within(body: str, greeting: Greeting, names: Names) -> str:
    """Why a letter's own words cannot go out as they are."""
    if len(body.split()) < _SHORTEST:
        return "the letter has hardly any words"
    inside = asides.inside_words(body)
    if inside:
        return f"words that seem to be for colleagues stand in the letter: “{inside}”"
    place = asides.placeholder_in(body)
    if place:
        return f"something is still to be filled in: “{place}”"
    rest = body.partition("\n")[2]
    if _speaks_of(rest, greeting.who):
        return f"the letter speaks of {greeting.who}, whom it greets, as of somebody else"
    spoken_to = _speaks_to_colleague(rest, names)
    return f"a line in it speaks to a colleague: “{spoken_to}”" if spoken_to else ""


def _speaks_of(text: str, who: str) -> bool:
    """Whether a letter names whom it greets, by title and surname, as a third person."""
    words = who.split()
    if len(words) < 2 or not re.match(_TITLE, words[0], re.IGNORECASE):
        return False
    pattern = rf"\b(?P<title>{_TITLE})\s+(?:\w+\s+)?{re.escape(words[-1])}\b"
    spoken_of = (one["title"] for one in re.finditer(pattern, text, re.IGNORECASE))
    # Who writes for a relation shares the name: "I have telephoned Miss Hill" is not said of Mr Hill.
    return any(_may_be_one(words[0], title) for title in spoken_of)


def _may_be_one(title: str, other: str) -> bool:
    """Whether two titles can be the same person's: not a man's and a woman's."""
    pair = {_SEX.get(one.strip(".").lower(), "") for one in (title, other)}
    return pair != {"man", "woman"}


_TO_SOMEBODY = re.compile(
    r"[ \t]*@?(?P<who>[A-Z][\w'\u2019]+(?: [A-Z][\w'\u2019]+)?)"
    r"(?:[ \t]*(?:[-\u2013:]|,[ \t])"
    r"|[ \t]+(?=(?i:can|could|would|will|please|pls|do|don['\u2019]t) (?i:you|we|not)?\b))"
)


def _speaks_to_colleague(text: str, names: Names) -> str:
    """A line that begins with a colleague's name, as "Denise - copy to me"; '' where there is none."""
    for line in re.split(r"\n|(?<=[.!?])[ \t]+", text):
        found = _TO_SOMEBODY.match(line)
        if found is None or any(is_named(found["who"], one) for one in names.residents):
            continue
        is_colleague = any(is_named(found["who"], one) for one in names.colleagues)
        if is_colleague and line[found.end() :].strip() and not _is_post(line[found.end() :]):
            return " ".join(line.split())[:60]
    return ""


def _is_post(words: str) -> bool:
    """Whether what follows a name is a post: "Kit Roe, Head of Waste"."""
    return all(
        word[:1].isupper() or word in ("of", "and", "the", "for", "&") for word in words.split()
    )
