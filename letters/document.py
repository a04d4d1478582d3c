"""A letter as a document on the council's letterhead: DOCX from a template that it edits in Word, and tagged PDF.

The libraries are asked for when a document is made and not before: most commands make none. No file
or server is fetched for a document but the letterhead and the logo that were named. Nothing here
sends or prints.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from letters.blocks import blocks_of
from letters.faults import LetterFault
from letters.tagging import complete
from letters.words import longdate, one_line

if TYPE_CHECKING:
    from letters.compose import Letter

TEMPLATES = Path(__file__).parent / "document_templates"
LETTERHEAD, PLAIN = TEMPLATES / "letterhead.docx", TEMPLATES / "plain.docx"
# Points of an ordinary letter; from what size on a letter is in large print.
POINTS, LARGE = 11, 16
# So many lines fit the window of an envelope (see letter.html).
ADDRESS_LINES = 6
PDF = "application/pdf"
_KINDS_OF_PICTURE = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_KINDS_OF_PICTURE |= {".svg": "image/svg+xml", ".gif": "image/gif"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader needs a letter: in which size, in points, and whether plain (no columns, tables or pictures)."""

    points: int = POINTS
    plain: bool = False

    @property
    def is_large(self) -> bool:
        """Whether it is large print."""
        return self.points >= LARGE


@dataclass(frozen=True, slots=True)
class Head:
    """Who writes, as a letterhead shows it."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    url: str = ""
    logo: Path | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter ready for paper: whom it is for (name and address, a line each), when it was written and about what."""

    letter: Letter
    head: Head
    to: tuple[str, ...]
    on: date
    reference: str = ""
    look: Look = Look()


def as_pdf(sheet: Sheet) -> bytes:
    """The letter as PDF/UA-1: tagged, in British English, its fonts within; LetterFault where it cannot be made."""
    return render_pdf("letter.html", _facts(sheet), sheet.letter.name)


def render_pdf(template: str, facts: dict[str, object], name: str = "") -> bytes:
    """One of the document templates as a tagged PDF."""
    made: bytes = _page(template, facts, name).write_pdf(pdf_variant="pdf/ua-1", finisher=complete)
    return made


def laid_out(template: str, facts: dict[str, object], out: Path) -> tuple[int, dict[str, int]]:
    """A long document as a tagged PDF in a file: how many pages, and on which (from 0) each named place of it lies."""
    document = _page(template, facts, template).render(pdf_tags=True)
    document.write_pdf(out, pdf_tags=True, finisher=complete)
    places = {name: number for number, page in enumerate(document.pages) for name in page.anchors}
    return len(document.pages), places


def _page(template: str, facts: dict[str, object], name: str) -> Any:
    """A document template filled in, ready to be laid out; nothing is fetched for it."""
    page = _desk().get_template(template).render(facts)
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as fault:
        raise LetterFault(
            f"a PDF cannot be made, for Pango is not there ({fault}); on Debian:"
            " apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-liberation",
            letter=name,
        ) from fault
    return HTML(
        string=page, url_fetcher=URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    )


@lru_cache(maxsize=1)
def _desk() -> SandboxedEnvironment:
    desk = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    desk.filters |= {"longdate": longdate}
    return desk


def _facts(sheet: Sheet) -> dict[str, object]:
    """What both kinds of template may print; a council's own letterhead knows them by these names."""
    head, plain = sheet.head, sheet.look.plain
    return {
        "council": {
            "name": head.name,
            "address": [one for one in head.address if one],
            "email": head.email,
            "phone": head.phone,
            "url": head.url,
        },
        "logo": "" if plain or head.logo is None else picture(head.logo),
        "recipient": one_line(sheet.to[0] if sheet.to else ""),
        "address": address_lines(sheet.to),
        "date": longdate(sheet.on),
        "reference": sheet.reference,
        "subject": one_line(sheet.letter.subject),
        "body": blocks_of(sheet.letter),
        "look": sheet.look,
    }


def address_lines(written: Sequence[str]) -> list[str]:
    """Name and address as the window shows them: no empty line, and what is too many goes on one line."""
    lines = [line for line in map(one_line, written) if line]
    while len(lines) > ADDRESS_LINES:
        # The shortest two neighbours, below the name and above the postcode, share a line.
        at = min(range(1, len(lines) - 2), key=lambda n: len(lines[n]) + len(lines[n + 1]))
        lines[at : at + 2] = [f"{lines[at]}, {lines[at + 1]}"]
    return lines


def picture(file: Path) -> str:
    """A council's logo as an address that has the picture in it; LetterFault where it cannot be read."""
    kind = _KINDS_OF_PICTURE.get(file.suffix.lower())
    if kind is None:
        raise LetterFault(f"{file}: a logo is a file .png, .jpg or .svg")
    try:
        content = base64.b64encode(file.read_bytes()).decode("ascii")
    except OSError as fault:
        raise LetterFault(f"{file}: the logo cannot be read ({fault.strerror})") from fault
    return f"data:{kind};base64,{content}"


def as_docx(sheet: Sheet, letterhead: Path | None = None) -> bytes:
    """The letter as a Word document on the letterhead (the built-in one if None); LetterFault tells what is wrong with
    a template. A plain letter is on no letterhead.
    """
    from letters.word import render

    template = PLAIN if sheet.look.plain else letterhead or LETTERHEAD
    return render(template, _facts(sheet), sheet)
