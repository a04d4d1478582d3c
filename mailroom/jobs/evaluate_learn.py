"""What a folder of labelled mail would have taught the house before another is played; its truths are the lessons.

Where the same folder is played, no mail is read with what its own writer taught: the folder is cut into parts, and
each is played with what the others teach. Changes no record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mailroom.gates.corpus import Corpus, LabelledMail
from mailroom.house import House
from mailroom.jobs import passed_on, reading
from mailroom.rules.learnt import Learnt
from mailroom.rules.lessons import KINDS, Decided, Lesson, learn_from, lesson_of, mark_of
from parsers.documents import Reader
from parsers.message import read_clues

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Taken:
    """The lessons of a folder, and by writer the part that each belongs to; one part where no mail is kept from it."""

    lessons: tuple[Lesson, ...]
    part_of: dict[str, int]


def take(house: House, reader: Reader, corpus: Corpus, *, folds: int = 1) -> Taken:
    """Read every mail of a folder that opens a matter about a service, as a lesson."""
    groups = [(one.mail,) for one in corpus.singles] + [one.mails for one in corpus.scenarios]
    part_of: dict[str, int] = {}
    lessons = []
    for mails in groups:
        for mail in mails:
            part_of.setdefault(_writer(mail), _part(mails, folds))
            lesson = _lesson(house, reader, mail)
            if lesson is not None:
                lessons.append(lesson)
                part_of.setdefault(lesson.decided.person, _part(mails, folds))
    return Taken(tuple(lessons), part_of)


def teacher(
    taken: Taken, threshold: float, folds: int = 1
) -> Callable[[Sequence[LabelledMail]], Learnt | None]:
    """What was learnt before some mails are played: from all lessons, or from those of the other parts' writers."""
    if folds == 1:
        whole = learn_from(taken.lessons, threshold)
        return lambda _: whole
    parts = [learn_from(_others(taken, part), threshold) for part in range(folds)]
    return lambda mails: parts[_part(mails, folds)]


def _others(taken: Taken, part: int) -> list[Lesson]:
    return [one for one in taken.lessons if taken.part_of[one.decided.person] != part]


def _part(mails: Sequence[LabelledMail], folds: int) -> int:
    """The part that some mails are played in, by the writer of the first."""
    return int.from_bytes(hashlib.sha256(_writer(mails[0]).encode()).digest()[:4]) % folds


def _writer(mail: LabelledMail) -> str:
    return mark_of(read_clues(mail.raw).sender)


def _lesson(house: House, reader: Reader, mail: LabelledMail) -> Lesson | None:
    truth = mail.truth
    if truth.kind not in KINDS or not truth.services or truth.relation not in ("", "new", "none"):
        return None
    trusted = house.config.council.trusted_authserv
    started = reading.start(0, mail.raw, mail.received_at, reader, trusted, house.now())
    read = passed_on.opened(house, reading.finish(started))
    person = read.complainant
    named = f"{person.name} {person.email}" if person else ""
    mark = mark_of(person.email) if person and person.email else _writer(mail)
    decided = Decided(mark, mail.received_at, read.words, truth.kind, truth.services, named)
    return lesson_of(decided, house.rules_alone)
