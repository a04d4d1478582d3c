"""Whose case a mail names: the name alone says nothing, with where they live it is a clue, and only for a person."""

from __future__ import annotations

from datetime import datetime

import pytest

from mailroom.jobs import reading
from mailroom.jobs.named import by_name, is_named_alike
from mailroom.rules.matching import Clue, Rung
from mailroom.rules.reading import Reading
from store.states import IncomingState
from tests.commands.conftest import mail_from
from tests.jobs.town import UNA, Town

STORY = (
    "I wish to make a formal complaint. My bin was not emptied on 6, 13 and 20 January, I reported each missed"
    " collection online, and nobody has come.\n\nUna Firth\n3 Hill Road, Ashford, AM1 2CD"
)
COUNCILLOR = "cllr.brook@members.example"


def _with_a_case(town: Town) -> None:
    town.mail(f"Una Firth <{UNA}>", "Complaint: my bin", STORY)
    town.round()
    assert town.case().case.service == "waste"


def _read(town: Town, sender: str, text: str, subject: str = "A resident of mine") -> Reading:
    at: datetime = town.clock.now()
    raw = mail_from(sender, subject, text)
    return reading.finish(reading.start(9, raw, at, town.reader, (), at))


def _clues(town: Town, sender: str, text: str) -> list[Clue]:
    read = _read(town, sender, text)
    return town.read(lambda conn: list(by_name(conn, read)))


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Una Firth of AM1 2CD has complained about her bin. How does it stand?",
        "How is Ms Firth's complaint? She lives at 3 Hill Road. Ms Una Firth, that is.",
        "I write about Miss Una Firth, AM1 2CD.",
    ],
)
def test_a_name_with_where_they_live_is_a_clue(town: Town, text: str) -> None:
    _with_a_case(town)
    (clue,) = _clues(town, COUNCILLOR, text)
    assert (clue.rung, clue.case_id) == (Rung.NAMED, 1)
    assert clue.seen == "names Una Firth, and where they live"


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Una Firth has complained about her bin. How does it stand?",  # a name alone
        "Somebody at 3 Hill Road, AM1 2CD has complained about a bin.",  # a home alone
        "Mrs Una Firth of ZZ9 9ZZ has complained about her bin.",  # of another home
        "Mrs Ada Firth of AM1 2CD has complained about her bin.",  # somebody else there
        "Mrs Firth of AM1 2CD has complained about her bin.",  # a name of one word
    ],
)
def test_less_than_that_is_none(town: Town, text: str) -> None:
    _with_a_case(town)
    assert _clues(town, COUNCILLOR, text) == []


def test_the_same_person_from_another_address_is_named_by_their_own_name(town: Town) -> None:
    _with_a_case(town)
    other = "Una Firth <una.firth@work.example>"
    (clue,) = _clues(town, other, "Has anything happened about my bin? 3 Hill Road, AM1 2CD")
    assert clue.case_id == 1
    file = town.case()
    assert is_named_alike(file, _read(town, other, "Any news?"))
    assert is_named_alike(file, _read(town, "Mrs. Una Firth <u@x.example>", "Any news?"))
    assert not is_named_alike(file, _read(town, "Ada Firth <ada@home.example>", "Any news?"))
    assert not is_named_alike(file, _read(town, "u@x.example", "Any news?"))


def test_a_closed_case_is_not_begun_again_by_a_namesake_but_known_to_others(town: Town) -> None:
    _with_a_case(town)
    town.sql("UPDATE cases SET status = 'CLOSED'")
    text = "About Mrs Una Firth of AM1 2CD: has it been answered?"
    assert len(_clues(town, COUNCILLOR, text)) == 1
    assert _clues(town, "Una Firth <una.firth@work.example>", "My bin again. AM1 2CD") == []


def test_whoever_only_names_somebody_joins_no_case(town: Town) -> None:
    """The weakest of clues is for a person to look at; nobody is told anything."""
    _with_a_case(town)
    town.letters()
    text = "Mrs Una Firth of AM1 2CD has complained about her bin. Please tell me how it stands."
    town.mail(COUNCILLOR, "Mrs Firth", text)
    town.round()
    assert [one for one in town.letters() if COUNCILLOR in str(one["To"])] == []
    assert town.message(2).state is IncomingState.HELD
    assert [one.email for one in town.case().parties] == [UNA]


@pytest.mark.parametrize(
    ("sender", "text", "is_another"),
    [
        ("Nigel Osborne <nigel@mill.example>", "Well said, Una. I saw it too.", True),
        (COUNCILLOR, "Please keep me told of this as ward member.", True),
        ("Una Firth <una.firth@work.example>", "I have a photograph of the bin as well.", False),
        (f"Una Firth <{UNA}>", "I have a photograph of the bin as well.", False),
        (UNA, "I have a photograph of the bin as well.", False),
    ],
)
def test_who_writes_on_somebody_elses_case_writes_as_a_third_party(
    town: Town, sender: str, text: str, *, is_another: bool
) -> None:
    _with_a_case(town)
    town.mail(sender, f"Re: Complaint: my bin {town.case().case.reference}", text)
    town.round()
    later = town.message(2)
    assert later.proposal is not None
    assert (later.proposal["kind"], "third_party" in later.proposal["flags"]) == (
        "follow_up",
        is_another,
    )
