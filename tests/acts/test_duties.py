"""A policy's duties in action: owed, told once to their holder, done with a note, coming again, ended with the case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.acts import duties
from mailroom.acts.ledger import Ledger
from mailroom.rules.workdays import Calendar
from tests.acts.conftest import Under
from tests.acts.council import COMPLAINT, DEE, JO, KIT, SAM, UNA, Council, letters_to, text_of

CALENDAR = Calendar()
OWN = """
[[duties]]
name = "tell_the_head"
on = "registered"
holder = "head"
words = "Ring the resident"
within = "2 working days"
note = "what they said"
every = "3 working days"

[[duties]]
name = "read_it_all"
on = "stage_opened"
holder = "owner"
words = "Read the whole file"

[[duties]]
name = "only_shown"
on = "registered"
holder = "coordinator"
words = "Look at the trend"
letter = false

[[duties]]
name = "heard_of_it"
on = "registered"
holder = "director"
words = "Somebody has complained about waste"
told = true

[[duties]]
name = "by_nobody"
on = "added"
holder = "legal_services"
words = "Look at what came"

[[duties]]
name = "afterwards"
on = "answered"
holder = "owner"
words = "Tell the team"
letter = false
"""


def _with_own(text: str) -> str:
    return text + OWN


def _finish(council: Council, name: str, note: str = "") -> str:
    (duty,) = council.owed(name)
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.house.now(), by=JO)
        wrong = duties.finish(ledger, duty.id, JO, note)
        ledger.flush()
    return wrong


def test_who_has_no_other_letter_is_written_to_once_and_the_owner_in_the_assignment(
    under: Under,
) -> None:
    council = under("south-cambs-housing", _with_own)
    (to_head,) = [one for one in council.got if KIT in str(one["To"])]
    by = CALENDAR.after(council.today, 2)
    assert "Ring the resident." in text_of(to_head)
    assert f"{by:%-d %B %Y}" in text_of(to_head)
    assert "what they said" in text_of(to_head)
    (assignment,) = [one for one in council.got if SAM in str(one["To"])]
    assert "Read the whole file." in text_of(assignment)
    assert "Look at the trend" not in " ".join(letters_to(council.got, JO))
    assert {"tell_the_head", "read_it_all", "only_shown"} <= {one.name for one in council.owed()}
    told = {one.name: one.told_at is not None for one in council.owed()}
    assert (told["tell_the_head"], told["read_it_all"], told["only_shown"]) == (True, True, False)


def test_what_somebody_is_only_told_of_is_done_with_the_letter(under: Under) -> None:
    council = under("south-cambs-housing", _with_own)
    (letter,) = letters_to(council.got, DEE)
    assert "Somebody has complained about waste" in letter
    assert "DONE" not in letter
    assert council.owed("heard_of_it") == []


def test_a_duty_of_a_role_that_nobody_has_is_the_first_coordinators(under: Under) -> None:
    council = under("south-cambs-housing", _with_own)
    council.says(UNA, "I forgot to say that it was missed on 27 January too.")
    (duty,) = council.owed("by_nobody")
    assert (duty.holder_email, duty.holder_role) == (JO, "coordinator")


def test_what_has_to_be_noted_is_asked_for_and_what_comes_again_does(under: Under) -> None:
    council = under("south-cambs-housing", _with_own)
    first = council.owed("tell_the_head")
    assert "what they said" in _finish(council, "tell_the_head", " ")
    assert council.owed("tell_the_head") == first
    assert _finish(council, "tell_the_head", "they want the crew's list") == ""
    (again,) = council.owed("tell_the_head")
    assert again.due_on == CALENDAR.after(council.today, 3)
    assert again.id != first[0].id
    assert _finish(council, "tell_the_head", "nothing new") == ""
    assert len({one.key for one in [*first, again, *council.owed("tell_the_head")]}) == 3


def test_done_once_is_not_done_again(under: Under) -> None:
    council = under("south-cambs-housing", _with_own)
    (duty,) = council.owed("only_shown")
    assert _finish(council, "only_shown") == ""
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.house.now(), by=SAM)
        assert duties.finish(ledger, duty.id, SAM) == ""
        ledger.flush()
    assert council.owed("only_shown") == []


def test_with_the_case_ends_what_was_owed_for_its_sake(under: Under) -> None:
    council = under("south-cambs-housing", _with_own)
    with council.town.record.write() as conn:
        ledger = Ledger(council.town.house, conn, council.town.house.now(), by=JO)
        file = council.file
        duties.begin(ledger, "answered", file, file.stages[-1])
        duties.lapse(ledger, file, "the case is closed")
        ledger.flush()
    assert {one.name for one in council.owed()} == {"afterwards"}


def test_the_acknowledgement_in_person_meets_the_day_and_the_automatic_one_does_not(
    under: Under,
) -> None:
    council = under("cambridge-city")
    (duty,) = council.owed(duties.FORMAL)
    assert (duty.holder_email, duty.due_on) == (SAM, CALENDAR.after(council.today, 5))
    assert "Acknowledge the complaint yourself" in " ".join(letters_to(council.got, SAM))
    assert council.stage.acknowledged_at is None
    council.town.days_pass(1)
    council.says(SAM, "UPDATE TO THE RESIDENT\nWe understand that your bin was missed three times.")
    assert council.owed(duties.FORMAL) == []
    assert council.stage.acknowledged_at == council.town.clock.now()


def test_how_often_a_resident_would_like_to_hear_is_kept_to(under: Under) -> None:
    council = under("cambridge-city")
    later = CALENDAR.after(council.today, 12)
    council.says(SAM, f"EXTEND TO {later:%-d %B %Y}\nThe crew are away.")
    asked = next(one for one in council.owed() if one.key.startswith("extended:"))
    assert _finish(council, asked.name, "every 4 working days") == ""
    assert council.file.case.update_days == 4
    (owed,) = council.owed(duties.UPDATES)
    assert (owed.holder_email, owed.due_on) == (SAM, CALENDAR.after(council.today, 4))
    council.town.days_pass(6)
    council.work()
    assert any("how far you have come" in one for one in letters_to(council.got, SAM))
    _finish(council, duties.UPDATES)
    assert council.owed(duties.UPDATES)[0].due_on == CALENDAR.after(council.today, 4)


MORE = """
[[required]]
letter = "acknowledgement"
parts = { complaint = "House", nomination = "House" }

