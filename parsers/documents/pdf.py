"""PDF documents: pypdf is the gate and the reader, pdfplumber looks at flat forms.

pypdf's own limits refuse what would unpack to gigabytes; pdfplumber has none and sees a file only
after pypdf has decoded every page that is asked of it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import (
    DependencyError,
    FileNotDecryptedError,
    LimitReachedError,
    PyPdfError,
    WrongPasswordError,
)
from pypdf.generic import DictionaryObject

from parsers.documents import ocr
from parsers.documents.document import Document, Pair
from parsers.documents.pairs import line_pairs, tidy_label, tidy_value
from parsers.documents.pdf_fields import Field, read_fields, spoken_name
from parsers.documents.pdf_layout import read_labels, read_layout, read_lines
from parsers.documents.sheet import Box, Word
from parsers.documents.unreadable import Unreadable
from parsers.documents.xfa import read_xfa

MOST_PAGES = 100
LAYOUT_PAGES = 10  # pages looked at as forms; some 40 ms each
TOO_LARGE = "it would unpack to more than any document holds: it was not opened"
LOCKED = "it is protected by a password"
BAD_PAGE = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError)
FORM_WORDS = re.compile(
    r"\b(name|address|post ?code|tele(?:phone)?|phone|mobile|e-?mail|date|signed|signature)\b",
    re.IGNORECASE,
)
FORM_WORDS_FOR_FORM, FORM_WORDS_UNRULED = 3, 7  # different ones; a letter has up to six
SHAPES_FOR_FORM = 1
SHAPES_OF_PLAIN_FORM, FORM_WORDS_OF_PLAIN_FORM = 5, 2  # 'I live at ____': lines, and few such words
SHAPE = re.compile(rb"\bre\s+(?!W)|\bl\s")  # boxes that do not only clip, lines (ISO 32000 8.5.2)
VIEWER_ONLY = re.compile(r"(?i)please wait\W.{0,200}(?:pdf viewer|document|adobe)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Pages:
    texts: tuple[str, ...]
    pictures: tuple[int, ...]  # pages (from 0) with a picture and no words
    damaged: tuple[int, ...]
    written: dict[int, list[Word]]  # words laid over a page by the person who filled it in
    drawn: tuple[int, ...]  # by page: how many lines and boxes are drawn on it


def read_pdf(content: bytes) -> Document:
    """The words, fields and tables of a PDF; a scan without words is read by OCR or not at all."""
    try:
        reader = _open(content)
        count = min(len(reader.pages), MOST_PAGES)
        pages = _read_pages(reader, count)
        fields = read_fields(reader, count)
        notes = _notes(reader, pages)
        xfa = read_xfa(_xfa(reader))
    except LimitReachedError as fault:
        raise Unreadable(TOO_LARGE) from fault
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as fault:
        raise Unreadable(LOCKED) from fault
    except PyPdfError:
        return _salvaged(content)
    return _document(content, pages, fields, xfa).noting(*notes)


def _open(content: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):  # '' opens what only forbids printing
        raise Unreadable(LOCKED)
    return reader


def _document(
    content: bytes, pages: _Pages, fields: list[Field], xfa: tuple[Pair, ...]
) -> Document:
    filled = xfa if any(value for _, value in xfa) else _field_pairs(content, fields)
    text = "\n".join(pages.texts).strip()
    if xfa and VIEWER_ONLY.search(text):
        text = ""
    if not text and not filled and pages.pictures:
        return ocr.read_scan(content)
    if any(value for _, value in filled):
        spoken = "\n".join(f"{label}: {value}" for label, value in filled if value)
        return Document("pdf", f"{text}\n\n{spoken}".strip(), filled)
    return _flat(content, pages, text, fields)


def _flat(content: bytes, pages: _Pages, text: str, fields: list[Field]) -> Document:
    """A PDF without filled fields: a form that was printed and filled in, or a letter."""
    over = "\n".join(w.text for words in pages.written.values() for w in words)
    text = f"{text}\n{over}".strip()
    looked_at = [
        n for n, words in enumerate(pages.texts[:LAYOUT_PAGES]) if words or n in pages.written
    ]
    drawn = sum(pages.drawn[:LAYOUT_PAGES])
    if not pages.written and not looks_like_form(text, drawn):
        return Document("pdf", text, line_pairs(text.split("\n")))
    places = {
        number: [box for f in fields if f.page == number for box in f.places]
        for number in looked_at
    }
    layout = read_layout(content, looked_at, pages.written, places)
    return Document("pdf", text, layout.pairs, layout.tables)


def looks_like_form(text: str, drawn: int) -> bool:
    """True where it is worth looking at lines and boxes: there are some, and words forms ask with."""
    asked = len({word.lower() for word in FORM_WORDS.findall(text)})
    if drawn >= SHAPES_OF_PLAIN_FORM:
        return asked >= FORM_WORDS_OF_PLAIN_FORM
    return asked >= (FORM_WORDS_FOR_FORM if drawn >= SHAPES_FOR_FORM else FORM_WORDS_UNRULED)


def _field_pairs(content: bytes, fields: list[Field]) -> tuple[Pair, ...]:
    """Each field with its tooltip, else the words printed beside it, else its name."""
    asked: dict[int, list[Box]] = {}
    for field in fields:
        if (not field.label or field.chosen) and field.page < LAYOUT_PAGES:
            asked.setdefault(field.page, []).extend(field.places)
    printed = read_labels(content, asked) if asked and any(f.value for f in fields) else {}
    pairs = []
    for field in fields:
        place = field.places[0] if field.places else None
        label = field.label or (printed.get((field.page, place), "") if place else "")
        value = printed.get((field.page, field.chosen), "") if field.chosen else ""
        pairs.append(
            (tidy_label(label) or spoken_name(field.name), value or tidy_value(field.value))
        )
    return tuple(pairs)


def _read_pages(reader: PdfReader, count: int) -> _Pages:
    """Every page's words; a page that cannot be read costs no other."""
    texts: list[str] = []
    pictures: list[int] = []
    damaged: list[int] = []
    written: dict[int, list[Word]] = {}
    drawn: list[int] = []
    for number in range(count):
        try:
            page = reader.pages[number]
            text = page.extract_text().strip()
            over = _written_over(page)
            contents = page.get_contents()
            drawn.append(len(SHAPE.findall(contents.get_data())) if contents is not None else 0)
        except LimitReachedError:
            raise
        except BAD_PAGE:
            damaged.append(number)
            text, over = "", []
        texts.append(text)
        if over:
            written[number] = over
        elif not text and number not in damaged and _has_picture(page):
            pictures.append(number)
    return _Pages(tuple(texts), tuple(pictures), tuple(damaged), written, tuple(drawn))


