"""`queue`: a person decides instead of the rules, and each decision is kept as a lesson."""

from __future__ import annotations

import re

from tests.commands.conftest import COMPLAINT, Council, mail_from

VAGUE = "There is trouble at my address again and nobody does a thing."


def held(council: Council) -> Council:
    council.run("migrate")
    council.drop(mail_from("una@home.example", "", VAGUE), "1")
    council.run("round")
    return council


def test_what_waits_is_listed_with_its_reason_and_its_bytes_can_be_had(council: Council) -> None:
    held(council)
    listed = council.run("queue", "list").output
    assert "una@home.example" in listed
    assert "held: which service it is about was not clear" in listed
    assert VAGUE.encode() in council.run("queue", "raw", "1").stdout_bytes
    assert not council.letters()


def test_a_person_registers_it_and_the_letters_go_out(council: Council) -> None:
    held(council)
    registered = council.run("queue", "register", "1", "--service", "waste").output
    assert "Registered as AMC-2026-00001-" in registered
    assert "Nothing waits" in council.run("queue", "list").output
    council.run("round")
    assert any(b"una@home.example" in letter for letter in council.letters())


def test_a_person_puts_it_on_an_older_case(council: Council) -> None:
    held(council)
    council.drop(mail_from("una@home.example", "Complaint: my bin", COMPLAINT), "2")
    council.run("round")
    reference = re.search(rb"AMC-2026-\d{5}-\w", b"".join(council.letters()))
    assert reference
    name = reference.group().decode()
    refused = council.run("queue", "attach", "1", name, "--as", "next-stage", code=1).output
    assert "has not been answered" in refused
    council.run("queue", "attach", "1", name)
    assert "Nothing waits" in council.run("queue", "list").output
    assert "added to the file" in council.run("journal", "show", name).output


def test_what_was_decided_cannot_be_decided_again(council: Council) -> None:
    held(council)
    council.run("queue", "file", "1", "--why", "rung back")
    again = council.run("queue", "file", "1", "--why", "rung back", code=1).output
    assert "does not wait for a person" in again


def test_an_unknown_service_or_message_is_said_in_words(council: Council) -> None:
    held(council)
    assert (
        "There is no service moon"
        in council.run("queue", "register", "1", "--service", "moon", code=1).output
    )
    assert (
        "There is no message 99" in council.run("queue", "file", "99", "--why", "x", code=1).output
    )
    assert "There is no case AMC-1" in council.run("queue", "attach", "1", "AMC-1", code=1).output


def test_sent_round_again_it_is_handled_anew(council: Council) -> None:
    held(council)
    council.run("queue", "again", "1")
    assert "1 handled" in council.run("round").output
    assert "una@home.example" in council.run("queue", "list").output


def test_the_journal_keeps_who_sent_it_round_again_and_why_it_had_waited(council: Council) -> None:
    held(council)
    council.run("queue", "again", "1")
    told = council.run("journal", "show").output
    assert re.search(
        r"\(command\)  sent round again: was held: which service it is about was not clear", told
    )
