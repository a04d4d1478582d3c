"""The picture of today, what falls due, what lies in the outbox, praise to share, and whose contact is restricted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from mailroom.desk.charts import chart
from mailroom.desk.room import Room, coordinators, here, those_who_see_all, those_who_see_cases
from mailroom.jobs import by_hand_restrict
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.reports.bars import MOST_BARS, Bar, Kind, Picture, Row
from store import agenda, restrictions, search, undelivered, worklist
from store.agenda import DueOn
from store.search import Asked

pages = Blueprint("overview", __name__)
# "At risk": due within so many days.
SOON = timedelta(days=3)
_FURTHEST = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """How many answers of a service are late, nearly so, in time, or without a day."""

    name: str
    late: int
    soon: int
    in_time: int
    no_day: int

    @property
    def open(self) -> int:
        """All of them."""
        return self.late + self.soon + self.in_time + self.no_day


def _own_services() -> Collection[str] | None:
    worker = here()
    return None if worker.sees_all else worker.services


@pages.get("/today")
@those_who_see_cases
def today() -> str:
    """What is late, at risk and in time, by service."""
    house, own = Room.current().house, _own_services()
    with house.record.read() as conn:
        rows = agenda.open_answers(conn, house.today(), house.today() + SOON)
        refused = undelivered.how_many(conn)
        waiting = worklist.count(conn)
        late = agenda.due_on(conn, date.min, house.today() - timedelta(days=1), own, 25)
    services = _by_service([one for one in rows if own is None or one[0] in own])
    return render_template(
        "today.html",
        services=services,
        total=OpenAnswers(
            "All", *(sum(getattr(one, name) for one in services) for name in _COUNTS)
        ),
        picture=_picture(services),
        refused=refused,
        waiting=waiting,
        late=_may_see(late),
        on=house.today(),
    )


_COUNTS = ("late", "soon", "in_time", "no_day")
_SAID = ("Late", "Due within three days", "In time", "No day set")


def _picture(services: list[OpenAnswers]) -> Markup | str:
    """How each service stands: late, at risk, in time; nothing where nothing is open."""
    rows = tuple(
        Row(one.name, tuple(Bar(many, str(many)) for many in (getattr(one, n) for n in _COUNTS)))
        for one in services[:MOST_BARS]
        if one.open
    )
    title = "Open answers by service"
    return chart(Picture(title, _SAID, rows, Kind.STACKED, of_shares=False)) if rows else ""


def _by_service(rows: list[tuple[str, str, int]]) -> list[OpenAnswers]:
    config = Room.current().house.config
    counts: dict[str, dict[str, int]] = {}
    for service, kind, many in rows:
        counts.setdefault(service, {})[kind.replace(" ", "_")] = many
    names = {one.id: one.name for one in config.services}
    found = [
        OpenAnswers(names.get(service, service), *(many.get(name, 0) for name in _COUNTS))
        for service, many in counts.items()
    ]
    return sorted(found, key=lambda one: (-one.late, -one.open, one.name))


def _may_see(due: list[DueOn]) -> list[DueOn]:
    """Without what is confidential, unless somebody sees all or it is their own."""
    worker = here()
    return [
        one
        for one in due
        if worker.sees_all or not one.confidential or one.owner_email == worker.email
    ]


@pages.get("/calendar")
@those_who_see_cases
def calendar() -> str:
    """What falls due, day by day, and which of the days are working days."""
    house = Room.current().house
    first = _day(request.args.get("from", "")) or house.today()
    last = min(first + timedelta(days=13), house.today() + _FURTHEST)
    with house.record.read() as conn:
        due = _may_see(agenda.due_on(conn, first, last, _own_services()))
    days = [(on, list(some)) for on, some in groupby(due, key=lambda one: one.due_on)]
    return render_template(
        "calendar.html",
        days=days,
        first=first,
        last=last,
        works=house.calendar.is_working_day,
        later=(last + timedelta(days=1)).isoformat() if last < house.today() + _FURTHEST else "",
        earlier=(first - timedelta(days=14)).isoformat(),
    )


def _day(written: str) -> date | None:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2190 else None


@pages.get("/compliments")
@those_who_see_cases
def compliments() -> str:
    """Praise, to be shared: what was said and of whom, never by whom."""
    house, worker = Room.current().house, here()
    asked = Asked(
        kind="compliment", services=_frozen(_own_services()), reader=worker.email, limit=30
    )
    with house.record.read() as conn:
        found = search.find_cases(conn, asked)
    names = {one.id: one.name for one in house.config.services}
    return render_template("compliments.html", cases=found, names=names)


def _frozen(services: Collection[str] | None) -> frozenset[str] | None:
    return None if services is None else frozenset(services)


@pages.get("/restricted")
@those_who_see_all
def restricted() -> str:
    """Every restriction of contact, granted or not, and when it is looked at again."""
    house = Room.current().house
    with house.record.read() as conn:
        found = restrictions.restrictions(conn)
    return render_template("restricted.html", found=found, on=house.today())


@pages.post("/restricted/<int:number>/review")
@coordinators
def review(number: int) -> AnyResponse | tuple[str, int]:
    """A restriction is looked at again: lifted, or going on for reasons."""
    form = request.form
    try:
        done = by_hand_restrict.review(
            Room.current().house, number, here().email, form.get("outcome", ""), form.get("why", ""),
            _day(form.get("next", "")), form.get("decided_by", ""),
        )  # fmt: skip
    except CannotBeDone as fault:
        return render_template(
            "cannot.html", fault=str(fault), back=url_for("overview.restricted")
        ), 409
    flash(f"The restriction of {done.person} was looked at again. {done.warning}".strip())
    return redirect(url_for("overview.restricted"))
