"""An officer acts on a case: a form, the letters as they would go, and some minutes in which it can be taken back.

What is asked for is carried out as the mail that would have asked for it (`jobs.officers_desk`).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from mailroom.desk.cases import theirs
from mailroom.desk.officer_forms import FORMS, Form, Place, choices_of, missing_in, places_of
from mailroom.desk.room import Room, here, note_look, those_who_see_cases
from mailroom.desk.words import SHOWN_CHARACTERS, hour
from mailroom.jobs import officers_desk
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_page import Page
from mailroom.jobs.instructed import (
    Rehearsed,
    carry_out_now,
    instruct_as_officer,
    rehearse_as_officer,
    take_back,
)
from mailroom.jobs.instructed_acts import AS_OFFICER
from mailroom.jobs.officers_desk import Offer, Wish
from mailroom.rules.officers_words import Verb
from parsers.attachments import Attachment
from parsers.message import read_message
from store import instructions
from store.instructions import Instruction

pages = Blueprint("officer", __name__, url_prefix="/cases/<reference>/as-officer")
# The documents of one answer, and what a form takes that bears them once more while it is looked at.
_PAPER_BYTES = 10 << 20
_FORM_BYTES = _PAPER_BYTES * 3 // 2 + (1 << 20)
_MOST_PAPERS = 20
# A place of a form; a longer letter is a document.
_MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as somebody filled it in for a case."""

    page: Page
    form: Form
    offer: Offer
    places: tuple[Place, ...]
    given: Mapping[str, str]
    papers: tuple[Attachment, ...] = ()

    @property
    def wish(self) -> Wish:
        """What it asks for."""
        names = {one.name for one in self.places}
        said = {name: words for name, words in self.given.items() if name in names}
        return Wish(self.page.file.case.reference, self.form.verb, said, self.papers)


