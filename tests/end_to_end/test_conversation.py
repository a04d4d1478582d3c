"""One complaint from its first mail to its second stage, on real servers, with the clock moved by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mailroom.rules.workdays import Calendar, local_date
from store.states import CaseStatus
from tests.end_to_end.conftest import NewCouncil
from tests.end_to_end.correspondence import Arrived, names, only
from tests.end_to_end.council import COORDINATOR, DIRECTOR, HEAD, MANAGER, Council
from tests.end_to_end.people import ANSWER, HILARY, RESIDENT, answer, complain

pytestmark = pytest.mark.server

CALENDAR = Calendar()


@pytest.mark.parametrize("policy", ["south-cambs-2021", "cambridge-city"])
@pytest.mark.parametrize("style", ["gmail", "outlook", "page"])
def test_a_complaint_goes_its_whole_way(new_council: NewCouncil, policy: str, style: str) -> None:
    council = new_council(policy=policy)
    acknowledgement, assignment, due = _begun(council)
    _resident_adds(council, acknowledgement, style)
    if policy == "cambridge-city":
        acknowledgement = _acknowledged_in_person(council, assignment, style)
    _owner_is_reminded(council, due)
    response = _answered(council, assignment, acknowledgement, style)
    for _ in range(30):
        council.day(days=3)
        # The quarter's reports are the coordinators', whatever becomes of a case.
        of_the_case = [one for one in council.letters() if one.to != COORDINATOR]
        assert of_the_case == [], "the clock had stopped"
    within = {"south-cambs-2021": 20, "cambridge-city": 10}[policy]
    _taken_further(council, response, style, within)
    council.journal()


def _begun(council: Council) -> tuple[Arrived, Arrived, date]:
    """Acknowledgement to the resident, assignment to the owner, both with the day of the answer."""
    first = complain(council)
    assert names(first) == [("acknowledgement", HILARY), ("assignment", MANAGER)]
    acknowledgement, assignment = only(first, "acknowledgement"), only(first, "assignment")
    reference = council.case().case.reference
    assert reference in acknowledgement.text
    assert reference in str(acknowledgement.message["Subject"])
    due = CALENDAR.after(local_date(council.clock.now()), 10)
    assert f"{due:%-d %B %Y}" in acknowledgement.text
    assert f"{due:%-d %B %Y}" in assignment.text
    assert "Hilary Stannard" in assignment.text
    assert "third time since May" in assignment.text
    return acknowledgement, assignment, due


def _acknowledged_in_person(council: Council, assignment: Arrived, style: str) -> Arrived:
    """The owner's own acknowledgement, which the policy wants beside the automatic one."""
    assert "Acknowledge the complaint yourself" in assignment.text
    news = "UPDATE TO THE RESIDENT\n\nWe understand that your bin was missed three times.\n\nMorgan Hill"
    sent = answer(council, assignment, news, style=style)
    assert names(sent) == [("officer_receipt", MANAGER), ("update_notice", HILARY)]
    assert "it counts as your acknowledgement" in only(sent, "officer_receipt").text
    return only(sent, "update_notice")


def _resident_adds(council: Council, acknowledgement: Arrived, style: str) -> None:
    """The resident answers the acknowledgement: the same case, its owner told, in the resident's words alone."""
    council.clock.advance_to(council.clock.now() + timedelta(hours=2))
    more = "It was missed again this morning, and the crew laughed at me."
    sent = answer(council, acknowledgement, more, sender=RESIDENT, style=style)
    told = only(sent, "update_forwarded", MANAGER)
    assert "the crew laughed at me" in told.text
    assert "What happens next" not in told.text, "our own letter came along"
    assert council.case_count() == 1


def _answered(
    council: Council, assignment: Arrived, acknowledgement: Arrived, style: str
) -> Arrived:
    """The officer's answer goes to the resident, without a word that was not meant for them; the clock stops."""
    sent = answer(council, assignment, ANSWER, style=style)
    assert names(sent) == [
        ("officer_receipt", MANAGER),
        ("response", HILARY),
        ("response_copy", COORDINATOR),
    ]
    response = only(sent, "response", HILARY)
    assert "The crew had an old list" in response.text
    for foreign in ("What to do", "Speak to the resident", "has come to you", ".answer.", "ANSWER"):
        assert foreign not in response.text
        assert foreign not in response.html
    assert response.message["Cc"] is None
    assert HILARY in only(sent, "response_copy", COORDINATOR).text, (
        "the copy does not say whose it is"
    )
    assert acknowledgement.message_id in str(response.message["References"])
    assert council.case().case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
    assert council.case().stages[0].outcome == "upheld"
    return response


