"""What was learnt of labelled mail: how much each word of a mail, and each thing that the rules heard in it, speaks
for an answer to one of a few questions. Pure.

The rules know a complaint by its grammar; somebody who has read thousands of letters knows one by all of its words. An
answer is a sum of what each word adds to it, which is why it can be told afterwards what moved it. The weights stand in
`experience.json`, a word a line, in hundredths of a nat; `python -m bench.experience` fits them to the labelled mail of
made-up councils, and `docs/triage.md` tells how they were measured. Words that fewer than three councils wrote, names
and numbers are not in it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files

# What counts as a word: no number, so no date and no house; shouting and asking say something too.
_WORD = re.compile(r"[a-z']+|[!?£]")
# The words of a mail share out so much between them; a note of a few words is no surer of each than of thirty.
_SHARED, _FEWEST = 8.0, 30
_HUNDREDTHS = 100
# So many words tell what moved an answer, of those that count more than so much of a nat.
_TOLD, _COUNTS = 4, 0.05
_NOTHING: Mapping[int, float] = {}


@dataclass(frozen=True)
class Answer:
    """How a question was answered: the sum of each possible answer, in nats."""

    sums: Mapping[str, float]

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """How likely each answer is, from 0 to 1; together they are 1."""
        most = max(self.sums.values())
        powers = {label: math.exp(nats - most) for label, nats in self.sums.items()}
        whole = sum(powers.values())
        return {label: power / whole for label, power in powers.items()}

    @property
    def first(self) -> str:
        """The likeliest answer."""
        return max(self.sums, key=lambda label: self.sums[label])

    def with_own(self, own: Mapping[str, float]) -> Answer:
        """The same with what a council's own decisions add to some answers."""
        return Answer({label: nats + own.get(label, 0.0) for label, nats in self.sums.items()})


@dataclass(frozen=True)
class Asked:
    """A mail that all questions were asked of."""

    answers: Mapping[str, Answer]
    _heard: Mapping[str, float] = field(repr=False)
    _experience: Experience = field(repr=False)

    def words_for(self, question: str, label: str) -> str:
        """The words of the mail that spoke the most for an answer, to be shown beside it; '' where none did."""
        place = self._experience.place_of(question, label)
        loud = sorted(self._experience.speak_for(place, self._heard), reverse=True)[:_TOLD]
        return ", ".join(word for nats, word in loud if nats > _COUNTS)


class Experience:
    """All questions, and what speaks for the answers to each."""

    def __init__(self, answers: Sequence[str], weights: Mapping[str, Sequence[int]]) -> None:
        """`answers` are `question:label`; a row has the place of an answer and its hundredths, in turn."""
        self._places = {name: place for place, name in enumerate(answers)}
        self._rows = weights
        # The rows of words that mail had so far, by the place: most words stand in few mails, and are never read.
        self._read: dict[str, Mapping[int, float]] = {}
        self._questions: dict[str, list[tuple[str, int]]] = {}
        for name, place in self._places.items():
            question, _, label = name.partition(":")
            self._questions.setdefault(question, []).append((label, place))

    def ask(self, heard: Mapping[str, float]) -> Asked:
        """Every question's answer, for what was heard in a mail and how strongly."""
        sums = [0.0] * len(self._places)
        for word, strength in heard.items():
            for place, nats in self._weights(word).items():
                sums[place] += nats * strength
        answers = {
            question: Answer({label: sums[place] for label, place in places})
            for question, places in self._questions.items()
        }
        return Asked(answers, heard, self)

    def place_of(self, question: str, label: str) -> int:
        """Where the weights of an answer stand in a row; -1 for one that is not known."""
        return self._places.get(f"{question}:{label}", -1)

    def speak_for(self, place: int, heard: Mapping[str, float]) -> list[tuple[float, str]]:
        """The words of a mail asked about that speak for an answer, with how many nats each adds."""
        found = []
        for word, strength in heard.items():
            nats = self._read.get(word, _NOTHING).get(place, 0.0) * strength
            if nats > 0 and ":" not in word:
                found.append((nats, word))
        return found

    def _weights(self, word: str) -> Mapping[int, float]:
        """What a word adds to which answers, in nats."""
        read = self._read.get(word)
        if read is None:
            row = self._rows.get(word, ())
            nats = (hundredths / _HUNDREDTHS for hundredths in row[1::2])
            read = dict(zip(row[::2], nats, strict=True))
            if row:
                self._read[word] = read
        return read


def words_heard(low: str) -> dict[str, float]:
    """The words of a text in small letters, each once, with how strongly it is heard among the others."""
    words = dict.fromkeys(_WORD.findall(low))
    return dict.fromkeys(words, _SHARED / math.sqrt(max(len(words), _FEWEST)))


@lru_cache(maxsize=1)
def experience() -> Experience:
    """What is asked of a mail, as it lies beside this module; read with the first mail."""
    raw = files("mailroom.rules").joinpath("experience.json").read_text(encoding="utf-8")
    kept = json.loads(raw)
    return Experience(kept["answers"], kept["weights"])
