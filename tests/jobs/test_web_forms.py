"""The mail of a web page: whoever filled the page in is the writer, whatever address the page sends from."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from mailroom.jobs import reading
from mailroom.rules.reading import Reading
from parsers.documents import Reader
from tests.parsers.forms.councils import PEOPLE, columns, page_striped, page_table

AT = datetime(2026, 5, 12, 9, tzinfo=UTC)
LABELS = {
    "name": "Name",
    "email": "Email",
    "postcode": "Postcode",
    "details": "Your complaint",
    "desired_outcome": "What would you like us to do?",
    "service": "Service",
}
ROWS = [(label, PEOPLE[0][key]) for key, label in LABELS.items()]


def mail(
    sender: str, subject: str, *, plain: str = "", page: str = "", dmarc: str = "pass"
) -> bytes:
    made = EmailMessage()
    made["Authentication-Results"] = (
        f"mx.council.example; dmarc={dmarc} header.from={sender.partition('@')[2]}"
    )
    made["From"], made["Subject"] = sender, subject
    made.set_content(page or plain, subtype="html" if page else "plain")
    return made.as_bytes()


def read(raw: bytes) -> Reading:
    with Reader() as reader:
        return reading.finish(reading.start(1, raw, AT, reader, ["mx.council.example"], AT))


@pytest.mark.parametrize(
    "raw",
    [
        mail("noreply@forms.example", "Feedback", page=page_table(ROWS)),
        mail("noreply@forms.example", "Feedback", page=page_striped(ROWS)),
        mail("website@council.example", "New submission: feedback", page=page_table(ROWS)),
        mail("eforms-live@maker.example", "Complaint form submission", plain=columns(ROWS)),
    ],
    ids=["a table", "a striped table", "the council's own page", "columns of text"],
)
def test_the_writer_is_whom_the_form_names(raw: bytes) -> None:
    found = read(raw)
    assert found.form is not None
    assert found.form.fields["details"] == PEOPLE[0]["details"]
    assert found.complainant is not None
    assert (found.complainant.name, found.complainant.email) == (
        PEOPLE[0]["name"], PEOPLE[0]["email"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        mail("tom@home.example", "My complaint", plain=columns(ROWS)),
        mail("tom@home.example", "New submission: feedback", plain=columns(ROWS), dmarc="fail"),
        mail("tom@home.example", "New submission: feedback", plain="My bin was missed again."),
        mail(PEOPLE[0]["email"], "My web form again", plain=columns(ROWS)),
    ],
    ids=["a letter with labels", "nobody vouches for it", "no form in it", "their own address"],
)
def test_a_persons_own_mail_is_theirs_however_it_looks(raw: bytes) -> None:
    found = read(raw)
    assert found.web_form is None
    assert found.complainant is not None
    assert found.complainant.email == (found.message.sender and found.message.sender.email)
