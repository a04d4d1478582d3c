"""The outbox: letters that wait, were refused or went; what can be done about one; those to be printed and posted."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from mailroom.acts.ledger import Ledger
from mailroom.desk.room import Room, coordinators, here
from mailroom.desk.showing import download
from mailroom.errors import MailroomError
from mailroom.house import House
from mailroom.jobs import by_hand_outbox, printing
from mailroom.jobs.by_hand import CannotBeDone
from parsers.message import read_message
from store import cases, outbox, prints, undelivered
from store.outbox import Outgoing
from store.rows import NoSuchRow
from store.session import Connection
from store.states import Audience, OutgoingState

pages = Blueprint("outbox", __name__, url_prefix="/outbox")
A_PAGE = 25
# Batches that are listed, and letters of one pile.
_LAST, _SHOWN = 20, 100
_WAITS = (OutgoingState.QUEUED, OutgoingState.LATER, OutgoingState.SENDING)
_KINDS = ("waiting", "refused", "sent")
_THEIRS = (Audience.RESIDENT, Audience.THIRD_PARTY)
Form = MultiDict[str, str]
Act = Callable[[House, int, str, Form], str]
ACTS: Mapping[str, Act] = {
    "again": lambda house, number, by, form: by_hand_outbox.send_again(house, number, by),
    "reached": lambda house, number, by, form: by_hand_outbox.reached(
        house, number, by, form.get("how", "")
    ),
    "give-up": lambda house, number, by, form: by_hand_outbox.give_up(
        house, number, by, form.get("why", "")
    ),
}


@pages.get("")
@coordinators
def letters() -> str:
    """Letters that wait, that were refused, that went out; the newest first."""
    kind = request.args.get("state", "waiting")
    kind = kind if kind in _KINDS else "waiting"
    written = request.args.get("before", "")
    before = int(written) if written.isdecimal() else None
    with Room.current().house.record.read() as conn:
        if kind == "refused":
            found = undelivered.refused(conn, A_PAGE, before)
        else:
            states = _WAITS if kind == "waiting" else (OutgoingState.SENT,)
            found = outbox.lying(conn, states, A_PAGE, before)
        waiting = outbox.counts(conn, _WAITS)
        many = {
            "waiting": sum(waiting[one] for one in _WAITS),
            "refused": undelivered.how_many(conn),
            "sent": None,
        }
        files = cases.case_files(conn, {one.case_id for one in found if one.case_id})
        to_print, _ = prints.how_many_wait(conn)
    return render_template(
        "outbox.html",
        letters=found, kind=kind, many=many, files=files, to_print=to_print,
        now=Room.current().house.now(),
    )  # fmt: skip


@pages.get("/<int:number>")
@coordinators
def show(number: int) -> str:
    """A letter as text, with what the server said of it and what can be done about it."""
    house = Room.current().house
    with house.record.write() as conn:
        found = _letter(conn, number)
        body = read_message(outbox.raw_of(conn, number)).body
        file = cases.get_case(conn, found.case_id) if found.case_id else None
        ledger = Ledger(house, conn, house.now(), by=here().email)
        ledger.note("looked at", "a letter", case_id=found.case_id, outgoing_id=number)
        ledger.flush()
    return render_template(
        "outbox_letter.html",
        letter=found,
        body=body,
        file=file,
        is_paper=found.role in _THEIRS,
        is_given_up=found.last_reply.startswith(undelivered.GIVEN_UP),
        is_open=found.state is not OutgoingState.SENT,
    )


def _letter(conn: Connection, number: int) -> Outgoing:
    try:
        return outbox.get(conn, number)
    except NoSuchRow:
        abort(404)


@pages.post("/<int:number>/do/<name>")
@coordinators
def do(number: int, name: str) -> AnyResponse | tuple[str, int]:
    """See to a letter that did not go."""
    if name not in ACTS:
        abort(404)
    return _done(
        lambda: ACTS[name](Room.current().house, number, here().email, request.form),
        url_for("outbox.show", number=number),
    )


@pages.get("/<int:number>/document")
@coordinators
def document(number: int) -> Response | tuple[str, int]:
    """A letter to a resident as a document to post, `pdf` or `docx`."""
    kind = "docx" if request.args.get("as") == "docx" else "pdf"
    house = Room.current().house
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = printing.one_letter(house, Path(folder), number, kind)
        except MailroomError as fault:
            return _cannot(fault, url_for("outbox.show", number=number))
        return download(made.read_bytes(), made.name)


@pages.get("/print")
@coordinators
def pile() -> str:
    """What waits to be printed, and the batches that were."""
    house = Room.current().house
    found = printing.waits(house, _SHOWN)
    with house.record.read() as conn:
        files = cases.case_files(conn, {one.case_id for one in found.letters if one.case_id})
        batches = prints.latest(conn, _LAST)
    return render_template("print.html", found=found, files=files, batches=batches)


@pages.post("/print")
@coordinators
def print_all() -> AnyResponse | tuple[str, int]:
    """Make one batch of all that waits; its file is fetched from its page, as often as need be."""
    house = Room.current().house
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = printing.print_batch(house, Path(folder), here().email)
        except MailroomError as fault:
            return _cannot(fault, url_for("outbox.pile"))
    if made is None:
        flash("No letter waits to be printed.")
        return redirect(url_for("outbox.pile"))
    flash(f"Batch {made.batch.id} is made. Fetch it, print it, then mark it as posted.")
    return redirect(url_for("outbox.batch", number=made.batch.id))


@pages.get("/print/<int:number>")
@coordinators
def batch(number: int) -> str:
    """What is in a batch."""
    with Room.current().house.record.read() as conn:
        try:
            found = prints.get_batch(conn, number)
        except NoSuchRow:
            abort(404)
        inside = prints.letters_in(conn, number)
        files = cases.case_files(conn, {one.case_id for one in inside if one.case_id})
    lies = any(one.last_reply == f"printed in batch {number}" for one in inside)
    return render_template("batch.html", batch=found, letters=inside, files=files, lies=lies)


@pages.get("/print/<int:number>/file")
@coordinators
def batch_file(number: int) -> Response | tuple[str, int]:
    """A batch as one PDF; as a ZIP where enclosures are to be printed from files of their own."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = printing.print_again(Room.current().house, Path(folder), here().email, number)
        except MailroomError as fault:
            return _cannot(fault, url_for("outbox.pile"))
        if not made.apart:
            return download(made.file.read_bytes(), made.file.name)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in (made.file, *made.apart):
                archive.write(one, one.name)
        return download(out.getvalue(), made.file.with_suffix(".zip").name)


@pages.post("/print/<int:number>/posted")
@coordinators
def posted(number: int) -> AnyResponse | tuple[str, int]:
    """A batch is with the post."""
    return _done(
        lambda: by_hand_outbox.posted(Room.current().house, number, here().email),
        url_for("outbox.batch", number=number),
    )


def _done(act: Callable[[], str], back: str) -> AnyResponse | tuple[str, int]:
    try:
        flash(act())
    except CannotBeDone as fault:
        return _cannot(fault, back)
    return redirect(back)


def _cannot(fault: MailroomError, back: str) -> tuple[str, int]:
    return render_template("cannot.html", fault=str(fault), back=back), 409
