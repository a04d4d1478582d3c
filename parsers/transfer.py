"""Content-Transfer-Encoding undone (RFC 2045 6), and uuencoded files; broken encodings give what can be had."""

from __future__ import annotations

import binascii
import re

_PADDING = re.compile(rb"=+")
# Plain words under a base64 label: a share of octets that base64 never has.
_TOO_STRANGE = 0.04
_NEVER_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\r\n]")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.M)
_UU_END = re.compile(rb"^(?:end|====)[ \t]*\r?$", re.M)


def decode_transfer(content: bytes, encoding: str) -> bytes:
    """The octets behind a transfer encoding; unknown encodings are taken as they are."""
    name = encoding.split(";")[0].strip().strip('"').lower()
    if name == "base64":
        return _decode_base64(content)
    if name == "quoted-printable":
        return binascii.a2b_qp(content)
    if name in ("x-uuencode", "uuencode", "uue", "x-uue"):
        _, files = find_uuencoded(content)
        return files[0][1] if files else content
    return content


def _decode_base64(content: bytes) -> bytes:
    """Base64 as real senders break it: padding in the middle, cut short, with a footer in clear below."""
    stripped = content.rstrip()
    if b" " in stripped and len(_NEVER_BASE64.findall(stripped)) > len(stripped) * _TOO_STRANGE:
        return content
    first = stripped.find(b"=")
    try:
        if first < 0 or first >= len(stripped) - 2:
            return binascii.a2b_base64(stripped)
    except binascii.Error:
        pass
    decoded = []
    for chunk in _PADDING.split(stripped):
        letters = _NOT_BASE64.sub(b"", chunk)
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        decoded.append(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)))
    return b"".join(decoded)


def decode_uu(lines: bytes) -> bytes:
    """The octets of a uuencoded block, line by line; a broken line is read as far as its length says."""
    decoded = []
    for line in lines.splitlines():
        if not line.strip():
            continue
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            size = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                decoded.append(binascii.a2b_uu(line[:size]))
            except binascii.Error:
                continue
    return b"".join(decoded)


def find_uuencoded(content: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """A text without the uuencoded files in it, and each file's name and octets."""
    if b"begin" not in content:
        return content, []
    files, kept, at = [], [], 0
    while (begin := _UU_BEGIN.search(content, at)) is not None:
        end = _UU_END.search(content, begin.end())
        if end is None:
            break
        files.append((begin.group(1).strip(), decode_uu(content[begin.end() : end.start()])))
        kept.append(content[at : begin.start()])
        at = end.end()
    return b"".join([*kept, content[at:]]), files
