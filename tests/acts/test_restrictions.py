"""Restricted contact: nothing before everything the policy wants is there; told, looked at again, lifted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.jobs.by_hand import CannotBeDone, file_away
from mailroom.jobs.by_hand_restrict import restrict, review, warn
from mailroom.rules.restrictions import Asked
from parsers.documents import Reader
from store import restrictions
from tests.acts.council import JO, KIT, SAM, UNA
from tests.acts.deciding import BY, MO, Deciding, deciding, words_to

WORDS = {
    "behaviours": ("Thirty emails in a week, all about the same bin",),
    "reasons": "Your emails keep Sam Lee from anything else.",
    "measures": (("limited_contact", "One letter a month, please."),),
    "equality": "No disability is known; asked on 2 February, none was named.",
    "decided": {"head": "Kit Roe", "director": "Dee Fox"},
}


@pytest.fixture
def city(tmp_path: Path, reader: Reader) -> Iterator[Deciding]:
    """A council of which Una has complained."""
    council = deciding(tmp_path, reader, "cambridge-city")
    council.complain()
    yield council
    council.town.record.close()


def asked(city: Deciding, **more: object) -> Asked:
    """A request with everything in it."""
    warned = city.today - timedelta(days=10)
    return Asked(**{**WORDS, "warned_on": warned, **more})  # type: ignore[arg-type]


def granted(city: Deciding, **more: object) -> restrictions.Restriction:
    """Contact with Una is restricted."""
    reference = city.file.case.reference
    return restrict(city.town.house, reference, BY, asked(city, **more), "Sam Lee", granted=True)


def test_all_that_lacks_is_told_at_once_and_nothing_is_done(city: Deciding) -> None:
    before = city.as_it_is()
    with pytest.raises(CannotBeDone) as told:
        restrict(city.town.house, city.file.case.reference, BY, Asked(), "Sam Lee", granted=True)
    for words in (
        "--reasons",
        "--equality",
        "--warned DAY",
        "there are limited_contact, no_access",
        'the head: nobody was named (--decided "head=Name")',
        'the director: nobody was named (--decided "director=Name")',
    ):
        assert words in str(told.value)
    assert city.as_it_is() == before
    assert not city.work()
    assert not city.town.read(restrictions.restrictions)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"decided": {"head": "Sam Lee", "director": "Dee Fox"}}, "Sam Lee is not that"),
        ({"warned_on": None}, "why there was none"),
        ({"target": "organisation"}, "the policy lets it be about: person"),
        ({"measures": (("silence", ""),)}, "there is no silence"),
        ({"measures": (("single_point_of_contact", ""),)}, "--spoc EMAIL"),
        ({"spoc_email": "zed@home.example"}, "nobody in the configuration has the address"),
        ({"confirmed": {4: "so"}}, "the policy has no condition 4"),
    ],
)
def test_each_condition_of_the_policy_is_asked(
    city: Deciding, more: dict[str, object], words: str
) -> None:
    with pytest.raises(CannotBeDone, match=words):
        granted(city, **more)
    assert not city.work()


def test_it_is_looked_at_again_within_the_policys_time(city: Deciding) -> None:
    for days in (0, 366):
        with pytest.raises(CannotBeDone, match="not after 3 February 2027"):
            granted(city, review_on=city.today + timedelta(days=days))
    assert granted(city).review_on.isoformat() == "2027-02-03"


def test_granted_the_person_and_whoever_may_be_contacted_are_told(city: Deciding) -> None:
    one = granted(city, spoc_email=KIT)
    letters = city.work()
    (hers,) = words_to(letters, UNA)
    for words in (
        "Thirty emails in a week",
        "Your emails keep Sam Lee from anything else.",
        "One letter a month, please.",
        "3 February 2027",
        f"You can appeal to Mona Hart, our Monitoring Officer, at {MO}.",
        "Kit Roe",
    ):
        assert words in hers
    for inside in (SAM, "cy.senn@ashford.example", "ann.peel@ashford.example", KIT):
        (told,) = words_to(letters, inside, "limits")
        assert "One letter a month" in told
        assert "keep Sam Lee from" not in told
    assert one.checks == (("Equality Act", WORDS["equality"]),)
    assert "restricted" in city.file.case.flags


def test_without_a_warning_there_is_a_reason(city: Deciding) -> None:
    one = granted(city, warned_on=None, no_warning_why="threats on 2 February")
    assert ("no warning", "threats on 2 February") in one.checks


def test_a_request_that_is_not_granted_is_kept_and_nobody_is_told(city: Deciding) -> None:
    reference = city.file.case.reference
    restrict(city.town.house, reference, BY, Asked(reasons="He rang twice."), "Sam", granted=False)
    (kept,) = city.town.read(restrictions.restrictions)
    assert (kept.granted, kept.requested_by) == (False, "Sam")
    assert not city.work()
    assert not city.town.read(lambda conn: restrictions.restriction_of(conn, UNA, city.today))


def test_a_warning_restricts_nothing(city: Deciding) -> None:
    assert warn(city.town.house, city.file.case.reference, BY, asked(city)) == UNA
    (hers,) = words_to(city.work(), UNA)
    assert "Nothing is limited now" in hers
    assert not city.town.read(restrictions.restrictions)
    warned_on = city.today
    city.later(20)
    assert granted(city, warned_on=None).warned_on == warned_on


def test_going_on_needs_grounds_a_day_and_whoever_reviews(city: Deciding) -> None:
    one = granted(city)
    city.work()
    house = city.town.house
    with pytest.raises(CannotBeDone) as told:
        review(house, one.id, BY, "continue", "", None, "Kit Roe")
    for words in ("the reasons", "not after 3 February 2027", "Kit Roe is not that"):
        assert words in str(told.value)
    next_on = city.today + timedelta(days=100)
    done = review(house, one.id, BY, "continue", "It went on in January.", next_on, "Mona Hart")
    assert "hears appeals" in done.warning
    (hers,) = words_to(city.work(), UNA)
    assert "It went on in January." in hers
    assert "must stay for now" in hers


def test_lifted_everybody_who_knew_is_told(city: Deciding) -> None:
    one = granted(city)
    city.work()
    review(city.town.house, one.id, BY, "lift", "Nothing since March.", None, "Mona Hart")
    letters = city.work()
    assert "We have lifted them" in words_to(letters, UNA)[0]
    assert "We have lifted" in words_to(letters, SAM)[0]
    assert "restricted" not in city.file.case.flags
    with pytest.raises(CannotBeDone, match="not in force"):
        review(city.town.house, one.id, BY, "lift", "Nothing since March.", None, "Mona Hart")


def held(city: Deciding, text: str) -> int:
    """Una's mail waits for a person."""
    city.town.mail(UNA, "", text)
    assert not words_to(city.work(), UNA)
    rows = city.town.sql("select max(id) from incoming where state = 'HELD'")
    return int(str(rows[0][0]))


def test_their_mail_is_looked_through_before_it_is_filed(city: Deciding) -> None:
    granted(city, spoc_email=KIT)
    city.work()
    number = held(city, "The bin, the bin, the bin. When does somebody answer me?")
    house = city.town.house
    with pytest.raises(CannotBeDone, match="has to be looked through"):
        file_away(house, city.reader, number, BY, "the same again")
    file_away(house, city.reader, number, BY, "the same again", "nothing new")
    letters = city.work()
    assert not words_to(letters, UNA)
    assert any("The bin, the bin" in one for one in words_to(letters, KIT))
    done = city.town.sql("select note from duties where name = 'restricted_mail_read'")
    assert done == [("nothing new",)]


def test_a_new_matter_is_registered_as_ever(city: Deciding) -> None:
    granted(city)
    city.work()
    number = held(city, "My neighbour's car blocks the ramp that I need for my chair.")
    reference = city.register(number, service="parking")
    letters = city.work()
    assert reference in words_to(letters, UNA)[0]
    assert not words_to(letters, JO, "complaint")
