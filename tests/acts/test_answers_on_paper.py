"""An answer that comes as a document: the resident gets the letter, and no word of the note around it."""

from __future__ import annotations

from tests.acts.conftest import Under
from tests.acts.council import KIT, SAM, UNA, letters_to, receipt
from tests.acts.papers import WORD, letter, remarked

NOTE = "ANSWER\n\nReply to Ms Firth attached, Kit has signed it. Please send. She is a pain.\n\nSam"
LETTER = (
    "Dear Ms Firth",
    "The crew had an old list, and I am sorry.",
    "Yours sincerely",
    "Kit Roe",
)


def test_the_letter_goes_and_the_note_stays(under: Under) -> None:
    council = under("south-cambs-corporate")
    sent = council.says(KIT, NOTE, paper=("Firth reply.docx", letter(*LETTER), WORD))
    (to_una,) = letters_to(sent, UNA)
    assert "The crew had an old list, and I am sorry." in to_una
    assert "pain" not in to_una
    assert "Please send" not in to_una
    assert council.stage.signatory_name == "Kit Roe"


def test_a_letter_signed_by_whoever_may_not_is_not_sent(under: Under) -> None:
    council = under("south-cambs-corporate")
    before = council.as_it_is()
    unsigned = (*LETTER[:-1], "Sam Lee")
    sent = council.says(KIT, NOTE, paper=("Firth reply.docx", letter(*unsigned), WORD))
    assert letters_to(sent, UNA) == []
    assert "Signed by: Kit Roe" in receipt(sent, KIT)
    assert council.as_it_is() == before
    assert SAM not in council.stage.owner_email


def test_a_document_with_remarks_in_its_margin_is_not_sent(under: Under) -> None:
    council = under("south-cambs-corporate")
    before = council.as_it_is()
    sent = council.says(KIT, NOTE, paper=("Firth reply.docx", remarked("a pain", *LETTER), WORD))
    assert letters_to(sent, UNA) == []
    assert "remarks in the margin" in receipt(sent, KIT)
    assert council.as_it_is() == before
