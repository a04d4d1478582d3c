"""Fits what experience goes by to labelled mail, and tells how it does on councils that it was not taught.

    python -m bench.experience tests/corpus/written/*.txt tests/corpus/thornwick … --unseen eastmere,aldermoor
    python -m bench.experience … --write mailroom/rules/experience.json

A folder is a corpus, a text is mail as `bench.written` reads it. First the councils are parted in four: each quarter's
mail is answered by what the other three teach. Then the whole teaches, but for the councils that are kept back, and
these are answered. With `--write` the weights are written.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.learning_ways import services_of
from bench.written import corpus_of
from mailroom.gates.corpus import LabelledMail, Truth, read_corpus
from mailroom.jobs import reading
from mailroom.rules.second_look import NONE, heard_in
from mailroom.rules.subject_matter import Services
from mailroom.rules.triage import heard_by_rules
from parsers.documents import Reader

# A word that fewer councils wrote is a place, a person or chance; a lighter one says nothing.
_COUNCILS, _LIGHTEST = 3, 0.04
_QUARTERS = 4
# A name says who somebody is, and must move nothing.
_SMALL = re.compile(r"(?<![A-Za-z'])[a-z']+(?![A-Za-z'])")
# Whoever wrote the mail was told to begin few in this way, as many do: how a complaint is announced must tell nothing
# of whether a person has to look, or whether there is a ground.
_OPENINGS = (
    "I wish to make a formal complaint.",
    "I am writing to complain.",
    "I want to complain.",
    "Please treat this as a formal complaint.",
    "I would like to make a complaint.",
    "This is a complaint.",
    "Formal complaint:",
)
_MACHINES = ("automatic", "bounce", "officer", "ombudsman")
_ABOUT = ("complaint", "comment", "compliment", "service_request")
# What the rules heard that each question is asked with, by letter, beside the words.
_RULES = ("rules:", "e:", "x:", "b:", "k:", "t:", "kind:", "ground:")
_FLAGS = (*_RULES, "f:", "flag:")
_SERVICE = ("rules:", "t:", "service:")
_FLAGS_ASKED = (
    "names_staff vulnerable third_party compensation_sought legal_threat group_complaint"
    " adjustment_requested safeguarding"
).split()


@dataclass(frozen=True)
class Lesson:
    """A mail with what is heard in it, its words in small letters, its writer's names, and what a clerk says of it."""

    council: str
    heard: Mapping[str, float]
    small: frozenset[str]
    names: frozenset[str]
    truth: Truth
    # A complaint as it is heard where its writer calls it one first.
    announced: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Asked:
    """A question: which lessons teach it, what the answer is, what of the rules it heeds, how freely it is fitted."""

    name: str
    answer: Callable[[Truth], str]
    heeds: tuple[str, ...]
    freedom: float = 1.0
    teaches: Callable[[Truth], bool] = lambda _: True


def _flag(name: str) -> Callable[[Truth], str]:
    return lambda truth: "yes" if name in truth.flags else "no"


QUESTIONS = (
    Asked("kind", lambda truth: truth.kind, _RULES),
    Asked("exclusion", lambda truth: truth.exclusion or NONE, _RULES),
    Asked(
        "service",
        lambda truth: truth.services[0] if truth.services else NONE,
        _SERVICE,
        teaches=lambda truth: truth.kind in _ABOUT and len(truth.services) < 2,
    ),
    Asked("person", lambda truth: "must" if truth.queue == "must" else "may", _FLAGS, 0.3),
    *(Asked(f"flag {name}", _flag(name), _FLAGS, 0.3) for name in _FLAGS_ASKED),
)


def _twice(lesson: Lesson) -> Iterator[tuple[Mapping[str, float], Truth, float]]:
    """What is heard, the truth, and how much it counts: a complaint as it stands and as announced, half of it each."""
    if lesson.announced is None:
        yield lesson.heard, lesson.truth, 1.0
        return
    yield lesson.heard, lesson.truth, 0.5
    yield lesson.announced, lesson.truth, 0.5


