"""A sealed letter comes out as it went in, whatever names, subjects and threads it bears."""

from __future__ import annotations

import email
import email.message
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from email.header import decode_header, make_header
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.compose import Letter, LetterFault, compose
from letters.envelope import (
    REFERENCES_KEPT,
    SUBJECT_LONGEST,
    Enclosure,
    Envelope,
    seal,
    threading,
)
from letters.samples import sample_facts
from letters.words import clean, cut, one_line

OUTLOOK = "LO2P123MB" + "78FE1F60FDCD69EC15E4" * 4 + "@LO2P123MB78FE.GBRP123.PROD.OUTLOOK.COM"
LETTER = Letter(
    "acknowledgement", "We have your complaint", "Dear Ms X,\n\nHello\n", "<p>Hello</p>"
)
ENVELOPE = Envelope(
    from_name="Feedback Team, Fenbridge Borough Council",
    from_email="feedback@fenbridge.example",
    to=("hilary.stannard@saltmarsh.example",),
    to_name="Hilary Stannard",
    reply_to="feedback+1.2.k7q2m@fenbridge.example",
    message_id="1.2.3.abcdef@fenbridge.example",
    in_reply_to=OUTLOOK,
    references=("first@saltmarsh.example", OUTLOOK),
    date=datetime(2026, 1, 13, 9, 12, 33, tzinfo=UTC),
    auto=True,
    case_reference="FBC-26-0012",
)
KNOWN = {
    *("from", "to", "cc", "reply-to", "subject", "date", "message-id", "in-reply-to"),
    *("references", "auto-submitted", "x-auto-response-suppress", "x-case-reference"),
    *("content-language", "mime-version", "content-type", "content-transfer-encoding"),
}
# Text that people, and those who mean harm, put into names and subjects.
NASTY = st.one_of(
    st.text(max_size=300),
    st.text(alphabet='ab \r\n\t:<>@"\\,;()=?_é漢😀\u202e\x00', max_size=120),
    st.sampled_from(
        [
            "x\r\nBcc: victim@elsewhere.example",
            "x\nSubject: other",
            "=?utf-8?q?Bcc=3A?= x",
            "=?utf-8?b?AAAA?=",
            'O"Brien, \\ Pat',
            "Zoë Müller-Łukasz",
            "李 小龍 " * 20,
            "a" * 990,
            "word " * 100,
            *("", " "),
            "-- ",
            "\u2028Bcc: x@y.example",
        ]
    ),
)


def read(raw: bytes) -> email.message.Message:
    """The letter as the standard library reads it, having looked at the bytes themselves first."""
    raw.decode("ascii")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    message = email.message_from_bytes(raw)
    assert {name.lower() for name in message.keys()} <= KNOWN  # noqa: SIM118 - a message is no dict
    assert len(message.keys()) == len({name.lower() for name in message.keys()})  # noqa: SIM118
    for part in message.walk():
        assert part.defects == []
    return message


def decoded(value: str) -> str:
    return str(make_header(decode_header(re.sub(r"\r?\n", "", value))))


def bodies(message: email.message.Message) -> list[str]:
    return [
        (part.get_payload(decode=True) or b"").decode("utf-8").replace("\r\n", "\n")  # type: ignore[union-attr]
        for part in message.walk()
        if part.get_content_maintype() == "text" and part.get_filename() is None
    ]


def test_a_letter_comes_out_as_it_went_in() -> None:
    message = read(seal(LETTER, ENVELOPE))
    assert parseaddr(message["From"]) == (ENVELOPE.from_name, ENVELOPE.from_email)
    assert parseaddr(message["To"]) == ("Hilary Stannard", ENVELOPE.to[0])
    assert message["Reply-To"] == ENVELOPE.reply_to
    assert message["Subject"] == LETTER.subject
    assert parsedate_to_datetime(message["Date"]) == ENVELOPE.date
    assert message["Message-ID"] == f"<{ENVELOPE.message_id}>"
    assert message["In-Reply-To"] == f"<{OUTLOOK}>"
    assert message["References"].split() == ["<first@saltmarsh.example>", f"<{OUTLOOK}>"]
    assert message["X-Case-Reference"] == "FBC-26-0012"
    assert message["Content-Language"] == "en-GB"
    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.walk()][1:]
    assert kinds == ["text/plain", "text/html"]
    assert bodies(message) == [LETTER.text, LETTER.html]


def test_the_strict_parser_agrees() -> None:
    message = email.message_from_bytes(seal(LETTER, ENVELOPE), policy=policy.default)
    assert message["subject"] == LETTER.subject
    assert message["from"].addresses[0].display_name == ENVELOPE.from_name
    assert message["references"] == f"<first@saltmarsh.example> <{OUTLOOK}>"
    assert [list(message[name].defects) for name in message] == [[] for _ in message]


