"""Puts the desk together: pages, the door before them, and what every answer bears to keep people safe.

Flask and what it brings are loaded only where a desk runs. No script and no style stands within a page.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.exceptions import Forbidden, HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from mailroom.desk import (
    cases,
    deciding,
    entry,
    health,
    message,
    officer,
    openid,
    outbox,
    overview,
    packs,
    preview,
    queue,
    reporting,
)
from mailroom.desk.door import Door
from mailroom.desk.people import Worker
from mailroom.desk.room import EXTENSION, Room
from mailroom.desk.words import FILTERS
from mailroom.errors import MailroomError
from mailroom.house import House
from parsers.documents import Reader
from store.session import RecordFault

# A form with the whole text of a long mail, taken apart; no more.
_FORM_BYTES = 4 << 20
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# What anybody may ask for, signed in or not.
_OPEN = frozenset(
    ("static", "entry.sign_in", "entry.asked", "entry.come_in", "entry.colour", "health.health")
) | {"health.metrics", "openid.begin", "openid.back"}


def make_app(house: House, reader: Reader, chance: Callable[[], str]) -> Flask:
    """The desk of a house; `chance` gives tokens that nobody can guess."""
    app = Flask("mailroom.desk", static_folder="static", template_folder="templates")
    address = urlsplit(house.config.desk.address)
    app.config.update(
        SECRET_KEY=_secret(house),
        SESSION_COOKIE_NAME="mailroom_desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=address.scheme == "https",
        MAX_CONTENT_LENGTH=_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=_FORM_BYTES,
        TRUSTED_HOSTS=[address.hostname or "localhost", "127.0.0.1", "localhost"],
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("mailroom.desk", "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.extensions[EXTENSION] = Room(house, reader, Door(house, chance))
    CSRFProtect(app)
    for pages in (
        entry,
        queue,
        message,
        deciding,
        cases,
        officer,
        openid,
        outbox,
        overview,
        packs,
        preview,
        reporting,
        health,
    ):
        app.register_blueprint(pages.pages)
    app.before_request(_see_who_it_is)
    app.after_request(_keep_safe)
    app.context_processor(lambda: _at_hand(house))
    app.register_error_handler(HTTPException, _tell)
    app.register_error_handler(CSRFError, _tell_stale)
    app.register_error_handler(MailroomError, _tell_broken)
    app.register_error_handler(RecordFault, _tell_broken)
    return app


def _at_hand(house: House) -> dict[str, Any]:
    """What every page may speak of."""
    config = house.config
    return {
        "worker": g.get("worker"),
        "council": config.council,
        "places": places,
        "has_openid": config.desk.openid is not None,
    }


def places(worker: Worker) -> Sequence[tuple[str, str, bool]]:
    """The pages of the desk's first row, each with whether somebody may go there."""
    return (
        ("queue.queue", "Queue", worker.is_coordinator),
        ("overview.today", "Today", worker.sees_cases),
        ("cases.register", "Register", worker.sees_cases),
        ("overview.calendar", "Calendar", worker.sees_cases),
        ("outbox.letters", "Outbox", worker.is_coordinator),
        ("overview.compliments", "Compliments", worker.sees_cases),
        ("overview.restricted", "Restricted contact", worker.sees_all),
        ("reporting.reports", "Reports", worker.sees_all),
        ("health.state", "Health", worker.is_administrator or worker.is_coordinator),
    )


def _secret(house: House) -> bytes:
    """The key that signs cookies: the council's own for this record, and for nothing else."""
    whose = f"desk:{house.record.identity()}".encode()
    return hmac.digest(house.config.signing_key(), whose, hashlib.sha256)


def _see_who_it_is() -> AnyResponse | None:
    """Who asks; whoever is not signed in is shown the door."""
    g.worker = None
    Room.current().read_people_anew()
    found = Room.current().door.who(session["key"]) if "key" in session else None
    if found is not None:
        g.worker, g.visit = found
        return None
    if request.endpoint in _OPEN or request.endpoint is None:
        return None
    session.clear()
    wanted = request.full_path if request.method == "GET" else ""
    return redirect(url_for("entry.sign_in", to=wanted.rstrip("?") or None))


def _keep_safe(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint not in ("static", "entry.colour"):
        response.headers["Cache-Control"] = "no-store"
    if Room.current().house.config.desk.address.startswith("https:"):
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _tell(fault: HTTPException) -> tuple[str, int]:
    if isinstance(fault, SecurityError):
        # Called by another's name: no page can be made, for none of its addresses would be ours.
        return "This desk has another name.\n", 400
    code = fault.code or 500
    words = {
        403: "This is not for you to see or do.",
        404: "There is nothing here.",
        413: "That was too much for one form.",
        429: "That was asked too often. Wait a quarter of an hour, then try again.",
    }
    said = str(fault.description) if isinstance(fault, Forbidden) else ""
    told = said if said.endswith(".") and code == 403 else words.get(code, "That did not work.")
    return render_template(
        "fault.html", title=words.get(code, "That did not work."), told=told
    ), code


def _tell_stale(_: CSRFError) -> tuple[str, int]:
    told = "The page was open for too long, or was opened elsewhere. Nothing was done: go back, load it again."
    return render_template("fault.html", title="That page is out of date", told=told), 400


def _tell_broken(fault: Exception) -> tuple[str, int]:
    return render_template("fault.html", title="Something is wrong", told=str(fault)), 503
