"""A case as one line of time: mail, letters, what people did and decided, what its clocks say. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from mailroom.acts import stages
from mailroom.clock import LONDON
from mailroom.desk.words import day, plain
from mailroom.house import House
from mailroom.jobs.by_hand_page import Page
from mailroom.rules.due_words import answer_due_in_words
from store.casefile import Stage
from store.journal import Entry
from store.outbox import Outgoing
from store.received import Incoming

# What is told by its mail, its letter or its stage already, or says nothing of the case.
_TOLD_ELSEWHERE = frozenset(("letter", "decided", "looked at", "held", "sent"))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, at an instant; `mail` and `letter` are those it is about."""

    at: datetime
    what: str
    words: str = ""
    by: str = ""
    mail: Incoming | None = None
    letter: Outgoing | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A stage and its days, with how they were reckoned."""

    stage: Stage
    name: str
    due: str
    why: str
    is_late: bool


def events(page: Page, journal: list[Entry]) -> list[Event]:
    """Everything, the latest first."""
    told = [*_of_mail(page), *_of_letters(page), *_of_journal(journal)]
    return sorted(told, key=lambda one: one.at, reverse=True)


def _of_mail(page: Page) -> Iterator[Event]:
    for one in page.mails:
        yield Event(one.received_at, "Mail", one.subject or "(no subject)", one.sender, mail=one)


def _of_letters(page: Page) -> Iterator[Event]:
    for one in page.letters:
        state = "" if one.sent_at else f" ({one.state.value.lower()})"
        words = f"{plain(one.letter)} to {one.recipient}{state}: {one.subject}"
        yield Event(one.sent_at or one.written_at, "Letter", words, letter=one)


def _of_journal(journal: list[Entry]) -> Iterator[Event]:
    for one in journal:
        if one.act not in _TOLD_ELSEWHERE:
            yield Event(one.at, plain(one.act).capitalize(), one.why, one.by)


def clocks(house: House, page: Page) -> list[Clock]:
    """Each stage with its due date in words."""
    return [_clock(house, page, one) for one in page.file.stages]


def _clock(house: House, page: Page, one: Stage) -> Clock:
    case, rules = page.file.case, page.policy.stage(one.number)
    dates = stages.dates_of(house, case, one)
    due = dates.respond_by or dates.projected_by
    is_late = due is not None and one.answered_at is None and due < house.today()
    why = answer_due_in_words(page.policy, stages.facts_of(case, one), house.calendar)
    named = rules.name if rules and rules.name.lower() != f"stage {one.number}" else ""
    return Clock(one, named, day(due) if due else "", why, is_late)


def midnight(on: str) -> datetime | None:
    """The instant at which a day that somebody typed begins; None where it is none."""
    try:
        return datetime.combine(datetime.fromisoformat(on).date(), time(), LONDON)
    except ValueError:
        return None
