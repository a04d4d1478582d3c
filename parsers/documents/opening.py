"""Opens a document of any kind, in this very process: only the leaf of `child` calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from parsers.documents import ocr, opendocument, pdf, plain, richtext, word
from parsers.documents.document import Document
from parsers.documents.kinds import naming_note, read_kind
from parsers.documents.unreadable import NO_WORDS, Unreadable

MOST_CHARACTERS = 2_000_000  # some 700 pages; nobody fills in more
MOST_PAIRS = 5_000

READERS: dict[str, Callable[[bytes], Document]] = {
    "pdf": pdf.read_pdf,
    "docx": word.read_word,
    "odt": opendocument.read_opendocument,
    "rtf": richtext.read_richtext,
    "text": plain.read_plain,
    "image": ocr.read_image,
}


def read_bytes(content: bytes, filename: str) -> Document:
    """The document in these bytes; a bad one has a problem. MemoryError alone goes through."""
    kind = "unknown"
    try:
        kind = read_kind(content)
        document = READERS[kind](content)
    except Unreadable as fault:
        document = Document(kind, problem=str(fault))
    except (MemoryError, RecursionError):
        raise
    except Exception as fault:  # wraps six libraries that raise what they like on a bad file
        document = Document(kind, problem=f"it is damaged ({type(fault).__name__})")
    if not (document.problem or document.text.strip() or document.pairs):
        document = replace(document, problem=NO_WORDS)
    return _bounded(_noted(document, naming_note(filename, kind)))


def _noted(document: Document, note: str) -> Document:
    return document.noting(note) if note else document


def _bounded(document: Document) -> Document:
    """The document without what no pipe, index or person could take; surrogates made plain."""
    text = _clean(document.text)
    cut = len(text) > MOST_CHARACTERS or len(document.pairs) > MOST_PAIRS
    pairs = tuple((_clean(label), _clean(value)) for label, value in document.pairs[:MOST_PAIRS])
    bounded = replace(document, text=text[:MOST_CHARACTERS], pairs=pairs)
    return bounded.noting("only the beginning was read: it is very long") if cut else bounded


def _clean(text: str) -> str:
    """Text that any database and any encoding takes: no NUL, no lone surrogate."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
