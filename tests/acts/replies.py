"""A resident's reply to a letter, with the thread that programs keep; for tests of what it is taken for."""

from __future__ import annotations

from email.message import EmailMessage

from tests.acts.council import Council


def replies(council: Council, letter: EmailMessage, text: str) -> list[EmailMessage]:
    """Whoever had a letter of ours replies to it, and the house works."""
    sender = str(letter["To"]).rpartition("<")[2].strip(">")
    taken = council.town.clock.now()
    said = f"{taken:%a, %d %b %Y %H:%M:%S +0000}"
    mail = EmailMessage()
    mail["Received"] = f"from out.example by mx.ashford.example with ESMTPS; {said}"
    mail["Authentication-Results"] = (
        f"mx.ashford.example; dmarc=pass header.from={sender.partition('@')[2]}"
    )
    mail["From"], mail["To"] = sender, letter["Reply-To"] or "feedback@ashford.example"
    mail["Subject"] = f"Re: {letter['Subject']}"
    mail["Message-ID"] = f"<{len(council.got)}.{abs(hash((sender, text, said)))}@out.example>"
    mail["In-Reply-To"] = letter["Message-ID"]
    mail["References"] = f"{letter['References'] or ''} {letter['Message-ID']}".strip()
    mail["Date"] = said
    mail.set_content(text)
    council.town.lay(mail.as_bytes())
    return council.work()


def latest_to(council: Council, email: str) -> EmailMessage:
    """The last letter to somebody."""
    return next(one for one in reversed(council.got) if email in str(one["To"]))
