"""Housing's policy of 2013/14: its stages, answers by any channel, the Housing Ombudsman, who tells whom what."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from mailroom.acts import duties
from mailroom.acts.ledger import Ledger
from mailroom.jobs import assign_by_hand, by_hand_outside, by_hand_register
from mailroom.jobs.by_hand_register import Wishes
from store.states import CaseStatus
from tests.acts.council import Council, letters_to, receipt
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import (
    ANSWER,
    DEE,
    HOUSING,
    HUW,
    JO,
    LEAK,
    NOT_SATISFIED,
    OFFICER,
    RIA,
    TOM,
    named,
    write,
)

OMBUDSMAN = "intake@ombudsman.example"
PLAIN = (
    "Dear Mr Marsh\n\nWe looked into what you told us of three days in January. The crew had an old list, and nobody"
    " told them of the change.\n\nYours sincerely"
)


def our_ombudsman(text: str) -> str:
    """The policy with a Housing Ombudsman whose address is made up."""
    return text.replace("https://www.housing-ombudsman.org.uk/", "https://www.ombudsman.example/")


def complained(south_cambs: Empty) -> Council:
    """A council with a tenant's complaint at stage 1."""
    council: Council = south_cambs(HOUSING, change=our_ombudsman)
    write(council, TOM, "Leak: complaint", LEAK)
    return council