@given(NASTY, NASTY, NASTY, NASTY)
@settings(max_examples=400, deadline=None)
def test_no_name_or_subject_can_break_out_of_its_header(
    subject: str, name: str, council: str, reference: str
) -> None:
    letter = replace(LETTER, subject=subject)
    envelope = replace(ENVELOPE, to_name=name, from_name=council, case_reference=reference)
    message = read(seal(letter, envelope))
    assert decoded(message["Subject"]) == cut(one_line(subject), SUBJECT_LONGEST)
    for field, words, address in (
        ("To", name, ENVELOPE.to[0]),
        ("From", council, ENVELOPE.from_email),
    ):
        shown, mailbox = parseaddr(re.sub(r"\r?\n", "", message[field]))
        assert mailbox == address
        assert str(make_header(decode_header(shown))) == cut(one_line(words), SUBJECT_LONGEST)


@given(st.text(max_size=3000), st.text(max_size=3000))
@settings(max_examples=300, deadline=None)
def test_every_body_comes_back_whole(text: str, html: str) -> None:
    message = read(seal(replace(LETTER, text=text, html=html), ENVELOPE))
    expected = [clean(text)] + ([clean(html)] if html else [])
    assert bodies(message) == expected


@pytest.mark.parametrize(
    "text",
    [
        "From the council\n.\n..\nFrom here\n",
        "a" * 5000 + "\n",
        "trailing spaces   \nand tabs\t\n \n",
        "=3D =\n=\n",
        "Zażółć gęślą jaźń\n" * 50,
        "שלום עולם " * 200,
        "-- \nnot a signature\n--=_words_\n",
        "",
        "no line end",
        "\n\n\n",
    ],
)
def test_awkward_text_comes_back_whole(text: str) -> None:
    raw = seal(replace(LETTER, text=text), ENVELOPE)
    assert bodies(read(raw))[0] == text
    # A lone dot would end the mail on the wire, if somebody forgot to double it.
    assert b"\r\n.\r\n" not in raw


def test_a_letter_without_a_page_is_plain_text() -> None:
    message = read(seal(replace(LETTER, html=""), ENVELOPE))
    assert message.get_content_type() == "text/plain"
    assert bodies(message) == [LETTER.text]


def test_the_same_letter_gives_the_same_bytes_and_another_id_another_boundary() -> None:
    first = seal(LETTER, ENVELOPE)
    assert seal(LETTER, ENVELOPE) == first
    other = seal(LETTER, replace(ENVELOPE, message_id="other@fenbridge.example"))
    assert (
        email.message_from_bytes(other).get_boundary()
        != email.message_from_bytes(first).get_boundary()
    )


def test_a_machines_letter_says_so_and_a_persons_does_not() -> None:
    answered = read(seal(LETTER, ENVELOPE))
    assert answered["Auto-Submitted"] == "auto-replied"
    reminder = replace(ENVELOPE, in_reply_to=None, references=())
    assert read(seal(LETTER, reminder))["Auto-Submitted"] == "auto-generated"
    by_hand = read(seal(LETTER, replace(ENVELOPE, auto=False)))
    assert by_hand["Auto-Submitted"] is by_hand["X-Auto-Response-Suppress"] is None


def test_failed_delivery_and_absence_are_still_reported_to_us() -> None:
    stopped = read(seal(LETTER, ENVELOPE))["X-Auto-Response-Suppress"].split(", ")
    assert set(stopped) == {"DR", "RN", "NRN", "AutoReply"}
    assert not {"All", "NDR", "OOF"} & set(stopped)


FILE_NAMES = st.one_of(
    NASTY, st.sampled_from(["../../etc/passwd", 'a"b.pdf', "Brief über Müll.pdf", "x" * 400])
)


@given(
    FILE_NAMES,
    st.one_of(
        st.sampled_from(
            ["application/pdf", "image/png", "text/plain", "message/rfc822", "multipart/mixed"]
        ),
        NASTY,
    ),
    st.binary(max_size=2000),
)
@settings(max_examples=200, deadline=None)
def test_enclosures_come_back_to_the_byte(filename: str, kind: str, content: bytes) -> None:
    envelope = replace(ENVELOPE, attachments=(Enclosure(filename, kind, content),))
    message = read(seal(LETTER, envelope))
    assert message.get_content_type() == "multipart/mixed"
    assert bodies(message) == [LETTER.text, LETTER.html]
    (file,) = [part for part in message.walk() if part.get_filename() is not None]
    assert file.get_payload(decode=True) == content
    assert file.get_content_disposition() == "attachment"
    name = file.get_filename() or ""
    assert name
    assert not set(name) & set('/\\"\r\n<>')


