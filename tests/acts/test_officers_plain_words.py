"""Officers who answer as they write letters: what goes out, what waits for a person, and what they are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.commands.queue_page import page_of
from mailroom.jobs import by_hand_officers
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import look
from mailroom.rules.workdays import Calendar
from store import inbox
from store.states import CaseStatus
from tests.acts.conftest import Under
from tests.acts.council import KIT, SAM, UNA, Council, letters_to, receipt
from tests.acts.papers import WORD, letter

CALENDAR = Calendar()
POLICY = "south-cambs-corporate"
LETTER = (
    "Dear Ms Firth,\n\nThe crew had an old list, and I am sorry. I uphold your complaint.\n\nYours sincerely\n\n"
    "Kit Roe\nHead of Environment"
)


def held(council: Council) -> list[str]:
    """Why mail waits for a person."""
    return [one.reason for one in council.town.read(inbox.queue)]


def test_a_letter_to_the_resident_goes_to_the_resident(under: Under) -> None:
    council = under(POLICY)
    sent = council.says(KIT, LETTER)
    (to_una,) = letters_to(sent, UNA)
    assert "The crew had an old list" in to_una
    assert (council.stage.outcome, council.is_now(CaseStatus.OPEN)) == ("upheld", False)
    assert f"sent your answer to {UNA}" in receipt(sent, KIT)
    assert held(council) == []


def test_an_introduction_is_cut_off(under: Under) -> None:
    council = under(POLICY)
    sent = council.says(KIT, f"Hi Jo, she is a pain. Reply for Ms Firth below:\n\n{LETTER}")
    (to_una,) = letters_to(sent, UNA)
    assert "pain" not in to_una
    assert "Reply for" not in to_una


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"Draft, what do you think?\n\n{LETTER}", "Draft"),
        (f"{LETTER}\n\nJo - she is a pain, do not ring her", "below the signature"),
        (LETTER.replace("Ms Firth", "Ms Low"), "greets Ms Low"),
        (LETTER.replace("I uphold your complaint.", ""), "names no outcome"),
        ("I don't think this is ours, close it as out of scope.", "only a person decides"),
    ],
)
def test_what_is_doubtful_waits_for_a_person_and_the_officer_is_told(
    under: Under, text: str, why: str
) -> None:
    council = under(POLICY)
    before = council.as_it_is()
    sent = council.says(KIT, text)
    assert letters_to(sent, UNA) == []
    (reason,) = held(council)
    assert why in reason
    told = receipt(sent, KIT)
    assert "A coordinator looks at it" in told
    assert "Nothing has been changed" in told
    assert council.as_it_is() == before


def test_what_the_policy_does_not_allow_waits_for_a_person(under: Under) -> None:
    """The head answers at this stage: a letter that the manager signed is nobody's mistake to send."""
    council = under(POLICY)
    sent = council.says(
        KIT, LETTER.replace("Kit Roe\nHead of Environment", "Sam Lee\nWaste Manager")
    )
    assert letters_to(sent, UNA) == []
    assert "plain words (the answer to the resident, complaint upheld, by" in held(council)[0]
    assert "Signed by: Kit Roe" in receipt(sent, KIT)


def test_a_second_answer_in_plain_words_waits_for_a_person(under: Under) -> None:
    council = under(POLICY)
    council.says(KIT, LETTER)
    council.town.clock.advance_to(council.town.clock.now() + timedelta(hours=1))
    sent = council.says(KIT, LETTER.replace("old list", "new list"))
    assert letters_to(sent, UNA) == []
    assert "answered already" in held(council)[0]


def test_plain_words_pass_the_case_on(under: Under) -> None:
    council = under(POLICY)
    sent = council.says(KIT, "Please move this one to Sam, it is his crew. She is a pain.\n\nKit")
    assert letters_to(sent, UNA) == []
    assert council.stage.owner_email == SAM
    assert council.stage.accountable_email == KIT


def test_a_holding_letter_is_a_holding_reply(under: Under) -> None:
    council = under("brighton-hove")
    owner = council.stage.owner_email
    name = council.stage.owner_name
    text = (
        "Dear Ms Firth,\n\nI am sorry that I cannot let you have a full reply yet. I wait for the crew's records,"
        f" and will reply to you in full as soon as I have them.\n\nKind regards\n\n{name}"
    )
    sent = council.says(owner, text)
    (to_una,) = letters_to(sent, UNA)
    assert "I wait for the crew's records" in to_una
    assert council.stage.holding_at is not None
    assert council.stage.answered_at is None


def test_the_letter_that_is_attached_goes_and_the_note_stays(under: Under) -> None:
    council = under(POLICY)
    words = [one for one in LETTER.replace(",\n", "\n").split("\n") if one]
    note = "Reply to Ms Firth attached, signed by me. Please send.\n\nShe is a pain.\n\nKit"
    sent = council.says(KIT, note, paper=("Firth reply.docx", letter(*words), WORD))
    (to_una,) = letters_to(sent, UNA)
    assert "The crew had an old list" in to_una
    assert "pain" not in to_una
    assert council.stage.outcome == "upheld"


DOUBTED = f"{LETTER}\n\nJo - she is a pain, do not ring her"


def _decided(council: Council, words: str = "") -> str:
    """A coordinator has done what the officer asks for in the mail that waits."""
    house, reader = council.town.house, council.town.reader
    (waiting,) = council.town.read(inbox.queue)
    reference = council.file.case.reference
    return by_hand_officers.carry_out(house, reader, waiting.id, "jo.park", reference, words)


def test_a_coordinator_sends_the_letter_that_waited_and_no_word_around_it(under: Under) -> None:
    council = under(POLICY)
    council.says(KIT, DOUBTED)
    assert f"sent your answer to {UNA}" in _decided(council)
    sent = council.work()
    (to_una,) = letters_to(sent, UNA)
    assert "The crew had an old list" in to_una
    assert "pain" not in to_una
    assert (held(council), council.stage.outcome) == ([], "upheld")
    assert "Done" in str([one["Subject"] for one in sent if KIT in str(one["To"])])


def test_words_to_colleagues_go_to_nobody_without_a_coordinators_own(under: Under) -> None:
    council = under("cambridge-city")
    owner = council.stage.owner_email
    due = council.stage.respond_by
    assert due is not None
    later = CALENDAR.after(due, 5)
    council.says(
        owner, f"I need to extend this to {later:%-d %B}, she is a pain and Bob is off sick."
    )
    with pytest.raises(CannotBeDone, match="no letter to the resident"):
        _decided(council)
    _decided(council, "We have to look through the crew's papers first.")
    (to_una,) = letters_to(council.work(), UNA)
    assert "We have to look through the crew's papers first." in to_una
    assert "pain" not in to_una
    assert "Bob" not in to_una
    assert council.stage.extended_to == later


def test_a_coordinator_is_shown_what_would_go_out(under: Under) -> None:
    council = under(POLICY)
    council.says(KIT, DOUBTED)
    house, reader = council.town.house, council.town.reader
    (waiting,) = council.town.read(inbox.queue)
    page = "\n".join(page_of(house, look(house, reader, waiting.id)))
    shown = page.partition("This would go to the resident")[2]
    assert "The crew had an old list" in shown
    assert "pain" not in shown
    assert "--as officer" in shown
