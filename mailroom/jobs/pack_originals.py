"""The ZIP beside a pack: each original byte for byte under its number, a list with their SHA-256, what happened.

Written to disk as it goes, one file at a time. Every name in it is ours: a number, a kind, and of the sender's own name
the letters that no system takes for a path or a command.
"""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from letters.bundle import Happening
from letters.words import one_line
from mailroom.clock import LONDON
from mailroom.jobs.pack_lines import DOCUMENT
from mailroom.jobs.pack_papers import Original
from parsers.attachments import safe_name

MANIFEST, CHRONOLOGY, READ_ME = "list of originals.csv", "what happened when.csv", "read me.txt"
# A ZIP's names are read by systems that know few characters, and take some of them for orders.
_ODD = re.compile(r"[^\w .,()@+-]|[^\x20-\x7e]")
_LONGEST = 100
# What a spreadsheet takes for a formula where a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PACKED = (
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".pdf",
    ".zip",
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".mp4",
    ".heic",
)
_CHUNK = 1 << 20


def write_zip(
    out: Path,
    reference: str,
    originals: Sequence[Original],
    happened: Iterable[Happening],
    pages: Mapping[int, tuple[int, int]],
    notes: Sequence[str],
) -> None:
    """The ZIP in a new file that is its owner's alone; `pages`: where each number begins in the PDF, and how long."""
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", allowZip64=True) as package:
        for one in originals:
            if one.file is not None:
                _add(package, f"{reference}/{name_of(one)}", one)
        rows = [_HEAD, *(_row(one, pages) for one in originals)]
        _text(package, f"{reference}/{MANIFEST}", _csv(rows))
        told = [("when", "what", "who", "doc"), *(_event(one) for one in happened)]
        _text(package, f"{reference}/{CHRONOLOGY}", _csv(told))
        _text(package, f"{reference}/{READ_ME}", "\r\n".join(_read_me(reference, notes)))


def name_of(one: Original) -> str:
    """What an original is called in the ZIP, with its folder."""
    at = one.line.at.astimezone(LONDON)
    number = f"{one.line.number:04}"
    if one.line.kind != DOCUMENT:
        return f"{one.line.kind}s/{number} {one.line.kind} {at:%Y-%m-%d}.eml"
    name = _ODD.sub("_", safe_name(one.line.filename)).strip(" .")
    stem, dot, ending = name.rpartition(".")
    kept = f"{stem[:_LONGEST]}.{ending[:12]}" if dot else name[:_LONGEST]
    return f"documents/{number} {kept or 'document'}"


def _add(package: zipfile.ZipFile, name: str, one: Original) -> None:
    assert one.file is not None
    entry = _entry(name, one.line.at)
    packed = Path(name).suffix.lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.file_size = one.size
    with one.file.open("rb") as source, package.open(entry, "w") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)


def _text(package: zipfile.ZipFile, name: str, words: str) -> None:
    entry = _entry(name, None)
    # A spreadsheet takes it for UTF-8 by its first three bytes.
    package.writestr(entry, words.encode("utf-8-sig"), zipfile.ZIP_DEFLATED)


def _entry(name: str, at: datetime | None) -> zipfile.ZipInfo:
    when = at.astimezone(LONDON) if at else None
    moment = (
        (when.year, when.month, when.day, when.hour, when.minute, when.second) if when else None
    )
    entry = zipfile.ZipInfo(
        name, moment if moment and 1980 <= moment[0] <= 2107 else (1980, 1, 1, 0, 0, 0)
    )
    entry.external_attr = 0o600 << 16
    return entry


_HEAD = (
    "doc",
    "kind",
    "what",
    "when",
    "who",
    "file",
    "name as it came",
    "bytes",
    "sha256",
    "page",
    "pages",
    "note",
)


def _row(one: Original, pages: Mapping[int, tuple[int, int]]) -> tuple[str, ...]:
    line = one.line
    hidden = one.left_out.startswith("withheld")
    page, length = pages.get(line.number, (0, 0))
    at = f"{line.at.astimezone(LONDON):%Y-%m-%d %H:%M}"
    return (
        f"Doc {line.number}",
        line.kind,
        "" if hidden else line.title,
        at,
        "" if hidden else line.who,
        name_of(one) if one.file is not None else "",
        "" if hidden else line.filename,
        "" if hidden or not one.size else str(one.size),
        "" if hidden else one.sha256,
        str(page or ""),
        str(length or ""),
        _note(one),
    )


def _note(one: Original) -> str:
    same = (
        f"the same file as Doc {one.line.same_as}" if one.line.same_as and one.line.sha256 else ""
    )
    return "; ".join(
        part for part in (f"not here: {one.left_out}" if one.left_out else "", same) if part
    )


def _event(one: Happening) -> tuple[str, ...]:
    return one.when, one.what, one.who, f"Doc {one.paper}" if one.paper else ""


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_cell(one) for one in row] for row in rows)
    return written.getvalue()


def _cell(words: str) -> str:
    said = one_line(words)
    return f"'{said}" if said.startswith(_FORMULA) else said


def _read_me(reference: str, notes: Sequence[str]) -> Iterator[str]:
    yield f"The originals of {reference}, each under the number that it has in the pack (PDF)."
    yield ""
    yield f"'{MANIFEST}' lists every one with its SHA-256, its page in the pack, and what is not here and why."
    yield f"'{CHRONOLOGY}' is what happened, in order."
    yield "Mails and letters (.eml) open in any mail program. They are byte for byte as they came and as they went."
    yield "Documents are as residents and officers sent them: open them with the care that you give to any attachment."
    yield from ("", *notes) if notes else ()
