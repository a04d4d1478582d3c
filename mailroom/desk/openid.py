"""Signing in with the council's own account: there, and back with what belongs to this browser alone.

What was begun is kept in the browser's own signed cookie, and its hash in the record, where it is good once and for
some minutes: another's answer, and the same one twice, open nothing. The link by mail stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import structlog
from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from mailroom.acts.ledger import Ledger
from mailroom.config_desk import OpenIdConfig
from mailroom.desk.door import hash_of
from mailroom.desk.known_by import address_in
from mailroom.desk.places import place_asking
from mailroom.desk.room import Room
from mailroom.gates import openid as gate
from mailroom.house import House
from mailroom.jobs.doors import sign_in_service
from store import links

log = structlog.get_logger()

pages = Blueprint("openid", __name__, url_prefix="/sign-in/openid")
# Under this name a sign-in that was begun stands among the links: no address is written so.
BEGUN = "(openid)"
# As long as somebody takes to sign in there, with a second factor.
WITHIN = timedelta(minutes=15)
_UNKNOWN = (
    "Your account is known, but nobody has entered you for this desk. Ask whoever looks after the feedback desk to"
    " enter your address in its configuration."
)


@pages.get("")
def begin() -> AnyResponse | tuple[str, int]:
    """To the council's sign-in service."""
    room, provider = Room.current(), _provider()
    if room.door.is_asked_too_often(f"openid {place_asking()}", _MOST):
        abort(429)
    state = room.door.chance()
    try:
        begun = gate.begin(provider, state)
    except gate.NotSignedIn as fault:
        return _refuse(fault)
    now = room.house.now()
    with room.house.record.write() as conn:
        links.add_link(conn, hash_of(state), BEGUN, now, now + WITHIN)
    session["openid"] = {"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier}
    return redirect(begun.url)


# Whoever sits behind one proxy with all the council.
_MOST = 400


@pages.get("/back")
def back() -> AnyResponse | tuple[str, int]:
    """Back from there: a visit begins for somebody of the directory whom the service vouches for."""
    room, provider = Room.current(), _provider()
    begun = _begun(room.house)
    if begun is None:
        return _refuse(
            gate.NotSignedIn(
                "This sign-in was not begun here, or was used already.", "state", do="Begin again."
            )
        )
    try:
        claims = gate.finish(provider, begun, request.args.to_dict(), room.house.now())
    except gate.NotSignedIn as fault:
        return _refuse(fault)
    email, why = address_in(claims, _config(room.house), room.house.config.in_own_domain)
    key = room.door.begin_visit(email, "with the council's account") if email else None
    if key is None:
        _note_stranger(room.house, why or "nobody of that address is in the directory")
        why = why or "not in the directory"
        return _refuse(
            gate.NotSignedIn("You could not be signed in to this desk.", why, do=_UNKNOWN)
        )
    to = session.get("to") or url_for("entry.home")
    session.clear()
    session["key"] = key
    return redirect(to)


def _begun(house: House) -> gate.Begun | None:
    """What this browser began, used up; None where it began nothing that this could be the end of."""
    kept = session.pop("openid", None)
    state = request.args.get("state", "")
    if not isinstance(kept, dict) or not state or kept.get("state") != state:
        return None
    with house.record.write() as conn:
        if links.use_link(conn, hash_of(state), house.now()) != BEGUN:
            return None
    return gate.Begun("", state, str(kept["nonce"]), str(kept["verifier"]))


def _note_stranger(house: House, why: str) -> None:
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by="desk")
        ledger.note("not let in", f"with the council's account: {why}")
        ledger.flush()


def _refuse(fault: gate.NotSignedIn) -> tuple[str, int]:
    log.warning("not signed in", why=fault.why, away=fault.is_away)
    words: Mapping[str, str] = {"what": fault.what, "do": fault.do}
    return render_template("sign_in.html", refused=words), 503 if fault.is_away else 403


def _config(house: House) -> OpenIdConfig:
    found = house.config.desk.openid
    if found is None:
        abort(404)
    return found


def _provider() -> gate.Provider:
    """The service as it is configured, its secret as it is now."""
    found = sign_in_service(Room.current().house.config)
    if found is None:
        abort(404)
    return found
