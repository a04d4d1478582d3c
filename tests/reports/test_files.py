"""A report as files, read back: a tagged PDF, a Word document, a workbook; what is in them is what was counted."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pypdf
import pytest
from docx.oxml.ns import qn

from mailroom.reports.as_docx import as_docx
from mailroom.reports.as_pdf import as_pdf
from mailroom.reports.as_text import cell_words
from mailroom.reports.bars import picture_of
from mailroom.reports.figures import Report, Table
from mailroom.reports.files import Form, counted, file_name, make_file
from mailroom.reports.paper import Livery
from mailroom.reports.report import assessment_of, make
from tests.reports.conftest import Reported

GREEN = "#00703c"
LIVERY = Livery(GREEN, None, {"south-cambs-corporate": "The Corporate Policy"})


def shown(report: Report) -> list[tuple[Table, str]]:
    """The tables that have a picture, with its words."""
    tables = [t for part in report.parts for section in part.sections for t in section.tables]
    pictures = [(table, picture_of(table)) for table in tables]
    return [(table, one.alt) for table, one in pictures if one is not None]


def squeezed(words: str) -> str:
    return "".join(words.split())


# As PDF ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pdf(quarterly: Report) -> bytes:
    return as_pdf(quarterly, LIVERY)


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Every tag of the structure with its alternative text."""
    found: list[tuple[str, str]] = []
    waiting = [pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop(0).get_object()
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict):
            if "/S" in one:
                found.append((str(one["/S"]), str(one.get("/Alt", ""))))
            if "/K" in one:
                waiting = [one["/K"], *waiting]
    return found


def test_the_pdf_is_tagged_titled_and_in_british_english(pdf: bytes) -> None:
    made = pypdf.PdfReader(io.BytesIO(pdf))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert made.metadata
    assert made.metadata.title == (
        "Complaints and compliments: how we did and what we learnt: January to March 2026"
    )
    assert made.metadata.author == "Ashford Moor Council"


def test_every_picture_of_the_pdf_has_its_words_and_a_table_beside(
    pdf: bytes, quarterly: Report
) -> None:
    found = tags(pdf)
    assert [alt for tag, alt in found if tag == "/Figure"] == [alt for _, alt in shown(quarterly)]
    assert len(shown(quarterly)) > 5
    kinds = [tag for tag, _ in found]
    for tag in ("/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI"):
        assert tag in kinds, tag
    places = [at for at, tag in enumerate(kinds) if tag == "/Figure"]
    # Nothing but the end of a paragraph may stand between a picture and its table.
    assert all("/Table" in kinds[at : at + 6] for at in places)


def test_the_pdf_says_every_figure_and_every_row(pdf: bytes, quarterly: Report) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        pages = [page.extract_text() for page in read.pages]
    said = squeezed(" ".join(pages))
    assert "Corporate Policy" in pages[0]
    assert "Page 1 of" in pages[0]
    for part in quarterly.parts:
        for section in part.sections:
            assert squeezed(section.title) in said
            for table in section.tables:
                # What goes over several lines of a cell is read between those of its neighbours.
                cells = [cell_words(cell) for row in table.rows for cell in row]
                assert [one for one in cells if " " not in one and one not in said] == []


def test_the_contents_of_the_pdf_lead_to_the_pages(pdf: bytes, quarterly: Report) -> None:
    made = pypdf.PdfReader(io.BytesIO(pdf))
    links = [
        one.get_object()
        for one in made.pages[0].get("/Annots", [])
        if one.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) >= len(quarterly.parts[0].sections)
    assert [str(one.title) for one in made.outline if not isinstance(one, list)]  # type: ignore[union-attr]


def test_a_pdf_is_the_same_each_time(quarterly: Report) -> None:
    small = replace(
        quarterly, parts=(replace(quarterly.parts[0], sections=quarterly.parts[0].sections[:2]),)
    )
    first, second = (pypdf.PdfReader(io.BytesIO(as_pdf(small, LIVERY))) for _ in "ab")
    assert [one.extract_text() for one in first.pages] == [
        one.extract_text() for one in second.pages
    ]


# As a Word document --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def word(quarterly: Report) -> bytes:
    return as_docx(quarterly, LIVERY)


def test_the_word_document_has_real_headings_and_contents_that_lead_to_them(
    word: bytes, quarterly: Report
) -> None:
    made = docx.Document(io.BytesIO(word))
    assert made.core_properties.title.endswith("January to March 2026")
    assert made.core_properties.language == "en-GB"
    sections = [one.title for one in quarterly.parts[0].sections]
    headed = [p.text for p in made.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headed == sections
    links = list(made.element.iter(qn("w:hyperlink")))
    marks = {one.get(qn("w:name")) for one in made.element.iter(qn("w:bookmarkStart"))}
    said = ["".join(str(word.text) for word in one.iter(qn("w:t"))) for one in links]
    assert said == sections
    assert {one.get(qn("w:anchor")) for one in links} <= marks
    codes = [str(one.text) for one in made.element.iter(qn("w:instrText"))]
    assert any(code.strip().startswith("TOC ") for code in codes)


def test_each_table_of_the_word_document_has_a_head_that_repeats(
    word: bytes, quarterly: Report
) -> None:
    made = docx.Document(io.BytesIO(word))
    assert len(made.tables) > len(quarterly.parts[0].sections)
    for table in made.tables:
        first = table.rows[0]._tr
        assert first.find(f"./{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    by_month = next(
        one for s in quarterly.parts[0].sections for one in s.tables if one.name == "by_month"
    )
    found = next(one for one in made.tables if one.cell(0, 0).text == "Month")
    rows = [[cell.text for cell in row.cells] for row in found.rows][1:]
    assert rows == [[cell_words(cell) for cell in row] for row in by_month.rows]


def test_every_picture_of_the_word_document_has_its_words(word: bytes, quarterly: Report) -> None:
    made = docx.Document(io.BytesIO(word))
    told = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert told == [alt for _, alt in shown(quarterly)]


def test_the_word_document_is_in_the_councils_colour_and_counts_its_pages(word: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        body = packed.read("word/document.xml").decode()
        foot = "".join(packed.read(one).decode() for one in packed.namelist() if "footer" in one)
    assert 'w:fill="00703C"' in body
    assert "NUMPAGES" in foot


@pytest.mark.slow
def test_a_table_of_sentences_lies_across_and_what_follows_does_not(told: Reported) -> None:
    made = docx.Document(io.BytesIO(as_docx(assessment_of(told.seen()), LIVERY)))
    across = [section.page_width > section.page_height for section in made.sections]  # type: ignore[operator]
    assert across == [False, True, False]
    with pdfplumber.open(io.BytesIO(as_pdf(assessment_of(told.seen()), LIVERY))) as read:
        wide = [page.width > page.height for page in read.pages]
        assert not wide[0]
        assert any(wide)
        assert "CODE-62" in "".join(page.extract_text() for page in read.pages)


# All three ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [*Form])
def test_a_report_of_nothing_can_be_made(reported: Reported, form: Form) -> None:
    policy = reported.house.policy("south-cambs-corporate")
    for rule in policy.reports:
        report = make(reported.seen(), policy, rule)
        assert make_file(reported.house, counted(report, reported.seen()), form)
    assert date(2026, 3, 31).isoformat() in file_name(report, form)
