"""Mail of somebody whose earlier mail still lies on the queue, and an officer's that answers no letter."""

from __future__ import annotations

from store.states import IncomingState
from tests.commands.conftest import COMPLAINT
from tests.jobs.town import SAM, UNA, Town

VAGUE = "It is the same every year and I have had enough of it. Somebody ought to do something."
GOES_ON = "As asked, the house is number 4 and the bins were missed again on Monday 2 February. Thank you."


def proposal_of(town: Town, number: int) -> dict[str, object]:
    return town.message(number).proposal or {}


def test_what_goes_on_with_a_mail_that_waits_waits_beside_it(town: Town) -> None:
    town.mail(UNA, "Enough", VAGUE)
    town.round()
    assert town.message(1).state is IncomingState.HELD
    town.mail(UNA, "Re: Enough", GOES_ON)
    town.round()
    assert town.message(2).state is IncomingState.HELD
    assert "waits (number 1)" in town.message(2).reason
    assert proposal_of(town, 2)["relation"] == "open_case"
    assert proposal_of(town, 2)["kind"] == "follow_up"


def test_so_it_is_where_both_came_at_once(town: Town) -> None:
    town.mail(UNA, "Enough", VAGUE)
    town.mail(UNA, "Re: Enough", GOES_ON)
    town.round()
    town.round()
    assert "waits (number 1)" in town.message(2).reason


def test_the_same_told_again_is_supposed_to_be_that(town: Town) -> None:
    told = "I paid £46.80 on 12 January and £5.20 on 14 January, and it is the same every year."
    town.mail(UNA, "Enough", told)
    town.round()
    assert town.message(1).state is IncomingState.HELD
    town.mail(UNA, "My money", f"Twice now: £46.80 and then £5.20 on 14 January. {VAGUE}")
    town.round()
    assert proposal_of(town, 2)["relation"] == "duplicate_open"


def test_somebody_else_has_nothing_to_wait_for(town: Town) -> None:
    town.mail(UNA, "Enough", VAGUE)
    town.round()
    town.mail("ned@home.example", "Missed bins", COMPLAINT)
    town.round()
    assert town.message(2).case_id == 1


def test_what_a_person_has_decided_waits_no_more(town: Town) -> None:
    town.mail(UNA, "Enough", VAGUE)
    town.round()
    town.sql("UPDATE incoming SET state = 'HANDLED' WHERE id = 1")
    town.mail(UNA, "Missed bins", COMPLAINT)
    town.round()
    assert town.message(2).case_id == 1


def test_an_officers_fresh_mail_bears_the_case_it_names_and_waits(town: Town) -> None:
    town.mail(f"Una Firth <{UNA}>", "Missed bins", COMPLAINT)
    town.round()
    town.mail(SAM, "Chapel bins", "Dear Ms Firth\n\nI uphold your complaint.\n\nSam Lee")
    town.mail(SAM, "Chapel bins", "Dear Ms Hill\n\nI uphold your complaint.\n\nSam Lee")
    town.round()
    assert [town.message(2).state, town.message(3).state] == [IncomingState.HELD] * 2
    assert (town.message(2).case_id, town.message(3).case_id) == (1, None)
    assert proposal_of(town, 2)["relation"] == "open_case"


def test_another_officers_fresh_mail_bears_no_case(town: Town) -> None:
    town.mail(f"Una Firth <{UNA}>", "Missed bins", COMPLAINT)
    town.round()
    town.mail("jo.park@ashford.example", "Bins", "Dear Ms Firth\n\nWe uphold it.\n\nJo Park")
    town.round()
    assert town.message(2).case_id is None
