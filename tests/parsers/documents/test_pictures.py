"""Pictures of documents: drawn from the dots alone, in the child and under its limits; a bad file is a sentence."""

from __future__ import annotations

import base64
import http.server
import io
import shutil
import struct
import threading
import zlib
from collections.abc import Iterator

import pytest
from PIL import Image

from parsers.documents import Reader
from parsers.documents.pictures import Pictures, from_frame
from parsers.documents.picturing import DOTS, MOST_PAGES, WIDTH
from tests.parsers.documents.making import Sheet, archive, paper, para, pdf, run, stream, word

SECRET = "51.2N 0.9E, the garden of Una"
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice)")
# Half red, half green, turned by its EXIF, which also tells a secret; as phones keep it.
HEIC = base64.b64decode(
    """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA
    AAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAACQAAgAAAAACBgABAAAAAAAAAEQAAAA4aWlu
    ZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA
    /WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA
    AAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkA
    AAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAA
    AAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAA
    AA5jZHNjAAIAAQABAAAAcG1kYXQAAAAgKAGvGYDvSaW//9w5n/U2L/hdBk7L/S8DOsP+QDKQ0PAAAAAGRXhpZgAA
    TU0AKgAAAAgAAgEOAAIAAAAUAAAAJgESAAMAAAABAAYAAAAAAABzZWNyZXQgcGxhY2Ugb2YgdW5hAA==
    """
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=50) as reader:
        yield reader


def _drawn(reader: Reader, content: bytes) -> Pictures:
    return reader.start_pictures(content).result()


def _opened(page: bytes) -> Image.Image:
    return Image.open(io.BytesIO(page))


def _ink(page: bytes) -> int:
    """How many dots are not white."""
    return sum(_opened(page).convert("L").point(lambda dot: 255 * (dot < 250)).histogram()[255:])


def _photograph(kind: str, **how: object) -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET, 6
    picture = Image.new("RGB", (600, 400), (30, 120, 60))
    picture.paste((200, 40, 40), (0, 0, 600, 200))
    out = io.BytesIO()
    picture.save(out, kind, exif=exif, **how)
    return out.getvalue()


def test_the_first_pages_of_a_pdf_are_drawn_and_the_rest_counted(reader: Reader) -> None:
    found = _drawn(reader, paper(*(Sheet().text(60, 60, f"page {n}") for n in range(8))))
    assert (len(found.pages), found.of, found.problem) == (MOST_PAGES, 8, "")
    assert _opened(found.pages[0]).size[0] == WIDTH
    assert all(_ink(page) > 100 for page in found.pages)


def test_what_was_filled_in_is_drawn(reader: Reader) -> None:
    fields = []
    for value in (b"", b"My bin was not collected"):
        drawn = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/DA(/Helv 12 Tf 0 g)"
        fields.append(drawn + b"/Rect[60 700 400 730]/V(" + value + b")>>")
    empty, filled = (_ink(_drawn(reader, _form(one)).pages[0]) for one in fields)
    assert filled > empty + 100


def _form(widget: bytes) -> bytes:
    return pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/NeedAppearances true/DA(/Helv 12 Tf 0 g)"
            b"/DR<</Font<</Helv 5 0 R>>>>>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>>",
            widget,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        )
    )


@pytest.mark.parametrize("box", ["0 0 3 90000", "0 0 14400 14400", "0 0 90000 3"])
def test_a_page_of_any_size_has_not_too_many_dots(reader: Reader, box: str) -> None:
    found = _drawn(
        reader,
        pdf(
            (
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R>>".encode(),
                stream(b"0 0 100 100 re f"),
            )
        ),
    )
    for page in found.pages:
        width, height = _opened(page).size
        assert width * height <= DOTS * 1.1
    assert found.pages or found.problem


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_of_a_photograph_nothing_remains_but_its_dots_the_right_way_up(
    reader: Reader, kind: str
) -> None:
    photograph = _photograph(kind)
    assert SECRET.encode() in photograph
    (page,) = _drawn(reader, photograph).pages
    picture = _opened(page)
    assert SECRET.encode() not in page
    assert not picture.getexif()
    assert set(picture.info) == set()
    # Turned by a quarter: what was above is on the right.
    assert picture.size == (400, 600)
    red, _, blue = picture.getpixel((390, 300))  # type: ignore[misc]
    assert red > 150
    assert blue < 80


def test_a_photograph_as_phones_keep_it_can_be_looked_at(reader: Reader) -> None:
    (page,) = _drawn(reader, HEIC).pages
    assert _opened(page).getpixel((5, 5)) == pytest.approx((200, 40, 40), abs=12)
    assert b"secret" not in page


