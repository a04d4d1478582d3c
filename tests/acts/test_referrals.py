"""What is made of the wish to go further: looked into, referred back, declined; and what another council deals with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailroom.jobs.by_hand import CannotBeDone, put_on_case
from mailroom.jobs.by_hand_decide import decide, decline_mail
from mailroom.jobs.by_hand_refuse import transfer
from mailroom.rules.disposition import Act
from parsers.documents import Reader
from store.states import CaseStatus
from tests.acts.council import ANSWER, JO, KIT, SAM, UNA
from tests.acts.deciding import BEA, BY, SHARED, Deciding, deciding, words_to

Make = Callable[..., Deciding]
GO_ON = "I am not satisfied with your answer. Please take my complaint to stage 2: the crew was not asked."


@pytest.fixture
def council(tmp_path: Path, reader: Reader) -> Iterator[Make]:
    """Makes a council under a policy."""
    made: list[Deciding] = []

    def make(policy: str, **more: object) -> Deciding:
        one = deciding(tmp_path, reader, policy, **more)  # type: ignore[arg-type]
        made.append(one)
        return one

    yield make
    for one in made:
        one.town.record.close()


def answered(council: Deciding, officer: str) -> str:
    """Una's complaint has had its answer; its reference."""
    council.complain()
    council.says(officer, f"ANSWER\nOutcome: partly\n\n{ANSWER}")
    assert council.stage.answered_at is not None
    return council.file.case.reference


def asked(council: Deciding, officer: str = SAM) -> str:
    """… and she has asked for the next stage."""
    reference = answered(council, officer)
    council.says(UNA, GO_ON)
    assert council.stage.number == 2
    return reference


def test_declined_she_reads_why_and_where_else_to_turn(council: Make) -> None:
    bh = council("brighton-hove")
    reference = asked(bh)
    decide(bh.town.house, reference, BY, "decline", "Sam Lee spoke to the crew twice.", reason="2")
    (letter,) = words_to(bh.work(), UNA)
    assert "Procedures clearly followed" in letter
    assert "Sam Lee spoke to the crew twice." in letter
    assert "Ombudsman" in letter
    assert "legal advice" in letter
    assert "looked at again at stage" not in letter
    assert bh.file.case.status is CaseStatus.CLOSED
    assert (bh.stage.decision, bh.file.case.closing) == ("decline", "escalation declined")
    (kept,) = bh.refused(reference)
    assert (kept.what, kept.stage_number) == ("escalation declined", 2)
    assert not bh.later(60)


@pytest.mark.parametrize("reason", ["", "we are busy", "9", "no_such_ground"])
def test_only_a_reason_of_the_policy_declines(council: Make, reason: str) -> None:
    bh = council("brighton-hove")
    reference = asked(bh)
    before = bh.as_it_is()
    with pytest.raises(CannotBeDone, match="3: further work unlikely to achieve more"):
        decide(bh.town.house, reference, BY, "decline", "So.", reason=reason)
    assert bh.as_it_is() == before
    assert not bh.work()


def test_referred_back_those_who_answered_look_again_and_the_days_run_on(council: Make) -> None:
    bh = council("brighton-hove")
    reference = asked(bh)
    due = bh.stage.respond_by
    decide(
        bh.town.house,
        reference,
        BY,
        "refer_back",
        "Two of her points were not answered.",
        recommend="Ask the crew, and say what they said.",
    )
    letters = bh.work()
    assert (bh.stage.number, bh.stage.respond_by, bh.stage.owner_email) == (2, due, SAM)
    assert len(bh.file.stages) == 2
    hers, theirs = words_to(letters, UNA), words_to(letters, SAM, "look at this complaint again")
    assert len(hers) == len(theirs) == 1
    assert "Ask the crew" in hers[0]
    assert "Ask the crew" in theirs[0]
    assert due is not None
    assert f"{due.day} {due:%B %Y}" in theirs[0]
    bh.says(SAM, f"ANSWER\n\n{ANSWER}")
    assert bh.stage.answered_at is not None
    assert "stage 2" in words_to(bh.got, UNA)[-1].lower()


def test_looked_into_she_hears_on_what_grounds(council: Make) -> None:
    bh = council("brighton-hove")
    reference = asked(bh)
    decide(bh.town.house, reference, BY, "investigate", "What the crew knew is still in dispute.")
    (letter,) = words_to(bh.work(), UNA)
    assert "What the crew knew is still in dispute." in letter
    with pytest.raises(CannotBeDone, match="decided already: investigate"):
        decide(bh.town.house, reference, BY, "investigate", "Again.")


def test_a_policy_knows_what_can_be_decided_and_of_what(council: Make) -> None:
    first = council("south-cambs-2021")
    reference = answered(first, KIT if first.town.sql("select 1 where 0") else SAM)
    with pytest.raises(CannotBeDone, match="knows only: investigate"):
        decide(first.town.house, reference, BY, "decline", "So.", reason="1")
    with pytest.raises(CannotBeDone, match="nobody has asked for a further stage"):
        decide(first.town.house, reference, BY, "investigate", "So.")


def late(city: Deciding) -> tuple[str, int]:
    """Una asks for stage 2 after the three months."""
    reference = answered(city, SAM)
    city.later(130)
    city.says(UNA, GO_ON)
    rows = city.town.sql("select id from incoming where state = 'HELD'")
    return reference, int(str(rows[-1][0]))


