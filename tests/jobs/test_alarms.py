"""What cannot wait, what the day's word says of letters and days to come, and an owner who is away."""

from __future__ import annotations

import os
import threading
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from mailroom.daemon import Daemon
from mailroom.jobs import directory
from mailroom.jobs.by_hand_page import page
from mailroom.jobs.diary import diary
from mailroom.jobs.dispatch import dispatch
from mailroom.jobs.round import Round
from store import polls
from tests.commands.conftest import COMPLAINT
from tests.jobs.town import SAM, UNA, Town, to

JO = "jo.park@ashford.example"


def _text(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _alerts(town: Town, email: str) -> list[str]:
    """What somebody was told at once, each with its subject."""
    found = [one for one in to(town.letters(), email) if "queue" not in str(one["Subject"])]
    return [f"{one['Subject']}\n{_text(one)}" for one in found]


def _fails(town: Town) -> None:
    with town.record.write() as conn:
        polls.poll_failed(conn, "feedback", town.clock.now(), "[AUTHENTICATIONFAILED] no")


def test_a_mailbox_that_cannot_be_read_is_told_of_once_for_each_time(town: Town) -> None:
    town.round()
    town.letters()
    told = []
    for minutes in (10, 15, 10, 60):
        town.clock.advance_to(town.clock.now() + timedelta(minutes=minutes))
        _fails(town)
        _without_a_visit(town)
        told.append(len(_alerts(town, JO)))
    assert told == [0, 0, 1, 0]
    town.round()  # it is read again …
    town.clock.advance_to(town.clock.now() + timedelta(hours=1))
    _fails(town)  # … and then no more
    _without_a_visit(town)
    (again,) = _alerts(town, JO)
    assert "The mailbox feedback cannot be read" in again
    assert "AUTHENTICATIONFAILED" in again


def _without_a_visit(town: Town) -> None:
    """The diary and the post, as a round has them while the mailbox is away."""
    diary(town.house)
    dispatch(town.house, town.post)


_PEOPLE = "name,email,role,service,stand_in\n"
_MINE = f"Sam Lee,{SAM},manager,waste,pat.ivy@ashford.example\nPat Ivy,pat.ivy@ashford.example,,,\n"


def _with_people(town: Town, lines: str = _MINE) -> Path:
    file = town.folder / "people.csv"
    file.write_text(_PEOPLE + lines)
    town.open(town.config + '\n[directory]\ncsv = "people.csv"\n')
    return file


def _change(file: Path, text: str, number: int) -> None:
    file.write_text(text)
    os.utime(file, (number, number))  # two changes within a tick of the clock are two changes


def test_people_are_read_anew_and_a_bad_file_keeps_the_last_good_one(town: Town) -> None:
    file = _with_people(town)
    before = directory.seen(town.house)
    house, now = directory.read_if_changed(town.house, before)
    assert house is town.house
    _change(file, _PEOPLE + _MINE.replace("Sam Lee", "Sam Leigh"), 1)
    house, now = directory.read_if_changed(house, now)
    assert house.config.owner("waste", "manager").name == "Sam Leigh"

    _change(file, _PEOPLE + _MINE.replace(SAM, "sam"), 2)
    for _ in range(3):
        kept, now = directory.read_if_changed(house, now)
        assert kept is house
    _change(file, _PEOPLE + _MINE.replace(SAM, "sam"), 3)  # saved again as it was
    house, now = directory.read_if_changed(house, now)
    dispatch(town.house, town.post)
    (told,) = _alerts(town, JO)
    assert "The file of people cannot be used" in told
    assert "must be an email address" in told

    _change(file, _PEOPLE + _MINE.replace("Sam Lee", "Sam Lie"), 4)
    house, now = directory.read_if_changed(house, now)
    assert house.config.owner("waste", "manager").name == "Sam Lie"
    file.unlink()
    assert directory.read_if_changed(house, now) == (house, now)


@pytest.mark.parametrize("subject", ["Automatic reply", "Out of office"])
def test_an_owner_who_is_away_stands_on_the_case_and_is_told_once(town: Town, subject: str) -> None:
    _with_people(town)
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    (assignment,) = to(town.letters(), SAM)
    for _ in range(2):
        town.lay(_out_of_office(town, assignment, subject))
        town.round()
        town.days_pass(1)
    got = town.letters()
    (to_jo,) = [one for one in to(got, JO) if "is away" in str(one["Subject"])]
    assert "Sam Lee is away" in str(to_jo["Subject"])
    assert "Pat Ivy, who stands in for them, has been told" in _text(to_jo)
    assert "I am away until 16 February" in _text(to_jo)
    (to_pat,) = to(got, "pat.ivy@ashford.example")
    assert "You stand in for Sam Lee" in str(to_pat["Subject"])
    assert "is due on" in _text(to_pat)
    assert to(got, UNA) == []
    shown = page(town.house, town.case().case.reference)
    assert shown.away[-1].startswith("Sam Lee has an out-of-office note; their answer is due on")


def test_the_same_note_of_somebody_who_owes_nothing_is_only_filed(town: Town) -> None:
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    (letter,) = to(town.letters(), UNA)
    town.lay(_out_of_office(town, letter, "Automatic reply", UNA))
    town.round()
    assert town.letters() == []


def _out_of_office(town: Town, letter: EmailMessage, subject: str, sender: str = SAM) -> bytes:
    mail = EmailMessage()
    at = town.clock.now()
    mail["Received"] = f"from out.example by mx.ashford.example; {at:%a, %d %b %Y %H:%M:%S +0000}"
    mail["Authentication-Results"] = "mx.ashford.example; dmarc=pass header.from=ashford.example"
    mail["From"], mail["To"] = f"Sam Lee <{sender}>", letter["Reply-To"]
    mail["Subject"] = f"{subject}: {letter['Subject']}"
    mail["Auto-Submitted"], mail["X-MS-Exchange-Inbox-Rules-Loop"] = "auto-replied", sender
    mail["In-Reply-To"], mail["Message-ID"] = (
        letter["Message-ID"],
        f"<{at.timestamp()}@out.example>",
    )
    mail.set_content("I am away until 16 February. For anything urgent ring the depot.")
    return mail.as_bytes()


def test_the_days_word_tells_of_prints_bounces_and_what_falls_due(town: Town) -> None:
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    town.sql(
        "UPDATE outgoing SET channel = 'print', state = 'QUEUED', recipient = '3 Hill Road' WHERE role = 'resident'"
    )
    due = town.case().stages[-1].respond_by
    assert due is not None
    town.letters()
    words = {}
    while town.house.today() <= due:
        town.days_pass(1)
        town.round()
        for one in to(town.letters(), JO):
            words[town.house.today()] = _text(one)
    first = words[min(words)]
    assert "Letters to be printed and posted" in first
    assert "One letter waits since Tuesday 3 February 2026: mailroom print" in first
    assert "Answers due today" in words[due]
    assert f"{town.case().case.reference}: Sam Lee" in words[due]
    eve = max(day for day in words if day < due)
    assert f"Answers due by {due:%A %-d %B %Y}" in words[eve]


def test_whoever_is_away_that_day_is_not_given_the_stage(town: Town) -> None:
    away = f"Sam Lee,{SAM},manager,waste,pat.ivy@ashford.example,2026-02-02,2026-02-06\n"
    file = town.folder / "people.csv"
    head = "name,email,role,service,stand_in,away_from,away_to\n"
    file.write_text(head + away + "Pat Ivy,pat.ivy@ashford.example,,,,,\n")
    town.open(town.config + '\n[directory]\ncsv = "people.csv"\n')
    town.mail(UNA, "Complaint: my bin", COMPLAINT)
    town.round()
    got = town.letters()
    assert to(got, SAM) == []
    assert to(got, "pat.ivy@ashford.example")
    assert town.case().stages[-1].owner_email == "pat.ivy@ashford.example"
    assert "Pat Ivy" in _text(to(got, UNA)[0])


def test_a_running_daemon_reads_the_people_anew(town: Town) -> None:
    file = _with_people(town)
    names: list[str] = []
    daemon = Daemon(town.house, town.boxes, town.post, town.reader, threading.Event())

    def after_each_round(_: Round) -> None:
        names.append(daemon._house.config.owner("waste", "manager").name)
        if len(names) > 1:
            daemon.stop()
        else:
            _change(file, _PEOPLE + _MINE.replace("Sam Lee", "Sam Leigh"), 1)
            daemon._wake()

    daemon.run(after_each_round)
    assert names[0] == "Sam Lee"
    assert names[-1] == "Sam Leigh"
