"""A message's page: what was written, what was read out of it, what the rules make of it, and what would go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, session

from mailroom.desk.proposing import Proposed, propose
from mailroom.desk.room import Room, coordinators, here, note_look
from mailroom.desk.showing import document_in, download, preview_of, why_withheld
from mailroom.desk.words import marked
from mailroom.house import House
from mailroom.jobs import by_hand_look
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import Look
from mailroom.jobs.by_hand_register import kinds_of
from mailroom.jobs.instructed import Rehearsed, rehearse
from mailroom.jobs.instructed_acts import ATTACHED, REPORT_FOR_ALL
from mailroom.jobs.instructed_said import CHANNELS
from mailroom.jobs.rereading import Recalling
from mailroom.rules.colleagues import is_by_colleague, is_by_resident, read_as
from mailroom.rules.matching import Candidates, Clue, Match
from mailroom.rules.policy_terms import FLAGS
from parsers.message import read_message
from store import cases, decisions, inbox, instructions, worklist
from store.rows import NoSuchRow
from store.states import IncomingState

pages = Blueprint("message", __name__, url_prefix="/queue")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that a message may belong to, and what speaks for it."""

    file: cases.CaseFile
    why: str
    same: tuple[str, ...]


@pages.get("/<int:number>")
@coordinators
def show(number: int) -> str:
    """The page of a message that waits, or what became of it."""
    room = Room.current()
    with room.house.record.read() as conn:
        try:
            mail = inbox.get(conn, number)
        except NoSuchRow:
            abort(404)
        given = instructions.find(conn, number)
        made = decisions.decisions_of(conn, number)
    note_look(case_id=mail.case_id, incoming_id=number)
    found = by_hand_look.look(room.house, room.reader, number)
    waits = mail.state in (IncomingState.HELD, IncomingState.FAILED)
    open_to = waits and (given is None or bool(given.fault))
    return page_of(found, given=given, made=made, waits=waits, open_to=open_to)


def page_of(found: Look, **more: object) -> str:
    """The page, as decided or not."""
    room = Room.current()
    proposed = propose(room.house, found)
    rehearsed, cannot = _rehearsed(room, found, proposed) if more.get("open_to") else (None, "")
    body = found.read.message.body
    telling = [one.words for one in found.facts.proposal.because]
    return render_template(
        "message.html",
        found=found,
        mail=found.mail,
        proposal=found.facts.proposal,
        text=marked(body.newest, telling),
        mark=lambda text: marked(text, telling),
        quoted=body.quoted,
        forwarded=body.forwarded,
        proposed=proposed,
        letters=[] if rehearsed is None else letters_of(rehearsed),
        cannot=cannot,
        by_resident=is_by_resident(found.facts, found.read),
        read_as=_read_as(found),
        reasons=list(by_hand_look.reasons(room.house, found)),
        hints=(*by_hand_look.hints(room.house, found), *found.notes),
        candidates=candidates(room.house, found),
        preview_of=preview_of,
        where_to=by_hand_look.where_to,
        services=room.house.config.services,
        kinds=kinds_of(found.policy),
        flags=sorted(FLAGS),
        channels=CHANNELS,
        ways=[*ATTACHED, REPORT_FOR_ALL],
        keys=session.get("keys", False),
        undo_minutes=room.house.config.desk.undo_minutes,
        **more,
    )


def _read_as(found: Look) -> str:
    """What a colleague's own mail asks for; '' of anybody else's."""
    if not is_by_colleague(found.facts, found.read):
        return ""
    if found.command is None:
        return "a colleague's mail that asks for nothing that was understood"
    by = f", by {found.command.because}" if found.command.because else ""
    return f"{read_as(found.command)}{by}"


def _rehearsed(room: Room, found: Look, proposed: Proposed) -> tuple[Rehearsed | None, str]:
    """What would go out if the proposal were accepted; else why it cannot be."""
    if not proposed.act:
        return None, ""
    try:
        number, by = found.mail.id, here().email
        reader = Recalling(room.reader, found.read, found.facts)
        return rehearse(room.house, reader, number, by, proposed.act, proposed.said), ""
    except CannotBeDone as fault:
        return None, str(fault)


def letters_of(rehearsed: Rehearsed) -> list[dict[str, str]]:
    """The letters of a rehearsal as their readers would see them, those to residents first."""
    shown = [
        {
            "to": one.recipient,
            "role": str(one.role),
            "letter": one.letter,
            "subject": one.subject,
            "text": read_message(raw).body.text,
        }
        for one, raw in rehearsed.letters
    ]
    return sorted(shown, key=lambda one: one["role"] != "resident")


def candidates(house: House, found: Look) -> list[Candidate]:
    """The cases that it may belong to, the likeliest first, with what is the same."""
    match = found.facts.match
    clues: Sequence[Clue] = ()
    others: Sequence[int] = ()
    if isinstance(match, Match):
        clues, others = (match.clue,), match.others
    elif isinstance(match, Candidates):
        clues = match.clues
    why = {
        one.case_id: f"{one.rung.value}: {one.seen}" if one.seen else one.rung.value
        for one in reversed(clues)
    }
    ids = list(
        dict.fromkeys(
            [*(one.case_id for one in clues), *others, *(one.case.id for one in found.theirs)]
        )
    )
    with house.record.read() as conn:
        files = cases.case_files(conn, ids[:8])
    return [
        Candidate(files[one], why.get(one, "the same person"), _same(found, files[one]))
        for one in ids
        if one in files
    ]


def _same(found: Look, file: cases.CaseFile) -> tuple[str, ...]:
    """What a message and a case have in common, a word each."""
    proposal = found.facts.proposal
    writers = {one.email for one in file.parties if one.email}
    said = [
        "person" if found.facts.address in writers else "",
        "service" if file.case.service in proposal.services else "",
        "kind" if file.case.kind == proposal.kind else "",
        "words" if found.facts.same_words else "",
    ]
    return tuple(one for one in said if one)


@pages.get("/<int:number>/original")
@coordinators
def original(number: int) -> Response:
    """The bytes as received, to be kept and not to be opened here."""
    return _file(number, None)


@pages.get("/<int:number>/enclosed/<int:position>")
@coordinators
def enclosed(number: int, position: int) -> Response:
    """A document as it came, to be kept and not to be opened here."""
    return _file(number, position)


def _file(number: int, position: int | None) -> Response:
    house = Room.current().house
    with house.record.read() as conn:
        try:
            raw = inbox.raw_of(conn, number)
        except NoSuchRow:
            abort(404)
    name = f"message-{number}.eml"
    if position is not None:
        document = document_in(number, position)
        raw, name = document.content, document.filename or "document"
    if why := why_withheld(number, position, raw):
        abort(403, f"{why}.")
    note_look(incoming_id=number)
    return download(raw, name)


def next_waiting(house: House, number: int) -> int | None:
    """The message after this one, for whoever has just decided."""
    with house.record.read() as conn:
        return worklist.next_after(conn, inbox.get(conn, number))
