"""What kind of file it is, by what is in it; what a file is called proves nothing."""

from __future__ import annotations

import io
import zipfile

from parsers.documents.unreadable import Unreadable

IMAGE_STARTS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
)
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")  # what a phone takes
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office 97-2003, and Office with a password
ENDINGS = {
    "pdf": ("pdf",),
    "docx": ("docx", "docm", "dotx", "dotm"),
    "odt": ("odt", "ott"),
    "rtf": ("rtf", "doc"),
    "image": ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic", "heif", "avif"),
}
NAMES = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "rtf": "a rich text document",
    "image": "a picture",
    "text": "plain text",
}


def read_kind(content: bytes) -> str:
    """The kind of the document; raises Unreadable, saying what it is, for what cannot be read."""
    if not content.strip(b"\x00 \t\r\n"):
        raise Unreadable("the file is empty")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped_kind(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if is_heif(content):
        raise Unreadable("a photograph as phones keep it (HEIC): it needs a person")
    if _is_image(content):
        return "image"
    if content.startswith(OLE_START):
        raise Unreadable(_old_office(content))
    return _text_kind(content)


def naming_note(filename: str, kind: str) -> str:
    """'' or a note that the file's name says something else than the file is."""
    _, dot, ending = filename.lower().rpartition(".")
    claimed = {name for name, endings in ENDINGS.items() if ending in endings}
    if not dot or not claimed or kind in claimed:
        return ""
    return f"its name ends in .{ending} but it is {NAMES.get(kind, 'something else')}"


def _is_image(content: bytes) -> bool:
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return content.startswith(IMAGE_STARTS) or webp


def is_heif(content: bytes) -> bool:
    """A photograph as phones keep it: ISO/IEC 23008-12 says how they begin."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS


def _zipped_kind(content: bytes) -> str:
    """Look inside: Word, OpenDocument and a bare archive all begin alike."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise Unreadable("the file is damaged or was cut short") from fault
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names and not any(name.startswith("xl/") for name in names):
        return "odt"
    if "xl/workbook.xml" in names:
        raise Unreadable("a spreadsheet: it needs a person")
    if "ppt/presentation.xml" in names:
        raise Unreadable("a presentation: it needs a person")
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise Unreadable("a document of Apple's Pages, Numbers or Keynote: it needs a person")
    raise Unreadable("an archive (zip): it was not opened and needs a person")


def _old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "it is protected by a password"
    if "WordDocument".encode("utf-16-le") in content:
        return "a Word document of the old kind (.doc): it needs a person"
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book\x00")):
        return "a spreadsheet of the old kind (.xls): it needs a person"
    return "an Office file of the old kind: it needs a person"


def _text_kind(content: bytes) -> str:
    """Text has no NUL (but UTF-16, which says so) and few control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    sample = content[:65536]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in sample)
    if b"\x00" in sample or controls > len(sample) // 100:
        raise Unreadable("a file of a kind that cannot be read here: it needs a person")
    return "text"
