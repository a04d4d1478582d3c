"""A photograph as a resident may have it: its dots as they are, and nothing of where, when and by whom it was taken.

JPEG and PNG lose what stands beside the dots without being drawn anew; which way up they are is kept. Reads bytes that
somebody sent: never raises, and gives None where they are not as such a file should be.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# The segments of a JPEG that say how its dots are to be shown: JFIF, a colour profile, Adobe's kind of colour.
_APP0, _APP2, _APP14, _COMMENT, _SCAN = 0xE0, 0xE2, 0xEE, 0xFE, 0xDA
_STANDS_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_END = 0xD9
_JFIF_ALONE = 18
_PROFILE, _EXIF = b"ICC_PROFILE\0", b"Exif\0\0"
# The chunks of a PNG that are none of the picture's: words, times, what a camera noted.
_BESIDE = frozenset((b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"))
_ORIENTATION = 0x0112


def is_photograph(content: bytes) -> bool:
    """Whether it is a picture of a kind that can be bared."""
    return content.startswith((_JPEG, _PNG))


def bared_picture(content: bytes) -> bytes | None:
    """A JPEG or PNG without what is kept beside its dots; None where it is damaged, or something lies behind it."""
    with suppress(struct.error, IndexError, ValueError):
        parts = _of_jpeg(content) if content.startswith(_JPEG) else _of_png(content)
        return b"".join(parts)
    return None


def bared_jpeg(content: bytes) -> bytes:
    """The same of what may be a JPEG, as it lies in a document; anything else stays as it is."""
    bare = bared_picture(content) if content.startswith(_JPEG) else None
    return content if bare is None else bare


def _of_jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    up = _which_way_up(content)
    if up:
        yield up
    at = 2
    while True:
        marker, start, at = _segment(content, at)
        if marker == _END:
            yield b"\xff\xd9"  # and nothing that lies behind the picture
            return
        segment = content[start:at]
        if marker == _SCAN:
            ends = _end_of_scan(content, at)
            segment += content[at:ends]
            at = ends
        if _is_shown(marker, segment):
            yield segment


def _segment(content: bytes, at: int) -> tuple[int, int, int]:
    """The marker of the segment at a place, where it begins, and where the next one does."""
    if content[at] != 0xFF:
        raise ValueError("no segment begins here")
    while content[at + 1] == 0xFF:  # bytes that only fill
        at += 1
    marker = content[at + 1]
    if marker in _STANDS_ALONE or marker == _END:
        return marker, at, at + 2
    (length,) = struct.unpack_from(">H", content, at + 2)
    ends = at + 2 + length
    if length < 2 or ends > len(content):
        raise ValueError("a segment is cut short")
    return marker, at, ends


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the dots end: at the next marker that is no stuffed byte and no restart."""
    while True:
        at = content.index(b"\xff", at)
        follows = content[at + 1]
        if follows != 0 and follows != 0xFF and not 0xD0 <= follows <= 0xD7:
            return at
        at += 1 if follows == 0xFF else 2


def _is_shown(marker: int, segment: bytes) -> bool:
    if marker == _APP2:
        return segment[4:].startswith(_PROFILE)
    if marker == _APP0:
        # Not with a small picture of the whole in it, which may show what was cut off since.
        return segment[4:].startswith(b"JFIF\0") and len(segment) <= _JFIF_ALONE
    return marker == _APP14 or (marker != _COMMENT and not 0xE0 <= marker <= 0xEF)


def _which_way_up(content: bytes) -> bytes:
    """A segment that says nothing but how the camera was held; b'' where it was held upright or did not say."""
    from PIL import Image  # only where there is a photograph

    noted = _exif_of(content)
    if not noted:
        return b""
    found = Image.Exif()
    with suppress(SyntaxError, struct.error, ValueError, KeyError, TypeError, OSError, IndexError):
        found.load(noted)
        held = found.get(_ORIENTATION)
        if isinstance(held, int) and 2 <= held <= 8:
            alone = Image.Exif()
            alone[_ORIENTATION] = held
            said = alone.tobytes()
            said = said if said.startswith(_EXIF) else _EXIF + said
            return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
    return b""


def _exif_of(content: bytes) -> bytes:
    at = 2
    while True:
        marker, start, at = _segment(content, at)
        if marker in (_SCAN, _END):
            return b""
        if marker == 0xE1 and content[start + 4 :].startswith(_EXIF):
            return content[start + 4 : at]


def _of_png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        ends = at + 12 + length
        if ends > len(content):
            raise ValueError("a chunk is cut short")
        if kind not in _BESIDE:
            yield content[at:ends]
        if kind == b"IEND":
            return  # and nothing that lies behind the picture
        at = ends
