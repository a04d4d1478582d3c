"""What the diary does once a working day: duties reminded of on their day and once after, the word of what is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailroom.acts import daily
from mailroom.acts.ledger import Ledger
from mailroom.jobs import diary
from mailroom.rules.policy import built_in_folder
from parsers.documents import Reader
from store import duties, remedies, restrictions
from store.duties import NewDuty
from store.remedies import NewRemedy
from store.restrictions import NewRestriction
from tests.commands.conftest import COMPLAINT, CONFIG
from tests.jobs.town import SAM, START, UNA, Town, to

JO = "jo.park@ashford.example"
FRIDAY = datetime(2026, 2, 6, 9, 0, tzinfo=UTC)
_NAMED = {
    "name": "ring_them",
    "words": "Ring the resident",
    "holder_name": "Sam Lee",
    "holder_email": SAM,
    "holder_role": "owner",
}


def _with_a_case(town: Town) -> None:
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    town.letters()


def _owe(town: Town, due_in: int, **more: object) -> None:
    """Sam owes something so many days from now."""
    row = {
        **_NAMED,
        "key": f"test:{due_in}",
        "opened_at": town.clock.now(),
        "case_id": 1,
        "stage_id": 1,
        "due_on": town.house.today() + timedelta(days=due_in),
        **more,
    }
    with town.record.write() as conn:
        duties.add_duties(conn, [NewDuty(**row)])  # type: ignore[arg-type]


def _text(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


def _told(town: Town, days: int) -> dict[str, list[str]]:
    """By day, what Sam was told of the duty."""
    found: dict[str, list[str]] = {}
    for _ in range(days):
        town.days_pass(1)
        town.round()
        town.round()
        theirs = [_text(one) for one in to(town.letters(), SAM)]
        said = [one for one in theirs if "Ring the resident" in one]
        if said:
            found[f"{town.house.today():%a %-d}"] = said
    return found


def test_a_holder_is_reminded_on_the_day_and_once_after_and_no_more(town: Town) -> None:
    _with_a_case(town)
    _owe(town, 2)  # Thursday 5 February
    told = _told(town, 9)
    assert list(told) == ["Thu 5", "Fri 6"]
    assert "This is for you to do today" in told["Thu 5"][0]
    assert "we have not heard that it is done" in told["Fri 6"][0]


def test_for_a_sunday_the_reminder_comes_on_the_friday_and_the_monday(town: Town) -> None:
    _with_a_case(town)
    _owe(town, 5)  # Sunday 8 February
    assert list(_told(town, 10)) == ["Fri 6", "Mon 9"]


def test_after_an_outage_one_reminder_does(town: Town) -> None:
    _with_a_case(town)
    _owe(town, 2)
    town.days_pass(6)
    assert list(_told(town, 6)) == ["Tue 10"]


def test_what_is_done_or_only_shown_is_not_reminded_of(town: Town) -> None:
    _with_a_case(town)
    _owe(town, 1, letter=False)
    _owe(town, 2)
    with town.record.write() as conn:
        duties.finish_duty(conn, 2, town.clock.now(), SAM)
    assert _told(town, 5) == {}


def test_a_duty_of_a_closed_case_ends(town: Town) -> None:
    _with_a_case(town)
    _owe(town, 2)
    town.sql("UPDATE cases SET status = 'CLOSED'")
    assert _told(town, 4) == {}
    assert town.read(lambda conn: duties.get_duty(conn, 1)).done_by == "house"


def test_two_duties_of_one_case_come_in_one_letter(town: Town) -> None:
    _with_a_case(town)
    _owe(town, 1)
    _owe(town, 1, key="test:other", name="write", words="Write to the crew")
    told = _told(town, 1)
    ((letter,),) = told.values()
    assert "Write to the crew" in letter


def _restrict(town: Town, review_in: int) -> None:
    today = town.house.today()
    new = NewRestriction(
        email="bo@home.example",
        name="Bo",
        organisation="",
        target="person",
        case_id=None,
        granted=True,
        requested_by=SAM,
        decided_by=(("head", "Kit Roe"),),
        reasons="forty mails a day",
        behaviours=(),
        measures=(("writing_only", ""),),
        checks=(),
        from_on=today,
        review_on=today + timedelta(days=review_in),
        at=town.clock.now(),
        by=JO,
        policy="own",
        policy_digest="0",
    )
    with town.record.write() as conn:
        restrictions.add_restriction(conn, new)


def _words(town: Town) -> list[str]:
    return [_text(one) for one in to(town.letters(), JO)]


def test_the_daily_word_has_late_duties_and_remedies_and_what_is_to_be_looked_at(
    town: Town,
) -> None:
    _with_a_case(town)
    _owe(town, 1)
    promised = town.house.today() + timedelta(days=1)
    new = NewRemedy(
        1, "A new bin", town.clock.now(), by_on=promised, owner_name="Sam Lee", owner_email=SAM
    )
    with town.record.write() as conn:
        remedies.add_remedies(conn, [new])
    _restrict(town, 10)
    town.days_pass(2)
    town.round()
    assert _words(town) == [], "what is a day late had its own reminder"
    town.days_pass(1)
    town.round()
    town.round()
    (word,) = _words(town)
    for line in (
        "Ring the resident (Sam Lee, 4 February 2026)",
        "A new bin (Sam Lee, 4 February 2026)",
        "number 1, by 13 February 2026",
    ):
        assert line in word
    assert "waiting for somebody" not in word


def test_a_restriction_to_be_looked_at_today_is_word_enough(town: Town) -> None:
    _with_a_case(town)
    _restrict(town, 1)
    town.days_pass(1)
    town.round()
    (word,) = _words(town)
    assert "Restricted contact to be looked at again" in word


def test_nothing_is_said_on_a_saturday(town: Town) -> None:
    _with_a_case(town)
    town.clock.advance_to(FRIDAY + timedelta(days=1))
    _restrict(town, 0)
    town.round()
    assert _words(town) == []


def test_a_chore_that_fails_is_told_and_tried_again_the_next_day(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_a_case(town)

    def fail(_ledger: Ledger, _today: object) -> int:
        raise ValueError("no such thing")

    monkeypatch.setitem(diary.DAILY, "remind of duties", fail)
    _owe(town, 1)
    town.days_pass(1)
    done = town.round()
    assert any("could not remind of duties" in fault for fault in done.faults)
    assert town.round().faults == []
    monkeypatch.setitem(diary.DAILY, "remind of duties", daily.remind_of_duties)
    assert list(_told(town, 1)) == ["Thu 5"]


REVIEWED = '\n[reviews]\npolicy_every = "2 months"\nholder = "complaints_champion"\n'
ALARMED = '\n[journey_alarm]\nwithin = "1 weeks"\n'


def _town_under(folder: Path, reader: Reader, more: str) -> Town:
    """A town whose own policy has more to say."""
    town = Town(folder, reader)
    text = (built_in_folder() / "cambridge-city.toml").read_text()
    tables = text.split("\n[")
    key = more.strip().partition("]")[0].strip("[")
    kept = [one for one in tables if not one.startswith(f"{key}]")]
    (folder / "policies" / "own.toml").write_text("\n[".join(kept) + more)
    config = CONFIG.replace('default = "south-cambs-2021"', 'default = "own"\nfolder = "policies"')
    town.open(config)
    return town


def test_a_policy_is_reviewed_again_and_again_by_whoever_has_it(
    tmp_path: Path, reader: Reader
) -> None:
    town = _town_under(tmp_path, reader, REVIEWED)
    town.round()
    (first,) = town.read(lambda conn: duties.open_named(conn, "review_of_policy", 5))
    assert (first.holder_email, str(first.due_on)) == (JO, "2026-04-03")
    town.round()
    town.clock.advance_to(START + timedelta(days=58))  # the day itself is Good Friday
    town.round()
    assert any("Review the policy" in _text(one) for one in to(town.letters(), JO))
    town.record.close()


def test_a_complaint_too_long_on_its_way_is_told_once_a_stage(
    tmp_path: Path, reader: Reader
) -> None:
    town = _town_under(tmp_path, reader, ALARMED)
    _with_a_case(town)
    found = []
    for _ in range(12):
        town.days_pass(1)
        town.round()
        words = [_text(one) for one in to(town.letters(), JO)]
        found += [
            f"{town.house.today():%a %-d}" for one in words if "has not come to its end" in one
        ]
    assert found[0] == "Wed 11"
    rows = town.sql("SELECT count(*) FROM duties WHERE name = 'journey_alarm'")
    assert rows == [(1,)]
    town.record.close()
