"""Documents made by hand for the tests: the smallest PDF, Word, OpenDocument and RTF that serve."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows))
    trailer = b"trailer<</Size %d/Root 1 0 R>>" % (len(objects) + 1)
    out.write(trailer + b"\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (
        len(packed),
        extra,
        packed,
    )


@dataclass
class Sheet:
    """One page being drawn; y runs from the top, as people measure."""

    drawn: list[str] = field(default_factory=list)
    widgets: list[bytes] = field(default_factory=list)
    height: int = 842

    def text(self, x: float, top: float, words: str, *, font: str = "F1", size: int = 10) -> Sheet:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        place = f"{x} {self.height - top - size}"
        self.drawn.append(f"BT /{font} {size} Tf {place} Td ({escaped}) Tj ET")
        return self

    def box(self, x: float, top: float, width: float, height: float) -> Sheet:
        self.drawn.append(f"{x} {self.height - top - height} {width} {height} re S")
        return self

    def cross(self, x: float, top: float, size: float) -> Sheet:
        low, high = self.height - top - size, self.height - top
        self.drawn.append(f"{x} {low} m {x + size} {high} l S {x} {high} m {x + size} {low} l S")
        return self

    def rule(self, x0: float, x1: float, top: float) -> Sheet:
        self.drawn.append(f"{x0} {self.height - top} m {x1} {self.height - top} l S")
        return self

    def annotation(self, x: float, top: float, width: float, height: float, body: str) -> Sheet:
        y = self.height - top - height
        rect = f"/Rect[{x} {y} {x + width} {y + height}]"
        self.widgets.append(f"<</Type/Annot {rect} {body}>>".encode("latin-1"))
        return self


def paper(*sheets: Sheet, catalogue: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    """A PDF of these pages. Objects: 1 catalogue, 2 pages, 3 and 4 fonts, then `more` from 5."""
    first_page = 5 + len(more)
    objects: list[bytes] = [b"", b"", _font(b"Helvetica"), _font(b"Courier"), *more]
    kids, fields = [], []
    for sheet in sheets:
        page = len(objects) + 1
        kids.append(b"%d 0 R" % page)
        notes = [b"%d 0 R" % (page + 2 + n) for n in range(len(sheet.widgets))]
        fields += [n for n, w in zip(notes, sheet.widgets, strict=True) if b"/Widget" in w]
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Annots[%s]"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>" % (page + 1, b" ".join(notes))
        )
        objects += [stream("\n".join(sheet.drawn).encode("cp1252")), *sheet.widgets]
    assert kids[0] == b"%d 0 R" % first_page
    form = b"/AcroForm<</Fields[%s]>>" % b" ".join(fields) if fields else b""
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % (catalogue or form)
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return pdf(objects)


def _font(name: bytes) -> bytes:
    return b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name


def scan() -> bytes:
    """A PDF of one picture."""
    picture = stream(
        b"\x00" * 100,
        b"/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceGray",
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(b"/I Do"), picture])


def archive(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def word(body: str, *, more: dict[str, bytes | str] | None = None, rels: str = "") -> bytes:
    """A Word document with this XML between <w:body> and </w:body>."""
    document = f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{body}</w:body></w:document>'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    return archive(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": _relations(
                f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            ),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _relations(rels),
            **(more or {}),
        }
    )


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def para(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def run(words: str, *, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def table(*rows: Sequence[str]) -> str:
    def cell(words: str) -> str:
        lines = words if words.startswith("<") else "".join(para(run(w)) for w in words.split("\n"))
        return f"<w:tc>{lines}</w:tc>"

    return (
        "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"
    )


def control(words: str, *, alias: str = "", tag: str = "", hint: bool = False) -> str:
    names = f'<w:alias w:val="{alias}"/>' if alias else ""
    names += f'<w:tag w:val="{tag}"/>' if tag else ""
    names += "<w:showingPlcHdr/>" if hint else ""
    return f"<w:sdt><w:sdtPr>{names}<w:text/></w:sdtPr><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>"


def tick_control(*, ticked: bool, alias: str = "") -> str:
    name = f'<w:alias w:val="{alias}"/>' if alias else ""
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    sign = "☒" if ticked else "☐"
    return (
        f"<w:sdt><w:sdtPr>{name}{state}</w:sdtPr><w:sdtContent>{run(sign)}</w:sdtContent></w:sdt>"
    )


def legacy(properties: str, result: str) -> str:
    def char(kind: str, inside: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'

    begin = char("begin", f"<w:ffData>{properties}</w:ffData>")
    return begin + char("separate") + run(result) + char("end")


def opendocument(body: str) -> bytes:
    """An .odt with this XML inside <office:text>."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(
        f'xmlns:{short}="{names}:{name}:1.0"'
        for short, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "form": "form",
            "draw": "drawing",
        }.items()
    )
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {spaces}>{inside}</office:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
