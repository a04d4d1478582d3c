"""Brighton & Hove, what is counted, learnt and told: reports, remedies, what is unusual, the words of the policy."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from mailroom.acts.unusual import LOOK
from mailroom.commands.policy import policy as policy_command
from mailroom.jobs.by_hand_case import note_discrimination
from mailroom.jobs.by_hand_record import finish_remedy, record_outcome
from mailroom.reports.as_text import as_text
from mailroom.reports.gather import gather
from mailroom.reports.report import make
from mailroom.rules.report_periods import last_ended, read_period
from store import duties
from store.states import CaseStatus
from tests.acts.council import JO, SAM, UNA, letters_to, receipt
from tests.requirements.brighton import (
    BEA,
    FULL,
    GO_ON,
    LEAK,
    RIA,
    TOM,
    Make,
    Seaside,
    seaside,
    to,
)

__all__ = ["seaside"]

BY = "Jo Park"
PRAISE = "Well done to the bins crew, who stopped to help my mother when she fell. They were excellent. Thank you!"


def report(bh: Seaside, name: str, period: str = "2026-Q1") -> str:
    """A report that the policy promises, as whoever asks for it reads it."""
    house = bh.town.house
    policy = house.policy("brighton-hove")
    rule = next(one for one in policy.reports if one.name == name)
    with house.record.read() as conn:
        seen = gather(house, conn, read_period(period), house.today(), anonymous=rule.anonymous)
    return " ".join(as_text(make(seen, policy, rule)).split())


@pytest.fixture
def quarter(seaside: Make) -> Seaside:
    """Una was right, Tom was not, Bea praised; and Una went on to stage 2."""
    bh = seaside()
    bh.complain()
    bh.answers()
    bh.writes(TOM, "Complaint: repairs", LEAK)
    bh.says(RIA, f"ANSWER not upheld\nLearning: ring before each visit\n\n{FULL}")
    bh.writes(BEA, "Thank you", PRAISE)
    if bh.waits:
        bh.register(bh.last, kind="compliment")
        bh.work()
    bh.town.days_pass(1)
    bh.says(UNA, GO_ON)
    text = FULL.replace("Sam Lee", "Jo Park")
    lines = "Cause: an old list\nRecommendation: one list for all crews, by 31 March 2026, Kit Roe"
    bh.says(JO, f"ANSWER partly upheld\nRemedy: an apology\nLearning: none\n{lines}\n\n{text}")
    bh.town.days_pass(70)
    bh.work()
    return bh


@pytest.mark.rows("S001-05", "S001-07", "S001-09", "S001-10", "S001-70", "S001-71", "S001-91")
def test_the_reports_count_praise_and_blame_by_area_and_tell_what_was_learnt(
    quarter: Seaside,
) -> None:
    quarterly = report(quarter, "quarterly")
    for words in (
        "For: Departmental Management Teams, Chief Executive, Executive Leadership Team.",
        "Housing",
        "Place",
        "Compliments received",
        "upheld",
        "we read the list before each round",
        "ring before each visit",
        "working days",
    ):
        assert words.lower() in quarterly.lower(), words
    annual = report(quarter, "annual", "2026")
    assert (
        "For: Policy & Resources Committee, Chief Executive, Executive Leadership Team." in annual
    )
    assert "one list for all crews" in annual
    assert "Names no resident" in annual
    for name in ("Una", "Firth", "Hill Road", "Tom Marsh", UNA, TOM):
        assert name not in annual
        assert name not in quarterly
    learning = report(quarter, "learning")
    waste, _, housing = learning.partition("Repairs")
    assert "we read the list" in learning
    assert "ring before each visit" in learning
    assert ("ring before each visit" in waste) is not ("ring before each visit" in housing)


@pytest.mark.rows("S001-09", "S001-52")
def test_how_far_a_recommendation_is_stands_in_the_annual_report(quarter: Seaside) -> None:
    before = report(quarter, "annual", "2026")
    (kept,) = [one for one in quarter.actions() if one.kind == "recommendation"]
    finish_remedy(quarter.town.house, quarter.reference, BY, kept.id)
    finish_remedy(quarter.town.house, quarter.reference, BY, quarter.actions()[1].id)
    assert report(quarter, "annual", "2026") != before


@pytest.mark.rows("S001-70", "S001-07")
def test_when_each_report_is_of_the_last_whole_time() -> None:
    day = date(2026, 4, 20)
    assert str(last_ended("quarterly", day)) != str(last_ended("annual", day))
    assert last_ended("on request", day) is None


@pytest.mark.rows("S001-76")
def test_discrimination_is_counted_by_characteristic(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    note_discrimination(bh.town.house, bh.reference, BY, "disability")
    told = report(bh, "discrimination")
    assert "disability" in told
    assert "For: Customer Feedback Team." in told


# Remedies ----------------------------------------------------------------------------------------


@pytest.mark.rows("S001-91", "S001-35")
def test_each_of_the_five_remedies_is_kept_by_its_kind_and_counted(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    lines = (
        "Remedy: an apology\nRemedy: an explanation of why it went wrong\n"
        "Action: an assurance that it will not happen again, by 3 March 2026, Sam Lee\n"
        "Action: a specific action, by 4 March 2026, Sam Lee\n"
        "Remedy: compensation of £50, by 3 March 2026, Sam Lee, allowed by Kit Roe"
    )
    bh.says(SAM, f"ANSWER upheld\n{lines}\nLearning: none\n\n{FULL}")
    kinds = ["apology", "explanation", "assurance", "specific_action", "compensation"]
    assert sorted(one.kind for one in bh.actions()) == sorted(kinds)
    told = report(bh, "quarterly")
    for words in (
        "An apology",
        "An explanation of why it went wrong",
        "A payment for what was lost",
    ):
        assert words in told


@pytest.mark.rows("S001-92", "S001-121")
def test_an_assurance_needs_a_day_and_is_reminded_of_until_it_is_kept(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    head = "Outcome: upheld\nRemedy: an apology\nRemedy: an assurance\nLearning: none\n\n"
    assert "no day is recorded by which this is to be done: an assurance" in receipt(
        bh.answers(head=head), SAM
    )
    assert bh.is_now(CaseStatus.ANSWERED)
    other = seaside_with_day(bh)
    told = [one for one in letters_to(other, SAM) if "the lists are checked" in one]
    assert len(told) == 2
    assert "nobody has told us that it is done" in told[-1]
    bh.says(SAM, "DONE: the lists are checked")
    assert [one for one in letters_to(bh.days(10), SAM) if "the lists are checked" in one] == []


def seaside_with_day(bh: Seaside) -> list:  # type: ignore[type-arg]
    """The assurance has its day; what goes out until that is past."""
    bh.says(SAM, "Action: an assurance, the lists are checked, by 17 February 2026, Sam Lee")
    return bh.days(20)


@pytest.mark.rows("S001-93")
def test_a_payment_is_kept_with_how_much_and_who_allowed_it(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    head = "Outcome: upheld\nRemedy: compensation, by 3 March 2026, Sam Lee\nLearning: none\n\n"
    assert "how much, and who allowed it" in receipt(bh.answers(head=head), SAM)
    assert "think of a payment, by the Ombudsman's guidance on remedies" in bh.case_page()
    line = "£50 compensation by 3 March 2026, allowed by Kit Roe"
    record_outcome(bh.town.house, bh.reference, BY, "upheld", (line,), (), "none")
    (kept,) = [one for one in bh.actions() if one.amount]
    assert (kept.amount, kept.allowed_by) == ("£50", "Kit Roe")


# More than usual ---------------------------------------------------------------------------------


def complained(bh: Seaside, many: int, day: str) -> None:
    """So many complaints like the first came on a day."""
    columns = [str(row[1]) for row in bh.town.sql("pragma table_info(cases)")]
    (count,) = bh.town.sql("select max(id) from cases")[0]
    new = {
        "id": "{id}",
        "reference": "'X-{id}'",
        "received_at": f"'{day} 10:00:00.000000'",
        "status": "'CLOSED'",
    }
    values = ", ".join(new.get(one, one) for one in columns)
    for number in range(int(str(count)) + 1, int(str(count)) + 1 + many):
        bh.town.sql(
            f"insert into cases ({', '.join(columns)}) select {values.format(id=number)} from cases where id = 1"
        )


@pytest.mark.rows("S001-72")
@pytest.mark.parametrize(("usual", "now", "told"), [(2, 5, 1), (2, 4, 0), (4, 6, 0)])
def test_twice_as_many_as_usual_and_five_at_least_are_told_once(
    seaside: Make, usual: int, now: int, told: int
) -> None:
    bh = seaside(start=datetime(2026, 1, 5, 10, 0, tzinfo=UTC))
    bh.complain()
    bh.town.sql("update cases set received_at = '2025-11-05 10:00:00.000000', status = 'CLOSED'")
    complained(bh, usual - 1, "2025-11-06")
    complained(bh, usual, "2025-12-08")
    complained(bh, now, "2026-01-13")
    bh.town.clock.advance_to(datetime(2026, 2, 2, 9, 0, tzinfo=UTC))
    sent = bh.work() + bh.days(10)
    found = [one for one in letters_to(sent, JO) if "point to the same cause" in one]
    assert len(found) == told
    owed = bh.town.read(lambda conn: duties.open_named(conn, LOOK, 10))
    assert len(owed) == told
    if told:
        assert "5 complaints since Thursday 1 January 2026" in found[0]
        assert "Arrange to meet the service about them." in found[0]
        assert "Waste" in owed[0].words
        assert "Waste" in report(bh, "service_meeting", "2026-01")


# The policy's page -------------------------------------------------------------------------------

SENTENCES = [
    ("S001-02", "A shorter version of this procedure and further information are on the council's website"),
    ("S001-05", "What went well and what went wrong are both recorded, shared, and used to improve services."),
    ("S001-05", "Complaints are dealt with fairly, to whoever complains and to the staff concerned."),
    ("S001-11", "Problems are settled quickly and close to where they arose"),
    ("S001-16", "where the council was wrong, people are put where they would have been"),
    ("S001-90", "where the council was wrong, people are put where they would have been"),
    ("S001-58", "Whoever commissions a service, or agrees to provide one with others, provides for this procedure"),
    ("S001-59", "The council stays responsible for what others do for it, and those others know this procedure"),
    ("S001-88", "where a complaint can be begun too"),
]  # fmt: skip


@pytest.mark.rows(
    "S001-02", "S001-05", "S001-11", "S001-16", "S001-58", "S001-59", "S001-88", "S001-90"
)
def test_what_the_procedure_wants_stands_on_its_page() -> None:
    shown = CliRunner().invoke(policy_command, ["show", "brighton-hove"])
    page = " ".join(shown.output.split())
    assert [row for row, words in SENTENCES if words not in page] == []


@pytest.mark.rows("S001-69")
def test_the_team_sees_every_case(quarter: Seaside) -> None:
    pages = [quarter.case_page(one.case.reference) for one in quarter.cases()]
    assert len(pages) == 3
    assert to(quarter.got, JO, "answer")
