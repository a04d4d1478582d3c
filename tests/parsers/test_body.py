"""The right part is read, in the right letters, and no body is lost."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.charsets import decode_labelled
from parsers.html import read_html
from parsers.message import read_message
from parsers.plain import even_out, unflow
from tests.parsers.mails import mail

HEAD = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"


def text_of(raw: bytes) -> str:
    return read_message(raw).body.text


@pytest.mark.parametrize(
    ("octets", "label", "text"),
    [
        ("£50 – “due”".encode("cp1252"), "iso-8859-1", "£50 – “due”"),
        ("£50 – “due”".encode("cp1252"), "us-ascii", "£50 – “due”"),
        ("£50 – “due”".encode("cp1252"), "utf-8", "£50 – “due”"),
        ("£50 – “due”".encode("cp1252"), "", "£50 – “due”"),
        ("£50 – “due”".encode(), "iso-8859-1", "£50 – “due”"),
        ("£50 – “due”".encode(), "", "£50 – “due”"),
        ("£50 – “due”".encode(), "no-such-charset", "£50 – “due”"),
        ("£50 – “due”".encode("utf-16"), "", "£50 – “due”"),
        ("Zażółć gęślą".encode("iso-8859-2"), "iso-8859-2", "Zażółć gęślą"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("日本語".encode("iso-2022-jp"), "iso-2022-jp", "日本語"),
        ("日本語".encode("iso-2022-jp"), "", "日本語"),
        (b"\x1b$B-!F|K\\\x1b(B", "iso-2022-jp", "①日本"),
        ("机房环境".encode("gbk"), "gb2312", "机房环境"),
        (b"caf\xc3\xa9 and caf\xe9", "utf-8", "café and café"),
        (b"plain", "punycode", "plain"),
        (b"plain", "a\x00b", "plain"),
        (b"a\x00b", "utf-8", "ab"),
        (b"+2AA-", "utf-7", "\ufffd"),
    ],
)
def test_charsets_are_read_whatever_the_label(octets: bytes, label: str, text: str) -> None:
    assert decode_labelled(octets, label)[0] == text


@given(
    st.binary(max_size=80),
    st.text(max_size=12) | st.sampled_from(["utf-7", "utf-16", "hz", "cp1252", "idna"]),
)
def test_any_bytes_under_any_label_give_clean_text(octets: bytes, label: str) -> None:
    text, _ = decode_labelled(octets, label)
    assert "\x00" not in text
    text.encode("utf-8")


def test_the_plain_form_is_taken_and_the_page_kept_raw() -> None:
    body = read_message(mail("My words.", "<p>My <b>words</b>.</p>")).body
    assert body.text == "My words."
    assert body.html is not None
    assert body.html.strip() == "<p>My <b>words</b>.</p>"


@pytest.mark.parametrize(
    "stub", ["Your e-mail program does not support HTML.", "View this email online", "."]
)
def test_a_stub_beside_a_page_is_not_the_text(stub: str) -> None:
    page = "<p>" + "The bins were not emptied again this week. " * 40 + "</p>"
    assert "bins were not emptied" in text_of(mail(stub, page))


def test_short_words_beside_a_short_page_are_the_text() -> None:
    assert text_of(mail("Yes please.", "<div>Yes please.</div>")) == "Yes please."


def test_texts_and_files_in_turns_are_all_read() -> None:
    raw = HEAD + (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nFirst.\n--x\nContent-Type: image/png; name=a.png\n\nPNG\n"
        b"--x\nContent-Type: text/html\n\n<p>Second.</p>\n--x\nContent-Type: text/plain\n\nThird.\n--x--\n"
    )
    message = read_message(raw)
    assert message.body.text.split() == ["First.", "Second.", "Third."]
    assert [file.filename for file in message.attachments] == ["a.png"]


BROKEN = {
    "no closing boundary": b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nMy words.',
    "another boundary": b"Content-Type: multipart/mixed; boundary=y\n\n--x\nContent-Type: text/plain\n\nMy words.\n--x",
    "no boundary named": b"Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nMy words.\n--x--",
    "a multipart without parts": b'Content-Type: multipart/mixed; boundary="x"\n\nMy words.\n',
    "all in the preamble": b'Content-Type: multipart/mixed; boundary="x"\n\nMy words.\n--x\n--x--\n',
    "all in the epilogue": b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\n\n--x--\nMy words.\n',
    "nonsense for a type": b"Content-Type: words\n\nMy words.",
    "text for a type": b"Content-Type: text\n\nMy words.",
    "an unknown text type": b"Content-Type: text/x-markdown\n\nMy words.",
    "an unknown encoding": b"Content-Type: text/plain\nContent-Transfer-Encoding: 9bit\n\nMy words.",
    "base64 without padding": b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(b"My words.x!")[:-1],
    "base64 in two pieces": b"Content-Transfer-Encoding: base64\n\nTXkgdw==\nb3Jkcy4=",
    "plain words called base64": b"Content-Transfer-Encoding: base64\n\nMy words.",
    "a page called plain": b"Content-Type: text/plain\n\n<html><body><p>My words.</p></body></html>",
    "only a file of text": b"Content-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nMy words.",
    "bare carriage returns": b"Content-Type: text/plain\r\rMy words.",
    "two types": b"Content-Type: text/plain\nContent-Type: image/png\n\nMy words.",
    "a nested part that never begins": (
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: multipart/related; boundary=y\n\nMy words.'
    ),
    "an encoded multipart": (
        b'Content-Type: multipart/mixed; boundary="x"\nContent-Transfer-Encoding: base64\n\n'
        + base64.encodebytes(b"--x\n\nMy words.\n--x--\n")
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_no_body_is_lost_to_a_broken_structure(fault: str) -> None:
    body = read_message(HEAD + BROKEN[fault]).body
    assert body.text.split()[:2] == ["My", "words."] or body.text.startswith("My words.x")
    assert body.newest == body.text


def test_nesting_without_end_is_cut_and_noted() -> None:
    raw = HEAD + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(500)
    )
    assert "too-nested" in {defect.code for defect in read_message(raw).defects}


def test_parts_without_end_are_cut() -> None:
    raw = HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n\nMy words.\n" * 50_000
    message = read_message(raw)
    assert message.body.text.startswith("My words.")


def test_flowed_lines_are_joined() -> None:
    flowed = "A line that \nflows on.\nA new one.\n\n> quoted that \n> flows\n-- \nJo"
    assert unflow(flowed) == "A line that flows on.\nA new one.\n\n> quoted that flows\n-- \nJo"
    raw = HEAD + b"Content-Type: text/plain; format=flowed\n\nThe bins were \nnot emptied.\n"
    assert text_of(raw) == "The bins were not emptied."


def test_a_mail_inside_is_not_the_writers_text() -> None:
    inner = b"From: o@c.example\nSubject: Old bins\n\nInner words.\n"
    raw = HEAD + (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nSee attached.\n--x\nContent-Type: message/rfc822\n\n"
        + inner + b"--x--\n"
    )  # fmt: skip
    message = read_message(raw)
    assert message.body.text == "See attached."
    assert message.body.forwarded == "Subject: Old bins\n\nInner words."
    assert [(a.filename, a.sniffed_type) for a in message.attachments] == [
        ("Old bins.eml", "message/rfc822")
    ]
    assert message.attachments[0].content == inner[:-1]
    assert message.attachments[0].is_document


PAGES = {
    "<p>One</p><p>two</p>": "One\n\ntwo",
    "One<br>two": "One\ntwo",
    "<div>One</div><div><br></div><div>two</div>": "One\n\ntwo",
    "Wal<b>s</b>all": "Walsall",
    "<p>a</p><style>x{}</style><script>y</script>": "a",
    "<div style='display:none'>preheader</div>Hello": "Hello",
    "<ul><li>a<li>b</ul>": "* a\n* b",
    "Caf&eacute; &pound;5 &amp; more": "Café £5 & more",
    "<pre>a\n  b</pre>": "a\n  b",
    "after</body></html>the end": "afterthe end",
    "<p class=MsoNormal>4 Mill Lane</p><p class=MsoNormal>WS1 1TP</p>": "4 Mill Lane\nWS1 1TP",
    "<title>t</title>only": "only",
    "": "",
    "<": "<",
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_become_text(page: str) -> None:
    assert read_html(page).text.replace("&lt;", "<") == PAGES[page]


def test_tables_keep_their_cells_apart() -> None:
    text = read_html(
        "<table><tr><td>Name</td><td>Jo Holt</td></tr><tr><td>Postcode</td><td>WS1 1TP</td></tr></table>"
    ).text
    assert [line.split(None, 1) for line in text.split("\n")] == [
        ["Name", "Jo Holt"],
        ["Postcode", "WS1 1TP"],
    ]


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_depth_loses_no_word(depth: int) -> None:
    page = "<div>" * depth + "My words" + "</div>" * depth + " end"
    assert read_html(page).text.split() == ["My", "words", "end"]


@given(st.text("<>/abdivp =\"'&;\n", max_size=200))
def test_any_page_is_read(page: str) -> None:
    found = read_html(page)
    assert set(found.newest.split()) <= set(found.text.split())


@given(st.text(max_size=200))
def test_evening_out_keeps_every_word_and_is_done_once(text: str) -> None:
    once = even_out(text)
    assert even_out(once) == once
