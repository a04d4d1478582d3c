"""What was learnt of labelled mail: how much each word of a mail, and each thing that the rules heard in it, speaks
for an answer to one of a few questions. Pure.

The rules know a complaint by its grammar; somebody who has read thousands of letters knows one by all of its words. An
answer is a sum of what each word adds to it, which is why it can be told afterwards what moved it. The weights stand in
`experience.json`, a word a line, in hundredths of a nat; `python -m bench.experience` fits them to the labelled mail of
made-up councils, and `docs/triage.md` tells how they were measured. Names and numbers are not in it.
"""

from __future__ import annotations

import json
import math
import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise

# What counts as a word: no number, so no date and no house; no part of a reference, a postcode or a name in other
# letters; shouting and asking say something too.
_WORD = re.compile(r"(?<!\w)(?<!\d[-/])[a-z]+(?:'[a-z]+)*(?!\w|[-/]\d)|[!?£]")
# Words of any language; of so many on, hardly any is known where fewer than this share is. Of 38,000 mails in English
# none of eight words has less than half; those in Polish, German, French and Welsh have a quarter, mostly.
_ANY_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ENOUGH, _HARDLY = 8, 0.45
# The words of a mail share out so much between them; a note of a few words is no surer of each than of thirty.
_SHARED, _FEWEST = 8.0, 30
# A mail says first what it is about, in its subject and its first sentence: its first word is heard so much louder,
# which falls to a third of that with each so many words; and what is said again is meant.
_FIRST, _FALLS, _AGAIN = 1.5, 10.0, 0.4
# Loudness goes by steps, so that many words of a mail are heard alike; what comes so late or so often is no step apart.
_STEP, _LATE, _OFTEN = 1.2, 40, 9
_HUNDREDTHS = 100
# A part of a mail is so many words, and the next begins in the middle of it; of an endless one the first parts will do.
_PART, _PARTS = 24, 100
# Rows are added up as one number, eight octets for each answer. Strengths are counted in parts so fine that no share
# moves by a thousandth of a millionth, and the loudest mail of all words still fits; lifted, no answer is below 0.
_OCTETS, _FINE = 8, 1 << 36
_LIFT = 1 << (8 * _OCTETS - 1)
_NATS = 1 / (_FINE * _HUNDREDTHS)
# So many words tell what moved an answer, of those that count more than so much of a nat, and fewer tell nothing.
_TOLD, _FEWEST_TOLD, _COUNTS = 4, 2, 0.05
# Words that count and tell a reader nothing, and how short they are.
_SHORTEST = 3
_TELLS_NOTHING = frozenset(
    "the and but for nor yet not you your yours our ours his her hers him she they them their its it's"
    " who whom whose which what when where why how this that these those there here then than with without"
    " within from into onto over under about after before between through during until since while because"
    " although though was were are been being has have had having does did done doing will would shall"
    " should can could may might must also too very just only even still again ever any all both each"
    " every some such more most much many other another one two three four five six seven eight nine ten"
    " first second same own off out down once upon per via yes i'm i've i'd i'll mine myself we've we're"
    " you're they're that's there's don't didn't isn't wasn't can't won't couldn't wouldn't get got"
    " getting going went come came let put make made take took say says said told tell monday tuesday"
    " wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december".split()
)
# What is heard in every mail.
ALWAYS = "rules:always"
# A question of two parts is answered for each part too; one with a single answer, by that or not.
_PARTED, NOT = "/", "no"


@dataclass(frozen=True)
class Answer:
    """How a question was answered: the sum of each possible answer, in nats."""

    sums: Mapping[str, float]

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """How likely each answer is, from 0 to 1; together they are 1."""
        most = max(self.sums.values())
        powers = [math.exp(nats - most) for nats in self.sums.values()]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.sums, powers, strict=True)}

    def shares_of(self, owners: Mapping[str, str]) -> dict[str, float]:
        """The shares of all labels that have the same owner, together; '' has those of none."""
        most = max(self.sums.values())
        powers: defaultdict[str, float] = defaultdict(float)
        for label, nats in self.sums.items():
            powers[owners.get(label, "")] += math.exp(nats - most)
        whole = sum(powers.values())
        return {owner: power / whole for owner, power in powers.items()}

    @property
    def first(self) -> str:
        """The likeliest answer."""
        return max(self.sums, key=lambda label: self.sums[label])

    def with_own(self, own: Mapping[str, float]) -> Answer:
        """The same with what a council's own decisions add to some answers, by their first part."""
        return Answer(
            {
                label: nats + own.get(label.partition(_PARTED)[0], 0.0)
                for label, nats in self.sums.items()
            }
        )

    def part(self, which: int) -> Answer:
        """The answer to one of the question's two parts: as likely as all answers together that have it."""
        nats: defaultdict[str, list[float]] = defaultdict(list)
        for label, told in self.sums.items():
            nats[label.split(_PARTED)[which]].append(told)
        return Answer({label: _together(told) for label, told in nats.items()})


