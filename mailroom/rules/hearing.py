"""A message as the rules hear it: its words made plain, and each wording of a table that stands in them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from textwrap import shorten

from mailroom.rules.hints import Letters, folded
from mailroom.rules.vocabulary import Wordings, first_of
from mailroom.rules.vocabulary_acts import ACTS
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_flags import FLAGS
from mailroom.rules.vocabulary_following import FOLLOWING
from mailroom.rules.vocabulary_kinds import EVIDENCE

# A subject is a headline: its words count so much more than the body's.
SUBJECT_WEIGHT = 1.3
# How many characters of a message are read for signs; a resident's point is made by then.
READ_CHARACTERS = 20_000
# So much of a wording is shown.
_TOLD_CHARACTERS = 90
# A second wording of the same evidence adds so much, and more than these add nothing.
_SECOND, _MOST = 0.4, 3
_CURLY = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "`": "'", "\u00b4": "'"}
)

EVIDENCE_HEARD, GROUNDS_HEARD = Wordings(EVIDENCE), Wordings(EXCLUSIONS)
ACTS_HEARD, FOLLOWING_HEARD, FLAGS_HEARD = Wordings(ACTS), Wordings(FOLLOWING), Wordings(FLAGS)


@dataclass(frozen=True, slots=True)
class Because:
    """A label and the words of the message that spoke for it."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A message as triage reads it: the subject, what the person wrote, and a form's fields where there was one."""

    subject: str
    text: str
    form_service: str = ""
    form_kind: str = ""
    # A form came with the mail; it came as a picture.
    form_attached: bool = False
    scanned: bool = False
    # What was ticked or filled in on it that is a flag.
    form_flags: tuple[str, ...] = ()
    # What the mail's header calls its writer; '' where a page or a machine sent it for them.
    called: str = ""
    # Something besides its words says that a machine wrote it.
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """The words with their quotes straight and their lines joined, so that a wording is found over a line's end."""

    subject: str
    text: str
    # The one above the other; and in small letters, in which wordings are looked for.
    whole: str
    low: str
    # What of all that any wording needs stands in it.
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """How strongly each label is spoken for, and by which words."""

    strength: dict[str, float]
    because: dict[str, str]

    def told(self, labels: Iterable[str]) -> tuple[Because, ...]:
        """Some labels with their words."""
        return tuple(Because(one, self.because[one]) for one in labels if one in self.because)


def plain_words(words: Words) -> Plain:
    """The words as the wordings are looked for in them."""
    subject = _on_a_line(words.subject)
    text = _on_a_line(words.text[:READ_CHARACTERS])
    # A full stop between them: no wording begins in the one and ends in the other.
    whole = f"{subject}.\n{text}"
    held = _letters().held_in(folded(whole))
    return Plain(subject, text, whole, _lowered(whole), held)


def hear(wordings: Wordings, plain: Plain) -> Heard:
    """Each label's strength: a wording in the subject counts more, a second one of the same label less."""
    heard: defaultdict[str, list[float]] = defaultdict(list)
    because: dict[str, str] = {}
    for sign, ways in wordings.perhaps_in(plain.held):
        if len(heard.get(sign.label, ())) >= _MOST:
            continue
        if hit := first_of(ways, plain.low):
            start, end = hit
            in_subject = start < len(plain.subject)
            heard[sign.label].append(sign.weight * (SUBJECT_WEIGHT if in_subject else 1.0))
            because.setdefault(sign.label, _told(plain.whole, start, end))
    strength = {
        label: max(all_) + _SECOND * (sum(all_) - max(all_)) for label, all_ in heard.items()
    }
    return Heard(strength, because)


def _told(text: str, start: int, end: int) -> str:
    """The words of a wording, the last one whole, and no more than fit on a line."""
    while end < len(text) and (text[end].isalnum() or text[end] in "'\u2019"):
        end += 1
    words = " ".join(text[start:end].split())
    # The library goes over every letter of what is short enough already.
    return (
        words
        if len(words) <= _TOLD_CHARACTERS
        else shorten(words, _TOLD_CHARACTERS, placeholder=" …")
    )


def _on_a_line(text: str) -> str:
    return " ".join(text.translate(_CURLY).split())


@lru_cache(maxsize=1)
def _letters() -> Letters:
    """All that the wordings need; read off them with the first mail."""
    tables = (EVIDENCE_HEARD, GROUNDS_HEARD, ACTS_HEARD, FOLLOWING_HEARD, FLAGS_HEARD)
    return Letters(chain.from_iterable(one.hints for one in tables))


def _lowered(text: str) -> str:
    """In small letters, each where its own stands: a letter that would become two stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(_small(letter) for letter in text)


def _small(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter
