"""Outlook's own wrappings opened: winmail.dat (TNEF) and .msg files, where the extra `outlook` is installed.

Without it they stay files like any other. Their readers are small and seldom changed, so nothing they raise is
let through.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from parsers.attachments import Attachment, make_attachment
from parsers.charsets import decode_unlabelled


@cache
def _find(module: str, name: str) -> Any:
    """A reader of the extra `outlook`, loaded with the first such file; None where it is not installed."""
    try:
        return getattr(import_module(module), name)
    except ImportError:
        return None


# Files out of one wrapping, and bytes of the wrapping itself: larger ones are not a letter.
_MAX_FILES = 100
_MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What a wrapping held: its text, its page, and its files."""

    subject: str = ""
    text: str = ""
    html: str = ""
    files: tuple[Attachment, ...] = ()


def unwrap(file: Attachment, place: int) -> Unwrapped | None:
    """The contents of a winmail.dat or .msg file; None where it is neither or cannot be read."""
    if file.size > _MAX_BYTES:
        return None
    try:
        if file.sniffed_type == "application/ms-tnef":
            return _unwrap_tnef(file.content, place)
        if file.sniffed_type == "application/vnd.ms-outlook":
            return _unwrap_msg(file.content, place)
    except Exception:  # both readers raise whatever a broken file provokes
        return None
    return None


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return decode_unlabelled(value).rstrip("\x00")
    return value.replace("\x00", "") if isinstance(value, str) else ""


def _unwrap_tnef(content: bytes, place: int) -> Unwrapped | None:
    reader = _find("tnefparse", "TNEF")
    if reader is None:
        return None
    wrapped = reader(content, do_checksum=False)
    files = tuple(
        make_attachment(
            bytes(one.data or b""), _text(one.long_filename() or one.name), "", place=place + n
        )
        for n, one in enumerate(wrapped.attachments[:_MAX_FILES], start=1)
    )
    return Unwrapped("", _text(wrapped.body), _text(wrapped.htmlbody), files)


def _unwrap_msg(content: bytes, place: int) -> Unwrapped | None:
    reader = _find("oxmsg", "Message")
    if reader is None:
        return None
    wrapped = reader.load(content)
    files = tuple(
        make_attachment(
            one.file_bytes or b"", _text(one.file_name), _text(one.mime_type), place=place + n
        )
        for n, one in enumerate(wrapped.attachments[:_MAX_FILES], start=1)
        if one.file_bytes
    )
    return Unwrapped(_text(wrapped.subject), _text(wrapped.body), _text(wrapped.html_body), files)
