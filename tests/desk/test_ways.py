"""Each way of deciding that a message's page offers: what becomes of message, case, letters and lesson."""

from __future__ import annotations

import re

from store import decisions, inbox
from store.casefile import CaseFile
from store.states import IncomingState
from tests.commands.conftest import COMPLAINT
from tests.desk.conftest import JO, VAGUE, Council, Sent
from tests.desk.test_deciding import _all_cases, _carried_out


def _decided(council: Council, sent: Sent, form: dict[str, object]) -> list[CaseFile]:
    """What there is of cases when a decision has been carried out."""
    page = sent(council.client(JO), "/queue/1/decide", form)
    assert "It is carried out at" in page, re.sub(r"<[^>]+>", "", page)
    return _carried_out(council)


def _mail(council: Council) -> inbox.Incoming:
    with council.house.record.read() as conn:
        return inbox.get(conn, 1)


def _lesson(council: Council) -> dict[str, object]:
    with council.house.record.read() as conn:
        (lesson,) = decisions.decisions_of(conn, 1)
    assert lesson.by == JO
    return dict(lesson.made)


def test_what_was_changed_is_in_the_case_and_in_the_lesson(waiting: Council, sent: Sent) -> None:
    form: dict[str, object] = {
        "act": "register", "kind": "complaint", "service": "housing", "others": "waste",
        "flags": ["vulnerable", "safeguarding"], "desired_outcome": "a call back", "stage": "1",
        "received": "2026-02-01",
    }  # fmt: skip
    (file,) = _decided(waiting, sent, form)
    assert (file.case.service, set(file.case.services)) == ("housing", {"housing", "waste"})
    assert {"vulnerable", "safeguarding"} <= set(file.case.flags)
    assert file.case.desired_outcome == "a call back"
    assert file.case.received_at.date().isoformat() == "2026-02-01"
    assert _lesson(waiting)["services"] == ["housing", "waste"]


def test_advertising_is_filed_and_nobody_is_written_to(waiting: Council, sent: Sent) -> None:
    before = len(waiting.letters())
    assert _decided(waiting, sent, {"act": "file", "what": "advertising or fraud"}) == []
    assert _mail(waiting).state is IncomingState.HANDLED
    assert "advertising or fraud" in _mail(waiting).reason
    assert "una@home.example" not in "".join(waiting.letters()[before:])
    assert _lesson(waiting)


def test_a_mail_is_sent_round_again_and_handled_anew(waiting: Council, sent: Sent) -> None:
    assert "handled in the next round" in sent(waiting.client(JO), "/queue/1/again", {})
    assert _mail(waiting).state is IncomingState.RECEIVED
    waiting.round()
    # Nothing has changed, so that it waits for a person again.
    assert _mail(waiting).state is IncomingState.HELD
    told = sent(waiting.client(JO), "/queue/99/again", {})
    assert "There is no message 99" in told


def test_whether_it_is_a_complaint_is_asked_of_who_wrote(waiting: Council, sent: Sent) -> None:
    _decided(waiting, sent, {"act": "offer", "say": "We were not sure what you wish."})
    (letter,) = [one for one in waiting.letters() if "We were not sure what you wish." in one]
    assert "To: una@home.example" in letter
    assert _all_cases(waiting) == []


def test_what_was_settled_at_once_is_on_the_register(waiting: Council, sent: Sent) -> None:
    form: dict[str, object] = {
        "act": "settle",
        "service": "waste",
        "why": "The crew went back on Tuesday.",
    }
    (file,) = _decided(waiting, sent, form)
    assert "The crew went back on Tuesday." in "".join(waiting.letters())
    assert file.case.service == "waste"


def test_an_addition_brings_the_case_its_words_and_no_second_case(
    council: Council, sent: Sent
) -> None:
    council.mail("bo@else.example", "bins", VAGUE)
    council.mail("una@home.example", "A complaint", COMPLAINT)
    (file,) = _all_cases(council)
    form: dict[str, object] = {
        "act": "attach", "reference": file.case.reference.lower(), "as": "addition",
        "why": "her neighbour",
    }  # fmt: skip
    assert len(_decided(council, sent, form)) == 1
    assert _mail(council).case_id == file.case.id


def test_candidates_stand_side_by_side_with_what_is_the_same(council: Council) -> None:
    council.mail("una@home.example", "A complaint", COMPLAINT)
    (file,) = _all_cases(council)
    number = council.mail("una@home.example", "bins", VAGUE)
    page = council.client(JO).get(f"/queue/{number}").get_data(as_text=True)
    table = page[page.index("Cases it may belong to") :]
    assert file.case.reference in table
    same = re.search(r"The same</th><td[^>]*>–</td><td[^>]*>([^<]+)<", table)
    assert same is not None
    assert {"person", "service"} <= {one.strip() for one in same[1].split(",")}
    assert f"Add it to {file.case.reference}" in table
