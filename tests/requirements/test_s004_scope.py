"""What Cambridge City takes as a complaint, what it offers to make one, and what it does not take, driven by mail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.commands.queue_page import page_of
from mailroom.jobs.by_hand import CannotBeDone
from mailroom.jobs.by_hand_look import look
from mailroom.jobs.by_hand_offer import offer_for_mail
from parsers.documents import Reader
from store import duties
from store.states import CaseStatus
from tests.acts.council import JO, KIT, SAM, UNA
from tests.requirements.cambridge import (
    EVE,
    RIA,
    TOM,
    City,
    city,
    city_of,
    to,
)

__all__ = ["city"]

GRUMBLE = "Nobody has come for my bin for the third time, it is a joke, and the whole road is laughing. Una Firth"
OMBUDSMAN = (
    "You can also ask the Local Government and Social Care Ombudsman to look at our decision"
)


def _page(city: City, number: int) -> str:
    """What a person reads of a message that waits, on one line."""
    found = look(city.town.house, city.town.reader, number)
    return " ".join(" ".join(page_of(city.town.house, found)).split())


def _kind(city: City, number: int) -> str:
    """What the rules take a message for."""
    return look(city.town.house, city.town.reader, number).facts.proposal.kind


@pytest.fixture
def unsure(tmp_path: Path, reader: Reader) -> Iterator[City]:
    """The city, where the rules are to be surer than they ever are."""
    one = city_of(tmp_path, reader, more="\n[triage]\nthreshold = 0.995\n")
    yield one
    one.town.record.close()


@pytest.mark.rows("S004-06", "S004-02")
def test_dissatisfied_and_no_word_of_it_they_are_asked_and_a_yes_makes_it_a_complaint(
    unsure: City,
) -> None:
    city = unsure
    sent = city.write(UNA, "Bins", GRUMBLE)
    (asked,) = [one for one in sent if UNA in str(one["To"])]
    assert "If you would like us to treat this as a complaint, reply" in to(sent, UNA)
    assert "It makes no difference to anything that the council is doing for you now" in to(
        sent, UNA
    )
    assert city.cases() == []
    assert city.waits(1), "a person sees what they need meanwhile"
    assert "Offer to record one" in _page(city, 1)
    city.town.days_pass(2)
    sent = city.reply(UNA, "Yes please, do.", asked)
    assert city.file.case.kind == "complaint"
    assert "third time" in to(sent, SAM)
    assert "third time" in to(sent, UNA)
    assert not city.waits(1)
    assert city.stage.received_at.date() == city.today


@pytest.mark.rows("S004-06")
def test_without_a_yes_there_is_no_case(unsure: City) -> None:
    city = unsure
    (asked,) = city.write(UNA, "Bins", GRUMBLE)
    city.reply(UNA, "No, I only wanted you to know.", asked)
    assert city.cases() == []
    assert "they say no" in city.reason(2)
    city.reply(UNA, "Perhaps. What would happen then?", asked)
    assert "a person reads what they say" in city.reason(3)
    city.reply(EVE, "Yes please", asked)
    assert city.cases() == [], "nobody else says yes for them"


@pytest.mark.rows("S004-02", "S004-06")
def test_what_is_surely_a_complaint_is_one_whatever_it_is_called(city: City) -> None:
    city.taken_in(UNA, GRUMBLE)
    assert city.file.case.kind == "complaint"


@pytest.mark.rows("S004-06")
def test_whoever_decides_can_have_them_asked(city: City) -> None:
    city.write(TOM, "Something", "The lorry at seven in the morning. Tom")
    assert city.waits(1)
    assert offer_for_mail(city.town.house, city.town.reader, 1, JO, "We are sorry.") == TOM
    assert "We are sorry." in to(city.work(), TOM)
    assert city.waits(1)


@pytest.mark.rows("S004-07", "S004-11", "S004-12")
def test_a_request_goes_to_the_service_and_a_complaint_of_it_is_a_complaint_all_the_same(
    city: City,
) -> None:
    text = "I would like to request a new bin, please. Can you tell me how to get one?"
    sent = city.write(UNA, "Bin", text)
    assert _kind(city, 1) == "service_request"
    if city.waits(1):
        sent = city.register(1, kind="service_request")
    assert city.file.case.kind == "service_request"
    assert "request a new bin" in to(sent, SAM)
    assert "you need not wait until what you asked for has been done" in to(sent, UNA)
    city.town.days_pass(1)
    city.taken_in(
        UNA,
        "This is a formal complaint: I asked for my bin, and nobody has come for the bin again.",
    )
    assert [one.case.kind for one in city.cases()] == ["service_request", "complaint"]


@pytest.mark.rows("S004-11")
def test_a_noisy_neighbour_reported_for_the_first_time_is_a_request(city: City) -> None:
    text = "I would like to report a noisy neighbour: loud music, it has only just started. Please can you come?"
    city.write(TOM, "Noise", text)
    assert _kind(city, 1) == "service_request"


@pytest.mark.rows("S004-05")
def test_without_contact_details_it_is_anonymous_feedback_and_nobody_answers_it(city: City) -> None:
    raw = (
        b"From: <>\nTo: feedback@ashford.example\nSubject: bins\nMessage-ID: <x@y>\n"
        b"Date: Tue, 03 Feb 2026 10:15:00 +0000\n\nFormal complaint: the bins were missed. No name given.\n"
    )
    city.town.lay(raw)
    assert city.work() == []
    assert city.waits(1)
    sent = city.register(1, kind="anonymous_feedback")
    assert {str(one["To"]) for one in sent} == {"Sam Lee <sam.lee@ashford.example>"}
    assert "the bins were missed" in to(sent, SAM)
    assert (city.file.case.kind, city.stage.respond_by) == ("anonymous_feedback", None)
    assert city.file.case.status is CaseStatus.CLOSED


@pytest.mark.rows("S004-03")
def test_what_it_is_about_is_one_of_five(city: City) -> None:
    city.write(TOM, "?", "Dear council. Tom")
    with pytest.raises(CannotBeDone, match="no category smell") as told:
        city.register(1, noted={"category": "smell"})
    for words in (
        "the service provided, or its standards",
        "delay in responding to a request for a service",
        "how staff behaved",
        "our procedure",
        "local or national policy",
    ):
        assert words in str(told.value.do)
    city.register(1, noted={"category": "how staff behaved"})
    assert city.file.case.category == "how staff behaved"


@pytest.mark.rows("S004-37", "S004-38")
def test_however_it_is_received_it_is_a_case_with_whoever_helped(city: City) -> None:
    for channel in ("form", "email", "letter", "telephone", "counter", "social media"):
        city.write(JO, f"Taken down: {channel}", f"My bin was missed, says Mrs Firth by {channel}.")
        city.register(city.last, noted={"channel": channel, "assisted_by": "Ces Bell"})
        case = city.cases()[-1]
        assert (case.case.channel, case.case.assisted_by) == (channel, "Ces Bell")
        assert case.stages[0].respond_by is not None


@pytest.mark.rows("S004-51")
def test_an_answer_that_names_nothing_it_rests_on_is_sent_and_the_rest_owed(city: City) -> None:
    city.write(TOM, "?", "Dear council. The bin. Tom")
    city.register(1)
    sent = city.says(
        SAM,
        "ANSWER not upheld\n\nDear Tom\n\nThe bin was out late, says the crew's book of that day.",
    )
    assert "does not seem to say which law, policy or good practice the decision rests on" in to(
        sent, SAM
    )
    assert city.file.case.status is CaseStatus.CLOSED
    owed = city.owes("say_the_rest")
    assert owed is not None
    assert owed.holder_email == SAM


@pytest.mark.rows("S004-52")
def test_whoever_is_named_in_it_does_not_look_into_it(unsure: City) -> None:
    city = unsure
    city.taken_in(
        TOM, "Dear council. Sam Lee was rude to me about the bin. Tom", flags=("names_staff",)
    )
    assert city.stage.owner_email == KIT
    found = city.town.read(lambda conn: duties.duties_of(conn, 1))
    assert {one.holder_email for one in found if one.name == "no_conflict"} == {KIT}
    assert RIA not in str(found)
