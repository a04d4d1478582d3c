"""From which place somebody asks: a proxy is believed where it is the council's own, and nobody else's word is."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest

from mailroom.desk.places import place_of
from mailroom.desk.serving import serving
from tests.desk.conftest import Council

TRUSTED = ("127.0.0.1", "10.0.0.0/24")
PLACES = [
    # the other end, what it says of others, the place
    ("192.0.2.1", "", "192.0.2.1"),
    ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
    ("127.0.0.1", "198.51.100.7, 10.0.0.9", "198.51.100.7"),
    # Whoever asks wrote the first one.
    ("127.0.0.1", "203.0.113.5, 198.51.100.7", "198.51.100.7"),
    ("127.0.0.1", "127.0.0.1, 198.51.100.7", "198.51.100.7"),
    ("127.0.0.1", "nonsense", "127.0.0.1"),
    ("127.0.0.1", "nonsense, 198.51.100.7", "198.51.100.7"),
    ("::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"),
    ("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("127.0.0.1", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
]


@pytest.mark.parametrize(("other_end", "forwarded", "place"), PLACES)
def test_the_place_is_the_last_one_that_is_no_proxy_of_ours(
    other_end: str, forwarded: str, place: str
) -> None:
    assert place_of(other_end, forwarded, TRUSTED) == place
    assert place_of("192.0.2.1", forwarded, ()) == "192.0.2.1"


@pytest.mark.parametrize(
    ("more", "is_counted_apart"), [("", False), ('trusted_proxies = ["127.0.0.1"]', True)]
)
def test_each_who_asks_through_a_proxy_of_ours_is_counted_by_themselves(
    council: Council, is_counted_apart: bool
) -> None:
    council.app.config["WTF_CSRF_ENABLED"] = False
    client = council.app.test_client()
    codes = {
        client.post(
            "/sign-in",
            data={"email": "a@b.example"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        ).status_code
        for number in range(60)
    }
    assert codes == ({302} if is_counted_apart else {302, 429})


@pytest.mark.parametrize("more", ['trusted_proxies = ["127.0.0.1"]'])
def test_the_served_desk_is_told_whom_a_proxy_speaks_for(council: Council) -> None:
    """Waitress takes the header away from whomever it does not know: the desk has to tell it not to."""
    seen: list[str] = []
    council.door.begin = lambda work: None
    with serving(council.house, council.reader, lambda: "chance", port=0) as place:
        line = http.client.HTTPConnection(urlsplit(place).netloc, timeout=20)
        for number in range(45):
            headers = {"X-Forwarded-For": f"198.51.100.{number}"}
            line.request("GET", "/sign-in", headers=headers)
            page = line.getresponse()
            cookie = page.getheader("Set-Cookie", "").partition(";")[0]
            token = page.read().decode().partition('name="csrf_token" value="')[2].partition('"')[0]
            line.request(
                "POST",
                "/sign-in",
                f"email=a%40b.example&csrf_token={token}",
                {**headers, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
            )
            answer = line.getresponse()
            answer.read()
            seen.append(str(answer.status))
        line.close()
    assert set(seen) == {"302"}
