"""An officer answers in a real browser, without and with what makes it quicker; axe finds nothing wrong on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser

from mailroom.rules.officers_words import Verb
from store import cases, outbox
from tests.commands.conftest import COMPLAINT
from tests.desk.browsing import faults, sign_in
from tests.desk.conftest import SAM, Council

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
def place(council: Council, address: str) -> str:
    """The page of a complaint that Sam answers."""
    council.mail("una@home.example", "My bin", COMPLAINT)
    with council.house.record.read() as conn:
        return f"{address}/cases/{cases.get_case(conn, 1).case.reference}"


def _letter(folder: Path) -> Path:
    file = folder / "reply.docx"
    document = Document()
    for words in (
        "Dear Una Firth,",
        "I have looked into the missed collections. I uphold your complaint: a crew comes on Friday.",
        "Yours sincerely,",
        "Sam Lee",
    ):
        document.add_paragraph(words)
    document.save(str(file))
    return file


@pytest.mark.parametrize("scripts", [False, True])
def test_an_officer_answers_with_a_letter_in_word_looks_at_it_undoes_it_and_sends_it(
    council: Council, browser: Browser, address: str, place: str, scripts: bool, tmp_path: Path
) -> None:
    page = sign_in(browser, council, address, SAM, java_script_enabled=scripts)
    page.goto(place)
    page.get_by_role("link", name="Answer it").click()
    page.get_by_role("button", name="Continue").click()
    summary = page.locator(".govuk-error-summary")
    assert "Write the answer, or attach it" in summary.inner_text()
    # The summary's link leads to the place that is wrong.
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.id" if scripts else "location.hash").strip(
        "#"
    ) == ("place-text")
    page.get_by_label("Documents that go with it").set_input_files(_letter(tmp_path))
    page.get_by_role("radio", name="Upheld", exact=True).check()
    page.get_by_label("Remedies").fill("an apology")
    page.get_by_role("button", name="Continue").click()
    letter = page.locator(".desk-letter").first.inner_text()
    assert "una@home.example" in letter
    assert "a crew comes on Friday" in letter
    page.get_by_role("button", name="Change it").click()
    assert page.get_by_role("radio", name="Upheld", exact=True).is_checked()
    assert page.get_by_label(re.compile("Leave out reply.docx")).count() == 1
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send it").click()
    page.get_by_role("button", name="Undo").click()
    assert "Nothing was done" in page.inner_text("main")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send it").click()
    council.pass_minutes(6)
    council.round()
    with council.house.record.read() as conn:
        sent = [one for one in outbox.letters_of(conn, 1) if one.letter == "response"]
        assert cases.get_case(conn, 1).stages[-1].outcome == "upheld"
    assert [one.recipient for one in sent] == ["una@home.example"]


def test_axe_finds_nothing_wrong_with_an_officers_pages(
    council: Council, browser: Browser, address: str, place: str
) -> None:
    page = sign_in(browser, council, address, SAM)
    found = {}
    page.goto(place)
    found["case"] = faults(page)
    listed = page.locator(".desk-ways a").evaluate_all("all => all.map(one => one.href)")
    assert len(listed) >= 9
    for one in listed:
        page.goto(one)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found[one] = faults(page)
    page.goto(f"{place}/as-officer/{Verb.HOLDING}")
    page.get_by_role("button", name="Continue").click()
    found["wrong"] = faults(page)
    page.get_by_label("Your words to the resident").fill("It takes longer: the lorry is away.")
    page.get_by_role("button", name="Continue").click()
    found["check"] = faults(page)
    page.get_by_role("button", name="Send it").click()
    found["waits"] = faults(page)
    page.get_by_role("button", name="Undo").click()
    found["undone"] = faults(page)
    assert {where: told for where, told in found.items() if told} == {}


def test_a_form_fits_a_phone(council: Council, browser: Browser, address: str, place: str) -> None:
    page = sign_in(browser, council, address, SAM, viewport={"width": 320, "height": 640})
    for where in (place, f"{place}/as-officer/answer"):
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
