"""Brighton & Hove, stage 2 and the Ombudsman: asked for, assessed, investigated, signed, learnt from, handed on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailroom.jobs import by_hand_outside, by_hand_record
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.rules.disposition import Act
from mailroom.rules.workdays import Calendar
from store.states import CaseStatus
from tests.acts.council import DEE, JO, KIT, SAM, UNA, letters_to, receipt
from tests.requirements.brighton import (
    FULL,
    HOS,
    LEAK,
    LGO,
    RIA,
    TOM,
    Make,
    Seaside,
    seaside,
    subjects,
    to,
)

__all__ = ["seaside"]

CALENDAR = Calendar()
REASONED = "I am not satisfied with your answer. Please take my complaint to stage 2: the crew was not asked."
ANSWERED = (
    "ANSWER not upheld\nLearning: none\nCause: an old list\nRecommendation: none\n\n"
    + FULL.replace("Sam Lee", "Jo Park")
)


def settle_duties(bh: Seaside) -> None:
    """Whatever is still owed is done."""
    for duty in bh.owed():
        bh.finish(duty.name, "done, and noted")


@pytest.mark.rows("S001-38", "S001-40", "S001-50", "S001-39")
def test_stage_2_is_a_customer_feedback_officers_and_has_its_dates(seaside: Make) -> None:
    bh = seaside()
    sent = bh.escalated()
    assert (bh.stage.number, bh.stage.owner_email, bh.stage.owner_role) == (2, JO, "coordinator")
    assert bh.stage.respond_by == date(2026, 3, 4)
    rows = bh.town.sql("select due_on from deadlines where name = 'acknowledgement'")
    assert rows[-1] == ("2026-02-06",)
    letter = to(sent, UNA)
    assert "by Wednesday 4 March 2026" in letter
    # Asked for once; the request has its day all the same (A001-04).
    assert "what is still wrong and what you would like us to do" in letter
    assert letters_to(bh.days(6), UNA) == []


@pytest.mark.rows("S001-39")
def test_whoever_gave_reasons_and_a_wish_is_in_stage_2_at_once(seaside: Make) -> None:
    bh = seaside()
    sent = bh.escalated(REASONED)
    assert bh.stage.number == 2
    assert "the crew was not asked" in to(sent, UNA)


@pytest.mark.rows("S001-40", "S001-50", "S001-46")
def test_over_christmas_the_days_are_those_of_the_worked_case(seaside: Make) -> None:
    bh = seaside(start=datetime(2024, 12, 11, 10, 0, tzinfo=UTC))
    bh.escalated()
    assert bh.today == date(2024, 12, 12)
    # C001-14 without the council's own closure days: twenty working days past three holidays.
    assert bh.stage.respond_by == date(2025, 1, 14)
    told = [
        bh.today for _ in range(9) if "department's manager" in " ".join(letters_to(bh.days(1), JO))
    ]
    assert told == [date(2024, 12, 19)]


@pytest.mark.rows("S001-41", "S001-47")
def test_the_request_is_assessed_and_its_scope_is_told(seaside: Make) -> None:
    bh = seaside()
    sent = bh.escalated()
    (owed,) = bh.owed("assess_request")
    assert owed.holder_email == JO
    letter = to(sent, UNA)
    assert "write to you about how it will be dealt with" in letter
    assert "whether it acted fairly, proportionately and reasonably" in letter
    assert "We cannot look at whether a decision was the right one" in letter
    assigned = to(sent, JO, "for you to answer")
    assert (
        "refer it back to the department with recommendations, decline it, or investigate"
        in assigned
    )
    assert "does not look at the merits of a decision" in assigned
    assert "Investigate where the department gave a considered answer" in bh.case_page()


@pytest.mark.rows("S001-41", "S001-42")
def test_referred_back_the_department_has_the_recommendations_and_the_date_stays(
    seaside: Make,
) -> None:
    bh = seaside()
    bh.escalated()
    due = bh.stage.respond_by
    sent = bh.decide("refer_back", "Two points were left out.", recommend="Ask the crew.")
    assert "Ask the crew." in to(sent, SAM)
    assert "Ask the crew." in to(sent, UNA)
    assert bh.owed("assess_request") == []
    assert bh.is_now(CaseStatus.OPEN)
    assert bh.stage.respond_by == due


@pytest.mark.rows("S001-41", "S001-43", "S001-44")
def test_declined_only_for_one_of_four_reasons_and_with_a_way_on(seaside: Make) -> None:
    bh = seaside()
    bh.escalated()
    with pytest.raises(CannotBeDone) as told:
        bh.decide("decline", "We are busy.", reason="we are busy")
    for reason in (
        "comprehensively investigated already",
        "procedures clearly followed",
        "further work unlikely to achieve more",
        "outside the scope of the procedure",
    ):
        assert reason in str(told.value)
    sent = bh.decide("decline", "Sam asked the crew twice.", reason="1")
    letter = to(sent, UNA)
    assert "omprehensively investigated already" in letter
    assert "Sam asked the crew twice." in letter
    assert LGO in letter
    assert "PO Box 4771, Coventry CV4 0EH" in letter
    assert "legal advice" in letter
    (kept,) = bh.refused(bh.reference)
    assert kept.what == "escalation declined"


@pytest.mark.rows("S001-41", "S001-45")
def test_investigated_on_grounds_and_the_days_run_on(seaside: Make) -> None:
    bh = seaside()
    bh.escalated()
    due = bh.stage.respond_by
    with pytest.raises(CannotBeDone):
        bh.decide("investigate", " ")
    sent = bh.decide("investigate", "What the crew knew is in dispute.")
    assert "What the crew knew is in dispute." in to(sent, UNA)
    assert (bh.stage.decision_why, bh.stage.respond_by) == (
        "What the crew knew is in dispute.",
        due,
    )


@pytest.mark.rows("S001-46")
def test_the_departments_manager_hears_of_an_investigation(seaside: Make) -> None:
    bh = seaside()
    bh.escalated()
    (told,) = letters_to(bh.decide("investigate", "What the crew knew is in dispute."), SAM)
    assert "being investigated at Stage 2" in told
    assert "What the crew knew is in dispute." in told
    # Nobody is reminded of what was done.
    assert "department's manager" not in " ".join(letters_to(bh.days(9), JO))


@pytest.mark.rows("S001-48", "S001-53", "S001-54")
def test_the_answer_is_signed_and_names_the_ombudsman(seaside: Make) -> None:
    bh = seaside()
    bh.escalated()
    sent = bh.says(JO, ANSWERED)
    letter = to(sent, UNA)
    assert "Answered by: Jo Park, Customer Feedback Manager" in letter
    for words in (LGO, "PO Box 4771, Coventry CV4 0EH", "at any time", "usually"):
        assert words in letter
    assert HOS not in letter


@pytest.mark.rows("S001-48")
def test_the_service_does_not_sign_stage_2(seaside: Make) -> None:
    bh = seaside()
    bh.escalated()
    before = bh.as_it_is()
    sent = bh.says(
        JO, ANSWERED.replace("ANSWER not upheld\n", "ANSWER not upheld\nSigned by: Kit Roe\n")
    )
    assert "Customer Feedback Manager" in receipt(sent, JO)
    assert bh.as_it_is() == before


@pytest.mark.rows("S001-53")
def test_a_tenant_is_pointed_to_the_housing_ombudsman(seaside: Make) -> None:
    bh = seaside()
    bh.writes(TOM, "Complaint: repairs", LEAK)
    bh.says(RIA, "ANSWER not upheld\nLearning: none\n\n" + FULL)
    bh.town.days_pass(1)
    bh.says(TOM, "I am not satisfied with your response. Please take my complaint to stage 2.")
    letter = to(bh.says(JO, ANSWERED), TOM)
    assert HOS in letter
    assert LGO not in letter


@pytest.mark.rows("S001-08", "S001-49", "S001-52")
def test_it_closes_once_cause_recommendation_and_the_staffs_check_are_on_record(
    seaside: Make,
) -> None:
    bh = seaside()
    sent = bh.escalated()
    assert "Send the draft of your answer to the staff involved" in to(
        sent, JO, "for you to answer"
    )
    bh.decide("investigate", "What the crew knew is in dispute.")
    sent = bh.says(JO, f"ANSWER not upheld\nLearning: none\n\n{FULL.replace('Sam Lee', 'Jo Park')}")
    assert "nobody has recorded the cause and the recommendation" in receipt(sent, JO)
    bh.says(
        JO, "CAUSE: an old list\nRECOMMENDATION: one list for all crews, by 31 March 2026, Kit Roe"
    )
    owed = {one.name for one in bh.owed() if one.bars == "closing"}
    assert {"fact_check", "recommendations"} <= owed
    assert bh.is_now(CaseStatus.ANSWERED)
    settle_duties(bh)
    assert bh.is_now(CaseStatus.CLOSED)
    (kept,) = [one for one in bh.actions() if one.kind == "recommendation"]
    assert (kept.what, kept.by_on, kept.owner_email) == (
        "one list for all crews",
        date(2026, 3, 31),
        KIT,
    )
    assert kept.done_at is None
    told = " ".join(letters_to(bh.days(60), KIT))
    assert "it was recommended that something change" in told
    assert "one list for all crews" in told


@pytest.mark.rows("S001-08")
def test_stage_1_asks_for_no_cause(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    bh.answers()
    assert bh.is_now(CaseStatus.CLOSED)


@pytest.mark.rows("S001-51")
def test_not_concluded_on_the_day_the_complainant_is_owed_news(seaside: Make) -> None:
    bh = seaside()
    bh.escalated()
    told: dict[date, str] = {}
    while bh.today < date(2026, 3, 6):
        found = [
            one
            for one in letters_to(bh.days(1), JO)
            if "keep the complainant informed of progress" in one
        ]
        if found:
            told[bh.today] = found[0]
    assert list(told)[:1] == [date(2026, 3, 4)]


NOTICE = (
    "We have received a complaint from Una Firth about your council, our reference 26 001 234."
    " Please send us your file."
)
LGO_MAIL = "investigator@coinweb.lgo.org.uk"


def with_ombudsman(seaside: Make) -> tuple[Seaside, list]:  # type: ignore[type-arg]
    """The Ombudsman has asked about Una's complaint; the letters."""
    bh = seaside()
    bh.complain()
    bh.answers()
    bh.town.days_pass(1)
    sent = bh.writes(LGO_MAIL, f"Complaint about your council ({bh.reference})", NOTICE)
    if bh.waits:
        sent = bh.attach(Act.EXTERNAL)
    return bh, sent


