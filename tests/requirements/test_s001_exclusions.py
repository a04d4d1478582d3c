"""Brighton & Hove, Appendix B: what is not taken, each refused by a person, with its reason, its road, who is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_refuse import take_up
from mailroom.rules.worked_dates import compute
from parsers.documents import Reader
from store.states import CaseStatus
from tests.acts.council import JO, KIT, SAM
from tests.acts.deciding import VAGUE
from tests.jobs.town import Town
from tests.requirements.appendix_b import MATTERS, ROADS, Matter
from tests.requirements.brighton import (
    INS,
    LGO,
    SEASIDE,
    Make,
    Seaside,
    seaside,
    to,
)

__all__ = ["seaside"]


@dataclass(frozen=True)
class Refused:
    """What was shown before it was refused, what went to the resident, to whom inside, and whether it is kept in."""

    page: str
    letter: str
    inside: frozenset[str]
    confidential: bool


@pytest.fixture(scope="module")
def appendix_b(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader
) -> Iterator[dict[str, Refused]]:
    """Each matter written in about by somebody, looked at, and refused by a person."""
    town = Town(tmp_path_factory.mktemp("bh"), reader, SEASIDE.format(policy="brighton-hove"))
    bh = Seaside(town)
    bh.reader = reader
    roads = {service: Matter("right_of_appeal", "", "", service=service) for service in ROADS}
    found = {
        name: _refuse(bh, f"writer{place}@home.example", matter)
        for place, (name, matter) in enumerate({**MATTERS, **roads}.items())
    }
    yield found
    town.record.close()


def _refuse(bh: Seaside, sender: str, matter: Matter) -> Refused:
    words = "They will not say. " * (len(sender) + len(matter.code))
    number = bh.asks(sender, f"{matter.text} {VAGUE} {matter.code} {words} {sender}")
    page = bh.queue_page()
    reference = bh.refuse(number, matter.code, matter.service, contact=matter.contact)
    sent = bh.work()
    inside = {str(one["To"]).rpartition("<")[2].strip(">") for one in sent} - {sender}
    file = bh.named(reference)
    assert file.case.status is CaseStatus.CLOSED
    assert not bh.town.sql("select 1 from deadlines where met_at is null")
    return Refused(page, to(sent, sender), frozenset(inside), file.case.confidential)


# The rows of the table.
ROWS = (
    "S001-01",
    "S001-68",
    "S001-94",
    "S001-95",
    "S001-96",
    "S001-97",
    "S001-98",
    "S001-99",
    "S001-100",
    "S001-101",
    "S001-102",
    "S001-103",
    "S001-104",
    "S001-105",
    "S001-106",
    "S001-107",
    "S001-108",
    "S001-109",
    "S001-110",
    "S001-111",
    "S001-112",
    "S001-114",
)


def _row(row: str) -> object:
    return pytest.param(row, MATTERS[row], marks=pytest.mark.rows(row), id=row)


@pytest.mark.rows("S001-04", "S001-67", "S001-113", "S001-116")
@pytest.mark.parametrize(("row", "matter"), [_row(row) for row in ROWS])
def test_each_is_refused_with_its_reason_and_its_road_and_told_to_whoever_deals_with_it(
    appendix_b: dict[str, Refused], row: str, matter: Matter
) -> None:
    one = appendix_b[row]
    assert matter.reason in one.letter
    assert matter.where in one.letter
    assert one.inside - {JO} == ({matter.told} if matter.told else set())
    if matter.text:
        assert f"{matter.code}:" in one.page


@pytest.mark.rows("S001-100", "S001-98", "S001-99")
@pytest.mark.parametrize(("service", "words"), ROADS.items())
def test_the_right_of_appeal_has_a_road_of_each_services_own(
    appendix_b: dict[str, Refused], service: str, words: str
) -> None:
    assert words in appendix_b[service].letter


@pytest.mark.rows("S001-54", "S001-94", "S001-116")
def test_every_refusal_says_that_the_ombudsman_can_be_asked(
    appendix_b: dict[str, Refused],
) -> None:
    for name, one in appendix_b.items():
        assert LGO in one.letter, name
        assert "You can complain to the Ombudsman at any time." in one.letter
        assert (
            "expect the council's own complaints procedure to have been followed first"
            in one.letter
        )


@pytest.mark.rows("S001-68", "S001-107", "S001-67", "S001-108")
def test_what_is_confidential_is_kept_in_and_the_service_hears_nothing(
    appendix_b: dict[str, Refused],
) -> None:
    kept_in = {name for name, one in appendix_b.items() if one.confidential}
    assert kept_in == {"S001-68", "S001-104", "S001-107", "S001-108"}
    for name in kept_in:
        assert not appendix_b[name].inside & {SAM, KIT}


@pytest.mark.rows("S001-102", "S001-94", "S001-95", "S001-110", "S001-111")
def test_what_to_look_at_first_is_shown_with_the_ground(appendix_b: dict[str, Refused]) -> None:
    assert "Look first: Are proceedings really meant" in appendix_b["S001-95"].page


@pytest.mark.rows("S001-99")
def test_a_planning_decision_is_no_ground_for_another_service(seaside: Make) -> None:
    bh = seaside()
    with pytest.raises(CannotBeDone, match="holds only for these services: planning"):
        bh.refuse(bh.asks(), "planning_decision")


@pytest.mark.rows("S001-97")
def test_of_a_claim_the_rest_of_the_complaint_goes_on(seaside: Make) -> None:
    bh = seaside()
    reference = bh.refuse(bh.asks(), "insurance_claim", part="how long nobody rang you back")
    sent = bh.work()
    assert bh.named(reference).case.status is CaseStatus.OPEN
    assert to(sent, SAM)
    assert "how long nobody rang you back" in to(sent, "bea@home.example")
    assert to(sent, INS)


@pytest.mark.rows("S001-116")
def test_with_nowhere_to_go_the_letter_says_independent_advice(seaside: Make) -> None:
    def without(text: str) -> str:
        head, sign, tail = text.partition('code = "schools"')
        return head + sign + re.sub(r'where = ".*"', 'where = ""', tail, count=1)

    bh = seaside(change=without)
    bh.refuse(bh.asks(), "schools")
    assert "take your own independent legal advice" in to(bh.work(), "bea@home.example")


@pytest.mark.rows("S001-117", "S001-110")
def test_a_person_may_take_it_all_the_same_and_that_is_kept(seaside: Make) -> None:
    bh = seaside()
    with pytest.raises(CannotBeDone, match="nobody was named"):
        bh.register(bh.asks(), in_spite_of="older_than_12_months", why="she was in hospital")
    reference = bh.register(
        bh.last, in_spite_of="older_than_12_months", allowed_by="Jo Park", why="she was in hospital"
    )
    (kept,) = bh.refused(reference)
    assert (kept.what, kept.allowed_by, kept.reason) == (
        "exception",
        "Jo Park",
        "she was in hospital",
    )
    assert to(bh.work(), SAM)
    other = bh.refuse(bh.asks("new@home.example"), "schools")
    bh.days(1)
    take_up(bh.town.house, other, "Jo Park", "schools", "Jo Park", "most practical here")
    assert bh.named(other).case.status is CaseStatus.OPEN


@pytest.mark.rows("S001-95", "S001-117")
def test_nothing_is_refused_by_itself(seaside: Make) -> None:
    bh = seaside()
    bh.writes("bea@home.example", "Legal", f"{MATTERS['S001-95'].text} {VAGUE}")
    assert bh.waits
    assert not bh.town.sql("select 1 from refusals")
    assert not bh.town.sql("select 1 from outgoing where letter = 'signpost'")


OLD = "My bin was not emptied and nobody came. I have known of it since 20 January 2025. I wish to complain formally."


@pytest.mark.rows("S001-110")
def test_the_last_day_in_time_is_a_year_after_they_knew(seaside: Make) -> None:
    bh = seaside()
    policy = bh.town.house.policy("brighton-hove")
    # C001-22: known since 30 June 2025, told on 30 June 2026, is in time.
    case = {
        "id": "C001-22",
        "policy": "brighton-hove",
        "event": "age_limit",
        "received": "2026-07-01T09:00:00+01:00",
        "inputs": {"start_date": "2025-06-30", "basis": "knowledge_date"},
        "expected": {"in_time": None, "last_in_time_date": None},
    }
    found = compute(case, lambda name: policy)
    assert found == {"in_time": False, "last_in_time_date": "2026-06-30"}
    bh.writes("bea@home.example", "Complaint", OLD)
    assert bh.waits
    assert "older_than_12_months" in bh.queue_page()
