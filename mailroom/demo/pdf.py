"""Writes small PDFs: a page of lines, boxes to fill in (AcroForm) with what was filled in, and, if wanted, a password.

Source: ISO 32000-1. Knows nothing of mail or councils; reads nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

# A4 in points, and the type that every reader has.
_PAGE = (595, 842)
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
# ISO 32000-1 section 7.6.3.3, algorithm 2: what fills a password up to 32 bytes.
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@dataclass(frozen=True, slots=True)
class Line:
    """Words on the page, from the lower left corner in points."""

    x: float
    y: float
    words: str
    size: float = 10


@dataclass(frozen=True, slots=True)
class Box:
    """A field to type into, with what was typed."""

    name: str
    x: float
    y: float
    width: float
    height: float
    value: str
    tooltip: str = ""


@dataclass
class _Objects:
    """The objects of a file as they are written; the first is the catalogue."""

    bodies: list[bytes] = field(default_factory=list)

    def add(self, body: str | bytes) -> int:
        self.bodies.append(body if isinstance(body, bytes) else body.encode("cp1252", "replace"))
        return len(self.bodies)

    def add_stream(self, content: str, extra: str = "") -> int:
        octets = content.encode("cp1252", "replace")
        head = f"<< {extra} /Length {len(octets)} >>\nstream\n".encode()
        return self.add(head + octets + b"\nendstream")


def write_pdf(
    lines: Sequence[Line],
    boxes: Sequence[Box] = (),
    rules: Sequence[tuple[float, float, float, float]] = (),
) -> bytes:
    """A one-page PDF; `rules` are rectangles (x, y, width, height) drawn round what was filled in."""
    objects = _Objects()
    catalogue, pages, page = objects.add(b""), objects.add(b""), objects.add(b"")
    font = objects.add(_FONT)
    drawn = "".join(f"{x} {y} {width} {height} re S\n" for x, y, width, height in rules)
    content = objects.add_stream(f"0.5 w\n{drawn}{''.join(map(_shown, lines))}")
    widgets = [_widget(objects, box, page, font) for box in boxes]
    annotations = f"/Annots [{_references(widgets)}]" if widgets else ""
    objects.bodies[pages - 1] = f"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>".encode()
    objects.bodies[page - 1] = (
        f"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 {_PAGE[0]} {_PAGE[1]}] /Contents {content} 0 R "
        f"/Resources << /Font << /Helv {font} 0 R >> >> {annotations} >>"
    ).encode()
    form = (
        f"/AcroForm << /Fields [{_references(widgets)}] /DR << /Font << /Helv {font} 0 R >> >> /DA (/Helv 10 Tf 0 g) >>"
        if widgets
        else ""
    )
    objects.bodies[catalogue - 1] = f"<< /Type /Catalog /Pages {pages} 0 R {form} >>".encode()
    return _file(objects.bodies, f"/Root {catalogue} 0 R")


def write_locked_pdf(words: str, password: str) -> bytes:
    """A one-page PDF that opens only with its password (RC4, 40 bits: what old office programs write)."""
    identity = hashlib.md5(words.encode(), usedforsecurity=False).digest()
    owner = _rc4(
        hashlib.md5(_padded("owner"), usedforsecurity=False).digest()[:5], _padded(password)
    )
    rights = -44
    seed = _padded(password) + owner + rights.to_bytes(4, "little", signed=True) + identity
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    content = _shown(Line(60, 760, words)).encode("cp1252", "replace")
    own_key = hashlib.md5(key + bytes((4, 0, 0, 0, 0)), usedforsecurity=False).digest()[:10]
    locked = _rc4(own_key, content)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /Helv 5 0 R >> >> >>",
        f"<< /Length {len(locked)} >>\nstream\n".encode() + locked + b"\nendstream",
        _FONT.encode(),
        f"<< /Filter /Standard /V 1 /R 2 /P {rights} /O <{owner.hex()}> /U <{_rc4(key, _PAD).hex()}> >>".encode(),
    ]
    return _file(bodies, f"/Root 1 0 R /Encrypt 6 0 R /ID [<{identity.hex()}> <{identity.hex()}>]")


def _shown(line: Line) -> str:
    return f"BT /Helv {line.size} Tf {line.x} {line.y} Td ({_escaped(line.words)}) Tj ET\n"


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _widget(objects: _Objects, box: Box, page: int, font: int) -> int:
    rows = box.value.split("\n")
    shown = "".join(_shown(Line(3, box.height - 13 - 12 * at, row)) for at, row in enumerate(rows))
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 {box.width} {box.height}] "
    form += f"/Resources << /Font << /Helv {font} 0 R >> >>"
    appearance = objects.add_stream(f"/Tx BMC\n{shown}EMC", form)
    many = 1 << 12 if len(rows) > 1 else 0
    tooltip = f"/TU ({_escaped(box.tooltip)}) " if box.tooltip else ""
    return objects.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /Ff {many} /F 4 /P {page} 0 R /T ({_escaped(box.name)}) {tooltip}"
        f"/V ({_escaped(box.value)}) /DA (/Helv 10 Tf 0 g) /AP << /N {appearance} 0 R >> "
        f"/Rect [{box.x} {box.y} {box.x + box.width} {box.y + box.height}] >>"
    )


def _references(numbers: Sequence[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _file(bodies: Sequence[bytes], trailer: str) -> bytes:
    """Header, objects, the table of where each lies, trailer (section 7.5)."""
    out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start, size = len(out), len(bodies) + 1
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PAD)[:32]


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for octet in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(octet ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
