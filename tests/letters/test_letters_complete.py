"""Every letter says what the policies ask of it, and says the same as text and as a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from letters.compose import LetterFault, compose, letter_names, required_facts
from letters.envelope import MARKER
from letters.samples import OWN, sample_facts
from tests.letters.reading import Page, amiss, said

TO_RESIDENTS = (
    "acknowledgement",
    "closure",
    "comment_acknowledgement",
    "compliment_thanks",
    "consent_request",
    "duplicate_open",
    "escalation_acknowledgement",
    "extension",
    "holding",
    "information_request",
    "repeat_closed_stage1",
    "repeat_closed_stage2",
    "response",
    "signpost",
    "survey",
)
# The names that corpora and policies use, and those the house added.
ALL = {
    *TO_RESIDENTS,
    *("assignment", "officer_reminder", "officer_overdue", "anonymous_feedback", "bounce_alert"),
    *("compliment_pass_on", "comment_pass_on", "comment_reply_reminder", "update_forwarded"),
    *("learning_form_chase", "officer_receipt", "external_stage_notice", "held_notice"),
    *("acknowledgement_overdue", "daily_word"),
}
OMBUDSMAN = ("Local Government and Social Care Ombudsman", "Coventry CV4 0EH", "0300 061 0614")
REF = "FBC-26-0012"

# Letter -> what must stand in it, with the requirement it meets.
SAYS: dict[str, tuple[str, ...]] = {
    # S001-19 who deals with it and how to reach them; S001-20 when; S004-64, CODE-21 understanding
    # and outcome sought; S000-85 stage.
    "acknowledgement": (
        *("Jeremy Fisk, Head of Environment", "01632 960 140", "Tuesday 27 January 2026", REF),
        *("> My mother is 84", "> Collections as agreed", "stage 1", "stage 2"),
    ),
    # S000-66 complaint, form and computed date; S000-17 speak to the complainant.
    "assignment": (
        *("Tuesday 27 January 2026", "> My mother is 84", "01632 960 118", "learning form"),
        *("ANSWER", "HOLDING", "EXTEND TO 10 February 2026", "ACCEPT", "NOTE"),
        *("Speak to the resident", "feedback+answer.k7q2m@fenbridge.example"),
    ),
    # S004-44..50, CODE-38: stage, definition, decision, reasons, remedies, actions, next stage.
    "response": (
        *("Stage of our procedure: 1", "> My mother is 84", "Your complaint is upheld"),
        *("an apology", "Sandra Whitlock), by Tuesday 3 February 2026", "stage 2"),
        *("by Monday 27 April 2026", "Jeremy Fisk\nHead of Environment"),
    ),
    # S004-56 new date; S004-59, CODE-34 reason and the Ombudsman's details.
    "extension": ("Tuesday 27 January", "by Tuesday 10 February 2026", "are away", *OMBUDSMAN),
    # S001-26 apology, why, when.
    "holding": ("We are sorry", "whole crew", "by Tuesday 10 February 2026", *OMBUDSMAN),
    # CODE-40 acknowledged and defined anew.
    "escalation_acknowledgement": ("> Thank you, but the list", "> My mother", "stage 2", REF),
    "duplicate_open": (REF, "Tuesday 27 January 2026", "not opened a second one"),
    # S003-14 directs to stage 2.
    "repeat_closed_stage1": ("FBC-25-0981", "Tuesday 9 December 2025", "stage 2", "27 April"),
    # S003-15 directs to the ombudsman; CODE-67 final, and may now complain.
    "repeat_closed_stage2": ("final answer", "may now complain", *OMBUDSMAN),
    # S004-04, S003-23 reason, where to go, and the Ombudsman may review the refusal.
    "signpost": ("right of appeal", "Traffic Penalty Tribunal", "our decision", *OMBUDSMAN),
    "anonymous_feedback": ("> Could there be", "left no name"),
    "compliment_thanks": ("> The crew carried", "Jeremy Fisk"),
    # S000-10 share it; S000-13 the recognition scheme.
    "compliment_pass_on": ("share it", "Going the Extra Mile", "> The crew carried"),
    "comment_pass_on": ("> Could there be", "Tuesday 27 January 2026", "ANSWER"),
    "comment_reply_reminder": ("Tuesday 27 January 2026", "> Could there be"),
    "comment_acknowledgement": ("> Could there be", "not as a complaint"),
    "information_request": ("put the bin out", "by Tuesday 20 January 2026", "stands still"),
    # S003-56 written permission before anything is told.
    "consent_request": ("Edith Stannard", "permission in writing", "form that we enclose"),
    "update_forwarded": ("> It has happened again", "today.jpg", "Tuesday 27 January 2026"),
    # S000-54 four questions; CODE-05 how to complain.
    "survey": ("1. how your complaint", "4. how quickly", "complain", "28 February 2026"),
    "learning_form_chase": ("cannot be closed", "Tuesday 3 February 2026"),
    "closure": ("Thursday 29 January 2026", "stage 2", "Monday 27 April 2026", "12 months"),
    "bounce_alert": ("saltmarch.example", "550 5.1.1", "01632 960 118"),
    "officer_reminder": ("Tuesday 27 January 2026", "Tuesday 10 February 2026", "> My mother"),
    "officer_overdue": ("was due on Tuesday 27 January 2026", "with you", "> My mother"),
    "acknowledgement_overdue": ("by Friday 16 January 2026",),
    "officer_receipt": ("could not", "after 10 February 2026.", "EXTEND TO and a date"),
    "external_stage_notice": ("25 014 221", "by Tuesday 2 June 2026", "not to the resident"),
    "daily_word": (
        "3 messages are waiting",
        "Tuesday 13 January 2026",
        "the flat upstairs",
        "Jeremy Fisk",
    ),
    "held_notice": ("at risk of harm", "https://desk.fenbridge.example/queue/1431"),
}


def test_every_letter_of_the_trade_is_there() -> None:
    assert set(letter_names()) == ALL == set(OWN)


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_letter_says_what_is_asked_of_it(name: str) -> None:
    letter = compose(name, sample_facts(name))
    assert [words for words in SAYS[name] if words not in letter.text] == []
    assert letter.subject
    assert "\n" not in letter.subject


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_letter_reads_as_a_clerk_would_write_it(name: str) -> None:
    letter = compose(name, sample_facts(name))
    assert amiss(letter.text) == []
    assert amiss(f"{letter.subject}\n") == []


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_page_says_what_the_text_says_in_the_same_order(name: str) -> None:
    facts = sample_facts(name) | {"links": None}
    letter = compose(name, facts)
    assert said(" ".join(Page(letter.html).words)) == said(letter.text)


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_page_loads_nothing_runs_nothing_and_is_whole(name: str) -> None:
    html = compose(name, sample_facts(name)).html
    page = Page(html)
    assert page.faults == []
    assert page.headings_without_words == []
    assert not page.tags & {"script", "style", "link", "img", "iframe", "form", "font", "center"}
    assert all(link.startswith(("mailto:", "https://")) for link in page.links)
    assert '<html lang="en-GB">' in html
    assert "width=device-width" in html
    # Neither ground nor the colour of running text is set, so that a dark screen stays dark.
    assert "background" not in html
    assert html.count("color:") == html.count("color:#767676")


@pytest.mark.parametrize("name", TO_RESIDENTS)
def test_a_resident_can_answer_above_the_line_and_knows_from_whom_it_is(name: str) -> None:
    text = compose(name, sample_facts(name)).text
    assert text.startswith(f"{MARKER}\n\nDear Ms Stannard,\n")
    assert "Fenbridge Borough Council" in text
    if name != "compliment_thanks":
        assert "by telephone on 01632 960 100" in text or "telephone us on" in text


def test_an_unknown_letter_is_named_with_those_that_there_are() -> None:
    with pytest.raises(LetterFault, match=r"^acknowledgment: .*acknowledgement, "):
        compose("acknowledgment", {})


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_fact_that_is_not_given_is_named(name: str) -> None:
    for path in required_facts(name):
        group, _, fact = path.partition(".")
        facts = sample_facts(name)
        within = facts[group]
        if fact and isinstance(within, dict):
            del within[fact.partition(".")[0]]
        elif not fact:
            del facts[group]
        else:
            continue
        with pytest.raises(LetterFault, match=path.partition(".")[0]):
            compose(name, facts)


def test_facts_of_a_letter_may_lie_under_extra() -> None:
    facts = sample_facts("extension")
    extra = {"extension": facts.pop("extension")}
    assert compose("extension", facts | {"extra": extra}) == compose(
        "extension", sample_facts("extension")
    )


def test_the_same_facts_give_the_same_letter_and_are_left_as_they_were() -> None:
    facts = sample_facts("acknowledgement")
    first = compose("acknowledgement", facts)
    assert facts == sample_facts("acknowledgement")
    assert compose("acknowledgement", facts) == first


def _facts(name: str, **groups: Mapping[str, object]) -> dict[str, object]:
    facts = sample_facts(name)
    for group, changed in groups.items():
        before = facts.get(group)
        facts[group] = {**before, **changed} if isinstance(before, dict) else changed
    return facts


def test_an_officers_own_greeting_and_signature_are_not_doubled() -> None:
    text = "Dear Hilary,\n\nI am sorry.\n\nYours sincerely,\n\nJ. Fisk\nHead of Environment"
    letter = compose("response", _facts("response", response={"text": text})).text
    assert letter.count("Dear") == 1
    assert letter.count("Yours sincerely") == 1
    holding = compose("holding", _facts("holding", holding={"text": text})).text
    assert holding.count("Dear") == holding.count("Yours sincerely") == 1
    assert "by Tuesday 10 February 2026" in holding


def test_the_answer_at_the_last_stage_is_final_and_names_the_ombudsman() -> None:
    last = {"next_stage": None, "next_stage_name": None, "designated_person": "your MP may help"}
    dates = {"ombudsman_from": date(2026, 5, 20), "ombudsman_by": date(2027, 3, 26)}
    text = compose("response", _facts("response", policy=last, dates=dates)).text
    for words in (*OMBUDSMAN, "final answer", "Your MP may help.", "Wednesday 20 May 2026"):
        assert words in text
    assert "stage 2" not in text


def test_the_answer_before_it_sends_nobody_to_the_ombudsman_unless_the_policy_says_so() -> None:
    assert "Ombudsman" not in compose("response", sample_facts("response")).text
    asked = _facts("response", policy={"ombudsman_here": True})
    assert "Coventry" in compose("response", asked).text


@pytest.mark.parametrize("name", ["extension", "holding", "information_request"])
def test_a_moved_date_names_the_ombudsman_only_where_the_policy_asks_for_it(name: str) -> None:
    assert "Coventry" in compose(name, sample_facts(name)).text
    silent = _facts(name, policy={"ombudsman_on_delay": False})
    assert "Ombudsman" not in compose(name, silent).text


def test_the_ombudsman_is_answered_as_an_office_and_not_as_a_complainant() -> None:
    letter = compose("acknowledgement", _facts("acknowledgement", case={"stage": 3}))
    assert "your complaint" not in letter.text.lower()
    assert "complaint of Hilary Stannard" in letter.text
    assert "stage 2" not in letter.text


def test_a_reply_to_a_comment_has_no_stage_and_no_escalation() -> None:
    letter = compose("response", _facts("response", case={"kind": "comment", "stage": None}))
    assert "stage" not in letter.text.lower()
    assert "complaint" not in letter.subject


def test_a_request_that_is_passed_on_is_no_refusal() -> None:
    signpost = {"refusal": False, "where": "Waste and recycling", "passed_on": True, "reason": None}
    facts = _facts("signpost", signpost=signpost | {"text": "", "contact": None})
    text = compose("signpost", facts).text
    assert "dealt with by waste and recycling. We have passed it on" in text
    assert "Ombudsman" not in text
    assert "sorry that we cannot" not in text


def test_an_officer_without_signed_addresses_is_told_the_words() -> None:
    facts = sample_facts("assignment") | {"links": None}
    letter = compose("assignment", facts)
    assert "- ANSWER: we send the resident" in letter.text
    assert "write to feedback+" not in letter.text


def test_an_answer_to_the_ombudsman_is_not_promised_to_the_resident() -> None:
    text = compose("external_stage_notice", sample_facts("external_stage_notice")).text
    assert "a coordinator sends it to the Ombudsman" in text
    assert "we send the resident" not in text
    assert "EXTEND" not in text


def test_the_reminder_of_the_day_says_today() -> None:
    facts = sample_facts("officer_reminder") | {"today": date(2026, 1, 27)}
    letter = compose("officer_reminder", facts)
    assert letter.subject.startswith("Answer due today")
    assert "due today, Tuesday 27 January 2026" in letter.text


def test_a_long_complaint_is_cut_for_its_writer_and_whole_for_the_officer() -> None:
    case = {"summary": "word " * 4000 + "END"}
    assert "END" not in compose("acknowledgement", _facts("acknowledgement", case=case)).text
    assert "END" in compose("assignment", _facts("assignment", case=case)).text


def test_what_a_resident_writes_is_never_markup_and_never_a_template() -> None:
    wrote = "<script>alert(1)</script> {{ council.email }} {% raw %}\n\n<h2>x</h2>\u202egnp.exe\x00"
    facts = _facts(
        "acknowledgement", case={"summary": wrote, "subject": wrote, "service_name": wrote}
    )
    letter = compose("acknowledgement", facts)
    page = Page(letter.html)
    assert page.faults == []
    assert "script" not in page.tags
    assert "{{ council.email }} {% raw %}" in letter.text
    assert "\x00" not in letter.text + letter.html + letter.subject
    assert "\u202e" not in letter.text + letter.html + letter.subject
