"""Documents beside what was read in them: who may look, what is shown, and what never is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from PIL import Image
from pypdf import PdfWriter

from parsers.documents import Reader
from store import cases, journal
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import JO, KIM, ROB, SAM, Council
from tests.parsers.documents.making import Sheet, paper

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
WORDS = "a virus was found in it (Eicar): it was not opened"
FORM = paper(Sheet().text(60, 60, "As I said to the man"), Sheet(), Sheet())
PNG = "image/png"


looked_at: list[int] = []


def _refused(content: bytes) -> str:
    looked_at.append(len(content))
    return WORDS if EICAR in content else ""


@pytest.fixture(scope="module")
def desk_reader() -> Iterator[Reader]:
    """A reader behind a scanner that knows one virus."""
    with Reader(seconds=30, refused=_refused) as reader:
        yield reader


def _photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "the garden of Una"
    out = io.BytesIO()
    Image.new("RGB", (900, 700), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _mail(text: str, **files: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Una <una@home.example>"
    mail["To"] = "feedback@ashford.example"
    mail["Subject"] = "bins"
    mail["Message-ID"] = f"<{len(text)}-{'-'.join(files)}@out.example>"
    mail["Authentication-Results"] = "mx.ashford.example; dmarc=pass header.from=home.example"
    mail.set_content(text)
    for name, content in files.items():
        mail.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return mail.as_bytes()


def _locked() -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(FORM))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _held(council: Council, **files: bytes) -> int:
    return council.raw(_mail("Bins again. I did tell somebody..", **files))


def _page(council: Council, who: str, place: str) -> tuple[int, str]:
    answer = council.client(who).get(place)
    return answer.status_code, answer.data.decode("utf-8", "replace")


def test_a_document_is_shown_beside_its_words(council: Council) -> None:
    number = _held(council, form_pdf=FORM, photo_jpg=_photograph(), notes_txt=b"Notes: none")
    _, page = _page(council, JO, f"/queue/{number}")
    for position, name in enumerate(("form.pdf", "photo.jpg")):
        assert f'src="/queue/{number}/enclosed/{position}/pages/1" alt="Look at {name}"' in page
    assert f"/queue/{number}/enclosed/2/pages" not in page
    code, look = _page(council, JO, f"/queue/{number}/enclosed/0/pages")
    assert code == 200
    assert "As I said to the man" in look
    assert [f'alt="Page {n} of form.pdf"' in look for n in (1, 2, 3, 4)] == [True] * 3 + [False]


def test_a_picture_is_a_png_that_nothing_can_be_done_with(council: Council) -> None:
    number = _held(council, photo_jpg=_photograph())
    answer = council.client(JO).get(f"/queue/{number}/enclosed/0/pages/1")
    assert answer.mimetype == PNG
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Una" not in answer.data
    assert Image.open(io.BytesIO(answer.data)).size == (900, 700)
    for place in ("0/pages/2", "0/pages/0", "1/pages/1", "1/pages"):
        assert _page(council, JO, f"/queue/{number}/enclosed/{place}")[0] == 404
    assert _page(council, JO, "/queue/99/enclosed/0/pages")[0] == 404


def test_each_look_at_a_document_is_in_the_journal(council: Council) -> None:
    number = _held(council, form_pdf=FORM)
    for place in ("pages", "pages/1"):
        _page(council, JO, f"/queue/{number}/enclosed/0/{place}")
    with council.house.record.read() as conn:
        looks = [one for one in journal.entries(conn) if one.act == "looked at"]
    assert [(one.by, one.incoming_id) for one in looks] == [(JO, number)] * 2


def test_a_document_of_a_case_is_for_those_who_may_see_the_case(council: Council) -> None:
    council.raw(_mail(COMPLAINT, form_pdf=FORM))
    theirs = _mail("Bins again. I did tell somebody.", letter_pdf=FORM)
    other = council.raw(theirs.replace(b"una@home", b"bo@else"))
    with council.house.record.read() as conn:
        reference = cases.get_case(conn, 1).case.reference
    place = f"/cases/{reference}/mail/1"
    seen = {
        who: [_page(council, who, place + one)[0] for one in ("", *_WAYS)]
        for who in (JO, KIM, SAM, ROB)
    }
    assert seen == {JO: [200] * 4, KIM: [200] * 4, SAM: [200] * 4, ROB: [404] * 4}
    assert _page(council, SAM, f"/queue/{other}/enclosed/0/pages/1")[0] == 403
    # Another mail's document is none of this case's.
    assert _page(council, SAM, f"/cases/{reference}/mail/{other}/enclosed/0/pages/1")[0] == 404
    with council.house.record.read() as conn:
        looks = [one for one in journal.entries(conn) if one.act == "looked at" and one.by == SAM]
    assert [one.case_id for one in looks] == [1] * 4


_WAYS = ("/enclosed/0", "/enclosed/0/pages", "/enclosed/0/pages/1")


def test_an_infected_document_is_neither_shown_nor_given(council: Council) -> None:
    number = _held(council, form_pdf=FORM + EICAR, other_pdf=FORM)
    _, page = _page(council, JO, f"/queue/{number}")
    assert f"neither shown nor given to anybody: {WORDS}" in page
    assert f"/queue/{number}/enclosed/0" not in page
    refused = {
        place: _page(council, JO, f"/queue/{number}/{place}")
        for place in ("original", "enclosed/0", "enclosed/0/pages/1")
    }
    assert {code for code, _ in refused.values()} == {403}
    assert all(WORDS in told for _, told in refused.values())
    assert WORDS in _page(council, JO, f"/queue/{number}/enclosed/0/pages")[1]
    # What came beside it is as ever.
    assert council.client(JO).get(f"/queue/{number}/enclosed/1/pages/1").mimetype == PNG
    assert _page(council, JO, f"/queue/{number}/enclosed/1")[0] == 200


def test_an_infected_mail_of_a_case_is_not_given_whole(council: Council) -> None:
    number = _held(council, form_pdf=FORM + EICAR)
    council.client(JO).post(
        f"/queue/{number}/decide",
        data={"act": "register", "kind": "complaint", "service": "waste"},
    )
    council.pass_minutes(6)
    council.round()
    with council.house.record.read() as conn:
        reference = cases.get_case(conn, 1).case.reference
    place = f"/cases/{reference}/mail/{number}"
    assert f"neither shown nor given to anybody: {WORDS}" in _page(council, JO, place)[1]
    for way in ("/original", "/enclosed/0", "/enclosed/0/pages/1"):
        code, told = _page(council, JO, place + way)
        assert (code, WORDS in told) == (403, True)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("broken_pdf", b"%PDF-1.7\nnothing", "damaged"),
        ("locked_pdf", _locked(), "protected by a password"),
    ],
)
def test_what_cannot_be_shown_is_told_in_a_sentence(
    council: Council, name: str, content: bytes, why: str
) -> None:
    number = _held(council, **{name: content})
    _, page = _page(council, JO, f"/queue/{number}")
    assert "pages/1" not in page
    assert "There is no picture of it: " in page or "It could not be read: " in page
    code, look = _page(council, JO, f"/queue/{number}/enclosed/0/pages")
    assert (code, "There is no picture of it: " in look) == (200, True)
    assert why in look


def test_a_scan_without_words_is_what_is_looked_at(council: Council) -> None:
    number = _held(council, scan_jpg=_photograph())
    _, page = _page(council, JO, f"/queue/{number}")
    assert "It could not be read: " in page
    assert "pages/1" in page


def test_a_mail_and_its_documents_are_read_once_for_its_page_and_once_to_accept(
    council: Council,
) -> None:
    number = _held(council, form_pdf=FORM)
    looked_at.clear()
    _, page = _page(council, JO, f"/queue/{number}")
    assert "The letters that would go out if you accept" in page
    assert looked_at == [len(FORM)]
    council.client(JO).post(f"/queue/{number}/decide", data={"act": "accept"})
    # And once for the page of the next message, were there one.
    assert looked_at == [len(FORM)] * 2


def test_what_was_drawn_is_kept_until_there_is_no_room(council: Council) -> None:
    from mailroom.desk.shelf import Shelf
    from parsers.attachments import make_attachment

    files = [
        make_attachment(FORM + bytes([n]), "a.pdf", "application/pdf", place=n) for n in (1, 2, 3)
    ]
    shelf = Shelf(council.reader)
    first = shelf.pictures(files[0])
    assert shelf.pictures(files[0]) is first
    small = Shelf(council.reader, most_bytes=first.size * 2)
    for one in files:
        small.pictures(one)
    assert small.kept(files[0].sha256) is None
    assert small.kept(files[2].sha256) is not None
    # A scanner may be there again the next time it is asked.
    bad = make_attachment(EICAR, "a.pdf", "application/pdf", place=4)
    assert shelf.pictures(bad).problem == WORDS
    assert shelf.kept(bad.sha256) is None
