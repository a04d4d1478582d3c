"""The Complaint Handling Codes of 2024, days: acknowledged, answered, put off, brought to the Ombudsman, sent in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mailroom.rules.deadlines import StageFacts, stage_dates
from mailroom.rules.policy import Policy, built_in_folder, load_policy
from mailroom.rules.reviews import chores
from mailroom.rules.workdays import Calendar
from mailroom.rules.worked_dates import compute
from store.states import CaseStatus
from tests.acts.council import JO, KIT, SAM, UNA, letters_to, receipt
from tests.requirements.brighton import (
    CODE,
    FULL,
    GO_ON,
    HEAD,
    HOS,
    LEAD,
    LEAK,
    LGO,
    RIA,
    TOM,
    Make,
    Seaside,
    seaside,
    to,
)

__all__ = ["seaside"]

CALENDAR = Calendar()
WORKED: dict[str, Mapping[str, Any]] = {
    one["id"]: one
    for one in json.loads((Path(__file__).parents[1] / "rules" / "clock_cases.json").read_text())
}
ROWS = [
    pytest.param("CODE-C01", marks=pytest.mark.rows("CODE-31", "CODE-32", "CODE-33"), id="CODE-C01"),
    pytest.param("CODE-C05", marks=pytest.mark.rows("CODE-31", "CODE-32"), id="CODE-C05"),
    pytest.param("CODE-C03", marks=pytest.mark.rows("CODE-40", "CODE-43", "CODE-44"), id="CODE-C03"),
    pytest.param("CODE-C08", marks=pytest.mark.rows("CODE-65"), id="CODE-C08"),
    pytest.param("CODE-C10", marks=pytest.mark.rows("CODE-63"), id="CODE-C10"),
    pytest.param("CODE-C12", marks=pytest.mark.rows("CODE-66"), id="CODE-C12"),
    pytest.param("CODE-C13", marks=pytest.mark.rows("CODE-57"), id="CODE-C13"),
    pytest.param("CODE-C15", marks=pytest.mark.rows("CODE-57"), id="CODE-C15"),
]  # fmt: skip


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(built_in_folder() / f"{CODE}.toml")


@pytest.mark.parametrize("name", ROWS)
def test_each_worked_case_comes_out_as_counted_by_hand(policy: Policy, name: str) -> None:
    case = WORKED[name]
    assert compute(case, lambda _: policy) == case["expected"]


@pytest.mark.rows("CODE-08")
@pytest.mark.parametrize(
    ("aware", "in_time"), [("2025-04-01", True), ("2025-03-11", True), ("2025-03-10", False)]
)
def test_in_time_is_a_year_from_when_it_happened_or_they_knew(
    policy: Policy, aware: str, in_time: bool
) -> None:
    case = {
        "id": "x",
        "policy": CODE,
        "event": "age_limit",
        "received": "2026-03-11T09:00:00+00:00",
        "inputs": {"issue_date": "2024-01-01", "awareness_date": aware},
        "expected": {"in_time": None},
    }
    assert compute(case, lambda _: policy)["in_time"] is in_time


@pytest.mark.rows("CODE-31", "CODE-32")
def test_stage_1_counts_from_its_acknowledgement(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    due = bh.town.sql("select due_on from deadlines where name = 'acknowledgement'")
    assert due == [("2026-02-10",)]
    assert bh.stage.respond_by == date(2026, 2, 17)
    assert "Tuesday 17 February 2026" in to(bh.got, UNA)


@pytest.mark.rows("CODE-32", "CODE-43")
def test_a_late_acknowledgement_moves_the_day_but_no_owners_time(policy: Policy) -> None:
    for number, late, backstop in (
        (1, date(2026, 2, 26), date(2026, 2, 24)),
        (2, date(2026, 3, 12), date(2026, 3, 10)),
    ):
        facts = StageFacts(
            number=number,
            received_at=datetime(2026, 2, 3, 10, 15, tzinfo=UTC),
            acknowledged_at=datetime(2026, 2, 12, 9, 0, tzinfo=UTC),
            answered_at=None,
        )
        dates = stage_dates(policy, facts, CALENDAR)
        assert (dates.respond_by, dates.backstop_on) == (late, backstop)


def put_off(bh: Seaside, officer: str, to_day: str, why: str = "The crew is away.") -> str:
    """An officer puts the answer off; what they are told."""
    sent = bh.says(officer, f"EXTEND TO {to_day}\n{why}")
    bh.got += sent
    return receipt(sent, officer)


@pytest.mark.rows("CODE-24", "CODE-33", "CODE-34")
def test_stage_1_is_put_off_by_ten_working_days_with_reason_date_and_ombudsman(
    seaside: Make,
) -> None:
    bh = seaside(CODE)
    bh.complain()
    before = bh.as_it_is()
    assert "no reason was given" in receipt(bh.says(SAM, "EXTEND TO 3 March 2026"), SAM)
    assert bh.as_it_is() == before
    put_off(bh, SAM, "3 March 2026")
    assert bh.stage.extended_to == date(2026, 3, 3)
    letter = letters_to(bh.got, UNA)[-1]
    for words in ("The crew is away.", "3 March 2026", LGO, "PO Box 4771, Coventry CV4 0EH"):
        assert words in letter
    # Intervals for news are agreed, and then kept to.
    asked = next(one for one in bh.owed() if one.key.startswith("extended:"))
    bh.finish(asked.name, "every 4 working days")
    (news,) = bh.owed("update_the_resident")
    assert (news.holder_email, news.due_on) == (SAM, CALENDAR.after(bh.today, 4))
    assert any("how far you have come" in one for one in letters_to(bh.days(7), SAM))


FURTHER = [
    pytest.param(
        1, "4 March 2026", "3 March 2026", id="CODE-33", marks=pytest.mark.rows("CODE-33")
    ),
    pytest.param(
        2, "2 April 2026", "1 April 2026", id="CODE-44", marks=pytest.mark.rows("CODE-44")
    ),
]


@pytest.mark.parametrize(("stage", "further", "furthest"), FURTHER)
def test_further_than_that_only_for_a_good_reason(
    seaside: Make, stage: int, further: str, furthest: str
) -> None:
    bh = seaside(CODE)
    if stage == 2:
        bh.escalated()
    else:
        bh.complain()
    officer = bh.stage.owner_email
    before = bh.as_it_is()
    assert f"an extension to {furthest} at the latest" in put_off(bh, officer, further)
    assert bh.as_it_is() == before
    put_off(bh, officer, further, "The crew is away.\nGood reason: the foreman is in hospital")
    assert f"{bh.stage.extended_to:%-d %B %Y}" == further


@pytest.mark.rows("CODE-44", "CODE-45", "CODE-40", "CODE-43", "CODE-42")
def test_stage_2_has_twenty_days_and_can_be_put_off_by_twenty_more(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.escalated()
    assert (bh.stage.number, bh.stage.owner_email) == (2, KIT)
    assert bh.town.sql("select due_on from deadlines where name = 'acknowledgement'")[-1] == (
        "2026-02-11",
    )
    assert bh.stage.respond_by == date(2026, 3, 4)
    assert "no reason was given" in receipt(bh.says(KIT, "EXTEND TO 1 April 2026"), KIT)
    put_off(bh, KIT, "1 April 2026")
    assert bh.stage.extended_to == date(2026, 4, 1)
    assert LGO in letters_to(bh.got, UNA)[-1]


@pytest.mark.rows("CODE-63", "CODE-67", "CODE-39", "CODE-46")
def test_the_final_answer_says_that_it_is_final_and_until_when_the_ombudsman_can_be_asked(
    seaside: Make,
) -> None:
    bh = seaside(CODE)
    bh.writes(TOM, "Complaint: repairs", LEAK)
    bh.says(RIA, f"ANSWER\n{HEAD}{FULL}")
    bh.town.days_pass(1)
    bh.says(TOM, GO_ON)
    owner = bh.stage.owner_email
    sent = bh.says(owner, f"ANSWER not upheld\n{FULL}")
    letter = to(sent, TOM)
    assert "final" in letter.lower()
    assert HOS in letter
    assert "3 February 2027" in letter


@pytest.mark.rows("CODE-64")
def test_a_tenant_goes_to_the_ombudsman_without_anybody_between(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.writes(TOM, "Complaint: repairs", LEAK)
    bh.says(RIA, f"ANSWER\n{HEAD}{FULL}")
    assert bh.town.house.policy(CODE).designated_person_holds(date(2026, 2, 3)) is False
    assert "designated person" not in to(bh.got, TOM)


@pytest.mark.rows("CODE-66")
def test_after_twelve_weeks_somebody_looks_why_it_is_not_at_its_end(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    bh.town.days_pass(83)
    bh.work()
    assert bh.owed("journey_alarm") == []
    bh.days(3)
    (owed,) = bh.owed("journey_alarm")
    assert owed.holder_email == JO
    assert "has not come to its end" in owed.words


@pytest.mark.rows("CODE-57", "CODE-53", "CODE-55", "CODE-56")
def test_the_yearly_return_and_the_self_assessment_come_up_by_themselves(policy: Policy) -> None:
    names = {one.name for one in chores(policy, date(2026, 5, 1))}
    assert names == {"self_assessment"}
    (due,) = [one for one in chores(policy, date(2026, 8, 3)) if one.name == "yearly_return"]
    assert due.due_on == date(2026, 9, 30)
    assert "fewer than 1000 homes sends it within 6 months of the end of its own year" in due.words
    (assess,) = [one for one in chores(policy, date(2026, 5, 1)) if one.name == "self_assessment"]
    for words in (
        "after a significant restructure",
        "after a merger",
        "after a change in procedures",
    ):
        assert words in assess.words
    assert "after an investigation by the Ombudsman, where it asks for it" in assess.words
    assert assess.every == "12 months"


@pytest.mark.rows("CODE-57")
def test_whoever_leads_on_complaints_is_told_of_the_return(seaside: Make) -> None:
    bh = seaside(CODE, start=datetime(2026, 9, 28, 9, 0, tzinfo=UTC))
    sent = bh.work() + bh.days(2)
    assert any("yearly return" in one for one in letters_to(sent, LEAD))


@pytest.mark.rows("CODE-35", "CODE-50")
def test_it_closes_with_the_answer_and_what_was_promised_is_followed(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    bh.answers(head=HEAD.replace("Remedy: an apology\n", "Remedy: an apology\n"))
    assert bh.is_now(CaseStatus.CLOSED)
    told = [one for one in letters_to(bh.days(31), SAM) if "a new bin" in one]
    assert len(told) == 2
    assert "nobody has told us that it is done" in told[-1]