def _taken_further(council: Council, response: Arrived, style: str, within: int) -> None:
    """The resident is dissatisfied: stage 2, with its owner and its day."""
    text = "I am not satisfied with your response: you went to the wrong house. Please take this to stage 2."
    sent = answer(council, response, text, sender=RESIDENT, style=style)
    assert council.reasons() == []
    assert [stage.number for stage in council.case().stages] == [1, 2]
    second = council.case().stages[-1]
    due = CALENDAR.after(local_date(council.clock.now()), within)
    assert (second.owner_email, second.respond_by) == (HEAD, due)
    assert names(sent) == [("assignment", HEAD), ("escalation_acknowledgement", HILARY)]
    assert f"{due:%-d %B %Y}" in only(sent, "escalation_acknowledgement").text
    assert "wrong house" in only(sent, "assignment").text


def _owner_is_reminded(council: Council, due: date) -> None:
    """Each day until a week after the due one; reminders and notices come on their days and no others."""
    seen: dict[date, list[tuple[str, str]]] = {}
    told: list[date] = []
    today = local_date(council.clock.now())
    while today < CALENDAR.after(due, 5):
        council.day(days=1)
        today = local_date(council.clock.now())
        found = names(council.letters())
        told += [today] if ("daily_word", COORDINATOR) in found else []
        found = [one for one in found if one[0] != "daily_word"]
        if found:
            seen[today] = found
        assert names(council.letters()) == [], "asked twice on one day"
    assert seen == {
        CALENDAR.before(due, 2): [("officer_reminder", MANAGER)],
        due: [("officer_reminder", MANAGER)],
        CALENDAR.after(due, 1): [("officer_overdue", MANAGER), ("officer_overdue", COORDINATOR)],
    }
    assert told == [CALENDAR.after(due, days) for days in range(2, 6)]


# Policy -> who answers stage 1, in how many working days, and the same of stage 2.
OTHER_POLICIES = {
    "complaint-handling-code": (MANAGER, 10, HEAD, 20),
    "south-cambs-corporate": (HEAD, 10, DIRECTOR, 20),
    "south-cambs-housing": (MANAGER, 10, HEAD, 20),
    "brighton-hove": (MANAGER, 10, COORDINATOR, 20),
}


@pytest.mark.parametrize("policy", OTHER_POLICIES)
def test_a_complaint_goes_its_way_under_every_policy(new_council: NewCouncil, policy: str) -> None:
    # One of them is for housing alone, unless the council's own table says otherwise.
    council = new_council(policy=policy, by_service={"waste": policy})
    owner, days, next_owner, next_days = OTHER_POLICIES[policy]
    first = complain(council)
    assert names(first) == sorted([("acknowledgement", HILARY), ("assignment", owner)])
    due = CALENDAR.after(local_date(council.clock.now()), days)
    assert council.case().stages[0].respond_by == due
    assert f"{due:%-d %B %Y}" in only(first, "acknowledgement").text

    reminded, overdue = [], []
    while council.house.today() <= CALENDAR.after(due, 1):
        council.day(days=1)
        for letter in (one for one in council.letters() if one.name != "daily_word"):
            (overdue if letter.name == "officer_overdue" else reminded).append(
                (council.house.today(), letter.to)
            )
    assert overdue == [(CALENDAR.after(due, 1), owner), (CALENDAR.after(due, 1), COORDINATOR)]
    assert all(to == owner and on <= due for on, to in reminded)
    assert CALENDAR.before(due, 2) in {on for on, _ in reminded}

    name = "Somebody Responsible"
    sent = answer(council, only(first, "assignment"), ANSWER, sender=f"{name} <{owner}>")
    response = only(sent, "response", HILARY)
    assert [one for one in sent if one.to not in (HILARY, owner, COORDINATOR)] == []
    text = "I am not satisfied with your response, please look at it again at stage 2."
    escalated = answer(council, response, text, sender=RESIDENT)
    assert council.reasons() == []
    second = council.case().stages[-1]
    assert (second.number, second.owner_email) == (2, next_owner)
    assert second.respond_by == CALENDAR.after(council.house.today(), next_days)
    # Some policies have those who answered before copied in.
    told = [one for one in names(escalated) if one[0] != "assignment_copy"]
    assert told == sorted([("assignment", next_owner), ("escalation_acknowledgement", HILARY)])
