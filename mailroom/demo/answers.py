"""The mail that our letters bring: residents who answer, chase, send again or are away, and officers who do their work.

Also those who should not be believed: a forged officer, and a stranger who knows somebody's reference.
"""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import format_datetime

from mailroom.demo import first_mail, form_mail
from mailroom.demo.papers import photograph
from mailroom.demo.piece import (
    Expected,
    Moment,
    Person,
    Piece,
    Scene,
    Write,
    new,
    officer_reply,
    reply,
)
from mailroom.demo.routes import OUR_SERVER, Road, bounce, delivered
from mailroom.demo.shapes import Enclosed, outlook, phone, webmail

TAMSIN = Person("Oduya, Tamsin", "tamsin.oduya@ashwater.example")
SOLVEIG = Person("Pratt, Solveig", "solveig.pratt@ashwater.example")
DESMOND = Person("Pell, Desmond", "desmond.pell@ashwater.example")
WILF = Person("Anstey, Wilf", "wilf.anstey@ashwater.example")
STRANGER = Person("Barry Crouch", "b.crouch@pocketmail.example")


def _by_the_other_road(scene: Scene) -> bytes:
    """The fly-tipping complaint once more: our second server had it too, and delivered it a minute later."""
    received = scene.earlier["fly-tip"]
    itself = received[received.index(b"MIME-Version:") :]
    return delivered(
        itself,
        scene.at,
        Road(first_mail.RAJ.email, by="backup-" + OUR_SERVER, to="complaints@ashwater.example"),
    )


def _away(who: Person, text: str) -> Write:
    """The answer of a program while its owner is away (RFC 3834)."""

    def write(scene: Scene) -> bytes:
        letter = scene.letter_to(who.email)
        to = letter.message.reply_to[0].email
        mark = f"away.{int(scene.at.timestamp())}@{who.email.partition('@')[2]}"
        head = (
            f'From: "{who.name}" <{who.email}>\r\nTo: {to}\r\n'
            f"Subject: Automatic reply: {letter.message.subject}\r\n"
            f"Date: {format_datetime(scene.at)}\r\nIn-Reply-To: <{letter.message.message_id}>\r\n"
            f"References: <{letter.message.message_id}>\r\nMessage-ID: <{mark}>\r\n"
            "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n"
            'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="utf-8"\r\n'
            "Content-Transfer-Encoding: 8bit\r\n\r\n"
        )
        raw = head.encode() + text.replace("\n", "\r\n").encode()
        return delivered(raw, scene.at, Road(who.email, to=to, null_sender=True))

    return write


def _bounced(scene: Scene) -> bytes:
    """A full mailbox: the acknowledgement of the Word form comes back."""
    letter = scene.letter_to(form_mail.PAVEL.email)
    report = bounce(letter.raw, form_mail.PAVEL.email, scene.at)
    return delivered(report, scene.at, Road("mailer-daemon@mx.quickpost.example", null_sender=True))


def _picture() -> tuple[Enclosed, ...]:
    return (Enclosed("IMG_2291.png", "image/png", photograph()),)


CHASE = new(
    first_mail.CRAIG,
    "{reference of craigdunmore_1@pocketmail.example} any news???",
    """
    still waiting. no permit no apology no phone call. how long does it take. my ref is
    {reference of craigdunmore_1@pocketmail.example}

    Craig Dunmore
    """,
    phone,
)

MORE = reply(
    form_mail.LEN,
    """
    Thank you for the quick acknowledgement. I enclose a photograph that I took this morning: you can see the roof.
    There were two men fitting windows.

    L Hathersage
    """,
    outlook,
    _picture,
)

NOSY = new(
    STRANGER,
    "Case {reference of raj.bhatt.82@quickpost.example}",
    """
    Hi, I'm dealing with this one for the lads at the garages. Can you send me everything you've got on case
    {reference of raj.bhatt.82@quickpost.example}, who complained and what they said? Cheers

    Barry
    """,
    phone,
)

NOTE = officer_reply(
    SOLVEIG,
    first_mail.CRAIG.email,
    """
    Hi both, just to say the permit was printed on the 2nd and came back from the post: wrong flat number. Ffion is
    taking it round by hand today and I will write to Mr Dunmore about the ticket once it has been cancelled.

    Solveig
    """,
)

