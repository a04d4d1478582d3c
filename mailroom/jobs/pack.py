"""The Ombudsman's pack: everything on a case as one PDF, and the originals as a ZIP, made anew whenever it is asked.

The record keeps no pack, only who made which, with its hash. The PDF is put together in a process with limits, for it
opens what strangers sent; a file that breaks costs its own pages. Both files appear whole under their names, or not
at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from letters.bundle import Bundle
from letters.words import in_words
from mailroom.acts import enquiries
from mailroom.acts.ledger import Ledger
from mailroom.errors import PackFault
from mailroom.house import House
from mailroom.jobs import pack_child as child
from mailroom.jobs import pack_lines as lining
from mailroom.jobs import pack_parts as parting
from mailroom.jobs.by_hand_page import page
from mailroom.jobs.pack_lines import Line, Linked
from mailroom.jobs.pack_originals import write_zip
from mailroom.jobs.pack_papers import Gathering
from store import journal
from store.casefile import CaseFile
from store.session import Connection

MADE, FETCHED = "pack made", "pack fetched"
# Laying out thousands of pages and drawing hundreds of megabytes onto them.
BINDING_SECONDS, BINDING_BYTES = 1800, 3 << 30
_ROOT = Path(__file__).resolve().parents[2]
# A withheld mail's words in another paper: so many characters of them are no coincidence.
_TELLING = 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pack is to be of: which cases besides, and what is withheld, each with the reason."""

    reference: str
    also: tuple[str, ...] = ()
    without: Mapping[str, str] = field(default_factory=dict)
    refused: Callable[[bytes], str] | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What would be in a pack, for whoever decides what is withheld."""

    reference: str
    lines: tuple[Line, ...]
    linked: tuple[Linked, ...]
    enquiry: enquiries.Enquiry | None


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was made: its files, pages and hashes; `heed` is what its maker should look at before it goes."""

    reference: str
    pdf: Path
    originals: Path
    pages: int
    pdf_sha256: str
    originals_sha256: str
    heed: tuple[str, ...] = ()


def contents(house: House, reference: str, also: tuple[str, ...] = ()) -> Contents:
    """What there is on a case; CannotBeDone where there is no such case. Changes nothing."""
    with house.record.read() as conn:
        files = lining.files_of(conn, reference, also)
        lines = lining.lines_of(house, conn, files)
        linked = tuple(lining.linked_to(conn, files[0]))
        return Contents(
            files[0].case.reference, tuple(lines), linked, enquiries.of(house, conn, files[0])
        )


def try_out(house: House, wanted: Wanted) -> None:
    """Whether a pack can be asked for so; CannotBeDone in words where not. Makes nothing."""
    with house.record.read() as conn:
        files = lining.files_of(conn, wanted.reference, wanted.also)
        lining.left_out(lining.lines_of(house, conn, files), wanted.without)


def make(house: House, wanted: Wanted, folder: Path, by: str, name: str = "") -> Pack:
    """The pack in a folder, journalled. CannotBeDone for what cannot be asked, PackFault where it cannot be made."""
    with _work(folder) as work:
        with house.record.read() as conn:
            files = lining.files_of(conn, wanted.reference, wanted.also)
            reference = files[0].case.reference
            lines = lining.lines_of(house, conn, files)
            why = lining.left_out(lines, wanted.without)
            gathered = Gathering(house, conn, work, lines, why, wanted.refused)
            gathered.all()
            about = _about(house, conn, files, name or by)
            bundle = _bundle(house, conn, about, gathered)
        made = _bind(house, work, bundle)
        pages = {int(one): (at, made["lengths"][one]) for one, at in made["begins"].items()}
        notes = [f"Withheld: Doc {number}, {reason}." for number, reason in sorted(why.items())]
        write_zip(work / "zip", reference, gathered.originals, bundle.happenings, pages, notes)
        problems = {int(one): said for one, said in made["problems"].items()}
        heed = tuple(_heed(gathered, problems))
        pack = _placed(work, folder, reference, made["pages"], heed)
    _journal(house, files[0].case.id, pack, why, wanted.also, by)
    return pack


def note_fetched(house: House, pack: Pack, what: str, by: str) -> None:
    """Somebody took a file of a pack away."""
    with house.record.write() as conn:
        case_id = lining.files_of(conn, pack.reference, ())[0].case.id
        ledger = Ledger(house, conn, house.now(), by=by)
        ledger.note(FETCHED, what, case_id=case_id)
        ledger.flush()


