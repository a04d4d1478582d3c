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