def test_asked_too_late_a_person_may_decline_it(council: Make) -> None:
    city = council("cambridge-city")
    reference, number = late(city)
    house = city.town.house
    decline_mail(house, city.reader, number, BY, reference, "late", "Nothing kept you from it.")
    (letter,) = words_to(city.work(), UNA)
    assert "The time to ask for it was over on" in letter
    assert "Nothing kept you from it." in letter
    assert "Ombudsman" in letter
    assert len(city.file.stages) == 1
    assert city.town.message(number).state == "HANDLED"


def test_asked_too_late_a_person_may_take_it_up_for_a_reason(council: Make) -> None:
    city = council("cambridge-city")
    reference, number = late(city)
    house = city.town.house
    with pytest.raises(CannotBeDone, match="could be asked for until"):
        put_on_case(house, city.reader, number, BY, reference, Act.ESCALATE)
    put_on_case(house, city.reader, number, BY, reference, Act.ESCALATE, "she was in hospital")
    assert city.stage.number == 2
    assert "taken up" in city.acts(reference)


def test_declined_from_the_queue_and_asked_for_again_a_person_reads_it(council: Make) -> None:
    bh = council("brighton-hove")
    reference = answered(bh, SAM)
    bh.says(
        UNA,
        "It is unacceptable. My bin was missed again today, I complained twice and nobody came.",
    )
    number = bh.town.sql("select max(id) from incoming")[0][0]
    assert bh.town.message(number).state == "HELD"
    decline_mail(bh.town.house, bh.reader, number, BY, reference, "2", "The crew was asked.")
    assert "escalation declined" in [one.what for one in bh.refused(reference)]
    bh.work()
    bh.says(UNA, GO_ON)
    again = bh.town.message(bh.town.sql("select max(id) from incoming")[0][0])
    assert again.state == "HELD"
    assert "declined, and is asked for again" in again.reason
    assert len(bh.file.stages) == 1


def test_nobody_else_withdraws_her_complaint_by_a_slip_of_the_hand(council: Make) -> None:
    bh = council("brighton-hove")
    bh.complain()
    reference = bh.file.case.reference
    bh.town.mail("tom@home.example", "Hello", f"It is settled. Please withdraw {reference}.")
    bh.work()
    number = bh.town.sql("select max(id) from incoming")[0][0]
    house, reader = bh.town.house, bh.reader
    with pytest.raises(CannotBeDone, match="from nobody who complained"):
        put_on_case(house, reader, number, BY, reference, Act.WITHDRAW)
    assert bh.file.case.status is not CaseStatus.CLOSED
    put_on_case(house, reader, number, BY, reference, Act.WITHDRAW, "her son; she rang and said so")
    assert bh.file.case.status is CaseStatus.CLOSED


def test_a_complaint_begins_at_stage_2_only_by_whom_the_policy_names(council: Make) -> None:
    corporate = council("south-cambs-corporate")
    number = corporate.asks()
    with pytest.raises(CannotBeDone, match=r"Kit Roe is not that.*the reason \(--why\)"):
        corporate.register(number, stage=2, allowed_by="Kit Roe")
    reference = corporate.register(number, stage=2, allowed_by="Dee Fox", why="his own Head")
    assert corporate.named(reference).stages[0].number == 2
    city = corporate.asks(sender="new@home.example")
    with pytest.raises(CannotBeDone, match="has no stage 7"):
        corporate.register(city, stage=7, allowed_by="Dee Fox", why="so")


def test_elsewhere_no_complaint_begins_at_stage_2(council: Make) -> None:
    bh = council("brighton-hove")
    with pytest.raises(CannotBeDone, match="begins at stage 1"):
        bh.register(bh.asks(), stage=2, allowed_by="Dee Fox", why="so")


def test_what_another_council_leads_is_forwarded_only_when_a_person_says_so(council: Make) -> None:
    first = council("south-cambs-2021", config=SHARED)
    house, to = first.town.house, ("", "")
    number = first.asks()
    reference, _ = transfer(
        house, first.reader, number, BY, "waste", to, "shared waste", forward=False
    )
    letters = first.work()
    (told,) = words_to(letters, BEA)
    assert "Upwell Council" in told
    assert "Please send your complaint to them" in told
    assert not words_to(letters, "upwell.example", "")[1:]
    assert not [one for one in letters if "upwell" in str(one["To"])]
    assert first.named(reference).case.closing == "transferred"
    other = first.asks(sender="new@home.example")
    transfer(house, first.reader, other, BY, "waste", to, "shared waste", forward=True)
    letters = first.work()
    assert "We have passed your complaint on" in words_to(letters, "new@home.example")[0]
    assert [one for one in letters if "waste@upwell.example" in str(one["To"])]
    assert not words_to(first.later(40), SAM)


def test_a_policy_that_answers_for_shared_services_transfers_nothing(council: Make) -> None:
    city = council("cambridge-city", config=SHARED)
    number = city.asks()
    with pytest.raises(CannotBeDone, match="are registered here"):
        transfer(city.town.house, city.reader, number, BY, "waste", ("", ""), "x", forward=True)
    with pytest.raises(CannotBeDone, match="only to an address of the configuration"):
        transfer(
            city.town.house,
            city.reader,
            number,
            BY,
            "parking",
            ("Upwell", "x@y"),
            "x",
            forward=True,
        )
    assert not words_to(city.work(), BEA)
    assert not words_to(city.work(), JO, "complaint")
