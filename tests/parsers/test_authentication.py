"""A sender is believed by the word of our own server alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.authentication import Verdict, read_authentication

OURS = ("mx.council.example",)
DOMAIN = "home.example"

FINDINGS = [
    ("dmarc=pass header.from=home.example", Verdict.PASS),
    (
        "spf=fail smtp.mailfrom=x.example; dmarc=pass (p=none) header.from=home.example",
        Verdict.PASS,
    ),
    ("dmarc=fail header.from=home.example; spf=pass smtp.mailfrom=home.example", Verdict.FAIL),
    ("dmarc=pass header.from=evil.example", Verdict.NONE),
    ("spf=pass smtp.mailfrom=jo@home.example", Verdict.PASS),
    ("spf=pass smtp.mailfrom=bounce.home.example", Verdict.PASS),
    ("spf=pass smtp.mailfrom=evil.example", Verdict.NONE),
    ("spf=pass smtp.mailfrom=evilhome.example", Verdict.NONE),
    ("spf=softfail smtp.mailfrom=home.example", Verdict.NONE),
    ("dkim=pass header.d=home.example", Verdict.PASS),
    ("dkim=pass header.i=@mail.home.example", Verdict.PASS),
    ("dkim=pass header.d=example", Verdict.NONE),
    ("dkim=pass header.d=list.example; dkim=pass header.d=home.example", Verdict.PASS),
    ("dmarc=none header.from=home.example; dkim=pass header.d=home.example", Verdict.PASS),
    ("dmarc=temperror header.from=home.example; spf=pass smtp.mailfrom=home.example", Verdict.NONE),
    ("dmarc=bestguesspass header.from=home.example; compauth=pass reason=109", Verdict.PASS),
    ("dmarc=none header.from=home.example; compauth=fail reason=601", Verdict.NONE),
    ("none", Verdict.NONE),
    ("", Verdict.NONE),
]


@pytest.mark.parametrize(("findings", "verdict"), FINDINGS)
def test_the_findings_of_our_server_decide(findings: str, verdict: Verdict) -> None:
    fields = [("Authentication-Results", f"mx.council.example; {findings}")]
    found = read_authentication(fields, OURS, DOMAIN)
    assert found.verdict == verdict, found.why
    assert found.domain == (DOMAIN if verdict is Verdict.PASS else "")
    assert found.why


PASS = "dmarc=pass header.from=home.example"


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ([("Authentication-Results", f"mx.evil.example; {PASS}")], Verdict.NONE),
        ([("Authentication-Results", f"mx.council.example.evil.example; {PASS}")], Verdict.NONE),
        ([("X-Authentication-Results", f"mx.council.example; {PASS}")], Verdict.NONE),
        ([("authentication-results", f"MX.Council.example; {PASS}")], Verdict.PASS),
        (
            [
                (
                    "Authentication-Results",
                    "mx.council.example; dmarc=fail header.from=home.example",
                ),
                ("Authentication-Results", f"mx.council.example; {PASS}"),
            ],
            Verdict.FAIL,
        ),
        (
            [
                ("Authentication-Results", f"relay.example; {PASS}"),
                (
                    "Authentication-Results",
                    "mx.council.example; dmarc=fail header.from=home.example",
                ),
            ],
            Verdict.FAIL,
        ),
        # Exchange Online leaves its name out; only the topmost field may be without one
        (
            [
                (
                    "Authentication-Results",
                    f"spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=home.example; {PASS}",
                )
            ],
            Verdict.PASS,
        ),
        (
            [
                (
                    "Authentication-Results",
                    "mx.council.example; dmarc=fail header.from=home.example",
                ),
                ("Authentication-Results", f"spf=pass smtp.mailfrom=home.example; {PASS}"),
            ],
            Verdict.FAIL,
        ),
    ],
)
def test_only_our_own_servers_topmost_field_counts(
    fields: list[tuple[str, str]], verdict: Verdict
) -> None:
    assert read_authentication(fields, OURS, DOMAIN).verdict == verdict


def test_without_a_trusted_server_nobody_is_believed() -> None:
    fields = [("Authentication-Results", f"mx.council.example; {PASS}")]
    assert read_authentication(fields, (), DOMAIN).verdict is Verdict.NONE
    assert read_authentication(fields, OURS, "").verdict is Verdict.NONE


@given(st.text('mx.council.example; dmarc=pass()"\\ \n\x00spfé/', max_size=120))
def test_no_field_breaks_the_reading(value: str) -> None:
    read_authentication([("Authentication-Results", value)], OURS, DOMAIN)
