"""The form of an act about a case: its places to fill in, who may do it and when, and what was filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from mailroom.desk.people import Worker
from mailroom.house import House
from mailroom.jobs.by_hand_page import Page
from parsers.documents import Reader

Form = MultiDict[str, str]
Options = Mapping[str, list[tuple[str, str]]]
Do = Callable[[House, Reader, Page, str, Form], str]


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill in: a `line`, an `area`, a `day`, a `tick` or a `choice`."""

    name: str
    label: str
    kind: str = "line"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done about a case."""

    name: str
    title: str
    fields: tuple[Field, ...]
    do: Do
    when: Callable[[Page], bool] = lambda _: True
    choices: Callable[[House, Page], Options] = lambda _house, _page: {}
    for_owner: bool = False

    def may(self, worker: Worker, page: Page) -> bool:
        """Whether somebody may do it now."""
        own = self.for_owner and page.file.stages[-1].owner_email == worker.email
        return (worker.is_coordinator or own) and self.when(page)

    def options(self, house: House, page: Page) -> Options:
        """What each choice has to choose from."""
        return self.choices(house, page)


def said(form: Form, name: str) -> str:
    """What was filled in, without the blanks around it."""
    return form.get(name, "").replace("\r\n", "\n").strip()


def a_day(form: Form, name: str) -> date:
    """A day that was filled in; ValueError in words for anything else."""
    try:
        return date.fromisoformat(said(form, name))
    except ValueError:
        raise ValueError("Write the day as 2026-03-04.") from None
