"""What Cambridge City reports, to whom and how often: driven from a few complaints to the report as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mailroom.acts.daily import open_chores
from mailroom.acts.ledger import Ledger
from mailroom.jobs import by_hand_case, by_hand_confirm
from mailroom.reports.as_text import as_text
from mailroom.reports.gather import gather, read_statistics
from mailroom.reports.report import make
from mailroom.rules.report_periods import due, read_period
from mailroom.rules.reviews import reports_due
from parsers.documents import Reader
from tests.acts.council import JO, KIT, PAT, SAM, UNA
from tests.commands.conftest import mail_from
from tests.requirements.cambridge import TOM, City, city_of, to

READERS = {
    "monthly_themes": ("monthly", {"Heads of Service", "Service managers"}),
    "quarterly_themes": ("quarterly", {"Corporate Management Team", "Heads of Service"}),
    "members": ("quarterly", {"Members"}),
    "annual_feedback": ("annual", {"Strategy and Resources Committee", "the public"}),
    "statistics": ("on request", {"System Administrators"}),
}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[City]:
    """The city in May, after three complaints in February: one upheld with something promised, and never done."""
    one = city_of(tmp_path_factory.mktemp("city"), reader)
    one.write(
        UNA,
        "Bins",
        "Formal complaint: my bin was missed on three Mondays running. I reported it each time and nobody has come back"
        " to empty it. The bags are piling up at the gate.",
    )
    answer = (
        "ANSWER upheld\nAction: a new list for the crew, by 3 March 2026, Sam Lee\nRemedy: an apology\n"
        "Learning: the list is read each Monday\nRecommendation: two crews share one list\n\n"
        "Dear Ms Firth\n\nI am sorry. Under our collection policy a missed bin is emptied within two days.\n"
    )
    one.says(SAM, answer)
    by_hand_case.note_columns(
        one.town.house, one.file.case.reference, JO, "category", category="how staff behaved"
    )
    one.write(TOM, "Car park", "Dear council, the charges in the car park. Tom Marsh")
    one.register(one.last, service="parking", noted={"category": "our procedure"})
    one.write(
        TOM, "Policy", "Formal complaint: I object to the council policy of car park charges."
    )
    one.register(one.last, service="parking", kind="policy_complaint")
    one.town.days_pass(100)
    yield one
    one.town.record.close()


def _report(city: City, name: str, period: str, statistics: Path | None = None) -> str:
    """The report as its readers have it, on one line."""
    house = city.town.house
    policy = house.policies["cambridge-city"]
    (rule,) = [one for one in policy.reports if one.name == name]
    sizes = read_statistics(statistics, house.config) if statistics else None
    with city.town.record.read() as conn:
        seen = gather(
            house, conn, read_period(period), city.today, anonymous=rule.anonymous, statistics=sizes
        )
    return " ".join(as_text(make(seen, policy, rule), definitions=False).split())


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.rows(row), id=f"{row}-{name}")
        for row, name in (
            ("S004-90", "monthly_themes"),
            ("S004-90", "quarterly_themes"),
            ("S004-90", "annual_feedback"),
            ("S004-91", "members"),
            ("S004-92", "statistics"),
            ("S004-93", "annual_feedback"),
        )
    ],
)
def test_each_report_has_its_cadence_and_its_readers(city: City, name: str) -> None:
    policy = city.town.house.policies["cambridge-city"]
    (one,) = [one for one in due(policy, city.today) if one.rule.name == name]
    assert (one.rule.cadence, set(one.rule.readers)) == READERS[name]
    assert (one.last is None) is (one.rule.cadence == "on request")


@pytest.mark.rows("S004-90", "S004-91", "S004-93")
def test_what_falls_due_in_the_year_is_the_lead_complaints_officers_to_make(city: City) -> None:
    policy = city.town.house.policies["cambridge-city"]
    named = {
        words.partition("report show ")[2].split()[0]
        for day in (date(2027, 1, 4), date(2027, 4, 5))
        for words in (one.words for one in reports_due(policy, day))
    }
    assert {"quarterly_themes", "members", "annual_feedback"} <= named
    with city.town.record.write() as conn:
        ledger = Ledger(city.town.house, conn, city.town.house.now(), by="diary")
        open_chores(ledger, city.today)
    assert policy.reviews.holder == "lead_complaints_officer"


@pytest.mark.rows("S004-03")
@pytest.mark.parametrize("name", ["monthly_themes", "members", "annual_feedback", "statistics"])
def test_complaints_are_counted_by_what_they_are_about(city: City, name: str) -> None:
    told = _report(city, name, "2026-02")
    assert "how staff behaved" in told.lower()
    assert "our procedure" in told.lower()


@pytest.mark.rows("S004-91", "S004-22")
def test_members_read_how_we_performed_and_no_name(city: City) -> None:
    told = _report(city, "members", "2026-Q1")
    assert "Members" in told
    assert "Names no resident" in told
    for secret in ("Firth", "una@home.example", "Marsh", "tom@home.example"):
        assert secret not in told
    assert "upheld" in told.lower()
    assert "on time" in told.lower() or "in time" in told.lower()


@pytest.mark.rows("S004-80", "S004-78")
def test_what_was_promised_and_is_late_stands_in_the_report(city: City) -> None:
    told = _report(city, "quarterly_themes", "2026-Q1")
    assert "a new list for the crew" in told
    assert "3 March 2026" in told or "3 Mar 2026" in told


@pytest.mark.rows("S004-93", "S004-01")
def test_the_annual_report_has_complaints_beside_the_services_own_figures_and_what_improved(
    city: City, tmp_path: Path
) -> None:
    sizes = tmp_path / "sizes.toml"
    sizes.write_text('[waste]\nof = "collections"\nnumber = 2000\n')
    told = _report(city, "annual_feedback", "2026", sizes)
    assert "collections" in told
    assert "2,000" in told or "2000" in told
    assert "the list is read each Monday" in told
    assert "two crews share one list" in told
    policy = city.town.house.policies["cambridge-city"]
    assert [one.name for one in policy.reports if one.published] == ["annual_feedback"]


@pytest.mark.rows("S004-09")
def test_the_annual_report_has_the_self_assessment(city: City) -> None:
    assert "Complaint Handling Code" in _report(city, "annual_feedback", "2026")


@pytest.mark.rows("S004-92")
def test_statistics_are_there_for_whoever_asks_service_by_service(city: City) -> None:
    told = _report(city, "statistics", "2026-Q1")
    assert "Waste" in told
    assert "Parking" in told


@pytest.mark.rows("S004-90")
def test_a_systemic_issue_is_told_to_the_services_manager_and_head(city: City) -> None:
    house, reference = city.town.house, city.town.case(2).case.reference
    told = by_hand_confirm.tell_issue(
        house, reference, JO, "The signs are wrong in three car parks."
    )
    sent = city.work()
    assert "The signs are wrong in three car parks" in to(sent, PAT)
    assert "The signs are wrong in three car parks" in to(sent, "hal.orr")
    assert to(sent, KIT) == ""
    assert len(told) == 2


@pytest.mark.rows("S004-41")
def test_all_that_came_and_went_is_on_record_word_for_word(city: City) -> None:
    letters = city.town.sql("SELECT letter, sender FROM outgoing WHERE case_id = 1")
    assert {"acknowledgement", "assignment", "response"} <= {str(one[0]) for one in letters}
    assert {str(one[1]) for one in letters} == {"feedback@ashford.example"}
    kept = city.town.sql("SELECT count(*) FROM incoming WHERE case_id = 1")
    assert kept == [(2,)]
    acts = {one.act for one in city.town.journal()}
    assert {"registered", "letter", "officer: answer"} <= acts


@pytest.mark.rows("S004-41")
def test_what_an_officer_writes_directly_is_on_the_case_by_its_copy_and_a_call_is_no_answer(
    tmp_path: Path, reader: Reader
) -> None:
    one = city_of(tmp_path, reader)
    one.write(
        UNA,
        "Bins",
        "Formal complaint: my bin was missed on three Mondays running. I reported it each time and nobody has come back"
        " to empty it. The bags are piling up at the gate.",
    )
    one.says(SAM, "ANSWER not upheld\nChannel: telephone\n\nI told her that the bin was out late.")
    assert one.stage.answered_at is None, "under this policy the answer is a letter"
    letter = one.last_to(SAM)
    raw = mail_from(SAM, "Re: Bins", "Dear Ms Firth, I will ring you on Friday. Sam")
    copied = raw.replace(
        b"To: feedback@ashford.example", f"To: {UNA}\nCc: {letter['Reply-To']}".encode(), 1
    )
    one.town.lay(f"In-Reply-To: {letter['Message-ID']}\n".encode() + copied)
    one.work()
    assert one.town.message(one.last).case_id == 1
    assert "your message on the file" in one.reason(one.last)
    one.town.record.close()
