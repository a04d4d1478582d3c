"""Whatever the bytes: reading a mail never raises, never takes long, and never loses the words."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import message as reading
from parsers.headers import read_head
from parsers.message import read_clues, read_message
from tests.parsers.mails import HTML_REPLIES, PLAIN_REPLIES, crlf, mail
from tests.parsers.test_attachments import with_files
from tests.parsers.test_automatic import report
from tests.parsers.test_body import BROKEN, HEAD

SEEDS = [
    crlf(mail(PLAIN_REPLIES["Gmail"], HTML_REPLIES["Gmail"])),
    mail(html=HTML_REPLIES["Outlook desktop"]),
    with_files().as_bytes(),
    report(
        "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1"
    ),
    *(HEAD + broken for broken in BROKEN.values()),
]
CORPUS = Path(__file__).parents[1] / "corpus"
# Mails of our own, forms and documents with them, each of which is broken at every place.
LETTERS = [path.read_bytes() for path in sorted(CORPUS.rglob("*.eml"))[::3]]
FOUND = sorted((Path(__file__).parent / "found").glob("*.eml"))
TOKENS = [
    b"\n\n", b"\r\n", b"--x", b"--x--", b"Content-Type: multipart/mixed; boundary=x\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Transfer-Encoding: base64\n", b"charset=\x00", b"=?utf-8?B?", b"?=", b"From: <>,<>\n",
    b"\xff\xfe", b"\x00",
    b"begin 644 x\n", b"<div>", b"</html>", b"; filename*0*=utf-8''%", b'"', b"(", b"Authentication-Results: ;;\n",
    b"Date: Tue, 99 Feb 0000\n", b"format=flowed", b"=\n", b"From: ", b"> ", b"On 3 Feb 2026 10:11 a@b wrote:\n",
]  # fmt: skip


def read_unguarded(raw: bytes) -> None:
    """Read without the last net, which would hide a fault of ours."""
    reading._read_parts_and_body(raw, read_head(raw))
    message = read_message(raw, trusted_authserv=["mx.council.example"])
    assert (
        set(message.body.newest.split()) <= set(message.body.text.split()) | {"*"}
        or message.body.html
    )
    assert read_clues(raw).fingerprint == message.fingerprint
    for text in (message.subject, message.body.text, message.body.newest, message.body.forwarded):
        text.encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=30)), max_size=30).map(b"".join)
)
def test_any_bytes_are_read(raw: bytes) -> None:
    read_unguarded(raw)


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """A mail with some of it cut out, doubled, overwritten or grown over."""
    octets = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(octets) + 1)
        end = min(len(octets), at + chance.choice((1, 3, 20, 200)))
        match chance.randrange(4):
            case 0:
                del octets[at:end]
            case 1:
                octets[at:at] = octets[at:end]
            case 2:
                octets[at:end] = chance.randbytes(end - at)
            case _:
                octets[at:at] = chance.choice(TOKENS)
    return bytes(octets)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_broken_mails_are_read(raw: bytes, seed: int) -> None:
    read_unguarded(mutate(raw, random.Random(seed)))


HEAVY = {
    "boundaries": HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n' + b"--x\n" * 500_000,
    "nested boundaries": HEAD
    + b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(20_000)
    ),
    "short lines": HEAD + b"\n" + b"a\n" * 1_000_000,
    "one long line": HEAD + b"\n" + b"a" * 3_000_000,
    "encoded words": b"Subject: " + b"=?utf-8?Q?a" * 60_000 + b"\n\nx",
    "addresses": b"From: " + b"a@b.example, " * 20_000 + b"\n\nx",
    "angles": b"From: " + b"<" * 80_000 + b"\n\nx",
    "comments": b"From: " + b"(" * 80_000 + b"\n\nx",
    "references": b"References: " + b"<a@b> " * 80_000 + b"\n\nx",
    "open references": b"References: " + b"<" * 300_000 + b"\n\nx",
    "spaces in ids": b"References: <" + b" " * 300_000 + b"\n\nx",
    "parameters": HEAD + b"Content-Type: text/plain; " + b"a=b; " * 80_000 + b"\n\nx",
    "quotes": HEAD + b'Content-Type: text/plain; a="' + b"\\" * 300_000 + b"\n\nx",
    "uuencode": HEAD + b"\n" + b"begin 644 a\n" * 60_000,
    "results": b"Authentication-Results: mx.council.example; "
    + b"(" * 100_000
    + b"\nFrom: a@b.example\n\nx",
    "tags": HEAD + b"Content-Type: text/html\n\n" + b"<div><p>" * 150_000,
    "cells": HEAD + b"Content-Type: text/html\n\n<table>" + b"<tr><td>a<td>b" * 8_000,
    "scripts": HEAD + b"Content-Type: text/html\n\n" + b"<script>" * 200_000,
    "quoted pages": HEAD + b"Content-Type: text/html\n\n" + b"<blockquote type=cite>x" * 30_000,
    "base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"=A" * 1_000_000,
    "ways to write On": HEAD + b"\n" + b"On 3 Feb 2026 10:11 a@b\n" * 60_000,
    "tables": HEAD + b"Content-Type: text/html\n\n" + b"<table><tr><td>a<td>b</table>" * 20_000,
    "rules in a style": HEAD + b"Content-Type: text/html\n\n<style>" + b"a{}" * 200_000,
    "heads of Notes": HEAD + b"\n" + b"Al Firth\n12/03/2026 10:45 AM\nTo: x\n" * 15_000,
    "broken quotes": HEAD
    + b"\nOn 12 March 2026 at 10:45, Al <al@home.example> wrote:\n"
    + (b"> " + b"a" * 75 + b"\nBroken\n") * 8_000,
    "fences": HEAD + b"\nx\n" + (b"*" * 30 + b"\nthis e-mail is confidential\n\n") * 15_000,
    "links": HEAD + b"\nx\n\n" + b"http://a.example/\n\n" * 30_000,
    "names": HEAD + b"\n" + b"Al Firth\n\n" * 60_000,
    "mails inside": HEAD
    + b'Content-Type: multipart/mixed; boundary="x"\n\n'
    + b"--x\nContent-Type: message/rfc822\n\nSubject: a\n\nb\n" * 15_000,
    "failures": b"From: mailer-daemon@x.example\nContent-Type: multipart/report; boundary=x\n\n--x\n"
    b"Content-Type: message/delivery-status\n\n"
    + b"Final-Recipient: rfc822; a@b.example\nAction: failed\n\n"
    * 15_000,
}


# Seconds of a processor that one mail may cost, whatever is in it (about a megabyte here); a good deal less is usual.
MOST_SECONDS = 4


@pytest.mark.parametrize("kind", HEAVY)
def test_heavy_mails_take_no_time(kind: str) -> None:
    started = time.process_time()
    message = read_message(HEAVY[kind], trusted_authserv=["mx.council.example"])
    assert message.body.own.strip() or not message.body.text.strip()
    assert time.process_time() - started < MOST_SECONDS


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_a_fuzzer_found_is_read(path: Path) -> None:
    started = time.process_time()
    read_unguarded(path.read_bytes())
    assert time.process_time() - started < MOST_SECONDS


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LETTERS), st.data())
def test_a_mail_with_any_of_its_bytes_cut_doubled_or_flipped_is_read(
    raw: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(at + 1, min(len(raw), at + 400)))
    how = data.draw(st.sampled_from(("cut", "double", "flip", "end here")))
    octets = bytearray(raw)
    match how:
        case "cut":
            del octets[at:end]
        case "double":
            octets[at:at] = octets[at:end]
        case "flip":
            octets[at] ^= 1 << data.draw(st.integers(0, 7))
        case _:
            del octets[at:]
    read_unguarded(bytes(octets))
