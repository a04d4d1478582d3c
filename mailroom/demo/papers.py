"""The council's complaint form as residents send it in: filled in on screen, printed flat, in Word; and a photograph.

Makes files and never mail.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from mailroom.demo.pdf import Box, Line, write_pdf

HEADING = "Ashwater District Council"
TITLE = "Customer feedback form (CF1)"
# As many characters of ten-point type as go across a box of the form.
_BOX_CHARACTERS = 62

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a resident wrote into the form, label by label as it is printed."""

    answers: tuple[tuple[str, str], ...]


def fillable_pdf(form: FilledIn) -> bytes:
    """The form as downloaded and filled in on screen: its fields can still be changed."""
    lines, boxes, y = _heading(), [], 720.0
    for number, (label, answer) in enumerate(form.answers, 1):
        rows = textwrap.wrap(answer, _BOX_CHARACTERS) or [""]
        height = 18.0 if len(rows) == 1 else 14.0 * len(rows) + 8
        lines.append(Line(60, y, label))
        boxes.append(Box(f"Text{number}", 60, y - height - 6, 475, height, "\n".join(rows), label))
        y -= height + 30
    return write_pdf(lines, boxes, [(box.x, box.y, box.width, box.height) for box in boxes])


def flat_pdf(form: FilledIn) -> bytes:
    """The form filled in and printed to a PDF: labels and answers are words on a page and nothing more."""
    lines, y = _heading(), 720.0
    rules: list[tuple[float, float, float, float]] = []
    for label, answer in form.answers:
        rows = textwrap.wrap(answer, _BOX_CHARACTERS) or [""]
        if len(rows) == 1:
            lines += [Line(60, y, f"{label}:"), Line(220, y, rows[0])]
            rules.append((214, y - 6, 320, 20))
            y -= 28
            continue
        height = 14.0 * len(rows) + 8
        lines.append(Line(60, y, f"{label}:"))
        lines += [Line(66, y - 22 - 14 * at, row) for at, row in enumerate(rows)]
        rules.append((60, y - height - 10, 475, height))
        y -= height + 34
    return write_pdf(lines, (), rules)


def _heading() -> list[Line]:
    return [
        Line(60, 780, HEADING, 16),
        Line(60, 758, TITLE, 12),
        Line(
            60, 742, "Please fill in every part and send the form to feedback@ashwater.example", 8
        ),
    ]


def docx_table(form: FilledIn) -> bytes:
    """The form as a Word document: a table of two columns, the answers typed into the right one."""
    rows = "".join(_row(label, answer) for label, answer in form.answers)
    table = f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{rows}</w:tbl>'
    heading = "".join(map(_paragraph, (HEADING, TITLE)))
    return _docx(f"{heading}{table}{_paragraph('')}")


def _row(label: str, answer: str) -> str:
    cells = "".join(f"<w:tc><w:tcPr/>{_paragraph(words)}</w:tc>" for words in (label, answer))
    return f"<w:tr>{cells}</w:tr>"


def _paragraph(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r></w:p>'


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DOCUMENT_TYPE = f"{DOCX_TYPE}.main+xml"


def _docx(body: str) -> bytes:
    """The smallest package that Word opens (ECMA-376 part 2)."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_DOCUMENT_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # A set date, so that the same form is the same bytes.
            archive.writestr(
                zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), head + content, zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


def photograph(width: int = 160, height: int = 120) -> bytes:
    """A small picture (PNG) of nothing much: grey below, light above."""
    rows = b"".join(
        b"\x00" + bytes(_shade(x, y, height) for x in range(width)) for y in range(height)
    )
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + _chunks(
        [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    )


def _shade(x: int, y: int, height: int) -> int:
    return 200 - (x * 7 + y * 3) % 23 if y < height // 2 else 90 + (x * 5 + y * 11) % 31


def _chunks(parts: Sequence[tuple[bytes, bytes]]) -> bytes:
    return b"".join(
        len(content).to_bytes(4, "big")
        + name
        + content
        + zlib.crc32(name + content).to_bytes(4, "big")
        for name, content in parts
    )