[[required]]
letter = "update_notice"
parts = { reason_for_delay = "House" }

[[notes]]
on = "acknowledgement"
words = "Somebody will ring you first."
"""


def test_a_letter_has_the_policys_words_and_what_it_lacks_is_told(under: Under) -> None:
    council = under("south-cambs-housing", lambda text: text + MORE)
    (acknowledgement,) = letters_to(council.got, UNA)
    assert "Somebody will ring you first." in acknowledgement
    told = [one.why for one in council.town.journal() if one.act == "lacks"]
    assert told == ["acknowledgement lacks: nomination (House)"]
    (fault,) = [
        one
        for one in council.town.sql("SELECT name, holder_email, letter FROM duties")
        if one[0] == "letter_lacks"
    ]
    assert fault[1:] == (JO, 0)


def test_what_only_the_owner_can_say_is_owed_by_the_owner(under: Under) -> None:
    council = under("south-cambs-housing", lambda text: text + MORE)
    council.says(SAM, "UPDATE TO THE RESIDENT\nWe have looked at the list.")
    (owed,) = council.owed("say_the_rest")
    assert owed.holder_email == SAM
    assert "why it takes longer" in owed.words
    assert owed.due_on == CALENDAR.after(council.today, 1)


@pytest.mark.parametrize("times", [1, 3])
def test_a_fault_of_a_template_is_told_once(under: Under, times: int) -> None:
    council = under("south-cambs-housing", lambda text: text + MORE)
    for number in range(times):
        council.town.clock.advance_to(council.town.clock.now() + timedelta(hours=1))
        council.complain(f"{COMPLAINT} It is number {number}.", f"una{number}@home.example")
    many = council.town.sql("SELECT count(*) FROM duties WHERE name = 'letter_lacks'")
    assert many == [(1,)]
