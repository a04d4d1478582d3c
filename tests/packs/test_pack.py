"""Everything on a case is in one PDF: in order, numbered, linked, and nothing in it acts."""

from __future__ import annotations

import re
import shutil

import pdfplumber
import pytest
from pypdf import PdfReader

from mailroom.jobs.pack import MADE, Pack
from store import journal
from tests.packs.casework import pages_of
from tests.requirements.district import District

# One pack is made for all of them, which takes some seconds.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pages(made: Pack) -> list[str]:
    return pages_of(made.pdf)


def page_with(pages: list[str], words: str) -> int:
    """The first page, from 1, that has a line that begins with these words."""
    lines = ((at, line) for at, text in enumerate(pages, 1) for line in text.split("\n"))
    return next(at for at, line in lines if line.startswith(words))


def test_each_page_says_which_of_how_many_it_is(made: Pack, pages: list[str]) -> None:
    assert len(pages) == made.pages
    for at, text in enumerate(pages, 1):
        assert f"{made.reference} Page {at} of {made.pages}" in text


def test_the_cover_says_who_asks_and_by_when(pages: list[str]) -> None:
    cover = " ".join(pages[0].split())
    for words in (
        "asked about this on Friday 13 February 2026 (their reference 25 012 345)",
        "The answer is due on Friday 27 February 2026: 14 days left",
        "the policy's own is Friday 13 March 2026",
        "Complainant Una Firth",
        "Officers Sam Lee (manager, stage 1); Kit Roe (head, stage 3)",
        "Made 10:15 on Friday 13 February 2026 by Jo Park",
    ):
        assert words in cover


def test_the_contents_name_the_page_on_which_each_paper_begins(pages: list[str]) -> None:
    listed = re.findall(
        r"^Doc (\d+) \d+ \w+ 2026 (.+?)(?: internal)?(?: \(.+\))? (\d+)$", pages[1], re.M
    )
    assert len(listed) > 12
    for number, title, page in listed:
        text = " ".join(pages[int(page) - 1].split())
        assert f"Doc {number}: {title}" in text


def test_each_link_leads_to_the_page_that_it_names(made: Pack) -> None:
    pdf = PdfReader(made.pdf)
    places = {
        name: pdf.get_destination_page_number(one) for name, one in pdf.named_destinations.items()
    }
    for page in pdf.pages[1:3]:
        links = [one.get_object() for one in page["/Annots"]]
        assert len(links) > 10
        for link in links:
            assert link["/Subtype"] == "/Link"
            assert "/URI" not in str(link)
            name = link.get("/Dest") or link["/A"]["/D"]
            number = re.fullmatch(r"doc-(\d+)", name)
            text = pdf.pages[places[name]].extract_text()
            assert not number or f"Doc {number[1]}:" in text


def test_the_outline_has_every_chapter_and_paper(made: Pack, pages: list[str]) -> None:
    pdf = PdfReader(made.pdf)
    flat = [one for part in pdf.outline for one in (part if isinstance(part, list) else [part])]
    named = {str(one.title): pdf.get_destination_page_number(one) + 1 for one in flat}
    assert named["Contents"] == 2
    assert named["What happened when"] == 3
    assert named["Doc 2: Document: report.pdf"] == page_with(pages, "Doc 2: Document: report.pdf")
    assert sum(one.startswith("Doc ") for one in named) == 19


def test_what_happened_stands_in_order_with_who_and_where(pages: list[str]) -> None:
    told = " ".join(pages[2].split())
    order = [
        "Mail: Missed bin",
        "acknowledgement to",
        "sam.lee@ashford.example",
        "response to",
        "team@lgo.org.uk",
        "Stage 3 opened",
    ]
    assert [told.index(one) for one in order] == sorted(told.index(one) for one in order)


def test_their_pages_stand_behind_a_page_with_their_name(made: Pack, pages: list[str]) -> None:
    at = page_with(pages, "Doc 2: Document: report.pdf")
    assert "2 pages follow." in pages[at - 1]
    assert "The first of their pages" in pages[at]
    assert "report.pdf, page 1 of 2" in pages[at]
    assert "The second of their pages" in pages[at + 1]
    assert all("Doc 2" in one for one in pages[at - 1 : at + 2])
    with pdfplumber.open(made.pdf) as pdf:
        (photograph,) = pdf.pages[page_with(pages, "Doc 3: Document: photo.jpg")].images
    # Taken on its side, shown upright.
    assert photograph["height"] > photograph["width"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice)")
def test_a_letter_in_word_is_shown_as_its_pages(pages: list[str]) -> None:
    assert "These words are in Word" in pages[page_with(pages, "Doc 4: Document: letter.docx")]


def test_what_cannot_be_shown_is_said_in_words(made: Pack, pages: list[str]) -> None:
    broken = pages[page_with(pages, "Doc 6: Document: broken.pdf") - 1]
    assert "Not shown here: it is damaged. The file itself is among the originals." in broken
    film = pages[page_with(pages, "Doc 7: Document: film.mp4") - 1]
    assert "It cannot be shown as pages here" in film
    assert any(
        "Doc 6 (broken.pdf) is not shown as pages: it is damaged." in one for one in made.heed
    )


def test_what_was_sent_twice_is_shown_once(pages: list[str]) -> None:
    assert sum("Document: report.pdf" in one.split("\n")[0] for one in pages) == 3
    letter = pages[page_with(pages, "Doc 9: Letter: assignment to sam.lee@ashford.example") - 1]
    assert "Enclosed Doc 2 (report.pdf)" in " ".join(letter.split())


def test_what_they_wrote_is_words_and_never_markup(pages: list[str]) -> None:
    mail = pages[page_with(pages, "Doc 1: Mail: Missed bin <i>again</i>") - 1]
    assert "<script>alert(1)</script><b>I want it emptied</b>" in mail


def test_nothing_in_it_acts(made: Pack) -> None:
    raw = made.pdf.read_bytes()
    for word in (
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/EmbeddedFile",
        b"/OpenAction",
        b"/AcroForm",
        b"/URI",
    ):
        assert word not in raw, word


def test_the_policy_with_its_days_and_the_journal_are_there(pages: list[str]) -> None:
    days = " ".join(pages[5].split())
    assert "Answer due: Tuesday 17 February 2026 (10 working days from 3 February)" in days
    assert "Answer due: Friday 13 March 2026 (28 days from 13 February)" in days
    last = pages[-1]
    assert "The journal of" in last
    assert "Left out:" not in last
    assert "stage 3 opened" in " ".join(last.split())


def test_who_made_it_stands_in_the_journal_with_its_hash(on_file: District, made: Pack) -> None:
    entry = next(one for one in on_file.acts() if one.act == MADE)
    assert entry.by == "jo.park@ashford.example"
    assert made.pdf_sha256 in entry.why
    assert made.originals_sha256 in entry.why
    assert on_file.town.read(journal.verify) is None
