"""A document as a resident may have it: its words, and nothing of what programs keep beside them.

Author, company, title and the like are taken out; remarks in the margin, changes that were tracked and hidden words are
told, for nobody but their author can say what becomes of them. Reads bytes that somebody sent: never raises, and what
cannot be read stays as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress

# Uncompressed bytes of a document that are looked at; more is no letter.
_MOST = 80_000_000

_EMPTY = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
    b' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    b' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    b' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta'
    b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/>'
    b"</office:document-meta>",
}
_REMARKS = re.compile(
    rb"<(?:w:comment|w15:comment|comment|p:cm|threadedComment|office:annotation)[\s>]"
)
_CHANGES = re.compile(
    rb"<(?:w:ins|w:del|w:moveFrom|w:moveTo|text:changed-region)\s|<w:delText|<text:tracked-changes\b(?![^>]*/>)"
)
_HIDDEN = re.compile(rb"<w:vanish\s*/>|<w:vanish\s+w:val=\"(?:1|true|on)\"")
_WORDS = re.compile(r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes)|content)\.xml\Z")
_MARKS = ("/Text", "/FreeText", "/Popup", "/Highlight", "/StrikeOut", "/Ink", "/Caret", "/Stamp")


def remarks_in(content: bytes) -> str:
    """What a document holds that was not meant for its reader ("remarks in the margin"); '' where nothing."""
    if content.startswith(b"%PDF-"):
        return _marks_in_pdf(content)
    for name, part in _parts(content):
        if _REMARKS.search(part) and ("omment" in name or name == "content.xml"):
            return "remarks in the margin"
        if _WORDS.match(name) and _CHANGES.search(part):
            return "changes that were tracked and not accepted"
        if _WORDS.match(name) and _HIDDEN.search(part):
            return "hidden words"
    return ""


def bared(content: bytes) -> bytes:
    """The document without its properties: who made it, for whom, and what they called it."""
    if content.startswith(b"%PDF-"):
        return _bared_pdf(content)
    parts = dict(_parts(content))
    if not parts.keys() & _EMPTY.keys():
        return content
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            # The first part of an OpenDocument says what it is, and is never packed.
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), _EMPTY.get(name, part), packed)
    return made.getvalue()


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of an office document; none where it is no such thing, or larger than is looked at."""
    if not content.startswith(b"PK\x03\x04"):
        return
    found: list[tuple[str, bytes]] = []
    with (
        suppress(zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError),
        zipfile.ZipFile(io.BytesIO(content)) as package,
    ):
        if sum(one.file_size for one in package.infolist()) <= _MOST:
            found = [(one.filename, package.read(one)) for one in package.infolist()]
    # Two parts of one name: which of them is read depends on the program.
    if len({name for name, _ in found}) == len(found):
        yield from found


def _marks_in_pdf(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    with suppress(PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        for page in PdfReader(io.BytesIO(content)).pages:
            for mark in page.get("/Annots") or ():
                if mark.get_object().get("/Subtype") in _MARKS:
                    return "remarks in the margin"
    return ""


def _bared_pdf(content: bytes) -> bytes:
    """A PDF without its properties; one that is signed or locked stays as it is."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError
    from pypdf.generic import NameObject

    with suppress(PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted or b"/ByteRange" in content:
            return content
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        writer.root_object.pop(NameObject("/Metadata"), None)
        made = io.BytesIO()
        writer.write(made)
        return made.getvalue()
    return content