@contextmanager
def _work(folder: Path) -> Iterator[Path]:
    """A folder beside the pack's place, so that what is made there can be put in its place at once."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".pack-", dir=folder))
    except OSError as fault:
        raise PackFault(f"{folder}: nothing can be written there ({fault.strerror}).") from fault
    try:
        yield work
    except OSError as fault:
        do = "Make room, or choose another folder; nothing was changed."
        raise PackFault(
            f"{folder}: the pack cannot be written ({fault.strerror}).", do=do
        ) from fault
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _about(house: House, conn: Connection, files: list[CaseFile], name: str) -> parting.About:
    first, *others = (page(house, one.case.reference) for one in files)
    enquiry = enquiries.of(house, conn, files[0])
    return parting.About(
        first, enquiry, tuple(lining.linked_to(conn, files[0])), tuple(others), name
    )


def _bundle(house: House, conn: Connection, about: parting.About, gathered: Gathering) -> Bundle:
    case = about.page.file.case
    left = {
        one.line.number: one.left_out
        for one in gathered.originals
        if one.left_out and one.line.number not in gathered.why
    }
    every = (about.page, *about.included)
    parts = tuple(part for one in every for part in parting.chapters(house, one))
    journals = [(one.file.case.id, journal.entries_of(conn, one.file.case.id)) for one in every]
    title = "The Ombudsman's pack" if about.enquiry else "Everything on the case"
    return Bundle(
        council=house.config.council.name,
        reference=case.reference,
        title=f"{title}: {case.reference}",
        made="",
        cover=parting.cover(house, about, gathered.lines),
        urgent=parting.urgent(house, about.enquiry),
        lists=tuple(parting.not_here(about, gathered.lines, gathered.why, left)),
        parts=parts,
        happenings=parting.happenings(
            house.config.council.name, gathered.lines, gathered.why, journals
        ),
        papers=tuple(gathered.papers),
    )


def _bind(house: House, work: Path, bundle: Bundle) -> dict[str, Any]:
    """Have the PDF put together; PackFault where the process that does it broke off."""
    limits = {
        "seconds": house.config.documents.seconds,
        "memory_bytes": house.config.documents.memory_mb << 20,
        "binding_bytes": BINDING_BYTES,
        "whole_seconds": BINDING_SECONDS + 60,
    }
    (work / child.ASKED).write_text(json.dumps({"limits": limits, "bundle": asdict(bundle)}))
    command = [sys.executable, "-P", "-c", _BOOTSTRAP, str(_ROOT), str(work)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=BINDING_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise PackFault(
            f"The pack of {bundle.reference} took longer than half an hour.", do=_DO
        ) from fault
    if done.returncode:
        # Only the kind of fault: its words may be a resident's.
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2].partition(":")[0]
        said = f" ({last})" if last else ""
        raise PackFault(f"The pack of {bundle.reference} could not be put together{said}.", do=_DO)
    told: dict[str, Any] = json.loads((work / child.MADE).read_text())
    return told


_BOOTSTRAP = "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; \
from mailroom.jobs.pack_child import main; main(Path(sys.argv[2]))"
_DO = "Nothing was changed. Leave out the largest documents (--without) and make it again."


def _placed(work: Path, folder: Path, reference: str, pages: int, heed: tuple[str, ...]) -> Pack:
    """Both files under their names, readable for whoever made them and nobody else."""
    made = {work / child.PDF: f"{reference}-pack.pdf", work / "zip": f"{reference}-originals.zip"}
    digests: list[str] = []
    for file in made:
        file.chmod(0o600)
        with file.open("rb") as opened:
            digests.append(hashlib.file_digest(opened, "sha256").hexdigest())
    pdf, originals = (file.replace(folder / name) for file, name in made.items())
    return Pack(reference, pdf, originals, pages, digests[0], digests[1], heed)


def _heed(gathered: Gathering, problems: Mapping[int, str]) -> Iterator[str]:
    """What its maker should know before it goes out."""
    for one in gathered.papers:
        if one.number in problems:
            yield f"Doc {one.number} ({one.filename}) is not shown as pages: {problems[one.number]}."
        elif one.notes and one.kind == lining.DOCUMENT:
            yield f"Doc {one.number} ({one.filename}): {one.notes[0]}"
    for number, quoted in _quoted(gathered).items():
        docs = in_words(f"Doc {one}" for one in quoted)
        yield f"Doc {number} is withheld, and {docs} may quote it: look whether to withhold that too."


def _quoted(gathered: Gathering) -> dict[int, list[int]]:
    """Which papers that are shown bear the words of a mail that is withheld."""
    texts = {
        one.number: _bare(" ".join(each.text for each in one.words)) for one in gathered.papers
    }
    found: dict[int, list[int]] = {}
    for hidden, words in gathered.hidden.items():
        said = _bare(words)[:_TELLING]
        quoting = [one for one, text in texts.items() if len(said) == _TELLING and said in text]
        if quoting:
            found[hidden] = quoting
    return found


def _bare(text: str) -> str:
    return "".join(one for one in text.lower() if one.isalnum())


def _journal(
    house: House, case_id: int, pack: Pack, why: Mapping[int, str], also: tuple[str, ...], by: str
) -> None:
    said = [
        f"{pack.pages} pages",
        f"PDF SHA-256 {pack.pdf_sha256}",
        f"ZIP SHA-256 {pack.originals_sha256}",
    ]
    said += [f"withheld Doc {number}: {reason}" for number, reason in sorted(why.items())]
    said += [f"with {one.strip().upper()}" for one in also]
    with house.record.write() as conn:
        ledger = Ledger(house, conn, house.now(), by=by)
        ledger.note(MADE, "; ".join(said), case_id=case_id)
        ledger.flush()