def test_file_names_of_people_are_kept() -> None:
    for name in ("Brief über Müll.pdf", "photo of the bin.jpg", "李.docx"):
        envelope = replace(ENVELOPE, attachments=(Enclosure(name, "application/pdf", b"x"),))
        files = [part.get_filename() for part in read(seal(LETTER, envelope)).walk()]
        assert name in files


def test_several_recipients_and_copies_are_all_there() -> None:
    many = tuple(f"person{n}@council.example" for n in range(40))
    message = read(seal(LETTER, replace(ENVELOPE, to=many, cc=many)))
    for field in ("To", "Cc"):
        assert [address for _, address in getaddresses([message[field]])] == list(many)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "nobody",
            "a b@x.example",
            "a@b@c.example",
            "<a@x.example>",
            "a@x.example, b@y.example",
        ),
        *(
            "a@x.example\r\nBcc: b@y.example",
            "josé@x.example",
            "a@" + "x" * 400,
            "a@x..\n",
            "a@[1.2.3.4]",
        ),
    ],
)
def test_an_address_that_cannot_be_written_is_refused(address: str) -> None:
    with pytest.raises(LetterFault, match="address"):
        seal(LETTER, replace(ENVELOPE, to=(address,)))


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("o'brien+bins@x.example", "o'brien+bins@x.example"),
        ('"john doe"@x.example', '"john doe"@x.example'),
        ("info@müll.example", "info@xn--mll-hoa.example"),
    ],
)
def test_unusual_addresses_are_written(address: str, written: str) -> None:
    message = read(seal(LETTER, replace(ENVELOPE, to=(address,), to_name="")))
    assert message["To"] == written


def test_a_letter_to_nobody_and_a_date_without_a_zone_are_refused() -> None:
    with pytest.raises(LetterFault):
        seal(LETTER, replace(ENVELOPE, to=()))
    with pytest.raises(LetterFault):
        seal(LETTER, replace(ENVELOPE, date=datetime(2026, 1, 1)))  # noqa: DTZ001 - the point
    with pytest.raises(LetterFault):
        seal(LETTER, replace(ENVELOPE, message_id="a b"))


def test_the_date_keeps_its_zone() -> None:
    summer = datetime(2026, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    assert read(seal(LETTER, replace(ENVELOPE, date=summer)))["Date"].endswith("09:00:00 +0100")


IDS = st.one_of(
    st.from_regex(r"[a-z0-9]{1,30}@[a-z]{1,10}\.example", fullmatch=True),
    st.text(alphabet="aB9.@=", min_size=1, max_size=300),
    NASTY,
)


@given(st.lists(IDS, max_size=30), st.one_of(st.none(), IDS))
@settings(max_examples=300, deadline=None)
def test_a_thread_is_cut_to_the_first_and_the_latest(
    references: list[str], answered: str | None
) -> None:
    kept = threading(references, answered)
    assert len(kept) <= REFERENCES_KEPT
    assert len(set(kept)) == len(kept)
    assert len("References: " + " ".join(f"<{one}>" for one in kept)) <= 998
    assert threading(kept) == kept
    sealed = read(
        seal(LETTER, replace(ENVELOPE, references=tuple(references), in_reply_to=answered))
    )
    assert (sealed["References"] or "").split() == [f"<{one}>" for one in kept]
    if answered and sealed["In-Reply-To"]:
        assert kept[-1] == answered
        assert sealed["In-Reply-To"] == f"<{answered}>"


def test_a_long_thread_keeps_where_it_began_and_where_it_stands() -> None:
    ids = [f"{n}@x.example" for n in range(30)]
    assert threading(ids, "30@x.example") == (
        "0@x.example",
        *[f"{n}@x.example" for n in range(24, 31)],
    )
    assert threading(["a@b"], "a@b") == ("a@b",)
    assert threading([], None) == ()


def test_ids_as_long_as_outlooks_stay_whole() -> None:
    ids = tuple(f"{n}{OUTLOOK}" for n in range(8))
    raw = seal(LETTER, replace(ENVELOPE, references=ids, in_reply_to=ids[-1]))
    assert b"=?utf-8" not in raw.split(b"\r\n\r\n")[0]
    references = read(raw)["References"].split()
    assert references[-1] == f"<{ids[-1]}>"
    assert references[0] == f"<{ids[0]}>"


def test_a_real_letter_is_small_and_whole() -> None:
    letter = compose("acknowledgement", sample_facts("acknowledgement"))
    raw = seal(letter, ENVELOPE)
    assert bodies(read(raw)) == [letter.text, letter.html]
    assert len(raw) < 12_000
