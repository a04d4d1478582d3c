"""What a decision teaches: the mail that was decided on, what it was put to, and the words of it that may be counted.

A lesson is made of the mail each time anew and kept nowhere. Of its words only those are counted that cannot
tell whose mail it was: written in small letters, so no name of a person or a street; without a digit, and no part of
an address on the internet or of the writer's own name. `learnt` keeps of these what several people wrote. Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailroom.rules.hearing import Words, plain_words
from mailroom.rules.learnt import Learnt, Told, learn
from mailroom.rules.phrases import cut
from mailroom.rules.subject_matter import Services
from mailroom.rules.triage import Proposal, propose

# Kinds that are told apart by words alone; what follows a case, or is for elsewhere, is no lesson of kind.
KINDS = ("complaint", "comment", "compliment", "service_request")
# What is read of a mail, and how much of it is counted: the ten-thousand-word letter teaches no more than another.
_CHARACTERS, _PHRASES = 3_000, 400
# A word by itself that says nothing of a matter; in a phrase of two it joins nothing.
_EMPTY = frozenset(
    "the and you your our for with that this have has had not but are was were been from they them their there what"
    " when which who whom will would could should can did does done doing about into out over after before again all"
    " any some more most other than then too very just only own same also here how why where because until while"
    " down off once both each few nor such its it's i'm i've i'd i'll we've we're don't didn't isn't can't won't"
    " wasn't she him her his hers mine yours dear hello regards thanks thank sincerely faithfully kind please since"
    " one two three four five six seven eight nine ten monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december today yesterday"
    " tomorrow week month year day morning afternoon evening minute hour time".split()
)
# An address on the internet, a number, a date: with all that hangs on it.
_TELLING = re.compile(r"\S*[@\d/\\_]\S*|\bwww\.\S*")


@dataclass(frozen=True, slots=True)
class Decided:
    """A mail that a person decided on: who wrote it (as a mark that tells nobody), when, its words, what it became.

    `services` are those that deal with it; `kind` is '' where it was none that words alone tell.
    """

    person: str
    at: datetime
    words: Words
    kind: str
    services: tuple[str, ...]
    # The writer's own name and address, whose parts are not counted.
    named: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A decision with what the rules alone make of the mail, and the phrases in it that may be counted."""

    decided: Decided
    said: Proposal
    phrases: frozenset[str]


def mark_of(email: str) -> str:
    """A mark by which two mails of one person are known, whatever they hang to their name with a plus."""
    local, _, domain = email.strip().lower().rpartition("@")
    plain = f"{local.partition('+')[0]}@{domain}"
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def lesson_of(decided: Decided, services: Services) -> Lesson:
    """What there is to learn from a decision; the rules are asked without what was learnt before."""
    said = propose(decided.words, services.taught(None))
    return Lesson(decided, said, phrases_of(decided, services))


def phrases_of(decided: Decided, services: Services) -> frozenset[str]:
    """The words of a mail that may be counted, one by one and two by two."""
    plain = plain_words(decided.words)
    own = frozenset(cut(decided.named.replace(".", " ").replace("@", " "))[0])
    found: dict[str, None] = {}
    for source in (plain.subject, plain.text[:_CHARACTERS]):
        for phrase in _phrases(source, services, own):
            found.setdefault(phrase)
    return frozenset(list(found)[:_PHRASES])


def _phrases(source: str, services: Services, own: frozenset[str]) -> Iterable[str]:
    # Laid over the text, not put in its place: a street is known by the number before it.
    bare = _TELLING.sub(_dots, source)
    before, ended = "", 0
    for word, (begins, ends) in zip(*services.words_of(source), strict=True):
        written = bare[begins:ends]
        small = written.islower() and written.replace("'", "").isalpha()
        may = small and len(word) > 2 and word not in _EMPTY and word not in own
        if may:
            yield word
            if before and bare[ended:begins] in (" ", "-"):
                yield f"{before} {word}"
        before, ended = (word if may else ""), ends


def _dots(hit: re.Match[str]) -> str:
    return "." * len(hit.group())


def learn_from(lessons: Sequence[Lesson], threshold: float) -> Learnt:
    """What lessons teach where the house acts alone from `threshold` on."""
    services = [_of_service(one, threshold) for one in lessons if len(one.decided.services) == 1]
    kinds = [_of_kind(one, threshold) for one in lessons if one.decided.kind in KINDS]
    return learn(services, kinds)


def _of_service(one: Lesson, threshold: float) -> Told:
    (service,) = one.decided.services
    unread = one.said.services != (service,) or one.said.confidence < threshold
    return Told(one.decided.person, one.phrases, service, unread)


def _of_kind(one: Lesson, threshold: float) -> Told:
    kind = one.decided.kind
    unread = one.said.kind != kind or one.said.confidence < threshold
    return Told(one.decided.person, one.phrases, kind, unread)
