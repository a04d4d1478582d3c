"""The words with which officers say what is meant, and what is no command but a note."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailroom.rules.officers import Standing, Verb, objection, read_command
from mailroom.rules.officers_lines import Said
from mailroom.rules.reference import Signer

TODAY = date(2026, 2, 10)
THIRD = date(2026, 3, 3)
OPEN = Standing(None, 0, date(2026, 2, 17), date(2026, 3, 3), 1, True)
ANSWERED = Standing(datetime(2026, 2, 9, tzinfo=UTC), 0, date(2026, 2, 17), None, 1, True)


@pytest.mark.parametrize(
    ("text", "address", "verb", "words", "to"),
    [
        ("ASK\nWhich bin?", "", Verb.ASK, "Which bin?", ""),
        ("ask the resident\nWhich bin?", "", Verb.ASK, "Which bin?", ""),
        ("QUESTION\nWhich bin?", "", Verb.ASK, "Which bin?", ""),
        ("Question\nWhich bin?", "", Verb.NOTE, "Question\nWhich bin?", ""),
        ("Ask Bob, not me", "", Verb.NOTE, "Ask Bob, not me", ""),
        ("Which bin?", "ask", Verb.ASK, "Which bin?", ""),
        ("UPDATE\nOn Friday.", "", Verb.UPDATE, "On Friday.", ""),
        ("Update\nShe rang.", "", Verb.NOTE, "Update\nShe rang.", ""),
        ("UPDATE: she rang", "", Verb.NOTE, "UPDATE: she rang", ""),
        ("Update to the resident\nOn Friday.", "", Verb.UPDATE, "On Friday.", ""),
        ("PASS ON TO Jo Hill\nHer team.", "", Verb.PASS_ON, "Her team.", "Jo Hill"),
        ("Pass to jo@c.example", "answer", Verb.PASS_ON, "", "jo@c.example"),
        ("Reassign to: Jo Hill, please", "", Verb.PASS_ON, "", "Jo Hill"),
        ("Jo Hill\nHer team.", "reassign", Verb.PASS_ON, "Her team.", "Jo Hill"),
        ("STAND-IN Jo Hill\nHer team.", "", Verb.PASS_ON, "Her team.", "Jo Hill"),
        ("STAND IN: Jo Hill", "note", Verb.PASS_ON, "", "Jo Hill"),
        ("Stand in the queue", "", Verb.NOTE, "Stand in the queue", ""),
        ("ASK COLLEAGUE Jo Hill\nWas it?", "", Verb.CONSULT, "Was it?", "Jo Hill"),
        ("INPUT FROM: jo@c.example\nWas it?", "", Verb.CONSULT, "Was it?", "jo@c.example"),
        ("Jo Hill\nWas it?", "consult", Verb.CONSULT, "Was it?", "Jo Hill"),
        ("Input from Jo: fine", "", Verb.NOTE, "Input from Jo: fine", ""),
        ("Pass me the file", "", Verb.NOTE, "Pass me the file", ""),
        ("OUT OF SCOPE: a ticket", "", Verb.OUT_OF_SCOPE, "a ticket", ""),
        ("Out of scope\na ticket", "answer", Verb.OUT_OF_SCOPE, "a ticket", ""),
        ("Out of scope, I think", "", Verb.NOTE, "Out of scope, I think", ""),
        ("LEARNING FORM attached.\nJo", "", Verb.LEARNING, "Jo", ""),
        ("LEARNING\nlessons: none", "", Verb.LEARNING, "lessons: none", ""),
        ("lessons: none", "learning", Verb.LEARNING, "lessons: none", ""),
        ("Done.", "", Verb.DONE, "", ""),
        ("DONE: the bin", "", Verb.DONE, "the bin", ""),
        ("Done my best", "", Verb.NOTE, "Done my best", ""),
        ("DROP\nthe bin\nWhy: none", "", Verb.DROP, "the bin\nWhy: none", ""),
        ("Drop me a line", "", Verb.NOTE, "Drop me a line", ""),
        ("CLOSE", "", Verb.CLOSE, "", ""),
        ("CLOSE: withdrawn by phone", "", Verb.CLOSE, "withdrawn by phone", ""),
        ("Close to it", "", Verb.NOTE, "Close to it", ""),
        ("CONCERN\nhe shouts", "", Verb.CONCERN, "he shouts", ""),
        ("NOTE: I rang", "answer", Verb.NOTE, "I rang", ""),
    ],
)
def test_a_word_counts_only_with_what_belongs_to_it(
    text: str, address: str, verb: Verb, words: str, to: str
) -> None:
    read = read_command(text, address)
    assert (read.verb, read.text, read.to, read.wrong) == (verb, words, to, "")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("NOTE: CALL on Monday", "telephone"),
        ("NOTE MEETING\nat the depot", "meeting"),
        ("Note - visit, nobody in", "visit"),
        ("NOTE: VISIT, nobody in", "visit"),
        ("NOTE: callous behaviour", ""),
        ("Call me back", ""),
    ],
)
def test_a_note_tells_how_the_resident_was_spoken_to(text: str, channel: str) -> None:
    assert read_command(text).contact == channel


@pytest.mark.parametrize(
    "text",
    [
        "OUTCOME: upheld",
        "Remedy: an apology\nLearning: none",
        "RECORD\nOutcome: upheld",
        "LEARNING: none",
    ],
)
@pytest.mark.parametrize("address", ["", "note", "answer"])
def test_labelled_lines_alone_are_for_the_record(text: str, address: str) -> None:
    assert read_command(text, address).verb is Verb.RECORD


def test_labelled_lines_above_a_letter_are_the_answers() -> None:
    text = "Outcome: upheld\nDear Mr Low,\nall is well"
    read = read_command(text, "answer")
    assert (read.verb, read.outcome, read.text) == (
        Verb.ANSWER,
        "upheld",
        "Dear Mr Low,\nall is well",
    )
    assert read_command(text, "note").verb is Verb.NOTE


def test_points_go_with_the_acceptance() -> None:
    assert read_command("ACCEPT\n\nPoints:\n1. a\n- b").said.points == ("a", "b")


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_fits_a_signed_address(verb: Verb) -> None:
    signer = Signer(b"k" * 32, "customer.feedback@council.example")
    address = signer.reply_address(1_000_000, 2, verb, "a@council.example")
    token = signer.read_address(address)
    assert token is not None
    assert token.verb == verb


@pytest.mark.parametrize("verb", [Verb.ANSWER, Verb.HOLDING, Verb.ASK, Verb.UPDATE, Verb.EXTEND])
def test_what_goes_to_the_resident_is_never_taken_from_among_quoted_lines(verb: Verb) -> None:
    assert "quoted mail" in read_command("To 3 March 2026\nwords", verb, quoted_inside=True).wrong


@pytest.mark.parametrize(
    ("text", "standing", "why"),
    [
        ("ASK", OPEN, "no text"),
        ("ASK BY 10 February 2026\nx", OPEN, "has come already"),
        ("ASK BY 11 February 2026\nx", OPEN, ""),
        ("ASK\nx", ANSWERED, "answered already"),
        ("UPDATE\nx", ANSWERED, ""),
        ("PASS ON", OPEN, "nobody was named"),
        ("PASS ON TO Jo", ANSWERED, "answered already"),
        ("OUT OF SCOPE\nx", ANSWERED, "answered already"),
        ("OUT OF SCOPE", OPEN, "no reason"),
        ("CONCERN", ANSWERED, "nothing was said"),
        ("DROP", ANSWERED, "no reason"),
        ("RECORD", ANSWERED, "nothing to record"),
        ("Outcome: upheld", OPEN, "has not been answered"),
        ("Outcome: upheld", ANSWERED, ""),
        ("Learning: none", OPEN, ""),
        ("DONE", OPEN, ""),
        ("CLOSE", OPEN, ""),
        ("NOTE\nx", ANSWERED, ""),
    ],
)
def test_what_cannot_be_done_is_said_in_words(text: str, standing: Standing, why: str) -> None:
    said = objection(read_command(text), standing, TODAY)
    assert (why in said) if why else said == ""


@pytest.mark.parametrize(
    ("lines", "standing", "why"),
    [
        ("Channel: telephone", Standing(None, 0, None, None, 1, True), "in writing"),
        ("Channel: letter", Standing(None, 0, None, None, 1, True), ""),
        ("Channel: visit", Standing(None, 0, None, None, 1, True, may_speak=True), ""),
        (
            "Channel: visit",
            Standing(None, 0, None, None, 1, True, may_speak=True, speaks_of="straightforward"),
            "only a straightforward",
        ),
        (
            "Channel: visit\nComplexity: straightforward",
            Standing(None, 0, None, None, 1, True, may_speak=True, speaks_of="straightforward"),
            "",
        ),
        (
            "Channel: visit\nComplexity: complex",
            Standing(
                None,
                0,
                None,
                None,
                1,
                True,
                may_speak=True,
                speaks_of="straightforward",
                complexity="straightforward",
            ),
            "only a straightforward",
        ),
    ],
)
def test_by_word_of_mouth_only_where_the_policy_says_so(
    lines: str, standing: Standing, why: str
) -> None:
    said = objection(read_command(f"ANSWER\n{lines}\n\nI told her."), standing, TODAY)
    assert (why in said) if why else said == ""


def test_nothing_said_is_nothing_recorded() -> None:
    assert read_command("ANSWER\nDear").said == Said()
