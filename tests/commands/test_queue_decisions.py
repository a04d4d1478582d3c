"""`queue show`, `refuse`, `register` and `accept`: what a person is shown, may do, and is told."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import CONFIG, Council, mail_from

VAGUE = "A complaint: you refused my planning application. How do I appeal?"
REPAIRS = (
    CONFIG.replace("south-cambs-2021", "cambridge-city")
    + """
[[services]]
id = "housing_repairs"
name = "Housing Repairs"
words = ["damp", "repair", "boiler"]
manager = { name = "Rob Ash", email = "rob.ash@ashford.example" }
"""
)


@pytest.fixture
def held(council: Council) -> Council:
    """A mail in the queue."""
    council.run("migrate")
    council.drop(mail_from("una@home.example", "", VAGUE), "1")
    council.run("round")
    assert "una@home.example" in council.run("queue", "list").output
    return council


def test_a_message_is_shown_with_what_the_rules_and_the_policy_say(held: Council) -> None:
    page = held.run("queue", "show", "1").output
    assert "Message 1, held:" in page
    assert " ".join(VAGUE.split()) in " ".join(page.replace("  | ", " ").split())
    assert "The rules take it for:" in page
    assert "right_of_appeal: A right of appeal" in page
    assert "Look first: Was it reasonable to expect them to appeal" in page
    assert "Whatever the way it came, what is clearly meant as a complaint is one." in " ".join(
        page.split()
    )
    assert "There is no message 9" in held.run("queue", "show", "9", code=1).output


def test_a_first_report_of_a_repair_is_told_from_a_complaint(council: Council) -> None:
    (council.folder / "mailroom.toml").write_text(REPAIRS)
    council.run("migrate")
    damp = "I am fed up: there is damp in my bedroom again, the paint comes off, and nobody rings me back about it."
    council.drop(mail_from("una@home.example", "", damp), "1")
    council.drop(mail_from("una@home.example", "again", f"Again: {damp}"), "2")
    council.run("round")
    page = " ".join(council.run("queue", "show", "1").output.split())
    assert "If it was never reported, it is a request for the service" in page
    told = council.run(
        "queue", "register", "1", "--service", "housing_repairs", "--kind", "service_request"
    ).output
    page = " ".join(council.run("queue", "show", "2").output.split())
    assert "was a request, so that this is a complaint at stage 1" in page
    assert re.search(r"AMC-\S+\w", told)


def test_refused_it_is_on_the_register_and_the_letter_goes_out(held: Council) -> None:
    wrong = held.run("queue", "refuse", "1", "--exclusion", "none", "--why", "x", code=1).output
    assert "right_of_appeal: A right of appeal, or of going to court" in wrong
    told = held.run(
        "queue", "refuse", "1", "--exclusion", "right_of_appeal", "--why", "an appeal is open",
        "--service", "waste",
    ).output  # fmt: skip
    reference = re.search(r"AMC-\S+\w", told)
    assert reference
    held.run("round")
    assert b"una@home.example" in b"".join(held.letters())
    assert "closed (refused)" in held.run("case", "show", reference[0]).output
    assert "Nothing waits" in held.run("queue", "list").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--kind", "gossip"), "registers no gossip"),
        (("--stage", "2"), "every complaint begins at stage 1"),
        (("--informal",), "knows no step before the formal procedure"),
        (("--same-matter", "AMC-9"), "There is no case AMC-9"),
        (("--grew-out-of", "AMC-9"), "There is no case AMC-9"),
        (("--received", "2030-01-01"), "cannot have had it later"),
        (("--other", "moon"), "There is no service moon"),
    ],
)
def test_what_the_policy_does_not_know_is_told_and_nothing_is_registered(
    held: Council, words: tuple[str, ...], told: str
) -> None:
    said = held.run("queue", "register", "1", "--service", "waste", *words, code=1).output
    assert told in said
    assert "una@home.example" in held.run("queue", "list").output
    assert not held.letters()


def test_the_days_count_from_when_anybody_of_the_council_first_had_it(held: Council) -> None:
    told = held.run(
        "queue", "register", "1", "--service", "waste", "--received", "2026-01-20"
    ).output
    reference = re.search(r"AMC-\S+\w", told)
    assert reference
    page = held.run("case", "show", reference[0]).output
    assert "received  20 Jan 2026" in page
    assert "asked for on 20 Jan 2026" in page


def test_an_exception_that_the_policy_does_not_know_is_none(held: Council) -> None:
    said = held.run(
        "queue", "accept", "1", "--service", "waste", "--in-spite-of", "older_than_12_months",
        "--allowed-by", "Kit Roe", "--why", "so", code=1,
    ).output  # fmt: skip
    assert "allows no exception" in said


def test_a_day_is_written_so_that_nobody_mistakes_it(held: Council) -> None:
    said = held.run("queue", "register", "1", "--service", "waste", "--received", "3/4", code=2)
    assert "write it as 2026-03-04" in said.output
