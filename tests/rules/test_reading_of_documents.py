"""What a document that was read ill, or off a picture, may do: show itself to a person, and nothing alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailroom.rules.reading import Enclosed, Reading
from parsers.attachments import make_attachment
from parsers.documents import Document
from parsers.forms import Form
from parsers.message import read_message

AT = datetime(2026, 5, 12, 9, tzinfo=UTC)
NOTE = b"Subject: My form\r\n\r\nPlease see attached.\r\n"
LETTER = (
    b"Subject: My bin\r\n\r\n" + b"My bin was left again on Monday and nobody rang me back. " * 3
)
OCR = ("read by OCR",)


def reading(mail: bytes, document: Document, form: Form | None = None) -> Reading:
    scan = make_attachment(b"x", "scan.png", "image/png", place=1)
    return Reading(1, AT, read_message(mail), (Enclosed(scan, document, form),))


def test_a_letter_is_told_by_its_own_words_and_not_by_those_on_a_photograph() -> None:
    found = reading(LETTER, Document("image", "GREENLINE 42", notes=OCR))
    assert "GREENLINE" not in found.words.text
    assert found.flaw == ""


def test_what_rests_on_a_picture_is_read_for_a_person_and_said_to_be_so() -> None:
    found = reading(NOTE, Document("image", "My bin was left", notes=OCR))
    assert "My bin was left" in found.story
    assert found.is_covering_note
    assert "the words read off it may be wrong" in found.unreadable


def test_a_form_read_off_a_picture_is_never_acted_on_alone_whatever_else_is_written() -> None:
    form = Form("complaint", {"details": "My bin"}, 0.5)
    found = reading(LETTER, Document("image", "Name", notes=OCR), form)
    assert "the words read off it may be wrong" in found.flaw


@pytest.mark.parametrize(
    "note", ["page 2 is a picture and could not be read", "it has macros; they were not run"]
)
def test_a_page_that_could_not_be_read_is_said_where_the_mail_rests_on_it(note: str) -> None:
    found = reading(NOTE, Document("pdf", "page 1", notes=(note,)))
    assert found.unreadable == (f"scan.png: {note}" if "could not be read" in note else "")


FOOT = "Otterby Council, Town Hall, HG99 9ZZ. Telephone 01632 960999"


def test_the_council_s_own_telephone_at_the_foot_of_a_form_is_nobody_s() -> None:
    document = Document("pdf", f"My bin was left. 07700 900001\n{FOOT}")
    form = Form("complaint", {"details": "My bin was left. 07700 900001"}, 0.9)
    found = reading(NOTE, document, form)
    assert (found.phone, found.postcode) == ("07700 900001", "")


def test_a_letter_s_own_telephone_and_postcode_are_its_writer_s() -> None:
    found = reading(NOTE, Document("pdf", "3 Mill Lane, HG91 1AA. My bin was left. 07700 900001"))
    assert (found.phone, found.postcode) == ("07700 900001", "HG91 1AA")
