"""Which service a mail is about: by its name alone, by phrases before words, and never by a passing mention."""

from __future__ import annotations

import pytest

from mailroom.rules.phrases import Lexicon, cut, singular
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.topics import elsewhere_of, topics

COUNCIL = Services(
    (
        Offered("s1", "Waste and Recycling", contractor="Veridian Environment Ltd"),
        Offered("s2", "Repairs and Maintenance"),
        Offered("s3", "Local Taxation"),
        Offered("s4", "Parking"),
        Offered("s5", "Green Spaces", words=("lido",)),
        Offered("s6", "Customer Services"),
        Offered("s7", "Leisure"),
    )
)


@pytest.mark.parametrize(
    ("subject", "text", "service"),
    [
        ("", "Our wheelie bin has not been emptied for three weeks.", "s1"),
        ("Boiler", "No heating since Monday.", "s2"),
        (
            "",
            "I still get a summons for a flat that I left. My single person discount is gone.",
            "s3",
        ),
        ("", "The swings in the play area are broken.", "s5"),
        ("", "The lido was shut.", "s5"),  # a council's own word goes before the starter's
        ("", "I rang about my bins and was kept on hold, then cut off.", "s6"),
        ("", "What do we pay council tax for? The wardens never ticket the parked cars.", "s4"),
        ("", "Nobody from the council came to 8 Meadow Lane about the leaking tap.", "s2"),
    ],
)
def test_a_service_is_found_by_its_name_alone(subject: str, text: str, service: str) -> None:
    assert COUNCIL.find(subject, text).services == (service,)


def test_a_topic_of_no_service_is_said_to_be_elsewhere() -> None:
    about = COUNCIL.find("Head teacher", "The head teacher of the primary school ignores us.")
    assert (about.services, about.elsewhere) == ((), "schools")
    assert elsewhere_of("schools") == "schools"
    assert elsewhere_of("waste") == ""


def test_two_services_are_both_named_where_the_mail_says_that_there_are_two() -> None:
    text = (
        "Two complaints. The missed bin collection, four weeks now. And the boiler: no hot water."
    )
    assert set(COUNCIL.find("", text).services) == {"s1", "s2"}


def test_a_contractor_named_points_to_its_service() -> None:
    about = COUNCIL.find("", "The Veridian driver swore at me.")
    assert (about.services, about.contractor) == (("s1",), "Veridian")


def test_what_a_form_names_counts_most() -> None:
    assert COUNCIL.find("", "It was shut again.", "Leisure").services == ("s7",)
    assert COUNCIL.find("", "It was shut again.", "Other / not sure").services == ()


def test_every_word_that_moved_it_is_told() -> None:
    assert ("s1", "wheelie bin") in COUNCIL.find("", "The wheelie bin").because


def test_the_longest_phrase_counts_and_what_is_in_it_does_not() -> None:
    lexicon = Lexicon([("council tax", "tax"), ("council tax support", "benefit"), ("tax", "any")])
    assert [found for found, _, _ in lexicon.find(cut("Council Tax Support, tax"))] == [
        "benefit",
        "any",
    ]


@pytest.mark.parametrize(
    ("word", "single"),
    [("bins", "bin"), ("parties", "party"), ("boxes", "box"), ("bus", "bus"), ("pass", "pass")],
)
def test_a_plural_is_looked_up_by_its_singular(word: str, single: str) -> None:
    assert singular(word) == single


def test_the_starter_has_no_topic_twice() -> None:
    ids = [topic["id"] for topic in topics()]
    assert len(ids) == len(set(ids))


def test_a_word_alone_means_what_the_longer_phrase_before_it_does() -> None:
    council = Services((Offered("waste"), Offered("street_cleaning"), Offered("parks")))
    text = "The litter bins by the pier are full. The bins have not been touched since Easter."
    assert council.find("", text).services == ("street_cleaning",)


def test_a_house_is_known_by_its_number_and_a_date_is_none() -> None:
    text = "Please come to 6 Chapel Bank. The boiler is off, and 40 Church Stile has no heating."
    assert COUNCIL.find("", text).services == ("s2",)
    assert "Council Tax" in dict(COUNCIL.find("", "2 Council Tax bills came").because)["s3"]


def test_what_another_body_does_is_spoken_of_by_the_way() -> None:
    text = "The police moved the car. There is graffiti on the wall."
    council = Services((Offered("street_cleaning"), Offered("parking")))
    assert council.find("", text).services == ("street_cleaning",)


@pytest.mark.parametrize(
    ("names", "told", "service"),
    [
        ("Parks & Bereavement Services", "My father's grave is sunk.", "Bereavement Services"),
        ("Parks & Bereavement Services", "The swings are broken.", "Parks"),
        ("Green Spaces & Leisure", "My father's grave is sunk.", "Green Spaces"),
        ("Planning & Planning Enforcement", "The planning committee met.", "Planning"),
        ("Planning & Building Control", "The building inspector never came.", "Building Control"),
        ("Revenues & Benefits", "My council tax bill is wrong.", "Revenues"),
        ("Housing & Planning", "My rent statement is wrong.", "Housing"),
        ("Democratic Services & Waste", "I never had my poll card.", "Democratic Services"),
        ("Blue Badges & Parking Services", "I got a parking ticket.", "Parking Services"),
        ("Libraries & Leisure", "The librarian was rude.", "Libraries"),
        ("Sport & Waste", "The library was shut.", "Sport"),
        ("Adult Social Care & Children's Services", "Our foster carer", "Children's Services"),
        ("Highways & Street Lighting", "The street light is out.", "Street Lighting"),
        ("Highways & Parking", "The street light is out.", "Highways"),
        ("Trading Standards & Licensing", "A rogue trader called.", "Trading Standards"),
        (
            "Registration and Ceremonies & Elections",
            "birth certificate",
            "Registration and Ceremonies",
        ),
    ],
)
def test_a_service_of_any_name_has_what_is_its_own(names: str, told: str, service: str) -> None:
    offered = tuple(Offered(f"x{place}", name) for place, name in enumerate(names.split(" & ")))
    found = Services(offered).find("", told).services
    assert [one.name for one in offered if one.id in found] == [service]
