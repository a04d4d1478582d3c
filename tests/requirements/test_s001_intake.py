"""Brighton & Hove, what comes in: complaints however made, requests, praise, the try to settle it, several people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mailroom.jobs import by_hand_case
from mailroom.jobs.by_hand_case import join, settle_informal
from mailroom.jobs.by_hand_groups import answer_all
from mailroom.jobs.by_hand_record import record_learning
from store.states import CaseStatus
from tests.acts.council import ANSWER, COMPLAINT, JO, SAM, UNA, letters_to
from tests.requirements.brighton import BEA, TOM, Make, Seaside, seaside, subjects, to
from tests.requirements.south_cambs import asks_always

__all__ = ["seaside"]

BY = "Jo Park"
CREW = (
    "I am fed up with the contractor who empties the bins here. Twice now they threw our bin on the road and it"
    " broke, and nobody has said sorry or brought a new one. It is not good enough and I want it put right."
)
REQUEST = "Could you please send somebody to collect a bin? What time do the bins go out?"
PRAISE = "Well done to the bins crew, who stopped to help my mother when she fell. They were excellent. Thank you!"


@pytest.mark.rows("S001-03", "S001-59")
def test_dissatisfaction_with_a_contractor_is_a_complaint_without_the_word(seaside: Make) -> None:
    bh = seaside()
    bh.writes(UNA, "The bins", CREW)
    if bh.waits:
        assert (
            "dissatisfaction with the council, its staff or those who act for it is a complaint"
            in bh.queue_page()
        )
        assert "complaint," in bh.queue_page()
        bh.register(bh.last)
    assert bh.file.case.kind == "complaint"
    # Counted under the council's own service (S001-59).
    assert bh.file.case.service == "waste"
    assert "contractor" in bh.file.case.flags


@pytest.mark.rows("S001-04")
def test_a_request_is_no_complaint(seaside: Make) -> None:
    bh = seaside()
    bh.writes(UNA, "Bins", REQUEST)
    if bh.waits:
        bh.register(bh.last, kind="service_request")
        bh.work()
    assert bh.file.case.kind == "service_request"
    assert bh.stage.respond_by is None


@pytest.mark.rows("S001-10", "S001-05", "S001-69")
def test_praise_that_a_colleague_passes_on_is_on_the_register_with_what_was_learnt(
    seaside: Make,
) -> None:
    bh = seaside()
    passed_on = (
        "For the register.\n\nSam\n\n-----Original Message-----\n"
        f"From: Bea Low <{BEA}>\nSent: 2 February 2026 09:10\nTo: Sam Lee <{SAM}>\nSubject: Thank you\n\n{PRAISE}"
    )
    bh.writes(SAM, "FW: Thank you", passed_on)
    if bh.waits:
        bh.register(bh.last, kind="compliment")
        bh.work()
    assert bh.file.case.kind == "compliment"
    record_learning(bh.town.house, bh.reference, BY, {"learning": "stop and help"}, is_form=False)
    assert bh.learnt[0].answers == {"learning": "stop and help"}


def informal(seaside: Make, start: datetime = datetime(2026, 2, 3, 10, 15, tzinfo=UTC)) -> Seaside:
    """A plain problem that the team put to the service."""
    bh = seaside(start=start)
    bh.asks(
        UNA,
        "I am fed up with how the bins are left here. They stand in the middle of the pavement.",
    )
    assert "Is it simple? Then give it to the service to settle informally" in bh.queue_page()
    bh.register(bh.last, informal=True)
    bh.got += bh.work()
    return bh


@pytest.mark.rows("S001-11", "S001-13", "S001-14")
def test_the_service_has_a_day_to_settle_it_and_the_resident_is_told_when_it_did(
    seaside: Make,
) -> None:
    bh = informal(seaside)
    letter = to(bh.got, SAM)
    assert "4 February 2026" in letter
    assert "10.15" in letter or "10:15" in letter
    assert (
        "The matter is yours to settle, although it has not come to you as a formal complaint"
        in letter
    )
    assert not [one for one in subjects(bh.got, JO) if "settle" in one.lower()]
    assert to(bh.got, UNA) == ""
    settle_informal(bh.town.house, bh.reference, BY, "The crew came back at noon.", settled=True)
    sent = bh.work()
    assert "The crew came back at noon." in to(sent, UNA)
    assert bh.file.case.closing == "resolved informally"
    assert bh.days(20) == [] or not [
        one for one in letters_to(bh.got, SAM) if "answer is due" in one
    ]


@pytest.mark.rows("S001-14")
@pytest.mark.parametrize(
    ("start", "until"),
    [
        # C001-17 before Easter, C001-19 over a week-end with the change of the clocks
        (datetime(2026, 4, 2, 10, 0, tzinfo=UTC), datetime(2026, 4, 7, 10, 0, tzinfo=UTC)),
        (datetime(2026, 10, 23, 14, 0, tzinfo=UTC), datetime(2026, 10, 26, 15, 0, tzinfo=UTC)),
    ],
)
def test_the_day_ends_at_the_same_hour_of_the_next_working_day(
    seaside: Make, start: datetime, until: datetime
) -> None:
    assert informal(seaside, start).file.case.informal_until == until


@pytest.mark.rows("S001-15")
def test_unsettled_it_is_stage_1_from_the_first_receipt(seaside: Make) -> None:
    bh = informal(seaside)
    bh.town.clock.advance_to(bh.town.clock.now() + timedelta(hours=25))
    sent = bh.work()
    assert to(sent, SAM, "for you to answer")
    assert "17 February 2026" in to(sent, UNA)
    assert bh.stage.respond_by == date(2026, 2, 17)
    assert bh.stage.received_at.date() == date(2026, 2, 3)


@pytest.mark.rows("S001-12")
def test_a_day_agreed_for_hearing_from_us_again_is_kept_and_reminded_of(seaside: Make) -> None:
    bh = informal(seaside)
    assert "agree with them when they will hear from you again, and tell us that day" in to(
        bh.got, SAM
    )
    bh.says(SAM, "Action: ring her again about the new bin, by 12 February 2026")
    (kept,) = bh.actions()
    assert (kept.by_on, kept.owner_email) == (date(2026, 2, 12), SAM)
    sent = bh.days(14)
    told = [one for one in letters_to(sent, SAM) if "ring her again" in one]
    assert "it was agreed with the resident that something would be done" in told[0]
    assert any("nobody has told us that it is done" in one for one in told)
    assert any("ring her again" in one for one in letters_to(sent, JO))


def two(seaside: Make) -> Seaside:
    """Una and Bea complain of the same, and are put together."""
    bh = seaside()
    bh.complain()
    bh.complain(COMPLAINT.replace("3 Hill Road", "9 Hill Road"), BEA)
    first, second = (one.case.reference for one in bh.cases())
    join(bh.town.house, second, first, BY)
    return bh


@pytest.mark.rows("S001-22")
def test_several_people_are_told_and_have_one_report_each_with_a_letter_of_their_own(
    seaside: Make,
) -> None:
    bh = two(seaside)
    sent = bh.work()
    for email in (UNA, BEA):
        assert "Others have complained about the same matter" in to(sent, email)
    bh.town.mail(
        SAM, "The report on Hill Road", f"ANSWER\nOutcome: upheld\nLearning: none\n\n{ANSWER}"
    )
    bh.work()
    answer_all(bh.town.house, bh.reader, bh.last, BY, bh.reference)
    sent = bh.work()
    for case, email in zip(bh.cases(), (UNA, BEA), strict=True):
        letter = to(sent, email)
        assert case.case.reference in letter
        assert "The crew had an old list" in letter
    assert len(subjects(sent, JO)) == 1


@pytest.mark.rows("S001-22", "S001-23")
def test_that_others_write_about_the_same_is_seen_and_what_to_do_is_said(seaside: Make) -> None:
    bh = seaside()
    asks_always(bh)
    bh.asks(
        BEA,
        "My neighbours and I want to complain together. All the residents of Hill Road have signed this: the bins"
        " have been missed three times, the litter is left lying, and nobody listens to us.",
    )
    assert "points that are one person's own are answered to that person alone" in bh.queue_page()
    bh.register(bh.last, flags=("group_complaint",))
    assert "group_complaint" in bh.file.case.flags


@pytest.mark.rows("S001-73", "S001-74")
def test_what_was_said_by_telephone_is_registered_from_that_day_and_asked_for_in_writing(
    seaside: Make,
) -> None:
    bh = seaside()
    bh.asks(UNA, "It is hopeless with the bins at my address.")
    assert "What was said by telephone or at a counter is taken down by you" in bh.queue_page()
    assert "If it is serious or detailed, ask the person to put it in writing" in bh.queue_page()
    noted = {"channel": "telephone", "assisted_by": BY}
    bh.register(
        bh.last, flags=("asked_in_writing",), noted=noted, first_received_on=date(2026, 1, 30)
    )
    letter = to(bh.work(), UNA)
    assert "it would help us if you could put it in writing" in letter
    assert "count from the day on which you told us" in letter
    assert (bh.file.case.channel, bh.file.case.assisted_by) == ("telephone", BY)
    assert bh.stage.respond_by == date(2026, 2, 13)
    other = seaside_plain(bh)
    assert "put it in writing" not in other


def seaside_plain(bh: Seaside) -> str:
    """The acknowledgement of a complaint that came by mail."""
    bh.complain(sender=TOM)
    return to(bh.got, TOM)


@pytest.mark.rows("S001-75")
def test_whoever_finds_writing_hard_is_offered_an_advocate_and_a_meeting(seaside: Make) -> None:
    bh = seaside()
    words = (
        f"{COMPLAINT} I cannot read well and need you to speak to me: please make an adjustment."
    )
    bh.writes(UNA, "Missed bin: complaint", words)
    if "adjustment_requested" not in bh.file.case.flags:
        for said in bh.flag("adjustment_requested"):
            assert "advocates, who are independent" in said
    else:
        assert "advocates, who are independent" in to(bh.got, UNA)
    (owed,) = bh.owed("help_with_writing")
    assert (owed.holder_email, "arrange to meet" in owed.words) == (JO, True)
    by_hand_case.note_adjustment(bh.town.house, bh.reference, BY, "by telephone", date(2026, 2, 4))
    assert "needs: by telephone" in bh.case_page()
    assert bh.is_now(CaseStatus.OPEN)
