"""What learning from decisions is worth: triage alone on labelled mail, with and without what other mail teaches.

    python -m bench.learning_ways tests/corpus/thornwick tests/corpus/skerndale ../shared/corpus/fenbridge

First each corpus by parts (what four fifths of the writers teach is measured on the others) and taught by each other
corpus. Then the curve: one service after another has its words taken out of the starter, as if a council had a service
that mailroom has never heard of, and so many lessons of all corpora together teach. The services' own names stay.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from mailroom.gates.corpus import LabelledMail, read_corpus
from mailroom.jobs import reading
from mailroom.jobs.evaluate_council import service_words
from mailroom.rules.learnt import Learnt, Part
from mailroom.rules.lessons import KINDS, Decided, Lesson, learn_from, lesson_of, mark_of
from mailroom.rules.phrases import Lexicon
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.topics import phrases_of
from mailroom.rules.triage import propose
from parsers.documents import Reader

_SURE, _FOLDS = 0.9, 5
_SIZES = (25, 50, 100, 150, 200, 300)
# A service with fewer mails than these tells nothing of a curve.
_LEAST = 10
_WAYS: dict[str, tuple[Part, ...]] = {
    "services learnt": ("services",),
    "kinds learnt": ("kinds",),
    "both learnt": ("services", "kinds"),
}


class Without(Services):
    """A council's services as if the starter did not know one of them: its name alone points to it."""

    def __init__(self, known: Services, unknown: str) -> None:
        """The same services; every phrase that points to the unknown one is gone."""
        super().__init__(known.offered)
        told = (one for one in phrases_of(self.offered) if one[1].label != unknown)
        self._lexicon = Lexicon(told)


@dataclass(frozen=True)
class Town:
    """A corpus: its services, and its mail about them with what a clerk says of it."""

    name: str
    services: Services
    mails: tuple[Decided, ...]

    def lessons(self, services: Services | None = None) -> list[Lesson]:
        """Every mail as a lesson for these services."""
        return [lesson_of(one, services or self.services) for one in self.mails]


def services_of(folder: Path) -> Services:
    """The services of a corpus's council, with the words of their names and areas."""
    council = json.loads((folder / "council.json").read_text(encoding="utf-8"))
    return Services(
        Offered(
            one["id"],
            one["name"],
            tuple(service_words(one)),
            (one.get("contractor") or {}).get("name", ""),
        )
        for one in council["services"]
    )


def read_town(folder: Path) -> Town:
    """The mail of a corpus that opens a matter, read once."""
    services = services_of(folder)
    corpus = read_corpus(folder)
    mails = [one.mail for one in corpus.singles]
    mails += [one for plan in corpus.scenarios for one in plan.mails]
    about = [one for one in mails if one.truth.kind in KINDS and one.truth.services]
    new = [one for one in about if one.truth.relation in ("", "new", "none")]
    with Reader() as reader:
        return Town(folder.name, services, tuple(_decided(one, reader) for one in new))


def _decided(mail: LabelledMail, reader: Reader) -> Decided:
    started = reading.start(0, mail.raw, mail.received_at, reader, [], datetime.now(UTC))
    read = reading.finish(started)
    person = read.complainant
    mark = mark_of(person.email) if person and person.email else mark_of(mail.file)
    named = f"{person.name} {person.email}" if person else ""
    truth = mail.truth
    return Decided(mark, mail.received_at, read.words, truth.kind, truth.services, named)


def _score(lessons: Sequence[Lesson], services: Services, by: Callable[[str], Learnt]) -> str:
    found: Counter[str] = Counter()
    for one in lessons:
        said = propose(one.decided.words, services.taught(by(one.decided.person)))
        kind = said.kind == one.decided.kind
        service = set(said.services) == set(one.decided.services)
        alone = said.confidence >= _SURE and not said.exclusion
        found.update(kind=kind, service=service, alone=alone, right=alone and kind and service)
    many = len(lessons)
    return (
        f"kind {found['kind']}/{many}  service {found['service']}/{many}"
        f"  right when sure {found['right']}/{found['alone']}"
    )


def _part(person: str) -> int:
    return int(person, 16) % _FOLDS


def _of_part(taught: Sequence[Learnt], person: str) -> Learnt:
    return taught[_part(person)]


