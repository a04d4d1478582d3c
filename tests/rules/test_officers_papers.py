"""An answer as a document: the letter goes to the resident, the note around it never."""

from __future__ import annotations

from mailroom.rules.officers import Command, Verb
from mailroom.rules.officers_papers import COVERING_NOTE_WORDS, letter_in, signed_by, unpacked

LETTER = """Ashford Moor Council, Environment

10 April 2026

Dear Ms Firth

Your complaint about your bin (stage one)

The crew had an old list. I am sorry.

Yours sincerely

Kit Roe, Head of Environment
"""
NOTE = "Reply to Ms Firth attached, signed off by Kit. Please send. She is a pain."
PEOPLE = ("Sam Lee", "Kit Roe")


def test_the_letter_attached_is_the_answer_and_the_note_stays_inside() -> None:
    done = unpacked(Command(Verb.ANSWER, NOTE), [LETTER], PEOPLE)
    assert done.text.startswith("Dear Ms Firth")
    assert "pain" not in done.text
    assert done.said.signed_by == "Kit Roe"
    assert not done.wrong


def test_an_empty_mail_with_a_letter_is_an_answer() -> None:
    assert unpacked(Command(Verb.ANSWER, ""), [LETTER], PEOPLE).text.endswith("Head of Environment")


def test_a_mail_that_is_the_letter_itself_is_left_alone_whatever_is_enclosed() -> None:
    own = Command(Verb.ANSWER, "Dear Ms Firth\n\nI enclose what my colleague wrote to you in May.")
    assert unpacked(own, [LETTER], PEOPLE) == own
    long = Command(Verb.ANSWER, "word " * (COVERING_NOTE_WORDS + 1))
    assert unpacked(long, [LETTER], PEOPLE) == long


def test_two_letters_are_told_and_none_goes() -> None:
    told = unpacked(Command(Verb.ANSWER, NOTE), [LETTER, LETTER.replace("Firth", "Hill")], PEOPLE)
    assert "more than one letter" in told.wrong


def test_a_document_that_is_no_letter_is_an_enclosure() -> None:
    note = Command(Verb.ANSWER, NOTE)
    for text in ("", "Rounds of January: 6, 13, 20", "Dear Ms Firth\n\nand no end to it"):
        assert letter_in(text) == ""
        assert unpacked(note, [text], PEOPLE) == note


def test_other_verbs_are_left_alone() -> None:
    note = Command(Verb.NOTE, NOTE)
    assert unpacked(note, [LETTER], PEOPLE) == note


def test_nobody_signs_who_only_stands_in_the_letter() -> None:
    assert signed_by(LETTER.replace("Kit Roe, Head", "The Head"), PEOPLE) == ""
    assert signed_by(LETTER.replace("The crew", "Sam Lee's crew"), PEOPLE) == "Kit Roe"
    assert signed_by("no letter", PEOPLE) == ""
