"""The pictures of docs/pictures, made anew from the demonstration's council: `python -m tests.desk.pictures`.

Everybody in them is made up. Each is small enough for a repository.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from pypdfium2 import PdfDocument

from mailroom.acts import letters
from mailroom.clock import SetClock, SystemClock
from mailroom.commands.desk import chance
from mailroom.commands.opening import new_nonce
from mailroom.commands.work import reader_of
from mailroom.demo.play import Stand, pieces, play
from mailroom.demo.stage import set_stage
from mailroom.desk.door import Door
from mailroom.desk.people import worker_of
from mailroom.desk.serving import serving
from mailroom.house import House, open_house
from mailroom.jobs.doors import open_mailboxes, open_post
from parsers.documents import Reader
from store import cases
from store.session import Record
from store.states import CaseStatus

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
PLACES = {
    "queue": "/queue",
    "today": "/today",
    "register": "/cases",
    "calendar": "/calendar",
    "outbox": "/outbox?state=sent",
    "compliments": "/compliments",
    "restricted": "/restricted",
    "reports": "/reports",
    "figures": "/reports/figures?period=2026",
    "health": "/state",
}


def main() -> None:
    """Play the demonstration, sign a coordinator in, and take each page."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        config = set_stage(folder / "demo", lambda: secrets.token_hex(32).encode())
        record = Record(config.record.url)
        stack.callback(record.close)
        house = open_house(config, record, SystemClock(), new_nonce)
        reader = stack.enter_context(reader_of(house))
        _play(house, reader, folder / "demo")
        address = stack.enter_context(serving(house, reader, chance, port=0))
        chromium = shutil.which("chromium")
        playing = stack.enter_context(sync_playwright())
        browser = playing.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(f"{address}/sign-in")
        _take(page, "sign-in")
        _sign_in(page, address, house, config.coordinators[0].email)
        _take_all(page, address)
        _take_report(page, address)
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        _take_officers(page, address, house)
        browser.close()


def _sign_in(page: Page, address: str, house: House, email: str) -> None:
    worker = worker_of(house.config, email)
    assert worker is not None
    page.goto(f"{address}/sign-in/{Door(house, chance).make_link(worker)}")
    page.get_by_role("button", name="Sign in").click()


def _take_officers(page: Page, address: str, house: House) -> None:
    """What whoever answers the first complaint still to be answered sees, and the letter before it goes."""
    with house.record.read() as conn:
        files = cases.case_files(conn, range(1, 500)).values()
    waits = next(
        one
        for one in files
        if one.case.kind == "complaint"
        and one.case.status is CaseStatus.OPEN
        and house.config.in_own_domain(one.stages[-1].owner_email)
        and not house.config.directory[one.stages[-1].owner_email].is_a("coordinator")
        and letters.complainant(one) is not None
    )
    owner = waits.stages[-1]
    _sign_in(page, address, house, owner.owner_email)
    page.goto(f"{address}/cases/{waits.case.reference}")
    _take(page, "officer")
    page.get_by_role("link", name="Answer it").click()
    name = letters.complainant(waits)
    page.get_by_label("Your answer").fill(
        f"Dear {name.name if name else 'resident'},\n\nI have looked into what you told us, and I uphold your"
        " complaint. I am sorry that it took us so long. A crew comes on Friday, and I shall look at the street"
        f" myself next week.\n\nYours sincerely,\n{owner.owner_name}"
    )
    page.get_by_role("radio", name="Upheld", exact=True).check()
    page.get_by_label("Remedies").fill("an apology")
    page.evaluate("scrollTo(0, 0)")
    _take(page, "answer")
    page.get_by_role("button", name="Continue").click()
    _take(page, "look")


def _play(house: House, reader: Reader, folder: Path) -> None:
    now = house.now()
    clock = SetClock(pieces()[0].comes.before(now))
    boxes, post = tuple(open_mailboxes(house.config)), open_post(house.config)
    stand = Stand(replace(house, clock=clock), clock, boxes, post, reader, folder)
    for _ in play(stand, now):
        pass


def _take_report(page: Page, address: str) -> None:
    """The first pages of a report as it is mailed."""
    taken = page.request.get(f"{address}/reports/figures/as/pdf?period=2026")
    pages = [one.render(scale=0.8).to_pil() for one in list(PdfDocument(taken.body()))[:2]]
    wide, high = sum(one.width for one in pages) + 10, max(one.height for one in pages)
    whole = Image.new("RGB", (wide, high), "#b1b4b6")
    left = 0
    for one in pages:
        whole.paste(one, (left, 0))
        left += one.width + 10
    whole.quantize(64).save(PICTURES / "report.png", optimize=True)


def _take_all(page: Page, address: str) -> None:
    for name, place in PLACES.items():
        page.goto(address + place)
        _take(page, name)
    _take_document(page, address)
    page.goto(f"{address}/queue")
    page.locator("[data-list] tbody a").first.click()
    _take(page, "message")
    page.locator("#refuse summary").click()
    page.locator("#refuse").scroll_into_view_if_needed()
    _take(page, "decide")
    page.goto(f"{address}/cases")
    page.locator("[data-list] tbody a").nth(3).click()
    _take(page, "case")
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{address}/queue")
    _take(page, "phone")


def _take_document(page: Page, address: str) -> None:
    """The first message with a document that can be looked at."""
    number = 1
    while page.goto(f"{address}/queue/{number}").ok:  # type: ignore[union-attr]
        look = page.locator(".desk-thumbnail").first
        if look.count():
            look.click()
            page.wait_for_load_state("networkidle")
            _take(page, "document")
            return
        number += 1


def _take(page: Page, name: str) -> None:
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file)
    # A page has few colours: with a palette it is a third of the size.
    Image.open(file).convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
        file, optimize=True
    )


if __name__ == "__main__":
    main()
