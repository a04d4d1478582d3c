"""What a person reads as a reason is words: each rule, ground, machine and service has a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.commands.explained_outcome import _DONE
from mailroom.commands.explained_rules import TITLES
from mailroom.rules.colleagues import _READ_AS
from mailroom.rules.decision import Act
from mailroom.rules.disposition import RULES
from mailroom.rules.grounds import GROUNDS, why_looked_at
from mailroom.rules.machines import called
from mailroom.rules.officers import Verb
from mailroom.rules.reasons import headed
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.topics import topics
from mailroom.rules.triage import Words, propose
from mailroom.rules.vocabulary_exclusions import EXCLUSIONS
from parsers.automatic import Automatic, AutomaticKind

NAMES = {"it_web": "IT and website", "waste": "Waste and recycling"}
COUNCIL = Services(
    (
        Offered("parking", "Parking", ()),
        Offered("waste", "Waste and recycling", ()),
        Offered("it_web", "IT and website", ()),
    )
)


def test_every_rule_of_the_table_has_a_title() -> None:
    assert set(TITLES) == {one.__name__.strip("_").replace("_", " ") for one in RULES}


def test_every_ground_has_a_title() -> None:
    named = {one.label for one in EXCLUSIONS} | {str(one.get("elsewhere", "")) for one in topics()}
    assert named - {""} <= set(GROUNDS)


def test_every_act_and_verb_is_told() -> None:
    assert set(_DONE) == set(Act) - {Act.REGISTER, Act.HOLD, Act.FILE}
    assert set(_READ_AS) == set(Verb)


@pytest.mark.parametrize("kind", AutomaticKind)
def test_a_machines_mail_is_called_by_what_it_is(kind: AutomaticKind) -> None:
    one = Automatic(kind, "Precedence: bulk")
    assert "_" not in called(one)
    assert called(one).endswith(" (its header says so)")
    assert called(replace(one, by_header=False)).endswith(" (by its words)")


@pytest.mark.parametrize(
    ("code", "titles", "words"),
    [
        ("anonymous", ("Without a name",), "it bears no name: a person says whether it is looked into"),
        ("", ("Known for more than 12 months",), "(Known for more than 12 months): only a person"),
        ("staff_grievance", (), "it may be a grievance of somebody who works for the council: only"),
        ("", (), "it may be for another procedure than this: only a person may say so"),
    ],
)  # fmt: skip
def test_why_a_person_looks_fits_the_ground(code: str, titles: tuple[str, ...], words: str) -> None:
    assert words in why_looked_at(code, titles)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("it_web", "IT and website"),
        ("might also be it_web", "might also be IT and website"),
        ("sounded like waste", "sounded like Waste and recycling"),
        ("waste, by its words", "Waste and recycling, by its words"),
        ("not_done", "not done"),
    ],
)
def test_a_reason_is_headed_by_the_services_name(label: str, words: str) -> None:
    assert headed(label, NAMES) == words


def labels(text: str) -> set[str]:
    return {one.label for one in propose(Words("", text), COUNCIL).because}


def test_a_service_named_by_the_way_is_not_told() -> None:
    bins = (
        "My wheelie bin was not emptied. The bin lorry and the refuse collection missed us again,"
    )
    heard = labels(f"{bins} four missed collections. I filled in an online form.")
    assert "waste" in heard
    assert not [one for one in heard if "it_web" in one]


def test_a_service_heard_nearly_as_much_might_be_meant() -> None:
    heard = labels("The parking permit and the wheelie bin: nobody does a thing about either.")
    assert [one for one in heard if one.startswith("might also be ")]
    assert not [one for one in heard if one.startswith("beside it")]
