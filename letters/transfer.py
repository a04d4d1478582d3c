"""Text and files as lines of at most 76 characters of ASCII: quoted-printable, base64, encoded
words, quoted strings.

Each function gives the same for the same input, and what it gives holds no line end but those it
put there itself.
"""

from __future__ import annotations

import re
from base64 import b64encode
from binascii import b2a_qp
from functools import lru_cache
from urllib.parse import quote

from letters.words import clean, one_line

LINE = 76  # characters, RFC 2045 section 6.7 and 6.8
HEADER_LINE = 78  # characters, RFC 5322 section 2.1.1
_WORD_OCTETS = 42  # of UTF-8 in an encoded word: 68 characters with its frame, of 75 allowed
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/?^_`{|}~-]+)*")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,100}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}")
_FILE_UNSAFE = re.compile(r'[\\/"<>:|?*\x00-\x1f]')
MOSTLY_FOREIGN = 6  # above one octet in six beyond ASCII, base64 is the shorter


def for_text(kind: str, text: str) -> bytes:
    """A text part with its fields: quoted-printable, or base64 where most of it is not ASCII."""
    octets = clean(text).replace("\n", "\r\n").encode("utf-8", "replace")
    foreign = len(octets) - len(text) if not text.isascii() else 0
    if foreign * MOSTLY_FOREIGN > len(octets):
        return _part(f"text/{kind}; charset=utf-8", "base64", _base64(octets))
    return _part(f"text/{kind}; charset=utf-8", "quoted-printable", _quoted(octets))


def _quoted(octets: bytes) -> bytes:
    """Quoted-printable; binascii breaks long lines by a bare LF where the text itself has no line end."""
    encoded = b2a_qp(octets, istext=True)
    return encoded if b"\r\n" in octets else encoded.replace(b"\n", b"\r\n")


def for_file(filename: str, content_type: str, content: bytes) -> bytes:
    """An enclosed file with its fields; a type that is no type, or may not be encoded (a mail in a
    mail), becomes plain octets.
    """
    kind = content_type.strip().lower()
    if not _TYPE.fullmatch(kind) or kind.startswith(("message/", "multipart/")):
        kind = "application/octet-stream"
    disposition = f"attachment;\r\n {file_parameter(filename)}"
    return _part(kind, "base64", _base64(content), f"Content-Disposition: {disposition}\r\n")


def file_parameter(filename: str) -> str:
    """The file's name as a parameter, RFC 2231 where it is not plain ASCII; a path in it is only
    part of the name.
    """
    name = _FILE_UNSAFE.sub("_", one_line(filename))[:120] or "document"
    if name.isascii():
        return f'filename="{name}"'
    return f"filename*=utf-8''{quote(name.encode('utf-8', 'replace'), safe='')}"


def encoded_words(text: str, used: int) -> str:
    """One line of text as a header's value: folded at spaces when ASCII, else encoded words (RFC
    2047).

    `used` is how many characters the field's name has taken of the first line.
    """
    if text.isascii() and text.isprintable() and "=?" not in text:
        return _folded(text, used)
    return "\r\n ".join(_encoded(chunk) for chunk in _chunks(text))


@lru_cache(maxsize=1024)
def quoted_phrase(name: str) -> str:
    """A display name: as it is, as a quoted string, or as encoded words; '' for none."""
    if not name or _ATOMS.fullmatch(name):
        return _folded(name, 10)
    if name.isascii() and name.isprintable() and "=?" not in name and len(name) < 60:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return "\r\n ".join(_encoded(chunk) for chunk in _chunks(name))


def _folded(text: str, used: int) -> str:
    lines, room = [""], HEADER_LINE - used
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= room:
            lines.append(word)
            room = HEADER_LINE - 1
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _encoded(chunk: bytes) -> str:
    return f"=?utf-8?b?{b64encode(chunk).decode('ascii')}?="


def _chunks(text: str) -> list[bytes]:
    """The text as UTF-8 in pieces that never part a character."""
    pieces = [b""]
    for character in text:
        octets = character.encode("utf-8", "replace")
        if len(pieces[-1]) + len(octets) > _WORD_OCTETS:
            pieces.append(b"")
        pieces[-1] += octets
    return pieces


def _part(content_type: str, encoding: str, octets: bytes, more: str = "") -> bytes:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n{more}\r\n"
    return head.encode("ascii") + octets


def _base64(octets: bytes) -> bytes:
    encoded = b64encode(octets)
    return b"\r\n".join(encoded[at : at + LINE] for at in range(0, len(encoded), LINE)) + b"\r\n"
