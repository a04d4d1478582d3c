"""Signing in by a mailed link, and out; the council's colour."""

from __future__ import annotations

import re

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from mailroom.desk.places import place_asking
from mailroom.desk.room import Room, here

pages = Blueprint("entry", __name__)
# Where to after signing in: a page of this desk, never another site's.
_OWN_PLACE = re.compile(r"/(?![/\\])[\w\-./?=&%+]*")


@pages.get("/")
def home() -> AnyResponse:
    """The page somebody works on most."""
    worker = here()
    if worker.is_coordinator:
        return redirect(url_for("queue.queue"))
    return redirect(url_for("cases.register" if worker.sees_cases else "health.state"))


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> AnyResponse | str:
    """Ask for a link; the answer is the same for every address."""
    if g.worker is not None:
        return redirect(url_for("entry.home"))
    if request.method == "GET":
        to = request.args.get("to", "")
        session["to"] = to if _OWN_PLACE.fullmatch(to) else ""
        return render_template("sign_in.html")
    if Room.current().door.is_asked_too_often(place_asking()):
        abort(429)
    email = request.form.get("email", "").strip()[:320]
    if "@" not in email:
        return render_template(
            "sign_in.html", fault="Enter your council email address.", email=email
        )
    Room.current().door.ask(email)
    return redirect(url_for("entry.asked"))


@pages.get("/sign-in/asked")
def asked() -> str:
    """What happens now, whoever asked."""
    return render_template("asked.html", minutes=Room.current().house.config.desk.link_minutes)


@pages.route("/sign-in/<token>", methods=["GET", "POST"])
def come_in(token: str) -> AnyResponse | str | tuple[str, int]:
    """A link: a page with one button, for a mail filter that opens links must not use it up."""
    if request.method == "GET":
        return render_template("come_in.html")
    key = Room.current().door.come_in(token)
    if key is None:
        return render_template("sign_in.html", stale=True), 403
    to = session.get("to") or url_for("entry.home")
    session.clear()
    session["key"] = key
    return redirect(to)


@pages.post("/sign-out")
def sign_out() -> AnyResponse:
    """End this visit."""
    Room.current().door.leave(g.visit)
    session.clear()
    flash(_SIGNED_OUT if Room.current().house.config.desk.openid else "You are signed out.")
    return redirect(url_for("entry.sign_in"))


_SIGNED_OUT = (
    "You are signed out of the desk. You are still signed in to your council account elsewhere."
)


@pages.post("/keys")
def keys() -> AnyResponse:
    """Turn the single keys of the queue on or off, for this visit."""
    session["keys"] = not session.get("keys", False)
    to = request.form.get("to", "")
    return redirect(to if _OWN_PLACE.fullmatch(to) else url_for("entry.home"))


@pages.get("/colour.css")
def colour() -> Response:
    """The council's colour, as the style sheet takes it."""
    words = f":root{{--council:{Room.current().house.config.desk.colour}}}"
    answer = Response(words, mimetype="text/css")
    answer.headers["Cache-Control"] = "max-age=3600"
    return answer
