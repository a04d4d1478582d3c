"""A sender is believed by the word of our own server alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
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
    ("dmarc=bestguesspass header.from=home.example; compauth=pass reason=109", Verdict.NONE),
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


# Exchange Online leaves its name out.
EXCHANGE = (
    f"spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=home.example; {PASS};compauth=pass reason=100"
)


@pytest.mark.parametrize(
    ("trusted", "verdict"),
    [
        ("council-example.mail.protection.outlook.com", Verdict.PASS),
        ("outlook.com", Verdict.PASS),
        ("Exchange", Verdict.PASS),
        ("mx.council.example", Verdict.NONE),
        ("notoutlook.com", Verdict.NONE),
        ("outlook.com.example", Verdict.NONE),
    ],
)
def test_a_field_without_a_name_is_believed_where_microsofts_server_is_trusted(
    trusted: str, verdict: Verdict
) -> None:
    fields = [("Authentication-Results", EXCHANGE)]
    assert read_authentication(fields, ["mx.other.example", trusted], DOMAIN).verdict == verdict


def test_only_the_topmost_field_may_be_without_a_name() -> None:
    fields = [
        ("Authentication-Results", "relay.example; none"),
        ("Authentication-Results", EXCHANGE),
    ]
    assert read_authentication(fields, ["exchange"], DOMAIN).verdict is Verdict.NONE


def test_exchange_is_no_name_that_a_sender_could_bear() -> None:
    fields = [("Authentication-Results", f"exchange; {PASS}")]
    assert read_authentication(fields, ["exchange"], DOMAIN).verdict is Verdict.NONE


def test_below_exchanges_own_field_nothing_is_read() -> None:
    fields = [
        ("Authentication-Results", f"spf=none smtp.mailfrom=<a@x>; {FAIL}"),
        ("Authentication-Results", f"mx.council.example; {PASS}"),
    ]
    trusted = ["exchange", "mx.council.example"]
    assert read_authentication(fields, trusted, DOMAIN).verdict is Verdict.FAIL


FAIL = "dmarc=fail header.from=home.example"
# What senders can make of a field, for their address stands in it.
SPOILT = {
    "angles": "spf=pass smtp.mailfrom=<a@evil.example>",
    "beyond ASCII": "spf=pass smtp.mailfrom=é@evil.example",
    "a semicolon": "spf=pass smtp.mailfrom=a;b@evil.example",
    "a quoted semicolon": 'spf=pass smtp.mailfrom="a;b" c@evil.example',
    "a comment in a comment": "spf=pass (a (b) c) smtp.mailfrom=<a@evil.example>",
    "a method without a result": "spf smtp.mailfrom=a@evil.example",
}
UNCLOSED = {
    "a comment": "spf=pass (a smtp.mailfrom=a@evil.example",
    "a comment in a comment": "spf=pass (a (b) smtp.mailfrom=a@evil.example",
    "a reason": 'spf=pass reason="a smtp.mailfrom=a@evil.example',
}
FORGED = ("Authentication-Results", f"mx.council.example; {PASS}")


def verdict_of(value: str, *below: tuple[str, str]) -> Verdict:
    fields = [("Authentication-Results", f"mx.council.example; {value}"), *below]
    return read_authentication(fields, OURS, DOMAIN).verdict


@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize(("result", "verdict"), [(PASS, Verdict.PASS), (FAIL, Verdict.FAIL)])
def test_a_field_that_breaks_the_rules_is_read_for_dmarc(
    spoilt: str, result: str, verdict: Verdict
) -> None:
    assert verdict_of(f"{result}; {SPOILT[spoilt]}") == verdict
    assert verdict_of(f"{SPOILT[spoilt]}; {result}") == verdict


@pytest.mark.parametrize("unclosed", UNCLOSED)
@pytest.mark.parametrize(("result", "verdict"), [(PASS, Verdict.PASS), (FAIL, Verdict.FAIL)])
def test_what_stands_after_an_unclosed_mark_is_not_believed(
    unclosed: str, result: str, verdict: Verdict
) -> None:
    assert verdict_of(f"{result}; {UNCLOSED[unclosed]}") == verdict
    assert verdict_of(f"{UNCLOSED[unclosed]}; {result}") is Verdict.NONE


@pytest.mark.parametrize("result", ["", FAIL, "dmarc=none header.from=home.example"])
@pytest.mark.parametrize("spoilt", [*SPOILT.values(), *UNCLOSED.values(), "(" * 9_000, "x" * 9_000])
def test_below_an_unreadable_field_of_ours_no_other_is_read(spoilt: str, result: str) -> None:
    for value in (f"{spoilt}; {result}", f"{result}; {spoilt}", f"{spoilt};{result}"):
        assert verdict_of(value, FORGED) is not Verdict.PASS


@pytest.mark.parametrize(
    "name",
    [
        "mx.council.example (", 'mx.council.example "', "mx.council.example@evil", '"mx.council.example"',
        "<mx.council.example>", "mx.council.example é", "mx.council.example dmarc=none", "MX.council.example.",
    ],
)  # fmt: skip
def test_an_odd_form_of_our_name_stops_the_reading(name: str) -> None:
    fields = [("Authentication-Results", f"{name}; {FAIL}"), FORGED]
    assert read_authentication(fields, OURS, DOMAIN).verdict is not Verdict.PASS


# A sender's own words that look like a result, each set into a field by a careless server.
WORDS_OF_SENDERS = (
    f'smtp.mailfrom="a; {PASS}; x=y"@evil.example',
    f"smtp.mailfrom=<a; {PASS}; x=y@evil.example>",
    f"smtp.mailfrom=a; {PASS}; x=y@evil.example",
    f"smtp.mailfrom=a; {PASS}; (@evil.example",
    f'smtp.mailfrom=a; {PASS}; "@evil.example',
    f"(helo=x; {PASS}; y) smtp.mailfrom=<a@evil.example>",
    f'reason="a; {PASS}; b" smtp.mailfrom=<a@evil.example>',
    f'reason="a\\"; {PASS}; b" smtp.mailfrom=<a@evil.example>',
    f"(a\\); {PASS}; b) smtp.mailfrom=<a@evil.example>",
    "smtp.mailfrom=a; DMARC = pass header.from=home.example; é@evil.example",
)


@pytest.mark.parametrize("words", WORDS_OF_SENDERS)
@pytest.mark.parametrize("real", [FAIL, "dmarc=none header.from=home.example", "dmarc=temperror"])
def test_what_a_sender_wrote_into_the_field_is_no_result(words: str, real: str) -> None:
    assert verdict_of(f"spf=fail {words}; {real}") is not Verdict.PASS
    assert verdict_of(f"{real}; spf=fail {words}") is not Verdict.PASS


@pytest.mark.parametrize(
    "findings",
    [
        "dmarc=pass header.from=home.example; dmarc=none header.from=home.example",
        "dmarc=pass header.from=home.example; dmarc=pass header.from=evil.example",
    ],
)
def test_two_words_on_dmarc_are_none(findings: str) -> None:
    assert verdict_of(findings) is Verdict.NONE


def test_of_an_endless_field_no_result_is_pushed_out_of_sight() -> None:
    filling = "; ".join(f"dkim=pass header.d=a{n}.example" for n in range(400))
    assert verdict_of(f"spf=pass smtp.mailfrom=home.example; {filling}; {FAIL}") is Verdict.NONE


ODD = st.lists(
    st.sampled_from(
        ["spf=pass", "smtp.mailfrom=", "a", "@evil.example", ";", "; ", " ", "(", ")", '"', "<", ">", "\\", "é", "=",
         PASS, "dmarc=pass", "header.from=home.example", "compauth=pass", "reason=", "none", "\n", "\x00"]
    ),
    max_size=10,
).map("".join)  # fmt: skip


@given(ODD, ODD, st.sampled_from([FAIL, "dmarc=none header.from=home.example"]))
@example("", ";compauth=pass", "dmarc=none header.from=home.example")
def test_nothing_a_sender_writes_makes_a_failure_a_pass(one: str, other: str, real: str) -> None:
    for name in ("smtp.mailfrom=", "smtp.mailfrom=<", "(", 'reason="'):
        value = f"spf=fail {name}{one}; {real}; dkim=fail {other}"
        assert verdict_of(value, FORGED) is not Verdict.PASS


@given(st.text('mx.council.example; dmarc=pass()"\\ \n\x00spfé/', max_size=120))
def test_no_field_breaks_the_reading(value: str) -> None:
    found = read_authentication([("Authentication-Results", value)], OURS, DOMAIN)
    assert found.verdict in Verdict
    assert found.why


@pytest.mark.parametrize(
    ("said", "trusted", "verdict"),
    [
        (["Internal"], ["exchange"], Verdict.PASS),
        (["Internal"], ["mx.council.example"], Verdict.NONE),
        (["Anonymous"], ["exchange"], Verdict.NONE),
        (["Internal", "Anonymous"], ["exchange"], Verdict.NONE),
        ([], ["exchange"], Verdict.NONE),
    ],
)
def test_a_colleague_inside_the_tenant_is_known_by_exchanges_own_word(
    said: list[str], trusted: list[str], verdict: Verdict
) -> None:
    fields = [("X-MS-Exchange-Organization-AuthAs", value) for value in said]
    assert read_authentication(fields, trusted, "council.example").verdict is verdict


def test_exchanges_word_does_not_outweigh_a_failed_verdict() -> None:
    fields = [
        ("Authentication-Results", "dkim=none; dmarc=fail header.from=council.example"),
        ("X-MS-Exchange-Organization-AuthAs", "Internal"),
    ]
    assert read_authentication(fields, ["exchange"], "council.example").verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ("dmarc=bestguesspass header.from=home.example; compauth=pass reason=109", Verdict.PASS),
        ("dmarc=none header.from=home.example; compauth=fail reason=001", Verdict.NONE),
        ("dmarc=none; compauth=fail reason=001; dkim=fail ;compauth=pass", Verdict.NONE),
    ],
)
@pytest.mark.parametrize("server", ["", "mx1.mail.protection.outlook.com; "])
def test_composite_authentication_counts_in_microsofts_own_field(
    findings: str, verdict: Verdict, server: str
) -> None:
    fields = [("Authentication-Results", f"{server}{findings}")]
    trusted = ["mx1.mail.protection.outlook.com"]
    assert read_authentication(fields, trusted, "home.example").verdict is verdict
