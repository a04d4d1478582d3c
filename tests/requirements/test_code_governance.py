"""The Complaint Handling Codes of 2024, what each letter must say, who answers for it all, and what is told of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from letters.part_words import part_words
from mailroom.cli import main
from mailroom.commands.policy import policy as policy_command
from mailroom.commands.required_parts import lacking_parts
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_restrict import restrict
from mailroom.reports.as_text import as_text
from mailroom.reports.gather import gather
from mailroom.reports.report import make
from mailroom.rules.duties import DutyFacts, required_for
from mailroom.rules.policy import Policy, built_in_folder, load_policy
from mailroom.rules.report_periods import read_period
from mailroom.rules.restrictions import Asked
from tests.acts.council import COMPLAINT, UNA
from tests.requirements.brighton import (
    BEA,
    CODE,
    HOS,
    LEAK,
    LGO,
    TOM,
    Make,
    Seaside,
    seaside,
    to,
)

__all__ = ["seaside"]

TODAY = date(2026, 2, 3)
BY = "Jo Park"
SAID = ("stage", "understanding", "outcome", "reasons")
# Row, letter, part, stage, outcome and kind.
ASKED = [
    ("CODE-21", "acknowledgement", "understanding", 1, "", "complaint"),
    ("CODE-21", "acknowledgement", "outcome_sought", 1, "", "complaint"),
    ("CODE-31", "acknowledgement", "understanding", 1, "", "complaint"),
    ("CODE-15", "acknowledgement", "notes", 1, "", "complaint"),
    ("CODE-21", "escalation_acknowledgement", "understanding", 2, "", "complaint"),
    ("CODE-21", "escalation_acknowledgement", "outcome_sought", 2, "", "complaint"),
    ("CODE-40", "escalation_acknowledgement", "understanding", 2, "", "complaint"),
    ("CODE-41", "escalation_acknowledgement", "asks_why", 2, "", "complaint"),
    ("CODE-27", "assignment", "complaint", 1, "", "complaint"),
    ("CODE-32", "assignment", "due_date", 1, "", "complaint"),
    ("CODE-43", "assignment", "due_date", 2, "", "complaint"),
    ("CODE-24", "extension", "reason_for_delay", 1, "", "complaint"),
    ("CODE-33", "extension", "new_date", 1, "", "complaint"),
    ("CODE-44", "extension", "new_date", 2, "", "complaint"),
    ("CODE-34", "extension", "ombudsman", 1, "", "complaint"),
    ("CODE-45", "extension", "ombudsman", 2, "", "complaint"),
    *(("CODE-38", "response", part, 1, "", "complaint") for part in (*SAID, "how_to_escalate")),
    *(("CODE-38", "response", part, 1, "upheld", "complaint") for part in ("remedies", "actions")),
    *(("CODE-46", "response", part, 2, "", "complaint") for part in (*SAID, "ombudsman")),
    *(("CODE-46", "response", part, 2, "partly", "complaint") for part in ("remedies", "actions")),
    ("CODE-36", "response", "points", 1, "", "complaint"),
    ("CODE-36", "response", "reasons", 2, "", "complaint"),
    ("CODE-39", "response", "final_answer", 2, "", "complaint"),
    ("CODE-67", "response", "final_answer", 2, "", "complaint"),
    ("CODE-48", "response", "remedies", 1, "upheld", "complaint"),
    ("CODE-06", "signpost", "reason_for_refusal", 1, "", "complaint"),
    ("CODE-09", "signpost", "ombudsman", 1, "", "complaint"),
    ("CODE-09", "signpost", "ombudsman_review", 1, "", "complaint"),
    ("CODE-26", "escalation_declined", "reason_for_refusal", 2, "", "complaint"),
    ("CODE-26", "escalation_declined", "ombudsman", 2, "", "complaint"),
    *(("CODE-51", "remedy_dropped", part, 1, "", "complaint") for part in ("reasons", "alternatives", "ombudsman")),
    ("CODE-05", "survey", "how_to_complain", 1, "", "complaint"),
    ("CODE-05", "survey", "how_to_complain", 0, "", "service_request"),
    ("CODE-02", "complaint_offer", "how_to_complain", 0, "", "service_request"),
    *(("CODE-29", "restriction_notice", part, 1, "", "complaint") for part in ("reasons", "measures", "review_on")),
]  # fmt: skip
# Of which there is something to say in some cases alone.
SOMETIMES = ("actions", "notes")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(built_in_folder() / f"{CODE}.toml")


@pytest.fixture(scope="module")
def dropped(policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is told of a council whose own letters say nothing."""
    folder: Path = tmp_path_factory.mktemp("letters")
    for letter in {clause.letter for clause in policy.required}:
        (folder / letter).mkdir()
        (folder / letter / "body.txt").write_text("See you soon.\n")
        (folder / letter / "subject.txt").write_text("News\n")
    return lacking_parts(policy, folder, TODAY)