def at_stage_2(council: Council) -> list[EmailMessage]:
    """Tom was answered, and asks for the next stage."""
    council.says(RIA, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nRia Bell")
    council.town.days_pass(60)
    return council.says(TOM, NOT_SATISFIED)


@pytest.mark.rows("S002-17", "S002-20", "S002-21", "S002-47", "S002-63", "S002-64", "S002-66")
@pytest.mark.rows("S002-70", "S002-71", "S002-72")
def test_the_manager_has_it_with_form_and_day_and_may_pass_it_to_any_officer(
    south_cambs: Empty,
) -> None:
    council = complained(south_cambs)
    (to_tom,) = letters_to(council.got, TOM)
    assert f"Its reference is {council.file.case.reference}" in to_tom
    (given,) = letters_to(council.got, RIA)
    for words in (
        "The leak in our kitchen was to be repaired",
        "The answer is due by Tuesday 17 February 2026",
        "Send your learning form",
        "Look into it with an open mind",
        "Speaking with the complainant helps",
        "You may answer by visit, telephone, email or letter",
        "Tell us too what you will do or have agreed",
        "The Director may take it over",
    ):
        assert words in given
    council.says(RIA, "PASS ON TO Olu Day\nYours, I think.")
    assert (council.stage.owner_email, council.stage.accountable_email) == (OFFICER, RIA)
    sent = council.says(OFFICER, f"ANSWER not upheld\n\n{ANSWER}\nOlu Day")
    assert "Answered by: Olu Day, Surveyor" in " ".join(letters_to(sent, TOM))


@pytest.mark.rows("S002-66")
def test_the_director_may_take_a_case_over(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    house, reader = council.town.house, council.town.reader
    assign_by_hand.assign_stage(house, reader, council.file.case.reference, DEE, JO)
    assert council.stage.owner_email == DEE
    assert named(council.work(), DEE, "Complaint for you to answer")


@pytest.mark.parametrize(
    "channel", [pytest.param(one, id=one) for one in ("telephone", "visit", "meeting", "letter")]
)
@pytest.mark.rows("S002-23", "S002-48", "S002-71", "S002-72")
def test_an_answer_by_any_channel_is_taken_and_the_case_waits_for_day_and_action(
    south_cambs: Empty, channel: str
) -> None:
    council = complained(south_cambs)
    spoken = f"ANSWER not upheld\nChannel: {channel}, on 3 February 2026\n\n{ANSWER}\nRia Bell"
    sent = council.says(RIA, spoken)
    assert "what action was agreed" in receipt(sent, RIA)
    assert council.stage.answered_at is not None
    assert council.file.case.status is CaseStatus.ANSWERED
    council.says(RIA, "RECORD\nAction: the kitchen is mended, by 20 February 2026, Olu Day")
    # The form is owed still, and bars nothing here.
    assert str(council.file.case.status) == "CLOSED"
    assert [one.name for one in council.owed("learning_form")] == ["learning_form"]


@pytest.mark.rows("S002-48", "S002-73")
def test_the_form_is_asked_for_until_it_comes_also_of_a_closed_case(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    council.says(RIA, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nRia Bell")
    assert council.file.case.status is CaseStatus.CLOSED
    for _ in range(2):
        council.town.days_pass(8)
        (chased,) = named(council.work(), RIA, "learn")
        assert "Have you seen this before" in chased
    form = "LEARNING\nLessons: a list\nActions: none\nPattern: three this month"
    council.says(RIA, form)
    assert council.learnt[-1].answers["pattern"] == "three this month"
    council.town.days_pass(30)
    assert named(council.work(), RIA, "learn") == []


@pytest.mark.rows("S002-67")
def test_who_cannot_answer_in_time_owes_word_and_a_call_does_for_it(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    council.town.days_pass(14)
    (told,) = letters_to(council.work(), RIA)
    assert "you owe the complainant word of how far you have come" in told
    council.says(RIA, "NOTE: CALL\nOn 17 February I rang Mr Marsh: we come on 20 February 2026.")
    assert any(one.act == "contact: telephone" for one in council.town.journal())
    council.town.days_pass(1)
    late = " ".join(letters_to(council.work(), RIA))
    assert "you owe the complainant word" not in late


@pytest.mark.rows("S002-68", "S002-69")
def test_whoever_upholds_says_sorry_and_what_is_done(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    sent = council.says(RIA, f"ANSWER upheld\n\n{PLAIN}\nRia Bell")
    lacks = " ".join(str(one.why) for one in council.town.journal() if one.act == "lacks")
    assert "apology (S002-68)" in lacks
    assert "what is done to put it right" in receipt(sent, RIA)
    council.says(RIA, "RECORD\nAction: a new tap, by 20 February 2026, Olu Day")
    (promised,) = council.promised
    assert (promised.owner_email, promised.by_on) == (OFFICER, date(2026, 2, 20))


@pytest.mark.rows("S002-12", "S002-24", "S002-25", "S002-26", "S002-27", "S002-28", "S002-30")
@pytest.mark.rows("S002-29", "S002-35", "S002-17")
def test_stage_2_is_the_heads_and_then_there_is_the_housing_ombudsman(south_cambs: Empty) -> None:
    council = complained(south_cambs)
    sent = at_stage_2(council)
    assert council.town.sql("SELECT count(*) FROM cases") == [(1,)]
    assert "at stage 2" in " ".join(letters_to(sent, TOM))
    (given,) = named(sent, HUW, "Complaint for you to answer")
    assert "The Head of Service answers" in given
    assert "Speaking with the complainant helps" in given
    assert "For your information: Huw Kane answers" in " ".join(letters_to(sent, RIA))
    refused = council.says(HUW, f"ANSWER not upheld\nSigned by: Ria Bell\n\n{ANSWER}")
    assert "signed by the Head of Service (Huw Kane)" in receipt(refused, HUW)
    sent = council.says(HUW, f"ANSWER not upheld\n\n{ANSWER}\nHuw Kane")
    (answer,) = letters_to(sent, TOM)
    for words in (
        "Housing Ombudsman Service",
        "0300 111 3000",
        "You may go to the Ombudsman at any time",
        "they usually expect the council's own complaints procedure to have been followed first",
    ):
        assert words in answer
    # The law on designated persons has gone, and nothing is said of one.
    assert "councillor" not in answer
    assert council.owed("letter_lacks") == []
    assert "what action was agreed" in receipt(sent, HUW)
    assert council.file.case.status is CaseStatus.ANSWERED


@pytest.mark.rows("S002-36", "S002-35")
def test_housing_options_go_to_the_other_ombudsman(south_cambs: Empty) -> None:
    council = south_cambs(HOUSING)
    text = LEAK.replace("repairs team", "allocation team").replace("repaired", "explained")
    write(council, TOM, "Complaint", text.replace("The leak in our kitchen", "Our allocation"))
    if not council.town.sql("SELECT id FROM cases"):
        house, reader = council.town.house, council.town.reader
        by_hand_register.register(house, reader, 1, JO, Wishes(service="housing_options"))
        council.work()
    owner = council.stage.owner_email
    council.says(owner, f"ANSWER not upheld\nAction: none\n\n{ANSWER}")
    council.says(TOM, NOT_SATISFIED)
    sent = council.says(HUW, f"ANSWER not upheld\n\n{ANSWER}\nHuw Kane")
    answer = " ".join(letters_to(sent, TOM))
    assert "Local Government and Social Care Ombudsman" in answer
    assert "Housing Ombudsman" not in answer


@pytest.mark.rows("S002-32", "S002-33", "S002-12")
def test_the_ombudsmans_own_day_is_the_day_and_their_decision_is_carried_out(
    south_cambs: Empty,
) -> None:
    council = complained(south_cambs)
    at_stage_2(council)
    council.says(HUW, f"ANSWER not upheld\nAction: none\n\n{ANSWER}\nHuw Kane")
    reference = council.file.case.reference
    text = (
        f"Complaint by Mr Marsh, your reference {reference}\nOur reference: 2014 12345\n\n"
        "We have decided to investigate. Please let us have the council's account by 24 April 2026."
    )
    sent = write(council, OMBUDSMAN, f"Request for information, {reference}", text)
    assert council.stage.number == 3
    assert council.stage.respond_by is None
    given = [one for one in sent if HUW in str(one["To"])]
    assert "The Ombudsman asks for the council's account" in letters_to(given, HUW)[0]
    files = [one.get_filename() for one in given[0].iter_attachments()]
    assert files
    (duty,) = council.owed("ombudsman_date")
    assert duty.holder_email == JO
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.house.now(), by=JO)
        assert "as 3 March 2026" in duties.finish(ledger, duty.id, JO, "soon")
        assert duties.finish(ledger, duty.id, JO, "24 April 2026") == ""
        ledger.flush()
    assert council.stage.respond_by == date(2026, 4, 24)
    council.town.days_pass((date(2026, 4, 22) - council.today).days)
    assert named(council.work(), HUW, "24 April 2026")
    sent = council.says(HUW, f"ANSWER\n\n{ANSWER}\nHuw Kane")
    assert letters_to(sent, TOM) == []
    by_hand_outside.note_ombudsman(council.town.house, reference, JO, "decision", "upheld, 1 May")
    (told,) = letters_to(council.work(), HUW)
    assert "Write down the decision and each thing it asks for" in told
    assert "the decision, and each action with its owner and its day" in told
    (owed,) = council.owed("ombudsman_decision")
    assert owed.holder_email == HUW
    council.says(HUW, "RECORD\nAction: pay Mr Marsh, by 29 May 2026, Ria Bell")
    council.town.days_pass((date(2026, 5, 27) - council.today).days)
    assert named(council.work(), RIA, "pay Mr Marsh")
