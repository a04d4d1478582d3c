"""`case`: a case on one screen, and what a coordinator decides about it, from the command line."""

from __future__ import annotations

import re

import pytest

from tests.commands.conftest import COMPLAINT, Council, mail_from

UNA, BEA = "una@home.example", "bea@home.example"


@pytest.fixture
def opened(council: Council) -> tuple[Council, str]:
    """Una's complaint, and its reference."""
    council.run("migrate")
    council.drop(mail_from(UNA, "Complaint: my bin", COMPLAINT), "1")
    council.run("round")
    reference = re.search(rb"AMC-2026-\d{5}-\w", b"".join(council.letters()))
    assert reference
    return council, reference.group().decode()


def _sent(council: Council, address: str) -> int:
    council.run("round")
    return sum(
        f"To: {address}".encode() in one or address.encode() in one for one in council.letters()
    )


def test_everything_about_a_case_is_on_one_screen(opened: tuple[Council, str]) -> None:
    council, reference = opened
    page = council.run("case", "show", reference.lower()).output
    for words in (
        f"{reference}  complaint, open",
        "complainant    (no name), una@home.example",
        "1 Stage 1: Sam Lee (manager)",
        "answer due",
        "acknowledgement to una@home.example, sent",
        "Before it may be closed",
        "- it has not been answered",
        "  | I wish to make a formal complaint.",
    ):
        assert words in page, page
    assert reference in council.run("case", "list").output
    assert "There is no case X-1" in council.run("case", "show", "X-1", code=1).output


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("note", "She rang.", "--channel", "telephone"), "contact: telephone: She rang."),
        (("adjust", "large print", "--discussed", "2026-02-04"), "large print, discussed on 4 Feb"),
        (("discrimination", "age"), "discrimination: age"),
        (("channel", "telephone", "--assisted-by", "Jo Park"), "channel: telephone"),
        (("update-every", "5"), "update days: 5"),
    ],
)
def test_what_was_said_and_agreed_is_kept(
    opened: tuple[Council, str], words: tuple[str, ...], shown: str
) -> None:
    council, reference = opened
    before = len(council.letters())
    command, *rest = words
    council.run("case", command, reference, *rest)
    council.run("round")
    assert len(council.letters()) == before
    told = council.run("journal", "show", reference).output
    assert shown in told
    assert "(command)" in told


def test_a_few_words_to_the_resident_go_out_as_a_letter(opened: tuple[Council, str]) -> None:
    council, reference = opened
    before = set(council.letters())
    council.run("case", "update", reference, "I have spoken to the crew.", "--name", "Sam Lee")
    council.run("round")
    (letter,) = set(council.letters()) - before
    assert b"I have spoken to the crew." in letter
    assert b"una@home.example" in letter


def test_what_lacks_keeps_a_case_open(opened: tuple[Council, str]) -> None:
    council, reference = opened
    refused = council.run("case", "close", reference, code=1).output
    assert "it has not been answered" in refused
    refused = council.run("case", "outcome", reference, "upheld", code=1).output
    assert "has not been answered yet" in refused
    refused = council.run("case", "reopen", reference, "--why", "so", code=1).output
    assert "is still open" in refused


def test_withdrawn_it_is_closed_and_the_resident_has_it_confirmed(
    opened: tuple[Council, str],
) -> None:
    council, reference = opened
    before = _sent(council, UNA)
    council.run("case", "withdraw", reference)
    assert _sent(council, UNA) == before + 1
    assert "closed (withdrawn)" in council.run("case", "show", reference).output
    again = council.run("case", "withdraw", reference, code=1).output
    assert "closed already" in again


def test_nobody_writes_for_her_so_there_is_no_permission_to_give(
    opened: tuple[Council, str],
) -> None:
    council, reference = opened
    said = council.run("case", "consent", reference, "--given", "--why", "form", code=1).output
    assert "nobody writes for the complainant" in said
    said = council.run("case", "member", reference, "--principal", "yes", code=1).output
    assert "no elected member wrote" in said
    said = council.run("case", "informal", reference, "settled", "--why", "x", code=1).output
    assert "nobody is trying to settle it" in said


def test_somebody_who_writes_for_another_waits_for_permission(council: Council) -> None:
    council.run("migrate")
    council.drop(mail_from(BEA, "", "Is anyone going to ring my mother back or not?"), "1")
    council.run("round")
    told = council.run(
        "queue", "register", "1", "--service", "waste", "--for", "Ivy Bell", "--channel", "letter",
        "--outcome-sought", "a call", "--complexity", "straightforward",
    ).output  # fmt: skip
    reference = re.search(r"AMC-\S+\w", told)
    assert reference
    name = reference[0]
    page = council.run("case", "show", name).output
    assert "complainant    Ivy Bell" in page
    assert "representative (no name), bea@home.example" in page
    assert "asked for permission" in page
    assert "by letter" in page
    assert "a call" in page
    council.run("case", "consent", name, "--given", "--why", "signed form of 5 February")
    assert "with permission since" in council.run("case", "show", name).output
    council.run("case", "consent", name, "--ended", "--why", "Ivy rang")
    assert "permission ended" in council.run("case", "show", name).output


def test_a_refused_complaint_is_taken_up_when_the_ombudsman_sends_it_back(
    opened: tuple[Council, str],
) -> None:
    council, reference = opened
    wrong = council.run(
        "case", "refuse", reference, "--exclusion", "boredom", "--why", "x", code=1
    ).output
    assert "not_the_council: Not about the council" in wrong
    council.run(
        "case", "refuse", reference, "--exclusion", "not_the_council", "--why", "a firm's bin"
    )
    council.run("round")
    page = council.run("case", "show", reference).output
    assert "closed (refused)" in page
    assert "refused: Not about the council; a firm's bin" in page
    wrong = council.run("case", "reopen", reference, "--why", "x", code=1).output
    assert f"mailroom case take-up {reference}" in wrong
    assert "Say either" in council.run("case", "take-up", reference, "--why", "x", code=2).output
    council.run("case", "take-up", reference, "--returned", "--why", "LGSCO 26 1")
    page = council.run("case", "show", reference).output
    assert f"{reference}  complaint, open" in page
    assert "exception: the Ombudsman, allowed by the Ombudsman" in page


def test_what_somebody_owes_is_listed_and_done(opened: tuple[Council, str]) -> None:
    council, _ = opened
    listed = council.run("case", "duties").output
    numbers = re.findall(r"^ +(\d+)  (?:by|no)", listed, re.MULTILINE)
    for number in numbers:
        council.run("case", "duty", "done", number, "--note", "seen to it")
    assert "Nobody owes anything" in council.run("case", "duties").output
    assert "no duty 999" in council.run("case", "duty", "done", "999", code=1).output


def test_restricted_contact_tells_what_it_lacks_and_the_log_keeps_requests(
    opened: tuple[Council, str],
) -> None:
    council, reference = opened
    lacks = council.run("case", "restrict", reference, "--grant", code=1).output
    assert "the leadership team: nobody was named" in lacks
    assert '--confirm "1=what shows it"' in lacks
    council.run("case", "restrict", reference, "--not-granted", "--reasons", "rang twice")
    assert "not granted" in council.run("case", "restrictions").output
    wrong = council.run("case", "restriction-review", "1", "lift", code=1).output
    assert "not in force" in wrong
    wrong = council.run("case", "restrict", reference, code=2).output
    assert "Say --warn, --grant or --not-granted" in wrong
