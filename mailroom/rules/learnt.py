"""What triage has learnt from decisions: phrases, and how many people's mail with each was put to what. Pure.

Counts and nothing else, so that what was learnt can be read, weighed again and undone. A phrase speaks only where
people's mail that the rules did not read rightly has it, and only for a label, never against one: the rules stay
first. Which words of a mail may be counted at all is said in `lessons`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

Part = Literal["services", "kinds"]

# A phrase is learnt from so many different people at least: what two neighbours write of is not a town's word yet, and
# what one person writes is nobody else's business.
PEOPLE = 3
# The rules had not read the mail of so many of them: what the rules know is not learnt again.
UNREAD = 2
# It speaks for a label where it is so many nats more frequent than chance has it, and stands mostly there.
_LEAST, _SHARE = 1.5, 2 / 3
# Half a person more on either side, so that three of three is not certainty; few people count for less than many.
_SMOOTH, _FEW = 0.5, 1.0
# Several phrases of a mail say the same thing: the strongest so many are heard.
_HEARD = 3
# How loudly: in the weight of the rules' phrases (a sure one has three), and in nats of a kind. However much is
# learnt, it never outweighs one sure phrase of the rules, or one plain sign of a kind.
_LOUD: Mapping[Part, float] = {"services": 0.8, "kinds": 0.3}
_LOUDEST: Mapping[Part, float] = {"services": 3.0, "kinds": 1.0}


@dataclass(frozen=True, slots=True)
class Told:
    """What one decision teaches: whose mail, its phrases, what it was put to, and whether the rules had read it."""

    person: str
    phrases: frozenset[str]
    label: str
    unread: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A phrase and its label: people whose mail with it was put there, people whose mail with it was put elsewhere."""

    phrase: str
    label: str
    here: int
    elsewhere: int

    @property
    def told(self) -> tuple[str, str]:
        """How it is told of, beside the rules' own words."""
        many = f"learnt from {self.here} decisions"
        return many, f"{self.phrase} → {self.label.replace('_', ' ')}"

    def weight(self, people: Mapping[str, int]) -> float:
        """How much more the phrase stands there than chance would have it, in nats; less where few wrote it."""
        there, others = people[self.label], sum(people.values()) - people[self.label]
        if not others:
            return 0.0
        odds = (self.here + _SMOOTH) / (self.elsewhere + _SMOOTH)
        return self.here / (self.here + _FEW) * (math.log(odds) - math.log(there / others))


@dataclass(frozen=True)
class Table:
    """The phrases of one part, services or kinds, with the number of people whose mail was put to each label."""

    people: Mapping[str, int] = field(default_factory=dict)
    phrases: tuple[Counted, ...] = ()

    @cached_property
    def by_phrase(self) -> Mapping[str, tuple[Counted, float]]:
        """Each phrase with its weight."""
        return {one.phrase: (one, one.weight(self.people)) for one in self.phrases}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was learnt says of one mail: labels with how loudly, and the phrases that say it."""

    services: Mapping[str, float]
    kinds: Mapping[str, float]
    because: tuple[Counted, ...]


@dataclass(frozen=True)
class Learnt:
    """A version of what was learnt; where neither part has a phrase, nothing was."""

    services: Table = Table()
    kinds: Table = Table()

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.services.phrases or self.kinds.phrases)

    def only(self, *parts: Part) -> Learnt:
        """The same without the other part."""
        keep = [getattr(self, part) if part in parts else Table() for part in ("services", "kinds")]
        return Learnt(*keep)

    @cached_property
    def _begins(self) -> frozenset[str]:
        """The words that a phrase begins with: all other words are passed over."""
        phrases = (*self.services.phrases, *self.kinds.phrases)
        return frozenset(one.phrase.partition(" ")[0] for one in phrases)

    def find(self, texts: Iterable[Sequence[str]]) -> Spoken | None:
        """What is said of a mail, by the words of its texts as `phrases.cut` gives them; None where it is nothing."""
        said: set[str] = set()
        for words in texts:
            for at, word in enumerate(words):
                if word in self._begins:
                    said.update((word, " ".join(words[at : at + 2])))
        if not said:
            return None
        services = _heard(self.services, said, "services")
        kinds = _heard(self.kinds, said, "kinds")
        because = tuple(
            one for label in (*services, *kinds) for one in (services | kinds)[label][1]
        )
        if not because:
            return None
        return Spoken(_loudness(services), _loudness(kinds), because)

    def as_json(self) -> dict[str, Any]:
        """As it is kept in the record: counts, from which every weight can be reckoned again."""
        return {part: _table_as_json(getattr(self, part)) for part in ("services", "kinds")}


def read_learnt(kept: Mapping[str, Any]) -> Learnt:
    """What was learnt, as the record kept it."""
    return Learnt(_read_table(kept["services"]), _read_table(kept["kinds"]))


def learn(services: Iterable[Told], kinds: Iterable[Told]) -> Learnt:
    """What lessons teach; their order and their number from one person do not matter."""
    return Learnt(_count(services), _count(kinds))


def _count(told: Iterable[Told]) -> Table:
    people: defaultdict[str, set[str]] = defaultdict(set)
    wrote: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    unread: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        people[one.label].add(one.person)
        for phrase in one.phrases:
            wrote[phrase, one.label].add(one.person)
            if one.unread:
                unread[phrase, one.label].add(one.person)
    in_all: defaultdict[str, int] = defaultdict(int)
    for (phrase, _), who in wrote.items():
        in_all[phrase] += len(who)
    many = {label: len(who) for label, who in sorted(people.items())}
    counted = (
        Counted(phrase, label, len(who), in_all[phrase] - len(who))
        for (phrase, label), who in sorted(wrote.items())
        if len(who) >= PEOPLE and len(unread[phrase, label]) >= UNREAD
    )
    return Table(many, tuple(one for one in counted if _speaks(one, many)))


def _speaks(one: Counted, people: Mapping[str, int]) -> bool:
    mostly = one.here >= _SHARE * (one.here + one.elsewhere)
    return mostly and one.weight(people) >= _LEAST


def _heard(table: Table, said: set[str], part: Part) -> dict[str, tuple[float, list[Counted]]]:
    """Each label that is spoken for: how loudly, and the strongest phrases."""
    by_label: defaultdict[str, list[tuple[float, Counted]]] = defaultdict(list)
    for phrase in said & table.by_phrase.keys():
        counted, weight = table.by_phrase[phrase]
        by_label[counted.label].append((weight, counted))
    heard = {}
    for label, found in sorted(by_label.items()):
        found.sort(key=lambda one: (-one[0], one[1].phrase))
        loud = _LOUD[part] * sum(weight for weight, _ in found[:_HEARD])
        heard[label] = min(loud, _LOUDEST[part]), [one for _, one in found[:_HEARD]]
    return heard


def _loudness(heard: Mapping[str, tuple[float, list[Counted]]]) -> dict[str, float]:
    return {label: loud for label, (loud, _) in heard.items()}


def _table_as_json(table: Table) -> dict[str, Any]:
    rows = [[one.phrase, one.label, one.here, one.elsewhere] for one in table.phrases]
    return {"people": dict(table.people), "phrases": rows}


def _read_table(kept: Mapping[str, Any]) -> Table:
    return Table(dict(kept["people"]), tuple(Counted(*row) for row in kept["phrases"]))
