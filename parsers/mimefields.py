"""Content-Type and Content-Disposition: the value and its parameters (RFC 2045 5.1, RFC 2231), read with patience."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from parsers.charsets import decode_labelled
from parsers.headers import decode_words

# Parameters of one field: more than this only cost time.
_MAX_PARAMETERS = 100
_PARAMETER = re.compile(r""";\s*([^\s=;"]{1,100})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|"?([^;]*))""", re.S)
_COMMENT = re.compile(r"\([^()\"]*\)")


def read_parameters(value: str) -> tuple[str, dict[str, str]]:
    """The lower-cased value and its parameters by lower-cased name, decoded."""
    main, semicolon, rest = value.partition(";")
    main = _COMMENT.sub("", main).strip().lower()
    if not semicolon:
        return main, {}
    plain: dict[str, str] = {}
    starred: dict[str, dict[int, tuple[bool, str]]] = {}
    for count, match in enumerate(_PARAMETER.finditer(";" + rest)):
        if count >= _MAX_PARAMETERS:
            break
        name = match.group(1).lower()
        quoted = match.group(2)
        text = (
            re.sub(r"\\(.)", r"\1", quoted)
            if quoted is not None
            else match.group(3).strip().strip('"')
        )
        if "*" in name:
            _put_starred(starred, name, text)
        else:
            plain.setdefault(name, decode_words(text).strip())
    for name, pieces in starred.items():
        joined = _join(pieces)
        if joined:
            plain[name] = joined
    return main, plain


def _put_starred(starred: dict[str, dict[int, tuple[bool, str]]], name: str, text: str) -> None:
    """`name*`, `name*0` and `name*0*` (RFC 2231): the number orders, the last star says percent-encoded."""
    base, _, tail = name.partition("*")
    encoded = tail.endswith("*") or tail == ""
    number = tail.rstrip("*")
    if number and not (number.isdecimal() and len(number) < 5):
        return
    starred.setdefault(base, {})[int(number or 0)] = (encoded, text)


def _join(pieces: dict[int, tuple[bool, str]]) -> str:
    charset, octets = "", b""
    for place, (encoded, text) in sorted(pieces.items()):
        if encoded:
            if place == min(pieces) and text.count("'") >= 2:
                charset, _, text = text.split("'", 2)
            octets += unquote_to_bytes(text)
        else:
            octets += text.encode("utf-8", "replace")
    return decode_words(decode_labelled(octets, charset)[0]).strip()
