"""What each letter must say under Cambridge City's policy: our wording says it, and a wording that drops it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from letters.part_words import part_words
from mailroom.commands.required_parts import lacking_parts
from mailroom.rules.duties import DutyFacts, required_for
from mailroom.rules.policy import Policy, built_in_folder, load_policy

TODAY = date(2026, 2, 3)
LETTERS = (
    *("acknowledgement", "assignment", "response", "extension", "information_request", "signpost"),
    *(
        "escalation_declined",
        "repeat_closed_stage2",
        "complaint_offer",
        "escalation_acknowledgement",
    ),
    *("restriction_warning", "restriction_notice", "restriction_review", "contact_limits"),
)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(built_in_folder() / "cambridge-city.toml")


@pytest.fixture(scope="module")
def dropped(policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is told of a council whose own letters say nothing."""
    folder: Path = tmp_path_factory.mktemp("letters")
    for letter in LETTERS:
        (folder / letter).mkdir()
        (folder / letter / "body.txt").write_text("See you soon.\n")
        (folder / letter / "subject.txt").write_text("News\n")
    return lacking_parts(policy, folder, TODAY)


def _case(row: str, letter: str, part: str, stage: int = 1, **facts: object) -> object:
    facts = {"stage": stage, "on": TODAY, **facts}
    return pytest.param(
        row,
        letter,
        part,
        DutyFacts(**facts),
        marks=pytest.mark.rows(row),
        id=f"{row}-{letter}-{part}",  # type: ignore[arg-type]
    )


UPHELD = {"outcome": "upheld"}
PAUSED = {"flags": frozenset(("paused",))}
ASKED = [
    _case("S004-40", "acknowledgement", "reference"),
    _case("S004-40", "acknowledgement", "reply_by"),
    _case("S004-60", "acknowledgement", "how_to_reach"),
    _case("S004-64", "acknowledgement", "understanding"),
    _case("S004-65", "acknowledgement", "not_ours"),
    _case("S004-33", "acknowledgement", "not_ours"),
    _case("S004-39", "assignment", "complaint"),
    _case("S004-62", "assignment", "complaint"),
    _case("S004-55", "assignment", "due_date"),
    _case("S004-55", "assignment", "due_date", 2),
    *(
        _case(row, "response", part, stage)
        for stage in (1, 2)
        for row, part in (
            ("S004-44", "stage"),
            ("S004-45", "understanding"),
            ("S004-46", "outcome"),
            ("S004-47", "reasons"),
            ("S004-51", "points"),
            ("S004-51", "grounds"),
            ("S004-33", "not_ours"),
        )
    ),
    *(
        _case(row, "response", part, stage, outcome=outcome)
        for stage, outcome in ((1, "upheld"), (2, "partly"))
        for row, part in (("S004-48", "remedies"), ("S004-49", "actions"), ("S004-81", "actions"))
    ),
    _case("S004-66", "response", "next_stage"),
    _case("S004-50", "response", "how_to_escalate"),
    _case("S004-67", "response", "escalate_by"),
    _case("S004-68", "response", "asks_why"),
    _case("S004-50", "response", "ombudsman", 2),
    _case("S004-77", "response", "ombudsman", 2),
    _case("S004-82", "response", "ombudsman_any_time", 2),
    _case("S004-56", "extension", "reason_for_delay"),
    _case("S004-56", "extension", "new_date"),
    _case("S004-59", "extension", "ombudsman"),
    _case("S004-58", "information_request", "questions"),
    _case("S004-58", "information_request", "clock_stands_still", **PAUSED),
    _case("S004-59", "information_request", "ombudsman", **PAUSED),
    _case("S004-73", "escalation_acknowledgement", "reply_by", 2),
    _case("S004-04", "signpost", "reason_for_refusal"),
    _case("S004-36", "signpost", "reason_for_refusal"),
    _case("S004-13", "signpost", "where_to_go"),
    _case("S004-12", "signpost", "where_to_go", kind="service_request"),
    _case("S004-04", "signpost", "ombudsman_review"),
    _case("S004-31", "signpost", "ombudsman"),
    _case("S004-31", "escalation_declined", "reason_for_refusal"),
    _case("S004-70", "escalation_declined", "reason_for_refusal"),
    _case("S004-31", "escalation_declined", "ombudsman"),
    _case("S004-35", "repeat_closed_stage2", "older_case", 2),
    _case("S004-35", "repeat_closed_stage2", "ombudsman", 2),
    _case("S004-06", "complaint_offer", "how_to_complain", kind="service_request"),
    _case("S004-08", "complaint_offer", "how_to_complain"),
    _case("S004-95", "restriction_warning", "reasons"),
    _case("S004-96", "restriction_notice", "reasons"),
    _case("S004-96", "restriction_notice", "measures"),
    _case("S004-96", "restriction_notice", "how_long"),
    _case("S004-97", "restriction_notice", "appeal"),
    _case("S004-98", "contact_limits", "measures"),
    _case("S004-100", "restriction_review", "reasons"),
]


@pytest.mark.parametrize(("row", "letter", "part", "facts"), ASKED)
def test_a_wording_that_drops_it_is_told_with_its_row(
    policy: Policy, dropped: list[str], row: str, letter: str, part: str, facts: DutyFacts
) -> None:
    assert row in required_for(policy, letter, facts)[part].split(", ")
    told = [
        one for one in dropped if one.startswith(f"{letter}: does not say {part_words(part)} (")
    ]
    # What others must answer and what has still to be done is there to be said in some cases alone.
    assert any(row in one for one in told) or part in ("not_ours", "actions"), dropped


@pytest.mark.rows("S004-04", "S004-31", "S004-44", "S004-50", "S004-59", "S004-96")
def test_our_own_wording_drops_none_of_it(policy: Policy) -> None:
    assert lacking_parts(policy, None, TODAY) == []


@pytest.mark.rows("S004-50", "S004-67", "S004-77")
def test_an_answer_sends_on_to_the_stage_that_comes_next_and_to_no_other(policy: Policy) -> None:
    first = required_for(policy, "response", DutyFacts(stage=1))
    second = required_for(policy, "response", DutyFacts(stage=2))
    assert "escalate_by" in first
    assert "ombudsman" not in first
    assert "ombudsman" in second
    assert "escalate_by" not in second


@pytest.mark.rows("S004-48", "S004-49")
def test_what_was_not_upheld_needs_nothing_put_right(policy: Policy) -> None:
    parts = required_for(policy, "response", DutyFacts(stage=1, outcome="not"))
    assert {"remedies", "actions"}.isdisjoint(parts)
    upheld = required_for(policy, "response", DutyFacts(stage=1, **UPHELD))  # type: ignore[arg-type]
    assert {"remedies", "actions"} <= set(upheld)
