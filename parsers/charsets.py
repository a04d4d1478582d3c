"""Bytes to characters, whatever the label says: no text is lost to a wrong or unknown charset.

Labels lie in three usual ways: Windows-1252 called ISO-8859-1 (the WHATWG encoding standard reads
it so, and so do we), UTF-8 called anything at all, and names that no codec knows.
"""

from __future__ import annotations

import codecs
import re

_ALIASES = {
    "": "ascii",
    "us-ascii": "ascii",
    "ansi_x3.4-1968": "ascii",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "l1": "cp1252",
    "cp819": "cp1252",
    "windows-1252": "cp1252",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-2022-jp": "iso2022_jp_ext",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "utf-8-mac": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "cp-850": "cp850",
    "windows-874": "cp874",
    "iso-8859-11": "cp874",
}
# Codecs that Python calls text but that are not charsets of a mail: they run escapes or raise oddly.
_NOT_CHARSETS = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JAPANESE_ESCAPE = re.compile(rb"\x1b\$[B@]|\x1b\([JI]")
_JAPANESE_RUN = re.compile(rb"(\x1b(?:\$[B@]|\([BJI]))")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The bytes a codec could not read, read as Windows-1252: right far more often than a question mark."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("mailroom.cp1252", _as_cp1252)


def find_codec(label: str) -> str | None:
    """The codec to read a charset label with, or None where nobody knows the label."""
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found.replace("-", "_") in _NOT_CHARSETS else found


def _tidy(text: str) -> str:
    text = text.replace("\x00", "")
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def decode_unlabelled(content: bytes) -> str:
    """Text whose charset nobody gave: a byte order mark, UTF-8, ISO-2022-JP by its escapes, else Windows-1252."""
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return _tidy(content.decode(codec, "replace"))
    if content.isascii():
        if b"\x1b" in content and _JAPANESE_ESCAPE.search(content):
            return _decode_japanese(content)
        return content.decode("ascii").replace("\x00", "")
    try:
        return _tidy(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _tidy(_mostly_utf8(content))


def _decode_japanese(content: bytes) -> str:
    """ISO-2022-JP with the vendors' characters that Python's codec refuses, by way of Shift JIS."""
    try:
        return _tidy(content.decode("iso2022_jp_ext"))
    except UnicodeDecodeError:
        pieces = _JAPANESE_RUN.split(content)
    text = pieces[0].decode("cp932", "replace")
    for escape, run in zip(pieces[1::2], pieces[2::2], strict=True):
        octets = run if escape in (b"\x1b(B", b"\x1b(J") else _shift(run)
        text += octets.decode("cp932", "replace")
    return _tidy(text)


def _shift(run: bytes) -> bytes:
    """Pairs of JIS X 0208 as the same pairs of Shift JIS."""
    shifted = bytearray()
    for high, low in zip(run[::2], run[1::2], strict=False):
        row = (high - 0x21) // 2 + (0x81 if high < 0x5F else 0xC1)
        column = low + (0x1F if high % 2 and low < 0x60 else 0x20 if high % 2 else 0x7E)
        shifted += bytes((row & 0xFF, column & 0xFF))
    return bytes(shifted)


def _mostly_utf8(content: bytes) -> str:
    """UTF-8 with a few broken places stays UTF-8; bytes that make no UTF-8 letter at all are Windows-1252."""
    text = content.decode("utf-8", "ignore")
    if text.isascii():
        return content.decode("cp1252", "replace")
    return content.decode("utf-8", "mailroom.cp1252")


def decode_labelled(content: bytes, label: str) -> tuple[str, bool]:
    """Text of a labelled part, and whether the label was to be believed.

    UTF-8 wins over a one-byte label when the bytes are valid UTF-8 with letters beyond ASCII: by
    chance that happens to hardly any text.
    """
    codec = find_codec(label)
    if codec is not None and codec.startswith("iso2022_jp"):
        return _decode_japanese(content), True
    if codec is None or codec == "ascii":
        return decode_unlabelled(content), codec is not None and content.isascii()
    if codec == "cp1252":
        text = decode_unlabelled(content)
        return text, True
    try:
        return _tidy(content.decode(codec)), True
    except (ValueError, LookupError):
        return _decode_wrongly_labelled(content, codec), False


def _decode_wrongly_labelled(content: bytes, codec: str) -> str:
    if codec == "utf-8":
        return decode_unlabelled(content)
    try:
        return _tidy(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        return _tidy(content.decode(codec, "replace"))
    except (ValueError, LookupError):
        return decode_unlabelled(content)
