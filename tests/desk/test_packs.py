"""The Ombudsman's pack on the desk: only for coordinators, made behind the page, fetched and written down."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile

import pdfplumber
import pytest
from flask.testing import FlaskClient

from mailroom.jobs.pack import FETCHED, MADE
from store import cases, journal
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import ANA, JO, KIM, ROB, SAM, Council, Sent

NOTICE = (
    "Our reference: 25 012 345. We have received a complaint about your council by Una Firth about her bins. Please"
    " send us your comments."
)


@pytest.fixture
def place(council: Council) -> str:
    """The page of Una's case, about which an Ombudsman asks."""
    council.mail("una@home.example", "A <b>complaint</b>", COMPLAINT)
    with council.house.record.read() as conn:
        (file,) = cases.case_files(conn, [1]).values()
    number = council.mail("team@lgo.org.uk", f"About {file.case.reference}", NOTICE)
    with council.house.record.read() as conn:
        (file,) = cases.case_files(conn, [1]).values()
    if len(file.stages) == 1:
        form = {
            "act": "attach",
            "reference": file.case.reference,
            "as": "ombudsman",
            "why": "it is theirs",
        }
        council.client(JO).post(f"/queue/{number}/decide", data=form)
        council.client(JO).post(f"/queue/{number}/now", data={})
    return f"/cases/{file.case.reference}"


def ready(client: FlaskClient, place: str) -> str:
    """The page once the pack lies ready."""
    for _ in range(240):
        page = client.get(f"{place}/pack").get_data(as_text=True)
        if "It is being made since" not in page:
            return page
        time.sleep(0.5)
    raise AssertionError("it was never made")


def entries(council: Council, act: str) -> list[journal.Entry]:
    with council.house.record.read() as conn:
        return [one for one in journal.entries_of(conn, 1) if one.act == act]


def test_the_case_says_by_when_the_ombudsman_waits_and_offers_the_pack(
    council: Council, place: str
) -> None:
    page = council.client(JO).get(place).get_data(as_text=True)
    assert "asked about this on Tuesday 3 February 2026 (their reference 25 012 345)" in page
    assert "The answer is due on Tuesday 3 March 2026: 28 days left." in page
    assert f'href="{place}/pack"' in page
    council.pass_minutes(60 * 24 * 27)
    assert "1 day left" in council.client(JO).get(place).get_data(as_text=True)
    council.pass_minutes(60 * 24 * 3)
    assert "2 days late" in council.client(JO).get(place).get_data(as_text=True)


@pytest.mark.parametrize("email", [SAM, ROB, KIM])
def test_nobody_but_coordinators_may_see_or_make_it(
    council: Council, place: str, email: str
) -> None:
    client = council.client(email)
    for what in ("", "/pdf", "/zip"):
        assert client.get(f"{place}/pack{what}").status_code == 403
    assert client.post(f"{place}/pack", data={}).status_code == 403
    assert "/pack" not in client.get(place).get_data(as_text=True)
    assert entries(council, MADE) == []


def test_a_case_that_is_not_there_has_no_pack(council: Council, place: str) -> None:
    client = council.client(JO)
    assert client.get("/cases/AMC-2026-99999-X/pack").status_code == 404
    assert council.client(JO).get(f"{place}/pack/pdf").status_code == 404
    assert client.get(f"{place}/pack/exe").status_code == 404


def test_a_form_of_another_page_makes_nothing(council: Council, place: str) -> None:
    client = council.client(JO)
    council.app.config["WTF_CSRF_ENABLED"] = True
    assert client.post(f"{place}/pack", data={}).status_code == 400
    assert entries(council, MADE) == []


@pytest.mark.parametrize(
    ("without", "told"),
    [
        ("99 = secret", "There is no Doc 99"),
        ("2", "write the number, =, and why"),
        ("nothing=x", "There is no Doc nothing"),
    ],
)
def test_what_cannot_be_withheld_is_told_at_once(
    council: Council, place: str, sent: Sent, without: str, told: str
) -> None:
    assert told in sent(council.client(JO), f"{place}/pack", {"without": without})
    assert entries(council, MADE) == []


@pytest.mark.slow
def test_it_is_made_behind_the_page_and_each_who_fetches_it_is_written_down(
    council: Council, place: str, sent: Sent
) -> None:
    client = council.client(JO)
    listed = client.get(f"{place}/pack").get_data(as_text=True)
    assert "Mail: A &lt;b&gt;complaint&lt;/b&gt;" in listed
    assert "The pack is being made." in sent(
        client, f"{place}/pack", {"without": "policy = it is published"}
    )
    page = ready(client, place)
    assert "Save the pack (PDF," in page
    pdf, package = client.get(f"{place}/pack/pdf"), council.client(ANA).get(f"{place}/pack/zip")
    for answer in (pdf, package):
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.data
        answer.close()
    (made,) = entries(council, MADE)
    assert made.by == JO
    assert hashlib.sha256(pdf.data).hexdigest() in made.why
    assert hashlib.sha256(package.data).hexdigest() in made.why
    assert [one.by for one in entries(council, FETCHED)] == [JO, ANA]
    with pdfplumber.open(io.BytesIO(pdf.data)) as opened:
        text = "\n".join(one.extract_text() for one in opened.pages)
    assert "My bin was not emptied" in text
    assert "it is published" in text
    with zipfile.ZipFile(io.BytesIO(package.data)) as kept:
        assert any("/mails/" in name for name in kept.namelist())
    council.pass_minutes(61)
    assert council.client(JO).get(f"{place}/pack/pdf").status_code == 404
