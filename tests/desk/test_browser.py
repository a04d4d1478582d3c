"""The desk in a real browser: by keyboard, by two at once, on a phone, without scripts, and with hostile mail."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser

from store import cases
from tests.commands.conftest import COMPLAINT
from tests.desk.browsing import faults, sign_in
from tests.desk.conftest import ADA, ANA, JO, KIM, ROB, SAM, VAGUE, Council

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
HOSTILE = (
    """<html><head><style>body{display:none}</style><base href="https://evil.example/"></head>
<body onload="document.title='taken'"><script>document.title='taken'</script>
<img src="https://evil.example/pixel.gif" onerror="document.title='taken'">
<form action="https://evil.example/"><input name="password"><button>Sign in</button></form>
<iframe src="https://evil.example/"></iframe><a href="javascript:document.title='taken'">press</a>
"""
    + "<table><tr><td>" * 300
    + "My bin &lt;b&gt;again&lt;/b&gt;. I did tell somebody."
    + "</td></tr></table>" * 300
)


def _ten(council: Council) -> None:
    for number in range(10):
        council.mail(f"una{number}@home.example", f"bins {number}", f"{VAGUE} At number {number}.")


def test_a_coordinator_clears_a_queue_of_ten_by_keyboard(
    council: Council, browser: Browser, address: str
) -> None:
    _ten(council)
    page = sign_in(browser, council, address, JO)
    page.get_by_role("button", name="Turn single keys on").press("Enter")
    page.wait_for_selector("[data-keys=on]")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/queue/\d+"))
    for left in range(9, -1, -1):
        page.wait_for_selector("[data-key=a]")
        page.keyboard.press("a")
        page.wait_for_url(re.compile(r"/queue/\d+$") if left else re.compile("/queue$"))
        page.wait_for_selector("[data-told]")
    assert "0 messages wait" in page.inner_text("main")
    # The last one is undone by a key, too.
    page.keyboard.press("u")
    page.wait_for_selector("text=waits again")
    council.pass_minutes(6)
    council.round()
    with council.house.record.read() as conn:
        assert len(cases.case_files(conn, range(1, 50))) == 9


def test_two_browsers_decide_on_the_same_mail(
    council: Council, browser: Browser, address: str
) -> None:
    council.mail("una@home.example", "bins", VAGUE)
    pages = [sign_in(browser, council, address, who) for who in (JO, ANA)]
    for page in pages:
        page.goto(f"{address}/queue/1")
    pages[0].locator("[data-key=a]").click()
    pages[0].wait_for_selector("[data-told]")
    pages[1].locator("[data-key=a]").click()
    told = pages[1].inner_text("main")
    assert f"{JO} has decided on it just now" in told
    assert "Nothing was changed" in told


def test_a_signpost_is_edited_and_a_mail_is_split_without_any_script(
    council: Council, browser: Browser, address: str
) -> None:
    for number in (1, 2):
        council.mail(f"una{number}@home.example", "bins", VAGUE)
    page = sign_in(browser, council, address, JO, java_script_enabled=False)
    page.goto(f"{address}/queue/1")
    page.get_by_text("Not taken up: signpost or refuse").click()
    form = page.locator("#refuse form")
    form.get_by_label("The policy's ground").select_option("right_of_appeal")
    form.get_by_label("Your reason, for the record").fill("an appeal is open")
    form.get_by_role("button", name="Look at the letters first").click()
    page.get_by_label("The letter: change what you like").fill("Please see [reference]. Yours, Jo")
    page.get_by_role("button", name="Decide so").click()
    assert "Undo" in page.inner_text("main")
    page.goto(f"{address}/queue/2")
    page.get_by_text("Split it into two").click()
    form = page.locator("#split form")
    for part, service in (("First matter", "waste"), ("Second matter", "housing")):
        group = form.get_by_role("group", name=part)
        group.get_by_label("Service").select_option(service)
        group.get_by_label("Its words").fill(f"{part} of it.")
    form.get_by_role("button", name="Make two cases of it").click()
    council.pass_minutes(6)
    council.round()
    sent = "".join(council.letters())
    with council.house.record.read() as conn:
        files = list(cases.case_files(conn, range(1, 50)).values())
    assert [one.case.summary for one in files][1:] == [
        "First matter of it.",
        "Second matter of it.",
    ]
    assert f"Please see {files[0].case.reference}. Yours, Jo" in sent


def _hostile() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Una <script>alert(1)</script> <una@home.example>"
    mail["To"] = "feedback@ashford.example"
    mail["Subject"] = "<script>document.title='taken'</script> bins"
    mail["Message-ID"] = "<hostile@out.example>"
    mail.set_content(HOSTILE, subtype="html")
    mail.add_attachment(HOSTILE.encode(), maintype="text", subtype="html", filename='"><b>x.html')
    return mail.as_bytes()


def test_hostile_mail_shows_as_harmless_text(
    council: Council, browser: Browser, address: str
) -> None:
    number = council.raw(_hostile())
    page = sign_in(browser, council, address, JO)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{address}/queue/{number}")
    page.wait_for_load_state("networkidle")
    assert "My bin <b>again</b>. I did tell somebody." in page.inner_text("main")
    assert "taken" not in page.title()
    assert not [one for one in asked if not one.startswith(address)]
    main = page.locator("main")
    assert main.locator("script, style, iframe, img, input[name=password], base").count() == 0
    saved = page.request.get(f"{address}/queue/{number}/original")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in saved.headers["content-security-policy"]


def test_axe_finds_nothing_wrong_on_any_page(
    council: Council, browser: Browser, address: str
) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    council.mail("una@home.example", "bins", VAGUE)
    council.mail(
        "bo@else.example", "", "A complaint: you refused my planning application. How do I appeal?"
    )
    council.mail(
        "cy@else.example", "Thank you", "Thank you so much, the bin crew were wonderful. Well done!"
    )
    with council.house.record.read() as conn:
        reference = cases.get_case(conn, 1).case.reference
    quiet = browser.new_page()
    quiet.set_content("<html><body><img src='x.png'></body></html>")
    assert faults(quiet), "axe finds nothing wrong with a page that is"
    found = {}
    for place in ("/sign-in", "/sign-in/asked", "/sign-in/none"):
        quiet.goto(address + place)
        found[place] = faults(quiet)
    page = sign_in(browser, council, address, JO)
    places = [
        "/queue", "/queue/2", "/queue/3", "/today", "/cases", f"/cases/{reference}",
        f"/cases/{reference}/mail/1", f"/cases/{reference}/letter/1", "/calendar", "/outbox",
        "/outbox?state=sent", "/outbox/1", "/compliments", "/restricted", "/reports",
        "/reports/figures?period=2026", "/state", "/nowhere", f"/cases/{reference}/pack",
    ]  # fmt: skip
    for place in places:
        page.goto(address + place)
        found[place] = faults(page)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        found[f"{place} unfolded"] = faults(page)
    page.goto(f"{address}/queue/2")
    page.locator("#register summary").first.click()
    page.locator("#register").get_by_role("button", name="Look at the letters first").click()
    found["check"] = faults(page)
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_on_a_phone_no_page_is_wider_than_the_screen(
    council: Council, browser: Browser, address: str
) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    council.mail("a-very-long-address-of-somebody@home.example", "bins" * 40, VAGUE)
    page = sign_in(browser, council, address, JO, viewport={"width": 320, "height": 640})
    wide = {}
    for place in (
        "/queue",
        "/queue/2",
        "/cases",
        "/today",
        "/outbox?state=sent",
        "/reports",
        "/state",
    ):
        page.goto(address + place)
        wide[place] = page.evaluate("document.documentElement.scrollWidth")
    assert {place: width for place, width in wide.items() if width > 320} == {}


def test_an_officer_a_reader_and_an_administrator_are_shown_their_own_pages_alone(
    council: Council, browser: Browser, address: str
) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    shown = {}
    for who in (SAM, ROB, KIM, ADA):
        page = sign_in(browser, council, address, who)
        shown[who] = page.locator("nav[aria-label=Desk] a").all_inner_texts()
        for link in page.locator("nav[aria-label=Desk] a").all():
            assert page.request.get(address + str(link.get_attribute("href"))).status == 200
        page.goto(f"{address}/cases")
        assert ("A complaint" in page.inner_text("main")) is (who in (SAM, KIM))
        page.context.close()
    assert "Queue" not in shown[SAM] + shown[ROB] + shown[KIM] + shown[ADA]
    assert "Reports" in shown[KIM]
    assert "Reports" not in shown[SAM]
    assert "Health" in shown[ADA]
