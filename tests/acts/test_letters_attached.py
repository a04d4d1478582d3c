"""An answer on the council's letterhead: what is attached, for whom large, and what is never in it."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pdfplumber
import pypdf

from store import cases
from tests.acts.conftest import Under
from tests.acts.council import ANSWER, KIT, UNA, Council

INTERNAL = "between us: she is a nuisance"
REPLY = (
    f"ANSWER upheld\nRemedy: an apology\n\n{ANSWER}\n\n"
    "From: Jo Park <jo.park@ashford.example>\nSent: 3 February 2026 10:00\nTo: Kit Roe\nSubject: RE: bins\n\n"
    f"{INTERNAL}\n"
)


def council_that_attaches(under: Under, what: str = 'attach = ["response"]') -> Council:
    council = under("south-cambs-corporate")
    letters = '[letters]\nfolder = "letters"\n'
    council.town.open(council.town.config.replace(letters, letters + what + "\n"))
    return council


def attached(sent: list[EmailMessage]) -> list[tuple[str, str, bytes]]:
    """What came with the one letter to Una."""
    (letter,) = [one for one in sent if UNA in str(one["To"]) and "answer" in str(one["Subject"])]
    return [
        (one.get_filename() or "", one.get_content_type(), one.get_content())
        for one in letter.iter_attachments()
    ]


def ask_for(council: Council, words: str) -> None:
    party = council.file.parties[0]
    with council.town.record.write() as conn:
        cases.change_party(conn, party.id, adjustments=words)


def test_the_answer_goes_on_the_letterhead_and_nothing_internal_with_it(under: Under) -> None:
    council = council_that_attaches(under)
    ((name, kind, content),) = attached(council.says(KIT, REPLY))
    assert (name, kind) == (f"{council.file.case.reference} response.pdf", "application/pdf")
    made = pypdf.PdfReader(io.BytesIO(content))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    said = " ".join(" ".join(page.extract_text() for page in made.pages).split())
    assert "Ashford Moor Council" in said
    assert "I am sorry that your bin was missed. The crew had an old list." in said
    assert INTERNAL not in said
    assert "Please write your reply above this line" not in said
    assert "jo.park" not in said


def test_without_a_word_in_the_configuration_nothing_is_attached(under: Under) -> None:
    council = under("south-cambs-corporate")
    assert attached(council.says(KIT, REPLY)) == []


def test_whoever_asked_for_large_print_has_it_so_without_a_word_in_the_configuration(
    under: Under,
) -> None:
    council = under("south-cambs-corporate")
    ask_for(council, "Large print please, 20 point")
    ((_, _, content),) = attached(council.says(KIT, REPLY))
    with pdfplumber.open(io.BytesIO(content)) as made:
        line = next(
            one
            for one in made.pages[0].extract_words(extra_attrs=["size"])
            if one["text"] == "Firth"
        )
    assert round(line["size"]) == 20


def test_as_a_word_document(under: Under) -> None:
    council = council_that_attaches(under, 'attach = ["response"]\nattach_as = "docx"')
    ((name, kind, _),) = attached(council.says(KIT, REPLY))
    assert name.endswith("response.docx")
    assert kind.endswith("wordprocessingml.document")


def test_where_no_document_can_be_made_the_answer_goes_all_the_same(under: Under) -> None:
    council = council_that_attaches(under, 'attach = ["response"]\nlogo = "no.png"')
    sent = council.says(KIT, REPLY)
    assert attached(sent) == []
    assert any(one.act == "no document" and "logo" in one.why for one in council.town.journal())
