"""What Cambridge City does not take as a complaint: who decides, what the resident reads, who has it instead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from mailroom.commands.queue_page import page_of
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import look
from parsers.documents import Reader
from tests.acts.council import KIT, PAT, SAM
from tests.requirements.cambridge import HAN, HUW, INA, LIZ, MOZ, TOM, City, city, city_of, to

__all__ = ["city"]

DECISION = "to look at our decision. They are independent of the council and it costs you nothing"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[City]:
    """One city for all that waits for a person: each time somebody else writes."""
    one = city_of(tmp_path_factory.mktemp("city"), reader)
    yield one
    one.town.record.close()


def _page(city: City, number: int) -> str:
    """What a person reads of a message that waits, on one line."""
    found = look(city.town.house, city.town.reader, number)
    return " ".join(" ".join(page_of(city.town.house, found)).split())


def _somebody() -> str:
    return f"resident{next(NUMBERS)}@home.example"


REFUSED = [
    (
        "S004-14",
        "legal_or_insurance",
        "waste",
        "Set out what you wish to claim, and why",
        (INA, LIZ),
    ),
    ("S004-14", "legal_or_insurance", "waste", "Ina Cole, Insurance Officer", ()),
    (
        "S004-15",
        "staff_grievance",
        "waste",
        "formal grievance procedure, under the Grievance Policy",
        (),
    ),
    (
        "S004-16",
        "councillor_conduct",
        "planning",
        "cambridge.gov.uk/complain-about-a-councillors",
        (MOZ,),
    ),
    (
        "S004-17",
        "housing_support",
        "housing_repairs",
        "you can take it to the Care Commission",
        (HUW,),
    ),
    ("S004-18", "right_of_appeal", "council_tax", "the Valuation Tribunal Service", ()),
    ("S004-19", "right_of_appeal", "homelessness", "Homelessness Review Procedure", ()),
    ("S004-20", "right_of_appeal", "planning", "Temple Quay House", ()),
    ("S004-20", "right_of_appeal", "planning", "telephone 0117 372 6372", ()),
    ("S004-27", "fluency_not_of_duty", "waste", "towards you, tell us what happened", ()),
    ("S004-33", "not_the_council", "waste", "to the authority that is responsible", ()),
    ("S004-34", "older_than_12_months", "waste", "more than 12 months before you told us", ()),
    ("S004-36", "older_than_12_months", "waste", "we look at each case on its own", ()),
    (
        "S004-35",
        "already_exhausted",
        "waste",
        "looked into this matter within the last 12 months",
        (),
    ),
    ("S004-12", "service_request", "waste", "so that you need not write again", (SAM,)),
    ("S004-05", "anonymous", "waste", "kept what you wrote as anonymous feedback", (SAM,)),
]


@pytest.mark.parametrize(
    ("code", "service", "words", "told"),
    [
        pytest.param(
            code,
            service,
            words,
            told,
            marks=pytest.mark.rows(row, "S004-04", "S004-13"),
            id=f"{row}-{words[:12]}",
        )
        for row, code, service, words, told in REFUSED
    ],
)
def test_refused_they_read_why_where_to_go_and_the_ombudsman_and_whoever_deals_with_it_has_it(
    shared: City, code: str, service: str, words: str, told: tuple[str, ...]
) -> None:
    resident = _somebody()
    shared.write(resident, "?", f"Dear council. This is what happened. {resident}")
    sent = shared.refuse(shared.last, code, service)
    letter = to(sent, resident)
    assert words in letter
    assert DECISION in letter
    assert "They may ask us to look into your complaint after all" in letter
    for one in told:
        assert "This is what happened" in to(sent, one)


SIGNS = [
    (
        "S004-14",
        "an insurance claim for damage to my car by your bin lorry",
        "Set out what you wish to claim",
        "Is it a claim",
    ),
    (
        "S004-16",
        "the conduct of councillor Smith about my bins",
        "Monitoring Officer",
        "councillor_conduct",
    ),
    (
        "S004-17",
        "the warden of the sheltered housing and my bins",
        "Care Commission",
        "has to confirm that body",
    ),
    (
        "S004-18",
        "my council tax. I do not agree with how much I owe you, and want to appeal to the Valuation Tribunal",
        "Valuation Tribunal",
        "Only the decision itself",
    ),
    (
        "S004-27",
        "the accent of the man from the bins",
        "behaved",
        "refuse only what is about speech",
    ),
    (
        "S004-24",
        "a claim for disrepair about repairs",
        "legal team",
        "Only once the complaints procedure is exhausted",
    ),
]


@pytest.mark.parametrize(
    ("about", "where", "check"),
    [pytest.param(*one[1:], marks=pytest.mark.rows(one[0], "S004-36"), id=one[0]) for one in SIGNS],
)
def test_what_may_be_for_elsewhere_waits_for_a_person_who_reads_what_to_look_at(
    shared: City, about: str, where: str, check: str
) -> None:
    sent = shared.write(_somebody(), "Complaint", f"I make a formal complaint about {about}.")
    assert (sent, shared.waits(shared.last)) == ([], True)
    page = _page(shared, shared.last)
    assert where in page
    assert check in page
    assert "only you decide that" in page


@pytest.mark.rows("S004-15")
def test_a_colleague_who_complains_of_their_own_job_waits_for_a_person(city: City) -> None:
    city.write(PAT, "Grievance", "Formal complaint: my line manager treats me badly.")
    assert city.waits(1)
    assert "staff_grievance" in _page(city, 1)
    sent = city.refuse(1, "staff_grievance", "waste")
    assert to(sent, SAM) == to(sent, KIT) == to(sent, HAN) == "", "it is confidential"
    assert "Han Reed" in to(sent, PAT)


@pytest.mark.rows("S004-36")
def test_an_older_matter_is_taken_on_its_merits_with_who_allowed_it_and_why(city: City) -> None:
    city.write(TOM, "?", "Dear council. Tom")
    with pytest.raises(CannotBeDone, match="the reason"):
        city.register(1, in_spite_of="older_than_12_months", allowed_by="Jo Park")
    city.register(
        1, in_spite_of="older_than_12_months", allowed_by="Jo Park", why="he was in hospital"
    )
    (kept,) = [one for one in city.town.journal() if one.act == "exception"]
    assert "he was in hospital, allowed by Jo Park" in kept.why
    assert city.stage.owner_email == SAM


@pytest.mark.rows("S004-33", "S004-65")
def test_what_others_have_to_answer_is_named_to_the_resident_and_the_rest_answered(
    city: City,
) -> None:
    city.write(TOM, "?", "Dear council. The bin and the pothole. Tom")
    sent = city.register(1, noted={"not_ours": "the pothole: the County Council, 0345 045 5212"})
    assert "the County Council, 0345 045 5212" in to(sent, TOM)
    sent = city.says(
        SAM, "ANSWER not upheld\n\nDear Tom\n\nThe bin was out late, says the crew's book."
    )
    assert "the County Council, 0345 045 5212" in to(sent, TOM)
