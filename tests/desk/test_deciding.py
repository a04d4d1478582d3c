"""A person decides on the desk: kept for five minutes, carried out by the same acts, and once only."""

from __future__ import annotations

import re

import pytest

from store import cases, decisions, inbox, journal
from store.cases import CaseFile
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import ANA, JO, SAM, VAGUE, Council, Sent

REGISTER: dict[str, object] = {"act": "register", "kind": "complaint", "service": "waste"}


def _all_cases(council: Council) -> list[CaseFile]:
    with council.house.record.read() as conn:
        files = cases.case_files(conn, range(1, 50))
    return [files[one] for one in sorted(files)]


def _carried_out(council: Council) -> list[CaseFile]:
    council.pass_minutes(6)
    council.round()
    return _all_cases(council)


def test_the_page_shows_the_words_that_moved_the_rules_and_the_letters(waiting: Council) -> None:
    page = waiting.client(JO).get("/queue/1").get_data(as_text=True)
    assert "<mark>" in page
    assert "Register it as a complaint about Waste" in page
    assert "The letters that would go out if you accept" in page
    # Looking decided nothing.
    assert _all_cases(waiting) == []


def test_what_is_accepted_is_carried_out_after_five_minutes_and_is_a_lesson(
    waiting: Council, sent: Sent
) -> None:
    page = sent(waiting.client(JO), "/queue/1/decide", {"act": "accept"})
    assert "It is carried out at 12:05." in page
    waiting.pass_minutes(4)
    waiting.round()
    assert _all_cases(waiting) == []
    (file,) = _carried_out(waiting)
    assert (file.case.kind, file.case.service) == ("complaint", "waste")
    with waiting.house.record.read() as conn:
        (lesson,) = decisions.decisions_of(conn, 1)
        acts = [one.act for one in journal.entries(conn) if one.by == JO]
        assert journal.verify(conn) is None
    assert (lesson.by, lesson.made["kind"]) == (JO, "complaint")
    assert "instructed" in acts
    assert any("una@home.example" in letter for letter in waiting.letters())


def test_a_decision_can_be_taken_back_and_nothing_has_happened(
    waiting: Council, sent: Sent
) -> None:
    before = len(waiting.letters())
    sent(waiting.client(JO), "/queue/1/decide", REGISTER)
    assert "waits again" in sent(waiting.client(ANA), "/queue/1/undo", {})
    assert _carried_out(waiting) == []
    assert "una@home.example" not in "".join(waiting.letters()[before:])
    assert "Why it waits" in waiting.client(JO).get("/queue/1").get_data(as_text=True)


def test_after_five_minutes_it_is_too_late_to_undo(waiting: Council, sent: Sent) -> None:
    sent(waiting.client(JO), "/queue/1/decide", REGISTER)
    waiting.pass_minutes(5)
    assert "it is too late" in sent(waiting.client(JO), "/queue/1/undo", {})
    assert len(_carried_out(waiting)) == 1


def test_the_second_who_decides_is_told_who_was_first(waiting: Council, sent: Sent) -> None:
    sent(waiting.client(JO), "/queue/1/decide", REGISTER)
    told = sent(waiting.client(ANA), "/queue/1/decide", {"act": "file", "why": "spam"})
    assert f"{JO} has decided on it just now: registered as a new case (complaint)" in told
    assert "Nothing was changed" in told
    _carried_out(waiting)
    assert "does not wait for a person" in sent(waiting.client(ANA), "/queue/1/decide", REGISTER)
    assert len(_all_cases(waiting)) == 1


def test_carried_out_twice_at_once_it_is_done_once(waiting: Council, sent: Sent) -> None:
    sent(waiting.client(JO), "/queue/1/decide", REGISTER)
    sent(waiting.client(JO), "/queue/1/now", {})
    assert len(_carried_out(waiting)) == 1
    assert "nothing is decided on it" in sent(waiting.client(JO), "/queue/1/now", {})


def test_what_cannot_be_done_by_then_waits_again_and_says_why(council: Council, sent: Sent) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    (first,) = _all_cases(council)
    number = council.mail("bo@else.example", "bins", VAGUE)
    form: dict[str, object] = {**REGISTER, "same_matter": first.case.reference}
    sent(council.client(JO), f"/queue/{number}/decide", form)
    with council.house.record.write() as conn:
        cases.change_case(conn, first.case.id, reference="AMC-2026-99999-X")
    assert len(_carried_out(council)) == 1
    page = council.client(JO).get("/queue").get_data(as_text=True)
    assert "Decided, but it could not be done: There is no case" in page


