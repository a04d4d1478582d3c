"""Each part that a policy can ask for is found in a letter that has it, and missed once the sentence is gone."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from letters import samples
from letters.checking import check_required
from letters.compose import Letter, compose
from letters.part_words import part_words
from letters.parts import PARTS, parts_in
from letters.sample_case import DATES
from mailroom.rules.policy_duties import Part

EXPLAINED = {"question": "What went wrong?"}
# Part -> a letter that has it, what to add to its facts, and the words of the sentences that say it.
SAID: dict[str, tuple[str, dict[str, dict[str, object]], tuple[str, ...]]] = {
    "greeting": ("acknowledgement", {}, ("Dear",)),
    "reference": ("acknowledgement", {}, ("FBC-26-0012",)),
    "stage": ("acknowledgement", {}, ("at stage 1",)),
    "received_on": ("acknowledgement", {}, ("13 January",)),
    "who_deals": ("acknowledgement", {}, ("Jeremy Fisk",)),
    "how_to_reach": ("acknowledgement", {}, ("You can reach", "by telephone", "replying")),
    "reply_by": ("acknowledgement", {}, ("27 January",)),
    "understanding": ("acknowledgement", {}, ("My mother is 84",)),
    "outcome_sought": ("acknowledgement", {}, ("Collections as agreed",)),
    "not_ours": (
        "acknowledgement",
        {"case": {"not_ours": "The lorry is Anglia Waste's: 01632 960 120."}},
        ("Anglia Waste",),
    ),
    "outcome": ("response", {}, ("upheld",)),
    "reasons": ("response", {}, ("You told us", "I have looked", "That was", "The list")),
    "what_was_done": ("response", {}, ("I have looked", "The list", "That was")),
    "grounds": (
        "response",
        {"response": {"text": "Our policy on assisted collections says so. I am sorry."}},
        ("policy",),
    ),
    "apology": ("response", {}, ("sorry",)),
    "remedies": ("response", {}, ("every assisted collection",)),
    "actions": ("response", {}, ("3 February",)),
    "learning": ("response", {}, ("no depot",)),
    "points": ("response", {"case": {"points": ["the bin", "the calls"]}}, ("the calls",)),
    "next_stage": ("response", {}, ("stage 2",)),
    "escalate_by": ("response", {}, ("27 April",)),
    "how_to_escalate": ("response", {}, ("To ask",)),
    "asks_why": ("response", {}, ("still wrong",)),
    "ombudsman": ("extension", {}, ("0300 061 0614",)),
    "ombudsman_any_time": ("extension", {}, ("at any time",)),
    "ombudsman_last": ("extension", {}, ("usually",)),
    "ombudsman_from": (
        "repeat_closed_stage2",
        {"dates": {"ombudsman_from": date(2026, 5, 20)}},
        ("20 May",),
    ),
    "ombudsman_by": (
        "repeat_closed_stage2",
        {"dates": {"ombudsman_by": date(2027, 3, 26)}},
        ("26 March",),
    ),
    "ombudsman_review": ("signpost", {}, ("our decision",)),
    "final_answer": ("repeat_closed_stage2", {}, ("final answer",)),
    "designated_person": (
        "repeat_closed_stage2",
        {"policy": {"designated_person": "Your MP can take it there for you"}},
        ("Your MP",),
    ),
    "reason_for_delay": ("extension", {}, ("are away",)),
    "new_date": ("extension", {}, ("10 February",)),
    "reason_for_refusal": ("signpost", {}, ("right of appeal",)),
    "where_to_go": ("signpost", {}, ("trafficpenaltytribunal.gov.uk",)),
    "alternatives": (
        "signpost",
        {"signpost": {"where": None, "contact": None}},
        ("Citizens Advice", "independent legal"),
    ),
    "how_to_complain": ("survey", {"survey": {"tells_how": True}}, ("complain",)),
    "older_case": ("repeat_closed_stage1", {}, ("FBC-25-0981",)),
    "questions": ("information_request", {}, ("put the bin out",)),
    "clock_stands_still": ("information_request", {}, ("stands still",)),
    "permission": ("consent_request", {}, ("permission", "I agree", "consent")),
    "complaint": ("assignment", {}, ("My mother is 84",)),
    "documents": ("assignment", {}, ("photo of the bin",)),
    "due_date": ("duty", {}, ("20 January",)),
    "learning_form": ("learning_form_chase", {}, ("learning form", "learning from")),
    "measures": ("restriction_notice", {}, ("do not telephone",)),
    "how_long": ("restriction_notice", {}, ("20 July",)),
    "review_on": ("restriction_notice", {}, ("20 July",)),
    "appeal": ("restriction_notice", {}, ("Dele Okafor",)),
    "nomination": ("compliment_pass_on", {}, ("Extra Mile",)),
    "share_words": ("compliment_pass_on", {}, ("share it",)),
    "signatory": ("response", {}, ("Jeremy Fisk",)),
    "notes": ("response", {}, ("The interpreter",)),
}


def facts_of(part: str) -> dict[str, object]:
    name, more, _ = SAID[part]
    facts = samples.sample_facts(name)
    for group, added in more.items():
        before = facts.get(group)
        facts[group] = {**before, **added} if isinstance(before, dict) else added
    return facts | ({"notes": ["The interpreter costs you nothing."]} if part == "notes" else {})


def without(letter: Letter, *said: str) -> Letter:
    """The same letter with each sentence, heading and line gone that has one of these words."""

    def left(text: str) -> str:
        kept = re.split(r"((?<=[.!?:])[ \n]+|\n)", text)
        return "".join(one for one in kept if not any(word in one for word in said))

    return replace(letter, subject=left(letter.subject), text=left(letter.text))


def test_the_parts_are_those_that_a_policy_can_ask_for() -> None:
    assert set(PARTS) == set(get_args(Part)) == set(SAID)
    unworded = {part for part in PARTS if part_words(part) == part.replace("_", " ")}
    assert unworded <= {"how_to_complain"}


@pytest.mark.parametrize("part", sorted(SAID))
def test_a_part_is_found_and_missed_once_its_sentence_is_gone(part: str) -> None:
    name, _, said = SAID[part]
    facts = facts_of(part)
    letter = compose(name, facts)
    assert part in parts_in(letter, facts)
    mutilated = without(letter, *said)
    assert mutilated.text != letter.text
    assert part not in parts_in(mutilated, facts)
    assert parts_in(mutilated, facts, [part]) == frozenset()


def test_wrapping_and_quotation_marks_make_no_difference() -> None:
    facts = samples.sample_facts("acknowledgement")
    letter = compose("acknowledgement", facts)
    wrapped = replace(letter, text=letter.text.replace(" ", "\n> "))
    asked = ("reply_by", "who_deals", "understanding", "outcome_sought", "stage")
    assert parts_in(wrapped, facts, asked) == frozenset(asked)


def test_another_day_is_not_the_day() -> None:
    facts = samples.sample_facts("acknowledgement")
    letter = compose("acknowledgement", facts)
    day = {"dates": {**DATES, "respond_by": date(2026, 1, 7)}}
    said = replace(letter, text="You can expect our answer by 27 January 2026.")
    assert "reply_by" in parts_in(said, facts)
    assert "reply_by" not in parts_in(said, facts | day)


@pytest.mark.parametrize(
    ("outcome", "words", "found"),
    [
        ("upheld", "I uphold your complaint.", True),
        ("upheld", "Your complaint is not upheld.", False),
        ("upheld", "Your complaint is partly upheld.", False),
        ("partly", "Your complaint is upheld in part.", True),
        ("partly", "Your complaint is upheld.", False),
        ("not", "Your complaint is not upheld.", True),
        ("not", "Your complaint is upheld.", False),
        (None, "Your complaint is upheld.", True),
        (None, "I looked into it.", False),
    ],
)
def test_an_outcome_is_the_one_that_was_decided(
    outcome: str | None, words: str, found: bool
) -> None:
    letter = Letter("response", "Our answer", words, "")
    facts: dict[str, object] = {"response": {"text": words, "outcome": outcome}}
    assert ("outcome" in parts_in(letter, facts)) is found


def test_an_apology_is_the_officers_own_and_not_the_houses() -> None:
    facts = facts_of("apology") | {"response": {"text": "We collected it.", "outcome": "upheld"}}
    letter = Letter("response", "Our answer", "We are sorry. We collected it.", "")
    assert "apology" not in parts_in(letter, facts)


def test_what_there_is_not_need_not_be_said() -> None:
    facts = samples.sample_facts("acknowledgement") | {"documents": []}
    letter = compose("acknowledgement", facts)
    vacuous = {"not_ours", "documents", "actions", "ombudsman_from", "designated_person", "notes"}
    assert vacuous <= parts_in(letter, facts)


def test_of_nothing_known_nothing_of_weight_is_said() -> None:
    facts = samples.bare_facts("response")
    said = parts_in(compose("response", facts), facts)
    assert not said & {"outcome", "reasons", "reply_by", "ombudsman", "stage", "escalate_by"}


def test_a_councils_wording_that_drops_a_sentence_is_told_with_its_row(tmp_path: object) -> None:
    folder = tmp_path / "letters"  # type: ignore[operator]
    (folder / "acknowledgement").mkdir(parents=True)
    words = "{{ recipient|greeting }},\n\nThank you. {{ owner.name }} deals with it."
    (folder / "acknowledgement" / "body.txt").write_text(words, encoding="utf-8")
    parts = {"who_deals": "S001-19", "reply_by": "S001-20, S004-63"}
    facts = samples.sample_facts("acknowledgement")
    assert check_required("acknowledgement", parts, None, facts) == []
    assert check_required("acknowledgement", parts, folder, facts) == [
        "acknowledgement: does not say by when to expect the answer (S001-20, S004-63)"
    ]
    page = "<p>{{ recipient|greeting }}</p><p>By <b>{{ dates.respond_by|longdate }}</b>.</p>"
    (folder / "acknowledgement" / "body.txt").unlink()
    (folder / "acknowledgement" / "body.html").write_text(page, encoding="utf-8")
    open_again = tmp_path / "again"  # type: ignore[operator]
    folder.rename(open_again)
    assert check_required("acknowledgement", parts, open_again, facts) == [
        "acknowledgement: does not say who deals with it (S001-19)"
    ]


def test_looking_for_the_parts_costs_well_under_a_millisecond() -> None:
    facts = samples.sample_facts("response")
    letter, asked = compose("response", facts), ("stage", "outcome", "reasons", "escalate_by")
    began = time.process_time()
    for _ in range(200):
        parts_in(letter, facts, asked)
    assert (time.process_time() - began) / 200 < 0.002  # seconds, with room for a slow machine
