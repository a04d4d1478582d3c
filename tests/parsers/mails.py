"""Mails in the shapes that real programs give them; every person and address is made up."""

from __future__ import annotations

from email.message import EmailMessage

MARKER = "-- Please write your reply above this line --"
OLD = "Dear Ms Holt,\n\nWe have logged your complaint about the bins.\n\nFeedback team"
NEW = "They still have not come.\n\nJo Holt\n4 Mill Lane, WS1 1TP\n01922 650000"
BLOCK = (
    "From: Feedback <feedback@council.example>\nSent: 03 February 2026 10:11\n"
    "To: Jo Holt <jo@home.example>\nSubject: Your complaint FB-1042"
)


def quoted(text: str) -> str:
    """A text as plain-text programs quote it."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


# What each program makes of NEW as the answer to OLD, in plain text.
PLAIN_REPLIES = {
    "Outlook desktop": f"{NEW}\n\n{BLOCK}\n\n{OLD}",
    "Outlook desktop, old": f"{NEW}\n\n-----Original Message-----\n{BLOCK}\n\n{OLD}",
    "Outlook on the web": f"{NEW}\n\n________________________________\n{BLOCK}\n\n{OLD}",
    "Outlook for iOS": (
        f"{NEW}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n{BLOCK}\n\n{OLD}"
    ),
    "Gmail": (
        f"{NEW}\n\nOn Tue, 3 Feb 2026 at 10:11, Feedback <feedback@council.example> wrote:\n\n{quoted(OLD)}"
    ),
    "Gmail, wrapped": (
        f"{NEW}\n\nOn Tue, 3 Feb 2026 at 10:11, Feedback of the Council of Everywhere\n"
        f"<feedback@council.example>\nwrote:\n\n{quoted(OLD)}"
    ),
    "Gmail, in Polish": (
        f"{NEW}\n\nwt., 3 lut 2026 o 10:11 Feedback <feedback@council.example> napisał(a):\n\n{quoted(OLD)}"
    ),
    "Apple Mail": (
        f"{NEW}\n\nOn 3 Feb 2026, at 10:11, Feedback <feedback@council.example> wrote:\n\n{quoted(OLD)}"
    ),
    "iPhone": (
        f"{NEW}\n\nSent from my iPhone\n\n"
        f"> On 3 Feb 2026, at 10:11, Feedback <feedback@council.example> wrote:\n>\n{quoted(OLD)}"
    ),
    "Samsung": (
        f"{NEW}\n\nSent from my Galaxy\n\n-------- Original message --------\n"
        f"From: Feedback <feedback@council.example>\nDate: 03/02/2026 10:11 (GMT+00:00)\n"
        f"To: Jo Holt <jo@home.example>\nSubject: Your complaint FB-1042\n\n{OLD}"
    ),
    "Yahoo": (
        f"{NEW}\n\n    On Tuesday, 3 February 2026 at 10:11:12 GMT, Feedback <feedback@council.example> wrote:\n\n"
        f" {OLD}"
    ),
    "BT": (
        f'{NEW}\n\n------ Original Message ------\nFrom: "Feedback" <feedback@council.example>\n'
        f"To: jo@home.example\nSent: Tuesday, 3 Feb, 2026 At 10:11\nSubject: Your complaint FB-1042\n\n{OLD}"
    ),
    "any program, our marker alone": f"{NEW}\n\n{MARKER}\n\n{OLD}",
    "answer below the quote": (
        f"On 3 Feb 2026, at 10:11, Feedback <feedback@council.example> wrote:\n{quoted(OLD)}\n\n{NEW}"
    ),
}

_P = "".join(f"<p class=MsoNormal>{line or '&nbsp;'}</p>" for line in NEW.split("\n"))
_D = "".join(f"<div>{line or '<br>'}</div>" for line in NEW.split("\n"))
_OLD = OLD.replace("\n", "<br>")
_HEAD = (
    "<b>From:</b> Feedback &lt;feedback@council.example&gt;<br><b>Sent:</b> 03 February 2026 10:11<br>"
    "<b>To:</b> Jo Holt<br><b>Subject:</b> Your complaint"
)
# The same as HTML and nothing else.
HTML_REPLIES = {
    "Outlook desktop": (
        f"<html><head><style>p {{margin:0}}</style></head><body><div class=WordSection1>{_P}<div>"
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal>{_HEAD}</p></div></div>"
        f"<p>{_OLD}</p></div></body></html>"
    ),
    "Outlook on the web": (
        f'<div dir="ltr">{_D}</div><div id="appendonsend"></div><hr>'
        f'<div id="divRplyFwdMsg" dir="ltr">{_HEAD}</div><div>{_OLD}</div>'
    ),
    "Outlook for iOS": (
        f'{_D}<div id="ms-outlook-mobile-signature">Get <a href="x">Outlook for iOS</a></div>'
        f'<hr><div id="divRplyFwdMsg" dir="ltr">{_HEAD}</div><div>{_OLD}</div>'
    ),
    "Gmail": (
        f'<div dir="ltr">{_D}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        "On Tue, 3 Feb 2026 at 10:11, "
        'Feedback &lt;feedback@council.example&gt; wrote:<br></div><blockquote class="gmail_quote">'
        f"{_OLD}</blockquote></div>"
    ),
    "Apple Mail": (
        f'{_D}<div><br><blockquote type="cite"><div>On 3 Feb 2026, at '
        "10:11, Feedback &lt;feedback@council.example&gt; wrote:"
        f"</div><br><div>{_OLD}</div></blockquote></div>"
    ),
    "Yahoo": (
        f'<div class="yahoo-style-wrap">{_D}</div><div id="yahoo_quoted_1" class="yahoo_quoted">'
        "<div>On Tuesday, 3 February 2026 "
        f"at 10:11:12 GMT, Feedback wrote:</div><div>{_OLD}</div></div>"
    ),
    "Samsung": (
        f"{_D}<div>Sent from my Galaxy</div><div><br></div><div>-------- Original message --------</div>"
        f"<div>From: Feedback &lt;feedback@council.example&gt; </div><div>Date: 03/02/2026  10:11  (GMT+00:00) </div>"
        f"<div>To: Jo Holt </div><div>Subject: Your complaint </div><div><br></div><div>{_OLD}</div>"
    ),
    "Thunderbird": (
        f'{_D}<div class="moz-cite-prefix">On 03/02/2026 10:11, Feedback wrote:<br></div>'
        f'<blockquote type="cite">{_OLD}</blockquote>'
    ),
}


def mail(
    text: str = "", html: str = "", subject: str = "Re: Your complaint FB-1042", **fields: str
) -> bytes:
    """A sound mail from Jo Holt with a plain form, an HTML form, or both; further fields by their name with _ for -."""
    message = EmailMessage()
    message["From"] = "Jo Holt <Jo@Home.example>"
    message["To"] = "Feedback <feedback@council.example>"
    message["Subject"] = subject
    message["Date"] = "Tue, 03 Feb 2026 11:12:13 +0000"
    message["Message-ID"] = "<m1@home.example>"
    for name, value in fields.items():
        del message[name.replace("_", "-")]
        message[name.replace("_", "-")] = value
    if text or not html:
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
    else:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def crlf(raw: bytes) -> bytes:
    """A mail with the line ends of the wire."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