@pytest.mark.rows(
    *("CODE-02", "CODE-05", "CODE-06", "CODE-09", "CODE-15", "CODE-21", "CODE-24", "CODE-26"),
    *("CODE-27", "CODE-29", "CODE-31", "CODE-32", "CODE-33", "CODE-34", "CODE-36", "CODE-38"),
    *("CODE-39", "CODE-40", "CODE-41", "CODE-43", "CODE-44", "CODE-45", "CODE-46", "CODE-48"),
    *("CODE-51", "CODE-67"),
)
@pytest.mark.parametrize(
    ("row", "letter", "part", "stage", "outcome", "kind"),
    ASKED,
    ids=[f"{one[0]}-{one[1]}-{one[2]}-{one[5]}" for one in ASKED],
)
def test_a_wording_that_drops_it_is_told_with_its_row(
    policy: Policy,
    dropped: list[str],
    row: str,
    letter: str,
    part: str,
    stage: int,
    outcome: str,
    kind: str,
) -> None:
    facts = DutyFacts(kind=kind, stage=stage, outcome=outcome, on=TODAY)
    assert row in required_for(policy, letter, facts)[part].split(", ")
    said = f"{letter}: does not say {part_words(part)} ("
    told = any(one.startswith(said) and row in one for one in dropped)
    assert told or part in SOMETIMES, dropped


@pytest.mark.rows("CODE-05", "CODE-09", "CODE-21", "CODE-34", "CODE-38", "CODE-46", "CODE-51")
def test_our_own_wording_drops_none_of_it(policy: Policy) -> None:
    assert lacking_parts(policy, None, TODAY) == []


