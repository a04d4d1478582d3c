"""`migrate`, `check`, `round`, `status`, `journal`: the way from a configuration to a letter in the post."""

from __future__ import annotations

import sqlite3

from tests.commands.conftest import COMPLAINT, Council, mail_from


def test_a_complaint_is_registered_and_both_letters_lie_in_the_post(council: Council) -> None:
    council.run("migrate")
    council.drop(mail_from("una@home.example", "Complaint: my bin", COMPLAINT), "1")
    assert "1 new, 1 handled, 0 failed" in council.run("round").output
    letters = b"".join(council.letters())
    assert b"una@home.example" in letters
    assert b"sam.lee@ashford.example" in letters
    assert b"AMC-2026-00001-" in letters
    assert "0 new, 0 handled" in council.run("round").output
    assert "1 handled" in council.run("status").output
    shown = council.run("journal", "show").output
    assert "registered" in shown
    assert "una@home.example" not in shown


def test_check_says_in_words_what_is_missing(council: Council) -> None:
    output = council.run("check", code=1).output
    assert "WRONG database" in output
    assert "mailroom migrate" in output
    assert "Traceback" not in output
    council.run("migrate")
    assert "WRONG" not in council.run("check").output


def test_check_finds_a_broken_letter_of_the_councils_own(council: Council) -> None:
    council.run("migrate")
    own = council.folder / "letters" / "acknowledgement"
    own.mkdir()
    (own / "body.txt").write_text("Dear {{ recipient.nmae }},")
    output = council.run("check", code=1).output
    assert "acknowledgement" in output
    assert "nmae" in output


def test_a_database_one_migration_behind_is_left_alone(council: Council) -> None:
    output = council.run("round", code=1).output
    assert "mailroom migrate" in output
    assert not (council.folder / "record.sqlite").exists()


def test_a_changed_journal_is_noticed(council: Council) -> None:
    council.run("migrate")
    council.drop(mail_from("una@home.example", "Complaint: my bin", COMPLAINT), "1")
    council.run("round")
    assert "whole" in council.run("journal", "verify").output
    with sqlite3.connect(council.folder / "record.sqlite") as record:
        record.execute("DROP TRIGGER IF EXISTS entries_keep_update")
        triggers = record.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for (name,) in triggers:
            record.execute(f"DROP TRIGGER {name}")
        record.execute("UPDATE entries SET why = 'nothing' WHERE id = 3")
    assert "broken at entry 3" in council.run("journal", "verify", code=1).output
