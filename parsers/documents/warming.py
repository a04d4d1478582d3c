"""Small documents that the child reads before its first leaf, so that no leaf begins cold.

The libraries build tables of glyphs, character maps and patterns at first use: paid once here
instead of in every leaf. Warm, a leaf takes some 8 ms more than the same reading without a fork.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence

PAGE = (
    b"BT /F1 10 Tf 44 700 Td (Name) Tj ET 40 690 100 20 re S 140 690 200 20 re S "
    b"BT /F2 10 Tf 144 700 Td <0041> Tj ET 40 660 12 12 re S BT /F1 10 Tf 58 662 Td (Address) Tj ET "
    b"BT /F1 10 Tf 44 640 Td (Telephone and email:) Tj ET 150 640 200 16 re S"
)
CHARACTER_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"1 beginbfrange <0041> <0042> <0041> endbfrange endcmap end end"
)
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>Name: A</w:t></w:r></w:p></w:body></w:document>"
)


def warm(read: Callable[[bytes, str], object]) -> None:
    """Read the samples; what comes of them does not matter."""
    for sample in (_pdf(filled=True), _pdf(filled=False), _word(), b"{\\rtf1 Name: A}", b"Name: A"):
        read(sample, "sample")


def _pdf(*, filled: bool) -> bytes:
    """A page with a plain and a composite font, boxes, and (if `filled`) a field without a name."""
    value = b"(A)" if filled else b"()"
    return _file(
        (
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[10 0 R]>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[10 0 R]"
            b"/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
            _stream(PAGE),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[7 0 R]"
            b"/ToUnicode 9 0 R>>",
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/FontDescriptor 8 0 R/DW 500"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
            b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1 1]/Ascent 800/Descent 0>>",
            _stream(CHARACTER_MAP),
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[150 640 350 656]/V" + value + b">>",
        )
    )


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return head + packed + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + tail


def _word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", WORD)
    return out.getvalue()
