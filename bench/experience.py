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
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.lessons import Lesson, lessons_of
from bench.likeness import Likeness
from mailroom.gates.corpus import Truth
from mailroom.rules import certainty
from mailroom.rules.experience import NOT, Answer, Experience
from mailroom.rules.second_look import NONE, in_a_part

# A word that fewer councils wrote is a place, a person or chance; an answer of fewer lessons is none.
_COUNCILS, _FEWEST = 3, 3
_QUARTERS = 4
_ABOUT = ("complaint", "comment", "compliment", "service_request")
_GOES_ON = ("follow_up", "escalation")
# What the rules heard that each question is asked with, by letter, beside the words.
_RULES = ("rules:", "e:", "x:", "b:", "k:", "t:", "kind:", "ground:")
_FLAGS = (*_RULES, "f:", "flag:")
_SERVICE = ("rules:", "t:", "service:")
_FLAGS_ASKED = (
    "names_staff vulnerable third_party third_party_consent_given compensation_sought legal_threat group_complaint"
    " adjustment_requested fluency_duty safeguarding discrimination abusive contractor extra_mile_nomination"
    " reply_requested"
).split()


@dataclass(frozen=True)
class Asked:
    """A question: the answers that a lesson gives to it, in equal shares (none where it teaches nothing of it), what of
    the rules it heeds, how freely it is fitted; in how many directions words may be alike, and how much that counts
    beside the word itself.
    """

    name: str
    answers: Callable[[Truth], Sequence[str]]
    heeds: tuple[str, ...]
    freedom: float = 0.3
    directions: int = 100
    alike: float = 0.7


def _matter(truth: Truth) -> Sequence[str]:
    return (f"{truth.kind}/{truth.exclusion or NONE}",)


def _service(truth: Truth) -> Sequence[str]:
    return (truth.services or (NONE,)) if truth.kind in _ABOUT else ()


def _several(truth: Truth) -> Sequence[str]:
    return ("yes" if len(truth.services) > 1 else NOT,) if truth.kind in _ABOUT else ()


def _person(truth: Truth) -> Sequence[str]:
    # A ground, and what goes on with something, is "matter"'s to tell, two services are "several"'s: this is of what
    # else a person has to see.
    if truth.exclusion or truth.kind in _GOES_ON or len(truth.services) > 1:
        return ()
    return ("must" if truth.queue == "must" else NOT,)


def _flag(name: str) -> Callable[[Truth], Sequence[str]]:
    return lambda truth: ("yes" if name in truth.flags else NOT,)


QUESTIONS = (
    # Kind and ground in one: an appeal and a school are no one sort of mail, though both are for another road.
    Asked("matter", _matter, _RULES, 0.5, directions=200),
    Asked("service", _service, _SERVICE, 0.2, directions=400, alike=1.0),
    Asked("several", _several, _FLAGS, directions=200, alike=1.0),
    Asked("person", _person, _FLAGS, 0.1, directions=200, alike=1.0),
    *(Asked(f"flag {name}", _flag(name), _FLAGS) for name in _FLAGS_ASKED),
)


class Taught:
    """One question with the weights that lessons gave it."""

    def __init__(
        self, asked: Asked, lessons: Sequence[Lesson], known: frozenset[str], alike: Likeness
    ) -> None:
        """Fits it: a softmax regression whose weights are held down, over words and over what they are like."""
        taught = [one for lesson in lessons for one in _shares(lesson, asked)]
        answers = Counter(answer for _, answer, _ in taught)
        taught = [one for one in taught if answers[one[1]] >= _FEWEST]
        columns = DictVectorizer()
        own = columns.fit_transform([_heeded(heard, asked, known) for heard, _, _ in taught])
        places = [asked.alike * alike.of_mail(heard) for heard, _, _ in taught]
        likes = csr_matrix(np.array(places))
        fitted = LogisticRegression(C=asked.freedom, max_iter=300, tol=1e-3, fit_intercept=False)
        fitted.fit(
            hstack([own, likes]).tocsr(),
            [answer for _, answer, _ in taught],
            sample_weight=[counts for _, _, counts in taught],
        )
        labels = [str(one) for one in fitted.classes_]
        # Of a yes or no the weights are those of the second, and what is not yes need not be said.
        nats = -fitted.coef_ if labels[1:] == [NOT] else fitted.coef_
        self.labels = [one for one in labels if one != NOT]
        self._own = dict(zip(columns.get_feature_names_out(), nats.T, strict=False))
        self._alike, self._by_place = alike, asked.alike * nats[:, own.shape[1] :].T

    def weights(self, word: str) -> Any:
        """What a word adds to each answer, in nats: by itself, and by what it is like."""
        nats = self._own.get(word, np.zeros(len(self.labels)))
        return nats + self._alike.of(word) @ self._by_place


