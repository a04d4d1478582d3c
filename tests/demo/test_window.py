"""The page: everything escaped, nothing but this machine may look, and nothing but looking."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from mailroom.demo.page import account_page, mail_text
from mailroom.demo.window import window
from mailroom.errors import MailroomError
from tests.demo.conftest import Played


@pytest.fixture
def place(played: Played) -> Iterator[str]:
    """Host and port of an open window."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with window(played.house, port) as address:
        yield urlsplit(address).netloc


def _get(place: str, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(place, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    words = answer.read().decode()
    connection.close()
    policy = answer.headers.get("Content-Security-Policy", "")
    return answer.status, policy, words


def test_the_page_tells_every_piece_and_each_letter_can_be_read(place: str, played: Played) -> None:
    status, policy, page = _get(place, "/")
    assert status == 200
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert page.count('<th scope="row">') == len(played.account.pieces)
    links = set(re.findall(r'href="(/(?:letter|mail)/\d+)"', page))
    assert len(links) >= len(played.account.pieces)
    for link in links:
        status, _, words = _get(place, link)
        assert status == 200
        assert words.startswith("From: ")


@pytest.mark.parametrize("path", ["/letter/999999", "/mail/0", "/../etc/passwd", "/letter/x"])
def test_whatever_is_not_there_is_not_found(place: str, path: str) -> None:
    assert _get(place, path)[0] == 404


def test_nothing_can_be_changed_and_other_names_are_refused(place: str) -> None:
    assert _get(place, "/", method="POST")[0] == 501
    assert _get(place, "/", Host="evil.example")[0] == 421
    assert _get(place, "/", method="HEAD") == (200, _get(place, "/")[1], "")


def test_a_taken_port_is_told_in_words(place: str, played: Played) -> None:
    taken = int(place.rpartition(":")[2])
    with pytest.raises(MailroomError, match=f"port {taken}"), window(played.house, taken):
        pass


def test_what_strangers_write_is_escaped(played: Played) -> None:
    sly = '<script>alert(1)</script>"><img src=x onerror=y>'
    piece = replace(
        played.account.pieces[0], subject=sly, sender=sly, reason=sly, taken_for=sly, reference=sly
    )
    page = account_page(replace(played.account, pieces=(piece,)), sly)
    assert "<script" not in page
    assert "<img" not in page


def test_any_bytes_can_be_shown_as_text() -> None:
    assert "bins" in mail_text(b"Subject: \xff\xfe\n\nbins \x00\x1b[2J")
