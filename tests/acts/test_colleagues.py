"""An officer asks a colleague for input: who is asked, what comes back and to whom, and who cannot be asked."""

from __future__ import annotations

import pytest

from mailroom.acts.officers_colleagues import INPUT
from tests.acts.conftest import Under
from tests.acts.council import KIT, PAT, SAM, UNA, letters_to, receipt

QUESTION = "ASK COLLEAGUE Kit Roe\n\nWas the round changed on 13 January?"


def test_a_colleague_is_asked_and_the_reply_comes_back_to_whoever_answers(under: Under) -> None:
    council = under("south-cambs-2021")
    due, owner = council.stage.respond_by, council.stage.owner_email
    sent = council.says(SAM, QUESTION)
    (to_kit,) = letters_to(sent, KIT)
    assert "Was the round changed on 13 January?" in to_kit
    assert "asked Kit Roe" in receipt(sent, SAM)
    assert letters_to(sent, UNA) == []
    (duty,) = council.owed(INPUT)
    assert duty.holder_email == KIT

    told = council.says(KIT, "Yes: from round 7 to round 9, and nobody told the crew.")
    (to_sam,) = letters_to(told, SAM)
    assert "from round 7 to round 9" in to_sam
    assert "sent your input to Sam Lee" in receipt(told, KIT)
    assert letters_to(told, UNA) == []
    assert council.owed(INPUT) == []
    assert (council.stage.respond_by, council.stage.owner_email) == (due, owner)


def test_a_colleague_who_was_asked_has_no_power_over_the_case(under: Under) -> None:
    council = under("south-cambs-2021")
    council.says(SAM, QUESTION.replace("Kit Roe", "Pat Ivy"))
    sent = council.says(PAT, "ANSWER upheld\n\nDear Ms Firth\n\nWe uphold it.\n\nPat Ivy")
    assert letters_to(sent, UNA) == []
    assert council.stage.answered_at is None
    assert council.owed(INPUT) != []


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("ASK COLLEAGUE Nobody Here\n\nWas it?", "nobody in the council's directory is called"),
        ("ASK COLLEAGUE Sam Lee\n\nWas it?", "you named yourself"),
        ("ASK COLLEAGUE Kit Roe", "nothing asked"),
        ("ASK COLLEAGUE\n", "nobody was named"),
    ],
)
def test_who_or_what_cannot_be_asked_is_told(under: Under, words: str, wrong: str) -> None:
    council = under("south-cambs-2021")
    sent = council.says(SAM, words)
    assert wrong in receipt(sent, SAM)
    assert council.owed(INPUT) == []
    assert letters_to(sent, UNA) == []


def test_in_small_letters_it_is_a_note_and_nobody_is_asked(under: Under) -> None:
    council = under("south-cambs-2021")
    sent = council.says(SAM, "Input from Kit Roe\n\nShe says that the round was changed.")
    assert letters_to(sent, KIT) == letters_to(sent, PAT) == letters_to(sent, UNA) == []
    assert council.owed(INPUT) == []
