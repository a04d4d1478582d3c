"""Complaints that come as forms: by the website, as a PDF filled in on screen, as one printed flat, as a Word table.

Also the documents that nobody can read, and a mail whose parts do not fit together.
"""

from __future__ import annotations

from mailroom.demo.papers import DOCX_TYPE, FilledIn, docx_table, fillable_pdf, flat_pdf
from mailroom.demo.pdf import write_locked_pdf
from mailroom.demo.piece import Expected, Moment, Person, Piece, Scene, Write, new
from mailroom.demo.routes import Road, delivered
from mailroom.demo.shapes import Enclosed, Sheet, outlook, tablet, web_form, webmail

BEATRIX = Person("Beatrix Owusu", "beatrix.owusu@quickpost.example")
LEN = Person("Len Hathersage", "len.hathersage@postbox.example")
ZOE = Person("Zoë Hartnell", "zoe.hartnell@orchardmail.example")
PAVEL = Person("Pavel Novotny", "pavel.novotny@quickpost.example")
GWEN = Person("Gwen Tolliver", "gwen.tolliver@postbox.example")
JUDE = Person("Jude Amberley", "jude.amberley@postbox.example")


def _damp(scene: Scene) -> bytes:
    text = """
    I have reported the damp in the back bedroom three times since January (jobs R-20417, R-20988 and R-21560).
    Twice a man came, looked at the wall and said it was condensation. The mould is now behind the cot. Nobody
    has been back since and when I ring I am told the job is "complete".

    I want a proper survey, the wall repaired and the mould treated before my son is moved back into that room.
    """
    asked = {
        "Telephone": "07700 900602",
        "Postcode": "AW3 5TN",
        "What is this about?": "Make a complaint",
        "Which service?": "Council housing - repairs",
    }
    sheet = Sheet(BEATRIX.name, BEATRIX.email, "Feedback form: Make a complaint", text, scene.at)
    return delivered(web_form(sheet, asked), scene.at, Road("noreply@ashwater.example"))


LEN_FORM = FilledIn(
    (
        ("Full name", "Leonard Hathersage"),
        ("Email address", "len.hathersage@postbox.example"),
        ("Telephone number", "01632 960233"),
        ("Address", "5 Quarry View, Ashwater"),
        ("Postcode", "AW5 2PJ"),
        ("Which service is your complaint about?", "Planning"),
        (
            "Please tell us what happened",
            "In March I asked the planning enforcement team to look at the caravan park office being built without "
            "permission behind Quarry View. I was promised a visit within fifteen working days. I have written four "
            "times since. Nobody has visited, nobody has answered and the building now has a roof on it.",
        ),
        (
            "What would you like us to do to put things right?",
            "Visit the site, and tell me in writing what you will do.",
        ),
    )
)
ZOE_FORM = FilledIn(
    (
        ("Your name", "Zoë Hartnell"),
        ("Email", "zoe.hartnell@orchardmail.example"),
        ("Phone", "07700 900745"),
        ("Postcode", "AW1 4KE"),
        ("Service", "Leisure"),
        ("Date it happened", "Saturday two weeks ago"),
        (
            "Details of your complaint",
            "The swimming lessons at Ashwater leisure centre were cancelled for the third week running and nobody told "
            "us. Twelve children stood in the changing room in their costumes until a lifeguard came and said "
            "there was no teacher. I was refused a refund at the desk and told to take it up with head office.",
        ),
        (
            "What outcome do you want?",
            "The three lessons refunded and a text message when a lesson is off.",
        ),
    )
)
PAVEL_FORM = FilledIn(
    (
        ("Your name", "Pavel Novotny"),
        ("Email address", "pavel.novotny@quickpost.example"),
        ("Telephone", "07700 900833"),
        ("Address", "Flat 3, 40 Wharf Street, Ashwater"),
        ("Postcode", "AW1 6HD"),
        ("Service you are complaining about", "Street cleaning"),
        (
            "Your complaint",
            "The road sweeper has not been in Wharf Street since the market was moved there. On market days the litter "
            "is ankle deep by four o'clock and it blows into our stairwell. I complained by telephone in May and "
            "was told that a sweep had been ordered. It has not come. I complain again, in writing this time.",
        ),
        ("What do you want to happen?", "A sweep after every market day."),
    )
)


def _len_paper() -> tuple[Enclosed, ...]:
    return (Enclosed("CF1 complaint form.pdf", "application/pdf", fillable_pdf(LEN_FORM)),)


def _zoe_paper() -> tuple[Enclosed, ...]:
    return (Enclosed("Scan_0007.pdf", "application/pdf", flat_pdf(ZOE_FORM)),)


def _pavel_paper() -> tuple[Enclosed, ...]:
    return (Enclosed("CF1 Novotny.docx", DOCX_TYPE, docx_table(PAVEL_FORM)),)


def _locked_paper() -> tuple[Enclosed, ...]:
    words = "Statement about the damage to my fence by the hedge contractors"
    return (Enclosed("statement.pdf", "application/pdf", write_locked_pdf(words, "Buttercup1948")),)


def _broken(scene: Scene) -> bytes:
    """A gateway cut the mail: no Message-ID, a boundary that never ends, a picture that stops in the middle."""
    text = (
        "I wish to complain about the way I was spoken to at reception in the Civic Hall on Monday.\r\n"
        "I came with my mother's blue badge papers and the woman at the front desk said, in front of\r\n"
        "the whole queue, that she hadn't got all day. She threw the form back across the counter.\r\n"
        "I was in tears. I would like an apology and I would like her to be told.\r\n\r\n"
        "Jude Amberley, 01632 960877\r\n"
    )
    raw = (
        f"From: {JUDE.name} <{JUDE.email}>\r\n"
        "To: <feedback@ashwater.example>\r\n"
        "Subject: =?utf-8?Q?Rudeness_at_the_front_desk_=E2=80=93_compla\r\n"
        f"Date: {scene.at:%a, %d %b %Y} 25:61:00 +0100\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="=_cut\r\n\r\n'
        "--=_cut\r\nContent-Type: text/plain; charset=x-unknown-8bit\r\n"
        "Content-Transfer-Encoding: 7bits\r\n\r\n"
        f"{text}"
        "\r\n--=_cut\r\nContent-Type: image/jpeg; name=form.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsK\r\nCwsNDhIQDQ4RDgsLEBYQERMUFR"
    )
    return delivered(raw.encode(), scene.at, Road(JUDE.email))


LOCKED: Write = new(GWEN, "Statement", "Please see attached.\n\nG Tolliver", outlook, _locked_paper)

PIECES = (
    Piece("damp", Moment(14, "08:50"), Expected.REGISTERED, _damp),
    Piece(
        "fillable",
        Moment(13, "11:07"),
        Expected.REGISTERED,
        new(
            LEN,
            "Complaint form",
            "Please find my completed form attached.\n\nL Hathersage",
            outlook,
            _len_paper,
        ),
    ),
    Piece(
        "flat",
        Moment(12, "19:22"),
        Expected.REGISTERED,
        new(ZOE, "Complaint form", "Form attached.", tablet, _zoe_paper),
    ),
    Piece(
        "word", Moment(12, "21:15"), Expected.REGISTERED, new(PAVEL, "", "", webmail, _pavel_paper)
    ),
    Piece("locked", Moment(10, "14:02"), Expected.PERSON, LOCKED),
    Piece("broken", Moment(10, "15:36"), Expected.REGISTERED, _broken),
)