@pytest.mark.rows("S001-55", "S001-57")
def test_an_ombudsmans_notice_is_the_teams_and_tells_manager_and_director(seaside: Make) -> None:
    bh, sent = with_ombudsman(seaside)
    assert (bh.stage.number, bh.stage.owner_email) == (3, JO)
    notice = to(sent, JO)
    assert (
        "A Customer Feedback Manager is the link to the Ombudsman in this, asks the teams" in notice
    )
    for email in (SAM, DEE):
        assert len(subjects(sent, email)) == 1
    (owed,) = bh.owed("link_officer")
    assert (owed.holder_email, owed.bars) == (JO, "closing")
    assert letters_to(sent, UNA) == []


@pytest.mark.rows("S001-55")
def test_what_each_team_is_asked_for_is_kept_with_its_day(seaside: Make) -> None:
    bh, _ = with_ombudsman(seaside)
    bh.says(JO, "Action: send the round's list, by 17 February 2026, Sam Lee")
    (kept,) = [one for one in bh.actions() if "round's list" in one.what]
    assert (kept.by_on, kept.owner_email) == (date(2026, 2, 17), SAM)
    assert any("round's list" in one for one in letters_to(bh.days(13), SAM))


@pytest.mark.rows("S001-56")
def test_the_answer_is_on_behalf_of_the_chief_executive_and_it_stays_open(seaside: Make) -> None:
    bh, _ = with_ombudsman(seaside)
    sent = bh.says(
        JO, f"ANSWER not upheld\nLearning: none\nCause: none\nRecommendation: none\n\n{FULL}"
    )
    assert "Customer Feedback Manager, on behalf of the Chief Executive" in to(sent, JO, "answer")
    assert letters_to(sent, UNA) == []
    assert not bh.is_now(CaseStatus.CLOSED)
    by_hand_record.record_outcome(
        bh.town.house, bh.reference, "Jo Park", "not", ("none",), (), "none"
    )
    assert [one.name for one in bh.owed() if one.bars == "closing"] == ["link_officer"]


@pytest.mark.rows("S001-57")
@pytest.mark.parametrize(
    ("event", "words"),
    [("view", "has sent a provisional view"), ("decision", "has made a final decision")],
)
def test_view_and_decision_are_each_told_once_to_manager_and_director(
    seaside: Make, event: by_hand_outside.Said, words: str
) -> None:
    bh, _ = with_ombudsman(seaside)
    by_hand_outside.note_ombudsman(bh.town.house, bh.reference, "Jo Park", event, "of 3 March")
    sent = bh.work()
    for email in (SAM, DEE):
        (letter,) = letters_to(sent, email)
        assert words in letter
    assert letters_to(bh.days(3), DEE) == []