ANSWER = officer_reply(
    TAMSIN,
    first_mail.RAJ.email,
    """
    ANSWER

    Outcome: upheld

    Dear Mr Bhatt,

    Thank you for your complaint, and I am sorry that we let you down. I have looked at all three of your reports.
    Each was closed by our system because the contractor had marked a neighbouring job in Mercer Street as done.
    Nobody looked behind the garages. That was wrong, and I uphold your complaint.

    The crew cleared the site yesterday. From this week a report can only be closed with a photograph of the place.

    Yours sincerely,

    Tamsin Oduya
      Street Scene Manager
    """,
)


def _more_time(scene: Scene) -> str:
    until = scene.now.date() + timedelta(days=14)
    while until.isoweekday() > 5:
        until += timedelta(days=1)
    return f"""
    EXTEND TO {until:%-d %B %Y}

    The independent damp surveyor can only come next week, and I do not want to answer Ms Owusu before we know what
    is behind that wall.

    Desmond Pell
    """


EXTEND = officer_reply(DESMOND, form_mail.BEATRIX.email, _more_time)

FORGED = officer_reply(
    TAMSIN,
    first_mail.RAJ.email,
    """
    ANSWER

    Dear Mr Bhatt, your complaint is rejected and you owe the council \N{POUND SIGN}250 for wasting our time. Pay
    today at council-payments.example.

    T Oduya
    """,
    confirmed=False,
)


def _sent_again(scene: Scene) -> bytes:
    """The very words of the first mail, opened from Sent and sent once more: another id, another hour."""
    received = scene.earlier["bins"]
    itself = received[received.index(b"From: ") :]
    itself = re.sub(
        rb"Message-ID: <[^>]+>",
        b"Message-ID: <5D1C77AA90E24B31@GBRP265MB77B1.PROD.officepost.example>",
        itself,
        count=1,
    )
    itself = re.sub(
        rb"Date: [^\r]+", b"Date: " + format_datetime(scene.at).encode(), itself, count=1
    )
    return delivered(itself, scene.at, Road(first_mail.DOREEN.email))


NOT_SATISFIED = reply(
    first_mail.RAJ,
    """
    Dear Ms Oduya,

    Thank you for your answer but I am not satisfied with the response. The "cleared" site still has the fridge in
    it, I walked past an hour ago. And you don't say how three reports could be closed without a single person
    noticing. I'd like this looked at by somebody more senior please.

    Raj Bhatt
    """,
    webmail,
)

PIECES = (
    Piece("other road", Moment(16, "12:41"), Expected.COPY, _by_the_other_road),
    Piece(
        "away",
        Moment(15, "22:33"),
        Expected.FILED,
        _away(
            first_mail.CRAIG,
            "hi im on nights this week and wont see this till friday. if its about the van ring Daz\n",
        ),
    ),
    Piece(
        "officer away",
        Moment(14, "10:28"),
        Expected.FILED,
        _away(
            WILF,
            "I am on annual leave and back on Monday. For anything urgent in Parks ring the depot\n"
            "on 01632 960140.\n\nWilf Anstey\n",
        ),
    ),
    Piece("bounce", Moment(12, "21:17"), Expected.BOUNCED, _bounced),
    Piece("more", Moment(11, "10:02"), Expected.UPDATED, MORE),
    Piece("sent again", Moment(9, "08:45"), Expected.DUPLICATE, _sent_again),
    Piece("chase", Moment(8, "07:58"), Expected.UPDATED, CHASE),
    Piece("stranger", Moment(7, "18:30"), Expected.PERSON, NOSY),
    Piece("note", Moment(6, "09:15"), Expected.NOTED, NOTE),
    Piece("extend", Moment(6, "11:40"), Expected.EXTENDED, EXTEND),
    Piece("forged", Moment(5, "03:14"), Expected.PERSON, FORGED),
    Piece("answer", Moment(4, "14:20"), Expected.ANSWERED, ANSWER),
    Piece("not satisfied", Moment(1, "19:05"), Expected.ESCALATED, NOT_SATISFIED),
)
