"""How the house does: for a machine (`/health`, `/metrics`) in numbers, for people in words with what to do.

Tells nothing of any resident. Whoever watches the machine needs no sign-in; the words are for those who have one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from mailroom.acts.ledger import Ledger
from mailroom.desk.people import worker_of
from mailroom.desk.room import Room, administrators, here
from mailroom.house import House
from mailroom.jobs.state import HouseState, house_state
from store import links
from store.session import RecordFault

pages = Blueprint("health", __name__)
# A mailbox not read for so long is broken, whatever it says; so is mail that nobody has handled.
_UNREAD_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that is wrong, and what to do."""

    what: str
    do: str
    is_grave: bool = True


def wrongs(state: HouseState, now: datetime) -> Iterator[Wrong]:
    """What is wrong with the house, the gravest first."""
    for box in state.mailboxes:
        if box.last_ok_at is None or now - box.last_ok_at > _UNREAD_FOR:
            since = f"since {box.last_ok_at:%-d %B, %H:%M} UTC" if box.last_ok_at else "yet"
            why = f" The last fault: {box.last_error}" if box.last_error else ""
            yield Wrong(
                f"The mailbox {box.mailbox} has not been read {since}.{why}",
                "See that the daemon runs (systemctl status mailroom), then: mailroom check",
            )
    if state.oldest_unread_at and now - state.oldest_unread_at > _UNREAD_FOR:
        yield Wrong(
            f"Mail received on {state.oldest_unread_at:%-d %B, %H:%M} UTC has not been handled.",
            "See that the daemon runs; its log says what keeps it.",
        )
    if state.letters_refused:
        yield Wrong(
            f"{state.letters_refused} letters were refused by the mail server for good.",
            "Outbox shows each with the server's answer: mend the address, or write on paper.",
        )
    if state.failed:
        yield Wrong(
            f"{state.failed} messages could not be handled.",
            "They are in the queue: decide on them there, or send them round again.",
            is_grave=False,
        )
    if state.letters_late:
        yield Wrong(
            f"{state.letters_late} letters were put off by the mail server and are tried again.",
            "Nothing, unless it goes on for hours: then look at the server's answer in the outbox.",
            is_grave=False,
        )
    if state.overdue:
        yield Wrong(
            f"{state.overdue} answers or acknowledgements are overdue.",
            "Today shows them by service; their owners and the coordinators have been written to.",
            is_grave=False,
        )


def _state(house: House) -> HouseState:
    with house.record.read() as conn:
        return house_state(house, conn)


@pages.get("/health")
def health() -> tuple[dict[str, object], int]:
    """Whether all is well, for a machine that watches: 200, or 503 with what is wrong in words."""
    house = Room.current().house
    try:
        grave = [one.what for one in wrongs(_state(house), house.now()) if one.is_grave]
    except RecordFault:
        grave = ["The database cannot be used."]
    return {"ok": not grave, "wrong": grave}, 503 if grave else 200


@pages.get("/metrics")
def metrics() -> Response:
    """The figures as Prometheus reads them (text format 0.0.4)."""
    house = Room.current().house
    lines = "".join(_metrics(_state(house), house.now()))
    return Response(lines, content_type="text/plain; version=0.0.4; charset=utf-8")


def _metrics(state: HouseState, now: datetime) -> Iterator[str]:
    oldest = (now - state.oldest_unread_at).total_seconds() if state.oldest_unread_at else 0
    figures = {
        "oldest_unread_mail_seconds": (oldest, "Age of the oldest mail not yet handled."),
        "unread_mails": (state.unread, "Mails received and not yet handled."),
        "queue_messages": (state.held + state.failed, "Messages that wait for a person."),
        "queue_failed_messages": (state.failed, "Of these, those that could not be handled."),
        "letters_waiting": (state.letters_waiting, "Letters that lie in the outbox."),
        "letters_put_off": (state.letters_late, "Of these, those the server put off."),
        "letters_refused": (state.letters_refused, "Letters refused for good."),
        "overdue_deadlines": (state.overdue, "Dates that have passed and were not met."),
    }
    for name, (value, words) in figures.items():
        yield f"# HELP mailroom_{name} {words}\n# TYPE mailroom_{name} gauge\n"
        yield f"mailroom_{name} {value:g}\n"
    name = "mailroom_last_good_poll_timestamp_seconds"
    yield f"# HELP {name} When each mailbox was last read.\n# TYPE {name} gauge\n"
    for box in state.mailboxes:
        at = box.last_ok_at.timestamp() if box.last_ok_at else 0
        yield f'{name}{{mailbox="{box.mailbox}"}} {at:.0f}\n'


@pages.get("/state")
@administrators
def state() -> str:
    """What is wrong in words and what to do, and who is signed in."""
    house = Room.current().house
    idle = timedelta(minutes=house.config.desk.idle_minutes)
    with house.record.read() as conn:
        visits = links.open_visits(conn, house.now() - idle)
        found = house_state(house, conn)
    people = {one.email: worker_of(house.config, one.email) for one in visits}
    return render_template(
        "state.html",
        state=found,
        wrongs=list(wrongs(found, house.now())),
        visits=visits,
        people=people,
        may_end=here().is_administrator,
    )


@pages.post("/state/end/<int:visit>")
@administrators
def end(visit: int) -> AnyResponse:
    """End somebody's visit."""
    house = Room.current().house
    with house.record.write() as conn:
        links.end_visits(conn, house.now(), visit_id=visit)
        ledger = Ledger(house, conn, house.now(), by=here().email)
        ledger.note("visit ended", f"visit {visit} on the desk")
        ledger.flush()
    flash("They are signed out.")
    return redirect(url_for("health.state"))
