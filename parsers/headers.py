"""The head of a mail: fields split, unfolded and decoded by our own hand, because this is where libraries fail.

Raw 8-bit octets (RFC 6532 or plainly wrong), encoded words (RFC 2047) that break the rules, a missing
blank line, a stray line between two fields: each is read as a person would and noted as a defect.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from parsers.charsets import decode_labelled, decode_unlabelled
from parsers.defects import Defect

# Bytes: mail servers stop at 64 to 512 kB; a longer head is an attack, and what follows is not read as fields.
MAX_HEAD_BYTES = 1_000_000
# Fields: the longest real head seen has some 150; beyond this they only cost time.
MAX_FIELDS = 2_000

_NAME = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_KNOWN = re.compile(
    rb"(?im)^(?:from|to|cc|subject|date|message-id|received|mime-version|content-type|return-path"
    rb"|reply-to|x-[a-z-]+|content-transfer-encoding)[ \t]*:"
)
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
_WORD = re.compile(r"=\?([^?\s]{0,60})\?([bBqQ])\?([^?]*|[^\n]*?)\?=")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_FOLD = re.compile(r"\r?\n(?=[ \t])|[\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ID = re.compile(r"<\s*([^<>]*[^<>\s])\s*>")


@dataclass(slots=True)
class Head:
    """The fields of a mail in order (name, value as sent but unfolded), and where the body begins."""

    fields: list[tuple[str, str]]
    body: bytes
    defects: list[Defect] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        """Every value of a field, undecoded, topmost first."""
        wanted = name.lower()
        return [value for key, value in self.fields if key.lower() == wanted]

    def first(self, name: str) -> str | None:
        """The topmost value of a field, undecoded, or None."""
        wanted = name.lower()
        return next((value for key, value in self.fields if key.lower() == wanted), None)


def read_head(raw: bytes) -> Head:
    """Split a mail into fields and body; a line that is no field is skipped, or begins the body."""
    raw = raw.lstrip(b"\r\n \t\xef\xbb\xbf") if raw[:1] in b"\r\n \t\xef" else raw
    end = _BLANK_LINE.search(raw, 0, MAX_HEAD_BYTES)
    block, body = (raw[: end.start()], raw[end.end() :]) if end else (raw[:MAX_HEAD_BYTES], b"")
    head = Head([], body)
    rest = _read_fields(block, head)
    _read_octets(head)
    if rest is not None:
        head.defects.append(Defect("no-blank-line", "The head ended without an empty line."))
        head.body = raw[rest:]
    elif end is None and len(raw) > MAX_HEAD_BYTES:
        head.defects.append(
            Defect("head-too-long", f"The head was longer than {MAX_HEAD_BYTES} bytes.")
        )
        head.body = raw[MAX_HEAD_BYTES:]
    return head


def _lines(block: bytes) -> Iterator[tuple[int, bytes]]:
    newline = b"\n" if b"\n" in block else b"\r"
    offset = 0
    for line in block.split(newline):
        yield offset, line
        offset += len(line) + 1


def _read_fields(block: bytes, head: Head) -> int | None:
    """Fill the head's fields; the offset where the body begins if that comes before the block's end."""
    name, value = "", b""
    for offset, line in _lines(block):
        if line[:1] in (b" ", b"\t") and name:
            value += b"\n" + line
            continue
        match = _NAME.match(line)
        if match is None:
            if not line.strip() or line.startswith((b"From ", b">From ")):
                continue
            if not _fields_follow(block, offset, first=not head.fields and not name):
                _put(head, name, value)
                return offset
            head.defects.append(Defect("stray-header-line", repr(line[:60])))
            continue
        _put(head, name, value)
        name, value = match.group(1).decode("ascii"), line[match.end() :]
        if len(head.fields) >= MAX_FIELDS:
            head.defects.append(Defect("too-many-fields", f"Only {MAX_FIELDS} fields were read."))
            return None
    _put(head, name, value)
    return None


def _fields_follow(block: bytes, offset: int, *, first: bool) -> bool:
    """Whether well-known fields come after a stray line; above the first field more proof is asked."""
    known = (match.group().lower() for match in _KNOWN.finditer(block, offset))
    return len(set(islice(known, 20))) >= (3 if first else 1)


def _put(head: Head, name: str, value: bytes) -> None:
    if name:
        # Octets beyond ASCII stay as surrogates until the whole head tells their charset.
        text = value.decode("ascii", "surrogateescape")
        head.fields.append((name, _FOLD.sub("", text).strip()))


def _read_octets(head: Head) -> None:
    """Fields with raw octets: UTF-8 if they are, else the charset that the mail's own Content-Type names."""
    raw = [place for place, (_, value) in enumerate(head.fields) if not value.isascii()]
    if not raw:
        return
    declared = _CHARSET.search(head.first("content-type") or "")
    label = declared.group(1) if declared and declared.group(1).isascii() else ""
    for place in raw:
        name, value = head.fields[place]
        octets = value.encode("ascii", "surrogateescape")
        text = decode_labelled(octets, label)[0] if label else decode_unlabelled(octets)
        head.fields[place] = (name, text)
    head.defects.append(Defect("raw-octets", "Fields hold octets beyond ASCII."))


def decode_words(value: str) -> str:
    """A field's value with its encoded words read (RFC 2047), tolerant of what real senders write."""
    if "=?" not in value:
        return _CONTROL.sub("", value)
    pieces: list[str] = []
    pending: tuple[str, bytes] | None = None
    end = 0
    for match in _WORD.finditer(value):
        between = value[end : match.start()]
        label, content = (
            match.group(1).partition("*")[0],
            _word_bytes(match.group(2), match.group(3)),
        )
        if pending and not between.strip() and pending[0].lower() == label.lower():
            pending = (label, pending[1] + content)
        else:
            pieces += _flush(pending), "" if pending and not between.strip() else between
            pending = (label, content)
        end = match.end()
    pieces += _flush(pending), value[end:]
    return _CONTROL.sub("", re.sub(r"[\r\n]+", " ", "".join(pieces)))


def _flush(pending: tuple[str, bytes] | None) -> str:
    return decode_labelled(pending[1], pending[0])[0] if pending else ""


def _word_bytes(kind: str, text: str) -> bytes:
    octets = text.encode("utf-8", "replace")
    if kind in "qQ":
        return quopri.decodestring(octets, header=True)
    try:
        return binascii.a2b_base64(octets.rstrip(b"= \t") + b"===")
    except binascii.Error:
        return base64.b64decode(
            re.sub(rb"[^A-Za-z0-9+/]", b"", octets)[: len(octets) // 4 * 4], validate=False
        )


def read_ids(values: Sequence[str]) -> tuple[str, ...]:
    """The message ids of In-Reply-To or References, without angle brackets, in order, each once (RFC 5322 3.6.4)."""
    text = " ".join(values)
    found = _ID.findall(text) or [word for word in text.split() if "@" in word]
    return tuple(dict.fromkeys(re.sub(r"\s+", "", one) for one in found))
