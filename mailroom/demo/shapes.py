"""A letter in the shape that a mail client gives it: parts, encodings, headers, and how it quotes what it answers.

The shapes are those of programs people use; ids and hosts are made up from the letter itself, so that the same letter
is the same bytes. Says nothing of a mail's way through servers: `routes` does.
"""

from __future__ import annotations

import base64
import hashlib
import quopri
import re
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from html import escape

# RFC 2045 section 6.8: encoded lines are at most 76 characters.
_LINE = 76
_CRLF = "\r\n"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a mail."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """The letter that a mail answers, as the writer's program quotes it; the id without <>."""

    message_id: str
    references: tuple[str, ...]
    sender: str
    sent_at: datetime
    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody wrote, before a program makes a mail of it; paragraphs are parted by an empty line."""

    name: str
    email: str
    subject: str
    text: str
    written_at: datetime
    to: str = "feedback@ashwater.example"
    answered: Answered | None = None
    enclosed: tuple[Enclosed, ...] = ()
    # Tells apart two mails of the same words from the same person.
    again: str = ""

    @property
    def mark(self) -> str:
        """Twenty hex digits that are this mail's own, for ids and boundaries."""
        own = f"{self.email}|{self.subject}|{self.text}|{self.written_at}|{self.again}"
        return hashlib.sha256(own.encode()).hexdigest()[:20]

    @property
    def paragraphs(self) -> list[str]:
        """The text as people type it: a line break only where one was meant (two spaces, or a dash, begin the line)."""
        blocks = re.split(r"\n\s*\n", textwrap.dedent(self.text).strip("\n"))
        return [re.sub(r"\n(?![ \-]|\d[.)])", " ", block).replace("\n  ", "\n") for block in blocks]


def outlook(sheet: Sheet) -> bytes:
    """Outlook on a desk: cp1252 in quoted-printable, a page of Word's HTML, answers above a block of headers."""
    text = "\n\n".join(sheet.paragraphs)
    page = "".join(
        f'<p class="MsoNormal">{_lines(one)}<o:p></o:p></p>\r\n' for one in sheet.paragraphs
    )
    if sheet.answered:
        block, html_block = _outlook_quote(sheet.answered)
        text, page = f"{text}\n\n{block}", page + html_block
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">\r\n<head>\r\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=Windows-1252">\r\n'
        '<meta name="Generator" content="Microsoft Word 15 (filtered medium)">\r\n'
        "<style><!--\r\np.MsoNormal {margin:0cm; font-size:11.0pt;}\r\n--></style>\r\n</head>\r\n"
        f'<body lang="EN-GB" link="#0563C1"><div class="WordSection1">\r\n{page}</div></body>\r\n</html>\r\n'
    )
    edge = f"_000_{sheet.mark.upper()}GBRP265MB_"
    body = _together(
        "alternative",
        edge,
        [_words(text, "Windows-1252", "plain"), _words(html, "Windows-1252", "html")],
    )
    head = [
        *_people(sheet),
        f"Subject: {_header(sheet.subject)}",
        f"Thread-Topic: {_header(re.sub(r'^(?:RE|FW): ', '', sheet.subject))}",
        f"Thread-Index: AdX{sheet.mark[:12]}==",
        f"Date: {format_datetime(sheet.written_at)}",
        f"Message-ID: <{sheet.mark.upper()[:16]}@GBRP265MB{sheet.mark[16:].upper()}.PROD.officepost.example>",
        *_thread(sheet),
        "Accept-Language: en-GB, en-US",
        "Content-Language: en-GB",
        f"X-MS-Has-Attach:{' yes' if sheet.enclosed else ''}",
        "MIME-Version: 1.0",
    ]
    return _mail(head, _with_files(sheet, body, f"_004_{sheet.mark.upper()}GBRP265MB_"))


def webmail(sheet: Sheet) -> bytes:
    """Webmail in a browser: UTF-8, a page of plain divs, answers above an indented quote."""
    text = "\n\n".join(sheet.paragraphs)
    page = "".join(f"<div>{_lines(one)}</div><div><br></div>" for one in sheet.paragraphs)
    if sheet.answered:
        said = f"On {sheet.answered.sent_at:%a, %-d %b %Y at %H:%M}, {sheet.answered.sender} wrote:"
        text += f"\n\n{said}\n\n" + _quoted(sheet.answered.text)
        page += (
            f'<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{escape(said)}<br></div>'
            f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid">'
            f"{_lines(sheet.answered.text)}</blockquote></div>"
        )
    html = f'<div dir="ltr">{page}</div>\n'
    edge = f"0000000000{sheet.mark[:18]}"
    body = _together(
        "alternative", edge, [_words(text, "UTF-8", "plain"), _words(html, "UTF-8", "html")]
    )
    head = [
        "MIME-Version: 1.0",
        *_thread(sheet),
        *_people(sheet),
        f"Date: {format_datetime(sheet.written_at)}",
        f"Message-ID: <CAK{sheet.mark}=w@mail.quickpost.example>",
        f"Subject: {_header(sheet.subject)}",
    ]
    return _mail(head, _with_files(sheet, body, f"0000000001{sheet.mark[:18]}"))


