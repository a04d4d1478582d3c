"""Signing in with the council's own account in a real browser: there, back, and in; out again."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from mailroom.clock import SetClock
from mailroom.commands.desk import chance
from mailroom.desk.serving import serving
from tests.desk.browsing import faults
from tests.desk.conftest import JO, START, Council
from tests.servers.openid import CLIENT, SECRET, TENANT, OpenIdServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[OpenIdServer]:
    running = OpenIdServer(tmp_path, SetClock(START).now, {"preferred_username": JO})
    yield running
    running.stop()


@pytest.fixture
def more(service: OpenIdServer, tmp_path: Path) -> str:
    (tmp_path / "secret").write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return f"""
address = "http://127.0.0.1:{port}"

[desk.openid]
client_id = "{CLIENT}"
client_secret_file = "secret"
ca_file = "{service.certificate.cert}"
tenant = "{TENANT}"
authority = "{service.url}"
"""


def test_a_coordinator_signs_in_with_the_councils_account_and_out(
    council: Council, browser: Browser
) -> None:
    desk = council.config.desk.address
    with serving(council.house, council.reader, chance, port=urlsplit(desk).port):
        page = browser.new_context(ignore_https_errors=True).new_page()
        page.goto(f"{desk}/queue")
        assert faults(page) == []
        page.get_by_role("button", name="Sign in with your council account").click()
        page.wait_for_url(f"{desk}/queue")
        assert "Jo Park (coordinator)" in page.inner_text("header")
        page.get_by_role("button", name="Sign out").click()
        assert "You are signed out of the desk." in page.inner_text("main")
        page.goto(f"{desk}/queue")
        page.wait_for_url(re.compile(r"/sign-in\?to="))
        page.context.close()
