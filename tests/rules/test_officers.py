"""What officers write, as they write it, and when it is not believed or not allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailroom.rules.officers import Claim, Command, Standing, Verb, doubt, objection, read_command

TODAY = date(2026, 2, 10)
THIRD = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "verb", "read"),
    [
        (
            "ANSWER\n\nDear Mrs Hill,\nWe are sorry.",
            "",
            Command(Verb.ANSWER, "Dear Mrs Hill,\nWe are sorry."),
        ),
        ("Answer:\nDear Mr Low", "", Command(Verb.ANSWER, "Dear Mr Low")),
        ("ANSWER upheld\nDear Mr Low", "", Command(Verb.ANSWER, "Dear Mr Low", outcome="upheld")),
        (
            "ANSWER\nOutcome: partly upheld\nDear Mr Low",
            "",
            Command(Verb.ANSWER, "Dear Mr Low", outcome="partly"),
        ),
        (
            "answer - not upheld.\nDear Mr Low",
            "",
            Command(Verb.ANSWER, "Dear Mr Low", outcome="not"),
        ),
        ("Dear Mr Low,\nall is well", "answer", Command(Verb.ANSWER, "Dear Mr Low,\nall is well")),
        (
            "Answer me this, why is it mine?",
            "",
            Command(Verb.NOTE, "Answer me this, why is it mine?"),
        ),
        ("I spoke to her today.", "note", Command(Verb.NOTE, "I spoke to her today.")),
        ("I spoke to her today.", "rubbish", Command(Verb.NOTE, "I spoke to her today.")),
        (
            "HOLDING\nYour tenancy runs to 1 March 2031.",
            "",
            Command(Verb.HOLDING, "Your tenancy runs to 1 March 2031."),
        ),
        (
            "HOLDING UNTIL 3 March 2026\nWe need longer.",
            "",
            Command(Verb.HOLDING, "We need longer.", THIRD),
        ),
        (
            "Response to follow, I wait for Bob.",
            "",
            Command(Verb.NOTE, "Response to follow, I wait for Bob."),
        ),
        (
            "Answer to Jo's question: no.",
            "note",
            Command(Verb.NOTE, "Answer to Jo's question: no."),
        ),
        ("Response not ready yet.", "", Command(Verb.NOTE, "Response not ready yet.")),
        ("Holding my breath here", "", Command(Verb.NOTE, "Holding my breath here")),
        ("EXTEND TO 3 March 2026\nShe is ill.", "", Command(Verb.EXTEND, "She is ill.", THIRD)),
        (
            "Extend to 03/03/2026 because she is ill.",
            "",
            Command(Verb.EXTEND, "she is ill.", THIRD),
        ),
        ("extension: 2026-03-03, she is ill", "", Command(Verb.EXTEND, "she is ill", THIRD)),
        ("Extend to 3rd March 2026\n\nIll.", "note", Command(Verb.EXTEND, "Ill.", THIRD)),
        ("EXTEND TO 31 February 2026\nIll.", "", Command(Verb.EXTEND, "Ill.", None)),
        ("ACCEPT", "", Command(Verb.ACCEPT, "")),
        ("Extended families are welcome", "", Command(Verb.NOTE, "Extended families are welcome")),
        ("", "note", Command(Verb.NOTE, "")),
    ],
)
def test_what_an_officer_writes_is_read_as_meant(text: str, verb: str, read: Command) -> None:
    assert read_command(text, verb) == read


BELIEVED = Claim("a@c.example", True, True, False, "a@c.example", True, True)


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (BELIEVED, ""),
        (replace(BELIEVED, in_directory=False), "directory"),
        (replace(BELIEVED, authenticated=False), "did not confirm"),
        (replace(BELIEVED, address_is_signed=False), "does not answer a letter"),
        (replace(BELIEVED, address_is_theirs=False), "written to somebody else"),
        (replace(BELIEVED, sender="b@c.example"), "does not deal with this case"),
        (replace(BELIEVED, sender="b@c.example", is_coordinator=True), ""),
        (
            replace(BELIEVED, is_coordinator=True, address_is_theirs=False),
            "written to somebody else",
        ),
    ],
)
def test_an_officer_is_believed_only_where_everything_agrees(claim: Claim, why: str) -> None:
    said = doubt(claim)
    assert (why in said) if why else said == ""


STANDING = Standing(None, 0, date(2026, 2, 17), date(2026, 3, 3), 1, True)
ANSWERED = replace(STANDING, answered_at=datetime(2026, 2, 9, tzinfo=UTC))
EXTEND = Command(Verb.EXTEND, "ill", date(2026, 3, 3))


@pytest.mark.parametrize(
    ("command", "standing", "why"),
    [
        (Command(Verb.ANSWER, "Dear"), STANDING, ""),
        (Command(Verb.ANSWER, ""), STANDING, "no text for the resident"),
        (Command(Verb.ANSWER, "Dear"), ANSWERED, "answered already"),
        (Command(Verb.NOTE, "hm"), ANSWERED, ""),
        (EXTEND, STANDING, ""),
        (EXTEND, replace(STANDING, may_extend=False), "knows no extension"),
        (EXTEND, replace(STANDING, extensions=1), "no further extension"),
        (EXTEND, replace(STANDING, extensions=4, extensions_allowed=None), ""),
        (replace(EXTEND, until=None), STANDING, "no new date"),
        (replace(EXTEND, text=""), STANDING, "no reason"),
        (replace(EXTEND, until=date(2026, 3, 4)), STANDING, "3 March 2026 at the latest"),
        (replace(EXTEND, until=date(2026, 2, 17)), STANDING, "not after"),
        (EXTEND, replace(STANDING, open_that_day=False), "no working day"),
        (replace(EXTEND, until=date(2026, 2, 10)), replace(STANDING, due_on=None), "not after"),
        (
            replace(EXTEND, until=date(2027, 9, 3)),
            replace(STANDING, extendable_to=None),
            "a year away",
        ),
        (Command(Verb.HOLDING, "We", date(2026, 1, 6)), STANDING, "not after"),
        (Command(Verb.ANSWER, "Dear", wrong="alone"), STANDING, "alone"),
        (replace(EXTEND, until=date(2026, 9, 4)), replace(STANDING, extendable_to=None), ""),
    ],
)
def test_a_command_the_policy_does_not_allow_is_refused_in_words(
    command: Command, standing: Standing, why: str
) -> None:
    said = objection(command, standing, TODAY)
    assert (why in said) if why else said == ""


def test_an_answer_beside_the_word_or_among_quoted_lines_is_sent_back() -> None:
    beside = read_command("ANSWER: Dear Mr Low,\nall is well")
    assert "alone on the first line" in objection(beside, STANDING, TODAY)
    among = read_command("ANSWER\nDear Mr Low,", quoted_inside=True)
    assert "quoted mail" in objection(among, STANDING, TODAY)
    assert read_command("I rang him.", quoted_inside=True).wrong == ""