def _shares(lesson: Lesson, asked: Asked) -> Iterator[tuple[Mapping[str, float], str, float]]:
    """What is heard, the answer, and how much it counts: of two services that it is about, each half."""
    answers = asked.answers(lesson.truth)
    for heard, counts in lesson.twice():
        for answer in answers:
            yield heard, answer, counts / len(answers)


def _heeded(heard: Mapping[str, float], asked: Asked, known: frozenset[str]) -> dict[str, float]:
    return {
        name: strength
        for name, strength in heard.items()
        if (name.startswith(asked.heeds) if ":" in name else name in known)
    }


def words_of(lessons: Sequence[Lesson], least: int) -> frozenset[str]:
    """The words that so many councils wrote; one that a writer is called by, in small letters."""
    names = frozenset(chain.from_iterable(one.names for one in lessons))
    councils: defaultdict[str, set[str]] = defaultdict(set)
    for one in lessons:
        for word in one.heard:
            if ":" not in word and (word not in names or word in one.small):
                councils[word].add(one.council)
    return frozenset(word for word, wrote in councils.items() if len(wrote) >= least)


def teach(lessons: Sequence[Lesson]) -> Kept:
    """Every question, taught."""
    known = words_of(lessons, _COUNCILS)
    mails = [[word for word in one.heard if ":" not in word] for one in lessons]
    alike = {many: Likeness(mails, known, many) for many in {one.directions for one in QUESTIONS}}
    taught = {one.name: Taught(one, lessons, known, alike[one.directions]) for one in QUESTIONS}
    answers = tuple(f"{name}:{label}" for name, one in taught.items() for label in one.labels)
    heard = {name for one in lessons for name in one.heard if ":" in name}
    rows = {}
    for word in sorted(known | heard):
        nats = [one.weights(word) for one in taught.values()]
        hundredths = [round(100 * float(one)) for one in chain.from_iterable(nats)]
        if any(hundredths):
            rows[word] = " ".join(map(str, hundredths))
    return Kept(answers, rows)


@dataclass(frozen=True)
class Kept:
    """All weights, as they are written."""

    answers: tuple[str, ...]
    rows: Mapping[str, str]

    def experience(self) -> Experience:
        """The same, to be asked."""
        return Experience(self.answers, self.rows)

    def text(self) -> str:
        """JSON as `mailroom.rules.experience` reads it, with a word a line, so that a change of it can be read."""
        lines = ",\n".join(
            f"{json.dumps(word)}: {json.dumps(self.rows[word])}" for word in self.rows
        )
        return f'{{"answers": {json.dumps(self.answers)},\n"weights": {{\n{lines}\n}}}}\n'


