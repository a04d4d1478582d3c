"""Somebody at a browser: signed in by a link of theirs, and what axe finds wrong with a page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.desk.conftest import Council

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def sign_in(browser: Browser, council: Council, address: str, who: str, **how: object) -> Page:
    """A page of somebody who has signed in."""
    context: BrowserContext = browser.new_context(**how)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{address}/sign-in/{council.link(who)}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/(queue|cases|state)"))
    return page


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page, WCAG 2.2 AA and its own best practice."""
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
