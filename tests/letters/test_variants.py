"""One letter for several cases: what it says in each, and what it must not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from letters import words
from letters.compose import compose
from letters.facts import OPTIONAL
from letters.parts import PARTS
from letters.samples import OWN, sample_facts
from mailroom.rules.policy_terms import FLAGS
from tests.letters.reading import amiss
from tests.letters.says import OMBUDSMAN

Changed = dict[str, dict[str, Any]]
POLICY_FORBIDS: Changed = {"signpost": {"ombudsman_review": False, "where": None, "contact": None}}
# Letter, what is otherwise in its facts, what it says then, and what it does not say.
VARIANTS: list[tuple[str, Changed, tuple[str, ...], tuple[str, ...]]] = [
    # S003-59: the other council has the complaint, and nothing of what we note inside.
    (
        "transfer",
        {"transfer": {"to_resident": False}},
        ("which you lead", "your own procedure", "> My mother is 84", "01632 960 118"),
        ("vulnerable", "Answer due", "need not write"),
    ),
    # S001-42: the department is told what is recommended.
    (
        "referred_back",
        {"referred": {"inside": True}},
        ("What we recommend", "To tell you what went wrong", "27 January 2026"),
        ("Yours sincerely", "We are sorry"),
    ),
    ("restriction_review", {"restriction": {"lifted": True}}, ("have lifted",), ("If you do not",)),
    ("contact_limits", {"restriction": {"lifted": True}}, ("lifted the limits",), ("What to do",)),
    (
        "restriction_notice",
        {"restriction": {"appeal": None, "no_appeal": True}},
        ("no right of appeal within", *OMBUDSMAN),
        ("Dele Okafor",),
    ),
    # CODE-05: the survey tells how to complain.
    (
        "survey",
        {"survey": {"tells_how": True}},
        ("If you would like to complain", "by telephone on 01632", "fenbridge.example/complaints"),
        ("we will explain",),
    ),
    (
        "survey",
        {"case": {"kind": "service_request"}},
        ("You asked us for something", "4. how quickly it was done"),
        ("closed your complaint",),
    ),
    (
        "survey",
        {"survey": {"questions": ["how polite we were", "how clear we were"]}},
        ("2. how clear we were", "for example 4, 3,"),
        ("3. ",),
    ),
    # S000-46: the form goes out, its questions as headings.
    (
        "learning_form_chase",
        {"learning": {"first": True, "questions": ["What went wrong?", {"question": "Why?"}]}},
        ("Please send us your learning form", "LEARNING", "1. What went wrong?", "2. Why?"),
        ("still need", "attached"),
    ),
    ("learning_form_chase", {"learning": {"gate": False}}, ("still need",), ("cannot be closed",)),
    (
        "closure",
        {"closing": {"reason": "resolved informally"}},
        ("has been put right", "as a complaint"),
        ("We answered it", "stage 2"),
    ),
    ("closure", {"closing": {"reason": "transferred"}}, ("with those who",), ("stage 2",)),
    ("closure", {"closing": {"reason": "refused"}}, ("explained to you why",), ("put right",)),
    ("closure", {"closing": {"reason": "withdrawn"}}, ("do not wish to go on",), ("stage 2",)),
    # S001-49 and S001-65: the draft for its facts, and how it ended.
    (
        "staff_copy",
        {"staff": {"what": "draft"}},
        ("errors of fact", "The draft", "20 January"),
        ("names you", "union"),
    ),
    (
        "staff_copy",
        {"staff": {"what": "outcome", "outcome": "not"}},
        ("the complaint was not upheld", "Jeremy Fisk is there for you"),
        ("Nothing has been decided",),
    ),
    # S001-57: receipt, provisional view and final decision.
    (
        "external_stage_notice",
        {"notice": {"news": "provisional"}},
        ("provisional view", "Comments are due by Tuesday 2 June 2026"),
        ("You answer for the council",),
    ),
    (
        "external_stage_notice",
        {"notice": {"news": "final"}},
        ("This is their decision", "somebody who does it"),
        ("The answer goes to", "You answer for"),
    ),
    # S001-97: what of it goes on; S001-116: else independent advice; S004-31: the Ombudsman.
    (
        "signpost",
        {"signpost": {"partial": "How you were spoken to on the telephone."}},
        ("part of it", "still looking into", "spoken to", *OMBUDSMAN),
        ("Citizens Advice",),
    ),
    ("signpost", POLICY_FORBIDS, ("Citizens Advice", "look at it again"), ("Coventry",)),
    (
        "signpost",
        {"signpost": {"otherwise": "the law centre in Mill Lane can advise you"}},
        ("The law centre in Mill Lane can advise you.",),
        ("Citizens Advice",),
    ),
    # S003-75: whoever sends the letter reads how the resident wishes to hear from us.
    (
        "assignment",
        {"case": {"adjustments": ["large print", "no telephone calls"]}},
        ("How they wish to hear from us: large print and no telephone calls",),
        (),
    ),
    (
        "acknowledgement",
        {"case": {"adjustments": ["large print"], "questions": ["Which bin is it?"]}},
        ("You have asked us for this: large print", "- Which bin is it?", "do not wait for them"),
        (),
    ),
    (
        "acknowledgement",
        {"owner": {"name": None, "phone": None, "email": None}},
        ("The Feedback Team will see that you get an answer",),
        ("Jeremy",),
    ),
    # S001-56: signed for somebody else.
    (
        "response",
        {"response": {"on_behalf_of": "the Chief Executive", "remedies": ["redress", "apology"]}},
        ("On behalf of the Chief Executive", "- a payment", "- an apology"),
        (),
    ),
    # A001-04, S004-68: asked for once, and no condition.
    (
        "escalation_acknowledgement",
        {"escalation": {"text": None}},
        ("what is still wrong and what you would like us to do", "in any case"),
        (),
    ),
    (
        "status_reply",
        {"status": {"answered_on": date(2026, 1, 9)}},
        ("We answered it on Friday 9 January 2026", "send it again"),
        ("You can expect",),
    ),
    (
        "status_reply",
        {"dates": {"respond_by": date(2026, 1, 9)}},
        ("should have had our answer by Friday 9 January 2026", "we are sorry"),
        ("You can expect",),
    ),
    ("remedy_reminder", {"remedy": {"late": False}}, ("It is to be done",), ("nobody has told",)),
    ("duty", {"duty": {"told": True, "bars": "nothing"}}, ("ask what",), ("DONE", "cannot be")),
    ("duty", {"duty": {"link": "https://desk.example/1"}}, ("https://desk.example/1",), ("DONE",)),
    # S001-22, S001-23: the one report, with a letter to each.
    (
        "collective_notice",
        {"collective": {"report": "The rounds were too long.", "personal": "Your own call: yes."}},
        ("what we found", "The rounds were too long", "concerns you alone", "27 April 2026"),
        ("we will look at all", "will answer that"),
    ),
]


@pytest.mark.parametrize(("name", "changed", "says", "not_says"), VARIANTS)
def test_a_letter_fits_its_case(
    name: str, changed: Changed, says: tuple[str, ...], not_says: tuple[str, ...]
) -> None:
    facts = sample_facts(name)
    for group, added in changed.items():
        before = facts.get(group)
        facts[group] = {**before, **added} if isinstance(before, dict) else added
    letter = compose(name, facts)
    assert [one for one in says if one not in letter.text] == []
    assert [one for one in not_says if one in letter.text] == []
    assert amiss(letter.text) == []
    assert amiss(f"{letter.subject}\n") == []


def test_a_letter_that_is_asked_for_the_ombudsman_names_it() -> None:
    facts = sample_facts("acknowledgement")
    assert "Coventry" not in compose("acknowledgement", facts).text
    asked = facts | {"asked": ("who_deals", "ombudsman")}
    assert all(one in compose("acknowledgement", asked).text for one in OMBUDSMAN)
    forbidden = asked | {"policy": {**facts["policy"], "ombudsman_here": False}}  # type: ignore[dict-item]
    assert "Coventry" not in compose("acknowledgement", forbidden).text


@pytest.mark.parametrize(("stage", "final"), [(1, False), (2, True)])
def test_samples_are_of_their_stage(stage: int, final: bool) -> None:
    text = compose("response", sample_facts("response", stage)).text
    assert f"Stage of our procedure: {stage}" in text
    assert ("final answer" in text) is final
    assert ("considered again, at stage 2" in text) is not final


def test_samples_of_the_ombudsmans_stage_are_for_the_ombudsman() -> None:
    facts = sample_facts("acknowledgement", "external")
    assert "Thank you for your notice" in compose("acknowledgement", facts).text
    one_stage = sample_facts("response", 1, last=True)
    assert "final answer" in compose("response", one_stage).text


def test_a_moment_is_told_by_the_readers_clock() -> None:
    assert words.moment(date(2026, 2, 3)) == "Tuesday 3 February 2026"
    assert words.moment(None) == ""
    noon = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)
    assert words.moment(noon) == "12pm on Wednesday 1 July 2026"
    assert words.moment(datetime(2026, 1, 1, 0, 5, tzinfo=UTC)).startswith("12.05am on Thursday")


def test_every_flag_of_a_case_is_said_in_words() -> None:
    assert set(words.FLAG_WORDS) >= FLAGS


@pytest.mark.parametrize("outcome", ["upheld", "partly", "not"])
def test_every_outcome_has_words_for_resident_and_colleague(outcome: str) -> None:
    assert words.outcome_words(outcome).startswith("Your complaint is")
    assert words.outcome_inside(outcome).startswith("the complaint was")


def test_the_page_on_letters_names_every_letter_fact_and_part() -> None:
    page = (Path(__file__).parents[2] / "docs" / "letters.md").read_text(encoding="utf-8")
    names = {*OWN, *PARTS, *OPTIONAL, *(fact for facts in OPTIONAL.values() for fact in facts)}
    assert [name for name in sorted(names) if name not in page] == []
