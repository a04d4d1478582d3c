"""A person decides: each form of a message's page becomes one act, tried first, kept, and carried out minutes later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
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

pages = Blueprint("deciding", __name__, url_prefix="/queue")
Form = MultiDict[str, str]
_NOTED = ("channel", "assisted_by", "desired_outcome", "not_ours", "category", "complexity")


def wishes(form: Form, prefix: str = "") -> dict[str, Any]:
    """How a message is to be registered, as the form says."""
    said: dict[str, Any] = {
        "kind": form.get(f"{prefix}kind", "complaint"),
        "service": form.get(f"{prefix}service", ""),
        "others": [one for one in form.getlist(f"{prefix}others") if one],
        "flags": form.getlist(f"{prefix}flags"),
        "informal": bool(form.get(f"{prefix}informal")),
        "why": form.get(f"{prefix}why", "").strip(),
        "allowed_by": form.get(f"{prefix}allowed_by", "").strip(),
        "in_spite_of": form.get(f"{prefix}in_spite_of", ""),
        "same_matter": form.get(f"{prefix}same_matter", "").strip(),
        "grew_out_of": form.get(f"{prefix}grew_out_of", "").strip(),
        "stage": _number(form.get(f"{prefix}stage", "1")),
        "noted": {name: form[name].strip() for name in _NOTED if form.get(name, "").strip()},
    }
    if form.get("received"):
        said["first_received_on"] = _day(form["received"])
    if any(form.get(name) for name in ("for_whom", "permission", "member")):
        said["behalf"] = _behalf(form)
    return said


def _behalf(form: Form) -> dict[str, Any]:
    return {
        "name": form.get("for_whom", "").strip(),
        "email": form.get("for_email", "").strip().lower(),
        "shown_by": form.get("permission", "").strip(),
        "member": bool(form.get("member")),
        "principal": bool(form.get("principal")),
    }


def _number(written: str) -> int:
    return int(written) if written.strip().isdecimal() and len(written) < 4 else 1


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        raise CannotBeDone(f"{written} is no day.", do="Write it as 2026-03-04.") from None


def _register(form: Form) -> dict[str, Any]:
    return wishes(form)


def _ask(form: Form) -> dict[str, Any]:
    return {"wishes": wishes(form), "question": form.get("question", "")}


def _split(form: Form) -> dict[str, Any]:
    parts = [
        {"wishes": wishes(form, f"{one}_"), "text": form.get(f"{one}_text", "")}
        for one in ("first", "second")
    ]
    return {"parts": parts}


def _attach(form: Form) -> dict[str, Any]:
    return {name: form.get(name, "").strip() for name in ("reference", "as", "why")}


def _refuse(form: Form) -> dict[str, Any]:
    names = ("why", "evidence", "say", "part", "contact", "letter")
    words = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in names}
    return {
        "exclusion": form.get("exclusion", ""),
        "service": form.get("service", ""),
        "words": words,
    }


def _transfer(form: Form) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: form.get(name, "").strip() for name in ("service", "to", "contact", "why")
    }
    return {**said, "forward": bool(form.get("forward"))}


def _decline(form: Form) -> dict[str, Any]:
    return {name: form.get(name, "").strip() for name in ("reference", "reason", "why")}


def _settle(form: Form) -> dict[str, Any]:
    return {name: form.get(name, "").strip() for name in ("service", "why")}


def _offer(form: Form) -> dict[str, Any]:
    return {"say": form.get("say", "").strip()}


def _officer(form: Form) -> dict[str, Any]:
    return {name: form.get(name, "").strip() for name in ("reference", "words")}


def _file(form: Form) -> dict[str, Any]:
    why = form.get("why", "").strip() or form.get("what", "").strip()
    if not why:
        raise CannotBeDone("It is kept with the reason for it.", do="Say why.")
    return {
        "why": why,
        "checked": form.get("checked", "").strip(),
        "annual_letter": form.get("what") == "annual",
    }


READ: Mapping[str, Callable[[Form], dict[str, Any]]] = {
    "register": _register,
    "ask": _ask,
    "split": _split,
    "attach": _attach,
    "refuse": _refuse,
    "transfer": _transfer,
    "decline": _decline,
    "settle": _settle,
    "offer": _offer,
    "officer": _officer,
    "file": _file,
}


@pages.post("/<int:number>/decide")
@coordinators
def decide(number: int) -> AnyResponse | str | tuple[str, int]:
    """Keep a decision and go on with the next message; or show the letters first, where that is asked for."""
    room, act = Room.current(), request.form.get("act", "")
    if act not in (*READ, "accept"):
        abort(400)
    try:
        if act == "accept":
            proposed = propose(room.house, look(room.house, room.reader, number))
            act, said = proposed.act, dict(proposed.said)
            # What was accepted is what was shown: another proposal by now is another decision.
            if not act or request.form.get("shown", proposed.words) != proposed.words:
                raise CannotBeDone(
                    "What was proposed is no longer so.", do="Look at the message again."
                )
        else:
            said = READ[act](request.form)
        if request.form.get("look"):
            return _check(number, act, said)
        given = instruct(room.house, room.reader, number, here().email, act, said)
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
