"""The head of a mail: fields split, unfolded and decoded by our own hand, because this is where libraries fail.

Raw 8-bit octets (RFC 6532 or plainly wrong), encoded words (RFC 2047) that break the rules, a missing
blank line, a stray line between two fields: each is read as a person would and noted as a defect.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Sequence
from itertools import islice

from parsers.charsets import decode_labelled
from parsers.defects import Defect

# Bytes: mail servers stop at 64 to 512 kB; a longer head is an attack, and what follows is not read as fields.
MAX_HEAD_BYTES = 1_000_000
# Fields: the longest real head seen has some 150; beyond this they only cost time.
MAX_FIELDS = 2_000

# Characters: encoded words are looked for no further into one field; References and recipients need none.
_MAX_DECODED = 20_000

_NAME = re.compile(r"([!-9;-~]{1,200})[ \t]*:")
_KNOWN = re.compile(
    r"^(?:from|to|cc|subject|date|message-id|received|mime-version|content-type|return-path"
    r"|reply-to|x-[a-z-]+|content-transfer-encoding)[ \t]*:",
    re.I | re.M,
)
_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\n|\r\r")
_UNFOLD = re.compile(rb"[\r\n]+(?=[ \t])")
_WORD = re.compile(r"=\?([^?\s]{0,60})\?([bBqQ])\?([^?]*|[^\n]{0,300}?)\?=")
# One cut off before its end, as by a program that keeps so many characters of a subject.
_CUT_WORD = re.compile(r"(=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]{0,300})\??\s*\Z")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ID = re.compile(r"<\s*([^<>]*[^<>\s])\s*>")


class Head:
    """The fields of a mail in order (name, value as sent but unfolded), and the body; filled while it is read."""

    def __init__(self, fields: list[tuple[str, str]], body: bytes) -> None:
        self.fields = fields
        self.body = body
        self.defects: list[Defect] = []
        self._by_name: dict[str, list[str]] | None = None

    def _values(self, name: str) -> list[str]:
        if self._by_name is None:
            self._by_name = {}
            for key, value in self.fields:
                self._by_name.setdefault(key.lower(), []).append(value)
        return self._by_name.get(name, [])

    def all(self, name: str) -> list[str]:
        """Every value of a field (its name in lower case), undecoded, topmost first."""
        return list(self._values(name))

    def first(self, name: str) -> str | None:
        """The topmost value of a field (its name in lower case), undecoded, or None."""
        values = self._values(name)
        return values[0] if values else None


def read_head(raw: bytes) -> Head:
    """Split a mail into fields and body; a line that is no field is skipped, or begins the body."""
    raw = raw.lstrip(b"\r\n \t\xef\xbb\xbf") if raw[:1] in b"\r\n \t\xef" else raw
    end, start = _find_blank_line(raw)
    block = raw[:end]
    head = Head([], raw[start:])
    rest = _read_fields(block, head)
    _read_octets(head)
    if rest is not None:
        head.defects.append(Defect("no-blank-line", "The head ended without an empty line."))
        head.body = raw[rest:]
    elif end == start == MAX_HEAD_BYTES:
        head.defects.append(Defect("head-too-long", f"Longer than {MAX_HEAD_BYTES} bytes."))
    return head


def _find_blank_line(raw: bytes) -> tuple[int, int]:
    """Where the head ends and where the body starts; the plain line ends first, for they are found fastest."""
    crlf = raw.find(b"\n\r\n", 0, MAX_HEAD_BYTES)
    lf = raw.find(b"\n\n", 0, crlf if crlf >= 0 else MAX_HEAD_BYTES)
    if crlf >= 0 and lf < 0:
        plain = (crlf, crlf + 3)
    else:
        plain = (lf, lf + 2) if lf >= 0 else (min(len(raw), MAX_HEAD_BYTES),) * 2
    odd = _BLANK_LINE.search(raw, 0, plain[0]) if _looks_odd(raw[: plain[0]]) else None
    return (odd.start(), odd.end()) if odd else plain


def _looks_odd(block: bytes) -> bool:
    """Whether a head may end at a line of spaces or at bare carriage returns."""
    return b"\n " in block or b"\n\t" in block or b"\r\r" in block


def _read_fields(block: bytes, head: Head) -> int | None:
    """Fill the head's fields; the offset where the body begins if that comes before the block's end."""
    if b"\n" not in block:
        block = block.replace(b"\r", b"\n")
    # Octets beyond ASCII stay as surrogates until the whole head tells their charset.
    text = _UNFOLD.sub(b"", block).decode("ascii", "surrogateescape")
    for line in text.split("\n"):
        match = _NAME.match(line)
        if match:
            head.fields.append((match.group(1), line[match.end() :].strip()))
            if len(head.fields) >= MAX_FIELDS:
                head.defects.append(Defect("too-many-fields", f"Only {MAX_FIELDS} were read."))
                return None
        elif line.strip() and not line.startswith(("From ", ">From ")):
            if not _fields_follow(text, text.index(line), first=not head.fields):
                return max(block.find(line.split()[0].encode("ascii", "surrogateescape")), 0)
            head.defects.append(Defect("stray-header-line", repr(line[:60])))
    return None


def _fields_follow(text: str, offset: int, *, first: bool) -> bool:
    """Whether well-known fields come after a stray line; above the first field more proof is asked."""
    known = (match.group().lower() for match in _KNOWN.finditer(text, offset))
    return len(set(islice(known, 20))) >= (3 if first else 1)


def _read_octets(head: Head) -> None:
    """Fields with raw octets: UTF-8 if they are, else the charset that the mail's own Content-Type names."""
    raw = [place for place, (_, value) in enumerate(head.fields) if not value.isascii()]
    if not raw:
        return
    types = (value for name, value in head.fields if name.lower() == "content-type")
    declared = _CHARSET.search(next(types, ""))
    label = declared.group(1) if declared and declared.group(1).isascii() else ""
    for place in raw:
        name, value = head.fields[place]
        octets = value.encode("ascii", "surrogateescape")
        head.fields[place] = (name, decode_labelled(octets, label)[0])
    head.defects.append(Defect("raw-octets", "Fields hold octets beyond ASCII."))


def decode_words(value: str) -> str:
    """A field's value with its encoded words read (RFC 2047), tolerant of what real senders write."""
    if "=?" not in value:
        return value if value.isprintable() else _CONTROL.sub("", value)
    value, rest = value[:_MAX_DECODED], value[_MAX_DECODED:]
    cut = None if rest else _CUT_WORD.match(value, value.rfind("=?"))
    if cut is not None:
        value = f"{value[: cut.start()]}{cut.group(1)}?="
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
    pieces += _flush(pending), value[end:], rest
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
        known = re.sub(rb"[^A-Za-z0-9+/]", b"", octets)
        return binascii.a2b_base64(known[: len(known) // 4 * 4])


def read_ids(values: Sequence[str]) -> tuple[str, ...]:
    """The message ids of In-Reply-To or References, without angle brackets, in order, each once (RFC 5322 3.6.4)."""
    text = " ".join(values)
    found = _ID.findall(text) or [word for word in text.split() if "@" in word]
    return tuple(dict.fromkeys(re.sub(r"\s+", "", one) for one in found))
