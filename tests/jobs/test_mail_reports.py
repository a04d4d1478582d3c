"""The reports that a policy promises go to their readers when a period is over: once, late if need be, none beside."""

from __future__ import annotations

import io
import itertools
from collections import Counter
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from mailroom.clock import SetClock
from mailroom.config import load_config
from mailroom.house import House, open_house
from mailroom.jobs.diary import Looked, diary
from mailroom.jobs.mail_reports import reports_to_send
from mailroom.rules.reviews import REPORT
from store import chores, duties, journal, outbox
from store.session import Record
from store.states import OutgoingState
from tests.commands.conftest import COMPLAINT, CONFIG
from tests.jobs.town import START, UNA, Town, to
from tests.reports.seed import CONFIG as OTHER_CONFIG

KIT, SAM, JO, PAT = (
    f"{one}@ashford.example" for one in ("kit.roe", "sam.lee", "jo.park", "pat.low")
)
COUNTS = '[reports]\nattach = ["xlsx"]\n'
PLANNING = """
[[services]]
id = "planning"
name = "Planning"
words = ["planning"]
manager = { name = "Pat Low", email = "pat.low@ashford.example" }
"""
WAITS = ["quarterly of south-cambs-corporate, January to March 2026"]


def readers(**people: str) -> str:
    """Who stands behind a policy's words: words_with_underscores = "addresses and roles"."""
    return COUNTS + "".join(
        f'\n[[reports.readers]]\nreader = "{name.replace("_", " ")}"\npeople = {each.split()!r}\n'
        for name, each in people.items()
    )


def under(policy: str, more: str) -> str:
    return CONFIG.replace("south-cambs-2021", policy) + PLANNING + more


def open_under(town: Town, policy: str, more: str) -> None:
    """The town with a policy, readers, and a first mail in its record."""
    town.open(under(policy, more))
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    town.letters()


def months_pass(town: Town, until: date) -> list[Looked]:
    """The diary is asked each morning up to a day."""
    done = []
    while town.clock.now().date() < until:
        town.days_pass(1)
        done.append(diary(town.house))
    return done


def sent(town: Town) -> list[outbox.Outgoing]:
    """The letters with reports, in their order."""
    states = tuple(OutgoingState)
    lying = town.read(lambda conn: outbox.lying(conn, states, 10_000))
    return sorted((one for one in lying if one.letter == "report"), key=lambda one: one.id)


def journalled(town: Town, act: str) -> list[journal.Entry]:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    return town.read(lambda conn: journal.done_since(conn, (act,), since, 10_000))


def workbook(letter: EmailMessage) -> openpyxl.Workbook:
    (file,) = letter.iter_attachments()
    assert str(file.get_filename()).endswith(".xlsx")
    return openpyxl.load_workbook(io.BytesIO(file.get_content()))


