"""What of a stranger's documents is shown and handed out, and why not: by their kind, and by what a scanner found."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort

from mailroom.acts.enclosed import is_withheld
from mailroom.desk.room import Room
from mailroom.jobs.reading import files_in
from mailroom.rules.reading import withheld
from parsers.attachments import Attachment
from parsers.documents import ocr, office
from parsers.documents.unreadable import NO_WORDS
from parsers.message import read_message
from store import inbox
from store.documents import Document
from store.rows import NoSuchRow

_PICTURES = frozenset(f"image/{one}" for one in "avif bmp gif heic heif jpeg png tiff webp".split())
_NO_WORDS = (NO_WORDS, ocr.PROBLEM)
_WRITTEN = frozenset(
    (
        "application/rtf",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/rtf",
    )
)


@dataclass(frozen=True, slots=True)
class Preview:
    """How a document is shown beside its words: its first page, or a sentence that says why it is not."""

    is_shown: bool
    why_not: str = ""
    is_withheld: bool = False


def preview_of(sniffed_type: str, problem: str) -> Preview:
    """Whether a page shows the picture of a document, by its kind and by what was wrong when it was read."""
    if withheld(problem):
        return Preview(
            False, f"It is neither shown nor given to anybody: {problem}.", is_withheld=True
        )
    if sniffed_type not in (*_PICTURES, *_WRITTEN, "application/pdf"):
        return Preview(False)
    if sniffed_type in _WRITTEN and not office.is_installed():
        return Preview(False, f"There is no picture of it: {office.MISSING}.")
    # That no words could be read in a picture is the reason to look at it.
    if problem and sniffed_type not in _PICTURES and not problem.startswith(_NO_WORDS):
        return Preview(False, f"There is no picture of it: {problem}.")
    return Preview(True)


def row_of(number: int, position: int) -> Document | None:
    """What was written down of a document when its mail was read; None where it never was."""
    with Room.current().house.record.read() as conn:
        rows = inbox.documents_of(conn, number)
    return next((one for one in rows if one.position == position), None)


def document_in(number: int, position: int) -> Attachment:
    """A document out of its mail as it came."""
    with Room.current().house.record.read() as conn:
        try:
            files = files_in(read_message(inbox.raw_of(conn, number)))
        except NoSuchRow:
            abort(404)
    if position >= len(files):
        abort(404)
    return files[position]


def why_withheld(number: int, position: int | None, content: bytes) -> str:
    """Why nobody is given a document, or a mail as it came: what was found when it was read, else what is found now."""
    room = Room.current()
    with room.house.record.read() as conn:
        known = is_withheld(conn, number, position)
        was_read = bool(inbox.documents_of(conn, number))
    if known or was_read or room.reader.refused is None:
        return known
    return withheld(room.reader.refused(content))


def download(content: bytes, name: str) -> Response:
    """A stranger's file as one that is saved: never shown within the desk, whatever it says it is."""
    answer = Response(content, mimetype="application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=name.replace("\n", " "))
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
