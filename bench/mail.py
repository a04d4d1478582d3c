"""A mailbox as a council has it, made from a seed: the programs people write with, their headers, what they enclose.

2,000 messages: 55 in 100 plain, 25 the HTML of Outlook or Gmail (15 to 40 kB; three in five bear a plain form too),
10 with a PDF or DOCX of 60 to 200 kB, 10 replies to an earlier one. The same seed and VERSION give the same bytes.
"""

from __future__ import annotations

import base64
import os
import quopri
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from random import Random
from tempfile import gettempdir
from textwrap import wrap

from bench import papers
from bench.council import ADDRESS, AUTHSERV
from bench.words import FIRST, LAST, MORE, TROUBLES, Trouble, fill, story

# Raise it when what is made changes: a cache of another version is never used.
VERSION = 5
SEED = 20260105
BEGIN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SHAPES = {"plain": 55, "html": 25, "document": 10, "reply": 10}
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it was sent, as far as a reply to it needs to know."""

    message_id: str
    name: str
    email: str
    subject: str
    trouble: Trouble
    text: str
    at: datetime


class Writer:
    """Writes messages one after the other, each a while after the one before."""

    def __init__(self, seed: int, spacing: timedelta) -> None:
        """`spacing` is the time between two messages, on average."""
        self._chance = Random(seed)
        self._spacing = spacing
        self._at = BEGIN
        self._number = 0
        self._earlier: list[Sent] = []

    def messages(self, count: int) -> Iterator[tuple[datetime, bytes]]:
        """So many messages with the time at which our server took them, oldest first."""
        kinds, weights = list(SHAPES), list(SHAPES.values())
        for _ in range(count):
            kind = self._chance.choices(kinds, weights)[0]
            self._number += 1
            self._at += self._spacing * self._chance.uniform(0.2, 1.8)
            if kind == "reply" and self._earlier:
                yield self._at, self._reply()
            else:
                yield self._at, self._new(kind)

    def _new(self, kind: str) -> bytes:
        chance = self._chance
        name, email = self._person()
        trouble = chance.choice(TROUBLES)
        subject = f"Complaint: {trouble.subject}"
        paragraphs = [*story(trouble, chance, chance.randint(0, 3)), f"Regards,\n{name}"]
        sent = Sent(self._id(), name, email, subject, trouble, "\n\n".join(paragraphs), self._at)
        self._earlier.append(sent)
        match kind:
            case "html":
                content = self._page(paragraphs, chance.random() < 0.6)
            case "document":
                content = self._with_document(sent, paragraphs)
            case _:
                content = _plain("\n\n".join(_wrapped(paragraphs)))
        return self._mail(sent, content)

    def _reply(self) -> bytes:
        chance = self._chance
        old = self._earlier.pop(chance.randrange(len(self._earlier)))
        added = [fill(one, chance) for one in chance.sample(MORE, 2)]
        quoted = "\n".join(f"> {line}" for line in "\n\n".join(_wrapped([old.text])).split("\n"))
        head = f"On {old.at:%a, %-d %b %Y at %H:%M}, {old.name} <{old.email}> wrote:"
        text = "\n\n".join([*_wrapped([*added, f"Regards,\n{old.name}"]), f"{head}\n{quoted}"])
        sent = Sent(
            self._id(), old.name, old.email, f"Re: {old.subject}", old.trouble, text, self._at
        )
        thread = [f"In-Reply-To: <{old.message_id}>", f"References: <{old.message_id}>"]
        return self._mail(sent, _plain(text), thread)

    def _person(self) -> tuple[str, str]:
        name = f"{self._chance.choice(FIRST)} {self._chance.choice(LAST)}"
        local = name.lower().replace(" ", self._chance.choice(("", ".", "_")))
        return (
            name,
            f"{local}{self._number}@{self._chance.choice(('post', 'webmail', 'home'))}.example",
        )

    def _id(self) -> str:
        return f"{self._chance.randbytes(12).hex()}.{self._number}@mail.post.example"

    def _page(self, paragraphs: Sequence[str], with_plain: bool) -> bytes:
        size = self._chance.randint(15_000, 40_000)
        make = _outlook if self._chance.random() < 0.5 else _gmail
        page = _part("text/html; charset=utf-8", make(paragraphs, size))
        if not with_plain:
            return page
        return self._together("alternative", [_plain("\n\n".join(paragraphs)), page])

    def _with_document(self, sent: Sent, paragraphs: Sequence[str]) -> bytes:
        chance = self._chance
        octets = chance.randint(60_000, 200_000) - 4_000
        lines = [line for one in paragraphs for line in [*wrap(one, 90), ""]]
        match chance.choice(("letter", "form", "word")):
            case "letter":
                name, kind, file = "Complaint.pdf", _PDF, papers.letter_pdf(lines, octets, chance)
            case "form":
                fields = [
                    ("Full name", sent.name),
                    ("Email", sent.email),
                    ("Telephone", f"01632 960{chance.randint(100, 999)}"),
                    ("Service", sent.trouble.subject),
                    ("Details of your complaint", " ".join(paragraphs[:2])),
                    ("What would you like us to do", sent.trouble.wanted),
                ]
                name, kind, file = "form.pdf", _PDF, papers.form_pdf(fields, octets, chance)
            case _:
                name, kind, file = (
                    "Letter.docx",
                    _DOCX,
                    papers.letter_docx(paragraphs, octets, chance),
                )
        note = _plain(f"{paragraphs[0]}\n\nThe rest is in the enclosed letter.\n\n{sent.name}")
        return self._together("mixed", [note, _file(name, kind, file)])

    def _together(self, kind: str, parts: Sequence[bytes]) -> bytes:
        edge = f"_000_{self._chance.randbytes(14).hex()}_"
        head = f'Content-Type: multipart/{kind};\r\n\tboundary="{edge}"\r\n\r\n'.encode()
        body = b"".join(b"--%s\r\n%s\r\n" % (edge.encode(), part) for part in parts)
        return head + body + b"--%s--\r\n" % edge.encode()

    def _mail(self, sent: Sent, content: bytes, thread: Sequence[str] = ()) -> bytes:
        date = format_datetime(sent.at)
        domain = sent.email.rpartition("@")[2]
        mark = self._chance.randbytes(8).hex()
        head = [
            f"Return-Path: <{sent.email}>",
            f"Delivered-To: {ADDRESS}",
            *_hops(date, domain, mark),
            f"Authentication-Results: {AUTHSERV}; dmarc=pass (p=none dis=none) header.from={domain};\r\n"
            f"\tspf=pass smtp.mailfrom={sent.email}; dkim=pass header.d={domain} header.s=s1 header.b={mark}",
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1;\r\n"
            f"\th=from:to:subject:date:message-id; bh={mark}{mark}=;\r\n\tb={_base64(self._chance.randbytes(200))}",
            f"From: {sent.name} <{sent.email}>",
            f"To: Customer Feedback <{ADDRESS}>",
            f"Subject: {sent.subject}",
            f"Date: {date}",
            f"Message-ID: <{sent.message_id}>",
            *thread,
            "X-Originating-IP: [192.0.2.17]",
            "X-Spam-Status: No, score=-0.1 required=5.0 tests=HTML_MESSAGE,SPF_PASS",
            "MIME-Version: 1.0",
        ]
        return "\r\n".join(head).encode() + b"\r\n" + content


def _hops(date: str, domain: str, mark: str) -> list[str]:
    """The three servers that a mail passes on its way; ours is on top."""
    return [
        f"Received: from {by} ({by} [192.0.2.{place}])\r\n\tby {to} with ESMTPS id {mark}{place}\r\n"
        f"\t(version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n\t{date}"
        for place, (by, to) in enumerate(
            (
                (f"out1.{domain}", AUTHSERV),
                (f"mid.{domain}", f"out1.{domain}"),
                ("[192.0.2.44]", f"mid.{domain}"),
            )
        )
    ]


def _wrapped(paragraphs: Sequence[str]) -> list[str]:
    return ["\n".join("\n".join(wrap(line, 76)) for line in one.split("\n")) for one in paragraphs]


def _plain(text: str) -> bytes:
    return _part("text/plain; charset=utf-8", text)


def _part(kind: str, text: str) -> bytes:
    body = quopri.encodestring(text.encode()).replace(b"\n", b"\r\n")
    return (
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + body
    )


def _file(name: str, kind: str, content: bytes) -> bytes:
    head = (
        f'Content-Type: {kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(content).replace(b"\n", b"\r\n")


def _base64(octets: bytes) -> str:
    return "\r\n\t".join(wrap(base64.b64encode(octets).decode(), 72))


def _outlook(paragraphs: Sequence[str], size: int) -> str:
    """A page of Word's HTML: a long head of styles, MsoNormal paragraphs, a signature in a table."""
    body = "".join(
        '<p class="MsoNormal"><span style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif">'
        f"{escape(one)}</span><o:p></o:p></p>\r\n"
        for one in paragraphs
    )
    body = f'<div class="WordSection1">{body}{_SIGNATURE}</div>'
    styles: list[str] = []
    while len(body) + sum(map(len, styles)) < size:
        number = len(styles)
        styles.append(
            f"@list l{number} {{mso-list-id:{number + 71305};mso-list-type:hybrid;"
            f"mso-list-template-ids:{number * 7919} 67698703;}}\r\np.Style{number}, li.Style{number} "
            f'{{mso-style-priority:{number};margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;}}\r\n'
        )
    return (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\r\n<head>'
        "<!--[if gte mso 9]><xml><o:shapedefaults/></xml><![endif]-->\r\n"
        f"<style><!--\r\n{''.join(styles)}--></style></head>\r\n"
        f'<body lang="EN-GB" link="#0563C1">{body}</body></html>\r\n'
    )


