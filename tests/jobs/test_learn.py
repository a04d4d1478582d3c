"""The house learns from what people decide, keeps what does better, heeds it at once, and can go back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.commands.learnt_page import page_of
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.by_hand_register import Wishes, register
from mailroom.jobs.learn import forget, learn, undo
from parsers.documents import Reader
from store import journal, models
from store.session import Record
from store.states import IncomingState
from tests.jobs.town import START, Town

# Sixty mails collected, held and registered, in most of them.
pytestmark = pytest.mark.slow

HARBOUR = """
[[services]]
id = "harbour"
name = "Harbour"
manager = { name = "Nel Quay", email = "nel.quay@ashford.example" }
head = { name = "Kit Roe", email = "kit.roe@ashford.example" }
"""
LEARNS = "\n[triage]\nlearns = true\n"
PONTOON = "It is a disgrace, the floating pontoon was adrift again and nobody rang me back."
VAGUE = "It is a disgrace, I have had the same trouble again and nobody rang me back."


@pytest.fixture
def town(tmp_path: Path, reader: Reader) -> Iterator[Town]:
    town = Town(tmp_path, reader)
    town.open(town.config + HARBOUR + LEARNS)
    yield town
    town.record.close()


def decide_on(town: Town, many: int, first: int = 0) -> None:
    """Residents write, by turns of the harbour and of something else, and a coordinator registers each."""
    for number in range(first, first + many):
        at = START + timedelta(minutes=number)
        town.mail(f"r{number}@home.example", "", VAGUE if number % 2 else PONTOON, at=at)
    town.clock.advance_to(START + timedelta(days=1, hours=first))
    town.round()
    held = town.sql("select id, sender from incoming where state = 'HELD' order by id")
    assert len(held) == many
    for number, sender in held:
        odd = int(str(sender).partition("@")[0][1:]) % 2
        service = "waste" if odd else "harbour"
        assert isinstance(number, int)
        register(town.house, town.reader, number, "Jo", Wishes(service=service))


def held_as(town: Town) -> tuple[str, ...]:
    """What the house takes a new mail about the pontoon for."""
    town.mail(
        f"new{town.clock.now():%j%H}@home.example",
        "The floating pontoon",
        "It was adrift again, it is a disgrace, and nobody rang me back.",
    )
    town.round()
    ((number,),) = town.sql("select max(id) from incoming where state = 'HELD'")
    assert isinstance(number, int)
    assert town.message(number).state is IncomingState.HELD
    found = look(town.house, town.reader, number).facts.proposal
    learnt = [one.words for one in found.because if one.label.startswith("learnt from")]
    return (*found.services, *learnt)


def test_what_is_learnt_is_heeded_at_once_and_undone_at_once(town: Town) -> None:
    decide_on(town, 60)
    assert held_as(town) == ()
    outcome, number = learn(town.house, town.reader, "Jo")
    assert number == 1, outcome.why
    after = held_as(town)
    assert after[0] == "harbour"
    assert "floating pontoon → harbour" in after
    page = "\n".join(page_of(town.house))
    assert '"floating pontoon" → harbour: 20 people' in page
    assert "What people decided: 60 times" in page
    # Nothing new was decided: it does not do better than itself.
    assert learn(town.house, town.reader, "Jo")[1] is None
    assert undo(town.house, "Jo") == (1, None)
    assert held_as(town) == ()
    assert undo(town.house, "Jo") == (None, None)
    acts = [one.act for one in town.journal()]
    assert [one for one in acts if "learn" in one] == [
        "learnt",
        "learnt nothing",
        "learning undone",
    ]
    assert town.read(journal.verify) is None


def test_it_learns_once_a_day_and_not_anew_what_a_person_undid(town: Town) -> None:
    decide_on(town, 60)
    town.days_pass(1)
    town.round()
    assert town.read(models.number_in_use) == 1
    undo(town.house, "Jo")
    town.days_pass(1)
    town.round()
    assert town.read(models.number_in_use) is None
    assert forget(town.house, "Jo") == 1
    assert town.read(models.models) == []


def test_a_house_that_does_not_learn_heeds_nothing(town: Town) -> None:
    decide_on(town, 60)
    assert learn(town.house, town.reader, "Jo")[1] == 1
    town.open(town.config.replace(LEARNS, ""))
    assert held_as(town) == ()
    assert "NOT heeded" in "\n".join(page_of(town.house))


def test_a_mail_that_is_gone_teaches_nothing_and_stops_nothing(town: Town) -> None:
    decide_on(town, 4)
    town.sql("delete from originals")
    outcome, number = learn(town.house, town.reader, "Jo")
    assert (number, outcome.taught) == (None, 0)


def test_only_one_learns_at_a_time(town: Town) -> None:
    with town.record.hold("learn"), pytest.raises(Exception, match="Another process is learning"):
        learn(town.house, town.reader, "Jo")


def test_another_process_takes_up_a_new_version(town: Town) -> None:
    decide_on(town, 60)
    beside = Record(f"sqlite:///{town.folder / 'record.sqlite'}")
    town.round()
    assert held_as(town) == ()
    learn(town.house, town.reader, "Jo")
    assert held_as(town)[:1] == ("harbour",)
    with beside.write() as conn:
        models.undo_model(conn, 1, "another", town.house.now())
    beside.close()
    assert held_as(town) == ()
