"""What South Cambridgeshire's two policies report: to whom, how often, and the figures as they are counted by hand.

The register: Tom's complaint about repairs, answered in time, upheld, and taken to stage 2 where nobody has answered
yet; Ivy's, which nobody has answered; an idea and praise for repairs; under the corporate policy Una's about a bin.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailroom.rules.policy import find_policies, load_policy
from mailroom.rules.report_periods import due
from tests.acts.council import Council
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import (
    ANSWER,
    BIN,
    CORPORATE,
    HOUSING,
    JO,
    LEAK,
    NOT_SATISFIED,
    TOM,
    UNA,
    named,
    report,
    write,
)

IDEA = (
    "I would like to suggest that the repairs team rings before it comes to mend a boiler or a leak."
    " This is only a comment."
)
PRAISE = (
    "Thank you so much to the repairs team: brilliant, polite, excellent. Well done.\n\nPat Reed"
)
AFTERWARDS = datetime(2026, 4, 1, 9, tzinfo=UTC)
FORM = "LEARNING\nLessons: Ring Tom Marsh before coming\nActions: a new list"
PATTERN = "\nPattern: three this month"


def reported_on(south_cambs: Empty, policy: str) -> Council:
    """The register, a quarter later."""
    council: Council = south_cambs(policy)
    write(council, TOM, "Leak: complaint", LEAK)
    council.town.sql(f"UPDATE parties SET name = 'Tom Marsh' WHERE email = '{TOM}'")
    owner = council.stage.owner_email
    council.says(owner, f"ANSWER upheld\nAction: a new tap, by 20 February 2026\n\n{ANSWER}\nX")
    council.says(owner, FORM + (PATTERN if policy == HOUSING else ""))
    council.says(TOM, NOT_SATISFIED)
    ivys = LEAK.replace("leak in our kitchen", "boiler")
    write(council, "ivy@home.example", "Boiler: complaint", ivys.replace("Tom Marsh", "Ivy Lane"))
    write(council, UNA, "An idea", IDEA)
    write(council, "pat@home.example", "Repairs", PRAISE)
    if policy == CORPORATE:
        write(council, UNA, "Missed bin: complaint", BIN)
    council.town.clock.advance_to(AFTERWARDS)
    council.work()
    return council


def has(text: str, *lines: str) -> None:
    """Each of these stands in a report as a line."""
    for line in lines:
        assert f"\n{line}\n" in text, line


@pytest.mark.rows("S000-50", "S000-51", "S000-52", "S000-68", "S000-12", "S000-49", "S000-69")
def test_the_corporate_quarter_has_the_six_blocks_and_each_service_its_own_open_cases(
    south_cambs: Empty,
) -> None:
    council = reported_on(south_cambs, CORPORATE)
    quarter = report(council, "quarterly", "2026-Q1")
    assert (
        "For: Executive Management Team, Lead Member, management team, Portfolio Holder." in quarter
    )
    has(
        quarter,
        "Complaints  3",  # volume
        "Stage 1  1  3  1  2",  # by stage: opened, answered, not answered yet
        "Stage 2  2  1  0  1",
        "Environment  1  0  0  0% (0 of 1)  none  none",  # by area
        "Acknowledged in time  100% (4 of 4)",  # acknowledgements and answers
        "Answered in time  25% (1 of 4)",
        "Housing Repairs  2  0",  # themes
        "Waste  1  0",
        "Cases something was learnt from  1",  # learning
        "Compliments  1",  # and the compliments with a list of them
    )
    assert "a new list" in quarter
    assert "Tom Marsh" not in quarter
    lessons = report(council, "lessons", "2026-Q1")
    assert "For: every Head of Service." in lessons
    assert "a new list" in lessons
    public = report(council, "compliments", "2026-Q1")
    assert "For: all services, readers of the intranet, the website and the magazine." in public
    assert "Housing Repairs" in public
    assert "Pat" not in public
    repairs = report(council, "open_complaints", "2026-W14", "housing_repairs")
    bins = report(council, "open_complaints", "2026-W14", "waste")
    first, second, third = (council.town.case(number).case.reference for number in (1, 2, 5))
    assert first in repairs
    assert second in repairs
    assert third not in repairs
    assert third in bins
    assert "For: the Director and the Head of Service." in bins


@pytest.mark.rows("S002-38", "S002-40", "S002-41", "S002-49", "S002-50", "S002-51", "S002-52")
@pytest.mark.rows("S002-53", "S002-65", "S002-66", "S002-73", "S002-47")
def test_housings_reports_go_to_their_readers_and_name_nobody(south_cambs: Empty) -> None:
    council = reported_on(south_cambs, HOUSING)
    quarter = report(council, "quarterly", "2026-Q1")
    assert (
        "For: Housing Services Management Team, Executive Management Teams, Lead Member for customer"
        " service." in " ".join(quarter.split())
    )
    has(
        quarter,
        "Complaints  2",
        "Stage 1  1  2  1  1",
        "Stage 2  2  1  0  1",
        "Housing  2  0  1  33% (1 of 3)  100% (1 of 1)  0% (0 of 1)",
        "Acknowledged in time  100% (3 of 3)",
        "Answered in time  33% (1 of 3)",
        "Housing Repairs  2  0",
        "Compliments  1",
    )
    assert "What we learnt" not in quarter
    learning = report(council, "learning", "2026-Q1")
    assert "For: Housing Services Management Team." in learning
    assert "three this month" in learning
    assert "Themes and trends" in learning
    for name, reader in (
        ("lessons_for_the_council", "all services of the council"),
        ("lessons_for_the_panel", "Tenant Scrutiny Panel"),
        ("lessons_for_the_newsletter", "tenants and leaseholders, in their newsletter"),
    ):
        extract = report(council, name, "2026-Q1")
        assert f"For: {reader}." in extract
        assert "a new list" in extract
        assert "Tom Marsh" not in extract
    group = report(council, "tenants_group", "2026-Q1")
    assert "For: TPG." in group
    has(group, "Complaints  2", "Stage 1  1  2  1  1")
    assert "Tom Marsh" not in group
    area = report(council, "service_area", "2026-Q1", "housing_repairs")
    has(area, "Comments  1", "Compliments  1")
    year = report(council, "annual_report", "2025-26")
    assert "For: tenants, in the Annual Report." in year
    has(year, "Comments  1", "Compliments  1")
    assert "Pat" not in year
    weekly = report(council, "open_complaints", "2026-W14", "housing_repairs")
    assert "For: the Director." in weekly
    assert council.town.case(1).case.reference in weekly
    assert council.town.case(2).case.reference in weekly


@pytest.mark.parametrize(
    ("policy", "reports"),
    [
        pytest.param(CORPORATE, ("quarterly", "lessons"),
                     marks=pytest.mark.rows("S000-50", "S000-51"), id="S000"),
        pytest.param(HOUSING, ("quarterly", "learning", "tenants_group", "annual_report"),
                     marks=pytest.mark.rows("S002-41", "S002-49", "S002-51"), id="S002"),
    ],
)  # fmt: skip
def test_once_the_quarter_is_over_its_reports_are_somebodys_to_make(
    south_cambs: Empty, policy: str, reports: tuple[str, ...]
) -> None:
    council = south_cambs(policy, start=datetime(2026, 3, 31, 9, tzinfo=UTC))
    council.work()
    asked = "SELECT words, due_on FROM duties WHERE name = 'make_the_report'"
    assert council.town.sql(asked) == []
    council.town.days_pass(1)
    council.work()
    owed = council.town.sql(asked)
    for name in reports:
        (found,) = [one for one in owed if f"report show {name} --policy" in str(one[0])]
        assert str(found[1]) == "2026-04-30"
    council.town.days_pass(29)
    assert named(council.work(), JO, "Make the report")
    assert len(council.town.sql(asked)) == len(owed)


@pytest.mark.rows("S000-69", "S002-66")
@pytest.mark.parametrize("policy", [CORPORATE, HOUSING])
def test_the_open_complaints_of_a_service_are_listed_each_week(policy: str) -> None:
    promised = {
        one.rule.name: one for one in due(load_policy(find_policies()[policy]), date(2026, 2, 4))
    }
    weekly = promised["open_complaints"]
    assert weekly.last is not None
    assert (weekly.last.from_on, weekly.last.to_on) == (date(2026, 1, 26), date(2026, 2, 1))
    assert weekly.next_on == date(2026, 2, 9)
