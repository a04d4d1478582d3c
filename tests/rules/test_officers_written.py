"""What is filled in on the desk is written as the mail that would have asked for it, and read back as that."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailroom.rules.officers_promises import Promise
from mailroom.rules.officers_things import Thing, which_is_meant
from mailroom.rules.officers_words import Verb
from mailroom.rules.officers_written import QUESTION, read_back, write_command

LETTER = "Dear Mrs Hill,\n\nYou are right.\n\nYours sincerely,\nJo Park"


def _written(verb: Verb, **places: str) -> str:
    return write_command(verb, places)


def test_an_answer_has_its_outcome_and_lines_above_the_letter() -> None:
    text = _written(
        Verb.ANSWER,
        text=LETTER.replace("\n", "\r\n"),
        outcome="partly",
        remedy="an apology\n£50, by 3 March 2026, Jo Hill, allowed by Kit Roe",
        learning="read\nthe list",
        signed_by="Kit Roe",
        in_absence_of="Al Moor",
        to_all="",
    )
    assert text.split("\n")[0] == "ANSWER partly upheld"
    command = read_back(Verb.ANSWER, text)
    assert (command.text, command.outcome, command.wrong) == (LETTER, "partly", "")
    assert [one.what for one in command.said.promises] == ["an apology", "£50"]
    assert isinstance(command.said.promises[0], Promise)
    assert command.said.promises[1].by_on == date(2026, 3, 3)
    assert (command.said.learning, command.said.signed_by) == ("read the list", "Kit Roe")
    assert command.said.in_absence
    assert read_back(Verb.ANSWER, _written(Verb.ANSWER, text=LETTER, to_all="yes")).to == "all"


DATED = [
    (Verb.HOLDING, {"until": "2026-03-03"}, date(2026, 3, 3), LETTER),
    (Verb.HOLDING, {}, None, LETTER),
    (Verb.ASK, {"until": "2026-03-03"}, date(2026, 3, 3), LETTER),
    (Verb.EXTEND, {"until": "2026-03-03"}, date(2026, 3, 3), LETTER),
    (Verb.UPDATE, {}, None, LETTER),
    (Verb.OUT_OF_SCOPE, {}, None, LETTER),
    (Verb.CONCERN, {}, None, LETTER),
    (Verb.NOTE, {}, None, LETTER),
]


@pytest.mark.parametrize(("verb", "places", "until", "text"), DATED)
def test_text_and_day_come_back_as_they_went(
    verb: Verb, places: dict[str, str], until: date | None, text: str
) -> None:
    command = read_back(verb, _written(verb, text=text, **places))
    assert (command.verb, command.until, command.text, command.wrong) == (verb, until, text, "")


def test_people_things_and_points_come_back_as_they_went() -> None:
    passed = read_back(Verb.PASS_ON, _written(Verb.PASS_ON, to="jo.hill@a.example", text="Yours."))
    assert (passed.to, passed.text) == ("jo.hill@a.example", "Yours.")
    asked = read_back(Verb.CONSULT, _written(Verb.CONSULT, to="jo.hill@a.example", text="Why?"))
    assert (asked.to, asked.text) == ("jo.hill@a.example", "Why?")
    called = read_back(Verb.NOTE, _written(Verb.NOTE, contact="call", text="Will be in on Monday."))
    assert called.contact == "telephone"
    assert not read_back(Verb.NOTE, _written(Verb.NOTE, text="Call her back.")).contact
    taken = read_back(Verb.ACCEPT, _written(Verb.ACCEPT, points="the bin\nthe crew", text=""))
    assert taken.said.points == ("the bin", "the crew")
    further = _written(
        Verb.EXTEND, until="2026-03-03", text="Away.", good_reason="The depot burnt."
    )
    assert "Good reason: The depot burnt." in read_back(Verb.EXTEND, further).text


def test_the_thing_chosen_is_the_thing_meant_whatever_else_shares_its_words() -> None:
    owed = [Thing("A new bin for number 3"), Thing("A new bin"), Thing("2 new bins for number 3.")]
    for place, one in enumerate(owed):
        text = read_back(Verb.DONE, _written(Verb.DONE, which=one.words, text="on Monday")).text
        assert which_is_meant(text, owed) == place


def test_the_learning_form_has_each_question_above_its_answer() -> None:
    places = {f"What was learnt?{QUESTION}": "Read the list.", f"What next?{QUESTION}": "none"}
    text = write_command(Verb.LEARNING, places)
    assert text == "LEARNING\n\nWhat was learnt?\nRead the list.\n\nWhat next?\nnone"
    assert read_back(Verb.LEARNING, text).verb is Verb.LEARNING


@pytest.mark.parametrize("verb", [one for one in Verb if one is not Verb.ANSWER])
def test_a_form_left_empty_asks_for_nothing_else(verb: Verb) -> None:
    command = read_back(verb, _written(verb))
    assert command.verb is verb


@given(some.text(min_size=1), some.sampled_from([Verb.UPDATE, Verb.HOLDING, Verb.ASK]))
def test_no_words_of_a_letter_make_another_command_of_it(text: str, verb: Verb) -> None:
    command = read_back(verb, _written(verb, text=text))
    assert command.verb is verb
    assert command.wrong or command.text == text.replace("\r\n", "\n").strip()