@dataclass
class Score:
    """What was right, by question, and of what the house would do alone."""

    right: Counter[str]
    asked: Counter[str]
    looked: list[tuple[float, bool, str]]
    # Of each mail about a service what all of its words and what a part of it say of a second one, in nats, and whether
    # there is one.
    parts: list[tuple[float, float, bool]]

    @classmethod
    def empty(cls) -> Score:
        """Nothing yet."""
        return cls(Counter(), Counter(), [], [])

    def add(self, kept: Kept, lessons: Sequence[Lesson]) -> None:
        """Answers lessons and counts."""
        asked = kept.experience()
        for lesson in lessons:
            answers = asked.ask(lesson.heard).answers
            said = {name: one.first for name, one in answers.items()}
            matter = answers["matter"]
            said["kind"], said["exclusion"] = matter.part(0).first, matter.part(1).first
            truth = lesson.truth
            for one in QUESTIONS[1:]:
                answer = one.answers(truth)
                if answer:
                    self._count(one.name, said[one.name] in answer)
            self._count("kind", said["kind"] == truth.kind)
            ground = "ground found" if truth.exclusion else "no ground invented"
            self._count(ground, said["exclusion"] == (truth.exclusion or NONE))
            owners = {one: one for one in answers["service"].sums if one != NONE}
            in_part = in_a_part(answers, asked.ask_parts(lesson.low, "service"), owners)
            self._look(truth, said, answers, in_part)

    def _count(self, name: str, right: bool) -> None:
        self.asked[name] += 1
        self.right[name] += right

    def _look(
        self,
        truth: Truth,
        said: Mapping[str, str],
        answers: Mapping[str, Answer],
        in_part: float,
    ) -> None:
        several = answers["several"].shares["yes"]
        if truth.kind in _ABOUT:
            told = certainty.nats(several), certainty.nats(in_part)
            self.parts.append((*told, len(truth.services) > 1))
        if said["kind"] not in _ABOUT or said["service"] == NONE:
            return
        plain = answers["matter"].shares[f"{said['kind']}/{NONE}"]
        of_service = answers["service"].shares[said["service"]]
        sure = certainty.of_looking(
            plain * of_service * (1.0 - certainty.of_several(several, in_part)),
            answers["person"].shares["must"],
        )
        right = (said["kind"], said["exclusion"], (said["service"],)) == (
            truth.kind,
            truth.exclusion or NONE,
            truth.services or (NONE,),
        )
        self.looked.append((sure, right, truth.queue))

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


def _second_service(score: Score) -> str:
    """The numbers of `certainty.of_several` as these mails would have them."""
    told = np.array([one[:2] for one in score.parts])
    fitted = LogisticRegression().fit(told, [one[2] for one in score.parts])
    by_all, by_a_part = fitted.coef_[0]
    return f"  two services: by all {by_all:.2f}, by a part {by_a_part:.2f}, by neither {fitted.intercept_[0]:.2f}"


def _by_quarters(by_council: Mapping[str, Sequence[Lesson]]) -> None:
    """Answers each quarter of the councils by what the others teach."""
    score, answered = Score.empty(), []
    for quarter in range(_QUARTERS):
        away = [one for at, one in enumerate(sorted(by_council)) if at % _QUARTERS == quarter]
        kept = teach([x for name in by_council if name not in away for x in by_council[name]])
        rest = [x for name in away for x in by_council[name]]
        score.add(kept, rest)
        answered += rest
    print(f"{len(answered)} mails of {len(by_council)} councils, a quarter answered by the others:")
    _page(score, answered)
    print(_second_service(score), flush=True)


def main() -> None:
    """Read, part, teach, answer, and write where that is asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.experience", description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--unseen", default="", help="councils kept back, by name, commas between")
    parser.add_argument("--write", type=Path, help="where to write the weights")
    parser.add_argument("--quickly", action="store_true", help="leave the quarters out")
    asked = parser.parse_args()
    unseen = frozenset(asked.unseen.split(","))
    by_council = {one.stem: lessons_of(one) for one in asked.sources}
    seen = {name: lessons for name, lessons in by_council.items() if name not in unseen}
    if not asked.quickly:
        _by_quarters(seen)
    kept = teach([x for lessons in seen.values() for x in lessons])
    for name in sorted(unseen & by_council.keys()):
        print(f"{name}, not taught:")
        score = Score.empty()
        score.add(kept, by_council[name])
        _page(score, by_council[name])
    if asked.write:
        asked.write.write_text(kept.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
