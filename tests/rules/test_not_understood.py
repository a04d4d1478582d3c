"""Mail in another language, and mail about what no service does: a person is asked, and told why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.rules.disposition import Facts, Writer, decide
from mailroom.rules.hearing import Words
from mailroom.rules.subject_matter import Offered, Services
from mailroom.rules.topics import STARTERS
from mailroom.rules.triage import Proposal, propose

ALL = Services(Offered(one) for one in STARTERS)
WITH_ROADS = Services((*(Offered(one) for one in STARTERS), Offered("highways", "Highways")))
ROADS = "the roads or their lights"


OTHER_LANGUAGES = [
    "Dzień dobry, piszę w sprawie kosza na śmieci przy ulicy Młyńskiej 4. Od miesiąca nikt go nie opróżnia, dzwoniłam "
    "już trzy razy i wciąż nic. Proszę o pomoc.",
    "Bună ziua, de două luni avem igrasie în dormitorul copilului și nimeni nu a venit să vadă. Am sunat de multe ori.",
    "Annwyl gyngor, nid yw fy miniau wedi cael eu casglu ers tair wythnos ac rwyf wedi ffonio bob dydd Llun.",
    "میرے گھر کا بوائلر دو ہفتوں سے خراب ہے اور کوئی مرمت کرنے نہیں آیا۔ براہ کرم جلدی مدد کریں۔",
    "Шановні, у моїй квартирі вже три тижні немає гарячої води, я телефонувала чотири рази, але ніхто не прийшов.",
]


@pytest.mark.parametrize("text", OTHER_LANGUAGES)
def test_of_mail_in_another_language_a_person_is_told_why_they_are_asked(text: str) -> None:
    found = propose(Words("", text), ALL)
    assert (found.confidence, found.for_a_person) == (
        0.0,
        "hardly a word of it is known here, it may be in another language: a person reads what it says",
    )


@pytest.mark.parametrize(
    "text",
    [
        "My bin was missed again on Tuesday, the third week running. I have rung twice and nobody came back.",
        "hiya me bins no bin emtied agen 3 wks runin sort it owt pls ta. jaz 14 brook st",
        "Stannard, 14 Brook Street. Wheelie. Tuesday 3rd. Tuesday 10th. Nobody. Wasps.",
        "Szanowni Państwo, excuse my English: the bin at Młyńska was not emptied for three weeks and I rang twice.",
    ],
)
def test_poor_spelling_and_short_notes_are_english(text: str) -> None:
    assert "another language" not in propose(Words("", text), ALL).for_a_person


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "There is a pothole outside 4 Mill Lane, deep enough to lose a wheel. Please fill it.",
            "service_request",
        ),
        (
            "The street light outside 22 Orchard Way has been out since Friday. Can somebody come?",
            "service_request",
        ),
        (
            "I have reported the potholes in Hill Lane four times since March, nobody has come and today one broke my"
            " spring. I want to complain.",
            "complaint",
        ),
        (
            "The pavement by the school has not been gritted all week although I rang on Monday and Tuesday and was"
            " promised it. My mother fell.",
            "complaint",
        ),
    ],
)
def test_what_somebody_wants_of_the_roads_is_told_as_that_and_a_person_says_who_is_written_to(
    text: str, kind: str
) -> None:
    found = propose(Words("", text), ALL)
    assert (found.kind, found.services, found.exclusion) == (kind, (), "")
    assert ROADS in found.for_a_person
    theirs = propose(Words("", text), WITH_ROADS)
    assert ROADS not in theirs.for_a_person
    assert theirs.services == ("highways",)


def test_the_reason_is_told_and_not_only_that_no_service_was_clear() -> None:
    facts = Facts(
        Writer.RESIDENT,
        authenticated=True,
        forged=False,
        address="jan@home.example",
        proposal=propose(Words("", OTHER_LANGUAGES[0]), ALL),
    )
    assert "it may be in another language" in decide(facts).reason
    unclear = replace(facts, proposal=Proposal("complaint", confidence=0.5))
    assert decide(unclear).reason == "which service it is about was not clear"