def _together(nats: Sequence[float]) -> float:
    if len(nats) == 1:
        return nats[0]
    most = max(nats)
    return most + math.log(sum(math.exp(one - most) for one in nats))


@dataclass(frozen=True)
class Asked:
    """A mail that all questions were asked of."""

    answers: Mapping[str, Answer]
    _heard: Mapping[str, float] = field(repr=False)
    _experience: Experience = field(repr=False)

    def words_for(self, question: str, label: str) -> str:
        """The words of the mail that spoke the most for an answer rather than the next likely one, to be shown beside
        it; '' where no words say it.
        """
        sums = self.answers[question].sums if question in self.answers else {}
        rival = max((one for one in sums if one != label), key=lambda one: sums[one], default="")
        told = self._experience.speak_for(question, label, rival, self._telling)
        loud = [word for _, word in sorted(told, reverse=True)[:_TOLD]]
        return ", ".join(loud) if len(loud) >= _FEWEST_TOLD else ""

    @cached_property
    def _telling(self) -> Sequence[_Spoken]:
        """The words that can be told, put together once for all answers."""
        return self._experience.telling(self._heard)


class Experience:
    """All questions, and what speaks for the answers to each."""

    def __init__(self, answers: Sequence[str], weights: Mapping[str, str]) -> None:
        """`answers` are `question:label`; a row has the hundredths that a word adds to each of them."""
        self._places = {name: place for place, name in enumerate(answers)}
        self._rows = _Rows(weights)
        self._lifts = _lifts(len(answers))
        self._questions: dict[str, list[tuple[str, int]]] = {}
        for name, place in self._places.items():
            question, _, label = name.partition(":")
            self._questions.setdefault(question, []).append((label, place))

    def ask(self, heard: Mapping[str, float]) -> Asked:
        """Every question's answer, for what was heard in a mail and how strongly."""
        places = self._unpacked(self._sum(heard))
        answers = {
            question: Answer(_nats_of(asked, places)) for question, asked in self._questions.items()
        }
        return Asked(answers, heard, self)

    def _sum(self, heard: Mapping[str, float]) -> int:
        """The rows of what was heard, each as often as it is strong, as one number."""
        # Many words of a mail are heard alike, and their rows are added up first.
        alike: defaultdict[float, int] = defaultdict(int)
        for word, strength in heard.items():
            alike[strength] += self._rows[word].packed
        return sum(round(strength * _FINE) * packed for strength, packed in alike.items())

    def hardly_knows(self, low: str) -> bool:
        """Whether hardly any word of a text in small letters was ever heard before: it may be in another language."""
        words = _ANY_WORD.findall(low)
        return len(words) >= _ENOUGH and sum(map(self._rows.knows, words)) < _HARDLY * len(words)

    def ask_parts(self, low: str, question: str) -> Iterator[Answer]:
        """One question's answer for each part of a text in small letters, by the words of that part alone: a mail that
        goes on to something else says so in a part of it.
        """
        asked = self._questions.get(question, ())
        always = self._rows[ALWAYS].packed * _FINE
        strength = round(_SHARED / math.sqrt(_FEWEST) * _FINE)
        halves = [sum([self._rows[word].packed for word in words]) for words in _halves(low)]
        for packed in [one + other for one, other in pairwise(halves)] or halves:
            places = self._unpacked(always + strength * packed)
            yield Answer(_nats_of(asked, places))

    def _unpacked(self, packed: int) -> memoryview[int]:
        """What a sum has at the place of each answer."""
        # Lifted, none borrows of its neighbour; what lifted them is then the sign of each.
        signed = (packed + self._lifts) ^ self._lifts
        octets = signed.to_bytes(_OCTETS * len(self._places), sys.byteorder)
        return memoryview(octets).cast("q")

    def telling(self, heard: Mapping[str, float]) -> list[_Spoken]:
        """The words of a mail that are known and tell a reader something, with how strongly each is heard."""
        return [
            (word, strength, each)
            for word, strength in heard.items()
            if (each := self._rows[word].each)
            and len(word) >= _SHORTEST
            and word not in _TELLS_NOTHING
            and ":" not in word
        ]

    def speak_for(
        self, question: str, label: str, rival: str, telling: Iterable[_Spoken]
    ) -> list[tuple[float, str]]:
        """Those of some words that speak for an answer and not for its rival, with how many nats each adds."""
        place = self._places.get(f"{question}:{label}")
        if place is None:
            return []
        against = self._places.get(f"{question}:{rival}")
        found = []
        for word, strength, each in telling:
            ahead = each[place] - (each[against] if against is not None else 0)
            nats = ahead * strength / _HUNDREDTHS
            if nats > _COUNTS:
                found.append((nats, word))
        return found