@pages.url_value_preprocessor
def _take_documents(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """These forms may bear documents; before anything of them is read."""
    request.max_content_length = request.max_form_memory_size = _FORM_BYTES


@pages.get("/<verb>")
@those_who_see_cases
def show(reference: str, verb: str) -> str | tuple[str, int]:
    """The form."""
    found = _blank(reference, verb)
    if isinstance(found, tuple):
        return found
    note_look(case_id=found.page.file.case.id)
    return _page_of(found)


@pages.post("/<verb>")
@those_who_see_cases
def ask(reference: str, verb: str) -> AnyResponse | str | tuple[str, int]:
    """Look at what it would come to; then keep it, to be done when it can no longer be taken back."""
    blank = _blank(reference, verb)
    if isinstance(blank, tuple):
        return blank
    room, by = Room.current(), here().email
    filled = _filled(blank)
    if request.form.get("step") == "change":
        return _page_of(filled)
    faults = missing_in(filled.form, filled.places, filled.given, len(filled.papers))
    faults = faults or _too_much(filled)
    if faults:
        return _page_of(filled, faults), 422
    try:
        if request.form.get("step") != "send":
            rehearsed = rehearse_as_officer(room.house, room.reader, by, filled.wish)
            if letters := _letters(rehearsed, by):
                return _check(filled, rehearsed, letters)
        given = instruct_as_officer(room.house, room.reader, by, filled.wish)
    except CannotBeDone as fault:
        place = filled.places[0].id if filled.places else "send"
        return _page_of(filled, [(place, str(fault))]), 409
    flash(
        f"{filled.form.title}: it will be done at {hour(given.until_at)}. Until then you can undo it."
    )
    return redirect(url_for("cases.show", reference=reference))


@pages.post("/undo/<int:number>")
@those_who_see_cases
def undo(reference: str, number: int) -> AnyResponse | str:
    """Take it back, and show it again to be changed."""
    found, given = theirs(reference), _given(reference, number)
    room = Room.current()
    with room.house.record.read() as conn:
        papers = officers_desk.papers_of(conn, number)
    try:
        take_back(room.house, number, here().email)
    except CannotBeDone as fault:
        flash(str(fault))
        return redirect(url_for("cases.show", reference=reference))
    form = FORMS[Verb(given.said["verb"])]
    offer = officers_desk.offer(room.house, here().email, found.file)
    if form.verb not in offer.verbs:
        flash("It was taken back; nothing was done.")
        return redirect(url_for("cases.show", reference=reference))
    places = places_of(form, offer, found)
    return _page_of(Filled(found, form, offer, places, given.said["places"], papers), told=True)


@pages.post("/now/<int:number>")
@those_who_see_cases
def now(reference: str, number: int) -> AnyResponse:
    """Do it without waiting."""
    theirs(reference)
    _given(reference, number)
    room = Room.current()
    try:
        flash(f"Done: {carry_out_now(room.house, room.reader, number)}")
    except CannotBeDone as fault:
        flash(str(fault))
    return redirect(url_for("cases.show", reference=reference))


def _given(reference: str, number: int) -> Instruction:
    """What somebody asked for on this case themselves, or a coordinator looks after; 404 for anything else."""
    with Room.current().house.record.read() as conn:
        found = instructions.find(conn, number)
    mine = found is not None and (found.by == here().email or here().is_coordinator)
    if found is None or not mine or found.act != AS_OFFICER:
        abort(404)
    if found.said.get("reference") != reference:
        abort(404)
    return found


def _blank(reference: str, verb: str) -> Filled | tuple[str, int]:
    """The empty form; or the page that says why there is none for this person, or now."""
    found = theirs(reference)
    if verb not in list(Verb):
        abort(404)
    house, by, form = Room.current().house, here().email, FORMS[Verb(verb)]
    offer = officers_desk.offer(house, by, found.file)
    if form.verb not in offer.verbs:
        others, why = officers_desk.why_not(house, by, found.file, form.verb)
        back = url_for("cases.show", reference=reference)
        return render_template("cannot.html", fault=why, back=back), 403 if others else 409
    # A coordinator only hands on an answer: whoever answers for it signs.
    signs = "" if by in (offer.stage.owner_email, "") else offer.stage.owner_name
    given = {"signed_by": signs} if here().is_coordinator else {}
    return Filled(found, form, offer, places_of(form, offer, found), given)


def _filled(blank: Filled) -> Filled:
    given = {
        one.name: request.form.get(one.name, "").replace("\r\n", "\n")[:_MOST_CHARACTERS]
        for one in blank.places
    }
    papers = tuple(_papers()) if blank.form.papers else ()
    return Filled(blank.page, blank.form, blank.offer, blank.places, given, papers)


def _papers() -> Iterable[Attachment]:
    """The files chosen now, and those that came along while the letter was looked at."""
    left_out = set(request.form.getlist("leave_out"))
    pairs = zip(request.form.getlist("kept_name"), request.form.getlist("kept"), strict=False)
    place = 0
    for place, (name, written) in enumerate(pairs):
        if str(place) in left_out or place >= _MOST_PAPERS:
            continue
        try:
            yield officers_desk.paper(name, base64.b64decode(written, validate=True), "", place)
        except binascii.Error:
            abort(400)
    for number, one in enumerate(request.files.getlist("papers")[:_MOST_PAPERS], place + 1):
        content = one.read()
        if one.filename and content:
            yield officers_desk.paper(one.filename, content, one.mimetype or "", number)


def _too_much(filled: Filled) -> list[tuple[str, str]]:
    size = sum(one.size for one in filled.papers)
    if size <= _PAPER_BYTES:
        return []
    return [("papers", f"The documents are larger than {_PAPER_BYTES >> 20} MB together.")]


def _page_of(filled: Filled, faults: Sequence[tuple[str, str]] = (), *, told: bool = False) -> str:
    case = filled.page.file.case
    return render_template(
        "officer_form.html",
        case=case,
        filled=filled,
        choices=choices_of(filled.form, filled.offer),
        faults=faults,
        wrong=dict(faults),
        kept=_kept(filled.papers),
        told=told,
        story=case.summary[:SHOWN_CHARACTERS],
        due=filled.offer.standing.due_on,
        latest=filled.offer.standing.extendable_to,
    )


def _kept(papers: Iterable[Attachment]) -> list[dict[str, str]]:
    """Files as a page bears them on to the next."""
    return [
        {
            "name": one.filename,
            "size": f"{max(1, one.size >> 10)} kB",
            "content": base64.b64encode(one.content).decode(),
        }
        for one in papers
    ]


def _letters(rehearsed: Rehearsed, by: str) -> list[dict[str, Any]]:
    """The letters that would go out, as their readers would see them, the resident's first; not one's own receipt."""
    shown = []
    for one, raw in rehearsed.letters:
        if one.recipient == by and one.letter == "officer_receipt":
            continue
        read = read_message(raw)
        shown.append(
            {
                "to": one.recipient,
                "role": str(one.role),
                "subject": one.subject,
                "text": read.body.text,
                "papers": [each.filename for each in read.attachments],
            }
        )
    return sorted(shown, key=lambda one: one["role"] != "resident")


def _check(filled: Filled, rehearsed: Rehearsed, letters: list[dict[str, Any]]) -> str:
    done, _, wanted = rehearsed.words.partition(" Still wanted: ")
    return render_template(
        "officer_check.html",
        case=filled.page.file.case,
        filled=filled,
        letters=letters,
        done=[one.rstrip(".") for one in done.split("; ")],
        wanted=[one.rstrip(".") for one in wanted.split("; ") if one],
        kept=_kept(filled.papers),
    )