def test_one_message_becomes_two_cases_each_with_its_own_words(
    waiting: Council, sent: Sent
) -> None:
    form: dict[str, object] = {
        "act": "split",
        "first_kind": "complaint",
        "first_service": "waste",
        "first_text": "My bin again.",
        "second_kind": "complaint",
        "second_service": "housing",
        "second_text": "The damp in the hall, too.",
    }
    assert "registered as a new case and a new case" in sent(
        waiting.client(JO), "/queue/1/decide", form
    )
    first, second = _carried_out(waiting)
    assert (first.case.service, first.case.summary) == ("waste", "My bin again.")
    assert (second.case.service, second.case.summary) == ("housing", "The damp in the hall, too.")
    assert second.case.parent_id == first.case.id
    letters = "".join(waiting.letters())
    assert first.case.reference in letters
    assert second.case.reference in letters


def test_a_refusal_goes_out_as_it_was_edited_with_the_cases_own_reference(
    waiting: Council, sent: Sent
) -> None:
    form: dict[str, object] = {
        "act": "refuse", "exclusion": "right_of_appeal", "service": "waste", "why": "an appeal is open"
    }  # fmt: skip
    page = sent(waiting.client(JO), "/queue/1/decide", {**form, "look": "yes"})
    assert "The letter: change what you like" in page
    edited = "Dear Una,\n\nWe are sorry about the bin. Please see [reference].\n"
    sent(waiting.client(JO), "/queue/1/decide", {**form, "letter": edited})
    (file,) = _carried_out(waiting)
    assert file.case.closing == "refused"
    (letter,) = [one for one in waiting.letters() if "We are sorry about the bin" in one]
    assert f"Please see {file.case.reference}." in letter


def test_a_message_is_put_on_a_case_that_was_searched_for(council: Council, sent: Sent) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    (file,) = _all_cases(council)
    number = council.mail("bo@else.example", "bins", VAGUE)
    found = council.client(JO).get("/cases?words=Hill+Ro&message=2").get_data(as_text=True)
    assert f"reference={file.case.reference}#attach" in found
    form: dict[str, object] = {"act": "attach", "reference": file.case.reference, "as": "addition"}
    sent(council.client(JO), f"/queue/{number}/decide", form)
    _carried_out(council)
    with council.house.record.read() as conn:
        assert inbox.get(conn, number).case_id == file.case.id


def test_registered_for_somebody_else_they_are_asked_for_permission(
    waiting: Council, sent: Sent
) -> None:
    form: dict[str, object] = {**REGISTER, "for_whom": "Old Una", "for_email": "old@home.example"}
    sent(waiting.client(JO), "/queue/1/decide", form)
    (file,) = _carried_out(waiting)
    assert {one.name for one in file.parties} >= {"Old Una"}
    assert any("old@home.example" in one or "permission" in one for one in waiting.letters())


def test_the_resident_is_asked_in_the_same_breath(waiting: Council, sent: Sent) -> None:
    form: dict[str, object] = {**REGISTER, "act": "ask", "question": "Which street is it, please?"}
    sent(waiting.client(JO), "/queue/1/decide", form)
    _carried_out(waiting)
    (letter,) = [one for one in waiting.letters() if "Which street is it, please?" in one]
    assert "To: una@home.example" in letter
    assert "Jo Park" in letter


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"act": "register", "kind": "complaint", "service": ""}, "There is no service"),
        ({"act": "register", "kind": "nonsense", "service": "waste"}, "registers no nonsense"),
        ({"act": "attach", "reference": "AMC-1", "as": "addition"}, "There is no case AMC-1"),
        ({"act": "refuse", "exclusion": "nothing", "why": "x"}, "has no ground nothing"),
        ({"act": "split", "first_text": "one"}, "Each part needs its own words"),
        ({"act": "register", "service": "waste", "received": "soon"}, "soon is no day"),
    ],
)
def test_what_cannot_be_done_is_said_at_once(
    waiting: Council, sent: Sent, form: dict[str, object], told: str
) -> None:
    assert told in sent(waiting.client(JO), "/queue/1/decide", form)
    assert _carried_out(waiting) == []


def test_a_case_page_explains_its_days_and_takes_acts(waiting: Council, sent: Sent) -> None:
    sent(waiting.client(JO), "/queue/1/decide", REGISTER)
    (file,) = _carried_out(waiting)
    place = f"/cases/{file.case.reference}"
    page = waiting.client(JO).get(place).get_data(as_text=True)
    assert re.search(r"10 working days from 3 February", page)
    assert "Noted." in sent(
        waiting.client(JO), f"{place}/do/note", {"words": "rang her <b>twice</b>"}
    )
    page = waiting.client(SAM).get(place).get_data(as_text=True)
    assert "rang her &lt;b&gt;twice&lt;/b&gt;" in page
    told = sent(waiting.client(JO), f"{place}/do/assign", {"email": "kit.roe@ashford.example"})
    assert "is Kit Roe&#39;s now." in told
