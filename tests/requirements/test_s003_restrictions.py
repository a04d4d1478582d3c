"""South Cambridgeshire 2021, vexatious or unreasonably persistent contact: who agrees, what is shown, what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailroom.jobs import by_hand, by_hand_restrict
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.rules.restrictions import Asked
from store import duties, restrictions
from store.restrictions import Restriction
from tests.acts.council import ANSWER, COMPLAINT, JO, KIT, SAM, UNA
from tests.requirements.district import (
    LGO,
    TOM,
    District,
    district,
    to,
)

__all__ = ["district"]

BEHAVIOUR = "Will not accept the decision, and argues the same points without new evidence"
WHOLE = Asked(
    target="matter",
    behaviours=(BEHAVIOUR,),
    reasons="You have written to us forty times since our answer, and nothing in it was new.",
    measures=(("no_reply", ""), ("contact_limit", "Two emails a week.")),
    confirmed={1: "both answers", 2: "seen by the auditor", 3: "the log", 4: "read all forty"},
    equality="no disability is known; asked on 2 February",
    decided={"leadership_team": "Lea Tam"},
    review_on=date(2027, 2, 3),
)


def ask(district: District, asked: Asked, *, granted: bool = True) -> Restriction:
    """A request of the manager's is decided on."""
    house, reference = district.town.house, district.reference()
    return by_hand_restrict.restrict(house, reference, JO, asked, "Sam Lee", granted=granted)


@pytest.fixture
def answered(district: District) -> District:
    """Una's complaint has its answer."""
    district.complain()
    district.says(SAM, f"ANSWER not upheld\n\n{ANSWER}")
    return district


def _lacks(words: str, rows: tuple[str, ...], **lacking: object) -> object:
    """A request that lacks something, and what is said of it."""
    return pytest.param(lacking, words, marks=pytest.mark.rows(*rows), id=words)


@pytest.mark.rows("S003-65", "S003-66", "S003-68", "S003-102")
@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        _lacks("leaves this to the leadership team", ("S003-65", "S003-102"), decided={}),
        _lacks("Kit Roe is not that", ("S003-65",), decided={"leadership_team": "Kit Roe"}),
        _lacks("the reasons", ("S003-66",), reasons=" "),
        _lacks("not after 3 August 2027", ("S003-66",), review_on=date(2027, 8, 4)),
        _lacks("nothing new and significant", ("S003-68",), confirmed={1: "a", 2: "b", 3: "c"}),
        _lacks("investigated properly", ("S003-68",), confirmed={2: "b", 3: "c", 4: "d"}),
        _lacks("The decision that was", ("S003-68",), confirmed={1: "a", 3: "c", 4: "d"}),
        _lacks("kept in touch with them", ("S003-68",), confirmed={1: "a", 2: "b", 4: "d"}),
    ],
)
def test_what_lacks_is_told_and_nothing_is_restricted(
    answered: District, lacking: dict[str, object], words: str
) -> None:
    with pytest.raises(CannotBeDone, match=words):
        ask(answered, replace(WHOLE, **lacking))  # type: ignore[arg-type]
    assert answered.work() == []
    assert "restricted" not in answered.file.case.flags


@pytest.mark.rows(
    "S003-65", "S003-66", "S003-70", "S003-71", "S003-72", "S003-85", "S003-93", "S003-102"
)
def test_who_is_restricted_is_told_why_how_until_when_and_that_there_is_no_appeal(
    answered: District,
) -> None:
    one = ask(answered, WHOLE)
    letter = to(answered.work(), UNA)
    for words in (
        WHOLE.reasons,
        BEHAVIOUR,
        "We will not acknowledge or answer it, unless it tells us something new that matters.",
        "Two emails a week.",
        "Wednesday 3 February 2027",
        "There is no right of appeal within the council.",
        LGO,
    ):
        assert words in letter
    assert (one.target, one.case_id, one.decided_by) == (
        "matter",
        1,
        (("leadership_team", "Lea Tam"),),
    )
    assert one.behaviours == (BEHAVIOUR,)
    assert "The Leadership Team has to agree" in answered.case_page()


@pytest.mark.rows("S003-66")
def test_without_a_day_of_its_own_it_is_looked_at_within_eighteen_months(
    answered: District,
) -> None:
    assert ask(answered, replace(WHOLE, review_on=None)).review_on == date(2027, 8, 3)


@pytest.mark.rows("S003-65")
@pytest.mark.parametrize("target", ["person", "organisation", "matter"])
def test_it_may_be_about_a_complaint_a_person_or_an_organisation(
    answered: District, target: str
) -> None:
    assert ask(answered, replace(WHOLE, target=target)).target == target


