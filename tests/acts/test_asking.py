"""A question to the resident: the clock stands still where the policy lets it, and runs again with the reply."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.acts import pauses
from mailroom.acts.ledger import Ledger
from mailroom.jobs.by_hand import CannotBeDone, put_on_case
from mailroom.rules.disposition import Act
from mailroom.rules.workdays import Calendar
from tests.acts.conftest import Under
from tests.acts.council import COMPLAINT, JO, KIT, SAM, UNA, Council, letters_to, receipt
from tests.acts.replies import latest_to, replies

QUESTION = "ASK\n\nWhich day was it put out, please?"
CALENDAR = Calendar()


def remind(council: Council) -> int:
    """The diary asks for what is due today."""
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.clock.now(), by="diary")
        written = pauses.remind_due(ledger, council.today)
        ledger.flush()
    return written


def resume(council: Council) -> bool:
    """The resident has replied today."""
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.clock.now())
        done = pauses.resume(ledger, council.file, council.stage, council.today)
        ledger.flush()
    return done


def test_the_clock_stands_still_until_the_resident_replies(under: Under) -> None:
    council = under("cambridge-city")
    due = council.stage.respond_by
    assert due is not None
    sent = council.says(SAM, QUESTION)
    (to_una,) = letters_to(sent, UNA)
    assert "Which day was it put out" in to_una
    assert "stands still" in to_una
    assert "stands still until they reply" in receipt(sent, SAM)
    asked_on = council.today
    assert [(one.from_on, one.to_on) for one in council.stage.pauses] == [(asked_on, None)]
    # The coordinator confirms it (A004-07).
    (duty,) = council.owed("confirm_pause")
    assert duty.holder_email == JO

    council.town.days_pass(6)
    assert resume(council)
    assert not resume(council)
    (pause,) = council.stage.pauses
    assert pause.to_on == council.today
    missed = CALENDAR.count_between(asked_on, council.today)
    assert council.stage.respond_by == CALENDAR.after(due, missed)
    (told,) = letters_to(council.work(), UNA)
    assert "Thank you for your reply" in told
    assert f"{council.stage.respond_by:%-d %B %Y}" in told


def test_a_question_under_a_policy_without_pauses_leaves_the_clock_alone(under: Under) -> None:
    council = under("south-cambs-2021")
    due = council.stage.respond_by
    sent = council.says(SAM, QUESTION)
    (to_una,) = letters_to(sent, UNA)
    assert "stands still" not in to_una
    assert "lets the clock run on" in receipt(sent, SAM)
    assert (council.stage.pauses, council.stage.respond_by) == ((), due)
    assert council.owed("confirm_pause") == []


def test_asked_twice_the_clock_stands_still_once(under: Under) -> None:
    council = under("cambridge-city")
    council.says(SAM, QUESTION)
    council.town.days_pass(1)
    council.says(SAM, "ASK BY 20 February 2026\n\nAnd which bin?")
    assert len(council.stage.pauses) == 1


def test_a_question_to_be_answered_yesterday_is_not_sent(under: Under) -> None:
    council = under("cambridge-city")
    before = council.as_it_is()
    sent = council.says(SAM, "ASK BY 2 February 2026\n\nWhich bin?")
    assert "has come already" in receipt(sent, SAM)
    assert letters_to(sent, UNA) == []
    assert council.as_it_is() == before


def test_an_empty_question_is_not_sent(under: Under) -> None:
    council = under("cambridge-city")
    before = council.as_it_is()
    sent = council.says(SAM, "ASK")
    assert "no text for the resident" in receipt(sent, SAM)
    assert council.as_it_is() == before


def test_a_heading_of_a_note_asks_nobody(under: Under) -> None:
    council = under("cambridge-city")
    sent = council.says(SAM, "Question\n\nIs she the one who shouted?")
    assert letters_to(sent, UNA) == []
    assert council.stage.pauses == ()


def test_the_resident_is_reminded_once_on_the_day_the_policy_names(under: Under) -> None:
    council = under("cambridge-city")
    council.says(SAM, QUESTION)
    ripe_on = CALENDAR.after(council.today, 5)
    while council.today < ripe_on - timedelta(days=1):
        council.town.days_pass(1)
        assert remind(council) == 0
    council.town.days_pass(1)
    assert remind(council) == 1
    assert remind(council) == 0
    (to_una,) = [words for words in letters_to(council.work(), UNA) if "have not heard" in words]
    assert "Tuesday 3 February 2026" in to_una
    assert "Which day was it put out" in to_una


def test_an_answer_ends_the_waiting(under: Under) -> None:
    council = under("cambridge-city")
    council.says(SAM, QUESTION)
    council.town.days_pass(3)
    council.says(SAM, "ANSWER not upheld\n\nDear Ms Firth\n\nWe found it ourselves.")
    assert council.stage.pauses[0].to_on == council.today
    council.town.days_pass(20)
    assert remind(council) == 0


def test_a_call_noted_while_the_clock_stands_still_lets_it_run(under: Under) -> None:
    council = under("cambridge-city")
    council.says(SAM, QUESTION)
    council.town.days_pass(2)
    sent = council.says(SAM, "NOTE: CALL. It was put out on the 6th.")
    assert "the clock runs again" in receipt(sent, SAM)
    assert council.stage.pauses[0].to_on == council.today


def test_the_coordinators_have_a_copy_of_a_delay_letter_where_the_policy_says_so(
    under: Under,
) -> None:
    text = "HOLDING UNTIL 26 February 2026\n\nThe crew's leader is back on Monday."
    sent = under("south-cambs-corporate").says(KIT, text)
    assert len([words for words in letters_to(sent, JO) if "back on Monday" in words]) == 1
    assert len(letters_to(sent, UNA)) == 1


def test_elsewhere_a_holding_reply_has_no_copy(under: Under) -> None:
    sent = under("south-cambs-2021").says(SAM, "HOLDING\n\nThe crew's leader is back on Monday.")
    assert letters_to(sent, JO) == []
    assert len(letters_to(sent, UNA)) == 1


def test_a_reply_to_the_question_that_asks_for_news_is_the_answer(under: Under) -> None:
    council = under("cambridge-city")
    council.says(SAM, QUESTION)
    council.town.days_pass(2)
    text = "It was put out on the 6th. Is there any news? When will I hear from you?"
    told = replies(council, latest_to(council, UNA), text)
    assert council.stage.pauses[0].to_on == council.today
    assert any("put out on the 6th" in words for words in letters_to(told, SAM))


def test_the_clock_of_a_stage_runs_again_though_an_ombudsman_asked_meanwhile(under: Under) -> None:
    council = under("cambridge-city")
    council.says(SAM, QUESTION)
    asked = latest_to(council, UNA)
    council.town.mail("someone@lgo.example", "Ombudsman enquiry", "A complaint about you: LGO 123.")
    council.work()
    ((number,),) = council.town.sql("select id from incoming where state = 'HELD'")
    house, reference = council.town.house, council.file.case.reference
    mail = int(str(number))
    with pytest.raises(CannotBeDone, match="not from the address of an Ombudsman"):
        put_on_case(house, council.town.reader, mail, "Jo", reference, Act.EXTERNAL)
    put_on_case(house, council.town.reader, mail, "Jo", reference, Act.EXTERNAL, "they rang")
    council.work()
    council.town.days_pass(1)
    replies(council, asked, "It was put out on the 6th.")
    assert len(council.file.stages) == 2
    assert council.file.stages[0].pauses[0].to_on == council.today


def test_however_many_wait_each_resident_is_reminded(
    under: Under, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = under("cambridge-city")
    council.says(SAM, QUESTION)
    council.complain(COMPLAINT.replace("Una Firth", "Ivy Lane"), "ivy@home.example")
    council.says(SAM, QUESTION)
    monkeypatch.setattr(pauses, "BATCH", 1)
    council.town.days_pass(40)
    assert remind(council) == 2
    assert remind(council) == 0
