"""A mail sent on from a colleague's own inbox, as Outlook, Gmail and Apple Mail write it: it is the resident's."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from html import escape

import pytest

from tests.commands.conftest import COMPLAINT, mail_from
from tests.jobs.town import SAM, UNA, Town, to

JO = "jo.park@ashford.example"
SUBJECT = "Missed bin: complaint"
HEADS = {
    "outlook": (
        "FW: ",
        "________________________________\nFrom: Una Firth <una@home.example>\nSent: 02 February 2026 15:40\n"
        "To: Sam Lee <sam.lee@ashford.example>\nSubject: Missed bin: complaint\n\n",
    ),
    "outlook with the day's name, an older one": (
        "FW: ",
        "From: Una Firth [mailto:una@home.example]\nSent: Monday, February 2, 2026 3:40 PM\n"
        "To: Lee, Sam\nCc: 'Kit Roe'\nSubject: Missed bin: complaint\nImportance: High\n\n",
    ),
    "outlook with links": (
        "FW: ",
        "________________________________\nFrom: Una Firth <una@home.example<mailto:una@home.example>>\n"
        "Sent: 02 February 2026 15:40\nTo: Sam Lee <sam.lee@ashford.example<mailto:sam.lee@ashford.example>>\n"
        "Subject: Missed bin: complaint\n\n",
    ),
    "outlook on a telephone": (
        "Fwd: ",
        "Get Outlook for iOS<https://aka.example/o0ukef>\n________________________________\n"
        "From: Una Firth <una@home.example>\nSent: Monday, 2 February 2026 15:40\n"
        "To: Sam Lee <sam.lee@ashford.example>\nSubject: Missed bin: complaint\n\n",
    ),
    "gmail": (
        "Fwd: ",
        "---------- Forwarded message ---------\nFrom: Una Firth <una@home.example>\n"
        "Date: Mon, 2 Feb 2026 at 15:40\nSubject: Missed bin: complaint\nTo: <sam.lee@ashford.example>\n\n\n",
    ),
    "apple": (
        "Fwd: ",
        "Begin forwarded message:\n\n> From: Una Firth <una@home.example>\n> Subject: Missed bin: complaint\n"
        "> Date: 2 February 2026 at 15:40:12 GMT\n> To: sam.lee@ashford.example\n> \n",
    ),
}
COVERS = {"with a word": "One for you, please.\n\nSam\n\n", "with none": ""}


def _forward(by: str, program: str, cover: str, *, page: bool) -> bytes:
    mark, head = HEADS[program]
    quoted = "".join(f"> {line}\n" for line in COMPLAINT.split("\n"))
    text = f"{cover}{head}{quoted if program == 'apple' else COMPLAINT}\n"
    made = BytesParser(policy=default).parsebytes(mail_from(by, f"{mark}{SUBJECT}", text))
    assert isinstance(made, EmailMessage)
    if page:
        made.add_alternative(_page(program, cover, head), subtype="html")
    return made.as_bytes()


def _page(program: str, cover: str, head: str) -> str:
    """The same as that program writes it for eyes."""
    said = "".join(f"<p class=MsoNormal>{escape(one)}</p>" for one in cover.split("\n") if one)
    lines = [escape(one.removeprefix("> ")) for one in head.strip().split("\n")]
    story = "".join(f"<p>{escape(one)}</p>" for one in COMPLAINT.split("\n\n"))
    if program.startswith("outlook"):
        lines = [
            f"<b>{name}:</b>{rest}"
            for name, _, rest in (one.partition(":") for one in lines if ": " in one)
        ]
        top = f'<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>{"<br>".join(lines)}</p></div>'
        return f'<html><body><div class="WordSection1">{said}<div>{top}{story}</div></div></body></html>'
    if program == "gmail":
        top = f'<div dir="ltr" class="gmail_attr">{"<br>".join(lines)}<br></div>'
        return f'<div dir="ltr">{said}<br><div class="gmail_quote">{top}<br><br>{story}</div></div>'
    head_, *fields = [one for one in lines if one.strip(" &gt;")]
    rows = "".join(f'<div style="margin:0"><span><b>{one}</b></span></div>' for one in fields)
    quoted = f'<blockquote type="cite"><div>{head_}</div><br>{rows}<br>{story}</blockquote>'
    return f"<html><body>{said}<div><br>{quoted}</div></body></html>"


@pytest.mark.parametrize("page", [False, True], ids=["text", "page"])
@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
@pytest.mark.parametrize("program", HEADS)
def test_it_is_registered_for_the_resident_behind_it(
    town: Town, program: str, cover: str, page: bool
) -> None:
    town.lay(_forward(SAM, program, cover, page=page))
    town.round()
    file = town.case()
    assert [(one.name, one.email) for one in file.parties] == [("Una Firth", UNA)]
    assert file.case.received_at.date() == date(2026, 2, 2)
    assert file.case.summary.startswith("Dear Council,")
    assert "One for you" not in file.case.summary
    letters = town.letters()
    (acknowledged,) = to(letters, UNA)
    assert file.case.reference in str(acknowledged["Subject"])
    assert [one for one in to(letters, SAM) if "acknowledg" in str(one["Subject"]).lower()] == []
    assert ("passed on", f"by {SAM}") in [(one.act, one.why) for one in town.journal()]


@pytest.mark.parametrize("program", HEADS)
def test_a_coordinators_own_inbox_is_no_other(town: Town, program: str) -> None:
    town.lay(_forward(JO, program, COVERS["with a word"], page=True))
    town.round()
    assert [one.email for one in town.case().parties] == [UNA]


@pytest.mark.parametrize("program", HEADS)
def test_from_an_address_that_nobody_vouches_for_it_is_not(town: Town, program: str) -> None:
    raw = _forward(SAM, program, "", page=True)
    town.lay(raw.replace(b"dmarc=pass", b"dmarc=fail"))
    town.round()
    assert to(town.letters(), UNA) == []
    assert town.sql("select count(*) from cases") == [(0,)]
