"""Files of a mail: names are safe and stable, types are what the content shows."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.attachments import make_attachment, safe_name
from parsers.message import read_message
from parsers.sniffing import sniff_type
from parsers.transfer import find_uuencoded


def zipped(*names: str, **texts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, texts.get(name, "x"))
    return packed.getvalue()


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = [
    (b"%PDF-1.7\n...", "application/octet-stream", "application/pdf"),
    (b"\xef\xbb\xbf  \n%PDF-1.4", "image/png", "application/pdf"),
    (b"{\\rtf1 hello", "application/msword", "application/rtf"),
    (b"\xff\xd8\xff\xe0", "application/pdf", "image/jpeg"),
    (b"\x00\x00\x00\x18ftypheic", "", "image/heic"),
    (zipped("[Content_Types].xml", "word/document.xml"), "application/zip", DOCX),
    (zipped("word/document.xml", "word/vbaProject.bin"), DOCX, "application/vnd.ms-word.document.macroenabled.12"),
    (zipped("mimetype", "content.xml", mimetype="application/vnd.oasis.opendocument.text"), "",
     "application/vnd.oasis.opendocument.text"),
    (zipped("holiday.jpg"), DOCX, "application/zip"),
    (b"PK\x03\x04 broken word/document.xml", "", DOCX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "", "application/msword"),
    (b"From: a@b.example\r\nTo: c@d.example\r\n\r\nHi", "application/octet-stream", "message/rfc822"),
    (b"Just words of a person.", "application/octet-stream", "text/plain"),
    (b"Just words of a person.", "text/plain", "text/plain"),
    (b"<html><body>x", "text/plain", "text/html"),
    (b"MZ\x90\x00", "application/pdf", "application/vnd.microsoft.portable-executable"),
    (b"\x01\x02\x03\x00", "application/x-thing", "application/x-thing"),
    (b"\x01\x02\x03\x00", "", "application/octet-stream"),
    (b"", "application/pdf", "application/pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "declared", "shown"), TYPES)
def test_the_content_tells_the_type(content: bytes, declared: str, shown: str) -> None:
    assert sniff_type(content, declared) == shown


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jo\\form.docx", "form.docx"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("  form.pdf  ", "form.pdf"),
        ("..", ""),
        ("/", ""),
        ("Beschwerde Größe.pdf", "Beschwerde Größe.pdf"),
        (".hidden", "hidden"),
    ],
)
def test_names_are_made_safe(sent: str, safe: str) -> None:
    assert safe_name(sent) == safe


@given(st.text(max_size=400))
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert "/" not in safe
    assert "\\" not in safe
    assert safe not in (".", "..")
    assert len(safe.encode()) <= 200
    assert all(char.isprintable() or not char.isascii() for char in safe)
    assert safe_name(safe) == safe


def with_files() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "jo@home.example"
    message.set_content("See attached.")
    message.add_attachment(
        b"%PDF-1.7", maintype="application", subtype="pdf", filename="Größe £.pdf"
    )
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="octet-stream")
    return message


def test_names_are_decoded_and_the_nameless_get_one_that_stays() -> None:
    raw = with_files().as_bytes()
    once, twice = read_message(raw), read_message(raw)
    assert [file.filename for file in once.attachments] == ["Größe £.pdf", "attachment-2.pdf"]
    assert once.attachments == twice.attachments
    assert all(file.is_document for file in once.attachments)
    assert once.attachments[0].size == 8


@pytest.mark.parametrize(
    "field",
    [
        "attachment; filename=\"=?utf-8?Q?Gr=C3=B6=C3=9Fe.pdf?=\"",
        "attachment; filename=\"=?utf-8?B?R3LDtg==?=\r\n =?utf-8?B?w59lLnBkZg==?=\"",
        "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf",
        "attachment; filename*0*=utf-8''Gr%C3%B6; filename*1*=%C3%9Fe; filename*2=.pdf",
        "attachment; filename=Größe.pdf",
        "attachment;filename=\"/tmp/Größe.pdf\"; size=1",
    ],
)  # fmt: skip
def test_file_names_are_read_in_every_spelling(field: str) -> None:
    raw = f"From: a@b.example\r\nContent-Type: application/pdf\r\nContent-Disposition: {field}\r\n\r\n%PDF-".encode()
    assert [file.filename for file in read_message(raw).attachments] == ["Größe.pdf"]


def test_a_picture_the_page_shows_is_inline_and_one_enclosed_is_not() -> None:
    message = EmailMessage()
    message["From"] = "jo@home.example"
    message.set_content('<p>Look</p><img src="cid:logo@x">', subtype="html")
    message.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<logo@x>")
    message.make_mixed()
    message.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="hole.jpg")
    files = read_message(message.as_bytes()).attachments
    assert [(file.inline, file.content_id, file.sniffed_type) for file in files] == [
        (True, "logo@x", "image/png"),
        (False, "", "image/jpeg"),
    ]


def test_a_uuencoded_file_in_the_text_is_a_file() -> None:
    raw = b"From: a@b.example\n\nSee below.\nbegin 644 note.txt\n%:&5L;&\\\n`\nend\nThanks.\n"
    message = read_message(raw)
    assert message.body.text.split() == ["See", "below.", "Thanks."]
    assert [(file.filename, file.content) for file in message.attachments] == [
        ("note.txt", b"hello")
    ]
    assert find_uuencoded(b"I begin 644 times, no end.")[1] == []


def test_archives_and_calendars_are_no_documents() -> None:
    for content in (zipped("a.txt"), b"BEGIN:VCALENDAR\n", b"MZ\x90"):
        assert not make_attachment(content, "x", "", place=1).is_document