@pytest.mark.rows("S003-71", "S003-93")
def test_a_request_that_was_not_granted_stands_in_the_log_too(answered: District) -> None:
    ask(answered, Asked(reasons="He rings daily"), granted=False)
    ask(answered, WHOLE)
    log = answered.town.read(restrictions.restrictions)
    assert sorted(one.granted for one in log) == [False, True]
    assert {one.requested_by for one in log} == {"Sam Lee"}


@pytest.mark.rows("S003-69", "S003-70")
def test_mail_on_the_same_matter_is_read_and_filed_and_not_acknowledged(
    answered: District,
) -> None:
    ask(answered, WHOLE)
    answered.work()
    answered.town.days_pass(1)
    assert answered.writes(UNA, "Complaint", COMPLAINT) == []
    assert "look for new matters" in answered.waits
    house, reader = answered.town.house, answered.town.reader
    with pytest.raises(CannotBeDone, match="has to be looked through"):
        by_hand.file_away(house, reader, answered.last, JO, "the same")
    by_hand.file_away(house, reader, answered.last, JO, "the same", "nothing new in it")
    assert answered.work() == []
    read = [
        one
        for one in answered.town.read(lambda conn: duties.duties_of(conn, 1))
        if one.name == "restricted_mail_read"
    ]
    assert [(one.note, one.holder_role) for one in read] == [("nothing new in it", "coordinator")]
    assert len(answered.cases()) == 1


@pytest.mark.rows("S003-69")
def test_what_is_new_is_dealt_with_as_ever(answered: District) -> None:
    ask(answered, WHOLE)
    answered.work()
    answered.writes(UNA, "Complaint", "A formal complaint: my new parking permit was refused.")
    assert answered.waits
    sent = answered.register("parking")
    assert len(answered.cases()) == 2
    assert "stage 1 of our complaints procedure" in to(sent, UNA)


@pytest.mark.rows("S003-70")
def test_a_single_point_of_contact_has_to_be_named_and_has_what_comes(answered: District) -> None:
    spoc = replace(WHOLE, measures=(("single_point_of_contact", ""),))
    with pytest.raises(CannotBeDone, match="the one person to write to"):
        ask(answered, spoc)
    ask(answered, replace(spoc, spoc_email=KIT))
    letter = to(answered.work(), UNA)
    assert "Kit Roe" in letter
    answered.writes(UNA, "Complaint", COMPLAINT)
    house, reader = answered.town.house, answered.town.reader
    by_hand.file_away(house, reader, answered.last, JO, "the same", "nothing new")
    assert "My bin was not emptied" in to(answered.work(), KIT)


@pytest.mark.rows("S003-70", "S003-73", "S003-85")
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("no_reply", "We will read what you send us about this matter and keep it on file."),
        ("contact_limit", "only so many calls, letters or emails"),
        ("time_slot", "at a set time"),
        ("one_medium", "in one way only"),
        ("witness", "with a witness present"),
        ("same_matter_refused", "further complaints about the same matter"),
        ("no_access", "You may come to our offices only as we have agreed"),
        ("writing_only", "only in writing"),
    ],
)
def test_each_measure_can_be_chosen_and_stands_in_the_letter_with_its_detail(
    answered: District, code: str, words: str
) -> None:
    ask(answered, replace(WHOLE, measures=((code, "On Tuesdays at ten."),)))
    letter = to(answered.work(), UNA)
    assert words in letter
    assert "On Tuesdays at ten." in letter


@pytest.mark.rows("S003-67", "S003-102")
def test_it_is_looked_at_again_by_the_leadership_team_and_the_person_is_told(
    answered: District,
) -> None:
    one = ask(answered, replace(WHOLE, review_on=date(2026, 3, 3)))
    answered.work()
    answered.town.days_pass(20)
    assert "Restricted contact to be looked at again" in to(answered.work(), JO)
    house, next_on = answered.town.house, date(2026, 9, 3)
    for who in ("", "Kit Roe"):
        with pytest.raises(CannotBeDone, match="leaves this to the leadership team"):
            by_hand_restrict.review(house, one.id, JO, "continue", "as before", next_on, who)
    with pytest.raises(CannotBeDone, match="the reasons, as the person will read them"):
        by_hand_restrict.review(house, one.id, JO, "continue", "", next_on, "Lea Tam")
    by_hand_restrict.review(house, one.id, JO, "continue", "Forty more.", next_on, "Lea Tam")
    letter = to(answered.work(), UNA)
    assert "Forty more." in letter
    assert "Thursday 3 September 2026" in letter
    assert TOM not in letter
