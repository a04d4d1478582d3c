"""The documents that residents enclose: a scan-sized PDF letter or form, a Word letter with a photograph in it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from html import escape
from random import Random

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_LINES_A_PAGE = 46
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def letter_pdf(lines: Sequence[str], octets: int, chance: Random) -> bytes:
    """A letter of one page or more with a photograph; about so many octets long."""
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    photo = _stream(chance.randbytes(octets), b"/Type/XObject/Subtype/Image/Width 1024/Height 768"
                    b"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode")  # fmt: skip
    objects = [b"", b"", _FONT, photo]
    kids = []
    for page in pages:
        objects.append(_stream(zlib.compress(_drawn(page)), b"/Filter/FlateDecode"))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>>>" % len(objects)
        )
        kids.append(len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = _tree(kids)
    return _pdf(objects)


def form_pdf(fields: Sequence[tuple[str, str]], octets: int, chance: Random) -> bytes:
    """A complaint form with its boxes filled in (AcroForm), and a logo; about so many octets long."""
    logo = _stream(chance.randbytes(octets), b"/Type/XObject/Subtype/Image/Width 640/Height 480"
                   b"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode")  # fmt: skip
    drawn = [b"BT /F1 16 Tf 60 790 Td (Complaint form) Tj ET"]
    widgets = []
    for place, (label, value) in enumerate(fields):
        y = 740 - 60 * place
        drawn.append(b"BT /F1 10 Tf 60 %d Td (%s) Tj ET" % (y, _text(label)))
        widgets.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(%s)/TU(%s)/V(%s)/Rect[200 %d 540 %d]/F 4>>"
            % (_text(label.replace(" ", "_").lower()), _text(label), _text(value), y - 30, y + 12)
        )
    content = _stream(zlib.compress(b"\n".join(drawn)), b"/Filter/FlateDecode")
    objects = [b"", _tree([6]), _FONT, logo, content, b"", *widgets]
    refs = b" ".join(b"%d 0 R" % number for number in range(7, 7 + len(widgets)))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/DA(/F1 10 Tf)>>>>" % refs
    objects[5] = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Annots[%s]"
        b"/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>>>" % refs
    )
    return _pdf(objects)


def letter_docx(paragraphs: Sequence[str], octets: int, chance: Random) -> bytes:
    """A Word letter with a photograph beside it; about so many octets long."""
    body = "".join(
        f'<w:p><w:pPr><w:spacing w:after="160"/></w:pPr><w:r><w:rPr><w:sz w:val="22"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p>'
        for one in paragraphs
    )
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    to_document = _relation("officeDocument", "word/document.xml")
    to_photo = _relation("image", "media/image1.jpeg")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", to_document.encode()),
            ("word/document.xml", document.encode()),
            ("word/_rels/document.xml.rels", to_photo.encode()),
            ("word/media/image1.jpeg", b"\xff\xd8\xff\xe0" + chance.randbytes(octets)),
        ):
            # A fixed time: the same seed makes the same bytes.
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0)), content)
    return packed.getvalue()


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


def _drawn(lines: Sequence[str]) -> bytes:
    shown = [b"BT /F1 11 Tf 14 TL 60 780 Td"]
    shown += [b"(%s) Tj T*" % _text(line) for line in lines]
    return b"\n".join([*shown, b"ET"])


def _text(words: str) -> bytes:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252", "replace")


def _stream(content: bytes, extra: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (extra, len(content), content)


def _tree(kids: Sequence[int]) -> bytes:
    refs = b" ".join(b"%d 0 R" % kid for kid in kids)
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (refs, len(kids))


def _pdf(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
