"""What each letter must say under Brighton & Hove's procedure: our wording says it, a wording that drops it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from letters.part_words import part_words
from mailroom.commands.required_parts import lacking_parts
from mailroom.rules.duties import DutyFacts, required_for
from mailroom.rules.policy import Policy, built_in_folder, load_policy

TODAY = date(2026, 2, 3)
# Row, letter, part, stage and outcome.
ASKED = [
    ("S001-19", "acknowledgement", "who_deals", 1, ""),
    ("S001-19", "acknowledgement", "how_to_reach", 1, ""),
    ("S001-20", "acknowledgement", "reply_by", 1, ""),
    ("S001-17", "assignment", "complaint", 1, ""),
    ("S001-24", "assignment", "due_date", 1, ""),
    ("S001-50", "assignment", "due_date", 2, ""),
    ("S001-14", "informal_request", "due_date", 1, ""),
    ("S001-19", "collective_notice", "who_deals", 1, ""),
    ("S001-26", "holding", "apology", 1, ""),
    ("S001-26", "holding", "reason_for_delay", 1, ""),
    ("S001-26", "holding", "new_date", 1, ""),
    ("S001-51", "holding", "reason_for_delay", 2, ""),
    ("S001-119", "response", "what_was_done", 1, ""),
    ("S001-32", "response", "points", 1, ""),
    ("S001-120", "response", "points", 1, ""),
    ("S001-36", "response", "next_stage", 1, ""),
    ("S001-36", "response", "how_to_escalate", 1, ""),
    ("S001-33", "response", "reasons", 1, "upheld"),
    ("S001-34", "response", "apology", 1, "partly"),
    ("S001-89", "response", "apology", 2, "upheld"),
    ("S001-121", "response", "apology", 1, "upheld"),
    ("S001-122", "response", "learning", 1, "upheld"),
    ("S001-34", "response", "learning", 2, "partly"),
    ("S001-123", "response", "reasons", 1, "not"),
    ("S001-40", "escalation_acknowledgement", "who_deals", 2, ""),
    ("S001-39", "escalation_acknowledgement", "asks_why", 2, ""),
    ("S001-42", "referred_back", "reasons", 2, ""),
    ("S001-43", "escalation_declined", "reason_for_refusal", 2, ""),
    ("S001-44", "escalation_declined", "alternatives", 2, ""),
    ("S001-44", "escalation_declined", "ombudsman", 2, ""),
    ("S001-48", "response", "signatory", 2, ""),
    ("S001-53", "response", "ombudsman", 2, ""),
    ("S001-54", "response", "ombudsman_any_time", 2, ""),
    ("S001-54", "response", "ombudsman_last", 2, ""),
    ("S001-56", "response", "signatory", 3, ""),
    ("S001-94", "signpost", "reason_for_refusal", 1, ""),
    ("S001-116", "signpost", "alternatives", 1, ""),
    ("S001-54", "signpost", "ombudsman_any_time", 1, ""),
    ("S001-82", "restriction_notice", "measures", 1, ""),
    ("S001-82", "restriction_notice", "alternatives", 1, ""),
]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(built_in_folder() / "brighton-hove.toml")


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
    *("S001-14", "S001-17", "S001-19", "S001-20", "S001-24", "S001-26", "S001-32", "S001-33"),
    *("S001-34", "S001-36", "S001-39", "S001-40", "S001-42", "S001-43", "S001-44", "S001-48"),
    *("S001-50", "S001-51", "S001-53", "S001-54", "S001-56", "S001-82", "S001-89", "S001-94"),
    *("S001-116", "S001-119", "S001-120", "S001-121", "S001-122", "S001-123"),
)
@pytest.mark.parametrize(
    ("row", "letter", "part", "stage", "outcome"),
    ASKED,
    ids=[f"{one[0]}-{one[1]}-{one[2]}" for one in ASKED],
)
def test_a_wording_that_drops_it_is_told_with_its_row(
    policy: Policy, dropped: list[str], row: str, letter: str, part: str, stage: int, outcome: str
) -> None:
    facts = DutyFacts(stage=stage, outcome=outcome, on=TODAY)
    assert row in required_for(policy, letter, facts)[part].split(", ")
    said = f"{letter}: does not say {part_words(part)} ("
    assert any(one.startswith(said) and row in one for one in dropped), dropped


@pytest.mark.rows("S001-19", "S001-20", "S001-36", "S001-44", "S001-53", "S001-54", "S001-82")
def test_our_own_wording_drops_none_of_it(policy: Policy) -> None:
    assert lacking_parts(policy, None, TODAY) == []