def tablet(sheet: Sheet) -> bytes:
    """The mail program of a telephone or tablet with an apple on it: one plain part, a line at its end."""
    text = "\n\n".join([*sheet.paragraphs, "Sent from my iPhone"])
    if sheet.answered:
        said = f"On {sheet.answered.sent_at:%-d %b %Y, at %H:%M}, {sheet.answered.sender} wrote:"
        text += f"\n\n> {said}\n> \n" + _quoted(sheet.answered.text)
    head = [
        *_people(sheet),
        "Mime-Version: 1.0 (1.0)",
        f"Date: {format_datetime(sheet.written_at)}",
        f"Subject: {_header(sheet.subject)}",
        f"Message-Id: <{sheet.mark[:8].upper()}-{sheet.mark[8:12].upper()}-4B1E@orchardmail.example>",
        *_thread(sheet),
        "X-Mailer: iPhone Mail (22F76)",
    ]
    return _mail(
        head, _with_files(sheet, _words(text, "utf-8", "plain"), f"Apple-Mail-{sheet.mark.upper()}")
    )


def phone(sheet: Sheet) -> bytes:
    """The mail program that came with a telephone: both parts in base64, all on one line, its maker's name below."""
    text = "\n".join([*sheet.paragraphs, "", "Sent from my Galaxy"])
    page = "".join(
        f'<div dir="auto">{_lines(one)}</div>' for one in [*sheet.paragraphs, "Sent from my Galaxy"]
    )
    if sheet.answered:
        said = _phone_quote(sheet.answered)
        text, page = f"{text}\n{said}", f"{page}<div>{_lines(said)}</div>"
    edge = f"--_com.android.email_{sheet.mark[:15]}"
    parts = [_base64(text, "plain"), _base64(f"<html><body>{page}</body></html>", "html")]
    head = [
        f"Date: {format_datetime(sheet.written_at)}",
        f"Subject: {_header(sheet.subject)}",
        f"Message-ID: <{sheet.mark[:14]}.{int(sheet.written_at.timestamp())}@email.pocketmail.example>",
        *_thread(sheet),
        *_people(sheet),
        "Importance: normal",
        "MIME-Version: 1.0",
    ]
    return _mail(
        head,
        _with_files(sheet, _together("alternative", edge, parts), f"--_mixed_{sheet.mark[:15]}"),
    )


def terminal(sheet: Sheet, *, charset: str = "US-ASCII", encoding: str = "us-ascii") -> bytes:
    """A program of forty years: one plain part, lines of 72; `encoding` is what the bytes really are."""
    text = "\n\n".join(
        "\n".join(textwrap.fill(line, 72) for line in one.split("\n")) for one in sheet.paragraphs
    )
    if sheet.answered:
        said = f"On {sheet.answered.sent_at:%a, %-d %b %Y}, {sheet.answered.sender} wrote:"
        text = f"{said}\n\n{_quoted(sheet.answered.text)}\n\n{text}"
    head = [
        f"Date: {format_datetime(sheet.written_at)}",
        *_people(sheet),
        f"Subject: {_header(sheet.subject)}",
        *_thread(sheet),
        f"Message-ID: <alpine.DEB.2.21.{sheet.mark[:14]}@hearth.inkwell.example>",
        "User-Agent: Alpine 2.21 (DEB 202 2017-01-01)",
        "MIME-Version: 1.0",
    ]
    body = text.replace("\n", _CRLF).encode(encoding, "replace")
    return _mail(
        head,
        f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8BIT\r\n\r\n".encode()
        + body
        + b"\r\n",
    )


