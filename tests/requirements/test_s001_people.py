"""Brighton & Hove: contractors, members of staff, discrimination, data protection; who is told, what it waits for."""

from __future__ import annotations

import pytest

from mailroom.jobs import by_hand_case
from mailroom.jobs.assign_by_hand import assign_stage
from mailroom.jobs.by_hand import CannotBeDone
from store.states import CaseStatus
from tests.acts.council import COMPLAINT, DEE, JO, KIT, SAM, UNA, letters_to, receipt
from tests.requirements.brighton import CON, FULL, HEAD, HR, IG, TROY, Make, Seaside, seaside, to

__all__ = ["seaside"]

BY = "Jo Park"
OTHERWISE_DONE = f"ANSWER\n{HEAD}{FULL}"


def open_complaint(seaside: Make, *flags: str) -> Seaside:
    """Una's complaint, found afterwards to be about something besides."""
    bh = seaside()
    bh.complain()
    bh.flag(*flags)
    bh.got += bh.work()
    return bh


# A contractor's service --------------------------------------------------------------------------


@pytest.mark.rows("S001-59", "S001-60", "S001-61", "S001-62", "S001-63")
def test_of_a_contractors_service_the_councils_own_answers_and_everybody_knows(
    seaside: Make,
) -> None:
    bh = seaside()
    bh.asks(UNA, "Is anyone going to ring me back about the bins at my address or not?")
    bh.register(bh.last, flags=("contractor",))
    sent = bh.work()
    acknowledged, assigned = to(sent, UNA), to(sent, SAM)
    assert "Whoever this letter names will answer you" in acknowledged
    assert "Sam Lee" in acknowledged
    assert "will see whatever the contractor says about it" in acknowledged
    assert "unless the Customer Feedback Team has agreed that the contractor does" in assigned
    (told,) = letters_to(sent, CON)
    assert "see to it that the contractor knows the complaint and this procedure" in told
    answer = to(bh.says(SAM, OTHERWISE_DONE), UNA)
    assert "please tell the council's Customer Feedback Team, and not only the contractor" in answer
    assert bh.is_now(CaseStatus.ANSWERED)
    bh.finish("contract_manager", "they say that the crew was new")
    assert bh.is_now(CaseStatus.CLOSED)


