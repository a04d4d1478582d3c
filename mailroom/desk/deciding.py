"""A person decides: each form of a message's page becomes one act, tried first, kept, and carried out minutes later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from mailroom.acts.letters import REFERENCE
from mailroom.desk.message import letters_of, next_waiting
from mailroom.desk.proposing import propose
from mailroom.desk.room import Room, coordinators, here
from mailroom.desk.words import hour
from mailroom.jobs import by_hand
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.instructed import carry_out_now, instruct, rehearse, take_back
from mailroom.jobs.instructed_acts import ACTS
from mailroom.jobs.rereading import Recalling

pages = Blueprint("deciding", __name__, url_prefix="/queue")


@pages.post("/<int:number>/decide")
@coordinators
def decide(number: int) -> AnyResponse | str | tuple[str, int]:
    """Keep a decision and go on with the next message; or show the letters first, where that is asked for."""
    room, act = Room.current(), request.form.get("act", "")
    reader = room.reader
    read = ACTS[act].read if act in ACTS else None
    if read is None and act != "accept":
        abort(400)
    try:
        if read is None:
            found = look(room.house, room.reader, number)
            proposed, reader = (
                propose(room.house, found),
                Recalling(reader, found.read, found.facts),
            )
            act, said = proposed.act, dict(proposed.said)
            # What was accepted is what was shown: another proposal by now is another decision.
            if not act or request.form.get("shown", proposed.words) != proposed.words:
                raise CannotBeDone(
                    "What was proposed is no longer so.", do="Look at the message again."
                )
        else:
            said = read(request.form)
        if request.form.get("look"):
            return _check(number, act, said)
        given = instruct(room.house, reader, number, here().email, act, said)
    except CannotBeDone as fault:
        return render_template("cannot.html", fault=str(fault), number=number), 409
    flash(
        f"Message {number}: {given.words}. It is carried out at {hour(given.until_at)}.",
        f"undo:{number}",
    )
    following = next_waiting(room.house, number)
    if following is None:
        return redirect(url_for("queue.queue"))
    return redirect(url_for("message.show", number=following))


def _check(number: int, act: str, said: Mapping[str, Any]) -> str:
    """The letters as they would go out; one that refuses may be edited."""
    room = Room.current()
    rehearsed = rehearse(room.house, room.reader, number, here().email, act, said)
    fields = [(key, value) for key, value in request.form.items(multi=True)]
    hidden = [one for one in fields if one[0] not in ("csrf_token", "look", "letter")]
    letters = letters_of(rehearsed)
    for one in letters:
        for reference in rehearsed.opened:
            one["text"] = one["text"].replace(reference, REFERENCE)
            one["subject"] = one["subject"].replace(reference, REFERENCE)
    return render_template(
        "check.html", number=number, words=rehearsed.words, letters=letters, hidden=hidden, act=act
    )


@pages.post("/<int:number>/undo")
@coordinators
def undo(number: int) -> AnyResponse:
    """Take a decision back."""
    try:
        take_back(Room.current().house, number, here().email)
        flash(f"Message {number} waits again: the decision was taken back.")
        return redirect(url_for("message.show", number=number))
    except CannotBeDone as fault:
        flash(str(fault))
    return redirect(url_for("queue.queue"))


@pages.post("/<int:number>/now")
@coordinators
def now(number: int) -> AnyResponse:
    """Carry a decision out without waiting."""
    room = Room.current()
    try:
        done = carry_out_now(room.house, room.reader, number)
        flash(f"Message {number}: {done}.")
    except CannotBeDone as fault:
        flash(str(fault))
    return redirect(url_for("queue.queue"))


@pages.post("/<int:number>/again")
@coordinators
def again(number: int) -> AnyResponse:
    """Have a message handled anew in the next round."""
    try:
        by_hand.send_round_again(Room.current().house, number, here().email)
        flash(f"Message {number} is handled in the next round.")
    except CannotBeDone as fault:
        flash(str(fault))
    return redirect(url_for("queue.queue"))
