"""What every page has at hand: the house, the reader of documents, the door; and who may be here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, current_app, g

from mailroom.acts.ledger import Ledger
from mailroom.desk.door import Door
from mailroom.desk.people import Worker
from mailroom.desk.shelf import Shelf
from mailroom.house import House
from mailroom.jobs import directory
from parsers.documents import Reader

EXTENSION = "mailroom"
P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Room:
    """The house and what it takes to serve it."""

    house: House
    reader: Reader
    door: Door
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.reader)
        self._people = directory.seen(self.house)

    def read_people_anew(self) -> None:
        """Take the people as their file has them now: whoever was taken out of it is here no longer."""
        with self._lock:
            self.house, self._people = directory.read_if_changed(self.house, self._people)
            self.door.house = self.house

    @staticmethod
    def current() -> Room:
        """The one of this desk."""
        room: Room = current_app.extensions[EXTENSION]
        return room


def here() -> Worker:
    """Who is signed in."""
    worker: Worker = g.worker
    return worker


def note_look(case_id: int | None = None, incoming_id: int | None = None) -> None:
    """Write into the journal that somebody looked."""
    house = Room.current().house
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=here().email)
        ledger.note("looked at", "on the desk", case_id=case_id, incoming_id=incoming_id)
        ledger.flush()


def only(allowed: Callable[[Worker], bool]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A page for those alone who are allowed."""

    def guard(page: Callable[P, R]) -> Callable[P, R]:
        @wraps(page)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not allowed(here()):
                abort(403)
            return page(*args, **kwargs)

        return guarded

    return guard


coordinators = only(lambda one: one.is_coordinator)
those_who_see_all = only(lambda one: one.sees_all)
those_who_see_cases = only(lambda one: one.sees_cases)
administrators = only(lambda one: one.is_administrator or one.is_coordinator)
