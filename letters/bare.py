"""A document as a resident may have it: its words, and nothing of what programs keep beside them.

Author, company, title and the like are taken out, and of photographs where and when they were taken; remarks in the
margin, changes that were tracked and hidden words are told, for nobody but their author can say what becomes of them.
Reads bytes that somebody sent: never raises, and what cannot be read stays as it is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress

from letters.bare_pictures import bared_jpeg, bared_picture, is_photograph

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
    # Who ever wrote a remark or a change in it.
    "word/people.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w15:people'
    b' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
}
_REMARKS = re.compile(
    rb"<(?:w:comment|w15:comment|comment|p:cm|threadedComment|office:annotation)[\s>]"
)
_CHANGES = re.compile(
    rb"<(?:w:ins|w:del|w:moveFrom|w:moveTo|text:changed-region)\s|<w:delText|<text:tracked-changes\b(?![^>]*/>)"
)
_HIDDEN = re.compile(
    rb"<w:(?:vanish|specVanish)(?:\s*/>|\s+w:val=\"(?:1|true|on)\")"
    rb"|<text:hidden-(?:text|paragraph)\b|text:display=\"none\""
)
_STYLE = re.compile(rb"<w:style\b[^>]*w:styleId=\"([^\"]+)\"[^>]*>(.*?)</w:style>", re.DOTALL)
_HIDDEN_SHEET = re.compile(rb"<sheet\b[^>]*\bstate=\"(?:hidden|veryHidden)\"")
# What every office document has; without it a package holds files.
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
_NOTES = re.compile(r"ppt/notesSlides/[^/]+\.xml\Z")
_WORDS = re.compile(r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes)|content)\.xml\Z")
_PHOTOGRAPH = re.compile(r"(?:.*/)?(?:media|Pictures)/[^/]+\Z")
# What cannot be looked through: Word and Excel as they were until 2007, and rich text.
_OLD = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
# Photographs that we cannot bare, by what begins them: TIFF, and those of telephones (HEIC).
_TIFF = (b"II*\0", b"MM\0*")
_HEIF = re.compile(rb"....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avif)", re.DOTALL)
_WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
# As a PDF names them: alone, or in a list of one.
_PHOTOGRAPHS = ("/DCTDecode", ["/DCTDecode"])
_MARKS = ("/Text", "/FreeText", "/Popup", "/Highlight", "/StrikeOut", "/Ink", "/Caret", "/Stamp")


def remarks_in(content: bytes) -> str:
    """What a document holds that was not meant for its reader ("remarks in the margin"); '' where nothing."""
    if content.startswith(b"%PDF-"):
        return _marks_in_pdf(content)
    other = _cannot_be_bared(content)
    if other:
        return other
    parts = dict(_parts(content))
    if content.startswith(b"PK\x03\x04") and not parts.keys() & _OFFICE:
        return "files within it"
    if _hidden_by_style(parts):
        return "hidden words"
    for name, part in parts.items():
        if _REMARKS.search(part) and ("omment" in name or name == "content.xml"):
            return "remarks in the margin"
        if _WORDS.match(name) and _CHANGES.search(part):
            return "changes that were tracked and not accepted"
        if _WORDS.match(name) and _HIDDEN.search(part):
            return "hidden words"
        if name == "xl/workbook.xml" and _HIDDEN_SHEET.search(part):
            return "a hidden sheet"
        if _NOTES.match(name):
            return "notes for whoever speaks"
    return ""


def _cannot_be_bared(content: bytes) -> str:
    """What is kept in a file of a kind that we cannot clean; '' where we can, or it keeps nothing."""
    if content.startswith(_OLD):
        return "what an old format keeps of its author, changes and remarks"
    unknown = content.startswith(_TIFF) or _HEIF.match(content) or _WEBP.match(content)
    if unknown or (is_photograph(content) and bared_picture(content) is None):
        return "where and when a photograph was taken"
    return ""


def _hidden_by_style(parts: dict[str, bytes]) -> bool:
    """Whether words are hidden by the style that they bear."""
    styles = _STYLE.findall(parts.get("word/styles.xml", b""))
    hiding = [b'w:val="' + name + b'"' for name, said in styles if _HIDDEN.search(said)]
    words = [part for name, part in parts.items() if _WORDS.match(name)]
    return any(one in part for one in hiding for part in words)


def bared(content: bytes) -> bytes:
    """The document without its properties: who made it, for whom, and what they called it; a photograph without where
    and when it was taken.
    """
    if content.startswith(b"%PDF-"):
        return _bared_pdf(content)
    if is_photograph(content):
        return bared_picture(content) or content
    parts = dict(_parts(content))
    if not parts.keys() & _EMPTY.keys():
        return content
    for name in [one for one in parts if _PHOTOGRAPH.match(one) and is_photograph(parts[one])]:
        parts[name] = bared_picture(parts[name]) or parts[name]
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
        reader = PdfReader(io.BytesIO(content))
        if reader.attachments:
            return "files within it"
        for page in reader.pages:
            for mark in page.get("/Annots") or ():
                if mark.get_object().get("/Subtype") in _MARKS:
                    return "remarks in the margin"
    return ""


def _bared_pdf(content: bytes) -> bytes:
    """A PDF without its properties; one that is signed or locked stays as it is."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    with suppress(PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted or b"/ByteRange" in content:
            return content
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        for one in writer._objects:
            if isinstance(one, DictionaryObject):
                for name in ("/Metadata", "/PieceInfo"):
                    one.pop(NameObject(name), None)
            if isinstance(one, StreamObject) and one.get("/Filter") in _PHOTOGRAPHS:
                one._data = bared_jpeg(one._data)
        made = io.BytesIO()
        writer.write(made)
        return made.getvalue()
    return content
