"""The head of a mail: who, to whom, when, and the ids; broken heads are read as a person would."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mailparser.dates import parse_mail_date
from mailparser.utils import get_addresses

from parsers.addresses import Address, read_addresses
from parsers.message import read_clues, read_message
from tests.parsers.mails import crlf, mail

SUBJECTS = {
    b"=?utf-8?Q?Caf=C3=A9_noise?=": "Café noise",
    b"=?utf-8?B?Q2Fmw6kgbm9pc2U=?=": "Café noise",
    b"=?utf-8?B?Q2Fmw6k?=": "Café",  # no padding
    b"=?utf-8?Q?Caf=C3=A9_noi": "Café noi",  # cut off before its end
    b"Noise =?utf-8?Q?Caf=C3=A9?": "Noise Café",
    b"=?iso-8859-1?Q?=A350_=96_due?=": "£50 – due",  # Windows-1252 under a Latin-1 label
    b"=?utf-8?B?Q2Fmww==?= =?utf-8?B?qQ==?=": "Café",  # a letter cut in two
    b"=?utf-8?Q?one?= =?utf-8?Q?two?=": "onetwo",
    b"=?utf-8?Q?one?= and =?utf-8?Q?two?=": "one and two",
    b"=?nonsense?Q?caf=C3=A9?=": "café",
    b"=?utf-8*en?Q?caf=C3=A9?=": "café",
    "Café noise".encode(): "Café noise",
    "Café noise".encode("cp1252"): "Café noise",
    b"=?utf-8?Q?line=0Abreak?=": "line break",
    b"plain =? no word": "plain =? no word",
    b"folded\r\n over lines": "folded over lines",
    b"": "",
}


def with_head(head: bytes) -> bytes:
    return head + b"\r\n\r\nHello\r\n"


@pytest.mark.parametrize("sent", SUBJECTS)
def test_subjects_are_read_as_people_see_them(sent: bytes) -> None:
    assert (
        read_message(with_head(b"From: a@b.example\r\nSubject: " + sent)).subject == SUBJECTS[sent]
    )


@pytest.mark.parametrize(
    ("value", "name", "email"),
    [
        ("Jo Holt <Jo@Home.example>", "Jo Holt", "jo@home.example"),
        ('"Holt, Jo" <jo@home.example>', "Holt, Jo", "jo@home.example"),
        ("jo@home.example", "", "jo@home.example"),
        ("jo@home.example (Jo Holt)", "Jo Holt", "jo@home.example"),
        ("=?utf-8?Q?Zo=C3=AB?= <zoe@home.example>", "Zoë", "zoe@home.example"),
        ('"=?utf-8?Q?Zo=C3=AB?=" <zoe@home.example>', "Zoë", "zoe@home.example"),
        ("Zoë <zoe@home.example>", "Zoë", "zoe@home.example"),
        ("O'Hara, Pat <pat@home.example>", None, "pat@home.example"),
        ("Jo Holt <jo@home.example", None, "jo@home.example"),
        ("jo@home.example <jo@home.example>", None, "jo@home.example"),
        ("Jo Holt", "Jo Holt", ""),
        ("<>", "", ""),
    ],
)
def test_senders_are_read(value: str, name: str | None, email: str) -> None:
    sender = read_message(with_head(f"From: {value}\r\nSubject: x".encode())).sender
    assert sender is not None
    assert sender.email == email or (email == "pat@home.example" and email in sender.email)
    if name is not None:
        assert sender.name == name


@pytest.mark.parametrize(
    "value",
    [
        "Jo Holt <jo@home.example>",
        '"Holt, Jo" <jo@h.example>',
        "O'Hara <o@h.example>",
        "jo.holt+x@a-b.example",
        "A & B <a@b.example>",
    ],
)
def test_the_plain_form_is_read_as_mail_parser_reads_it(value: str) -> None:
    theirs = tuple(
        Address(name, email.lower()) for name, email in get_addresses(value, decode_names=True)
    )
    assert read_addresses(value) == theirs


NAMES = st.text("AaBb .,'&-_", max_size=12)


@settings(max_examples=300)
@given(NAMES, st.booleans(), st.from_regex(r"\A[a-z.+=-]{1,8}@[a-z-]{1,5}\.[a-z]{2}\Z"))
def test_the_quick_reading_of_addresses_agrees_with_mail_parser(
    name: str, quotes: bool, email: str
) -> None:
    shown = f'"{name}"' if quotes else name
    theirs = [(n, e) for n, e in get_addresses(f"{shown} <{email}>", decode_names=True) if e]
    ours = read_addresses(f"{shown} <{email}>")
    if theirs:
        assert [one.email for one in ours] == [e for _, e in theirs]
        assert [" ".join(one.name.split()) for one in ours] == [
            " ".join(n.split()).strip("\"'").strip() for n, _ in theirs
        ]


def test_two_senders_are_a_defect_and_nobody_is_authenticated() -> None:
    head = (
        b"Authentication-Results: mx.council.example; dmarc=pass header.from=a.example\r\n"
        b"From: a@a.example\r\nFrom: b@b.example\r\nSubject: x"
    )
    message = read_message(with_head(head), trusted_authserv=["mx.council.example"])
    assert message.sender == Address("", "a@a.example")
    assert "several-from" in {defect.code for defect in message.defects}
    assert message.authentication.verdict == "none"


def test_without_a_from_the_reply_address_stands_in_and_is_noted() -> None:
    message = read_message(with_head(b"Reply-To: jo@home.example\r\nSubject: x"))
    assert message.sender == Address("", "jo@home.example")
    assert "no-from" in {defect.code for defect in message.defects}


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("Tue, 3 Feb 2026 11:12:13 +0100", datetime(2026, 2, 3, 10, 12, 13, tzinfo=UTC)),
        ("3 Feb 2026 11:12 GMT", datetime(2026, 2, 3, 11, 12, tzinfo=UTC)),
        (
            "Mon, 3 Feb 2026 11:12:13 +0000 (wrong weekday)",
            datetime(2026, 2, 3, 11, 12, 13, tzinfo=UTC),
        ),
        ("Tue, 3 Feb 2026 11:12:13", datetime(2026, 2, 3, 11, 12, 13, tzinfo=UTC)),
        ("Tue, 31 Feb 2026 11:12:13 +0000", None),
        ("Tue, 3 Feb 99999 11:12:13 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_instants_or_none(value: str, at: datetime | None) -> None:
    assert read_message(with_head(f"From: a@b.example\r\nDate: {value}".encode())).sent_at == at


@settings(max_examples=500)
@given(
    st.sampled_from(["", "Mon, ", "Sun, ", "Son, ", "Tue,"]),
    st.integers(0, 32),
    st.sampled_from("Jan Feb Jun Dec dec Sept".split()),
    st.sampled_from([1899, 1900, 1970, 2026, 2099, 20260]),
    st.tuples(st.integers(0, 25), st.integers(0, 61), st.integers(0, 61)),
    st.sampled_from("+0000 -0000 +0100 -0330 +0960 +9959 +01:00 GMT".split()),
    st.sampled_from(["", " (GMT)", " (a b)", " "]),
)
def test_the_quick_reading_of_dates_agrees_with_mail_parser(
    weekday: str,
    day: int,
    month: str,
    year: int,
    hour: tuple[int, int, int],
    zone: str,
    after: str,
) -> None:
    at = ":".join(f"{part:02d}" for part in hour)
    written = f"{weekday}{day:02d} {month} {year} {at} {zone}{after}"
    theirs = parse_mail_date(written).value
    ours = read_message(with_head(f"From: a@b.example\r\nDate: {written}".encode())).sent_at
    if theirs is not None:
        assert ours == theirs


def test_the_topmost_received_tells_when_it_came() -> None:
    head = (
        b"Received: from x by mx.council.example; Tue, 3 Feb 2026\r\n 11:12:14 +0000\r\n"
        b"Received: from y by x; Tue, 3 Feb 2026 11:00:00 +0000\r\nFrom: a@b.example"
    )
    assert read_message(with_head(head)).received_at == datetime(2026, 2, 3, 11, 12, 14, tzinfo=UTC)


def test_ids_and_recipients_are_plain_values() -> None:
    raw = mail(
        "Hello", In_Reply_To="<a@c.example>", References="<a@c.example> <b@c.example> <a@c.example>",
        Delivered_To="Feedback+X1@Council.example", X_Original_To="other@council.example", Return_Path="<>",
    )  # fmt: skip
    message = read_message(raw)
    assert message.message_id == "m1@home.example"
    assert message.in_reply_to == ("a@c.example",)
    assert message.references == ("a@c.example", "b@c.example")
    assert message.delivered_to == ("feedback+x1@council.example", "other@council.example")
    assert message.to == (Address("Feedback", "feedback@council.example"),)
    assert message.envelope_sender == ""
    assert read_message(mail("Hello")).envelope_sender is None


@pytest.mark.parametrize(
    ("raw", "subject", "text"),
    [
        (b"From: a@b.example\nSubject: x\nno field at all\n", "x", "no field at all"),
        (b"From: a@b.example\nstray line\nSubject: x\n\nHello", "x", "Hello"),
        (b"\r\n\r\nFrom: a@b.example\r\nSubject: x\r\n\r\nHello", "x", "Hello"),
        (b"\xef\xbb\xbfFrom: a@b.example\nSubject: x\n\nHello", "x", "Hello"),
        (b"From jo Tue Feb 3 11:12:13 2026\nFrom: a@b.example\nSubject: x\n\nHello", "x", "Hello"),
        (b"From: a@b.example\rSubject: x\r\rHello", "x", "Hello"),
        (b"From: a@b.example\nSubject: x\n \nHello", "x", "Hello"),
        (b"From : a@b.example\nSubject : x\n\nHello", "x", "Hello"),
        (b"Just words, no head.", "", "Just words, no head."),
        (b"", "", ""),
    ],
)
def test_broken_heads_lose_nothing(raw: bytes, subject: str, text: str) -> None:
    message = read_message(raw)
    assert (message.subject, message.body.text) == (subject, text)


def test_a_head_of_a_million_fields_takes_no_time() -> None:
    raw = b"From: a@b.example\nSubject: x\n" + b"X-A: b\n" * 300_000 + b"\nHello"
    assert read_message(raw).subject == "x"


SOUND = mail("Hello there.\n\nThe bins again.")


def test_the_same_mail_by_two_roads_has_one_fingerprint() -> None:
    roads = (
        SOUND,
        crlf(SOUND),
        SOUND + b"\n\n",
        b"Received: from x by y; Tue, 3 Feb 2026 11:12:14 +0000\nDelivered-To: feedback@council.example\n"
        + SOUND,
        b"Authentication-Results: mx; dmarc=pass\nReturn-Path: <jo@home.example>\nX-Spam: no\n"
        + crlf(SOUND),
        SOUND.replace(b"Feedback <", b"Feedback\n <"),
    )
    assert len({read_message(raw).fingerprint for raw in roads}) == 1
    form = [b"Reply-To: Una\n <una@home.example>\n" + raw for raw in roads]
    form.append(b"Received: by z\r\nReply-To: Una <una@home.example>\r\n" + crlf(SOUND))
    assert len({read_message(raw).fingerprint for raw in form}) == 1


def test_two_mails_have_two_fingerprints_even_without_an_id() -> None:
    bare = SOUND.replace(b"Message-ID: <m1@home.example>\n", b"")
    others = (
        SOUND, bare, bare.replace(b"bins", b"pins"), bare.replace(b"11:12:13", b"11:12:14"),
        bare.replace(b"Re: Your", b"My"), bare.replace(b"Jo@", b"Joe@"),
        b"Reply-To: una@home.example\n" + bare, b"Reply-To: ben@home.example\n" + bare,
    )  # fmt: skip
    assert len({read_message(raw).fingerprint for raw in others}) == len(others)


HEADS = st.lists(
    st.sampled_from(
        [
            b"From: Jo <jo@h.example>", b"From: <>", b"Subject: =?utf-8?Q?caf=C3=A9?=", b"Subject: caf\xe9",
            b"Message-ID: <1@h.example>", b"Message-ID: 2@h.example", b"References: <a@b> <c@d>", b"no field",
            b"Received: by x; Tue, 3 Feb 2026 11:12:14 +0000", b" continued", b"Reply-To: r@h.example",
            b"Content-Type: multipart/mixed; boundary=x", b"Date: never", b"", b"--x", b"Hello: there",
        ]
    ),
    max_size=12,
).map(b"\n".join)  # fmt: skip


@given(st.one_of(HEADS, HEADS.map(crlf), st.binary(max_size=300)))
def test_the_clues_are_what_the_whole_reading_says(raw: bytes) -> None:
    clues, message = read_clues(raw), read_message(raw)
    assert clues.message_id == message.message_id
    assert clues.sender == (message.sender.email if message.sender else "")
    assert clues.references == message.references
    assert clues.subject == message.subject
    assert clues.fingerprint == message.fingerprint
    assert clues.received_at == message.received_at