def test_each_page_of_a_fax_is_drawn_and_of_what_moves_the_first_picture(reader: Reader) -> None:
    pages = [Image.new("1", (1728, 2200), number % 2) for number in range(7)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    found = _drawn(reader, out.getvalue())
    assert (len(found.pages), found.of) == (MOST_PAGES, 7)
    out = io.BytesIO()
    pages[0].save(out, "GIF", save_all=True, append_images=pages[1:])
    found = _drawn(reader, out.getvalue())
    assert (len(found.pages), found.of) == (1, 1)


def _written(body: str) -> bytes:
    """An OpenDocument text with all that LibreOffice asks of one."""
    names = "office text draw svg-compatible".split()
    spaces = " ".join(
        f'xmlns:{name.partition("-")[0]}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
        for name, place in zip(names, ("office", "text", "drawing", "svg-compatible"), strict=True)
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return archive(
        {
            "mimetype": kind,
            "content.xml": f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"'
            f' office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
            " </office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="/"'
            f' m:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        }
    )


@pytest.mark.slow
@OFFICE
@pytest.mark.parametrize("kind", ["docx", "odt", "rtf"])
def test_word_opendocument_and_rich_text_are_drawn_by_libreoffice(
    reader: Reader, kind: str
) -> None:
    words = "My bin was not collected."
    content = {
        "docx": word(para(run(words)) * 400),
        "odt": _written(f"<text:p>{words}</text:p>" * 400),
        "rtf": b"{\\rtf1\\ansi " + f"{words}\\par ".encode() * 400 + b"}",
    }[kind]
    found = _drawn(reader, content)
    assert found.problem == ""
    assert len(found.pages) == MOST_PAGES
    assert found.of > MOST_PAGES
    assert _ink(found.pages[0]) > 1000


@pytest.mark.slow
@OFFICE
def test_what_a_document_points_at_elsewhere_is_not_fetched(reader: Reader) -> None:
    asked: list[str] = []

    class Listens(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listens) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}/pixel.png"
        image = f'<draw:image xlink:href="{place}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        frame = f'<draw:frame svg:width="5cm" svg:height="5cm" text:anchor-type="paragraph">{image}</draw:frame>'
        field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{place}" \\\\d}}{{\\fldrslt x}}}}'
        rtf = "{\\rtf1\\ansi Here: " + field + "\\par}"
        for content in (_written(f"<text:p>Here: {frame}</text:p>"), rtf.encode()):
            assert len(_drawn(reader, content).pages) == 1
        server.shutdown()
    assert asked == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\nnothing of the kind", "damaged"),
        (b"\x89PNG\r\n\x1a\n0000", "damaged"),
        (_photograph("JPEG")[:300], "damaged"),
        (HEIC[:120], "damaged"),
        (b"", "empty"),
        (b"Just words.", "shown as that"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old kind"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(reader: Reader, content: bytes, problem: str) -> None:
    found = _drawn(reader, content)
    assert found.pages == ()
    assert problem in found.problem


def _bomb(side: int) -> bytes:
    """A white PNG of so many dots each way, made without unpacking it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        whole = name + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    dots = zlib.compress(bytes((side // 8 + 1) * side), 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [10_000, 30_000])
def test_a_picture_that_unpacks_to_gigabytes_costs_only_itself(side: int) -> None:
    with Reader(seconds=20, memory_bytes=384 << 20) as reader:
        assert _drawn(reader, _bomb(side)).problem
        assert len(_drawn(reader, _photograph("PNG")).pages) == 1


def test_what_a_scanner_refuses_is_not_drawn() -> None:
    with Reader(seconds=20, refused=lambda content: "a virus was found in it") as reader:
        assert _drawn(reader, _photograph("PNG")) == Pictures(problem="a virus was found in it")


def test_nobody_who_reads_waits_for_what_is_drawn(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = f"{tmp_path}/soffice"
    with open(program, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("#!/bin/sh\nexec sleep 600\n")
    shutil.copymode("/bin/sh", program)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with Reader(seconds=3) as reader:
        drawn = reader.start_pictures(word(para(run("Name: Una"))))
        assert reader.read(b"Name: Una", "a.txt").text == "Name: Una"
        assert not drawn.done()
        assert drawn.result().problem == "took longer than 3 seconds"


def test_from_the_child_nothing_is_taken_but_pictures() -> None:
    with pytest.raises(ValueError, match="no picture"):
        from_frame({"sizes": [6], "of": 1, "problem": ""}, b"<html>")
    with pytest.raises(ValueError, match="no picture"):
        from_frame({"sizes": [9000], "of": 1, "problem": ""}, _photograph("PNG")[:50])
