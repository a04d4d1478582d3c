"""Every page of the desk for everybody: axe finds nothing wrong with any, and none is wider than a phone.

A page that is added and not looked at here fails the first test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import update

from store import cases, instructions
from store.schema import outgoing
from tests.commands.conftest import COMPLAINT
from tests.desk.browsing import AXE, sign_in
from tests.desk.conftest import JO, SAM, VAGUE, Council
from tests.desk.test_outbox import NOTE
from tests.desk.test_previews import FORM, _mail

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

# What is asked for and is no page: files, figures for machines, and what only leads elsewhere.
NO_PAGES = {
    "static", "entry.home", "entry.colour", "health.health", "health.metrics", "message.original",
    "message.enclosed", "cases.original", "preview.saved", "preview.page_of_message",
    "preview.page_of_mail", "outbox.document", "outbox.batch_file", "openid.begin", "openid.back",
    "packs.fetch",
}  # fmt: skip
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Seen:
    """A page with what is wrong with it; `wide` is its width on a phone, where it is too wide."""

    place: str
    faults: tuple[str, ...]
    wide: int


@pytest.fixture
def full(council: Council) -> Council:
    """A council that has something on every page."""
    council.raw(_mail(COMPLAINT, form_pdf=FORM))
    council.raw(_mail(VAGUE, letter_pdf=FORM).replace(b"una@home", b"bo@else"))
    note = council.mail("desk@ashford.example", "Telephone note", VAGUE)
    council.mail("cy@else.example", "Thank you", "Thank you so much, the bin crew were wonderful!")
    client = council.client(JO)
    client.post(f"/queue/{note}/decide", data=NOTE)
    council.pass_minutes(6)
    council.round()
    client.post("/outbox/print")
    council.mail("di@else.example", "bins", VAGUE)
    client.post("/queue/5/decide", data={"act": "accept"})
    with council.house.record.write() as conn:
        changed = update(outgoing).where(outgoing.c.id == 1)
        conn.execute(changed.values(state="REFUSED", sent_at=None, last_reply="550 no such user"))
        assert instructions.given(conn)
    return council


def _places(council: Council) -> dict[str, list[str]]:
    """Where to look at each page."""
    with council.house.record.read() as conn:
        reference = cases.get_case(conn, 1).case.reference
    case = f"/cases/{reference}"
    return {
        "entry.sign_in": ["/sign-in"],
        "entry.asked": ["/sign-in/asked"],
        "entry.come_in": ["/sign-in/none"],
        "queue.queue": ["/queue", "/queue?service=-&reason=nothing"],
        "message.show": ["/queue/2", "/queue/1", "/queue/5"],
        "cases.register": ["/cases", "/cases?words=nobody&message=2"],
        "cases.show": [case, f"{case}?all=yes"],
        "cases.mail": [f"{case}/mail/1"],
        "cases.letter": [f"{case}/letter/1"],
        "officer.show": [f"{case}/as-officer/answer"],
        "outbox.letters": ["/outbox", "/outbox?state=refused", "/outbox?state=sent"],
        "outbox.show": ["/outbox/1", "/outbox/2"],
        "outbox.pile": ["/outbox/print"],
        "outbox.batch": ["/outbox/print/1"],
        "overview.today": ["/today"],
        "overview.calendar": ["/calendar"],
        "overview.compliments": ["/compliments"],
        "overview.restricted": ["/restricted"],
        "packs.choose": [f"{case}/pack"],
        "preview.of_message": ["/queue/2/enclosed/0/pages"],
        "preview.of_mail": [f"{case}/mail/1/enclosed/0/pages"],
        "reporting.reports": ["/reports"],
        "reporting.figures": ["/reports/figures?period=2026", "/reports/figures?period=nonsense"],
        "reporting.self_assessment": ["/reports/self-assessment"],
        "reporting.show": [_a_report(council)],
        "health.state": ["/state"],
    }


def _a_report(council: Council) -> str:
    page = council.client(JO).get("/reports").get_data(as_text=True)
    links = re.findall(r'href="(/reports/[^"?]+/[^"?]+)"', page)
    return next(one for one in links if not one.startswith("/reports/figures"))


def test_no_page_is_left_out(full: Council) -> None:
    places = _places(full)
    asked = {one.endpoint for one in full.app.url_map.iter_rules() if "GET" in (one.methods or ())}
    assert asked - set(places) - NO_PAGES == set()
    assert set(places) & NO_PAGES == set()
    client = full.client(JO)
    for endpoint, some in places.items():
        answer = client.get(some[0])
        quiet = full.app.test_client().get(some[0])
        assert "text/html" in (answer.mimetype, quiet.mimetype), endpoint
        assert answer.status_code in (200, 302), endpoint


def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_a_phone(
    full: Council, browser: Browser, address: str
) -> None:
    quiet = browser.new_page()
    quiet.set_content(
        "<html><body><img src='x.png'><button style='width:9px'></button></body></html>"
    )
    wrong = {one.split(":")[0] for one in _faults(quiet)}
    assert {"image-alt", "document-title"} <= wrong, "axe finds nothing wrong with a page that is"
    places = _places(full)
    seen = [_looked_at(quiet, address, one) for one in _of(places, "entry.")]
    page = sign_in(browser, full, address, JO)
    seen += [_looked_at(page, address, one) for one in _of(places, "") if "/sign-in" not in one]
    seen += list(_after_forms(page, address))
    theirs = sign_in(browser, full, address, SAM)
    seen += [_looked_at(theirs, address, one) for one in (*places["cases.show"], "/nowhere")]
    seen += [_looked_at(theirs, address, one) for one in (*places["officer.show"], "/outbox")]
    assert {one.place: one.faults for one in seen if one.faults} == {}
    assert {one.place: one.wide for one in seen if one.wide > PHONE["width"]} == {}


def _of(places: dict[str, list[str]], room: str) -> list[str]:
    return [one for name, some in places.items() if name.startswith(room) for one in some]


def _looked_at(page: Page, address: str, place: str) -> Seen:
    page.goto(address + place)
    return _seen(page, place)


def _seen(page: Page, place: str) -> Seen:
    """The page at hand, as it opens and with all that folds unfolded, on a desk and on a phone."""
    found = _faults(page)
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
    found += _faults(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    return Seen(place, tuple(dict.fromkeys(found)), wide)


def _after_forms(page: Page, address: str) -> Iterator[Seen]:
    """What comes of forms: letters to look at before they go, what cannot be done, what was done."""
    page.goto(f"{address}/queue/2")
    page.locator("#register summary").first.click()
    page.locator("#register").get_by_role("button", name="Look at the letters first").click()
    yield _seen(page, "letters looked at first")
    page.goto(f"{address}/queue/2")
    page.locator("#attach summary").click()
    page.locator("#attach").get_by_role("button", name="Put it on the case").click()
    yield _seen(page, "cannot be done")
    page.goto(f"{address}/queue/2")
    page.locator("#file summary").click()
    page.locator("#file").get_by_role("button", name="File it").click()
    page.wait_for_selector("[data-told]")
    yield _seen(page, "done")


def _faults(page: Page) -> list[str]:
    """What axe finds wrong, with WCAG 2.2's size of targets, which it leaves out by itself."""
    page.evaluate(AXE)
    how = '{rules: {"target-size": {enabled: true}}}'
    found = page.evaluate(f"async () => (await axe.run(document, {how})).violations")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
