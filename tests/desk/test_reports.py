"""The desk's reports as pages and files, who may take them, and the picture of today."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime

import openpyxl
import pypdf
import pytest
from docx import Document

from store import cases, diary, journal
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import JO, KIM, SAM, Council

FIGURES = "/reports/figures/as/{}?period=2026"


def journalled(council: Council, act: str) -> list[journal.Entry]:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    with council.house.record.read() as conn:
        return journal.done_since(conn, (act,), since, 100)


@pytest.mark.slow
def test_a_report_is_taken_as_a_file_of_each_kind_and_the_journal_has_by_whom(
    council: Council,
) -> None:
    council.mail("una@home.example", "My bin", COMPLAINT)
    client = council.client(JO)
    found = {form: client.get(FIGURES.format(form)) for form in ("pdf", "docx", "xlsx")}
    assert {one.status_code for one in found.values()} == {200}
    assert len(pypdf.PdfReader(io.BytesIO(found["pdf"].data)).pages) > 3
    assert Document(io.BytesIO(found["docx"].data)).tables
    book = openpyxl.load_workbook(io.BytesIO(found["xlsx"].data))
    assert book["Cases"].max_row == 2
    assert found["pdf"].headers["Content-Disposition"] == (
        'attachment; filename="figures-south-cambs-2021-2026-01-01-to-2026-12-31.pdf"'
    )
    assert found["pdf"].mimetype == "application/pdf"
    taken = journalled(council, "report taken")
    assert {one.by for one in taken} == {JO}
    assert len(taken) == 3


@pytest.mark.parametrize(
    "place",
    [
        *("/reports/figures?period=2026", "/reports/self-assessment?period=2026"),
        "/reports/{policy}/{name}?period=2026",
    ],
)
def test_a_page_of_a_report_leads_to_its_files(council: Council, place: str) -> None:
    policy = council.house.policy(council.config.policy.default)
    client = council.client(JO)
    page = client.get(place.format(policy=policy.name, name=policy.reports[0].name))
    links = re.findall(r'href="(/reports/[^"]+/as/(?:pdf|docx|xlsx)\?[^"]+)"', page.text)
    assert [re.sub(r".*/as/|\?.*", "", link) for link in links] == ["pdf", "docx", "xlsx"]
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_only_those_who_read_the_reports_may_take_them(council: Council) -> None:
    for place in (FIGURES.format("xlsx"), "/reports/self-assessment/as/docx"):
        assert council.client(KIM).get(place).status_code == 200
        assert council.client(SAM).get(place).status_code == 403
        assert council.app.test_client().get(place).status_code == 302
    for wrong in ("/reports/figures/as/exe", "/reports/figures/as/", "/reports/none/none/as/pdf"):
        assert council.client(JO).get(wrong).status_code == 404


def test_a_period_that_is_none_gives_the_last_whole_one_and_its_words_run_nowhere(
    council: Council,
) -> None:
    evil = "/reports/figures?period=%3Cscript%3Ealert(1)%3C/script%3E"
    page = council.client(JO).get(evil).text
    assert "<script>alert" not in page
    assert "is no period" in page


def _due(council: Council, at: int, day: date) -> None:
    """The answer of a case falls due on a day."""
    with council.house.record.write() as conn:
        stage = cases.get_case(conn, at).stages[0]
        cases.change_stage(conn, stage.id, respond_by=day)
        diary.set_deadlines(conn, [(stage.id, "response", day)])


def test_today_shows_by_service_what_is_late_at_risk_and_in_time(council: Council) -> None:
    senders = ("una", "bo", "cy", "di")
    for name in senders:
        council.mail(f"{name}@home.example", f"My bin, says {name}", f"{COMPLAINT}\n{name}")
    today = council.house.today()
    days = (date(2026, 1, 5), date(2026, 1, 6), today, date(2026, 12, 1))
    for at, day in enumerate(days, start=1):
        _due(council, at, day)
    page = council.client(JO).get("/today").text
    table = page.partition("<caption")[2]
    numbers = [int(one) for one in re.findall(r"numeric\">(\d+)</td>", table)]
    assert numbers[:5] == [2, 1, 1, 0, 4]
    words = re.search(r'<svg class="desk-chart" role="img" aria-label="([^"]+)"', page)
    assert words is not None
    assert "2 late, 1 due within three days, 1 in time, 0 no day set" in words[1]
