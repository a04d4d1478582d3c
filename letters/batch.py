"""Letters for the post bound into one PDF: before each a sheet that tells it from the next, behind it its enclosures.

For a printer and whoever fills the envelopes: what is printed needs no tags. Nothing is marked as
printed here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from letters.document import PDF, Sheet, address_lines, as_pdf, render_pdf
from letters.envelope import Enclosure
from letters.words import moment

if TYPE_CHECKING:
    from pypdf import PdfReader

# Of enclosures that are bound in; a longer one is printed from its own file.
MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter for the post: its number in the outbox, its sheet, and what goes with it."""

    number: int
    sheet: Sheet
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """The file, and the enclosures that could not be bound in, each under a name that tells whose it is."""

    pdf: bytes
    pages: int
    apart: tuple[Enclosure, ...] = ()


def bind(title: str, made_at: datetime, letters: Sequence[Posted]) -> Bound:
    """All letters of a batch in one PDF, in their order; LetterFault where one cannot be made."""
    from pypdf import PdfWriter

    out = PdfWriter()
    apart: list[Enclosure] = []
    for place, one in enumerate(letters, 1):
        letter = _read(as_pdf(one.sheet))
        inside, beside = _sorted(one)
        apart += beside
        facts = {
            "title": title,
            "made": moment(made_at),
            "place": place,
            "of": len(letters),
            "number": one.number,
            "reference": one.sheet.reference,
            "address": address_lines(one.sheet.to),
            "pages": len(letter.pages) + sum(len(papers.pages) for papers in inside),
            "large": one.sheet.look.points if one.sheet.look.is_large else 0,
            "beside": [file.filename for file in beside],
        }
        out.append(
            _read(render_pdf("separator.html", facts)),
            outline_item=f"{place}. {one.sheet.reference or one.sheet.letter.subject}",
            import_outline=False,
        )
        for papers in (letter, *inside):
            out.append(papers, import_outline=False)
    out.add_metadata({"/Title": title})
    file = io.BytesIO()
    out.write(file)
    return Bound(file.getvalue(), len(out.pages), tuple(apart))


def _read(content: bytes) -> PdfReader:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(content))


def _sorted(one: Posted) -> tuple[list[PdfReader], list[Enclosure]]:
    """The enclosures of a letter that can be bound in, and those that are printed from files of their own."""
    inside: list[PdfReader] = []
    beside: list[Enclosure] = []
    for file in one.enclosures:
        papers = _papers(file)
        if papers is None:
            name = f"letter-{one.number}-{file.filename}"
            beside.append(Enclosure(name, file.content_type, file.content))
        else:
            inside.append(papers)
    return inside, beside


def _papers(file: Enclosure) -> PdfReader | None:
    """An enclosure as pages to bind in; None for what is no PDF, or one that cannot be read here."""
    from pypdf.errors import PyPdfError

    if file.content_type != PDF:
        return None
    try:
        papers = _read(file.content)
        if papers.is_encrypted or len(papers.pages) > MOST_PAGES:
            return None
    except (PyPdfError, ValueError, KeyError, RecursionError):
        return None
    return papers
