"""Parts as documents: a safe and stable name, the type its content shows, size and digest."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from parsers.sniffing import EXTENSIONS, sniff_type

# Bytes of UTF-8: most file systems stop at 255, and a store may put a number in front.
_MAX_NAME = 180
# Control characters, and those that turn the direction of writing so that exe.pdf shows as fdp.exe.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_DOCUMENT_TYPES = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/rtf",
        "application/vnd.ms-outlook",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-word.document.macroenabled.12",
        "message/rfc822",
        "text/plain",
        "text/rtf",
    }
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail. The name is safe to show and to store; the content is as sent."""

    filename: str
    declared_type: str
    sniffed_type: str
    size: int  # bytes
    sha256: str
    content: bytes
    inline: bool
    content_id: str

    @property
    def is_document(self) -> bool:
        """Whether a form or a letter could be in it: not a signature, a calendar entry or an archive."""
        return self.sniffed_type in _DOCUMENT_TYPES or self.sniffed_type.startswith("image/")


def safe_name(name: str) -> str:
    """A file name without path, control and direction characters, short enough to store; '' if nothing is left."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/ ").rsplit("/", 1)[-1]
    name = _FORBIDDEN.sub("", re.sub(r"\s*[\r\n\t]+\s*", " ", name)).strip(". ")
    stem, dot, extension = name.rpartition(".")
    if dot and stem and len(extension) <= 12:
        room = _MAX_NAME - len(extension.encode()) - 1
        return f"{_cut(stem, room)}.{extension}"
    return _cut(name, _MAX_NAME)


def _cut(text: str, room: int) -> str:
    return text.encode("utf-8", "replace")[:room].decode("utf-8", "ignore")


def make_attachment(
    content: bytes,
    name: str,
    declared: str,
    *,
    place: int,
    inline: bool = False,
    content_id: str = "",
) -> Attachment:
    """A file of a mail; a nameless one is called after its place in the mail and its type, always the same."""
    sniffed = sniff_type(content, declared, name)
    filename = safe_name(name) or f"attachment-{place}{EXTENSIONS.get(sniffed, '.bin')}"
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(
        filename, declared, sniffed, len(content), digest, content, inline, content_id
    )
