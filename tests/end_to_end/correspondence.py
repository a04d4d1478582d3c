"""Letters as they reached the SMTP server, and mail as people's own programs write it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from store.outbox import Outgoing
from tests.servers.smtp import Taken

MARKER = "Please write your reply above this line"


@dataclass(frozen=True)
class Arrived:
    """A letter that the SMTP server took: what the record calls it, and what its reader sees."""

    name: str
    to: str
    message: EmailMessage
    raw: bytes

    @property
    def text(self) -> str:
        """The plain words."""
        part = self.message.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    @property
    def html(self) -> str:
        """The page."""
        part = self.message.get_body(("html",))
        assert part is not None
        return str(part.get_content())

    @property
    def message_id(self) -> str:
        """With its brackets."""
        return str(self.message["Message-ID"])

    @property
    def answers_to(self) -> str:
        """Where a reply goes."""
        return parseaddr(str(self.message["Reply-To"] or self.message["From"]))[1]

    def link(self, verb: str) -> str:
        """The address that the link for a verb opens."""
        pattern = rf"mailto:(feedback(?:\+|%2B)[0-9a-z.]*\.{verb}\.[a-z0-9.]+@[a-z.]+)"
        found = re.search(pattern, self.html) or re.search(pattern, self.text)
        assert found, f"no link to {verb} in {self.text}"
        return found.group(1).replace("%2B", "+")


def read_letter(taken: Taken, find: Callable[[str], Outgoing | None]) -> Arrived:
    """What was taken, with the name that the record has for it."""
    message = email.message_from_bytes(taken.raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    row = find(str(message["Message-ID"]).strip("<> "))
    assert row is not None, "a letter that the outbox does not know"
    (to,) = taken.recipients
    return Arrived(row.letter, to, message, taken.raw)


def only(letters: list[Arrived], name: str, to: str | None = None) -> Arrived:
    """The one letter of that name (to that address)."""
    found = [one for one in letters if one.name == name and to in (None, one.to)]
    assert len(found) == 1, [(one.name, one.to) for one in letters]
    return found[0]


def names(letters: list[Arrived]) -> list[tuple[str, str]]:
    """Name and reader of each, in order."""
    return sorted((one.name, one.to) for one in letters)


def write(
    sender: str,
    subject: str,
    text: str,
    *,
    to: str = "feedback@fenbridge.example",
    at: datetime,
    cc: str = "",
    html: str = "",
    headers: dict[str, str] | None = None,
) -> bytes:
    """A mail as somebody's program sends it."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    if cc:
        message["Cc"] = cc
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2])
    for name, value in (headers or {}).items():
        message[name] = value
    if text:
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html")
    return message.as_bytes(policy=email.policy.SMTP.clone(max_line_length=200))


def reply(
    sender: str, letter: Arrived, text: str, *, at: datetime, style: str = "gmail", to: str = ""
) -> bytes:
    """A reply to a letter as a real program writes it: threaded, to its Reply-To, the original quoted below.

    Styles: gmail (> before each line), outlook (From: Sent: To: above the original, text and page), page (the
    same as a page only).
    """
    subject = str(letter.message["Subject"])
    before = str(letter.message["References"] or "").split()
    headers = {
        "In-Reply-To": letter.message_id,
        "References": " ".join([*before, letter.message_id]),
    }
    quoted = _gmail(letter, at) if style == "gmail" else _outlook(letter, at)
    html = "" if style == "gmail" else _outlook_page(letter, text, at)
    return write(
        sender,
        subject if subject.lower().startswith("re:") else f"Re: {subject}",
        "" if style == "page" else f"{text}\n\n{quoted}",
        to=to or letter.answers_to,
        at=at,
        headers=headers,
        html=html,
    )


def _gmail(letter: Arrived, at: datetime) -> str:
    name, address = parseaddr(str(letter.message["From"]))
    lines = [f"> {line}".rstrip() for line in letter.text.splitlines()]
    return "\n".join([f"On {at:%a, %d %b %Y at %H:%M}, {name} <{address}> wrote:", "", *lines])


def _outlook(letter: Arrived, at: datetime) -> str:
    head = (
        "________________________________\n"
        f"From: {letter.message['From']}\nSent: {at:%d %B %Y %H:%M}\nTo: {letter.to}\n"
        f"Subject: {letter.message['Subject']}\n"
    )
    return f"{head}\n{letter.text}"


def _outlook_page(letter: Arrived, text: str, at: datetime) -> str:
    paragraphs = "".join(
        f'<p class="MsoNormal">{line or "&nbsp;"}</p>' for line in text.splitlines()
    )
    head = (
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'<p class="MsoNormal"><b>From:</b> {letter.message["From"]!s}<br><b>Sent:</b> {at:%d %B %Y %H:%M}<br>'
        f"<b>To:</b> {letter.to}<br><b>Subject:</b> {letter.message['Subject']}</p></div>"
    ).replace(" <feedback", " &lt;feedback")
    return f'<html><body lang="EN-GB"><div class="WordSection1">{paragraphs}{head}{letter.html}</div></body></html>'


def message_id(raw: bytes) -> str:
    """A mail's Message-ID, with its brackets."""
    return raw.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
