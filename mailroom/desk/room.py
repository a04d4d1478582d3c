"""What every page has at hand: the house, the reader of documents, the door; and who may be here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, current_app, g

from mailroom.acts.ledger import Ledger
from mailroom.desk.door import Door
from mailroom.desk.people import Worker
from mailroom.house import House
from parsers.documents import Reader

EXTENSION = "mailroom"
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Room:
    """The house and what it takes to serve it."""

    house: House
    reader: Reader
    door: Door

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
