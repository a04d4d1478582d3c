"""The register, searched, and a case on one page: only what somebody may see, and each look is journalled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from mailroom.acts import enquiries
from mailroom.desk.case_acts import ACTS
from mailroom.desk.officer_forms import FORMS, OWN_ACTS, Form
from mailroom.desk.room import Room, here, note_look, those_who_see_cases
from mailroom.desk.showing import download, preview_of, why_withheld
from mailroom.desk.timeline import clocks, events, midnight
from mailroom.desk.words import SHOWN_CHARACTERS
from mailroom.jobs import officers_desk
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_page import Page, page
from parsers.message import read_message
from store import cases as record
from store import inbox, instructions, journal, outbox, search
from store.instructions import Instruction
from store.rows import NoSuchRow
from store.search import Asked
from store.states import CaseStatus

pages = Blueprint("cases", __name__, url_prefix="/cases")
A_PAGE = 25
# As many of the latest events as a page shows unless it is asked for all.
EVENTS = 200
_KINDS = ("complaint", "comment", "compliment", "service_request", "feedback", "nomination")


@pages.get("")
@those_who_see_cases
def register() -> str:
    """The register as far as it was asked for, the newest first."""
    room, worker, said = Room.current(), here(), request.args
    until = midnight(said.get("until", ""))
    asked = Asked(
        words=said.get("words", "")[:200],
        status=said.get("status", "") if said.get("status") in list(CaseStatus) else "",
        kind=said.get("kind", ""),
        service=said.get("service", ""),
        since=midnight(said.get("since", "")),
        until=until + timedelta(days=1) if until else None,
        services=None if worker.sees_all else worker.services,
        reader=worker.email,
        before=_before(said.get("before", "")),
        limit=A_PAGE,
    )
    with room.house.record.read() as conn:
        found = search.find_cases(conn, asked)
        files = record.case_files(conn, [one.id for one in found])
    shown = [files[one.id] for one in found if worker.may_see(files[one.id])]
    more = {**said.to_dict(), "before": _place(found[-1])} if len(found) == A_PAGE else None
    return render_template(
        "register.html",
        files=shown,
        said=said,
        more=f"{url_for('cases.register')}?{urlencode(more)}" if more else "",
        services=_services(),
        kinds=_KINDS,
        statuses=list(CaseStatus),
        today=room.house.today(),
        message=said.get("message", ""),
    )


def _services() -> list[tuple[str, str]]:
    worker, config = here(), Room.current().house.config
    return [
        (one.id, one.name)
        for one in config.services
        if worker.sees_all or one.id in worker.services
    ]


def _before(written: str) -> tuple[datetime, int] | None:
    moment, _, number = written.partition("-")
    try:
        return datetime.fromtimestamp(int(moment) / 1_000_000, UTC), int(number)
    except (ValueError, OverflowError, OSError):
        return None


def _place(case: record.Case) -> str:
    return f"{round(case.received_at.timestamp() * 1_000_000)}-{case.id}"


def theirs(reference: str) -> Page:
    """A case that somebody may see; 404 where there is none such, and where it is not for them."""
    try:
        found = page(Room.current().house, reference)
    except CannotBeDone:
        abort(404)
    if not here().may_see(found.file):
        # The same as for a case that is not there: nobody learns which references exist.
        abort(404)
    return found


@pages.get("/<reference>")
@those_who_see_cases
def show(reference: str) -> str:
    """A case on one page."""
    house, found = Room.current().house, theirs(reference)
    note_look(case_id=found.file.case.id)
    with house.record.read() as conn:
        written = journal.entries_of(conn, found.file.case.id)
        asked = enquiries.of(house, conn, found.file)
    told = events(found, written)
    shown = told if "all" in request.args else told[:EVENTS]
    acts = [one for one in ACTS.values() if one.may(here(), found)]
    return render_template(
        "case.html",
        page=found,
        case=found.file.case,
        events=shown,
        hidden=len(told) - len(shown),
        clocks=clocks(house, found),
        enquiry=enquiries.in_words(asked, house.today()) if asked else "",
        names={one.id: one.name for one in house.config.services},
        acts=acts,
        ways=ways(found),
        pending=_pending(found),
        options={act.name: act.options(house, found) for act in acts},
        story=found.file.case.summary[:SHOWN_CHARACTERS],
    )


def ways(found: Page) -> list[Form]:
    """What somebody can do about a case as its officer; of what a coordinator has an act for, nothing twice."""
    worker, house = here(), Room.current().house
    offer = officers_desk.offer(house, worker.email, found.file, whole=False)
    only_coordinates = worker.is_coordinator and offer.stage.owner_email != worker.email
    return [FORMS[one] for one in offer.verbs if not (only_coordinates and one in OWN_ACTS)]


def _pending(found: Page) -> list[Instruction]:
    """What was asked for on the desk about a case and is not done yet."""
    with Room.current().house.record.read() as conn:
        return instructions.of_case(conn, found.file.case.id)


@pages.post("/<reference>/do/<name>")
@those_who_see_cases
def do(reference: str, name: str) -> AnyResponse | tuple[str, int]:
    """Do something about a case."""
    room, found = Room.current(), theirs(reference)
    act = ACTS.get(name)
    if act is None or not act.may(here(), found):
        abort(403)
    try:
        done = act.do(room.house, room.reader, found, here().email, request.form)
    except (CannotBeDone, ValueError) as fault:
        back = url_for("cases.show", reference=found.file.case.reference)
        return render_template("cannot.html", fault=str(fault), back=back), 409
    flash(done)
    return redirect(url_for("cases.show", reference=found.file.case.reference))


@pages.get("/<reference>/mail/<int:number>")
@those_who_see_cases
def mail(reference: str, number: int) -> str:
    """A mail of a case, as text."""
    found = theirs(reference)
    one = next((each for each in found.mails if each.id == number), None)
    if one is None:
        abort(404)
    note_look(case_id=found.file.case.id, incoming_id=number)
    with Room.current().house.record.read() as conn:
        read = read_message(inbox.raw_of(conn, number))
        documents = inbox.documents_of(conn, number)
    return render_template(
        "mail.html",
        case=found.file.case,
        mail=one,
        body=read.body,
        documents=documents,
        preview_of=preview_of,
    )


@pages.get("/<reference>/letter/<int:number>")
@those_who_see_cases
def letter(reference: str, number: int) -> str:
    """A letter of a case, as text."""
    found = theirs(reference)
    one = next((each for each in found.letters if each.id == number), None)
    if one is None:
        abort(404)
    note_look(case_id=found.file.case.id)
    with Room.current().house.record.read() as conn:
        read = read_message(outbox.raw_of(conn, number))
    return render_template("letter.html", case=found.file.case, letter=one, body=read.body)


@pages.get("/<reference>/mail/<int:number>/original")
@those_who_see_cases
def original(reference: str, number: int) -> Response:
    """The bytes of a case's mail as received."""
    found = theirs(reference)
    if number not in {each.id for each in found.mails}:
        abort(404)
    note_look(case_id=found.file.case.id, incoming_id=number)
    with Room.current().house.record.read() as conn:
        try:
            raw = inbox.raw_of(conn, number)
        except NoSuchRow:
            abort(404)
    if why := why_withheld(number, None, raw):
        abort(403, f"{why}.")
    return download(raw, f"message-{number}.eml")
