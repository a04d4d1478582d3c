"""The Ombudsman's pack on the desk: chosen on a page, made behind it one after the other, and fetched by coordinators.

What was made lies in a folder of this desk's own for an hour and is then gone: the record has its hash, and it can be
made again.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from mailroom.acts import enquiries
from mailroom.desk.cases import theirs
from mailroom.desk.room import Room, coordinators, here, note_look
from mailroom.errors import MailroomError
from mailroom.house import House
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.pack import Pack, Wanted, contents, make, note_fetched, try_out
from store.session import RecordFault

pages = Blueprint("packs", __name__, url_prefix="/cases")
KEPT = timedelta(hours=1)
# Packs that wait or lie here at once; more is no desk's work.
MOST = 8
_EXTENSION = "mailroom-packs"
_LINES = 500
_ONCE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Making:
    """A pack that is being made, or was; `fault` says in words why it could not be."""

    reference: str
    by: str
    begun_at: datetime
    pack: Pack | None = None
    fault: str = ""

    @property
    def is_made(self) -> bool:
        """Whether it can be fetched."""
        return self.pack is not None


@dataclass
class Packs:
    """What is being made and what lies ready, by the case's reference: the last of each."""

    folder: str = field(default_factory=lambda: tempfile.mkdtemp(prefix="mailroom-packs-"))
    made: dict[str, Making] = field(default_factory=dict)
    _one_by_one: threading.Lock = field(default_factory=threading.Lock)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """What lies there goes with the desk."""
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    @staticmethod
    def current() -> Packs:
        """Those of this desk."""
        with _ONCE:
            if _EXTENSION not in current_app.extensions:
                current_app.extensions[_EXTENSION] = Packs()
        packs: Packs = current_app.extensions[_EXTENSION]
        return packs

    def find(self, reference: str, now: datetime) -> Making | None:
        """The last pack of a case that was made here; None where there is none, or it lay for its hour."""
        with self._lock:
            for old in [one for one in self.made.values() if now - one.begun_at > KEPT]:
                self._forget(old)
            return self.made.get(reference)

    def begin(self, house: House, wanted: Wanted, by: str, name: str) -> bool:
        """Have a pack made; False where that case's is being made now, or too many wait."""
        now = house.now()
        known = self.find(wanted.reference, now)
        with self._lock:
            waiting = sum(not one.is_made and not one.fault for one in self.made.values())
            if waiting >= MOST or (known and not known.is_made and not known.fault):
                return False
            if known is not None:
                self._forget(known)
            begun = self.made[wanted.reference] = Making(wanted.reference, by, now)
        threading.Thread(
            target=self._make, args=(house, wanted, begun, name), name="pack", daemon=True
        ).start()
        return True

    def _make(self, house: House, wanted: Wanted, begun: Making, name: str) -> None:
        with self._one_by_one:
            try:
                folder = Path(tempfile.mkdtemp(dir=self.folder))
                done = replace(begun, pack=make(house, wanted, folder, begun.by, name))
            except (MailroomError, RecordFault, OSError) as fault:
                done = replace(begun, fault=str(fault))
        with self._lock:
            self.made[begun.reference] = done

    def _forget(self, old: Making) -> None:
        if old.pack is not None:
            for file in (old.pack.pdf, old.pack.originals):
                file.unlink(missing_ok=True)
        if old.pack is not None or old.fault:
            self.made.pop(old.reference, None)


@pages.get("/<reference>/pack")
@coordinators
def choose(reference: str) -> str:
    """What there is on a case, what is to be withheld, and the pack that lies ready."""
    house, file = Room.current().house, theirs(reference).file
    note_look(case_id=file.case.id)
    found = contents(house, file.case.reference)
    asked = found.enquiry
    return render_template(
        "pack.html",
        case=file.case,
        found=found,
        lines=found.lines[:_LINES],
        hidden=max(0, len(found.lines) - _LINES),
        enquiry=enquiries.in_words(asked, house.today()) if asked else "",
        own=[one for one in found.linked if one.same_person],
        others=[one for one in found.linked if not one.same_person],
        making=Packs.current().find(file.case.reference, house.now()),
    )


@pages.post("/<reference>/pack")
@coordinators
def begin(reference: str) -> AnyResponse | tuple[str, int]:
    """Have the pack made, as it was chosen."""
    room, file, worker = Room.current(), theirs(reference).file, here()
    back = url_for("packs.choose", reference=file.case.reference)
    try:
        without = _withheld(request.form.get("without", ""))
        also = tuple(request.form.getlist("also"))
        wanted = Wanted(file.case.reference, also, without, room.reader.refused)
        try_out(room.house, wanted)
    except (CannotBeDone, ValueError) as fault:
        return render_template("cannot.html", fault=str(fault), back=back), 409
    if Packs.current().begin(room.house, wanted, worker.email, worker.name):
        flash("The pack is being made.")
    else:
        flash("A pack is being made already: wait until it is ready.")
    return redirect(back)


def _withheld(written: str) -> dict[str, str]:
    """What is to be withheld, as it was typed: a line each, its number, the reason."""
    found: dict[str, str] = {}
    for line in written.splitlines():
        name, _, reason = line.partition("=")
        if line.strip() and not reason.strip():
            raise ValueError(
                f"{line.strip()[:80]}: write the number, =, and why, as in 7 = legal advice."
            )
        if line.strip():
            found[name.strip()] = reason.strip()
    return found


@pages.get("/<reference>/pack/<any(pdf, zip):kind>")
@coordinators
def fetch(reference: str, kind: str) -> Response:
    """The PDF or the originals, to be saved; who took it stands in the journal."""
    house, file = Room.current().house, theirs(reference).file
    making = Packs.current().find(file.case.reference, house.now())
    if making is None or making.pack is None:
        abort(404)
    place = making.pack.pdf if kind == "pdf" else making.pack.originals
    note_fetched(house, making.pack, place.name, here().email)
    answer = send_file(
        place,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=place.name,
        max_age=0,
    )
    # It holds what strangers sent: saved, and never opened within the desk.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
