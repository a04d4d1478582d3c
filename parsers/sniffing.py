"""What a file is, by its first bytes: the label and the extension of an attachment are only the sender's word."""

from __future__ import annotations

import io
import re
import zipfile

_WORD = "application/vnd.openxmlformats-officedocument"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-elf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"-----BEGIN PGP", "application/pgp-encrypted"),
    (b"<?xml", "text/xml"),
)
_BOXES = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"avif": "image/avif",
}
_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/vbaProject.bin", "application/vnd.ms-word.document.macroenabled.12"),
    ("word/document.xml", f"{_WORD}.wordprocessingml.document"),
    ("xl/workbook.xml", f"{_WORD}.spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{_WORD}.presentationml.presentation"),
)
_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S)
_MESSAGE = re.compile(
    rb"(?:From|Received|Return-Path|Delivered-To|MIME-Version|Subject|Date|Message-ID):[^\n]*\n(?:[\w-]+:|[ \t])",
    re.I,
)

EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-outlook": ".msg",
    "application/vnd.oasis.opendocument.text": ".odt",
    f"{_WORD}.wordprocessingml.document": ".docx",
    f"{_WORD}.spreadsheetml.sheet": ".xlsx",
    "application/vnd.ms-word.document.macroenabled.12": ".docm",
    "application/zip": ".zip",
    "application/ms-tnef": ".dat",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "image/heic": ".heic",
    "image/webp": ".webp",
    "message/rfc822": ".eml",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/csv": ".csv",
    "text/xml": ".xml",
}
_BY_EXTENSION = {extension: kind for kind, extension in EXTENSIONS.items()} | {
    ".jpeg": "image/jpeg"
}


def sniff_type(content: bytes, declared: str = "", name: str = "") -> str:
    """The media type the content shows; where it shows none, the declared one, else by its letters text or octets."""
    if declared == "message/rfc822":
        return declared
    head = content[:1024]
    found = _sniff_binary(content, head) or _sniff_text(content, head, declared)
    return (
        found or _BY_EXTENSION.get("." + name.lower().rpartition(".")[2], "") or _trusted(declared)
    )


def _trusted(declared: str) -> str:
    return declared if re.fullmatch(r"[\w.+-]+/[\w.+-]+", declared) else "application/octet-stream"


def _sniff_binary(content: bytes, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _look_into_zip(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _look_into_ole(content)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _BOXES.get(head[8:12], "video/mp4")
    if b"%PDF-" in head:
        return "application/pdf"
    if head.startswith(b"BM") and content[6:10] != b"\x00\x00\x00\x00":
        return ""
    return next(
        (kind for mark, kind in _SIGNATURES if head.lstrip(b"\xef\xbb\xbf").startswith(mark)), ""
    )


def _look_into_zip(content: bytes) -> str:
    """Office files are zips: their members tell a letter from an archive. Nothing is unpacked but the type note."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist()[:5_000])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                noted = archive.read("mimetype").decode("ascii", "replace").strip()
                if noted.startswith("application/"):
                    return noted
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        names = {member for member, _ in _ZIP_MEMBERS if member.encode() in content}
    return next((kind for member, kind in _ZIP_MEMBERS if member in names), "application/zip")


def _look_into_ole(content: bytes) -> str:
    """Old Office files: the storage names (UTF-16) tell a mail from a letter from a sheet."""
    for mark, kind in (
        ("__properties_version", "application/vnd.ms-outlook"),
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ):
        if mark.encode("utf-16-le") in content:
            return kind
    return "application/x-ole-storage"


def _sniff_text(content: bytes, head: bytes, declared: str) -> str:
    if not head:
        return declared
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "" if not declared.startswith("text/") else "application/octet-stream"
    if _HTML.match(head):
        return "text/html"
    if _MESSAGE.match(head) and not declared.startswith("text/"):
        return "message/rfc822"
    if declared.startswith("text/"):
        return declared
    letters = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in head)
    return (
        "text/plain"
        if letters >= len(head) * 0.95 and declared in ("", "application/octet-stream")
        else ""
    )
