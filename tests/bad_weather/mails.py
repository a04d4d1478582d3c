"""Mail as nobody should send it, and somebody does."""

from __future__ import annotations

import base64

from tests.bad_weather.town import STORY

WORDS = STORY.replace("\n", "\r\n").encode() + b"\r\nPat Moor, 9 Mill Lane\r\n"
HEAD = (
    b"Received: from out.example by mx.ashford.example with ESMTPS; Tue, 03 Feb 2026 10:15:00 +0000\r\n"
    b"Authentication-Results: mx.ashford.example; dmarc=pass header.from=home.example\r\n"
    b"From: pat@home.example\r\nTo: feedback@ashford.example\r\nMessage-ID: <bad@home.example>\r\n"
)
ESCAPES = base64.b64encode(b"\x1b]0;owned\x07\x1b[2Jbins\r\nBcc: all@home.example").decode()


def mail(fields: bytes = b"Subject: Complaint: my bin\r\n", body: bytes = WORDS) -> bytes:
    return HEAD + fields + b"\r\n" + body


def nested(depth: int) -> bytes:
    """A text in that many parts within parts."""
    part = b"Content-Type: text/plain\r\n\r\n" + WORDS
    for level in range(depth):
        edge = b"edge%d" % level
        part = (
            b'Content-Type: multipart/mixed; boundary="' + edge + b'"\r\n\r\n'
            b"--" + edge + b"\r\n" + part + b"\r\n--" + edge + b"--\r\n"
        )
    return HEAD + b"Subject: Complaint: my bin\r\n" + part


def many(line: bytes, count: int) -> bytes:
    """So many header fields."""
    return b"Subject: Complaint: my bin\r\n" + b"".join(line % n for n in range(count))


# Name -> (the mail, whether it can be understood for all that).
BAD_MAIL: dict[str, tuple[bytes, bool]] = {
    "nothing at all": (b"", False),
    "nothing but NULs": (b"\0" * 5000, False),
    "no end of line": (HEAD.replace(b"\r\n", b"") + b"x" * 100_000, False),
    "a NUL in a header": (mail(b"Subject: my b\0in\r\nX-\0: 1\r\n"), True),
    "a NUL spelt out in a subject": (mail(b"Subject: =?utf-8?q?my_bin=00?=\r\n"), True),
    "NULs in the text": (mail(body=WORDS + b"\0\0 and more"), True),
    "half a surrogate pair": (
        mail(b"Subject: \xed\xa0\x80 bin =?utf-8?b?7aCA?=\r\nContent-Type: text/plain; charset=utf-7\r\n"),
        True,
    ),
    "a charset of nowhere": (
        mail(
            b"Subject: my bin\r\nContent-Type: text/plain; charset=klingon-1\r\n"
            b"Content-Transfer-Encoding: x-broken\r\n",
            WORDS + b"\xff\xfe\xe9",
        ),
        True,
    ),
    "headers that raise": (
        mail(
            b"Subject: =?utf-8?q?=E9=?= =?x?=\r\nDate: Tue, 99 Foo 99999 99:99:99 +9999\r\n"
            b'To: "\r\nCc: <<<>>>, ;:;@,\r\nContent-Type: multipart/mixed; boundary*0*=\'\'%%; charset*=\r\n'
            b"Content-Disposition: attachment; filename*0*=x''%ff\r\n"
        ),
        False,
    ),
    "a terminal's commands in the subject": (
        mail(f"Subject: =?utf-8?b?{ESCAPES}?=\r\n".encode(), b"Hm?"),
        False,
    ),
    "100,000 headers": (mail(many(b"X-%d: value\r\n", 100_000)), False),
    "100,000 references": (
        mail(b"References: " + b" ".join(b"<%d@x.example>" % n for n in range(100_000)) + b"\r\n"),
        False,
    ),
    "two senders": (
        mail(b"Subject: my bin\r\nFrom: sam.lee@ashford.example\r\n"),
        False,
    ),
    "1,000 parts within parts": (nested(1000), False),
    "10,000 recipients": (
        mail(
            b"Subject: my bin\r\nCc: "
            + b",\r\n ".join(b"P %d <p%d@home.example>" % (n, n) for n in range(10_000))
            + b"\r\n"
        ),
        True,
    ),
    "a subject of a megabyte": (mail(b"Subject: " + b"my bin complaint " * 65_536 + b"\r\n"), False),
    "HTML 200,000 deep": (
        mail(
            b"Subject: my bin\r\nContent-Type: text/html\r\n",
            b"<div>" * 200_000 + WORDS + b"</div>" * 200_000,
        ),
        True,
    ),
}  # fmt: skip