@pytest.mark.rows("S001-61", "S001-63")
def test_without_a_contractor_none_of_it_is_said(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    bh.answers()
    assert "contractor" not in to(bh.got, UNA).lower()
    assert letters_to(bh.got, CON) == []


@pytest.mark.rows("S001-60")
def test_a_contractor_answers_only_where_that_was_agreed(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    house, name = bh.town.house, bh.reference
    with pytest.raises(CannotBeDone, match="unless it is agreed that the contractor does"):
        assign_stage(house, bh.reader, name, TROY, BY)
    assert "contractor" in receipt(bh.says(SAM, "PASS ON TO Troy Bins"), SAM)
    assert bh.stage.owner_email == SAM
    assign_stage(house, bh.reader, name, TROY, BY, "by telephone with Cora Line, 4 February")
    assert bh.stage.owner_email == TROY
    assert bh.journalled("contractor answers") == [
        "agreed: by telephone with Cora Line, 4 February"
    ]


@pytest.mark.rows("S001-62")
def test_without_a_contract_manager_the_team_is_told(seaside: Make) -> None:
    bh = seaside(config=lambda text: text.replace("contract_manager", "somebody_else"))
    bh.complain()
    bh.flag("contractor")
    (owed,) = bh.owed("contract_manager")
    assert owed.holder_email == JO


# Members of staff --------------------------------------------------------------------------------


@pytest.mark.rows("S001-64", "S001-65")
def test_whoever_is_complained_of_is_told_heard_and_told_how_it_ended(seaside: Make) -> None:
    bh = open_complaint(seaside, "names_staff")
    assigned = letters_to(bh.got, SAM)[-1]
    assert "Tell them of it as soon as you can and hear what they have to say" in assigned
    assert "the Customer Feedback Team releases a copy for them" in assigned
    (owed,) = bh.owed("staff_told")
    assert (owed.holder_email, owed.bars) == (SAM, "closing")
    bh.says(SAM, OTHERWISE_DONE)
    assert {one.name for one in bh.owed()} == {"staff_told", "staff_outcome"}
    assert bh.is_now(CaseStatus.ANSWERED)
    bh.finish("staff_told", "Al Dene, on 4 February; did not wish to comment")
    bh.finish("staff_outcome", "on 6 February")
    assert bh.is_now(CaseStatus.CLOSED)


@pytest.mark.rows("S001-64", "S001-107")
@pytest.mark.parametrize("flag", ["safeguarding", "misconduct"])
def test_where_it_would_do_harm_nobody_is_told(seaside: Make, flag: str) -> None:
    bh = open_complaint(seaside, flag, "names_staff")
    assert bh.owed("staff_told") == []
    assert "hear what they have to say" not in " ".join(letters_to(bh.got, SAM))


@pytest.mark.rows("S001-66")
def test_a_manager_or_above_answers_and_never_the_person_named(seaside: Make) -> None:
    bh = seaside()
    bh.complain(f"{COMPLAINT} Sam Lee was rude to me when I rang.")
    bh.flag("names_staff")
    before = bh.as_it_is()
    told = receipt(bh.says(SAM, OTHERWISE_DONE), SAM)
    assert "Sam Lee is named in the complaint" in told
    assert bh.as_it_is() == before
    assign_stage(bh.town.house, bh.reader, bh.reference, KIT, BY)
    bh.work()
    assert UNA in str([str(one["To"]) for one in bh.says(KIT, OTHERWISE_DONE)])


@pytest.mark.rows("S001-66")
def test_nobody_below_a_manager_answers_what_names_staff(seaside: Make) -> None:
    def with_clerk(text: str) -> str:
        clerk = 'officer = {{ name = "Al Dene", email = "al@x.example" }}'
        return text.replace(
            "roles = {{ contract_manager", f"roles = {{{{ {clerk}, contract_manager"
        )

    bh = seaside(config=with_clerk)
    bh.complain(f"{COMPLAINT} Bo Cray was rude to me.")
    bh.flag("names_staff")
    with pytest.raises(CannotBeDone, match="answered by the manager or above"):
        assign_stage(bh.town.house, bh.reader, bh.reference, "al@x.example", BY)


@pytest.mark.rows("S001-67")
def test_misconduct_goes_to_human_resources_and_the_resident_is_told(seaside: Make) -> None:
    bh = seaside()
    bh.asks(UNA, "Is anyone going to ring me back about the trouble at my address or not?")
    bh.register(bh.last, flags=("misconduct",))
    sent = bh.work()
    (told,) = letters_to(sent, HR)
    assert "keep it to those who have to know" in told
    assert "may have to be looked at under the council's disciplinary procedure" in to(sent, UNA)
    assert "do not speak of it to the person concerned or to anybody else" in to(sent, SAM)
    (owed,) = bh.owed("misconduct")
    assert owed.bars == "closing"


@pytest.mark.rows("S001-67")
def test_found_later_a_person_is_asked_to_tell_the_resident(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    (said,) = bh.flag("misconduct")
    assert "We treat it in confidence" in said
    assert letters_to(bh.work(), HR)
    assert bh.flag("misconduct") == ()
    with pytest.raises(CannotBeDone, match="No clause of a policy knows bad_weather"):
        bh.flag("bad_weather")


@pytest.mark.rows("S001-87")
def test_a_worried_officers_concern_reaches_the_head_of_service(seaside: Make) -> None:
    bh = open_complaint(seaside, "abusive")
    assert "reply to this email with the word concern" in letters_to(bh.got, SAM)[-1]
    sent = bh.says(SAM, "CONCERN\nHe waits for me at the gate.")
    (told,) = letters_to(sent, KIT)
    assert "Please speak with them and advise them" in told
    assert "Sam Lee writes: He waits for me at the gate." in told
    (owed,) = bh.owed("worrying_behaviour")
    assert owed.holder_email == KIT
    assert letters_to(sent, UNA) == []
    assert "told Kit Roe of your concern" in receipt(sent, SAM)
    bh.finish("worrying_behaviour", "we meet on Friday")
    assert bh.owed("worrying_behaviour") == []


# Discrimination, data protection -----------------------------------------------------------------


@pytest.mark.rows("S001-76", "S001-77")
def test_discrimination_is_recorded_looked_into_and_signed_off(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    by_hand_case.note_discrimination(bh.town.house, bh.reference, BY, "disability")
    sent = bh.work()
    assert "It has to be looked into thoroughly" in letters_to(sent, SAM)[-1]
    assert bh.file.case.characteristic == "disability"
    (owed,) = bh.owed("discrimination")
    assert owed.holder_email == JO
    bh.says(SAM, OTHERWISE_DONE)
    assert bh.is_now(CaseStatus.ANSWERED)
    bh.finish("discrimination", "disability; the crew was heard; signed off by Jo Park")
    assert bh.is_now(CaseStatus.CLOSED)


@pytest.mark.rows("S001-114", "S001-115")
def test_data_protection_beside_a_complaint_is_told_and_the_complaint_goes_on(
    seaside: Make,
) -> None:
    bh = seaside()
    bh.asks(UNA, "Is anyone going to ring me back about the trouble at my address or not?")
    bh.register(bh.last, flags=("data_protection",))
    sent = bh.work()
    (told,) = letters_to(sent, IG)
    assert "the service has been asked to answer it" in told
    assert bh.owed("information_governance") == []
    assert "You answer that too; Information Governance know of it" in to(sent, SAM)
    assert "0303 123 1113" in to(sent, UNA)
    assert bh.is_now(CaseStatus.OPEN)
    answer = to(bh.says(SAM, OTHERWISE_DONE), UNA)
    assert "complain to the Information Commissioner's Office, which is independent" in answer


@pytest.mark.rows("S001-115")
def test_without_it_the_commissioner_is_not_named(seaside: Make) -> None:
    bh = seaside()
    bh.complain()
    bh.answers()
    assert "Information Commissioner" not in to(bh.got, UNA)
    assert letters_to(bh.got, IG) == letters_to(bh.got, DEE) == []
