"""`replay`: past mail with the clock set by the mail itself; nothing leaves the machine."""

from __future__ import annotations

import json
import mailbox
from pathlib import Path
from typing import Any

from tests.commands.conftest import COMPLAINT, Council, mail_from

SECOND = "Tue, 10 Feb 2026 08:00:00 +0000"


def past_mail() -> list[bytes]:
    first = mail_from("una@home.example", "Complaint: my bin", COMPLAINT)
    again = mail_from("una@home.example", "Complaint: my bin, again", COMPLAINT, received=SECOND)
    return [again, first]


def play(council: Council, mail: Path) -> list[dict[str, Any]]:
    out = council.folder / "events.jsonl"
    told = council.run("replay", str(mail), "--until", "2026-03-31", "--json", str(out)).output
    assert "2 messages from 3 Feb 2026 played to 31 Mar 2026" in told
    return [json.loads(line) for line in out.read_text().splitlines()]


def test_the_deadlines_fall_due_in_between(council: Council, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    for number, raw in enumerate(past_mail()):
        (folder / f"{number}.eml").write_bytes(raw)
    events = play(council, folder)
    written = [
        (event["letter"], event["role"], event["at"][:10])
        for event in events
        if event["event"] == "letter"
    ]
    assert ("acknowledgement", "resident", "2026-02-03") in written
    assert ("duplicate_open", "resident", "2026-02-10") in written
    assert ("officer_reminder", "officer", "2026-02-17") in written
    assert ("officer_overdue", "officer", "2026-02-18") in written
    assert ("officer_overdue", "coordinator", "2026-02-18") in written
    cases = [event for event in events if event["event"] == "case"]
    assert [(case["opened_by"], case["kind"], case["service"]) for case in cases] == [
        ("1.eml", "complaint", "waste")
    ]
    decided = {event["file"]: event for event in events if event["event"] == "decided"}
    assert decided["0.eml"]["relation"] == "duplicate_open"
    assert decided["0.eml"]["relates_to"] == cases[0]["reference"]
    due = [
        event for event in events if event["event"] == "deadline" and event["name"] == "response"
    ]
    assert [(event["due"], event["missed"]) for event in due] == [("2026-02-17", True)]
    assert events == sorted(events, key=lambda event: event["at"])
    assert not council.letters()
    assert not (council.folder / "record.sqlite").exists()


def test_an_mbox_a_maildir_and_a_folder_give_the_same(council: Council, tmp_path: Path) -> None:
    mbox = mailbox.mbox(tmp_path / "year.mbox")
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for raw in past_mail():
        mbox.add(raw)
        maildir.add(raw)
    mbox.close()
    letters = []
    for place in (tmp_path / "year.mbox", tmp_path / "maildir"):
        events = play(council, place)
        letters.append([(e["at"], e["letter"], e["to"]) for e in events if e["event"] == "letter"])
    assert letters[0] == letters[1]
    assert letters[0]


def test_an_empty_or_missing_archive_is_said_in_words(council: Council, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert "no mail in it" in council.run("replay", str(tmp_path / "none"), code=1).output
    assert "no such file" in council.run("replay", str(tmp_path / "nowhere"), code=1).output