def _same(learnt: Learnt, _person: str) -> Learnt:
    return learnt


def by_parts(town: Town) -> None:
    """A corpus without learning, and taught by four fifths of its own writers."""
    lessons = town.lessons()
    print(f"{town.name}: {len(lessons)} mails")
    print(f"  {'rules alone':<34} {_score(lessons, town.services, partial(_same, Learnt()))}")
    taught = [
        learn_from([one for one in lessons if _part(one.decided.person) != part], _SURE)
        for part in range(_FOLDS)
    ]
    for name, parts in _WAYS.items():
        only = [one.only(*parts) for one in taught]
        line = _score(lessons, town.services, partial(_of_part, only))
        print(f"  {name + ', by parts':<34} {line}")


def by_others(town: Town, others: Sequence[Town]) -> None:
    """A corpus taught by each of the others."""
    lessons = town.lessons()
    for other in others:
        learnt = learn_from(other.lessons(), _SURE)
        for name, parts in _WAYS.items():
            only = learnt.only(*parts)
            line = _score(lessons, town.services, partial(_same, only))
            print(f"  {name + ' from ' + other.name:<34} {line}")


def curve(towns: Sequence[Town]) -> None:
    """How many lessons it takes until a service that the starter does not know is known."""
    many = Counter(mail.services[0] for town in towns for mail in town.mails)
    unknown = sorted(service for service, mails in many.items() if mails >= _LEAST)
    print(f"Services taken out of the starter, one after the other: {', '.join(unknown)}")
    pools = {
        service: [
            (Without(town.services, service), one)
            for town in towns
            for one in _of_one(town.lessons(Without(town.services, service)))
        ]
        for service in unknown
    }
    for size in (0, *_SIZES):
        found: Counter[str] = Counter()
        for service, pool in pools.items():
            found.update(_learnt_by(size, service, pool))
        print(
            f"  {size:>4} lessons: of the unknown {found['its right'] / found['its']:>6.1%}"
            f"  of the others {found['other right'] / found['other']:>6.1%}"
            f"  right when sure {found['sure right']}/{found['sure']}"
        )


def _of_one(lessons: Sequence[Lesson]) -> list[Lesson]:
    return [one for one in lessons if len(one.decided.services) == 1]


def _learnt_by(size: int, service: str, pool: Sequence[tuple[Services, Lesson]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in range(_FOLDS):
        others = [one for _, one in pool if _part(one.decided.person) != part]
        # By chance, but the same each time.
        others.sort(key=lambda one: hashlib.sha256(one.decided.person.encode()).digest())
        learnt = learn_from(others[:size], _SURE).only("services")
        for services, one in pool:
            if _part(one.decided.person) == part:
                found.update(_judged(one, services.taught(learnt), service))
    return found


def _judged(one: Lesson, services: Services, unknown: str) -> dict[str, int]:
    said = propose(one.decided.words, services)
    right = said.services == one.decided.services
    sure = said.confidence >= _SURE and not said.exclusion
    whose = "its" if one.decided.services == (unknown,) else "other"
    whole = sure and right and said.kind == one.decided.kind
    return {whose: 1, f"{whose} right": right, "sure": sure, "sure right": whole}


def speed(towns: Sequence[Town]) -> None:
    """What heeding costs a mail, with everything learnt that there is."""
    pool = [
        one
        for town in towns
        for service in {mail.services[0] for mail in town.mails}
        for one in town.lessons(Without(town.services, service))
    ]
    learnt = learn_from(pool, _SURE)
    texts = [(town.services, mail.words) for town in towns for mail in town.mails]
    cuts = [[services.words_of(words.text)[0]] for services, words in texts]
    learnt.find(cuts[0])
    began = time.process_time()
    for cut in cuts * 5:
        learnt.find(cut)
    each = (time.process_time() - began) / (5 * len(cuts))
    phrases = len(learnt.services.phrases) + len(learnt.kinds.phrases)
    print(f"Looking for {phrases} learnt phrases: {each * 1000:.3f} ms a mail")


if __name__ == "__main__":
    found_towns = [read_town(Path(name)) for name in sys.argv[1:]]
    for one_town in found_towns:
        by_parts(one_town)
        by_others(one_town, [other for other in found_towns if other is not one_town])
    speed(found_towns)
    curve(found_towns)