class Taught:
    """One question with the weights that lessons gave it."""

    def __init__(self, asked: Asked, lessons: Sequence[Lesson], known: frozenset[str]) -> None:
        """Fits it: a softmax regression whose weights are held down."""
        self.asked = asked
        self._known = known
        taught = [one for lesson in lessons for one in _twice(lesson) if asked.teaches(one[1])]
        self._columns = DictVectorizer()
        rows = self._columns.fit_transform([self._heeded(heard) for heard, _, _ in taught])
        fitted = LogisticRegression(C=asked.freedom, max_iter=300, tol=1e-3, fit_intercept=False)
        answers = [asked.answer(truth) for _, truth, _ in taught]
        fitted.fit(rows, answers, sample_weight=[counts for _, _, counts in taught])
        self.labels = [str(one) for one in fitted.classes_]
        two = len(self.labels) == 2
        weights = np.vstack([-fitted.coef_, fitted.coef_]) / 2 if two else fitted.coef_
        self._weights = np.where(np.abs(weights) < _LIGHTEST, 0.0, weights)

    def _heeded(self, heard: Mapping[str, float]) -> dict[str, float]:
        return {
            name: strength
            for name, strength in heard.items()
            if (name.startswith(self.asked.heeds) if ":" in name else name in self._known)
        }

    def shares(self, lessons: Sequence[Lesson]) -> Any:
        """How likely each answer is, a row a lesson."""
        sums = self._columns.transform([self._heeded(one.heard) for one in lessons])
        nats = sums @ self._weights.T
        powers = np.exp(nats - nats.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def rows(self) -> Iterator[tuple[str, int, int]]:
        """Each word with the place of an answer among this question's, and its weight in hundredths of a nat."""
        names = self._columns.get_feature_names_out()
        for place, column in zip(*np.nonzero(self._weights), strict=True):
            yield str(names[column]), int(place), round(100 * float(self._weights[place, column]))


def lessons_of(source: Path) -> list[Lesson]:
    """The mail of a corpus or a written text, each as it is heard."""
    if source.is_dir():
        return _lessons(source, source.name)
    with tempfile.TemporaryDirectory() as folder:
        corpus_of(source, Path(folder))
        return _lessons(Path(folder), source.stem)


def _lessons(folder: Path, name: str) -> list[Lesson]:
    services = services_of(folder)
    corpus = read_corpus(folder)
    mails = [one.mail for one in corpus.singles]
    for plan in corpus.scenarios:
        mails += [one for one in plan.mails if one.truth.relation in ("", "new")]
    with Reader() as reader:
        heard = (_lesson(one, services, name, reader) for one in mails)
        return [one for one in heard if one is not None]


def _lesson(mail: LabelledMail, services: Services, name: str, reader: Reader) -> Lesson | None:
    if mail.truth.kind in _MACHINES:
        return None
    started = reading.start(0, mail.raw, mail.received_at, reader, [], datetime.now(UTC))
    words = reading.finish(started).words
    heard = heard_in(*heard_by_rules(words, services))
    small = _SMALL.findall(f"{words.subject}\n{words.text}".replace("\u2019", "'"))
    written_by = parseaddr(str(message_from_bytes(mail.raw, policy=default)["From"]))[0].lower()
    names = frozenset(re.findall(r"[a-z']+", written_by))
    announced = None
    if mail.truth.kind == "complaint":
        opening = _OPENINGS[sum(mail.raw) % len(_OPENINGS)]
        as_such = replace(words, text=f"{opening}\n\n{words.text}")
        announced = heard_in(*heard_by_rules(as_such, services))
    return Lesson(name, heard, frozenset(small), names, mail.truth, announced)


def known_words(lessons: Sequence[Lesson]) -> frozenset[str]:
    """The words that several councils wrote; one that a writer is called by, in small letters."""
    names = frozenset(chain.from_iterable(one.names for one in lessons))
    councils: defaultdict[str, set[str]] = defaultdict(set)
    for one in lessons:
        for word in one.heard:
            if ":" not in word and (word not in names or word in one.small):
                councils[word].add(one.council)
    return frozenset(word for word, wrote in councils.items() if len(wrote) >= _COUNCILS)


def teach(lessons: Sequence[Lesson]) -> dict[str, Taught]:
    """Every question, taught."""
    known = known_words(lessons)
    return {one.name: Taught(one, lessons, known) for one in QUESTIONS}


@dataclass
class Score:
    """What was right, by question, and of what the house would do alone."""

    right: Counter[str]
    asked: Counter[str]
    looked: list[tuple[float, bool, str]]

    @classmethod
    def empty(cls) -> Score:
        """Nothing yet."""
        return cls(Counter(), Counter(), [])

    def add(self, taught: Mapping[str, Taught], lessons: Sequence[Lesson]) -> None:
        """Answers lessons and counts."""
        shares = {name: one.shares(lessons) for name, one in taught.items()}
        for at, lesson in enumerate(lessons):
            said = {name: taught[name].labels[int(shares[name][at].argmax())] for name in taught}
            for name, one in taught.items():
                if not one.asked.teaches(lesson.truth):
                    continue
                truth = one.asked.answer(lesson.truth)
                key = "ground found" if name == "exclusion" and truth != NONE else name
                self.asked[key] += 1
                self.right[key] += said[name] == truth
            self._look(lesson, said, {name: shares[name][at] for name in taught}, taught)

    def _look(
        self,
        lesson: Lesson,
        said: Mapping[str, str],
        shares: Mapping[str, Any],
        taught: Mapping[str, Taught],
    ) -> None:
        if said["kind"] not in _ABOUT or said["service"] == NONE:
            return
        none = float(shares["exclusion"][taught["exclusion"].labels.index(NONE)])
        must = float(shares["person"][taught["person"].labels.index("must")])
        sure = min(float(shares["kind"].max() * shares["service"].max()) * none, 1 - must)
        right = all(
            said[name] == next(one for one in QUESTIONS if one.name == name).answer(lesson.truth)
            for name in ("kind", "service", "exclusion")
        )
        self.looked.append((sure, right, lesson.truth.queue))

    def page(self, plain: int, must: int) -> Iterator[str]:
        """The shares, and what would be done alone from each sureness on."""
        for name in sorted(self.asked):
            yield f"  {name:28}{self.right[name] / self.asked[name]:7.3f}  of {self.asked[name]}"
        for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
            alone = [one for one in self.looked if one[0] >= least]
            right = sum(one[1] for one in alone) / max(1, len(alone))
            of_plain = sum(one[2] == "must_not" for one in alone) / max(1, plain)
            unasked = sum(one[2] == "must" for one in alone) / max(1, must)
            yield (
                f"  from {least:.2f}: right {right:.3f}, of the plain {of_plain:.3f},"
                f" asked when it must {1 - unasked:.3f}"
            )


def _page(score: Score, lessons: Sequence[Lesson]) -> None:
    queues = Counter(one.truth.queue for one in lessons)
    print(*score.page(queues["must_not"], queues["must"]), sep="\n", flush=True)


def main() -> None:
    """Read, part, teach, answer, and write where that is asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.experience", description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--unseen", default="", help="councils kept back, by name, commas between")
    parser.add_argument("--write", type=Path, help="where to write the weights")
    asked = parser.parse_args()
    unseen = frozenset(asked.unseen.split(","))
    by_council = {one.stem: lessons_of(one) for one in asked.sources}
    seen = {name: lessons for name, lessons in by_council.items() if name not in unseen}
    score, answered = Score.empty(), []
    for quarter in range(_QUARTERS):
        away = [one for at, one in enumerate(sorted(seen)) if at % _QUARTERS == quarter]
        taught = teach([x for name in seen if name not in away for x in seen[name]])
        rest = [x for name in away for x in seen[name]]
        score.add(taught, rest)
        answered += rest
    print(f"{len(answered)} mails of {len(seen)} councils, a quarter answered by the others:")
    _page(score, answered)
    taught = teach([x for lessons in seen.values() for x in lessons])
    for name in sorted(unseen & by_council.keys()):
        print(f"{name}, not taught:")
        kept = Score.empty()
        kept.add(taught, by_council[name])
        _page(kept, by_council[name])
    if asked.write:
        asked.write.write_text(text_of(taught), encoding="utf-8")


def text_of(taught: Mapping[str, Taught]) -> str:
    """JSON as `mailroom.rules.experience` reads it, with a word a line, so that a change of it can be read."""
    answers = [f"{name}:{label}" for name, one in taught.items() for label in one.labels]
    rows: defaultdict[str, list[int]] = defaultdict(list)
    before = 0
    for one in taught.values():
        for word, place, hundredths in sorted(one.rows()):
            rows[word] += [before + place, hundredths]
        before += len(one.labels)
    lines = ",\n".join(
        f"{json.dumps(word)}: {json.dumps(rows[word], separators=(',', ':'))}"
        for word in sorted(rows)
    )
    return f'{{"answers": {json.dumps(answers)},\n"weights": {{\n{lines}\n}}}}\n'


if __name__ == "__main__":
    main()
