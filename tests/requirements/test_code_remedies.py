"""The Complaint Handling Codes of 2024, putting right: at any stage, with a day, followed up, or told why not."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.jobs.by_hand_record import drop_remedy, record_outcome
from store.states import CaseStatus
from tests.acts.council import SAM, UNA
from tests.requirements.brighton import CODE, FULL, LGO, Make, seaside, to

__all__ = ["seaside"]

BY = "Jo Park"


@pytest.mark.rows("CODE-28", "CODE-48", "CODE-49", "CODE-50")
def test_each_of_the_eight_remedies_is_kept_at_stage_1_by_its_kind(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    lines = (
        "Remedy: an apology\nRemedy: an acknowledgement\nRemedy: an explanation, help or reasons\n"
        "Action: doing what was delayed, by 3 March 2026, Sam Lee\n"
        "Action: considering a decision again, or changing it, by 3 March 2026, Sam Lee\n"
        "Action: record amended, by 3 March 2026, Sam Lee\n"
        "Remedy: a payment of £50, by 3 March 2026, Sam Lee, allowed by Kit Roe\n"
        "Action: change of practice, by 3 March 2026, Sam Lee"
    )
    bh.says(SAM, f"ANSWER upheld\n{lines}\n\n{FULL}")
    kinds = {"apology", "acknowledgement", "explanation", "action", "decision_reconsidered"}
    assert {one.kind for one in bh.actions()} == kinds | {
        "record_amended",
        "payment",
        "change_of_practice",
    }
    assert {one.stage_id for one in bh.actions()} == {1}
    assert len(bh.file.stages) == 1
    assert "Does what is done match what this meant for the resident?" in bh.case_page()


@pytest.mark.rows("CODE-51")
def test_a_remedy_that_cannot_be_had_is_told_with_what_instead_and_the_ombudsman(
    seaside: Make,
) -> None:
    bh = seaside(CODE)
    bh.complain()
    bh.answers()
    (promised,) = [one for one in bh.actions() if one.by_on]
    drop_remedy(
        bh.town.house,
        bh.reference,
        BY,
        promised.id,
        "The maker has none.",
        "sacks each week, by 10 March 2026",
    )
    letter = to(bh.work(), UNA)
    for words in ("a new bin", "The maker has none.", "sacks each week", "10 March 2026", LGO):
        assert words in letter


@pytest.mark.rows("CODE-50", "CODE-48")
def test_a_promise_without_a_day_keeps_it_open(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    bh.answers(head="Outcome: upheld\nRemedy: an apology\nAction: a new bin\n\n")
    assert bh.is_now(CaseStatus.ANSWERED)
    record_outcome(
        bh.town.house, bh.reference, BY, "upheld", (), ("a new bin, by 3 March 2026",), ""
    )
    assert any(one.by_on == date(2026, 3, 3) for one in bh.actions())
