"""Every letter says what the policies ask of it, and says the same as text and as a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from letters.compose import LetterFault, compose, letter_names, required_facts
from letters.envelope import MARKER
from letters.samples import OWN, sample_facts
from tests.letters.reading import Page, amiss, said
from tests.letters.says import ALL, OMBUDSMAN, SAYS, TO_RESIDENTS


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
    assert text.startswith(f"{MARKER}\n\nDear ")
    assert "Fenbridge Borough Council" in text
    if name not in {"compliment_thanks", "restriction_notice", "restriction_review"}:
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
    assert "Our team for waste and recycling deals with this. We have passed it on" in text
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
