"""Restricted contact under Cambridge City's policy: who decides, what is told to whom, when it is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage

import pytest

from mailroom.commands.queue_page import page_of
from mailroom.jobs import by_hand_restrict
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import look
from mailroom.rules.restrictions import Asked
from parsers.documents import Reader
from store import restrictions
from tests.acts.council import ANN, JO, SAM, UNA
from tests.requirements.cambridge import CES, MOZ, City, city, city_of, to

__all__ = ["city"]

COMPLAINT = (
    "Formal complaint: my bin was missed on three Mondays running. I reported it each time and nobody has come back to"
    " empty it. The bags are piling up at the gate. Una Firth"
)
ASKED = Asked(
    behaviours=("Will not accept the result",),
    reasons="You have written to us forty times in a month about what we have answered.",
    measures=(("limited_contact", "We read what you send on Fridays."),),
    no_warning_why="there was no time: she came to the office every day",
    equality="nothing that we know of",
    decided={"head": "Kit Roe", "director": "Dee Fox"},
)


def _restrict(city: City, asked: Asked = ASKED) -> restrictions.Restriction:
    house, reference = city.town.house, city.file.case.reference
    return by_hand_restrict.restrict(house, reference, JO, asked, "Sam Lee", granted=True)


def _lacks(city: City, asked: Asked) -> str:
    with pytest.raises(CannotBeDone) as told:
        _restrict(city, asked)
    return str(told.value)


@pytest.mark.rows("S004-95")
def test_head_and_director_are_both_named_and_there_was_a_warning_or_a_reason_for_none(
    city: City,
) -> None:
    city.write(UNA, "Bins", COMPLAINT)
    alone = _lacks(city, replace(ASKED, decided={"head": "Kit Roe"}))
    assert "the policy leaves this to the director: nobody was named" in alone
    assert "head: nobody was named" in _lacks(city, replace(ASKED, decided={"director": "Dee Fox"}))
    assert "Sam Lee is not that" in _lacks(
        city, replace(ASKED, decided={"head": "Sam Lee", "director": "Dee Fox"})
    )
    assert "a warning that went before" in _lacks(city, replace(ASKED, no_warning_why=""))
    house, reference = city.town.house, city.file.case.reference
    by_hand_restrict.warn(house, reference, JO, ASKED)
    warned = to(city.work(), UNA)
    assert "forty times in a month" in warned
    assert "our policy on unreasonable and unreasonably persistent complainants" in warned
    assert _restrict(city, replace(ASKED, no_warning_why="")).warned_on == city.today


@pytest.mark.rows("S004-94")
def test_much_mail_alone_restricts_nobody(city: City) -> None:
    city.write(UNA, "Bins", COMPLAINT)
    for number in range(12):
        city.write(
            UNA, f"Re: Bins {number}", f"About {city.file.case.reference}: still nothing, {number}."
        )
    assert city.town.read(restrictions.restrictions) == []


@dataclass
class Restricted:
    """A restriction, what went out with it and in the year after."""

    city: City
    sent: list[EmailMessage] = field(default_factory=list)
    one: restrictions.Restriction | None = None


@pytest.fixture(scope="module")
def granted(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Restricted]:
    city = city_of(tmp_path_factory.mktemp("city"), reader)
    city.write(UNA, "Bins", COMPLAINT)
    one = _restrict(city)
    yield Restricted(city, city.work(), one)
    city.town.record.close()


@pytest.mark.rows("S004-96")
def test_they_read_why_what_and_for_how_long(granted: Restricted) -> None:
    told = to(granted.sent, UNA)
    assert "forty times in a month" in told
    assert (
        "We limit your contact with the council's staff. We read what you send on Fridays." in told
    )
    assert "3 February 2027" in told


@pytest.mark.rows("S004-97")
def test_they_read_that_they_can_appeal_to_the_monitoring_officer(granted: Restricted) -> None:
    assert f"You can appeal to Moz Day, our Monitoring Officer, at {MOZ}" in to(granted.sent, UNA)


@pytest.mark.rows("S004-98")
def test_whoever_they_may_get_in_touch_with_knows_the_limits(granted: Restricted) -> None:
    for one in (SAM, CES, ANN):
        assert "We read what you send on Fridays" in to(granted.sent, one)
    assert "may get in touch with have been told of this decision" in to(granted.sent, UNA)


@pytest.mark.rows("S004-99")
def test_it_is_looked_at_again_within_a_year_at_the_latest(granted: Restricted) -> None:
    assert granted.one is not None
    assert granted.one.review_on == date(2027, 2, 3)
    later = replace(ASKED, review_on=date(2027, 2, 4))
    assert "not after 3 February 2027" in _lacks(granted.city, later)


@pytest.mark.rows("S004-101", "S004-97")
def test_a_new_matter_of_theirs_is_registered_as_ever_and_an_appeal_has_its_road(
    granted: Restricted,
) -> None:
    city = granted.city
    city.write(
        UNA, "Parking", "Formal complaint: nobody has come about the parking for the third week."
    )
    found = look(city.town.house, city.town.reader, city.last)
    page = " ".join(" ".join(page_of(city.town.house, found)).split())
    assert "What is new is registered as ever" in page
    assert f"An appeal against that goes to the monitoring officer: Moz Day, {MOZ}" in page
    sent = city.register(city.last, service="parking")
    assert city.cases()[-1].stages[0].respond_by == date(2026, 2, 17)
    assert "We have recorded your complaint at stage 1" in to(sent, UNA)
    assert "If you complain of another matter, we treat that on its merits" in to(granted.sent, UNA)


@pytest.mark.rows("S004-99", "S004-100")
def test_only_the_monitoring_officer_lets_it_go_on_with_grounds_and_a_next_day_and_tells_them(
    city: City,
) -> None:
    city.write(UNA, "Bins", COMPLAINT)
    one = _restrict(city)
    city.work()
    city.town.days_pass(360)
    house = city.town.house

    def review(outcome: str, why: str, next_on: date | None, by: str) -> None:
        by_hand_restrict.review(house, one.id, JO, outcome, why, next_on, by)

    on = date(2027, 7, 1)
    with pytest.raises(CannotBeDone, match="Kit Roe is not that"):
        review("continue", "It goes on.", on, "Kit Roe")
    with pytest.raises(CannotBeDone, match="the reasons, as the person will read them"):
        review("continue", " ", on, "Moz Day")
    with pytest.raises(CannotBeDone, match="the day of the next review"):
        review("continue", "It goes on.", None, "Moz Day")
    review("continue", "You wrote to us thirty times since Christmas.", on, "Moz Day")
    told = to(city.work(), UNA)
    assert "thirty times since Christmas" in told
    assert "1 July 2027" in told
    review("lift", "You have not written since.", None, "Moz Day")
    sent = city.work()
    assert "You have not written since" in to(sent, UNA)
    assert to(sent, SAM) != "", "whoever knew of the limits hears that they are gone"
    (kept,) = city.town.read(restrictions.restrictions)
    assert kept.ended_on == city.today


@pytest.mark.rows("S004-99")
def test_before_the_year_is_over_the_coordinators_hear_of_it(city: City) -> None:
    city.write(UNA, "Bins", COMPLAINT)
    city.says(
        SAM,
        "ANSWER not upheld\n\nDear Ms Firth\n\nUnder our policy bins are out by seven; yours was not.",
    )
    one = _restrict(city)
    city.work()
    city.town.days_pass(365)
    told = to(city.work(), JO)
    assert f"number {one.id}, by 3 February 2027" in told
