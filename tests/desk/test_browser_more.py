"""The desk in a real browser: a case found by search, documents looked at, letters printed; without scripts too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from store import cases, inbox, outbox
from tests.commands.conftest import COMPLAINT
from tests.desk.browsing import sign_in
from tests.desk.conftest import JO, SAM, VAGUE, Council, Sent
from tests.desk.test_outbox import _on_paper
from tests.desk.test_previews import FORM, _locked, _mail, _photograph

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])


def _drawn(page: Page) -> list[int]:
    """How wide each picture of the page is that the browser has drawn; 0 where it could not."""
    page.wait_for_load_state("networkidle")
    widths: list[int] = page.evaluate(
        "() => Array.from(document.querySelectorAll('main img')).map(one => one.naturalWidth)"
    )
    return widths


@BOTH
def test_a_mail_is_put_on_a_case_found_by_search(
    council: Council, browser: Browser, address: str, scripts: bool
) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    number = council.mail("bo@else.example", "bins", VAGUE)
    with council.house.record.read() as conn:
        file = cases.get_case(conn, 1)
    page = sign_in(browser, council, address, JO, java_script_enabled=scripts)
    page.goto(f"{address}/queue/{number}")
    page.get_by_text("Put it on another case").click()
    page.locator("#attach").get_by_label("Search the register").fill("una@home.example")
    page.locator("#attach").get_by_role("button", name="Search").click()
    assert f"Choose the case for message {number}" in page.inner_text("main")
    page.get_by_role("link", name=f"Choose {file.case.reference}").click()
    # The reference is filled in; what was folded may have to be opened.
    if not page.locator("#attach-reference").is_visible():
        page.get_by_text("Put it on another case").click()
    assert page.locator("#attach-reference").input_value() == file.case.reference
    page.get_by_role("button", name="Put it on the case").click()
    page.wait_for_url(re.compile("/queue$"))
    council.pass_minutes(6)
    council.round()
    with council.house.record.read() as conn:
        assert inbox.get(conn, number).case_id == file.case.id


@BOTH
def test_documents_are_looked_at_beside_their_words(
    council: Council, browser: Browser, address: str, scripts: bool
) -> None:
    files = {"form_pdf": FORM, "photo_jpg": _photograph(), "locked_pdf": _locked()}
    number = council.raw(_mail(VAGUE, **files))
    page = sign_in(browser, council, address, JO, java_script_enabled=scripts)
    page.goto(f"{address}/queue/{number}")
    assert _drawn(page) == [900, 900]
    assert "There is no picture of it: it is protected by a password." in page.inner_text("main")
    page.get_by_role("link", name="Look at form.pdf").click()
    assert "As I said to the man" in page.inner_text("main")
    page.mouse.wheel(0, 5000)
    assert _drawn(page)[0] == 900
    page.get_by_role("link", name="The mail it came with").click()
    page.wait_for_url(re.compile(rf"/queue/{number}$"))


def test_a_picture_that_cannot_be_drawn_is_told_in_words(
    council: Council, browser: Browser, address: str
) -> None:
    broken = _photograph()[:400]
    number = council.raw(_mail(VAGUE, photo_jpg=broken))
    page = sign_in(browser, council, address, JO)
    page.goto(f"{address}/queue/{number}")
    page.wait_for_selector("text=No picture could be made")
    page.goto(f"{address}/queue/{number}/enclosed/0/pages")
    assert "There is no picture of it: the file is damaged" in page.inner_text("main")


@BOTH
def test_letters_are_printed_and_posted(
    council: Council, browser: Browser, address: str, sent: Sent, scripts: bool
) -> None:
    _on_paper(council, sent)
    council.app.config["WTF_CSRF_ENABLED"] = True
    page = sign_in(browser, council, address, JO, java_script_enabled=scripts)
    page.goto(f"{address}/outbox")
    page.get_by_role("link", name="To be printed (1)").click()
    page.get_by_role("button", name="Make one PDF of all of them").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Fetch the letters to print").click()
    assert fetched.value.suggested_filename == "print-batch-0001.pdf"
    page.get_by_role("button", name="Mark it as posted").click()
    assert "Batch 1 is posted: 1 letter." in page.inner_text("main")
    assert page.get_by_role("button", name="Mark it as posted").count() == 0
    with council.house.record.read() as conn:
        assert any("posted by" in one.last_reply for one in outbox.letters_of(conn, 1))


def test_what_has_the_focus_can_be_seen_and_is_never_covered(
    council: Council, browser: Browser, address: str
) -> None:
    council.mail("una@home.example", "bins", VAGUE)
    page = sign_in(browser, council, address, JO, viewport={"width": 640, "height": 400})
    page.goto(f"{address}/queue/1")
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(FOCUS)
        if told:
            unseen.append(told)
    assert unseen == []


# '' where what has the focus is in view, lies above all else, and is marked by a line, a shadow or another colour.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) { return ""; }
  const box = one.getBoundingClientRect();
  const name = one.tagName + " " + (one.textContent || one.name || "").trim().slice(0, 40);
  if (box.bottom < 1 || box.top > innerHeight - 1) { return "out of view: " + name; }
  const x = Math.min(Math.max(box.left + Math.min(box.width, 60) / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 30) / 2, 1), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  const label = one.labels && one.labels[0];
  const near = above && (one.contains(above) || above.contains(one) || (label && label.contains(above)));
  if (!near) { return "covered: " + name; }
  const marks = [one, one.nextElementSibling, one.querySelector("img")].filter(Boolean);
  const seen = marks.some(function (each) {
    return [null, "::before"].some(function (part) {
      const look = getComputedStyle(each, part);
      return parseFloat(look.outlineWidth) > 1 && look.outlineStyle !== "none" || look.boxShadow !== "none";
    });
  });
  return seen ? "" : "not marked: " + name;
}"""


def test_an_officer_looks_at_the_documents_of_their_case(
    council: Council, browser: Browser, address: str
) -> None:
    council.raw(_mail(COMPLAINT, form_pdf=FORM))
    with council.house.record.read() as conn:
        reference = cases.get_case(conn, 1).case.reference
    page = sign_in(browser, council, address, SAM)
    page.goto(f"{address}/cases/{reference}/mail/1")
    assert _drawn(page) == [900]
    with page.expect_download() as fetched:
        page.get_by_role("link", name=re.compile("Save it.*form.pdf")).click()
    assert fetched.value.suggested_filename == "form.pdf"