def _gmail(paragraphs: Sequence[str], size: int) -> str:
    """A page of plain divs, each sentence in a styled span of its own: what a paste leaves behind."""
    words = [word for one in paragraphs for word in one.split()]
    # So much of style about each run of words as fills the page.
    run = max(1, len(words) * 330 // size)
    spans = [
        f'<span style="{_PASTED}">{escape(" ".join(words[at : at + run]))}</span> '
        for at in range(0, len(words), run)
    ]
    lines = ["".join(spans[at : at + 8]) for at in range(0, len(spans), 8)]
    body = "".join(f'<div style="text-align:start">{one}</div><div><br></div>' for one in lines)
    return f'<div dir="ltr"><div class="gmail_default">{body}</div>{_SIGNATURE}</div>\r\n'


_PASTED = (
    "color:rgb(34,34,34);font-family:Arial,Helvetica,sans-serif;font-size:small;font-style:normal;"
    "font-variant-ligatures:normal;font-variant-caps:normal;font-weight:400;letter-spacing:normal;text-align:start;"
    "text-indent:0px;text-transform:none;white-space:normal;word-spacing:0px;background-color:rgb(255,255,255)"
)
_SIGNATURE = (
    '<table role="presentation" cellpadding="0"><tr><td style="padding:0 8px 0 0;border-right:2px solid #336">'
    '<img src="cid:logo" alt="" width="96"></td><td style="font:11px Arial">Write to us: 01632 960000</td></tr>'
    '<tr><td></td><td><a href="https://www.home.example/?from=signature">www.home.example</a></td></tr></table>'
)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The mailbox on the disk: a Maildir, oldest first by the times of its files."""

    folder: Path

    @property
    def files(self) -> list[Path]:
        """The messages, oldest first."""
        return sorted((self.folder / "new").iterdir())

    def raws(self) -> list[bytes]:
        """The messages' bytes, oldest first."""
        return [file.read_bytes() for file in self.files]


def mailbox(count: int, *, seed: int = SEED, days: int = 14) -> Mailbox:
    """The mailbox of that seed spread over so many days, made unless it lies in the cache already."""
    name = f"mailroom-bench-{VERSION}-{seed}-{count}-{days}"
    folder = Path(gettempdir()) / name
    if not (folder / "whole").exists():
        _make(folder, count, seed, timedelta(days=days) / count)
    return Mailbox(folder)


def _make(folder: Path, count: int, seed: int, spacing: timedelta) -> None:
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, (at, raw) in enumerate(Writer(seed, spacing).messages(count)):
        file = folder / "new" / f"{number:06d}.M{number}.bench"
        file.write_bytes(raw)
        os.utime(file, (at.timestamp() + 1, at.timestamp() + 1))
    (folder / "whole").touch()