# A word, how strongly it is heard, and what it adds to each answer.
_Spoken = tuple[str, float, "array[int]"]


@dataclass(frozen=True, slots=True)
class _Row:
    """The hundredths of a nat that a word adds to each answer; and all of them as one number, so that a hundred rows
    are added up by a hundred additions.
    """

    each: array[int]
    packed: int

    @classmethod
    def of(cls, told: str) -> _Row:
        """A row as it is written: the hundredths, with blanks between."""
        each = array("h", map(int, told.split()))
        lifted = array("Q", [one + _LIFT for one in each])
        return cls(each, int.from_bytes(lifted.tobytes(), sys.byteorder) - _lifts(len(each)))


_UNKNOWN = _Row(array("h"), 0)


class _Rows(dict[str, _Row]):
    """The rows of the words that mail had so far: most words stand in few mails, and are never read."""

    def __init__(self, written: Mapping[str, str]) -> None:
        super().__init__()
        self._written = written

    def __missing__(self, word: str) -> _Row:
        """What a word adds to each answer; of one that is not known, nothing, and it is not kept."""
        if word not in self._written:
            return _UNKNOWN
        row = self[word] = _Row.of(self._written[word])
        return row

    def knows(self, word: str) -> bool:
        """Whether mail had the word before."""
        return word in self._written


@cache
def _lifts(many: int) -> int:
    """What lifts each of so many places."""
    return int.from_bytes(array("Q", [_LIFT] * many).tobytes(), sys.byteorder)


def _nats_of(asked: Sequence[tuple[str, int]], places: memoryview[int]) -> dict[str, float]:
    """What the labels of a question add up to, in nats; of a single one, beside nothing."""
    nats = {label: places[place] * _NATS for label, place in asked}
    return nats if len(nats) != 1 else {**nats, NOT: 0.0}


def _halves(low: str) -> list[list[str]]:
    """The words of a text by halves of a part, in their order; a word may be said again."""
    words = _WORD.findall(low)[: _PART * _PARTS]
    half = _PART // 2
    return [words[at : at + half] for at in range(0, len(words), half)]


def words_heard(low: str) -> dict[str, float]:
    """The words of a text in small letters, each once, with how strongly it is heard: the first ones and what is said
    again louder, each of few louder than of many.
    """
    said = _WORD.findall(low)
    often = Counter(said)
    # From the last to the first, so that the first place of each stays.
    first = dict(zip(reversed(said), range(len(said) - 1, -1, -1), strict=True))
    share = _SHARED / math.sqrt(max(len(often), _FEWEST))
    return {
        word: share * _loudness(min(first[word], _LATE), min(many, _OFTEN))
        for word, many in often.items()
    }


@cache
def _loudness(at: int, often: int) -> float:
    """How loud a word is heard whose place is the `at`th and that is said so often; 1 for a late one, said once."""
    loud = (1 + _FIRST * math.exp(-at / _FALLS)) * (1 + _AGAIN * math.log(often))
    return float(_STEP ** round(math.log(loud, _STEP)))


@lru_cache(maxsize=1)
def experience() -> Experience:
    """What is asked of a mail, as it lies beside this module; read with the first mail."""
    raw = files("mailroom.rules").joinpath("experience.json").read_text(encoding="utf-8")
    kept = json.loads(raw)
    return Experience(kept["answers"], kept["weights"])