def _written_over(page: PageObject) -> list[Word]:
    """What a person typed onto a page that had no fields (FreeText annotations, 12.5.6.6)."""
    words = []
    height = float(page.mediabox.top)
    annotations: Any = page.get("/Annots")
    for reference in annotations or ():
        note = reference.get_object()
        if isinstance(note, DictionaryObject) and note.get("/Subtype") == "/FreeText":
            words += _annotation_lines(note, height)
    return words


def _annotation_lines(note: DictionaryObject, height: float) -> list[Word]:
    rectangle: Any = note["/Rect"]
    x0, y0, x1, y1 = (float(side.get_object()) for side in rectangle)
    lines = [line for line in re.split(r"[\r\n]+", str(note.get("/Contents", ""))) if line.strip()]
    step = (y1 - y0) / max(1, len(lines))
    return [
        Word(
            line.strip(), Box(x0, height - y1 + n * step, x1, height - y1 + (n + 1) * step), "typed"
        )
        for n, line in enumerate(lines)
    ]


def _has_picture(page: DictionaryObject) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    return bool(objects is not None and objects.get_object())


def _xfa(reader: PdfReader) -> dict[str, bytes]:
    form = reader.root_object.get("/AcroForm")
    return (reader.xfa or {}) if form is not None and "/XFA" in form.get_object() else {}


def _notes(reader: PdfReader, pages: _Pages) -> list[str]:
    notes = []
    names = reader.root_object.get("/Names")
    inside = names.get_object() if names is not None else {}
    if "/EmbeddedFiles" in inside:
        notes.append("it has other files inside; they were not opened")
    if "/JavaScript" in inside or _runs_script(reader):
        notes.append("it has a program inside; it was not run")
    if len(reader.pages) > MOST_PAGES:
        notes.append(f"only the first {MOST_PAGES} of {len(reader.pages):,} pages were read")
    if pages.pictures and any(pages.texts):
        what = "a picture" if len(pages.pictures) == 1 else "pictures"
        notes.append(f"{_page_list(pages.pictures)} {what} and could not be read")
    if pages.damaged:
        notes.append(f"{_page_list(pages.damaged)} damaged and could not be read")
    return notes


def _runs_script(reader: PdfReader) -> bool:
    action = reader.root_object.get("/OpenAction")
    found = action.get_object() if action is not None else None
    return isinstance(found, DictionaryObject) and found.get("/S") == "/JavaScript"


def _page_list(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(str(number + 1) for number in numbers[:10])
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are"


def _salvaged(content: bytes) -> Document:
    """A PDF whose index is broken: pdfminer searches it from the beginning."""
    text = read_lines(content)
    if not text:
        raise Unreadable("the file is damaged or was cut short")
    document = Document("pdf", text, line_pairs(text.split("\n")))
    return document.noting("the file is damaged; what could be found was read")
