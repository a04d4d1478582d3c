"""What a writer says that it is not: grounds disowned, threats, and another body's work. Sentences of our own."""

from __future__ import annotations

import pytest

from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Proposal, Words, propose

SERVICES = Services(
    (Offered("parking"), Offered("council_tax"), Offered("waste"), Offered("housing_repairs"))
)


def read(text: str, subject: str = "") -> Proposal:
    return propose(Words(subject, text), SERVICES)


@pytest.mark.parametrize(
    ("own", "disowned", "ground"),
    [
        (
            "I got a parking ticket on Tuesday. I want to appeal it, the sign was covered up.",
            "I got a parking ticket on Tuesday. I'm not appealing the ticket. I complain that your warden swore at me.",
            "right_of_appeal",
        ),
        (
            "A branch fell on my car and dented it. I want to make an insurance claim for the repair bill.",
            "A branch fell in the lane. I am not making an insurance claim. I complain that nobody came for a month.",
            "legal_or_insurance",
        ),
        (
            "Cllr Moss told everybody at the meeting that I am a liar. I want to complain about her.",
            "Cllr Moss told me to write to you. My bin has been missed four times and I want to complain.",
            "councillor_conduct",
        ),
        (
            "Here is my claim form and a letter before action. I have issued proceedings in the county court.",
            "You owe me council tax credit since May. If nobody answers by Friday I will go to the small claims court.",
            "legal_or_insurance",
        ),
    ],
)
def test_whoever_says_that_it_is_not_that_is_believed(own: str, disowned: str, ground: str) -> None:
    assert read(own).exclusion == ground
    assert read(disowned).exclusion == ""
    assert read(disowned).kind == "complaint"


def test_whoever_gives_no_name_is_first_taken_for_what_they_tell() -> None:
    told = "I won't give my name. The crew are selling scrap and nicking copper, it goes in their own van."
    assert read(told).exclusion == "fraud_or_whistleblowing"
    assert read("I won't give my name. My bin is never emptied.").exclusion == "anonymous"


@pytest.mark.parametrize(
    "told",
    [
        "There is a burst water main in Mill Road and nobody has come. It is a disgrace and I want to complain.",
        "Eastmere Water have left a hole in our road for six weeks. I'm appalled and I wish to complain about them.",
        "My flat is full of mould. It's a housing association and they never answer, so I am complaining to you.",
    ],
)
def test_another_bodys_work_is_not_the_councils(told: str) -> None:
    assert read(told).exclusion == "not_the_council"


@pytest.mark.parametrize(
    "told",
    [
        "There has been no hot water for a week. I rang you and nobody came. I want to complain.",
        "No name was given when your officer rang me about my bin. He was rude and I want to complain.",
        "I have voted in every election for fifty years, and now my bin is missed each week. I complain of it.",
    ],
)
def test_the_same_words_by_the_way_are_no_ground(told: str) -> None:
    assert read(told).exclusion == ""


def test_a_promise_to_come_within_a_day_is_no_fraud() -> None:
    told = "Your crew said that the fly-tipping would go within 24 hours. That was in May. I want to complain about it."
    assert read(told).kind == "complaint"
