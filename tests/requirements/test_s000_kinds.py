"""The corporate policy's kinds of contact: comments, praise, requests and complaints, and who gets each."""

from __future__ import annotations

from datetime import date

import pytest

from mailroom.jobs import by_hand_register
from mailroom.jobs.by_hand_register import Wishes
from store import cases
from tests.acts.council import Council, letters_to
from tests.requirements.conftest import Empty
from tests.requirements.south_cambs import (
    CORPORATE,
    JO,
    SAM,
    TOM,
    UNA,
    asks_always,
    named,
    report,
    waits,
    write,
)

QUIET = "I would like to suggest that the waste team paints the bins green. This is only a comment.\n\nUna"
ASKS = (
    "I have a suggestion about the bins, and it is not a complaint: please collect them earlier. I would like a"
    " reply.\n\nTom"
)
PRAISE = (
    "I want to say thank you to Sam Lee of the bin crew. Sam went the extra mile and brought my mother's bin back up"
    " the drive for her when it had been emptied. Excellent service, please pass on my praise to Sam.\n\nPat Reed"
)
GENERAL = (
    "I want to record my thanks, credit where it is due: the bin crews are brilliant, so polite, and an excellent"
    " service. They put the bins back and wave to my children. Please pass on this compliment and my praise.\n\nQuin"
)
REQUEST = (
    "My bin was not emptied this morning, could you please send somebody to collect it? This is the first time I"
    " report it.\n\nRo"
)
UNHAPPY = (
    "I am really unhappy. My bin was missed again, the third week running, and the bags are piling up at the gate."
    " Nobody has come back to empty it although I rang twice to report it. This is not good enough.\n\nZed"
)


def _case(council: Council, number: int) -> cases.CaseFile:
    return council.town.case(number)


@pytest.mark.rows("S000-01", "S000-03", "S000-05", "S000-06", "S000-07")
def test_every_contact_is_of_one_kind_and_what_nobody_can_tell_waits(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    for sender, text in (("a", QUIET), ("b", PRAISE), ("c", REQUEST), ("d", UNHAPPY)):
        write(council, f"{sender}@home.example", "About the bins", text)
    write(council, "e@home.example", "Hello", "Hello there")
    kinds = [_case(council, number).case.kind for number in (1, 2, 3, 4)]
    assert kinds == ["comment", "compliment", "service_request", "complaint"]
    assert waits(council, 5)
    assert council.town.sql("SELECT count(*) FROM cases") == [(4,)]


@pytest.mark.rows("S000-03")
def test_a_person_may_call_it_something_else_and_the_change_is_kept(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    asks_always(council)
    write(council, "e@home.example", "About the bins", UNHAPPY)
    wishes = Wishes(kind="comment", service="waste")
    by_hand_register.register(council.town.house, council.town.reader, 1, JO, wishes)
    assert _case(council, 1).case.kind == "comment"
    lesson = council.town.sql("SELECT proposed, made, by FROM decisions")[0]
    assert "complaint" in str(lesson[0])
    assert "comment" in str(lesson[1])
    assert lesson[2] == JO
    assert any(entry.by == JO for entry in council.town.journal())


@pytest.mark.rows("S000-04", "S000-08", "S000-09", "S000-10")
def test_a_comment_goes_to_its_manager_and_is_answered_only_where_that_was_asked(
    south_cambs: Empty,
) -> None:
    council = south_cambs(CORPORATE)
    quiet = write(council, UNA, "A suggestion about bins", QUIET)
    assert letters_to(quiet, UNA) == []
    (to_manager,) = letters_to(quiet, SAM)
    assert [one for one in quiet if SAM not in str(one["To"])] == []
    assert "share it with your team, for example at a team meeting, and thank anybody" in to_manager
    asked = write(council, TOM, "A suggestion about bins", ASKS)
    assert "You can expect a reply by Tuesday 17 February 2026" in letters_to(asked, TOM)[0]
    stages = [_case(council, number).stages[-1] for number in (1, 2)]
    assert [one.respond_by for one in stages] == [None, date(2026, 2, 17)]
    council.town.days_pass(13)
    reminded = council.work()
    assert len(named(reminded, SAM, "A suggestion about bins")) == 1
    figures = report(council, "quarterly", "2026-Q1")
    assert "\nComplaints  0\n" in figures
    rules = council.town.house.policies[CORPORATE]
    assert not rules.acknowledges("comment")


@pytest.mark.rows("S000-09")
def test_a_comment_on_no_service_waits_for_a_person(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    write(council, UNA, "A suggestion", "I would like to suggest that you paint it green.\n\nUna")
    assert "which service it is about was not clear" in waits(council, 1)


@pytest.mark.rows("S000-05", "S000-10", "S000-11", "S000-12", "S000-13", "S000-14", "S000-68")
def test_praise_is_kept_shared_and_somebody_may_be_put_forward(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    sent = write(council, "pat@home.example", "Thank you", PRAISE)
    (to_manager,) = letters_to(sent, SAM)
    assert (
        "share it with your team, for example at a team meeting, and recognise those" in to_manager
    )
    assert "effort beyond their job that made a significant difference for the better" in to_manager
    assert "to customers, colleagues or managers" in to_manager
    assert "Going the extra mile" in to_manager
    file = _case(council, 1)
    assert file.case.service == "waste"
    assert "names_staff" in file.case.flags
    assert "Sam went the extra mile" in file.case.summary
    # The case is closed, and the nomination still owed: nobody is put forward by the house.
    (duty,) = council.owed("nomination")
    assert (duty.holder_email, file.case.status) == (SAM, "CLOSED")
    council.town.days_pass(40)
    council.work()
    assert council.owed("nomination")
    council.says(SAM, "I put forward Sam Lee, who drove back twice in the snow.")
    assert council.owed("nomination") == []
    notes = council.town.sql("SELECT note FROM duties WHERE name = 'nomination'")
    assert "drove back twice" in str(notes[0][0])
    figures = report(council, "quarterly", "2026-Q1")
    assert "Compliments  1" in figures
    public = report(council, "compliments", "2026-Q1")
    assert "Waste" in public
    assert "Pat" not in public


@pytest.mark.rows("S000-13")
def test_praise_that_names_nobody_puts_nobody_forward(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    write(council, "quin@home.example", "A compliment", GENERAL)
    assert _case(council, 1).case.kind == "compliment"
    assert council.owed("nomination") == []


@pytest.mark.rows("S000-07")
def test_a_first_word_about_a_matter_is_a_request_and_no_complaint(south_cambs: Empty) -> None:
    council = south_cambs(CORPORATE)
    sent = write(council, "ro@home.example", "Missed collection", REQUEST)
    (told,) = letters_to(sent, "ro@home.example")
    assert "Our team for waste deals with this" in told
    assert "a request and not as a complaint" in told
    assert "If you would like to complain, please tell us" in told
    assert len(letters_to(sent, SAM)) == 1
    assert council.stage.respond_by is None
    assert "\nComplaints  0\n" in report(council, "quarterly", "2026-Q1")
