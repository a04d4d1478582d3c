"""The Complaint Handling Codes of 2024, from the first mail to the last answer: what is taken, by whom, and how."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.acts.parties import Behalf
from mailroom.jobs import by_hand_case
from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.jobs.by_hand import CannotBeDone
from store.states import CaseStatus
from tests.acts.council import ANSWER, COMPLAINT, JO, KIT, SAM, UNA, letters_to, receipt
from tests.acts.deciding import VAGUE
from tests.requirements.brighton import (
    BEA,
    CODE,
    FULL,
    LGO,
    TOM,
    Make,
    Seaside,
    seaside,
    to,
)

__all__ = ["seaside"]

BY = "Jo Park"
GRUMBLE = (
    "My bin was missed again on Tuesday, three weeks running, and the crew left rubbish all over the path. You do not"
    " care about us at all."
)
REQUEST = "Could you please send somebody to collect a bin? What time do the bins go out?"


# What is a complaint -----------------------------------------------------------------------------


@pytest.mark.rows("CODE-02")
def test_dissatisfaction_without_the_word_is_given_the_choice(seaside: Make) -> None:
    # Where the rules are not sure that it is a complaint; what is surely one is registered.
    bh = seaside(CODE, config=lambda text: text + "\n[triage]\nthreshold = 0.995\n")
    bh.writes(UNA, "My bin", GRUMBLE)
    assert "If you would like us to treat this as a complaint, reply" in to(bh.got, UNA)
    assert not bh.town.sql("select 1 from cases")
    assert "where they are dissatisfied they are given the choice" in bh.queue_page()


@pytest.mark.rows("CODE-03", "CODE-04")
def test_a_request_is_recorded_and_a_complaint_about_it_leaves_it_as_it_is(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.writes(UNA, "Bins", REQUEST)
    if bh.waits:
        assert "recorded as that" in bh.queue_page()
        bh.register(bh.last, kind="service_request")
        bh.work()
    request = bh.reference
    assert bh.file.case.kind == "service_request"
    bh.writes(UNA, "Complaint", COMPLAINT)
    if bh.waits:
        bh.register(bh.last, grew_out_of=request)
    first, second = bh.cases()
    assert (first.case.kind, second.case.kind) == ("service_request", "complaint")
    bh.got += bh.work()
    assert "If what the resident asked for in the first place is not done yet, go on with it" in to(
        bh.got, SAM
    )


@pytest.mark.rows("CODE-02", "CODE-15")
def test_whoever_writes_for_somebody_is_kept_beside_them(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.asks(BEA, f"I write for my neighbour Una Firth, who cannot. {VAGUE}")
    bh.register(bh.last, behalf=Behalf("Una Firth", UNA, "signed form in the mail"))
    roles = {str(one.role): one.email for one in bh.file.parties}
    assert roles == {"complainant": UNA, "representative": BEA}
    letters = " ".join(letters_to(bh.work(), BEA))
    assert "Somebody may speak or write for you, and come with you to any meeting." in letters


@pytest.mark.rows("CODE-12")
def test_what_a_colleague_passes_on_is_the_residents_from_its_first_day(seaside: Make) -> None:
    bh = seaside(CODE)
    passed_on = (
        "Please deal with this one.\n\nKit Roe\n\n-----Original Message-----\n"
        f"From: Una Firth <{UNA}>\nSent: Mon, 2 Feb 2026 15:40\nTo: Kit Roe <{KIT}>\n"
        f"Subject: Missed bin: complaint\n\n{COMPLAINT}"
    )
    bh.writes(KIT, "FW: Missed bin: complaint", passed_on)
    if bh.waits:
        assert "may have come to anybody on the staff" in bh.queue_page()
        bh.register(bh.last, first_received_on=date(2026, 2, 2))
        bh.work()
    assert bh.file.parties[0].email == UNA
    assert bh.file.case.received_at.date() == date(2026, 2, 2)


@pytest.mark.rows("CODE-11", "CODE-25")
def test_each_way_of_complaining_is_kept_and_what_somebody_needs_is_looked_at_again(
    seaside: Make,
) -> None:
    bh = seaside(CODE)
    bh.asks(UNA, VAGUE)
    bh.register(
        bh.last, flags=("adjustment_requested",), noted={"channel": "counter", "assisted_by": BY}
    )
    assert (bh.file.case.channel, bh.file.case.assisted_by) == ("counter", BY)
    (owed,) = bh.owed("adjustments")
    assert "see to it that it is done" in owed.words
    by_hand_case.note_adjustment(bh.town.house, bh.reference, BY, "large print", date(2026, 2, 3))
    assert "needs: large print" in bh.case_page()
    due = bh.town.sql(f"select due_on from duties where name = '{by_hand_case.LOOK_AGAIN}'")
    assert due == [("2026-08-03",)]


@pytest.mark.rows("CODE-30")
def test_complexity_and_vulnerability_are_considered_at_the_start(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.asks(UNA, f"I want to make a complaint. {VAGUE}")
    assert (
        "Consider how complex it is, and whether the resident is vulnerable or at risk"
        in bh.queue_page()
    )
    bh.register(bh.last, flags=("vulnerable",), noted={"complexity": "complex"})
    assert bh.file.case.complexity == "complex"
    (owed,) = bh.owed("vulnerable")
    assert owed.holder_email == JO


# What is not taken -------------------------------------------------------------------------------


@pytest.mark.rows("CODE-06", "CODE-09", "CODE-10")
def test_each_refusal_has_its_ground_and_evidence_and_the_ombudsman(seaside: Make) -> None:
    bh = seaside(CODE)
    number = bh.asks(
        BEA, f"My solicitor has filed the claim form and the particulars of claim. {VAGUE}"
    )
    assert "proceedings_filed" in bh.queue_page()
    assert (
        "A letter from a solicitor, or that somebody means to go to court, is not enough."
        in bh.queue_page()
    )
    assert not bh.town.sql("select 1 from refusals")
    with pytest.raises(CannotBeDone, match="has no ground too_busy"):
        bh.refuse(number, "too_busy")
    reference = bh.refuse(number, "proceedings_filed", evidence="claim form of 2 February")
    letter = to(bh.work(), BEA)
    for words in (
        "the claim form and the particulars of claim have been filed at court",
        LGO,
        "look at",
    ):
        assert words in letter
    assert "decision" in letter
    (kept,) = bh.refused(reference)
    assert kept.evidence == "claim form of 2 February"


@pytest.mark.rows("CODE-06")
def test_without_evidence_nothing_is_refused(seaside: Make) -> None:
    bh = seaside(CODE)
    number = bh.asks()
    with pytest.raises(CannotBeDone, match="needs what shows its ground"):
        bh.refuse(number, "not_the_council")
    with pytest.raises(CannotBeDone):
        bh.refuse(number, "not_the_council", why=" ", evidence="the parish's own sign")
    assert not bh.town.sql("select 1 from refusals")


@pytest.mark.rows("CODE-10", "CODE-07", "CODE-08")
def test_each_ground_can_be_set_aside_on_its_merits(seaside: Make) -> None:
    bh = seaside(CODE)
    for place, code in enumerate(
        ("older_than_12_months", "proceedings_filed", "already_exhausted", "not_the_council")
    ):
        number = bh.asks(f"writer{place}@home.example", f"{VAGUE} {'So it is. ' * place}")
        reference = bh.register(number, in_spite_of=code, allowed_by=BY, why="on its merits")
        assert bh.refused(reference)[0].what == "exception"


@pytest.mark.rows("CODE-22")
def test_what_is_not_ours_is_told_and_the_rest_goes_on(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.asks(UNA, VAGUE)
    bh.register(bh.last, noted={"not_ours": "the county's street lamp"})
    assert "county's street lamp" in to(bh.work(), UNA)
    reference = bh.refuse(
        bh.asks(BEA),
        "not_the_council",
        part="how long nobody rang back",
        evidence="the county's lamp",
    )
    assert bh.named(reference).case.status is CaseStatus.OPEN


# Dealing with it ---------------------------------------------------------------------------------


@pytest.mark.rows(
    *("CODE-04", "CODE-20", "CODE-23", "CODE-28", "CODE-35", "CODE-36", "CODE-49", "CODE-52"),
    "CODE-50",
)
def test_the_assignment_says_how_to_look_at_it(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    bh.flag("contractor")
    letter = letters_to(bh.got + bh.work(), SAM)[-1]
    for words in (
        "on its merits, independently and with an open mind",
        "By accepting it you confirm that nothing stands between you and a fair answer",
        "Answer as soon as the answer is known, even if not everything is done yet",
        "Take each point, give clear reasons, and name the policy, the law or the good practice",
        "put it right, at this stage already: with what was meant for the resident in mind",
        "what is done, and by when, agreed with them where that is fitting",
        "look at the Ombudsman's guidance on remedies, at www.lgo.org.uk",
        "that is the answer of stage 1, and no stage of its own",
        "go on with it. The complaint does not wait for it",
    ):
        assert words in letter
    bh.says(SAM, "ACCEPT")
    (entry,) = [one for one in bh.town.journal() if "accept" in one.act.lower()]
    assert bh.town.message(entry.incoming_id or 0).sender == SAM


@pytest.mark.rows("CODE-37")
def test_something_more_joins_the_complaint_until_it_is_answered(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.complain()
    bh.says(UNA, "I forgot to say: they also broke the lid of my bin on 20 January.")
    # Related, and the answer has not gone out.
    assert len(bh.cases()) == 1
    assert "broke the lid" in to(bh.got, SAM)
    # Another matter, by the same person.
    bh.town.days_pass(1)
    other = COMPLAINT.replace("My bin was not emptied", "The car park was not lit")
    bh.writes(UNA, "Complaint: car park", other.replace("missed collection", "dark night"))
    if bh.waits:
        assert (
            "if it is another matter, or if it would delay the answer unreasonably"
            in bh.queue_page()
        )
        bh.register(bh.last, service="parking")
    assert [one.case.service for one in bh.cases()] == ["waste", "parking"]
    # It would delay the answer: a person registers it by itself, beside what it grew out of.
    bh.asks(UNA, f"{VAGUE} It is the bins in the whole street now.")
    bh.register(bh.last, grew_out_of=bh.reference)
    assert bh.cases()[2].case.parent_id == 1
    # After the answer: no addition to what was answered.
    bh.work()
    first = bh.town.case(1)
    assert first.case.status is CaseStatus.OPEN
    bh.got = [one for one in bh.got if bh.reference in str(one["Subject"])]
    bh.answers()
    bh.town.days_pass(1)
    bh.says(UNA, f"I have a new complaint now. {COMPLAINT.replace('bin', 'garden waste bag')}")
    assert bh.waits or len(bh.cases()) == 4
    assert len(bh.town.case(1).stages) == 1


@pytest.mark.rows("CODE-39", "CODE-41", "CODE-42", "CODE-47")
def test_stage_2_needs_no_reasons_and_is_somebody_elses(seaside: Make) -> None:
    bh = seaside(CODE)
    sent = bh.escalated()
    assert (bh.stage.number, bh.stage.owner_email) == (2, KIT)
    assert "what is still wrong and what you would like us to do" in to(sent, UNA)
    assert "Ask everybody who is needed for it, and tell us who they were" in to(sent, KIT)
    with pytest.raises(CannotBeDone, match="has dealt with it at an earlier stage"):
        assign_stage(bh.town.house, bh.reader, bh.reference, SAM, BY)


@pytest.mark.rows("CODE-26")
def test_going_further_is_declined_only_for_a_reason_of_the_start(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.escalated()
    assert (
        "Decline only for a reason for which a complaint could be refused at the start"
        in bh.case_page()
    )
    for reason in ("", "we are busy", "7"):
        with pytest.raises(CannotBeDone, match="legal proceedings have been filed at court"):
            bh.decide("decline", "So.", reason=reason)
    letter = to(bh.decide("decline", "The claim form is of 2 February.", reason="2"), UNA)
    assert "egal proceedings have been filed at court" in letter
    assert "The claim form is of 2 February." in letter
    assert LGO in letter


@pytest.mark.rows("CODE-27")
def test_everything_of_a_complaint_is_on_record(seaside: Make) -> None:
    bh = seaside(CODE)
    bh.escalated()
    bh.says(bh.stage.owner_email, f"ANSWER partly upheld\nRemedy: an apology\n\n{FULL}")
    page = bh.case_page()
    for words in (
        "received 3 Feb 2026 by email",
        "answered 3 Feb 2026 by Sam Lee: upheld",
        "answered 4 Feb 2026 by Kit Roe: partly",
        f"{UNA} Missed bin: complaint",
        f"acknowledgement to {UNA}, sent",
        f"assignment to {SAM}, sent",
        "an apology",
        "I wish to make a formal complaint",
    ):
        assert words in page
    without = seaside_answered_without_outcome(bh)
    assert "whether the complaint was upheld" in without


def seaside_answered_without_outcome(bh: Seaside) -> str:
    """What an officer is told who answers without saying what came of it."""
    bh.complain(COMPLAINT.replace("Hill Road", "Elm Road"), TOM)
    return receipt(bh.says(SAM, f"ANSWER\n{ANSWER}"), SAM)
