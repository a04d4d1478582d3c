"""A case with all that comes with one: mails with papers of every kind, answers, an Ombudsman who asks."""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

import pdfplumber
from PIL import Image
from weasyprint import HTML

from mailroom.jobs.pack import Pack, Wanted, make
from mailroom.rules.disposition import Act
from parsers.documents import Reader
from tests.acts.council import ANSWER, JO, SAM, UNA
from tests.acts.papers import letter
from tests.requirements.district import District, district_of

NOTICE = (
    "Our reference: 25 012 345. We have received a complaint about your council by Una Firth about her bins. Please"
    " send us your comments and everything on your file by 27 February 2026."
)
COMPLAINT = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported each missed"
    " collection online, and nobody has come. <script>alert(1)</script><b>I want it emptied</b> and an apology."
    "\n\nUna Firth, 3 Hill Road"
)
HOSTILE = "../../../etc/cron.d/=cmd|' /C calc'!A0.txt"
JPEG, PDF = "image/jpeg", "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report(*pages: str, size: str = "A4") -> bytes:
    """A PDF of somebody's with these pages."""
    told = "<p style='break-before:page'>".join(pages)
    made: bytes = HTML(string=f"<style>@page{{size:{size}}}</style><p>{told}").write_pdf()
    return made


def photograph(wide: int = 900, high: int = 600) -> bytes:
    """A photograph taken with the camera on its side."""
    picture = Image.new("RGB", (wide, high), (200, 40, 40))
    turned = picture.getexif()
    turned[0x112] = 6
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=turned)
    return out.getvalue()


def mail_with(
    sender: str, subject: str, text: str, *papers: tuple[str, bytes, str], said: str
) -> bytes:
    """A mail with papers as the council's own server hands it over."""
    mail = EmailMessage()
    mail["Received"] = f"from out.example by mx.ashford.example with ESMTPS; {said}"
    mail["Authentication-Results"] = (
        f"mx.ashford.example; dmarc=pass header.from={sender.partition('@')[2]}"
    )
    mail["From"], mail["To"], mail["Subject"] = (
        f"Una Firth <{sender}>",
        "feedback@ashford.example",
        subject,
    )
    mail["Message-ID"], mail["Date"] = (
        f"<{len(text)}.{abs(hash((subject, text)))}@out.example>",
        said,
    )
    mail.set_content(text)
    for name, content, kind in papers:
        main, _, sub = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


def papers() -> tuple[tuple[str, bytes, str], ...]:
    """What Una enclosed: a report, a photograph, a letter in Word, words under a hostile name, two that are broken."""
    return (
        ("report.pdf", report("The first of their pages", "The second of their pages"), PDF),
        ("photo.jpg", photograph(), JPEG),
        ("letter.docx", letter("Dear council", "These words are in Word"), WORD),
        (HOSTILE, b"words of a plain file", "text/plain"),
        ("broken.pdf", b"%PDF-1.4 and no more", PDF),
        ("film.mp4", b"\x00\x00\x00 ftypisom" + bytes(500), "video/mp4"),
    )


def casework(folder: Path, reader: Reader, *, asked: bool = True) -> District:
    """Una's complaint with her papers, Sam's answer, and (if `asked`) the Ombudsman's notice ten days later."""
    council = district_of(folder, reader)
    said = f"{council.town.clock.now():%a, %d %b %Y %H:%M:%S +0000}"
    council.town.lay(mail_with(UNA, "Missed bin <i>again</i>", COMPLAINT, *papers(), said=said))
    council.work()
    if council.waits:
        council.register()
    council.town.days_pass(1)
    council.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    if asked:
        council.town.days_pass(9)
        council.writes("team@lgo.org.uk", f"About {council.reference()}", NOTICE)
        if council.waits:
            council.attach(Act.EXTERNAL, why="from their own address")
    return council


def packed(council: District, folder: Path, **wanted: object) -> Pack:
    """The pack of the first case."""
    asked = Wanted(council.reference(), **wanted)  # type: ignore[arg-type]
    return make(council.town.house, asked, folder, JO, "Jo Park")


def pages_of(file: Path) -> list[str]:
    """The words on each page."""
    with pdfplumber.open(file) as pdf:
        return [page.extract_text() for page in pdf.pages]
