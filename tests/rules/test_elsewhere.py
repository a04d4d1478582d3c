"""What a writer says that it is not: grounds disowned, threats, and another body's work. Sentences of our own."""

from __future__ import annotations

import pytest

from mailroom.rules.second_look import ByRules
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.triage import Proposal, Words, heard_by_rules, propose

SERVICES = Services(
    (Offered("parking"), Offered("council_tax"), Offered("waste"), Offered("housing_repairs"))
)


def read(text: str, subject: str = "") -> Proposal:
    return propose(Words(subject, text), SERVICES)


def heard(text: str) -> ByRules:
    """What the rules alone make of a few sentences, before the whole is looked at again."""
    return heard_by_rules(Words("", text), SERVICES)[1]


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
            "A branch came down in the lane in the wind last Tuesday. I am not making an insurance claim. I rang three"
            " times, nobody came and nobody rang me back, and I want to complain about that.",
            "legal_or_insurance",
        ),
        (
            "Cllr Moss told everybody at the meeting that I am a liar. I want to complain about her.",
            "Cllr Moss told me to write to you. My bin has been missed four times and I want to complain.",
            "councillor_conduct",
        ),
        (
            "Here is my claim form and a letter before action. I have issued proceedings in the county court.",
            "You have owed me council tax credit since May. I have rung twice and been told each time that it was on"
            " its way. It is not. If nobody answers by Friday I will go to the small claims court.",
            "legal_or_insurance",
        ),
    ],
)
def test_whoever_says_that_it_is_not_that_is_believed(own: str, disowned: str, ground: str) -> None:
    assert read(own).exclusion == ground
    assert read(disowned).exclusion == ""
    assert read(disowned).kind == "complaint"


def test_whoever_gives_no_name_is_first_taken_for_what_they_tell() -> None:
    told = (
        "I won't give my name. Your bin crew are taking scrap and copper from the tip and selling it for themselves, it"
        " goes off in their own van. That is stealing from the council."
    )
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
def test_the_same_words_by_the_way_are_not_heard_as_a_ground(told: str) -> None:
    assert heard(told).exclusion == ""


@pytest.mark.parametrize(
    "told",
    [
        "There has been no hot water in our flat for a week. I rang you on Monday and was told that a plumber would"
        " come. Nobody came. I have two small children and am boiling kettles for the bath. I want to complain.",
        "My bin was missed again last week. When your officer rang me about it no name was given, and he was rude and"
        " put the phone down on me. I have reported it three times and I want to make a complaint.",
        "My bin is missed each week. I have lived here and voted in every election for fifty years and never known the"
        " like. I rang on Monday and again on Thursday and nobody came back for it. I want to complain.",
    ],
)
def test_a_whole_mail_that_has_such_words_by_the_way_is_the_councils_to_answer(told: str) -> None:
    found = read(told)
    assert (found.kind, found.exclusion) == ("complaint", "")


def test_a_promise_to_come_within_a_day_is_no_fraud() -> None:
    told = "Your crew said that the fly-tipping would go within 24 hours. That was in May. I want to complain about it."
    assert read(told).kind == "complaint"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "I am writing to complain about penalty charge XY1234. The sign was hidden by a hedge. Please cancel it.",
            "complaint",
        ),
        (
            "I complain that you refused my blue badge. I can hardly walk to my gate and want the decision changed.",
            "complaint",
        ),
        (
            "I am challenging penalty charge XY1234. The sign was hidden by a hedge. Please cancel it.",
            "other_process",
        ),
        (
            "I wish to appeal against the refusal of my blue badge. I can hardly walk to my gate.",
            "other_process",
        ),
    ],
)
def test_who_complains_of_a_decision_and_names_no_appeal_complains_and_a_person_looks(
    text: str, kind: str
) -> None:
    found = propose(Words("", text), SERVICES)
    assert (found.kind, found.exclusion) == (kind, "right_of_appeal")
