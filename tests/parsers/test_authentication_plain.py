"""The quick reading of a plain Authentication-Results says what the library says, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.authentication import _ask_library, _findings, _read_plain

PLAIN = (
    "mx.x.example; dmarc=pass (p=none dis=none) header.from=a.example; spf=pass smtp.mailfrom=jo@a.example",
    "mx.x.example; dkim=pass header.d=a.example header.s=s1 header.b=ab/c+d=; dkim=fail reason=bad header.d=b.example",
    # Exchange Online, its own name put in front
    "mx.x.example; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=pass (signature was verified)"
    " header.d=a.example;dmarc=pass action=none header.from=a.example;compauth=pass reason=100",
)
NOT_PLAIN = (
    "mx; none",
    "mx 1; spf=pass",
    "mx.x.example",
    'mx; dkim=fail reason="bad key" header.d=a.example',
    "mx; spf=pass (a (comment) in one) smtp.mailfrom=a.example",
    "mx; spf=pass (\x00) smtp.mailfrom=a.example",
    "mx; spf/1=pass",
    "mx; spf=pass client-ip=192.0.2.1",
    "mx; spf=pass smtp.mailfrom=",
)
PIECES = st.sampled_from(
    'mx mx.example ; = . - / @ ( ) " \\ 1 none spf dkim dmarc SPF=Pass spf=pass dkim=fail reason=bad action=none '
    "action= smtp.mailfrom=a@b.example header.d=a.example header.from= policy.x=1 body.y=z other.z=1 (p=none) "
    "(a;b) (() x.y=é header.i=@a.example header.b=a/b+c=".split()
)


@pytest.mark.parametrize("text", PLAIN)
def test_what_servers_write_is_read_without_the_library(text: str) -> None:
    parsed = _ask_library(text)
    assert _read_plain(text) == (parsed.authserv_id, _findings(parsed))


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_library(text: str) -> None:
    assert _read_plain(text) is None


@example([("SPF=Pass", " "), ("header.from=", " "), ("header.i=@a.example", "")])
@example([("SPF=Pass", " "), ("header.i=@a.example", ""), ("header.i=@a.example", "")])
@settings(max_examples=1500)
@given(st.lists(st.tuples(PIECES, st.sampled_from(("", " ", "; "))), min_size=3, max_size=14))
def test_whatever_it_reads_the_library_reads_the_same(pieces: list[tuple[str, str]]) -> None:
    text = " ".join("".join(word + gap for word, gap in pieces).rstrip("; ").split())
    for whole in (text, f"mx.example; {text}"):
        plain = _read_plain(whole)
        if plain is not None:
            parsed = _ask_library(whole)
            assert parsed is not None
            assert plain == (parsed.authserv_id.lower(), _findings(parsed))
