"""Labelled mail as lessons: what is heard in each, its writer's names, and what a clerk says of it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

from bench.learning_ways import services_of
from bench.written import corpus_of
from mailroom.gates.corpus import LabelledMail, Truth, read_corpus
from mailroom.jobs import reading
from mailroom.rules.second_look import heard_in
from mailroom.rules.subject_matter import Services
from mailroom.rules.triage import heard_by_rules
from parsers.documents import Reader

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
_MACHINES = ("bounce", "officer", "ombudsman")


@dataclass(frozen=True)
class Lesson:
    """A mail with what is heard in it, its words in small letters, its writer's names, and what a clerk says of it;
    `low` is its whole text in small letters.
    """

    council: str
    low: str
    heard: Mapping[str, float]
    small: frozenset[str]
    names: frozenset[str]
    truth: Truth
    # A complaint as it is heard where its writer calls it one first.
    announced: Mapping[str, float] | None = None
    # How much it teaches: less than a mail of an ordinary inbox where its text is one-sided on purpose.
    counts: float = 1.0

    def twice(self) -> Iterator[tuple[Mapping[str, float], float]]:
        """What is heard, and how much it counts: a complaint as it stands and as announced, half of each."""
        if self.announced is None:
            yield self.heard, self.counts
            return
        yield self.heard, self.counts / 2
        yield self.announced, self.counts / 2


def lessons_of(source: Path) -> list[Lesson]:
    """The mail of a corpus or a written text, each as it is heard."""
    if source.is_dir():
        return _lessons(source, source.name)
    with tempfile.TemporaryDirectory() as folder:
        corpus_of(source, Path(folder))
        return _lessons(Path(folder), source.stem)


def _lessons(folder: Path, name: str) -> list[Lesson]:
    services = services_of(folder)
    council = json.loads((folder / "council.json").read_text(encoding="utf-8"))
    counts = council.get("counts", 1.0)
    corpus = read_corpus(folder)
    mails = [one.mail for one in corpus.singles]
    for plan in corpus.scenarios:
        mails += [one for one in plan.mails if one.truth.relation in ("", "new")]
    with Reader() as reader:
        heard = (_lesson(one, services, name, reader) for one in mails)
        return [replace(one, counts=counts) for one in heard if one is not None]


def _lesson(mail: LabelledMail, services: Services, name: str, reader: Reader) -> Lesson | None:
    if mail.truth.kind in _MACHINES:
        return None
    started = reading.start(0, mail.raw, mail.received_at, reader, [], datetime.now(UTC))
    done = reading.finish(started)
    words = done.words
    low, *by_rules = heard_by_rules(words, services)
    heard = heard_in(low, *by_rules)
    small = _SMALL.findall(f"{words.subject}\n{words.text}".replace("\u2019", "'"))
    written_by = parseaddr(str(message_from_bytes(mail.raw, policy=default)["From"]))[0].lower()
    read_as = done.message.sender.name.lower() if done.message.sender else ""
    names = frozenset(re.findall(r"[a-z']+", f"{written_by} {read_as}"))
    announced = None
    if mail.truth.kind == "complaint":
        opening = _OPENINGS[sum(mail.raw) % len(_OPENINGS)]
        as_such = replace(words, text=f"{opening}\n\n{words.text}")
        announced = heard_in(*heard_by_rules(as_such, services))
    return Lesson(name, low, heard, frozenset(small), names, mail.truth, announced)