# Of each policy: who reads, and how many letters of each report somebody has after a year and a quarter.
YEARS = [
    (
        "cambridge-city",
        {
            "Heads_of_Service": "head",
            "Members": JO,
            "the_public": KIT,
            "Corporate_Management_Team": SAM,
        },
        {
            (KIT, "Complaints in the month"): 14,
            (KIT, "Complaints in the quarter"): 5,
            (SAM, "Complaints in the quarter"): 5,
            (JO, "Complaints"): 5,
            (KIT, "Annual Customer Feedback report"): 2,
        },
    ),
    (
        "south-cambs-corporate",
        {"Lead_Member": JO, "Portfolio_Holder": JO, "the_Director_and_the_Head_of_Service": "head"},
        {
            (JO, "Complaints and compliments"): 5,
            (KIT, "Open complaints of your services"): 64,
            (PAT, "Open complaints of your services"): 64,
        },
    ),
    (
        "complaint-handling-code",
        {"governing_body": "coordinators", "Senior_Complaints_Lead": f"{KIT} {SAM}"},
        {
            (JO, "Complaints, for the governing body and its member responsible for complaints"): 5,
            (JO, "Complaints performance and service improvement"): 2,
            (KIT, "Themes, trends and risks, for the senior complaints lead"): 5,
            (SAM, "Themes, trends and risks, for the senior complaints lead"): 5,
        },
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("policy", "who", "expected"), YEARS, ids=[one[0] for one in YEARS])
def test_a_year_sends_each_report_once_for_each_period_to_its_readers(
    town: Town, policy: str, who: dict[str, str], expected: dict[tuple[str, str], int]
) -> None:
    open_under(town, policy, readers(**who))
    faults = [fault for done in months_pass(town, date(2027, 4, 30)) for fault in done.faults]
    assert faults == []
    found = Counter((one.recipient, one.subject.partition(": ")[0]) for one in sent(town))
    # A service without a head has its manager in their place: that is why Pat reads of planning.
    for pair, many in expected.items():
        assert found[pair] == many, pair
    ours = {one.recipient for one in sent(town)}
    assert ours == {recipient for recipient, _ in found} <= {KIT, SAM, JO, PAT}
    keys = [one.key for one in town.read(lambda c: outbox.lying(c, tuple(OutgoingState), 10_000))]
    assert len(keys) == len(set(keys))


def test_nobody_is_sent_anything_whom_the_configuration_does_not_name(town: Town) -> None:
    open_under(town, "south-cambs-corporate", COUNTS)
    months_pass(town, date(2026, 4, 3))
    assert sent(town) == []
    town.open(under("south-cambs-corporate", readers(Lead_Member="nobody@ashford.example")))
    assert reports_to_send(town.house, date(2026, 4, 7)) == []


def test_a_report_goes_once_however_often_the_house_is_started(town: Town) -> None:
    open_under(town, "south-cambs-corporate", readers(Lead_Member=JO))
    town.clock.advance_to(datetime(2026, 4, 1, 6, tzinfo=UTC))
    for _ in range(3):
        town.open()
        diary(town.house)
        diary(town.house)
    (letter,) = sent(town)
    assert letter.subject.endswith(": January to March 2026")
    (entry,) = journalled(town, "report sent")
    assert "quarterly of south-cambs-corporate, January to March 2026" in entry.why


def test_what_was_missed_is_sent_late_and_of_what_comes_weekly_only_the_last(town: Town) -> None:
    who = readers(Lead_Member=JO, the_Director_and_the_Head_of_Service="head")
    open_under(town, "south-cambs-corporate", who)
    town.clock.advance_to(datetime(2026, 4, 1, 6, tzinfo=UTC))
    diary(town.house)
    # The house stands still for the rest of the year.
    town.clock.advance_to(datetime(2027, 1, 12, 6, tzinfo=UTC))
    diary(town.house)
    subjects = [one.subject for one in sent(town) if one.recipient == JO]
    assert [one.rpartition(": ")[2] for one in subjects] == [
        *("January to March 2026", "April to June 2026", "July to September 2026"),
        "October to December 2026",
    ]
    weeks = [one.subject.rpartition(": ")[2] for one in sent(town) if one.recipient == KIT]
    assert weeks == ["23 March 2026 to 29 March 2026", "4 January 2027 to 10 January 2027"]


def test_no_report_is_of_a_time_before_there_was_a_record(town: Town) -> None:
    open_under(town, "south-cambs-corporate", readers(Lead_Member=JO))
    town.days_pass(1)
    diary(town.house)
    assert sent(town) == []


def test_somebody_who_is_named_later_gets_the_last_period_and_no_older_one(town: Town) -> None:
    open_under(town, "south-cambs-corporate", COUNTS)
    town.clock.advance_to(datetime(2026, 10, 7, 6, tzinfo=UTC))
    diary(town.house)
    town.open(under("south-cambs-corporate", readers(Lead_Member=JO)))
    diary(town.house)
    assert [one.subject.rpartition(": ")[2] for one in sent(town)] == ["July to September 2026"]


def test_reports_wait_for_a_working_day(town: Town) -> None:
    open_under(town, "south-cambs-corporate", readers(the_Director_and_the_Head_of_Service="head"))
    for day, many in ((8, 0), (9, 2)):  # a Sunday, and the Monday after
        town.clock.advance_to(datetime(2026, 2, day, 9, tzinfo=UTC))
        diary(town.house)
        assert len(sent(town)) == many


def test_whoever_has_a_role_reads_of_their_own_services_alone(town: Town) -> None:
    open_under(town, "south-cambs-corporate", readers(the_Director_and_the_Head_of_Service="head"))
    town.mail("bo@home.example", "Complaint: planning", COMPLAINT.replace("bin", "planning"))
    town.clock.advance_to(datetime(2026, 2, 9, 9, tzinfo=UTC))
    town.round()
    letters = [one for one in town.letters() if "Open complaints" in str(one["Subject"])]
    (kits,), (pats,) = to(letters, KIT), to(letters, PAT)
    assert "for Waste" in kits.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    told = {cell.value for row in workbook(kits)["Cases"].iter_rows() for cell in row}
    assert "Waste" in told
    assert "Planning" not in told
    assert {row[2].value for row in workbook(pats)["Cases"].iter_rows(min_row=2)} <= {
        "Planning",
        None,
    }


def test_the_mail_itself_says_nothing_of_anybody(town: Town) -> None:
    open_under(town, "south-cambs-corporate", readers(the_Director_and_the_Head_of_Service="head"))
    town.clock.advance_to(datetime(2026, 2, 9, 9, tzinfo=UTC))
    town.round()
    (letter,) = (one for one in to(town.letters(), KIT) if "Open complaints" in str(one["Subject"]))
    body = letter.get_body(("plain",))
    assert body is not None
    words = f"{letter['Subject']} {body.get_content()}"
    assert "2 February 2026 to 8 February 2026" in words
    for private in ("una", "bin", "AMC-", "@home.example"):
        assert private not in words.lower()
    assert "for you alone" in words
    assert letter["Auto-Submitted"]


def test_what_was_mailed_to_all_its_readers_nobody_has_to_make(town: Town) -> None:
    everybody = ("Executive_Management_Team", "Lead_Member", "management_team", "Portfolio_Holder")
    open_under(town, "south-cambs-corporate", readers(**dict.fromkeys(everybody, JO)))
    town.clock.advance_to(datetime(2026, 4, 1, 6, tzinfo=UTC))
    diary(town.house)
    owed = town.read(lambda conn: duties.open_named(conn, REPORT, 100))
    # The other report of the quarter has readers whom nobody named: it is still to be made by hand.
    assert [one.key.split(":")[3] for one in owed] == ["lessons"]


def test_a_report_that_cannot_be_made_waits_until_tomorrow_and_keeps_no_letter_back(
    town: Town,
) -> None:
    logo = '[letters]\nfolder = "letters"\nlogo = "crest.png"\n'
    config = under("south-cambs-corporate", readers(Lead_Member=JO).replace("xlsx", "pdf"))
    town.open(config.replace('[letters]\nfolder = "letters"\n', logo))
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    town.clock.advance_to(datetime(2026, 4, 1, 6, tzinfo=UTC))
    first, second = diary(town.house), diary(town.house)
    assert any("quarterly of south-cambs-corporate" in fault for fault in first.faults)
    assert second.faults == []
    (entry,) = journalled(town, "report not sent")
    assert "crest.png" in entry.why
    town.open(config)
    assert diary(town.house).faults == []
    assert sent(town) == []
    town.days_pass(1)
    diary(town.house)
    assert [one.recipient for one in sent(town)] == [JO]


def house_on(folder: Path, record: Record) -> tuple[House, SetClock]:
    """A house with a clock of its own on somebody's record."""
    key = folder / "signing-key"
    key.write_text("k" * 64)
    key.chmod(0o600)
    (folder / "mailroom.toml").write_text(OTHER_CONFIG + readers(Lead_Member=JO))
    clock = SetClock(datetime(2026, 2, 3, 9, tzinfo=UTC))
    numbers = itertools.count(1)
    config = load_config(folder / "mailroom.toml")
    return open_house(config, record, clock, lambda: f"{id(clock)}{next(numbers):06d}"), clock


def test_on_either_database_two_houses_send_a_report_once(record: Record, tmp_path: Path) -> None:
    houses = [house_on(tmp_path, record) for _ in "ab"]
    with record.write() as conn:
        journal.append(conn, [journal.NewEntry(at=START, by="test", act="began")])
    for house, clock in houses:
        clock.advance_to(datetime(2026, 4, 1, 9, tzinfo=UTC))
        waiting = [one.in_words for one in reports_to_send(house, house.today())]
        assert waiting == (WAITS if clock is houses[0][1] else [])
        assert diary(house).faults == []
    with record.read() as conn:
        lying = outbox.lying(conn, tuple(OutgoingState), 100)
        assert chores.last_done(conn, "report south-cambs-corporate quarterly") == date(2026, 3, 31)
    assert [one.recipient for one in lying if one.letter == "report"] == [JO]