@pytest.mark.rows("CODE-15", "CODE-21", "CODE-31")
def test_the_acknowledgement_says_what_we_understand_and_asks_for_the_wish(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    letter = to(bh.got, UNA)
    for words in (
        "What we understand your complaint to be",
        "If there is something in particular that you would like us to do, please tell us that too",
        "Somebody may speak or write for you, and come with you to any meeting.",
    ):
        assert words in letter


# Who answers for it ------------------------------------------------------------------------------


@pytest.mark.rows("CODE-16", "CODE-59", "CODE-60")
@pytest.mark.parametrize(
    "role", ["complaints_officer", "senior_complaints_lead", "member_responsible_for_complaints"]
)
def test_an_appointment_that_nobody_has_is_told_by_check(
    seaside: Make, tmp_path: Path, role: str
) -> None:
    seaside(CODE)
    full = CliRunner().invoke(main, ["--config", str(tmp_path / "mailroom.toml"), "check"])
    text = (tmp_path / "mailroom.toml").read_text()
    (tmp_path / "mailroom.toml").write_text(re.sub(rf"{role} = .*\n", "", text))
    lacking = CliRunner().invoke(main, ["--config", str(tmp_path / "mailroom.toml"), "check"])
    assert role not in full.output
    assert role in lacking.output


@pytest.mark.rows("CODE-29")
def test_contact_is_restricted_only_on_evidence_in_proportion_and_for_a_time(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    words: dict[str, object] = {
        "reasons": "You shouted at Sam Lee three times.",
        "measures": (("contact_limited", "By letter, please."),),
        "confirmed": {1: "the notes of 2 February", 2: "two talks before", 3: "nothing was named"},
        "equality": "nothing was named",
        "decided": {"head": "Kit Roe"},
    }
    house = bh.town.house
    for less, told in (
        ({"confirmed": {2: "x", 3: "x"}}, "There is evidence for each reason"),
        ({"confirmed": {1: "x", 3: "x"}}, "in proportion to what happened"),
        ({"confirmed": {1: "x", 2: "x"}}, "what the Equality Act asks"),
        ({"equality": ""}, "Equality Act"),
        ({"reasons": ""}, "--reasons"),
        ({"review_on": date(2027, 3, 1)}, "3 February 2027"),
    ):
        asked = Asked(**{**words, **less})  # type: ignore[arg-type]
        with pytest.raises(CannotBeDone, match=told):
            restrict(house, bh.reference, BY, asked, "Sam Lee", granted=True)
    one = restrict(house, bh.reference, BY, Asked(**words), "Sam Lee", granted=True)  # type: ignore[arg-type]
    letter = to(bh.work(), UNA)
    assert "You shouted at Sam Lee three times." in letter
    assert "3 February 2027" in letter
    assert one.review_on == date(2027, 2, 3)


# What is told of it ------------------------------------------------------------------------------


@pytest.fixture
def quarter(seaside: Make) -> Seaside:
    """Una was right, Tom's was refused, and there was a request."""
    bh = seaside(CODE)
    bh.complain()
    bh.answers()
    number = bh.asks(
        TOM, f"{LEAK} My solicitor has filed the claim form and the particulars of claim at court."
    )
    bh.refuse(number, "proceedings_filed", "repairs", evidence="claim form")
    bh.work()
    bh.writes(
        BEA,
        "Bins",
        "Could you please send somebody to collect a bin? What time do the bins go out?",
    )
    if bh.waits:
        bh.register(bh.last, kind="service_request")
    return bh


def report(bh: Seaside, name: str, period: str = "2026-Q1") -> str:
    """A report that the policy promises, as whoever asks for it reads it."""
    house = bh.town.house
    policy = house.policy(CODE)
    rule = next(one for one in policy.reports if one.name == name)
    with house.record.read() as conn:
        seen = gather(house, conn, read_period(period), house.today(), anonymous=rule.anonymous)
    return " ".join(as_text(make(seen, policy, rule)).split())


@pytest.mark.rows(
    "CODE-03", "CODE-53", "CODE-54", "CODE-56", "CODE-58", "CODE-60", "CODE-61", "CODE-13"
)
def test_the_annual_report_and_the_governing_bodys_have_their_blocks(quarter: Seaside) -> None:
    annual, quarterly = report(quarter, "annual", "2026"), report(quarter, "governing_body")
    for words in (
        "For: governing body, member responsible for complaints, public.",
        "proceedings_filed",
        "Legal proceedings have started",
        "Service requests",
        "elf-assessment",
        "we read the list before each round",
        "Ombudsman",
        "The policy lists what is done where the Code cannot be kept",
    ):
        assert words in annual, words
    for words in (
        "For: member responsible for complaints, governing body.",
        "Service requests",
        "Outcomes",
        "Themes",
        "Ombudsman",
        "we read the list before each round",
    ):
        assert words in quarterly, words
    # Nobody is told that many complaints are a bad thing (CODE-13).
    for said in (annual, quarterly):
        assert not re.search(
            r"\b(?:too many|worse|alarming|bad result|regrettably)\b", said, re.IGNORECASE
        )


@pytest.mark.rows("CODE-59")
def test_the_senior_lead_has_themes_and_what_is_unusual(quarter: Seaside) -> None:
    told = report(quarter, "themes")
    assert "For: senior complaints lead." in told
    assert "Waste" in told


@pytest.mark.rows("CODE-55", "CODE-53")
def test_the_self_assessment_can_be_asked_for_at_any_time(quarter: Seaside, tmp_path: Path) -> None:
    quarter.complain(COMPLAINT.replace("Hill", "Elm"), "cal@home.example")
    made = CliRunner().invoke(
        main,
        [
            "--config",
            str(tmp_path / "mailroom.toml"),
            "report",
            "self-assessment",
            "--period",
            "2026-Q1",
        ],
    )
    assert made.exit_code == 0, made.output
    assert "5.8" in made.output or "5.7" in made.output


SENTENCES = [
    ("CODE-11", "People can complain by whatever means suits them, to anybody on the staff, who passes it on."),
    ("CODE-12", "to anybody on the staff, who passes it on"),
    ("CODE-13", "Many complaints can be a sign that people know how to complain, and are no failing in themselves."),
    ("CODE-14", "It is answered to the complainant within 10 working days of the acknowledgement."),
    ("CODE-14", LGO),
    ("CODE-14", HOS),
    ("CODE-14", "The council publishes this policy, with its stages and its time limits, how to reach the Ombudsman"),
    ("CODE-16", "The complaints officer is appointed: deals with complaints"),
    ("CODE-16", "with access to staff at all levels and the authority to act"),
    ("CODE-16", "Dealing with complaints is core work: whoever does it is trained, and has the time for it."),
    ("CODE-17", "Nobody is treated differently for complaining."),
    ("CODE-17", "There is one policy for all complaints about a service."),
    ("CODE-37", "Significant new issues begin a new stage 1."),
    ("CODE-54", "the governing body's response to them"),
    ("CODE-55", "after a significant restructure; after a merger; after a change in procedures"),
    ("CODE-56", "Tell the Ombudsman what has happened, such as an attack on the council's computers"),
    ("CODE-56", "Say so on the website"),
    ("CODE-56", "Say in each by when the council will keep to the Code again"),
    ("CODE-58", "What is learnt is shared with residents, staff and the governing body."),
    ("CODE-59", "The senior complaints lead is appointed: is accountable for complaints"),
    ("CODE-60", "The member responsible for complaints is appointed"),
    ("CODE-62", "Staff work together across teams, take responsibility together rather than blaming"),
]  # fmt: skip


@pytest.mark.rows(
    *("CODE-11", "CODE-12", "CODE-13", "CODE-14", "CODE-16", "CODE-17", "CODE-37", "CODE-54"),
    *("CODE-55", "CODE-56", "CODE-58", "CODE-59", "CODE-60", "CODE-62"),
)
def test_what_the_codes_want_stands_on_the_policys_page() -> None:
    shown = CliRunner().invoke(policy_command, ["show", CODE])
    page = " ".join(shown.output.split())
    assert [row for row, words in SENTENCES if " ".join(words.split()) not in page] == []
