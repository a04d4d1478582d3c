"""Officers' replies as Outlook, Gmail and Apple Mail write them: text and page, the original quoted below each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from html import escape

from tests.end_to_end.correspondence import Arrived, write
from tests.end_to_end.council import Council

PROGRAMS = ("outlook", "gmail", "apple")
# What a council's gateway sets below each mail that leaves an officer's program.
NOTICE = (
    "*************************************************\n"
    "This email and any files transmitted with it are confidential and intended solely for the use of the individual or"
    " entity to whom they are addressed. Fenbridge Borough Council may monitor email for lawful purposes.\n"
    "*************************************************"
)


def reply_in(
    program: str, sender: str, letter: Arrived, text: str, at: datetime, *, to: str = ""
) -> bytes:
    """A reply to a letter of ours, as that program writes it."""
    plain, page = _SHAPES[program](letter, text, at)
    subject = str(letter.message["Subject"])
    before = str(letter.message["References"] or "").split()
    return write(
        sender,
        {"outlook": "RE: ", "gmail": "Re: ", "apple": "Re: "}[program] + subject,
        plain,
        to=to or letter.answers_to,
        at=at,
        html=page,
        headers={
            "In-Reply-To": letter.message_id,
            "References": " ".join([*before, letter.message_id]),
            **_HEADERS[program],
        },
    )


def answer_in(
    council: Council,
    program: str,
    letter: Arrived,
    text: str,
    *,
    sender: str,
    to: str = "",
    vouched: str = "dmarc=pass",
) -> list[Arrived]:
    """Somebody replies with that program, and the house works."""
    to = to or letter.answers_to
    raw = reply_in(program, sender, letter, text, council.clock.now(), to=to)
    council.deliver(raw, to=to, vouched=vouched)
    return council.letters()


_HEADERS = {
    "outlook": {"Thread-Topic": "Complaint", "Accept-Language": "en-GB", "X-MS-Has-Attach": ""},
    "gmail": {},
    "apple": {"X-Mailer": "Apple Mail (2.3774.600.62)"},
}


def _outlook(letter: Arrived, text: str, at: datetime) -> tuple[str, str]:
    name, address = parseaddr(str(letter.message["From"]))
    head = (
        f"From: {name} <{address}>\nSent: {at:%d %B %Y %H:%M}\nTo: {letter.to}\n"
        f"Subject: {letter.message['Subject']}\n"
    )
    plain = f"{text}\n\nOFFICIAL\n\n{head}\n{letter.text}\n{NOTICE}\n"
    lines = "".join(
        f'<p class="MsoNormal">{escape(line) or "<o:p>&nbsp;</o:p>"}</p>'
        for line in (*text.split("\n"), "", "OFFICIAL")
    )
    border = "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"
    said = "<br>".join(escape(line) for line in head.strip().split("\n"))
    page = (
        f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="EN-GB"><div class="WordSection1">{lines}'
        f'<div><div style="{border}"><p class="MsoNormal">{said}</p></div></div>{letter.html}</div></body></html>'
    )
    return plain, page


def _gmail(letter: Arrived, text: str, at: datetime) -> tuple[str, str]:
    name, address = parseaddr(str(letter.message["From"]))
    head = f"On {at:%a, %d %b %Y at %H:%M}, {name} <{address}> wrote:"
    quoted = "\n".join(f"> {line}".rstrip() for line in letter.text.split("\n"))
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))
    page = (
        f'<div dir="ltr">{lines}</div><br><div class="gmail_quote">'
        f'<div dir="ltr" class="gmail_attr">{escape(head)}<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">{letter.html}</blockquote></div>'
    )
    return f"{text}\n\n{head}\n\n{quoted}\n", page


def _apple(letter: Arrived, text: str, at: datetime) -> tuple[str, str]:
    name, address = parseaddr(str(letter.message["From"]))
    head = f"On {at.day} {at:%b %Y}, at {at:%H:%M}, {name} <{address}> wrote:"
    quoted = "\n".join(f"> {line}".rstrip() for line in (head, "", *letter.text.split("\n")))
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))
    page = (
        f'<html><body style="overflow-wrap: break-word;">{lines}<div><br>'
        f'<blockquote type="cite"><div>{escape(head)}</div>'
        f'<br class="Apple-interchange-newline"><div>{letter.html}</div></blockquote></div><br></body></html>'
    )
    return f"{text}\n\nSent from my iPhone\n\n{quoted}\n", page


_SHAPES: dict[str, Callable[[Arrived, str, datetime], tuple[str, str]]] = {
    "outlook": _outlook,
    "gmail": _gmail,
    "apple": _apple,
}
