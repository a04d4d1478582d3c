"""The account as a page, and a letter or a mail as text: everything a stranger wrote is escaped.

Makes words and serves nothing (`window` does). Runs no script: the page has none.
"""

from __future__ import annotations

from html import escape

from mailroom.demo.account import Account, LetterTold, PieceTold
from mailroom.demo.table import clean, summary
from parsers.message import read_message

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.6rem; margin-bottom: .25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border-bottom: 1px solid #8886; padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; }
td ul { margin: 0; padding-left: 1.1rem; }
.subject { font-weight: 600; overflow-wrap: anywhere; }
.small { font-size: .9rem; }
.whole { white-space: nowrap; }
.person { border-left: .3rem solid #c60; padding-left: .5rem; }
a:focus-visible { outline: .2rem solid; outline-offset: .15rem; }
"""


def account_page(account: Account, council: str) -> str:
    """The whole account as an HTML page."""
    rows = "\n".join(map(_row, account.pieces))
    sums = "".join(f"<p>{escape(one)}</p>" for one in summary(account).split("\n"))
    unasked = "".join(f"<li>{_link(one, one.dated)}</li>" for one in account.by_the_day)
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What became of the mail - {escape(council)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>What became of the mail</h1>
<p>{escape(council)} is made up, and so is everybody who writes to it. This page tells what is in the record now;
load it again for news.</p>
{sums}
<div class="wide" role="region" aria-label="The account" tabindex="0">
<table>
<caption>Every piece of mail, in order of receipt</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
<h2>Letters that no mail brought, but a day or another letter's fate</h2>
<ul>{unasked or "<li>none</li>"}</ul>
</main>
</body>
</html>
"""


_HEADS = (
    "No",
    "Received, from",
    "Mail, and what it was taken for",
    "What was done",
    "Letters written",
    "Why",
)


def _row(piece: PieceTold) -> str:
    letters = "".join(f"<li>{_link(one, one.words)}</li>" for one in piece.letters)
    reference = (
        f'<br><span class="whole">{escape(piece.reference)}</span>' if piece.reference else ""
    )
    mark = ' class="person"' if piece.needs_a_person else ""
    return (
        f'<tr><th scope="row">{piece.id}</th>'
        f'<td><span class="whole">{escape(piece.received)}</span><br>{escape(clean(piece.sender))}</td>'
        f'<td><a class="subject" href="/mail/{piece.id}">{escape(clean(piece.subject))}</a>'
        f'<br><span class="small">{escape(piece.taken_for)}</span></td>'
        f"<td{mark}>{escape(piece.done)}{reference}</td>"
        f"<td>{f'<ul>{letters}</ul>' if letters else 'none'}</td>"
        f'<td class="small">{escape(clean(piece.reason))}</td></tr>'
    )


def _link(letter: LetterTold, words: str) -> str:
    return f'<a href="/letter/{letter.id}">{escape(clean(words))}</a>'


def mail_text(raw: bytes) -> str:
    """A mail or a letter as somebody reads it: who, to whom, about what, and the words."""
    message = read_message(raw)
    sender = f"{message.sender.name} <{message.sender.email}>" if message.sender else ""
    head = {
        "From": sender,
        "To": ", ".join(one.email for one in message.to),
        "Reply-To": ", ".join(one.email for one in message.reply_to),
        "Date": f"{message.sent_at:%d %B %Y %H:%M} UTC" if message.sent_at else "",
        "Subject": message.subject,
        "Enclosed": ", ".join(one.filename for one in message.attachments),
    }
    fields = "".join(f"{name}: {clean(value)}\n" for name, value in head.items() if value)
    return f"{fields}\n{message.body.text}\n"
