"""Three ways of telling a mail's kind, measured on the same mail: the rules, a naive Bayes that counts words, and the
rules' evidence with weights learned instead of set by hand. Of the service the first two.

    python -m bench.triage_ways tests/corpus/thornwick ../shared/corpus/fenbridge

Each corpus is split by the hash of the file's name: the words are counted in one part, both ways are measured on the
other. The rules were written with the first part before their author's eyes, so all ways have seen the same.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mailroom.gates.corpus import Corpus, LabelledMail, read_corpus
from mailroom.jobs import reading
from mailroom.rules.hearing import Words, hear, plain_words
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import propose
from mailroom.rules.vocabulary import Wordings
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from mailroom.rules.vocabulary_kinds import EVIDENCE
from parsers.documents import Reader

_ROUNDS, _STEP, _SHRINK = 60, 0.1, 0.01
_WORD = re.compile(r"[a-z']{3,}")
_ABOUT_A_SERVICE = ("complaint", "comment", "compliment", "service_request")
_LINE_KINDS = (*_ABOUT_A_SERVICE, "escalation", "other_process", "spam")


@dataclass(frozen=True)
class Labelled:
    """A message's words with what a clerk says of it."""

    words: Words
    kind: str
    service: str
    kept_back: bool


class Counted:
    """A naive Bayes: how often each word stands in mail of each label, nothing more."""

    def __init__(self, told: Sequence[tuple[str, str]]) -> None:
        """Counts what is told: text and label."""
        self.labels = Counter(label for _, label in told)
        self.words: dict[str, Counter[str]] = {label: Counter() for label in self.labels}
        for text, label in told:
            self.words[label].update(_words_of(text))
        self.known = {word for counter in self.words.values() for word in counter}

    def says(self, text: str) -> str:
        """The likeliest label."""
        return max(self.labels, key=lambda label: self._weight(label, text))

    def _weight(self, label: str, text: str) -> float:
        counter, many = self.words[label], sum(self.words[label].values()) + len(self.known)
        words = [word for word in _words_of(text) if word in self.known]
        return math.log(self.labels[label]) + sum(
            math.log((counter[word] + 1) / many) for word in words
        )


class Learned:
    """The evidence of the rules, its weights fitted by a softmax regression."""

    def __init__(self, told: Sequence[tuple[Words, str]]) -> None:
        """Learns from words and label."""
        self.labels = sorted({label for _, label in told})
        self.weights: dict[tuple[str, str], float] = {}
        rows = [(_evidence(words), label) for words, label in told]
        for _ in range(_ROUNDS):
            for heard, label in rows:
                self._learn(heard, label)

    def _learn(self, heard: dict[str, float], label: str) -> None:
        shares = self._shares(heard)
        for one in self.labels:
            wrong = (one == label) - shares[one]
            for name, strength in heard.items():
                was = self.weights.get((name, one), 0.0)
                self.weights[name, one] = was + _STEP * (wrong * strength - _SHRINK * was)

    def _shares(self, heard: dict[str, float]) -> dict[str, float]:
        sums = {
            one: sum(self.weights.get((name, one), 0.0) * much for name, much in heard.items())
            for one in self.labels
        }
        most = max(sums.values())
        total = sum(math.exp(one - most) for one in sums.values())
        return {label: math.exp(one - most) / total for label, one in sums.items()}

    def says(self, words: Words) -> str:
        """The likeliest label."""
        shares = self._shares(_evidence(words))
        return max(shares, key=lambda label: shares[label])


_EVIDENCE, _EXCLUSIONS = Wordings(EVIDENCE), Wordings(EXCLUSIONS)


def _evidence(words: Words) -> dict[str, float]:
    plain = plain_words(words)
    excluded = {f"x {name}": 1.0 for name in hear(_EXCLUSIONS, plain).strength}
    return {**hear(_EVIDENCE, plain).strength, **excluded, "always": 1.0}


def _words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def labelled(corpus: Corpus) -> list[Labelled]:
    """The single messages of a corpus that somebody wrote."""
    found = []
    with Reader() as reader:
        for single in corpus.singles:
            mail = single.mail
            if mail.truth.kind in _LINE_KINDS:
                found.append(_labelled(mail, reader))
    return found


def _labelled(mail: LabelledMail, reader: Reader) -> Labelled:
    started = reading.start(0, mail.raw, mail.received_at, reader, [], datetime.now(UTC))
    words = reading.finish(started).words
    service = mail.truth.services[0] if len(mail.truth.services) == 1 else ""
    kept = hashlib.sha256(mail.file.encode()).digest()[0] % 2 == 1
    return Labelled(words, mail.truth.kind, service, kept)


def services_of(folder: Path) -> Services:
    """The services of a corpus's council, with no words of their own."""
    council = json.loads((folder / "council.json").read_text(encoding="utf-8"))
    return Services(Offered(one["id"], one["name"]) for one in council["services"])


def compare(folder: Path) -> str:
    """The share that each way has right of the part kept back."""
    mails, services = labelled(read_corpus(folder)), services_of(folder)
    seen = [one for one in mails if not one.kept_back]
    kept = [one for one in mails if one.kept_back]
    kind = Counted([(_told(one), one.kind) for one in seen])
    learned = Learned([(one.words, one.kind) for one in seen])
    about = Counted([(_told(one), one.service) for one in seen if one.service])
    by_service = [one for one in kept if one.service and one.kind in _ABOUT_A_SERVICE]
    rows = [
        ("kind, rules", _share(kept, lambda one: propose(one.words, services).kind == one.kind)),
        ("kind, words counted", _share(kept, lambda one: kind.says(_told(one)) == one.kind)),
        ("kind, weights learned", _share(kept, lambda one: learned.says(one.words) == one.kind)),
        (
            "service, rules",
            _share(by_service, lambda one: propose(one.words, services).services == (one.service,)),
        ),
        (
            "service, words counted",
            _share(by_service, lambda one: about.says(_told(one)) == one.service),
        ),
    ]
    return "\n".join(
        [f"{folder.name}: {len(seen)} seen, {len(kept)} kept back"]
        + [f"  {name:24} {share}" for name, share in rows]
    )


def _told(one: Labelled) -> str:
    return f"{one.words.subject}\n{one.words.text}"


def _share(mails: Sequence[Labelled], is_right: Callable[[Labelled], bool]) -> str:
    right = sum(map(is_right, mails))
    return f"{right / max(1, len(mails)):.3f}  {right}/{len(mails)}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(compare(Path(name)))