def web_form(sheet: Sheet, fields: dict[str, str]) -> bytes:
    """The form on the council's website, sent on by its own server: the resident stands in Reply-To and in the text."""
    asked = {"Your name": sheet.name, "Email": sheet.email, **fields}
    text = "A form was completed on www.ashwater.example\n\n" + "\n".join(
        f"{name}: {value}" for name, value in asked.items()
    )
    text += "\n\nTell us what happened:\n" + "\n\n".join(sheet.paragraphs)
    head = [
        f"Date: {format_datetime(sheet.written_at)}",
        f"To: {sheet.to}",
        'From: "Ashwater website" <noreply@ashwater.example>',
        f"Reply-To: {_mailbox(sheet.name, sheet.email)}",
        f"Subject: {_header(sheet.subject)}",
        f"Message-ID: <{sheet.mark}@www.ashwater.example>",
        "X-Mailer: PHPMailer 6.9.1",
        "MIME-Version: 1.0",
    ]
    return _mail(head, _words(text, "utf-8", "plain", encoding="8bit"))


def _people(sheet: Sheet) -> list[str]:
    return [f"From: {_mailbox(sheet.name, sheet.email)}", f"To: {sheet.to}"]


def _mailbox(name: str, email: str) -> str:
    # A comma or a dot in a name must stand in quotes (RFC 5322 section 3.2.3).
    shown = (
        f'"{name}"'
        if name.isascii() and re.search(r"[^\w !#-'*+/=?^`{|}~-]", name)
        else _header(name)
    )
    return f"{shown} <{email}>" if name else email


def _thread(sheet: Sheet) -> list[str]:
    if sheet.answered is None:
        return []
    ids = (*sheet.answered.references, sheet.answered.message_id)
    return [f"In-Reply-To: <{ids[-1]}>", "References: " + "\r\n ".join(f"<{one}>" for one in ids)]


def _header(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=70).encode(linesep=_CRLF)


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\r\n")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _outlook_quote(answered: Answered) -> tuple[str, str]:
    named = {
        "From": answered.sender,
        "Sent": f"{answered.sent_at:%d %B %Y %H:%M}",
        "To": answered.to,
        "Subject": answered.subject,
    }
    block = "________________________________\n" + "\n".join(
        f"{name}: {value}" for name, value in named.items()
    )
    rows = "<br>\r\n".join(f"<b>{name}:</b> {escape(value)}" for name, value in named.items())
    style = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"
    html = f'<div style="{style}"><p class="MsoNormal">{rows}</p></div>\r\n'
    return (
        f"{block}\n\n{answered.text}",
        f'{html}<p class="MsoNormal">{_lines(answered.text)}</p>\r\n',
    )


def _phone_quote(answered: Answered) -> str:
    said = f"-------- Original message --------\nFrom: {answered.sender}\n"
    said += f"Date: {answered.sent_at:%d/%m/%Y %H:%M} (GMT+00:00)\nTo: {answered.to}\n"
    return f"{said}Subject: {answered.subject}\n\n{answered.text}"


def _words(text: str, charset: str, kind: str, encoding: str = "quoted-printable") -> bytes:
    octets = text.replace("\r\n", "\n").encode(charset, "replace")
    coded = quopri.encodestring(octets) if encoding == "quoted-printable" else octets
    head = f'Content-Type: text/{kind}; charset="{charset}"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return head.encode() + coded.replace(b"\n", b"\r\n") + b"\r\n"


def _base64(text: str, kind: str) -> bytes:
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + _folded(text.encode())


def _folded(octets: bytes) -> bytes:
    coded = base64.b64encode(octets).decode("ascii")
    return "".join(
        f"{coded[at : at + _LINE]}{_CRLF}" for at in range(0, len(coded), _LINE)
    ).encode()


def _file(enclosed: Enclosed) -> bytes:
    head = (
        f'Content-Type: {enclosed.content_type}; name="{enclosed.filename}"\r\n'
        f'Content-Disposition: attachment; filename="{enclosed.filename}"; size={len(enclosed.content)}\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + _folded(enclosed.content)


def _with_files(sheet: Sheet, body: bytes, edge: str) -> bytes:
    if not sheet.enclosed:
        return body
    return _together("mixed", edge, [body, *map(_file, sheet.enclosed)])


def _together(kind: str, edge: str, parts: list[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind};\r\n\tboundary="{edge}"\r\n\r\n'.encode()
    return (
        head
        + b"".join(b"--" + edge.encode() + b"\r\n" + part for part in parts)
        + f"--{edge}--\r\n".encode()
    )


def _mail(head: list[str], body: bytes) -> bytes:
    """Header fields and a body that begins with its own Content- fields."""
    return _CRLF.join(head).encode() + b"\r\n" + body
