"""Whose work a case is: passed on where the policy lets it be, thought out of scope, accepted, a cause of concern."""

from __future__ import annotations

import pytest

from mailroom.rules.workdays import local_date
from store import duties
from store.states import CaseStatus
from tests.acts.conftest import Under
from tests.acts.council import (
    ANSWER,
    DEE,
    JO,
    KIT,
    PAT,
    SAM,
    UNA,
    letters_to,
    receipt,
)


def test_the_head_gives_it_to_the_manager_and_stays_accountable(under: Under) -> None:
    council = under("south-cambs-corporate")
    sent = council.says(KIT, "PASS ON TO Sam Lee\nShow it to me before it goes.")
    assert (council.stage.owner_email, council.stage.owner_role) == (SAM, "manager")
    assert council.stage.accountable_email == KIT
    words = " ".join(letters_to(sent, SAM))
    assert "has come to you to answer" in words
    assert "Show it to me before it goes" in words
    assert "Kit Roe stays accountable" in receipt(sent, KIT)
    assert letters_to(sent, UNA) == []


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("Pat Ivy", "to a manager of your service only"),
        ("Dee Fox", "to a manager of your service only"),
        ("Parking", "to a manager of your service only"),
        ("Sam", "is called Sam"),
        ("Kit Roe", "deals with it already"),
    ],
)
def test_it_goes_to_nobody_whom_the_policy_does_not_name(under: Under, to: str, why: str) -> None:
    council = under("south-cambs-corporate")
    before = council.as_it_is()
    sent = council.says(KIT, f"PASS ON TO {to}")
    assert why in receipt(sent, KIT)
    assert [str(one["To"]) for one in sent if KIT not in str(one["To"])] == []
    assert council.as_it_is() == before


def test_a_policy_without_delegates_leaves_it_to_the_coordinator(under: Under) -> None:
    council = under("complaint-handling-code")
    before = council.as_it_is()
    assert "only a coordinator" in receipt(council.says(SAM, "PASS ON TO Kit Roe"), SAM)
    assert council.as_it_is() == before


def test_a_coordinator_gives_it_to_another_service(under: Under) -> None:
    council = under("south-cambs-2021")
    council.says(SAM, "OUT OF SCOPE\nIt is about a car park.")
    sent = council.says(JO, "PASS ON TO Parking")
    assert council.stage.owner_email == PAT
    assert any("has come to you to answer" in words for words in letters_to(sent, PAT))


def test_it_is_not_passed_to_whoever_answered_before(under: Under) -> None:
    council = under("complaint-handling-code")
    council.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    council.town.days_pass(1)
    council.says(UNA, "I am not satisfied with your response. Please take this to stage 2.")
    assert council.stage.owner_email == KIT
    council.says(KIT, "OUT OF SCOPE\nIt is for the court.")
    before = council.as_it_is()
    told = receipt(council.says(JO, "PASS ON TO Sam Lee"), JO)
    assert "Sam Lee has dealt with it at an earlier stage" in told
    assert council.as_it_is() == before


def test_out_of_scope_is_a_proposal_that_a_coordinator_decides(under: Under) -> None:
    council = under("south-cambs-2021")
    due = council.stage.respond_by
    sent = council.says(SAM, "OUT OF SCOPE\nIt is a parking ticket: the tribunal decides.")
    assert letters_to(sent, UNA) == []
    (to_jo,) = letters_to(sent, JO)
    assert "the tribunal decides" in to_jo
    (duty,) = council.owed("decide_scope")
    assert duty.holder_email == JO
    assert (council.stage.answered_at, council.stage.respond_by) == (None, due)
    assert council.file.case.status is CaseStatus.OPEN


@pytest.mark.parametrize("text", ["OUT OF SCOPE", "CONCERN"])
def test_without_a_reason_nothing_is_flagged(under: Under, text: str) -> None:
    council = under("south-cambs-2021")
    before = council.as_it_is()
    receipt(council.says(SAM, text), SAM)
    assert council.as_it_is() == before


def test_a_concern_goes_to_whoever_is_above_the_officer(under: Under) -> None:
    council = under("brighton-hove")
    sent = council.says(SAM, "CONCERN\nThe resident frightens the crew.")
    assert any("frightens the crew" in words for words in letters_to(sent, KIT))
    assert council.owed("worrying_behaviour")[0].holder_email == KIT
    assert letters_to(sent, UNA) == []


def test_whoever_was_told_to_do_something_says_that_it_is_done_and_no_more(under: Under) -> None:
    council = under("brighton-hove")
    council.says(SAM, "CONCERN\nThe resident frightens the crew.")
    sent = council.says(KIT, "ANSWER\n\nDear Ms Firth\n\nGo away.")
    assert letters_to(sent, UNA) == []
    assert council.stage.answered_at is None
    council.says(KIT, "DONE\nI have spoken with Sam.")
    owed = council.town.read(lambda conn: duties.duties_of(conn, 1))
    (duty,) = [one for one in owed if one.holder_email == KIT]
    assert (duty.done_by, duty.note) == (KIT, "I have spoken with Sam.")


def test_the_points_listed_with_acceptance_are_noted(under: Under) -> None:
    council = under("cambridge-city")
    told = receipt(council.says(SAM, "ACCEPT\n\nPoints:\n1. the bin\n2. the calls"), SAM)
    assert "noted that you deal with it" in told
    assert "2 points" in told


def test_a_note_of_a_call_is_contact_and_stays_inside(under: Under) -> None:
    council = under("south-cambs-2021")
    sent = council.says(SAM, "NOTE: CALL on 3 February. She is calmer now.")
    assert letters_to(sent, UNA) == []
    assert "contact by telephone" in receipt(sent, SAM)
    entries = [one for one in council.town.journal() if one.act == "contact: telephone"]
    assert [local_date(one.at) for one in entries] == [council.today]
    assert DEE not in "".join(str(one["To"]) for one in sent)
