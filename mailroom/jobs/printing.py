"""Letters for residents without email: what waits, and one PDF of it, safely on disk before anything is called printed.

A batch is begun in the record, its file written and flushed, and only then are its letters marked. Killed anywhere
between, the same batch is made again under the same name: no letter is lost, and none is in two files.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from letters.batch import Bound, Posted, bind
from letters.compose import Letter
from letters.document import Sheet, as_docx, as_pdf
from letters.envelope import Enclosure
from letters.faults import LetterFault
from mailroom.acts import paper, prints
from mailroom.acts.ledger import Ledger
from mailroom.clock import LONDON
from mailroom.errors import PrintFault
from mailroom.house import House
from mailroom.rules.workdays import local_date
from store import cases, outbox
from store import prints as record
from store.rows import NoSuchRow
from store.session import Connection
from store.states import Audience, Channel

_FOR_RESIDENTS = (Audience.RESIDENT, Audience.THIRD_PARTY)
# In one file: more is not carried to a printer at once.
MOST = 500


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits to be printed: how many letters, since when, and the first of them."""

    count: int
    since: datetime | None
    letters: tuple[outbox.Outgoing, ...]
    unmade: record.Batch | None


@dataclass(frozen=True, slots=True)
class Made:
    """A batch in its file, with the enclosures that are to be printed from files of their own."""

    batch: record.Batch
    file: Path
    pages: int
    apart: tuple[Path, ...] = ()


def waits(house: House, limit: int = MOST) -> Waits:
    """The letters that wait; changes nothing."""
    with house.record.read() as conn:
        count, since = record.how_many_wait(conn)
        return Waits(count, since, tuple(record.waiting(conn, limit)), record.unmade(conn))


def print_batch(house: House, folder: Path, by: str) -> Made | None:
    """All that waits in one PDF in a folder, and marked as printed; None where nothing waits. PrintFault where it
    cannot be made: every letter then waits as before.
    """
    with _alone(house):
        with house.record.write() as conn:
            ledger = Ledger(house, conn, house.now(), by=by)
            batch = prints.begin(ledger, MOST)
            ledger.flush()
        if batch is None:
            return None
        made = _make(house, batch, folder)
        with house.record.write() as conn:
            ledger = Ledger(house, conn, house.now(), by=by)
            prints.end(ledger, batch, made.file.name, _digest(made.file))
            ledger.flush()
        return made


def print_again(house: House, folder: Path, by: str, batch_id: int) -> Made:
    """A batch that was made before once more, of the same letters; PrintFault where there is none."""
    with _alone(house):
        with house.record.read() as conn:
            try:
                batch = record.get_batch(conn, batch_id)
            except NoSuchRow as fault:
                do = "`mailroom print` lists the last ones."
                raise PrintFault(f"There is no print batch {batch_id}.", do=do) from fault
        if batch.made_at is None:
            raise PrintFault(
                f"Batch {batch_id} was begun and never finished.",
                do="Without --again it is made now, with every letter that is in it.",
            )
        made = _make(house, batch, folder)
        with house.record.write() as conn:
            ledger = Ledger(house, conn, house.now(), by=by)
            prints.again(ledger, batch)
            ledger.flush()
        return made


def one_letter(house: House, folder: Path, number: int, kind: str) -> Path:
    """A letter of the outbox as a document of its own, `pdf` or `docx`; nothing is marked. PrintFault where there is no
    such letter, or it is not to a resident.
    """
    with house.record.read() as conn:
        try:
            letter = outbox.get(conn, number)
        except NoSuchRow as fault:
            do = "`mailroom case show REFERENCE` has their numbers."
            raise PrintFault(f"There is no letter {number} in the outbox.", do=do) from fault
        if letter.role not in _FOR_RESIDENTS:
            raise PrintFault(f"Letter {number} went to a colleague: it is no letter for paper.")
        sheet = _posted(house, conn, letter).sheet
    try:
        made = as_pdf(sheet) if kind == "pdf" else as_docx(sheet, house.config.letters.letterhead)
    except LetterFault as fault:
        raise PrintFault(f"Letter {number} cannot be made into a document: {fault}.") from fault
    folder.mkdir(parents=True, exist_ok=True)
    return _put(folder, f"letter-{number:05}-{letter.letter}.{kind}", made)


@contextmanager
def _alone(house: House) -> Iterator[None]:
    with house.record.hold("print") as alone:
        if not alone:
            raise PrintFault(
                "Somebody else is printing now.", do="Wait until they are done, then look again."
            )
        yield


def _make(house: House, batch: record.Batch, folder: Path) -> Made:
    with house.record.read() as conn:
        posted = [_posted(house, conn, one) for one in record.letters_in(conn, batch.id)]
    council, day = house.config.council.name, local_date(batch.begun_at)
    title = f"{council}: letters to print, batch {batch.id} of {day:%-d %B %Y}"
    try:
        bound = bind(title, batch.begun_at.astimezone(LONDON), posted)
    except LetterFault as fault:
        raise PrintFault(f"Batch {batch.id} cannot be made: {fault}.") from fault
    return _written(batch, folder, bound)


def _posted(house: House, conn: Connection, one: outbox.Outgoing) -> Posted:
    message = message_from_bytes(outbox.raw_of(conn, one.id), policy=policy.default)
    assert isinstance(message, EmailMessage)
    file = cases.get_case(conn, one.case_id) if one.case_id is not None else None
    to = message["To"]
    named = [*(one.display_name for one in (*to.addresses, *to.groups))] if to else []
    name = next((one for one in named if one), "")
    where = one.recipient.split(", ") if one.channel is Channel.PRINT else ()
    sheet: Sheet = paper.sheet_of(
        house,
        Letter(one.letter, one.subject, _part(message, "plain"), _part(message, "html")),
        (name if name != "resident" else "", *where),
        local_date(one.written_at),
        file.case.reference if file else "",
        paper.look_of(file.parties if file else ()),
    )
    return Posted(one.id, sheet, tuple(enclosures_of(message)))


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def enclosures_of(message: EmailMessage) -> Iterator[Enclosure]:
    """What goes with a letter, in its order."""
    for part in message.iter_attachments():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Enclosure(part.get_filename() or "enclosure", part.get_content_type(), content)


def _written(batch: record.Batch, folder: Path, bound: Bound) -> Made:
    """The file whole and on disk under its name, or not there at all."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        apart = tuple(_put(folder, f"batch-{batch.id:04}-{_safe(one.filename)}", one.content)
                      for one in bound.apart)  # fmt: skip
        file = _put(folder, f"print-batch-{batch.id:04}.pdf", bound.pdf)
    except OSError as fault:
        raise PrintFault(
            f"{folder}: the file cannot be written ({fault.strerror}).",
            do="Nothing was marked as printed. Choose another folder, or make room in this one.",
        ) from fault
    return Made(batch, file, bound.pages, apart)


def _safe(name: str) -> str:
    kept = "".join(one if one.isalnum() or one in "-_. " else "_" for one in name)
    return kept.lstrip(".")[:120] or "enclosure"


def _put(folder: Path, name: str, content: bytes) -> Path:
    """Write it beside, flush it, and give it its name: what has the name is whole."""
    place, beside = folder / name, folder / f".{name}.part"
    # A resident's letter is for whoever prints it, and for nobody else of the machine.
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return place


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
