"""Who withdraws a complaint because it was put right has it closed.

Whoever gives up, or may have been talked out of it, is read by a person first.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.rules.disposition import Act, CaseState, Facts, Writer, decide
from mailroom.rules.following import Standing
from mailroom.rules.matching import Clue, Match, Rung, Strength
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Words, propose
from mailroom.rules.withdrawing import because_put_right

COUNCIL = Services((Offered("waste", "Waste and recycling"), Offered("parking", "Parking")))
REPLY = Standing(Strength.CERTAIN, letter="acknowledgement")
CASE = CaseState(1, answered=False, next_stage=2, may_escalate=True, by_complainant=True)
GLAD = "The new bin came on Tuesday, thank you. Please drop my complaint."


def facts_of(text: str, **more: object) -> Facts:
    """What is known of an answer to our acknowledgement by whoever complained."""
    known = Facts(
        Writer.RESIDENT,
        authenticated=True,
        forged=False,
        address="a@home.example",
        proposal=propose(Words("Re: Your complaint", text), COUNCIL, REPLY),
        match=Match(Clue(Rung.LETTER, 7, "answers a letter of ours", role="resident")),
        case=CASE,
        sender_is_party=True,
    )
    return replace(known, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        GLAD,
        "It's all sorted now, so I'd like to withdraw my complaint. Thanks for your help.",
        "Last night the permit came by email. I no longer need the complaint, please close it.",
        "They have collected it and swept up after. I do not wish to pursue my complaint.",
        "The permit has come, five weeks late. You can drop the complaint.",
        "Your man was here this morning and the door is mended. Kindly cancel my complaint, no need to write.",
    ],
)
def test_a_complaint_that_was_put_right_is_closed_when_its_complainant_says_so(text: str) -> None:
    decision = decide(facts_of(text))
    assert (decision.act, decision.relation, decision.case_id) == (Act.WITHDRAW, "open_case", 7)
    assert "put right" in decision.reason


@pytest.mark.parametrize(
    "text",
    [
        "I withdraw my complaint. I have had enough of all this.",
        "It came on Tuesday but the lid is off. Please drop my complaint.",
        "If it is fixed by Friday I withdraw my complaint.",
        "The officer came yesterday and told me to withdraw my complaint, so I do.",
        "It is mended. I am too frightened of him to go on, please drop my complaint.",
        "Please cancel my complaint. They came on Monday and did nothing.",
        "Please drop my complaint, it was done on Monday. Can you look at the gate as well?",
        "Please withdraw what I said in my complaint. I made a mistake, I fell. He is here and says sorry.",
        "Your man came yesterday and shouted at me. Please drop my complaint.",
        "The officer rang me yesterday. Please drop my complaint.",
        "I went to the office on Monday. I withdraw my complaint.",
        "It has not been collected. Withdraw my complaint, there is no point.",
    ],
)
def test_whoever_gives_up_or_says_more_is_read_by_a_person(text: str) -> None:
    decision = decide(facts_of(text))
    assert (decision.act, decision.case_id) == (Act.HOLD, 7)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"authenticated": False},
        {"case": replace(CASE, by_complainant=False)},
        {"match": Match(Clue(Rung.QUOTED_REFERENCE, 7, "names the case", role=""))},
    ],
)
def test_nobody_else_withdraws_it_unasked(otherwise: dict[str, object]) -> None:
    assert decide(facts_of(GLAD, **otherwise)).act is Act.HOLD


def test_whoever_may_have_been_talked_out_of_it_is_read_by_a_person() -> None:
    glad = facts_of(GLAD)
    for flag in ("vulnerable", "discrimination", "names_staff"):
        at_risk = replace(glad, proposal=replace(glad.proposal, flags=(flag,)))
        assert decide(at_risk).act is Act.HOLD


def test_a_long_letter_says_more_than_that_it_was_put_right() -> None:
    assert because_put_right(GLAD)
    assert not because_put_right(f"{GLAD} {'and so it went on and on ' * 20}")
